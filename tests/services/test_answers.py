"""Every kind of step takes its answers in every script, and says in words why it takes another not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.catalogue import load_catalogues
from kiosk.language.display import display
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Code, Day, Digits, IdNumber, Moment, Name, Number, Terms
from kiosk.services.answer_values import OWN_WORDS
from kiosk.services.days import DayLimit
from kiosk.services.samples import sample_answer
from kiosk.services.service import Field, FieldKind, Option
from kiosk.services.validation import FieldFault, answer_value, check_answer

TODAY = date(2026, 2, 28)
WORDS = Terms({language.tag: "x" for language in ALL_LANGUAGES})
OPTIONS = tuple(Option(name, None, Terms({"en": name, "ug": name})) for name in ("food", "cloth", "craft"))
LOCALES = Path(__file__).parents[2] / "locales"


def field(kind: FieldKind, **own: object) -> Field:
    return replace(Field("answer", kind, WORDS, WORDS), **own)  # type: ignore[arg-type]


AMOUNT = field(FieldKind.AMOUNT, low=Decimal("0.01"), high=Decimal("99999.99"), decimals=2)
DATE = field(FieldKind.DATE)
SEVERAL = field(FieldKind.SEVERAL, options=OPTIONS, at_least=1, at_most=2)
NAME = field(FieldKind.NAME, max_length=60)
TEXT = field(FieldKind.TEXT, max_length=5)
CARD, CREDIT, ID = field(FieldKind.BANK_CARD), field(FieldKind.CREDIT_CODE), field(FieldKind.ID_NUMBER)
CODE = field(FieldKind.CODE, mask="####-@@-**")
RECEIPT = field(FieldKind.RECEIPT_CODE)
TYPED = (AMOUNT, DATE, NAME, TEXT, CARD, CREDIT, ID, CODE, RECEIPT)


def refused(of: Field, raw: str) -> str:
    fault = check_answer(of, raw, today=TODAY)
    assert isinstance(fault, FieldFault), fault
    return fault.message.key


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("12.5", "12.50"), ("12", "12.00"), ("١٢٫٥", "12.50"), ("۱۲٫۵۰", "12.50"), ("12،5", "12.50"),
        ("１２．５", "12.50"), ("12。5", "12.50"), ("1٬000", "1000.00"), ("¥12", "12.00"), ("12元", "12.00"),
        ("12 يۈەن", "12.00"), ("12 Юань", "12.00"), ("0.01", "0.01"),
    ],
)  # fmt: skip
def test_money_is_kept_with_two_decimals_however_it_was_typed(raw: str, kept: str) -> None:
    assert check_answer(AMOUNT, raw) == kept


@pytest.mark.parametrize("raw", ["12.505", "1,000", "on iki", "12 12", "-3", "1٬00"])
def test_what_is_no_amount_is_refused(raw: str) -> None:
    assert refused(AMOUNT, raw) == "field.amount"
    assert refused(AMOUNT, "0") == "field.out_of_range"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-05", "2026/3/5", "2026.03.05", "20260305", "2026年3月5日", "２０２６年３月５日",
        "٢٠٢٦-٠٣-٠٥",
        "2026-يىلى 3-ئاينىڭ 5-كۈنى", "05.03.2026", "5/3/2026", "2026 3 5",
    ],
)  # fmt: skip
def test_a_day_is_kept_in_one_form(raw: str) -> None:
    assert check_answer(DATE, raw) == "2026-03-05"


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("2026-02-29", "field.no_such_day"), ("2026-13-01", "field.no_such_day"),
        ("0000-01-01", "field.no_such_day"),
        ("5 March", "field.not_a_date"), ("26-3-5", "field.not_a_date"), ("2026-3", "field.not_a_date"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(raw: str, key: str) -> None:
    assert refused(DATE, raw) == key


def test_a_day_outside_its_limits_is_told_them_as_days() -> None:
    coming = replace(DATE, earliest=DayLimit(), latest=DayLimit(months=12))
    assert check_answer(coming, "2026-02-28", today=TODAY) == "2026-02-28"
    assert check_answer(coming, "2027-02-28", today=TODAY) == "2027-02-28"
    fault = check_answer(coming, "2026-02-27", today=TODAY)
    assert isinstance(fault, FieldFault)
    assert fault.message.key == "field.day_range"
    assert fault.message.values == {"first": Day(TODAY), "last": Day(date(2027, 2, 28))}
    assert refused(replace(DATE, earliest=DayLimit()), "2026-02-27") == "field.day_from"
    assert refused(replace(DATE, latest=DayLimit()), "2026-03-01") == "field.day_until"
    with pytest.raises(ValueError, match="day of the visit"):
        check_answer(coming, "2026-02-28")


def test_several_choices_are_kept_in_the_order_of_the_pack_each_once() -> None:
    assert check_answer(SEVERAL, "craft,food,craft") == "food,craft"
    assert refused(SEVERAL, "food,cloth,craft") == "field.too_many"
    assert refused(replace(SEVERAL, at_least=2), "food") == "field.too_few"
    assert refused(SEVERAL, "") == "field.missing"
    with pytest.raises(KeyError):
        check_answer(SEVERAL, "food,rice")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (" ئايگۈل  سەمەت ", "ئايگۈل سەمەت"), ("阿依古丽•艾买提", "阿依古丽·艾买提"),
        ("Айгүл Сапар", "Айгүл Сапар"),
        ("O'Neill-Li", "O'Neill-Li"), ("ٴازىز", "ٴازىز"),
    ],
)  # fmt: skip
def test_a_name_is_letters_of_any_script(raw: str, kept: str) -> None:
    assert check_answer(NAME, raw) == kept


@pytest.mark.parametrize("raw", ["Li 4", "ئايگۈل٣", "李@", "😀", "---", "·"])
def test_a_name_with_anything_else_is_refused(raw: str) -> None:
    assert refused(NAME, raw) == "field.name_letters"


def test_length_counts_what_people_see_and_has_an_end_all_the_same() -> None:
    assert check_answer(TEXT, "e\u0301" * 5) == "é" * 5
    families = "👨\u200d👩\u200d👧" * 1
    assert isinstance(check_answer(TEXT, families), str)
    assert check_answer(TEXT, "q\u0323" * 5, KAZAKH) == "q\u0323" * 5
    assert refused(TEXT, "q\u0323" * 6) == "field.too_long"
    assert refused(TEXT, "q" + "\u0323" * 30) == "field.too_long"


@pytest.mark.parametrize(
    "raw",
    [
        "6222020000000000000",
        "6222 0200 0000 0000 000",
        "۶۲۲۲۰۲۰۰۰۰۰۰۰۰۰۰۰۰۰",
        "６２２２０２０００００００００００００",
    ],
)
def test_a_bank_card_is_kept_in_digits(raw: str) -> None:
    assert check_answer(CARD, raw) == "6222020000000000000"


def test_one_wrong_digit_of_a_bank_card_is_told() -> None:
    assert refused(CARD, "6222020000000000001") == "field.compare"
    assert refused(CARD, "62220200000") == "field.bank_card"
    assert refused(CARD, "6222 karta") == "field.bank_card"


@pytest.mark.parametrize(
    "raw",
    [
        "91659999MA0000000Y",
        "91659999ma0000000y",
        "９１６５９９９９ＭＡ０００００００Ｙ",
        "91659999 МА0000000Y",
        "91659999MAOOOOOOOY",
    ],
)
def test_a_credit_code_is_kept_in_capitals_whatever_keyboard_it_came_from(raw: str) -> None:
    assert check_answer(CREDIT, raw) == "91659999MA0000000Y"


def test_a_wrong_credit_code_is_told() -> None:
    assert refused(CREDIT, "91659999MA0000001Y") == "field.compare"
    assert refused(CREDIT, "91659999MA") == "field.credit_code"
    assert refused(CREDIT, "9165999ZMA0000000Y") == "field.credit_code"


@pytest.mark.parametrize("raw", ["659999198704120024", "659999 1987 0412 0024", "٦٥٩٩٩٩١٩٨٧٠٤١٢٠٠٢٤"])
def test_an_id_number_is_kept(raw: str) -> None:
    assert check_answer(ID, raw) == "659999198704120024"


def test_a_wrong_id_number_is_told() -> None:
    assert refused(ID, "659999198704120025") == "field.compare"
    assert refused(ID, "659999198713120024") == "field.compare"
    assert refused(ID, "6599991987041200") == "field.id_number"


def test_an_x_of_any_keyboard_ends_an_id_number() -> None:
    kept = next(
        number for order in range(1000)
        if isinstance(check_answer(ID, number := f"65999919870412{order:03}X"), str)
    )  # fmt: skip
    for typed in ("x", "Х", "х", "Ｘ", "×"):
        assert check_answer(ID, kept[:-1] + typed) == kept


def test_a_code_is_kept_as_its_mask_has_it() -> None:
    for raw in ("2026-ab-1c", "2026AB1C", "2026 ab 1c", "２０２６－ａｂ－１ｃ"):
        assert check_answer(CODE, raw) == "2026-AB-1C", raw
    for raw in ("2026-a1-1c", "2026-ab-1", "2026-ab-1cd", "ئاب"):
        assert refused(CODE, raw) == "field.code"


def test_a_receipt_code_is_compared_with_its_check_sign() -> None:
    assert check_answer(RECEIPT, "oooo oooo") == "0000-0000"
    assert refused(RECEIPT, "0000-0001") == "field.compare"
    assert refused(RECEIPT, "0000") == "field.receipt_code"


def test_what_is_touched_has_its_own_answers_and_no_other() -> None:
    for kind, answer in OWN_WORDS:
        assert check_answer(field(kind), answer) == answer
        if kind is not FieldKind.DECLARATION:
            with pytest.raises(KeyError):
                check_answer(field(kind), "perhaps")
    assert refused(field(FieldKind.DECLARATION), "no") == "field.must_agree"
    slot = field(FieldKind.SLOT)
    assert check_answer(slot, "2026-12-01T10:30") == "2026-12-01T10:30"
    for raw in ("2026-12-01", "2026-13-01T10:30", "soon"):
        with pytest.raises(KeyError):
            check_answer(slot, raw)


def test_an_answer_is_shown_as_what_it_is() -> None:
    assert answer_value(AMOUNT, "12.50") == Number(Decimal("12.50"))
    assert answer_value(DATE, "2026-03-05") == Day(date(2026, 3, 5))
    assert answer_value(SEVERAL, "food,craft").words["en"] == "food, craft"  # type: ignore[union-attr]
    assert answer_value(SEVERAL, "food,craft").words["ug"] == "food، craft"  # type: ignore[union-attr]
    assert answer_value(NAME, "李") == Name("李", personal=False)
    assert answer_value(CARD, "1") == Digits("1")
    assert isinstance(answer_value(CREDIT, "1"), Code)
    assert isinstance(answer_value(ID, "1"), IdNumber)
    assert isinstance(answer_value(field(FieldKind.SLOT), "2026-12-01T10:30"), Moment)
    catalogues = load_catalogues(LOCALES)
    for (kind, answer), key in OWN_WORDS.items():
        shown = answer_value(
            field(kind), answer, lambda wanted: Terms({"ug": catalogues.pattern(wanted, UYGHUR)})
        )
        assert shown == Terms({"ug": catalogues.pattern(key, UYGHUR)})
        with pytest.raises(LookupError):
            answer_value(field(kind), answer)


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("of", [*TYPED, SEVERAL], ids=lambda of: of.kind)
def test_every_fault_has_words_in_every_language(of: Field, language: Language) -> None:
    catalogues = load_catalogues(LOCALES)
    limited = replace(of, earliest=DayLimit(days=1), latest=DayLimit(days=2))
    for raw in ("", "?!", "1", "2026-02-29", "2026-02-28", "9" * 18, "x" * 100):
        if of.kind is FieldKind.SEVERAL and raw:
            continue
        fault = check_answer(limited, raw, language, today=TODAY)
        if isinstance(fault, FieldFault):
            assert display(fault.message, language, catalogues).strip()


@given(st.sampled_from(TYPED), st.text(max_size=30), st.sampled_from([None, UYGHUR, KAZAKH, CHINESE]))
def test_what_was_taken_is_taken_again_unchanged(of: Field, raw: str, language: Language | None) -> None:
    kept = check_answer(of, raw, language, today=TODAY)
    if isinstance(kept, str):
        assert check_answer(of, kept, language, today=TODAY) == kept
        answer_value(of, kept)


@given(st.sampled_from((AMOUNT, DATE, CARD, CREDIT, ID, CODE)), st.text("0123456789.-/ABXx ", max_size=20))
def test_the_figures_of_every_script_mean_the_same(of: Field, raw: str) -> None:
    for zero in (0x660, 0x6F0, 0xFF10):
        other = raw.translate({ord("0") + digit: zero + digit for digit in range(10)})
        assert check_answer(of, other, today=TODAY) == check_answer(of, raw, today=TODAY)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_taken_as_it_is_shown_in_figures(day: date) -> None:
    assert check_answer(DATE, day.isoformat()) == day.isoformat()
    assert check_answer(DATE, f"{day.year}年{day.month}月{day.day}日") == day.isoformat()


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_a_sample_answer_is_taken_by_every_kind(kind: FieldKind, language: Language) -> None:
    options = OPTIONS if kind in (FieldKind.CHOICE, FieldKind.SEVERAL) else ()
    of = field(kind, options=options, length=4, max_length=40, mask="##", low=Decimal(1), high=Decimal(9))
    kept = sample_answer(of, language, TODAY)
    assert check_answer(of, kept, language, today=TODAY) == kept
