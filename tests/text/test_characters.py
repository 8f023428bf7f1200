"""Where a caret may stand, what a deletion takes, and where words are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR
from kiosk.text.characters import characters_of
from kiosk.text.engine import TextEngine, TextStyle

FAMILY = "👨\u200d👩\u200d👧"


def split(text: str, places: tuple[int, ...]) -> list[str]:
    return [text[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize("characters", [
    ["ي\u0654", "ا"],  # a hamza that combines
    ["ب\u064e\u0651", "ب"],
    ["ل", "ا"],  # a ligature is two characters
    ["ٴ", "ى", "س"],
    ["a", "e\u0301\u0323", "z"],
    [FAMILY, "👍🏽", "❤\ufe0f", "x"],
    ["🇨🇳", "🇰🇿"],
    ["身", "份", "𬭎", "䶮", "葛\U000e0100"],
    ["가", "각"],
    ["a", "\r\n", "b", "\n", "c"],
    ["\u06001", "2"],
    ["a", "\ud800", "\udfff", "b"], ["a", "\0", "b"],
], ids=ascii)  # fmt: skip
def test_a_caret_stands_only_between_user_perceived_characters(characters: list[str]) -> None:
    text = "".join(characters)
    found = characters_of(text, KAZAKH)
    assert split(text, found.places) == characters
    assert found.letters == found.places
    assert found.count == len(characters)


def test_an_empty_text_has_one_place() -> None:
    nothing = characters_of("", UYGHUR)
    assert (nothing.places, nothing.letters, nothing.count) == ((0,), (0,), 0)


def test_in_uyghur_a_vowel_and_its_hamza_seat_are_one_letter() -> None:
    text = "ئائىلە سائەت ئۇ"
    found = characters_of(text, UYGHUR)
    assert found.places == tuple(range(len(text) + 1))
    assert split(text, found.letters) == ["ئا", "ئى", "ل", "ە", " ", "س", "ا", "ئە", "ت", " ", "ئۇ"]
    assert characters_of(text, KAZAKH_ARABIC).letters == found.places


def test_a_hamza_seat_without_a_vowel_is_a_letter_of_its_own() -> None:
    assert split("ئب ئ", characters_of("ئب ئ", UYGHUR).letters) == ["ئ", "ب", " ", "ئ"]


def test_a_sign_that_takes_no_room_belongs_to_the_character_before_it() -> None:
    assert split("a\u202eb\u200bc\u2069", characters_of("a\u202eb\u200bc\u2069", ENGLISH).places) == [
        "a\u202e", "b\u200b", "c\u2069",
    ]  # fmt: skip


def test_words_and_numbers_have_beginnings_and_ends() -> None:
    text = "ئىش (Ali), 17-тал"
    found = characters_of(text, UYGHUR)
    words = [text[start:end] for start, end in zip(found.word_starts, found.word_ends, strict=True)]
    assert words == ["ئىش", "Ali", "17", "тал"]


def test_places_are_those_of_the_engines_own_carets(engine: TextEngine) -> None:
    text = "ئاتا ٴىس ي\u0654ۇ 身份证 ﻻ e\u0301"
    laid = engine.lay_out(text, UYGHUR, TextStyle(40))
    at, reached = 0, {0}
    while at != len(text):
        at = laid.move(at, -1)
        reached.add(at)
    assert reached == set(characters_of(text, UYGHUR).places)


@given(
    st.text(max_size=40)
    | st.text(st.sampled_from("ئاي\u0654a\u0301👨\u200d🇨\ufe0f\u202e\r\n\ud800 "), max_size=20)
)
def test_any_string_is_taken_apart_without_a_rest(text: str) -> None:
    for language in (UYGHUR, CHINESE):
        found = characters_of(text, language)
        assert found.places[0] == 0 and found.places[-1] == len(text)
        assert list(found.places) == sorted(set(found.places))
        assert set(found.letters) <= set(found.places)
        assert {0, len(text)} <= set(found.letters)
