"""Words for the eye: values are written as the language writes them, and never turn a line round."""

from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.catalogue import Catalogues
from kiosk.language.display import day_text, display, display_value, list_text, number_text
from kiosk.language.languages import ALL_LANGUAGES, RESIDENT_LANGUAGES, UYGHUR, Language, language_by_tag
from kiosk.language.values import (
    Code,
    Day,
    Digits,
    IdNumber,
    Message,
    Moment,
    Name,
    Number,
    Phone,
    Terms,
    Text,
    Value,
)
from kiosk.text.isolation import (
    BIDI_CONTROLS,
    FIRST_STRONG_ISOLATE,
    LEFT_TO_RIGHT_ISOLATE,
    POP_ISOLATE,
    without_isolates,
)

MU = Terms({"ug": "مو", "kk": "му", "kk-Arab": "مۋ", "zh-Hans": "亩", "en": "mu"})
ONE_KEY = Catalogues({
    language.tag: {"a": f"{language.tag}: {{n}} / {{name}}", "b": "plain"} for language in ALL_LANGUAGES
})  # fmt: skip
each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


def shown(value: Value, tag: str = "ug") -> str:
    return without_isolates(display_value(value, language_by_tag(tag)))


@each_language
def test_a_message_is_its_pattern_with_its_values(language: Language) -> None:
    words = Message("a", {"n": Number(3), "name": Name("阿依")})
    assert without_isolates(display(words, language, ONE_KEY)) == f"{language.tag}: 3 / 阿依"
    assert display(Message("b"), language, ONE_KEY) == "plain"


@each_language
def test_two_of_three_is_read_left_to_right(language: Language) -> None:
    pattern = Catalogues({language.tag: {"a": "بەت ({page}/{pages})"}})
    words = Message("a", {"page": Number(2), "pages": Number(3)})
    assert f"({LEFT_TO_RIGHT_ISOLATE}2/3{POP_ISOLATE})" in display(words, language, pattern)


@each_language
def test_a_term_is_its_own_words(language: Language) -> None:
    assert display(MU, language, ONE_KEY) == MU.words[language.tag]


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        display(Message("c"), UYGHUR, ONE_KEY)
    with pytest.raises(KeyError):
        display(Message("a", {"n": Number(3)}), UYGHUR, ONE_KEY)
    with pytest.raises(KeyError):
        display(Terms({"en": "only"}), UYGHUR, ONE_KEY)


@pytest.mark.parametrize(("amount", "text"), [
    (0, "0"), (7, "7"), (9999, "9999"), (10_000, "10\u202f000"), (1_234_567, "1\u202f234\u202f567"),
    (-9999, "-9999"), (-10_000, "-10\u202f000"), (Decimal("12.5"), "12.5"), (Decimal("0.00"), "0"),
    (Decimal("12345.25"), "12\u202f345.25"), (Decimal("1E+2"), "100"), (Decimal("0.1"), "0.1"),
])  # fmt: skip
def test_a_number_has_a_point_and_groups_from_ten_thousand(amount: int | Decimal, text: str) -> None:
    assert number_text(amount) == text


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_never_changed_by_how_it_is_written(amount: int) -> None:
    assert int(number_text(amount).replace("\u202f", "")) == amount


@pytest.mark.parametrize(("tag", "text"), [
    ("ug", "12.5 مو"), ("kk-Arab", "12.5 مۋ"), ("kk", "12.5 му"), ("zh-Hans", "12.5亩"),
])  # fmt: skip
def test_a_measure_has_its_unit(tag: str, text: str) -> None:
    assert shown(Number(Decimal("12.5"), unit=MU), tag) == text


@pytest.mark.parametrize(("tag", "text"), [
    ("ug", "2026-يىلى 5-ئاينىڭ 4-كۈنى"),
    ("kk-Arab", "2026-جىلى 5-ايدىڭ 4-كۇنى"),
    ("kk", "2026 жылғы 4 мамыр"),
    ("zh-Hans", "2026年5月4日"),
    ("en", "2026-05-04"),
])  # fmt: skip
def test_a_day_is_written_as_the_language_writes_it(tag: str, text: str) -> None:
    assert without_isolates(day_text(date(2026, 5, 4), language_by_tag(tag))) == text
    assert shown(Day(date(2026, 5, 4)), tag) == text


def test_a_moment_is_figures_to_the_minute() -> None:
    assert shown(Moment(datetime(2026, 5, 4, 9, 5, 59))) == "2026-05-04 09:05"


FIGURES = [
    Number(12), Moment(datetime(2026, 5, 4, 9, 5)), Code("650102-2024-A17"), Phone("0990-123"),
    IdNumber("659999198704120026"), Digits("4821"),
]  # fmt: skip


@pytest.mark.parametrize("value", FIGURES, ids=lambda value: type(value).__name__)
@each_language
def test_figures_and_codes_always_read_left_to_right(value: Value, language: Language) -> None:
    text = display_value(value, language)
    assert (text[0], text[-1]) == (LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE)


@pytest.mark.parametrize("value", [Name("阿依"), Text("样本县"), MU, Day(date(2026, 5, 4))], ids=str)
@each_language
def test_names_and_texts_read_in_the_direction_of_their_own_letters(value: Value, language: Language) -> None:
    text = display_value(value, language)
    assert (text[0], text[-1]) == (FIRST_STRONG_ISOLATE, POP_ISOLATE)


@given(st.text())
def test_no_value_can_turn_the_line_it_stands_in(text: str) -> None:
    """Whatever a value holds, its isolate is closed by its own end and by nothing before it."""
    for value in (Name(text), Text(text), Code(text)):
        written = display_value(value, UYGHUR)
        assert set(written) & BIDI_CONTROLS <= {LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE}
        steps = ({POP_ISOLATE: -1}.get(sign, sign in BIDI_CONTROLS) for sign in written)
        depths = list(accumulate(steps))
        assert depths[-1] == 0 and all(depths[:-1])
        assert len(written.splitlines()) == 1


@pytest.mark.parametrize(("tag", "text"), [
    ("ug", "a، b، c"), ("kk-Arab", "a، b، c"), ("kk", "a, b, c"), ("zh-Hans", "a、b、c"),
])  # fmt: skip
def test_a_list_has_the_languages_own_sign(tag: str, text: str) -> None:
    assert list_text(["a", "b", "c"], language_by_tag(tag)) == text
    assert list_text(["a"], language_by_tag(tag)) == "a"
