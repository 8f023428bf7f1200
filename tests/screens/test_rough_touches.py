"""Palms, two fingers, stuck and trembling ones: what was not meant does nothing, and nobody is locked out."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.visit_ports import Ending
from screens.fingers import PALM, STUCK_S
from screens.widgets.keyboard import Keyboard
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slab import Slab
from screens.widgets.text_field import TextField
from tests.screens.face import PANEL, TIMERS, Face, FaceMaker
from tests.screens.hand import Hand


@pytest.fixture
def hand(face: Face) -> Hand:
    return Hand(face)


def pressed(face: Face) -> list[str]:
    return [
        widget.element_id
        for widget in face.root.walk()
        if isinstance(widget, Slab) and widget.state != "normal"
    ]


# A palm


@pytest.mark.parametrize("lifted", [slice(None), slice(None, None, -1)], ids=["first", "last"])
def test_a_palm_on_all_the_keys_presses_none(face: Face, hand: Hand, lifted: slice) -> None:
    face.go_last("guide")
    fingers = [hand.on(element_id) for element_id in ("forward", "bar:back", "bar:help", "bar:leave")]
    assert pressed(face) == []
    hand.up(*fingers[lifted])
    assert (face.shown, face.ended) == ("guide", None)


def test_after_a_palm_a_finger_counts_again(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    hand.up(*(hand.down(300 + 90 * n, 700) for n in range(10)))
    face.touch("forward")
    assert face.shown == "card"


def test_while_a_palm_leans_on_the_panel_nothing_else_counts(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    palm = [hand.down(300 + 40 * n, 700) for n in range(PALM)]
    hand.up(palm.pop())
    face.touch("forward")
    assert face.shown == "guide"
    hand.up(*palm)
    face.touch("forward")
    assert face.shown == "card"


def test_a_palm_on_the_keyboard_types_nothing(face: Face, hand: Hand) -> None:
    face.go("step", "village")
    letters = [element_id for element_id, _ in face.find(Keyboard).elements][:6]
    hand.up(*[hand.on(letter) for letter in letters])
    face.touch("forward")
    assert face.shown == "step-village"


# Two fingers


@pytest.mark.parametrize("first_up", [0, 1])
def test_of_two_fingers_on_two_keys_the_first_counts(face: Face, hand: Hand, first_up: int) -> None:
    face.go_last("guide")
    fingers = [hand.on("forward"), hand.on("bar:back")]
    hand.up(fingers[first_up], fingers[1 - first_up])
    assert face.shown == "card"


def test_two_fingers_on_one_key_press_it_once(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    said = len(face.ports.voice.said)
    x, y = hand.middle("bar:listen")
    hand.up(hand.down(x - 20, y), hand.down(x + 20, y))
    assert len(face.ports.voice.said) == said + 1


def test_two_thumbs_type_both_letters(face: Face, hand: Hand) -> None:
    face.go("step", "village")
    keyboard = face.find(Keyboard)
    typed: list[str] = []
    keyboard._typed = lambda key: typed.append(key.element_id)
    letters = [element_id for element_id, box in keyboard.elements if box.key.kind == "letter"][:2]
    one, other = (hand.on(letter) for letter in letters)
    hand.up(one, other)
    assert typed == letters


def test_a_hand_that_rests_on_the_field_does_not_disturb_the_signature(face: Face, hand: Hand) -> None:
    face.go("sign")
    pad = face.find(SignaturePad)
    finger = hand.down(pad.x + 100, pad.y + 100)
    rest = hand.down(pad.x + 500, pad.y + 40)
    for step in range(1, 4):
        hand.move(finger, pad.x + 100 + 40 * step, pad.y + 100)
        hand.move(rest, pad.x + 500, pad.y + 40 + step)
    hand.up(rest, finger)
    assert face.visit.signature == (((100, 100), (140, 100), (180, 100), (220, 100)),)


def test_clearing_the_field_while_somebody_writes_is_no_fault(face: Face, hand: Hand) -> None:
    face.go("sign")
    pad = face.find(SignaturePad)
    finger = hand.down(pad.x + 100, pad.y + 100)
    face.touch("sign:again")
    hand.move(finger, pad.x + 200, pad.y + 100)
    hand.up(finger)
    assert face.visit.signature == ()
    face.sign()
    assert len(face.visit.signature) == 1


# A finger that does not lift


def test_a_stuck_finger_does_not_lock_anybody_out(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    stuck = hand.on("bar:leave")
    face.touch("forward")
    assert face.shown == "guide"
    face.pass_time(STUCK_S)
    assert pressed(face) == []
    face.touch("forward")
    assert face.shown == "card"
    hand.up(stuck)
    assert (face.shown, face.ended) == ("card", None)


def test_stuck_fingers_are_no_palm_for_ever(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    for n in range(PALM + 1):
        hand.down(200 + 100 * n, 800)
    face.pass_time(STUCK_S)
    face.touch("forward")
    assert face.shown == "card"


def test_a_stuck_finger_that_trembles_is_stuck_too(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    x, y = hand.middle("bar:leave")
    stuck = hand.down(x, y)
    for n in range(int(STUCK_S) + 1):
        hand.move(stuck, x + n % 2, y)
        face.pass_time(1)
    face.touch("forward")
    assert face.shown == "card"


def test_who_writes_slowly_is_not_stuck(face: Face, hand: Hand) -> None:
    face.go("sign")
    pad = face.find(SignaturePad)
    finger = hand.down(pad.x + 50, pad.y + 100)
    for step in range(1, 10):
        face.pass_time(STUCK_S / 4)
        hand.move(finger, pad.x + 50 + 40 * step, pad.y + 100)
    hand.up(finger)
    assert [len(stroke) for stroke in face.visit.signature] == [10]


def test_idle_time_runs_out_under_a_stuck_finger(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    x, y = hand.middle("forward")
    stuck = hand.down(x, y)
    for _ in range(int(TIMERS.idle_s) - 1):
        hand.move(stuck, x, y + 1)
        face.pass_time(1)
    assert face.shown == "guide"
    face.pass_time(1)
    assert face.shown == "timeout"
    face.pass_time(TIMERS.warning_s)
    assert face.ended is Ending.TIMED_OUT


def test_delete_that_is_stuck_stops_deleting(face: Face, hand: Hand) -> None:
    face.go("step", "village")
    keyboard = face.find(Keyboard)
    delete = next(element_id for element_id, box in keyboard.elements if box.key.action == "delete")
    hand.on(delete)
    assert keyboard._held
    face.pass_time(STUCK_S)
    assert not keyboard._held


# Trembling, and too many


def test_a_trembling_finger_presses_a_key_once(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, again_s=0.4))
    face.go_last("guide")
    said = len(face.ports.voice.said)
    for _ in range(4):
        face.touch("bar:listen")
        face.pass_time(0.09)
    assert len(face.ports.voice.said) == said + 1
    face.pass_time(0.4)
    face.touch("bar:listen")
    assert len(face.ports.voice.said) == said + 2


def test_another_key_is_taken_at_once(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, again_s=0.4))
    face.go("sign")
    face.touch("sign:cannot", "bar:help")
    assert face.shown == "help"


def test_letters_are_typed_as_fast_as_one_can(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, again_s=0.4))
    face.go("step", "phone")
    face.touch(*["key:1"] * 5)
    assert face.find(TextField).text == "11111"


@pytest.mark.parametrize("screen", ["attract", "services", "guide", "step:crop", "step:village", "sign"])
def test_fifty_touches_a_second_anywhere_are_no_fault_and_turn_no_more_pages_than_one_can_see(
    open_face: FaceMaker, screen: str
) -> None:
    face = open_face(timers=replace(TIMERS, touch_rest_s=0.3, again_s=0.4))
    face.go(*screen.split(":"))
    hand, places = Hand(face), random.Random(screen)
    screens, last = 0, face.screen
    for _ in range(100):
        face.now += 0.02
        finger = hand.down(places.uniform(0, PANEL.width_px), places.uniform(0, PANEL.height_px))
        hand.up(finger)
        if face.ended is not None:
            break
        screens, last = screens + (face.screen is not last), face.screen
    assert screens <= 2.0 / 0.3 + 1


def test_fifty_touches_a_second_on_one_key_press_it_as_often_as_a_finger_could(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, again_s=0.4))
    face.go_last("guide")
    said = len(face.ports.voice.said)
    for _ in range(100):
        face.touch("bar:listen")
        face.now += 0.02
    assert 4 <= len(face.ports.voice.said) - said <= 6


# Where and when no touch is meant


@pytest.mark.parametrize("place", [(-5.0, 100.0), (500.0, -1.0), (1081.0, 200.0), (500.0, 5000.0)], ids=str)
def test_a_touch_beside_the_panel_is_none(face: Face, hand: Hand, place: tuple[float, float]) -> None:
    face.go_last("guide")
    face.pass_time(TIMERS.idle_s - 1)
    speaking = face.ports.voice.speaking
    hand.up(hand.down(*place))
    assert (face.shown, face.ports.voice.speaking) == ("guide", speaking)
    face.pass_time(1)
    assert face.shown == "timeout"


def test_touches_beside_the_panel_are_no_palm(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    for _ in range(PALM):
        hand.down(-5, -5)
    face.touch("forward")
    assert face.shown == "card"


def test_a_finger_that_slides_off_the_panel_does_nothing(face: Face, hand: Hand) -> None:
    face.go_last("guide")
    finger = hand.on("bar:leave")
    hand.move(finger, -20, -20)
    hand.up(finger)
    assert (face.shown, face.ended) == ("guide", None)


LATER: list[tuple[str, Callable[[Face], None]]] = [
    ("the journey goes on", lambda face: face.app.go("back")),
    ("an overlay comes", lambda face: face.app.open_overlay("help")),
    ("the time is over", lambda face: face.pass_time(TIMERS.idle_s)),
    ("the letters change", lambda face: face.app.choose_modes(replace(face.app.look.modes, simple=True))),
]  # fmt: skip


@pytest.mark.parametrize("change", [change for _, change in LATER], ids=[name for name, _ in LATER])
@pytest.mark.parametrize("key", ["forward", "bar:leave"])
def test_a_finger_that_was_down_while_the_screen_changed_presses_nothing_on_either(
    face: Face, hand: Hand, change: Callable[[Face], None], key: str
) -> None:
    face.go_last("guide")
    finger = hand.on(key)
    change(face)
    shown = face.shown
    assert pressed(face) == []
    hand.up(finger)
    assert (face.shown, face.ended) == (shown, None)


def test_a_choice_under_a_finger_when_the_screen_changes_is_not_made(face: Face, hand: Hand) -> None:
    face.go("services")
    tile = next(element_id for element_id in face.elements() if element_id.startswith("service:"))
    finger = hand.on(tile)
    face.app.open_overlay("help")
    hand.up(finger)
    assert (face.shown, face.visit.service) == ("help", None)


def test_a_touch_that_ends_after_the_rest_of_a_new_screen_began_in_it_and_is_none(
    open_face: FaceMaker,
) -> None:
    face = open_face(timers=replace(TIMERS, touch_rest_s=0.3))
    face.go_last("guide")
    hand = Hand(face)
    finger = hand.on("forward")
    face.pass_time(1)
    hand.up(finger)
    assert face.shown == "guide"
