"""Whatever is typed into a question of any kind, in any script: it is taken, or it is said why not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.display import display, display_value
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message, Terms
from kiosk.services.days import DayLimit
from kiosk.services.service import TYPED, Field, FieldKind
from kiosk.services.validation import FieldFault, answer_value, check_answer
from tests.recording_ports import catalogues

TODAY = date(2026, 5, 4)
WORDS = Terms({language.tag: "x" for language in RESIDENT_LANGUAGES})
LIMITS: dict[FieldKind, dict[str, object]] = {
    FieldKind.NUMBER: {"low": Decimal(1), "high": Decimal(9999), "decimals": 1},
    FieldKind.AMOUNT: {"low": Decimal("0.01"), "high": Decimal("99999999.99"), "decimals": 2},
    FieldKind.DATE: {"earliest": DayLimit(months=-1200), "latest": DayLimit()},
    FieldKind.DIGITS: {"length": 6},
    FieldKind.CODE: {"mask": "####-@@-**"},
    FieldKind.PLACE: {"max_length": 20},
    FieldKind.TEXT: {"max_length": 20},
    FieldKind.NAME: {"max_length": 20},
}
FIELDS = tuple(
    replace(Field(kind.value, kind, WORDS, WORDS), **LIMITS.get(kind, {}))  # type: ignore[arg-type]
    for kind in sorted(TYPED)
)
BY_KIND = {field.kind: field for field in FIELDS}
# 0 to 9 as each script writes them: of the keyboards here, of Arabic, of Persian, full width.
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
LETTERS = {
    "ug": "ئاپتونوم رايون",
    "kk-Arab": "اۋداندىق ٴتىل",
    "kk": "Қазақша ағайын",
    "zh-Hans": "新疆维吾尔",
}

each_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.id)
each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
typed_signs = st.one_of(
    st.text("".join(DIGITS) + " -./,،٫٬:年月日", max_size=24),
    st.text("".join(LETTERS.values()) + "ABCxyz0189٣ ", max_size=24),
    st.text(max_size=24),
)


def in_digits(text: str, digits: str) -> str:
    return text.translate({ord(figure): digits[int(figure)] for figure in "0123456789"})


@each_field
@given(raw=typed_signs, language=st.sampled_from(RESIDENT_LANGUAGES))
def test_it_is_taken_in_one_form_or_said_why_not(field: Field, raw: str, language: Language) -> None:
    checked = check_answer(field, raw, language, today=TODAY)
    if isinstance(checked, FieldFault):
        assert display(checked.message, language, catalogues()).strip()
    else:
        assert check_answer(field, checked, language, today=TODAY) == checked


@each_field
@each_language
def test_every_script_s_nothing_is_nothing(field: Field, language: Language) -> None:
    for raw in ("", "   ", "\u200f\u200e", "\u3000", "\u0640", "\u2067\u2069"):
        fault = check_answer(field, raw, language, today=TODAY)
        assert isinstance(fault, FieldFault) and fault.message.key == "field.missing"
        assert check_answer(replace(field, optional=True), raw, language, today=TODAY) == ""


@each_language
@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (FieldKind.NUMBER, "field.not_a_number"),
        (FieldKind.AMOUNT, "field.amount"),
        (FieldKind.DATE, "field.not_a_date"),
        (FieldKind.PHONE, "field.phone"),
        (FieldKind.DIGITS, "field.digits"),
        (FieldKind.BANK_CARD, "field.bank_card"),
        (FieldKind.CREDIT_CODE, "field.credit_code"),
        (FieldKind.ID_NUMBER, "field.id_number"),
        (FieldKind.CODE, "field.code"),
        (FieldKind.RECEIPT_CODE, "field.receipt_code"),
    ],
)
def test_words_where_figures_are_wanted_are_told_what_is_wanted(
    kind: FieldKind, key: str, language: Language
) -> None:
    fault = check_answer(BY_KIND[kind], LETTERS[language.tag], language, today=TODAY)
    assert isinstance(fault, FieldFault) and fault.message.key == key


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        (FieldKind.NUMBER, "12.5", "12.5"),
        (FieldKind.AMOUNT, "1200", "1200.00"),
        (FieldKind.DATE, "1987-04-12", "1987-04-12"),
        (FieldKind.PHONE, "13800000000", "13800000000"),
        (FieldKind.DIGITS, "006001", "006001"),
        (FieldKind.BANK_CARD, "6222020000000000000", "6222020000000000000"),
        (FieldKind.ID_NUMBER, "659999198704120024", "659999198704120024"),
        (FieldKind.CREDIT_CODE, "91659999MA0000000Y", "91659999MA0000000Y"),
        (FieldKind.CODE, "2026-AB-19", "2026-AB-19"),
        (FieldKind.RECEIPT_CODE, "0000-0000", "0000-0000"),
    ],
)
def test_figures_of_every_script_are_the_same(kind: FieldKind, raw: str, kept: str, digits: str) -> None:
    assert check_answer(BY_KIND[kind], in_digits(raw, digits), today=TODAY) == kept


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize(
    ("kind", "raw", "key"),
    [
        (FieldKind.NUMBER, "10000", "field.out_of_range"),
        (FieldKind.NUMBER, "1.25", "field.not_a_number"),
        (FieldKind.AMOUNT, "0", "field.out_of_range"),
        (FieldKind.DATE, "2026-02-29", "field.no_such_day"),
        (FieldKind.DATE, "2026-05-05", "field.day_range"),
        (FieldKind.DATE, "2026-05", "field.not_a_date"),
        (FieldKind.PHONE, "23800000000", "field.phone"),
        (FieldKind.PHONE, "1380000000", "field.phone"),
        (FieldKind.DIGITS, "00600", "field.digits"),
        (FieldKind.BANK_CARD, "6222020000000000001", "field.compare"),
        (FieldKind.BANK_CARD, "62220200000", "field.bank_card"),
        (FieldKind.ID_NUMBER, "659999198704120025", "field.compare"),
        (FieldKind.ID_NUMBER, "65999919870412002", "field.id_number"),
        (FieldKind.CREDIT_CODE, "91659999MA0000000X", "field.compare"),
        (FieldKind.CREDIT_CODE, "91659999MA0000000", "field.credit_code"),
        (FieldKind.CODE, "2026-AB-1", "field.code"),
        (FieldKind.RECEIPT_CODE, "0000-000", "field.receipt_code"),
        (FieldKind.RECEIPT_CODE, "1000-0000", "field.compare"),
        (FieldKind.NAME, "12", "field.name_letters"),
    ],
)
def test_wrong_figures_are_wrong_in_every_script(kind: FieldKind, raw: str, key: str, digits: str) -> None:
    fault = check_answer(BY_KIND[kind], in_digits(raw, digits), today=TODAY)
    assert isinstance(fault, FieldFault) and fault.message.key == key


@each_language
@pytest.mark.parametrize("kind", [FieldKind.PLACE, FieldKind.TEXT, FieldKind.NAME])
def test_too_many_words_are_told_to_be_fewer_in_every_script(kind: FieldKind, language: Language) -> None:
    fault = check_answer(BY_KIND[kind], LETTERS[language.tag] * 5, language, today=TODAY)
    assert isinstance(fault, FieldFault) and fault.message.key == "field.too_long"


IN_WORDS = (FieldKind.PLACE, FieldKind.TEXT)
# Markup, a statement, a placeholder of ours and one of C's; and the commands of a terminal or a printer.
MARKUP = ("<b>1</b>", "&lt;1", "'; --", "{0}", "{name}", "%s", "[b]1[/b]")
COMMANDS = (
    ("\x00\x1b[2Ja", "[2Ja"), ("\x1b@\x00b", "@b"), ("a\x1db", "a b"), ("a\ud800b", "ab"),
    ("a\u202eb\u2066", "ab"), ("a\u2028b\x0bc", "a b c"),
)  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind in TYPED])
@pytest.mark.parametrize("raw", MARKUP)
def test_what_would_be_markup_is_words_as_they_were_typed_or_refused(kind: FieldKind, raw: str) -> None:
    checked = check_answer(BY_KIND[kind], raw, today=TODAY)
    if kind not in IN_WORDS:
        assert isinstance(checked, FieldFault)
        return
    assert checked == raw
    # And is shown so, by itself and in a sentence of ours.
    value = answer_value(BY_KIND[kind], checked)
    sentence = Message("review.change_value", {"what": WORDS, "value": value})
    for language in RESIDENT_LANGUAGES:
        assert raw in display_value(value, language)
        assert raw in display(sentence, language, catalogues())


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind in TYPED])
@pytest.mark.parametrize(("raw", "left"), COMMANDS)
def test_of_a_command_the_letters_are_left_or_nothing(kind: FieldKind, raw: str, left: str) -> None:
    checked = check_answer(BY_KIND[kind], raw, today=TODAY)
    if kind in IN_WORDS:
        assert checked == left
    else:
        assert isinstance(checked, FieldFault) or checked == left
    if isinstance(checked, str):
        assert checked.isprintable() and checked.encode("utf-8")


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind in TYPED])
def test_half_a_character_is_nothing_that_was_typed(kind: FieldKind) -> None:
    checked = check_answer(BY_KIND[kind], "\ud800", today=TODAY)
    assert isinstance(checked, FieldFault) and checked.message.key == "field.missing"
    assert check_answer(replace(BY_KIND[kind], optional=True), "\udfff", today=TODAY) == ""
