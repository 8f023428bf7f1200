"""An answer is taken, in one normal form, or refused with words for the resident."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import ALL_LANGUAGES, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.language.values import Digits, Number, Phone, Terms, Text
from kiosk.services.service import Field, FieldKind, Option
from kiosk.services.validation import FieldFault, answer_value, check_answer

WORDS = Terms({"en": "x"})
NUMBER = Field("area", FieldKind.NUMBER, WORDS, WORDS, low=Decimal("0.1"), high=Decimal(10000), decimals=1)
PHONE = Field("phone", FieldKind.PHONE, WORDS, WORDS, personal=True)
DIGITS = Field("card", FieldKind.DIGITS, WORDS, WORDS, length=4, personal=True)
PLACE = Field("village", FieldKind.PLACE, WORDS, WORDS, max_length=10, personal=True)
TEXT = Field("text", FieldKind.TEXT, WORDS, WORDS, max_length=20, personal=True)
CHOICE = Field(
    "crop", FieldKind.CHOICE, WORDS, WORDS, options=(Option("wheat", None, Terms({"en": "Wheat"})),)
)
FIELDS = (NUMBER, PHONE, DIGITS, PLACE, TEXT)


def refused(field: Field, raw: str) -> str:
    fault = check_answer(field, raw)
    assert isinstance(fault, FieldFault)
    return fault.message.key


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("12.5", "12.5"),
        (" 12.50 ", "12.5"),
        ("007", "7"),
        ("10000", "10000"),
        ("0.1", "0.1"),
        ("12,5", "12.5"),
        ("\u0661\u0662\u066b\u0665", "12.5"),
        ("\u06f1\u06f2", "12"),
        ("１２．５", "12.5"),
        ("\u206812\u2069", "12"),
    ],
)
def test_a_number_is_kept_in_one_form(raw: str, kept: str) -> None:
    assert check_answer(NUMBER, raw) == kept


@pytest.mark.parametrize("raw", ["مو", "12.55", "1,000", "-3", "1e3", "1.2.3", "12 5", ".", "NaN", "9" * 13])
def test_what_is_no_number_is_refused(raw: str) -> None:
    assert refused(NUMBER, raw) == "field.not_a_number"


@pytest.mark.parametrize("raw", ["0", "10000.1", "99999"])
def test_a_number_out_of_range_is_told_the_range(raw: str) -> None:
    fault = check_answer(NUMBER, raw)
    assert isinstance(fault, FieldFault)
    assert fault.message.key == "field.out_of_range"
    assert fault.message.values == {"low": Number(Decimal("0.1")), "high": Number(Decimal(10000))}


@pytest.mark.parametrize(
    "raw", ["13800000000", "138 0000 0000", "138-0000-0000", "+8613800000000", "١٣٨٠٠٠٠٠٠٠٠"]
)
def test_a_mobile_number_is_kept_as_eleven_digits(raw: str) -> None:
    assert check_answer(PHONE, raw) == "13800000000"


@pytest.mark.parametrize("raw", ["1380000000", "138000000000", "23800000000", "1380000000x"])
def test_another_telephone_number_is_refused(raw: str) -> None:
    assert refused(PHONE, raw) == "field.phone"


@pytest.mark.parametrize(("raw", "kept"), [("0012", "0012"), ("00 12", "0012"), ("۰۰۱۲", "0012")])
def test_digits_keep_their_zeros(raw: str, kept: str) -> None:
    assert check_answer(DIGITS, raw) == kept


@pytest.mark.parametrize("raw", ["123", "12345", "12a4", "12.4"])
def test_digits_of_another_length_are_told_how_many(raw: str) -> None:
    fault = check_answer(DIGITS, raw)
    assert isinstance(fault, FieldFault)
    assert (fault.message.key, fault.message.values) == ("field.digits", {"count": Number(4)})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.id)
@pytest.mark.parametrize("raw", ["", "  ", "\u200f", "\n"])
def test_nothing_is_missing_unless_it_may_be_left_out(field: Field, raw: str) -> None:
    assert refused(field, raw) == "field.missing"
    assert check_answer(replace(field, optional=True), raw) == ""


def test_text_loses_only_what_cannot_be_seen() -> None:
    assert check_answer(TEXT, " ئالما \u200f كەنتى\n٣ ") == "ئالما كەنتى 3"
    assert check_answer(TEXT, "ئالـما\u200d") == "ئالما"
    assert check_answer(TEXT, "\U00031350村") == "\U00031350村"


@pytest.mark.parametrize("field", [TEXT, PLACE], ids=lambda field: field.id)
def test_words_are_kept_in_the_letters_of_the_language_they_were_typed_in(field: Field) -> None:
    typed = "\u0643\u06d5\u0686\u0647 ي\u0654"
    assert check_answer(field, typed, UYGHUR) == "كەچە ئ"
    assert check_answer(field, "ت\u0678ل", KAZAKH_ARABIC) == "ٴتىل"
    assert check_answer(PHONE, "١٣٨٠٠٠٠٠٠٠٠", UYGHUR) == "13800000000"


@given(st.text(max_size=15), st.sampled_from(ALL_LANGUAGES))
def test_words_taken_in_a_language_are_taken_again_unchanged(raw: str, language: Language) -> None:
    kept = check_answer(TEXT, raw, language)
    if isinstance(kept, str):
        assert check_answer(TEXT, kept, language) == kept


def test_a_text_too_long_is_refused() -> None:
    assert check_answer(PLACE, "a" * 10) == "a" * 10
    assert refused(PLACE, "a" * 11) == "field.too_long"


def test_a_choice_is_one_of_the_options() -> None:
    assert check_answer(CHOICE, "wheat") == "wheat"
    with pytest.raises(KeyError):
        check_answer(CHOICE, "rice")


def test_an_answer_is_shown_as_what_it_is() -> None:
    assert answer_value(NUMBER, "12.5") == Number(Decimal("12.5"))
    assert answer_value(PHONE, "13800000000") == Phone("13800000000", personal=True)
    assert answer_value(DIGITS, "0012") == Digits("0012", personal=True)
    assert answer_value(PLACE, "گۈلباغ") == Text("گۈلباغ", personal=True)
    assert answer_value(CHOICE, "wheat") == Terms({"en": "Wheat"})
    assert answer_value(replace(CHOICE, personal=True), "wheat") == Terms({"en": "Wheat"}, personal=True)


@given(st.sampled_from(FIELDS), st.text(max_size=30))
def test_what_was_taken_is_taken_again_unchanged(field: Field, raw: str) -> None:
    kept = check_answer(field, raw)
    if isinstance(kept, str):
        assert check_answer(field, kept) == kept
        answer_value(field, kept)


@given(st.decimals(min_value=Decimal("0.1"), max_value=10000, places=1))
def test_every_number_in_range_is_taken_as_it_is(number: Decimal) -> None:
    kept = check_answer(NUMBER, str(number))
    assert isinstance(kept, str)
    assert Decimal(kept) == number
