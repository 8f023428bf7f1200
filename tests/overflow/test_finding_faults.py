"""The scanner finds what is planted on a screen, and says by how much."""

from dataclasses import replace
from typing import Any

import pytest
from kivy.clock import Clock
from kivy.logger import Logger
from kivy.uix.widget import Widget

from kiosk.language.values import Terms
from screens.widgets.picture import Picture
from screens.widgets.slab import Card, Slab
from screens.widgets.words import Words
from tests.overflow.contrast import contrast, contrast_faults_of
from tests.overflow.finding import Finding, Kind, Setting
from tests.overflow.rules import faults_of
from tests.overflow.scanner import Restless
from tests.overflow.scene import scene_of
from tests.overflow.states import LongFace
from tests.screens.face import Face

PLANTED = "egress"


def faults(face: Face, kind: Kind) -> list[Finding]:
    return [fault for fault in faults_of(scene_of(face)) if fault.kind is kind]


def plant(face: LongFace, *widgets: Widget, into: Widget | None = None) -> None:
    """Puts widgets on the screen where they say themselves."""
    for widget in widgets:
        widget.size_hint = (None, None)
        (into or face.root).add_widget(widget)
    face.step()


def words(face: LongFace, *, x: float = 300, y: float = 900, **options: object) -> Words:
    face.bring_up()
    return Words(text=PLANTED, pos=(x, y), size=(200, 80), **options)


def slab(face: LongFace, number: int = 0, *, side: float = 200, x: float = 300, y: float = 900) -> Slab:
    face.bring_up()
    return Slab(element_id=f"{PLANTED}:{number}", pos=(x, y), size=(side, side))


def test_a_text_wider_than_its_box_is_cut(face: LongFace) -> None:
    plant(face, words(face, text_size=(60, 40)))
    assert PLANTED in [fault.text for fault in faults(face, Kind.CUT)]


def test_an_ellipsis_is_a_cut(face: LongFace) -> None:
    plant(face, words(face, text_size=(60, None), shorten=True))
    assert PLANTED in [fault.text for fault in faults(face, Kind.CUT)]


def test_a_word_in_two_lines_is_broken(face: LongFace) -> None:
    plant(face, words(face, text_size=(60, None)))
    assert PLANTED in [fault.text for fault in faults(face, Kind.BROKEN)]


@pytest.mark.parametrize("text", ["egress egress", "样本样本样本样本"])
def test_lines_that_end_between_words_or_chinese_characters_are_not_broken(face: LongFace, text: str) -> None:
    broken = words(face, text_size=(250, None))
    broken.text = text
    plant(face, broken)
    assert [fault for fault in faults(face, Kind.BROKEN) if fault.text == text] == []


def test_a_text_out_of_the_panel_is_outside(face: LongFace) -> None:
    plant(face, words(face, x=-120))
    assert PLANTED in [fault.text for fault in faults(face, Kind.OUTSIDE)]


def test_a_card_out_of_its_screen_is_outside(face: LongFace) -> None:
    plant(face, Card(size=(300, 300), pos=(200, face.screen.top - 100)), into=face.screen.parent)
    face.screen.parent.children[0].pos = (200, face.screen.top - 100)
    assert any("Card" in fault.text for fault in faults(face, Kind.OUTSIDE))


def test_two_texts_at_one_place_are_over_each_other(face: LongFace) -> None:
    plant(face, words(face), words(face, y=920))
    assert [fault.text for fault in faults(face, Kind.OVER_TEXT) if fault.text == PLANTED]


def test_a_text_over_a_key_that_is_not_its_own_is_found(face: LongFace) -> None:
    plant(face, slab(face), words(face))
    assert PLANTED in [fault.text for fault in faults(face, Kind.OVER_TOUCH)]


def test_words_on_their_own_key_are_not_over_it(face: LongFace) -> None:
    assert faults(face, Kind.OVER_TOUCH) == []


def test_capitals_below_4_8_mm_are_too_small(face: LongFace) -> None:
    plant(face, words(face, font_size=24))
    assert [fault.by for fault in faults(face, Kind.TOO_SMALL)] == ["capitals of 4.25 mm, not 4.80 mm"]


def test_words_of_the_work_are_larger_where_larger_letters_were_chosen() -> None:
    face = LongFace(Setting("kk", step="LARGEST"))
    face.go("guide")
    plant(face, words(face, font_size=40), into=face.screen)
    assert PLANTED in [fault.text for fault in faults(face, Kind.TOO_SMALL)]
    face.close()


def test_a_key_of_12_mm_is_too_small(face: LongFace) -> None:
    plant(face, slab(face, side=48))
    assert [fault.by for fault in faults(face, Kind.SMALL_TARGET)] == ["11.9 mm, not 12.7 mm"]


def test_keys_2_mm_apart_are_too_close(face: LongFace) -> None:
    plant(face, slab(face, 1, x=100, side=150), slab(face, 2, x=258, side=150))
    assert "1.99 mm" in "".join(fault.by for fault in faults(face, Kind.CLOSE_TARGETS) if PLANTED in fault.by)


def test_keys_3_mm_apart_are_not(face: LongFace) -> None:
    plant(face, slab(face, 1, x=100, side=150), slab(face, 2, x=262, side=150))
    assert [fault for fault in faults(face, Kind.CLOSE_TARGETS) if PLANTED in fault.by] == []


def test_an_eighth_choice_is_too_many(face: LongFace) -> None:
    here = sum(target.choice for target in scene_of(face).targets)
    plant(face, *(slab(face, number) for number in range(7 - here)), into=face.screen)
    assert faults(face, Kind.CHOICES) == []
    plant(face, slab(face, 8), into=face.screen)
    assert [fault.by for fault in faults(face, Kind.CHOICES)] == ["8, not 7"]


def test_a_key_off_the_panel_is_found(face: LongFace) -> None:
    plant(face, slab(face, x=1000))
    assert [fault.text for fault in faults(face, Kind.OFF_PANEL)] == [f"{PLANTED}:0"]


def test_a_key_that_a_wheelchair_does_not_reach_is_found() -> None:
    face = LongFace(Setting("kk", reach=True))
    face.go("guide")
    plant(face, slab(face, 1, y=1400), slab(face, 2, y=500))
    assert [fault.text for fault in faults(face, Kind.OUT_OF_REACH)] == [f"{PLANTED}:1"]
    face.close()


def test_a_sentence_of_many_lines_is_too_long(face: LongFace, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = Terms({"kk": " ".join([PLANTED] * 40)})
    monkeypatch.setattr(face.screen, "sentence", lambda: sentence)
    face.app.refresh()
    face.step()
    assert faults(face, Kind.LINES)


def drawn_faults(face: LongFace) -> list[str]:
    """What is wrong with the colours of planted words."""
    scene = scene_of(face)
    planted = replace(scene, texts=tuple(text for text in scene.texts if text.text == PLANTED))
    return [fault.by for fault in contrast_faults_of(planted, face.picture()) if fault.kind is Kind.CONTRAST]


def on_white(face: LongFace, grey: float) -> None:
    """Words in a grey on a white card."""
    plant(face, Card(size=(400, 400), pos=(250, 750)), words(face, color=(grey, grey, grey, 1)))


@pytest.mark.parametrize(("grey", "wrong"), [(0.45, ["4.7, not 10"]), (0.1, [])])
def test_grey_words_are_found_as_they_are_drawn(face: LongFace, grey: float, wrong: list[str]) -> None:
    on_white(face, grey)
    assert drawn_faults(face) == wrong


def test_words_that_something_covers_have_no_contrast(face: LongFace) -> None:
    plant(face, words(face), Card(size=(400, 400), pos=(250, 750)))
    assert drawn_faults(face) == ["1.0, not 10"]


def test_words_in_high_contrast_need_twenty_to_one() -> None:
    face = LongFace(Setting("kk", theme="CONTRAST"))
    face.go("guide")
    plant(face, Card(size=(400, 400), pos=(250, 750)), words(face, color=(0.8, 0.8, 0.8, 1)))
    assert drawn_faults(face) == ["13.1, not 20"]
    face.close()


def test_a_pale_picture_is_found(face: LongFace) -> None:
    face.bring_up()
    picture = Picture(name="house", line="edge", tint="surface", size=(76, 76), pos=(300, 800))
    plant(face, Card(size=(400, 400), pos=(250, 750)), picture)
    faults = contrast_faults_of(scene_of(face), face.picture())
    assert "picture house" in [fault.text for fault in faults if fault.kind is Kind.PICTURE_CONTRAST]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


def test_a_layout_that_does_not_come_to_rest_is_heard() -> None:
    restless = Restless()
    Logger.addHandler(restless)
    again: Any = Clock.create_trigger(lambda _: again(), -1)
    again()
    Clock.tick_draw()
    again.cancel()
    Logger.removeHandler(restless)
    assert [fault.kind for fault in restless.found()] == [Kind.RESTLESS]
    assert restless.found() == ()
