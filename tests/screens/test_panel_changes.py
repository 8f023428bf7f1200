"""The panel is turned, shows other pixels, or goes dark and comes back: the visit goes on where it was."""

from collections.abc import Iterator

import pytest
from kivy.base import EventLoop
from PIL import Image

from kiosk.language.languages import UYGHUR
from screens.app import OVERLAYS
from screens.stage import TallStage, WideStage
from screens.theme import Look, Modes, Panel
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.text_field import TextField
from tests.screens.face import PANEL, Face, FaceMaker
from tests.screens.hand import Hand

LYING = Panel(1920, 1080, 476, 268)


@pytest.fixture(autouse=True)
def _upright_again() -> Iterator[None]:
    yield
    EventLoop.window.size = (PANEL.width_px, PANEL.height_px)


def turn(face: Face, panel: Panel = LYING) -> None:
    """As the display tells the window."""
    face.window.size = (panel.width_px, panel.height_px)
    face.step()


# Turned


def test_a_turned_panel_is_as_wide_as_it_was_high(face: Face) -> None:
    face.go_last("guide")
    turn(face)
    assert face.app.look.panel == LYING
    assert isinstance(face.root.children[0], WideStage)
    turn(face, PANEL)
    assert face.app.look.panel == PANEL
    assert isinstance(face.root.children[0], TallStage)


def test_things_keep_their_size_in_millimetres_when_it_is_turned() -> None:
    upright = Look(PANEL, UYGHUR)
    lying = Look(PANEL.showing(1920, 1080), UYGHUR)
    assert lying.px(96) == upright.px(96)


def test_fewer_pixels_on_the_same_panel_are_larger_ones() -> None:
    assert PANEL.showing(720, 1280) == Panel(720, 1280, 268, 476)
    assert PANEL.showing(1280, 720) == Panel(1280, 720, 476, 268)
    assert PANEL.showing(1080, 1920) == PANEL


def test_what_was_typed_stays(face: Face) -> None:
    face.go("step", "phone")
    face.touch(*["key:1"] * 4)
    turn(face)
    assert face.find(TextField).text == "1111"
    face.touch("key:2")
    turn(face, PANEL)
    assert face.find(TextField).text == "11112"


def test_what_was_chosen_and_signed_stays(face: Face) -> None:
    face.go("sign")
    face.sign()
    signed = face.visit.signature
    turn(face)
    assert face.visit.signature == signed
    face.touch("forward")
    assert face.ports.sender.sent[0][1].signature == signed


def test_a_stroke_under_way_is_kept_as_far_as_it_was_drawn(face: Face) -> None:
    face.go("sign")
    pad = face.find(SignaturePad)
    hand = Hand(face)
    finger = hand.down(pad.x + 100, pad.y + 100)
    hand.move(finger, pad.x + 150, pad.y + 100)
    turn(face)
    hand.up(finger)
    assert face.visit.signature == (((100, 100), (150, 100)),)


@pytest.mark.parametrize("overlay", sorted(OVERLAYS))
def test_an_overlay_stays_over_its_screen(face: Face, overlay: str) -> None:
    face.go_last("guide")
    face.app.open_overlay(overlay)
    turn(face)
    assert (face.shown, face.app.place.screen) == (overlay, "guide")


def test_modes_stay(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(reach=True, simple=True))
    face.go_last("guide")
    turn(face)
    assert face.app.look.modes == Modes(reach=True, simple=True)
    turn(face, PANEL)
    assert face.app.look.reach


def test_attract_is_laid_out_for_the_turned_panel(face: Face) -> None:
    face.bring_up()
    turn(face)
    for element in face.elements().values():
        assert element.x >= 0 and element.x + element.width <= LYING.width_px + 1
        assert element.y >= 0 and element.y + element.height <= LYING.height_px + 1
    assert "bar:reach" not in face.elements()


def test_the_same_size_again_makes_nothing_anew(face: Face) -> None:
    face.go_last("guide")
    screen = face.screen
    face.window.dispatch("on_resize", PANEL.width_px, PANEL.height_px)
    assert face.screen is screen


def test_a_panel_that_hangs_otherwise_than_its_settings_say_is_taken_as_it_hangs(
    open_face: FaceMaker,
) -> None:
    face = open_face()
    face.window.size = (1920, 1080)
    face.bring_up()
    assert face.app.look.panel == LYING
    face.go_last("guide")
    assert isinstance(face.root.children[0], WideStage)


def test_a_visit_that_is_over_hears_of_no_panel(open_face: FaceMaker) -> None:
    face = open_face()
    face.go_last("guide")
    screen = face.screen
    face.close()
    face.window.size = (1920, 1080)
    assert face.app.screen is screen


# Dark, and back


def differs(one: Image.Image, other: Image.Image) -> bool:
    return one.tobytes() != other.tobytes()


@pytest.mark.parametrize(("lost", "back"), [("hide", "show"), ("minimize", "restore")])
def test_a_window_that_comes_back_is_drawn_again_and_goes_on(face: Face, lost: str, back: str) -> None:
    face.go_last("guide")
    before = face.picture()
    getattr(face.window, lost)()
    EventLoop.idle()
    getattr(face.window, back)()
    EventLoop.idle()
    assert not differs(before, face.picture())
    face.touch("forward")
    assert face.shown == "card"
    assert differs(before, face.picture())


def test_what_is_shown_again_is_drawn_though_nothing_changed(face: Face) -> None:
    face.picture()
    EventLoop.idle()
    assert not face.window.canvas.needs_redraw
    face.window.dispatch("on_show")
    assert face.window.canvas.needs_redraw


def test_nothing_that_happens_while_it_is_dark_is_lost(face: Face) -> None:
    face.go("card")
    face.window.hide()
    EventLoop.idle()
    face.lay_card()
    face.window.show()
    EventLoop.idle()
    assert face.shown == "card_confirm"


def test_a_dark_panel_keeps_no_visit_alive(face: Face) -> None:
    face.go_last("guide")
    face.window.hide()
    face.pass_time(face.app.surroundings.timers.idle_s)
    face.pass_time(face.app.surroundings.timers.warning_s)
    assert face.ended is not None
    face.window.show()
