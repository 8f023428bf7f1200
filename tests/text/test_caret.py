"""Carets, touches and selections, as a text field needs them."""

from typing import Literal

import pytest

from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.text.engine import TextEngine, TextStyle

STYLE = TextStyle(40)
TEXTS = [
    (UYGHUR, "كىملىكىڭىزنى ئوقۇغۇچنىڭ ئۈستىگە قويۇڭ"),
    (KAZAKH_ARABIC, "ٴىس ٴنومىرى"),
    (KAZAKH, "Іс нөмірі: 17"),
    (CHINESE, "请将身份证𬭎放在读卡器上"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=lambda value: getattr(value, "tag", ""))
@pytest.mark.parametrize("width", [None, 900, 200])
def test_a_touch_at_a_caret_finds_its_place_again(
    engine: TextEngine, language: Language, text: str, width: float | None
) -> None:
    laid = engine.lay_out(text, language, STYLE, width=width)
    found = [laid.index_at(caret.x, caret.top + 1) for caret in map(laid.caret, range(len(text) + 1))]
    assert found == list(range(len(text) + 1))


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=lambda value: getattr(value, "tag", ""))
def test_carets_go_in_reading_direction(engine: TextEngine, language: Language, text: str) -> None:
    text = text.removesuffix("17")
    laid = engine.lay_out(text, language, STYLE, width=1500)
    places = [laid.caret(index).x for index in range(len(text) + 1)]
    assert places == sorted(places, reverse=language.rtl)
    assert places[0] == pytest.approx(1500 if language.rtl else 0, abs=1)


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=lambda value: getattr(value, "tag", ""))
def test_arrow_keys_reach_every_place_and_stop_at_the_ends(
    engine: TextEngine, language: Language, text: str
) -> None:
    laid = engine.lay_out(text, language, STYLE)
    forward: Literal[-1, 1] = -1 if language.rtl else 1
    back: Literal[-1, 1] = 1 if language.rtl else -1
    index, visited = 0, [0]
    for _ in range(len(text)):
        index = laid.move(index, forward)
        visited.append(index)
    assert visited == list(range(len(text) + 1))
    assert laid.move(len(text), forward) == len(text)
    assert laid.move(0, back) == 0


def test_arrow_keys_pass_through_mixed_text_without_going_round(engine: TextEngine) -> None:
    text = "ئىش \u2066A-17\u2069 نومۇرى 身份证"
    laid = engine.lay_out(text, UYGHUR, STYLE)
    index, steps = 0, 0
    while index != len(text):
        index, steps = laid.move(index, -1), steps + 1
        assert steps <= len(text)


def test_an_empty_field_has_its_caret_where_reading_starts(engine: TextEngine) -> None:
    for language, x in ((UYGHUR, 300), (KAZAKH, 0)):
        laid = engine.lay_out("", language, STYLE, width=300)
        caret = laid.caret(0)
        assert caret.x == pytest.approx(x, abs=1) and caret.height == pytest.approx(1.489 * 40, abs=0.1)
        assert laid.index_at(150, 10) == 0 and laid.move(0, 1) == 0 and laid.ranges(0, 0) == ()


def test_a_selection_covers_its_letters(engine: TextEngine) -> None:
    text = "كىملىك بار"
    laid = engine.lay_out(text, UYGHUR, STYLE, width=600)
    (whole,) = laid.ranges(0, len(text))
    assert (whole.x, whole.width) == pytest.approx((laid.lines[0].x, laid.lines[0].width), abs=0.1)
    (word,) = laid.ranges(0, 6)
    assert word.x + word.width == pytest.approx(600, abs=0.5) and word.width < whole.width
    assert laid.ranges(6, 0) == (word,)


def test_a_selection_over_both_directions_has_two_parts(engine: TextEngine) -> None:
    text = "بار ABC بار"
    assert len(engine.lay_out(text, UYGHUR, STYLE).ranges(2, 6)) == 2


def test_a_selection_over_two_lines_has_a_part_on_each(engine: TextEngine) -> None:
    laid = engine.lay_out("бір\nекі", KAZAKH, STYLE)
    upper, lower = laid.ranges(1, 6)
    assert lower.top == pytest.approx(upper.top + upper.height)
