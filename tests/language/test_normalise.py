"""Typed and received text has one code for each letter; nothing that was right is changed."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import (
    ALL_LANGUAGES,
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    UYGHUR,
    Language,
)
from kiosk.language.names import DOTS
from kiosk.language.normalise import normalise_typed, search_key

CATALOGUES = load_catalogues(Path(__file__).parents[2] / "locales")
LETTERS = [
    *"ابپتيىئەھوۇۆۈېكعچ1 .'’-·aбّ",
    *map(
        chr,
        (
            0x621, 0x622, 0x623, 0x624, 0x626, 0x629, 0x640, 0x647, 0x64B, 0x653, 0x654, 0x655, 0x670, 0x674,
            0x675, 0x676, 0x677, 0x678, 0x6A9, 0x6C0, 0x6C1, 0x6C2, 0x6CC, 0x6D2, 0x6D3, 0x763, 0x200B,
            0x200C, 0x200D, 0x200F, 0x2060, 0x2068, 0xFEFF, 0xFBDD, 0xFBEA, 0xFBEB, 0xFBFC, 0xFEEB, 0xFEE9,
            0xFEE0,
            0xFE70, 0xFDFA, 0xFDF2, 0x61C, 0, 10, 0xAD, 0xD800, 0x301, 0x307,
        ),
    ),
]  # fmt: skip
texts = st.text(alphabet=st.sampled_from(LETTERS), max_size=12) | st.text(max_size=12)
languages = st.sampled_from(ALL_LANGUAGES)


def normalised(text: str) -> dict[str, str]:
    return {language.tag: normalise_typed(text, language) for language in (UYGHUR, KAZAKH_ARABIC)}


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_every_text_of_ours_is_in_its_normal_form_already(language: Language) -> None:
    for key, pattern in CATALOGUES.patterns[language.tag].items():
        assert normalise_typed(pattern, language) == " ".join(pattern.split()), key


# 1 presentation forms


@pytest.mark.parametrize(("form", "letters"), [
    ("\ufed7\ufe8e\ufeaf\ufe8d\ufed5", "قازاق"), ("\ufef3\ufeae", "ير"), ("\ufbd4", "ڭ"),
    ("\ufb94\ufe8e", "گا"),
])  # fmt: skip
def test_presentation_forms_become_letters(form: str, letters: str) -> None:
    assert normalised(form) == {"ug": letters, "kk-Arab": letters}


def test_a_uyghur_ligature_becomes_hamza_and_vowel() -> None:
    assert normalise_typed("\ufbea\ufbed\ufbee", UYGHUR) == "ئائەئو"


# 2 letters with the sign inside


@pytest.mark.parametrize(("typed", "letters"), [
    ("\u0675ن", "ٴان"), ("\u0676ز", "ٴوز"), ("\u0677ي", "ٴۇي"), ("ت\u0678ل", "ٴتىل"), ("ت\ufbddس", "ٴتۇس"),
    ("قازاق ت\u0678ل", "قازاق ٴتىل"),
])  # fmt: skip
@pytest.mark.parametrize("language", [KAZAKH_ARABIC, KAZAKH, UYGHUR], ids=lambda language: language.tag)
def test_a_sign_inside_a_letter_goes_to_the_start_of_the_word(
    language: Language, typed: str, letters: str
) -> None:
    assert normalise_typed(typed, language) == letters


@pytest.mark.parametrize("sign", ["\u0674", "\u0621", "\u0654", "'", "\u2019", "''"])
@pytest.mark.parametrize("language", [KAZAKH_ARABIC, KAZAKH], ids=lambda language: language.tag)
def test_the_kazakh_sign_however_typed_is_u0674_at_the_start_of_its_word(
    language: Language, sign: str
) -> None:
    assert normalise_typed(f"{sign}تىل", language) == "ٴتىل"
    assert normalise_typed(f"ت{sign}ىل", language) == "ٴتىل"
    assert search_key(f"{sign}تىل", language) == "تىل"


def test_an_apostrophe_between_other_letters_is_left_alone() -> None:
    assert normalise_typed("xi'an Д'Артаньян", KAZAKH) == "xi'an Д'Артаньян"
    assert normalise_typed("xi'an", UYGHUR) == "xi'an"


# 3 letters with several codes


@pytest.mark.parametrize(("typed", "letters"), [
    ("\u06a9ار", "كار"), ("تا\u0763", "تاڭ"), ("قەيش\u0629", "قەيشە"),
    ("بال\u0647", "بالە"), ("بال\u0647 كەل", "بالە كەل"), ("گۋا\u0647\u0640\u0640", "گۋاە"),
    ("\u0647ازىر", "ھازىر"), ("با\u0647ار", "باھار"), ("با\u0647\u0640ار", "باھار"), ("\u06c1ازىر", "ھازىر"),
    # The non-joiner that used to hold ە apart.
    ("كەچ\u0647\u200cلەر", "كەچەلەر"),
    ("بەر\u06cc", "بەرى"), ("\u06ccول", "يول"), ("با\u06cc", "باي"), ("بى\u06cc", "بىي"),
    ("ت\u0640\u06cc", "تى"),
    ("ك\u06cc\u06cc", "كىي"), ("\ufbfd", "ي"), ("ب\ufbfd", "بى"),
])  # fmt: skip
def test_a_letter_has_one_code(typed: str, letters: str) -> None:
    assert normalised(typed) == {"ug": letters, "kk-Arab": letters}


@pytest.mark.parametrize(("typed", "letters"), [
    ("ي\u0654ۇيغۇر", "ئۇيغۇر"), ("ى\u0654ۇيغۇر", "ئۇيغۇر"), ("ئۇيغۇر", "ئۇيغۇر"), ("مەس\u0621ۇل", "مەسئۇل"),
    ("\u0623لما", "ئالما"), ("ا\u0654لما", "ئالما"), ("\u0624رۇن", "ئورۇن"), ("\u0622لما", "ئالما"),
    ("ا\u0653لما", "ئالما"), ("سا\u06d5\u0654ت", "سائەت"), ("سا\u06c0ت", "سائەت"), ("ۇ\u0654يغۇر", "ئۇيغۇر"),
])  # fmt: skip
def test_a_uyghur_hamza_is_one_letter_however_it_was_typed(typed: str, letters: str) -> None:
    assert normalise_typed(typed, UYGHUR) == letters


# 4 to 6: what cannot be seen, composition, spaces


@pytest.mark.parametrize(
    "unseen", ["\u200c", "\u200d", "\u200e", "\u200f", "\u0640", "\ufeff", "\u2067", "\0"]
)
@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_what_cannot_be_seen_is_gone(language: Language, unseen: str) -> None:
    assert normalise_typed(f"ال{unseen}ما 12{unseen}", language) == "الما 12"


def test_letters_are_composed_and_spaces_single() -> None:
    assert normalise_typed(" и\u0306  а\n\u3000ё\t", KAZAKH) == "й а ё"
    assert normalise_typed("  古勒  巴格 ", CHINESE) == "古勒 巴格"
    assert normalise_typed("", UYGHUR) == normalise_typed(" \u200f\n", UYGHUR) == ""


def test_rare_characters_and_other_signs_stay() -> None:
    for text in ("\U00031350𬭎𫖯㛃䶮", "阿依•古丽", "№ 5 (а) «б»", "650102-2024-A17"):
        for language in ALL_LANGUAGES:
            assert normalise_typed(text, language) == text


# Always


@settings(max_examples=600, deadline=None)
@given(texts, languages)
def test_doing_it_again_changes_nothing(text: str, language: Language) -> None:
    once = normalise_typed(text, language)
    assert normalise_typed(once, language) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(max_examples=300, deadline=None)
@given(texts, languages)
def test_nothing_of_other_ways_is_left(text: str, language: Language) -> None:
    once = normalise_typed(text, language)
    assert not {unicodedata.category(sign) for sign in once} & {"Cc", "Cf", "Cs"}
    assert not set(once) & set("\u0640\u06a9\u06cc\u0647\u0629\u06c1\u0763")
    assert not any("\ufe70" <= sign <= "\ufefc" and sign.isalpha() for sign in once)
    if language in (UYGHUR, KAZAKH, KAZAKH_ARABIC):
        assert not set(once) & set("\u0675\u0676\u0677\u0678")
    if language in (KAZAKH, KAZAKH_ARABIC):
        assert not set(once) & set("\u0621\u0654\u0626")


@settings(max_examples=300, deadline=None)
@given(texts, languages)
def test_a_search_key_finds_itself_and_what_it_was_made_of(text: str, language: Language) -> None:
    key = search_key(text, language)
    assert search_key(key, language) == key
    assert search_key(normalise_typed(text, language), language) == key


def test_a_search_key_leaves_out_sign_case_and_kind_of_dot() -> None:
    assert search_key("ٴۇي", KAZAKH_ARABIC) == search_key("ۇي", KAZAKH_ARABIC) == "ۇي"
    assert search_key("Бұлақ Қыстағы", KAZAKH) == "бұлақ қыстағы"
    assert search_key("Gulbagh", ENGLISH) == "gulbagh"
    assert len({search_key(f"阿依{dot}古丽", CHINESE) for dot in DOTS}) == 1


@pytest.mark.parametrize(
    "text", ["ب" * 10_000, "'" * 10_000, "\u0654" * 10_000, "ه\u0640" * 5000, "ٴا" * 5000]
)
def test_ten_thousand_characters_take_no_time(text: str) -> None:
    for language in (UYGHUR, KAZAKH_ARABIC):
        start = time.process_time()
        normalise_typed(text, language)
        assert time.process_time() - start < 0.15
