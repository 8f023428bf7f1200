"""Carets, touches and typing in a text field, against Pango's own geometry."""

from typing import Literal

import pytest
from PIL import ImageChops

from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, Language
from kiosk.text.characters import characters_of
from tests.screens.face import FaceMaker
from tests.screens.field_alone import (
    FAMILY,
    INK,
    MIXED,
    Make,
    both_ways,
    caret_x,
    columns_of,
    in_both_directions,
    in_every_language,
    laid_out,
    maker,
    picture_of,
)

# Each short enough to be seen as a whole.
SHORT = ("ئاتا (Ali) 身份 ٴىس 17-3", "A1 ئۇ [2024] 证 ٴنو", "Іс (17) سائەت")


@pytest.fixture
def make(open_face: FaceMaker) -> Make:
    return maker(open_face)


# Carets and touches


@in_every_language
@both_ways
def test_arrows_walk_both_ways_exactly_as_pango_does(make: Make, language: Language, figures: bool) -> None:
    face, field = make(language, figures=figures, width=5000)
    for text in MIXED:
        laid = laid_out(face, text, figures=figures)
        field.text = text
        rtl = language.rtl and not figures
        walks: tuple[tuple[Literal[-1, 1], int], ...] = (
            (1, len(text) if rtl else 0),
            (-1, 0 if rtl else len(text)),
        )
        for step, begin in walks:
            field.move_to(begin)
            walked = [begin]
            while True:
                expected = laid.move(field.caret, step)
                field.move(step)
                assert field.caret == expected, (text, walked, step)
                if expected == walked[-1]:
                    break
                walked.append(expected)
            assert walked[-1] == len(text) - begin
            # Places that share an x with another one are skipped by Pango.
            xs = {round(laid.caret(index).x) for index in characters_of(text, language).places}
            assert {round(laid.caret(index).x) for index in walked} == xs


@in_every_language
@both_ways
def test_every_caret_is_drawn_where_pango_has_it(make: Make, language: Language, figures: bool) -> None:
    face, field = make(language, figures=figures, width=5000)
    margin = face.app.look.px(30)
    for text in MIXED:
        laid = laid_out(face, text, figures=figures)
        field.text = text
        begin = field.right - margin - laid.width if language.rtl else field.x + margin
        if language.rtl and figures:
            begin -= 13  # room for a caret behind the last figure
        for index in characters_of(text, language).places[:-1]:
            field.move_to(index)
            assert field.caret == index
            assert caret_x(field) == pytest.approx(begin + laid.caret(index).x, abs=1.5), (text, index)


@in_both_directions
@both_ways
def test_a_caret_behind_the_last_letter_stands_clear_of_it(
    make: Make, language: Language, figures: bool
) -> None:
    face, field = make(language, figures=figures)
    field.text = "بار" if language.rtl and not figures else "17"
    columns = columns_of(picture_of(face, field), INK)
    x, _, width, _ = field.caret_box()
    left, right = x - field.x - 8, x + width - field.x - 8
    if language.rtl and not figures:
        assert 4 <= columns[0] - right <= 16
    else:
        assert 4 <= left - columns[-1] <= 16


@in_every_language
@pytest.mark.parametrize("text", SHORT)
def test_a_touch_on_either_half_of_a_glyph_puts_the_caret_where_pango_says(
    make: Make, language: Language, text: str
) -> None:
    face, field = make(language, text=text)
    laid = laid_out(face, text)
    assert laid.width < 900
    begin = field.right - 30 - laid.width if language.rtl else field.x + 30
    touched = set()
    for run in laid.glyph_runs():
        for glyph in run.glyphs:
            for part in (0.2, 0.8):
                x = glyph.x + glyph.advance * part
                face.hands.touch(begin + x, field.center_y + 30 * (part - 0.5))
                assert field.caret == laid.index_at(x, laid.height / 2), (glyph.text, part)
                touched.add(field.caret)
    assert len(touched) > len(text) * 0.8


@in_both_directions
def test_a_touch_beside_the_text_goes_to_its_nearer_end(make: Make, language: Language) -> None:
    face, field = make(language, text="بار" if language.rtl else "бар")
    for x, index in ((field.x + 5, 3 if language.rtl else 0), (field.right - 5, 0 if language.rtl else 3)):
        face.hands.touch(x, field.y + 10)
        assert field.caret == index


def test_a_finger_that_leaves_the_field_moves_nothing(make: Make) -> None:
    face, field = make(text="بار")
    face.hands.stroke([(field.right - 40, field.center_y), (field.right - 40, field.top + 60)])
    assert field.caret == 3
    face.hands.touch(field.center_x, field.top + 60)
    assert field.caret == 3


def test_a_caret_never_stands_in_a_character_that_no_font_has(make: Make) -> None:
    text = f"ab{FAMILY}cd"
    face, field = make(KAZAKH, text=text)
    places, walked = {0, 1, 2, 7, 8, 9}, [9]
    while field.caret:
        field.move(-1)
        walked.append(field.caret)
    assert walked == sorted(places, reverse=True)
    for x in range(int(field.x), int(field.x) + 500, 5):
        face.hands.touch(x, field.center_y)
        assert field.caret in places
    field.move_to(7)
    field.delete_back()
    assert field.text == "abcd"


# Typing


@in_every_language
def test_typed_word_by_word_the_field_holds_exactly_the_text(make: Make, language: Language) -> None:
    face, field = make(language)
    text = " ".join(MIXED)
    heard: list[str] = []
    field.fbind("text", lambda _field, now: heard.append(now))
    words = text.split(" ")
    for number, word in enumerate(words):
        for sign in word:
            field.insert(sign)
        if number + 1 < len(words):
            field.insert(" ")
        face.step(1)
    assert field.text == text
    assert heard == [text[: end + 1] for end in range(len(text))]


def test_typing_in_the_middle_goes_where_the_caret_is(make: Make) -> None:
    _, field = make(text="ئاتا")
    field.move_to(2)
    field.insert("نا")
    assert (field.text, field.caret, field.before_caret) == ("ئاناتا", 4, "ئانا")
    field.delete_back()
    field.delete_back()
    field.delete_forward()
    assert (field.text, field.caret) == ("ئاا", 2)


def test_a_key_can_rewrite_what_stands_before_the_caret(make: Make) -> None:
    _, field = make(KAZAKH_ARABIC, text="ىس بار")
    heard: list[str] = []
    field.fbind("text", lambda _field, now: heard.append(now))
    field.move_to(2)
    field.replace_before(f"ٴ{field.before_caret}")
    assert (field.text, field.caret, heard) == ("ٴىس بار", 3, ["ٴىس بار"])


def test_a_text_that_is_set_has_the_caret_at_its_end(make: Make) -> None:
    _, field = make(text="ئاتا")
    field.select_all()
    field.text = "بار بار"
    assert (field.caret, field.selection, field.preedit) == (7, (7, 7), "")


def test_no_more_is_typed_than_the_field_takes(make: Make) -> None:
    _, field = make(CHINESE, max_length=3, text="身")
    field.insert(f"{FAMILY}证明")
    assert field.text == f"身{FAMILY}证"
    field.max_length = 4
    field.insert("明")
    assert field.text == f"身{FAMILY}证明"


def test_a_field_of_one_line_takes_line_ends_as_spaces(make: Make) -> None:
    _, field = make(KAZAKH)
    field.insert("бір\r\nекі\n")
    assert field.text == "бір екі "


def test_of_several_changes_the_last_is_drawn(make: Make) -> None:
    face, field = make(KAZAKH)
    before = picture_of(face, field)
    for sign in "бірінші":
        field.insert(sign)
    typed = picture_of(face, field)
    field.text = "бірінші"
    assert ImageChops.difference(typed, picture_of(face, field)).getbbox() is None
    assert ImageChops.difference(typed, before).getbbox() is not None
