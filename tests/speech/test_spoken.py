from datetime import date, datetime
from decimal import Decimal

import pytest

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR, Language
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
    Words,
)
from kiosk.speech.words import spoken

SUBSIDY = Terms(
    {
        "ug": "بۇغداي ياردىمى",
        "kk": "бидай жәрдемақысы",
        "kk-Arab": "بيداي جاردەماقىسى",
        "zh-Hans": "小麦补贴",
        "en": "wheat subsidy",
    }
)


def said(words: Words, language: Language, catalogues: Catalogues, *, reveal: bool = False) -> str:
    return spoken(words, language, catalogues, reveal_personal=reveal)


def with_value(key: str, placeholder: str, value: Value) -> Message:
    return Message(key, {placeholder: value})


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            with_value("days", "days", Number(2)),
            (
                "ئىككى خىزمەت كۈنى",
                "екі жұмыс күні",
                "两个工作日",
                "two working days",
            ),
        ),
        (
            with_value("area", "area", Number(Decimal("12.5"))),
            (
                "كۆلىمى: ئون ئىككى پۈتۈن ئوندىن بەش مو",
                "Көлемі: он екі бүтін оннан бес му",
                "面积:十二点五亩",
                "Area: twelve point five mu",
            ),
        ),
        (
            with_value("case", "code", Code("A-102")),
            (
                "ئىش نومۇرى: ئا، بىر نۆل ئىككى",
                "Іс нөмірі: а, бір нөл екі",
                "办件编号: A，幺零二",
                "Case number: A, one zero two",
            ),
        ),
        (
            with_value("phone", "phone", Phone("13800001234")),
            (
                "تېلېفون: بىر ئۈچ سەككىز، نۆل نۆل نۆل نۆل، بىر ئىككى ئۈچ تۆت",
                "Телефон: бір үш сегіз, нөл нөл нөл нөл, бір екі үш төрт",
                "电话:幺三八，零零零零，幺二三四",
                "Phone: one three eight, zero zero zero zero, one two three four",
            ),
        ),
        (
            with_value("service", "service", SUBSIDY),
            (
                "مۇلازىمەت: بۇغداي ياردىمى",
                "Қызмет: бидай жәрдемақысы",
                "服务:小麦补贴",
                "Service: wheat subsidy",
            ),
        ),
        (
            with_value("end", "digits", Digits("0042")),
            (
                "كارتىنىڭ ئاخىرى: نۆل نۆل تۆت ئىككى",
                "Карта соңы: нөл нөл төрт екі",
                "卡号末尾:零零四二",
                "The card ends with: zero zero four two",
            ),
        ),
    ],
    ids=lambda value: value.key if isinstance(value, Message) else "",
)
def test_a_value_is_said_in_the_words_of_the_language(
    message: Message, expected: tuple[str, ...], catalogues: Catalogues
) -> None:
    languages = (UYGHUR, KAZAKH, CHINESE, ENGLISH)
    assert tuple(said(message, language, catalogues) for language in languages) == expected


def test_a_day_and_a_moment_are_said_in_full(catalogues: Catalogues) -> None:
    day = with_value("due", "day", Day(date(2026, 11, 23)))
    assert said(day, KAZAKH, catalogues) == "Күні: екі мың жиырма алтыншы жылғы жиырма үшінші қараша"
    at = with_value("at", "at", Moment(datetime(2026, 11, 23, 15, 30)))
    assert said(at, CHINESE, catalogues) == "时间:二零二六年十一月二十三日，十五点三十分"


def test_kazakh_in_arabic_script_speaks_the_cyrillic_string_and_term(catalogues: Catalogues) -> None:
    message = with_value("service", "service", SUBSIDY)
    assert said(message, KAZAKH_ARABIC, catalogues) == said(message, KAZAKH, catalogues)
    assert said(SUBSIDY, KAZAKH_ARABIC, catalogues) == "бидай жәрдемақысы"


def test_a_term_given_only_in_arabic_script_is_turned_into_cyrillic(catalogues: Catalogues) -> None:
    assert said(Terms({"kk-Arab": "ۇكىمەت"}), KAZAKH_ARABIC, catalogues) == "үкімет"


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize(
    ("key", "placeholder", "value"),
    [
        ("name", "name", Name("阿依古丽")),
        ("case", "code", IdNumber("65999919900101123X")),
        ("phone", "phone", Phone("13800001234", personal=True)),
        ("days", "days", Number(3, personal=True)),
        ("blank", "text", Text("سالام")),
    ],
)
def test_a_message_with_something_personal_is_not_said_unless_it_is_revealed(
    key: str, placeholder: str, value: Value, language: Language, catalogues: Catalogues
) -> None:
    assert said(with_value(key, placeholder, value), language, catalogues) == ""


def test_a_personal_term_is_not_said_unless_it_is_revealed(catalogues: Catalogues) -> None:
    term = Terms({"en": "disability allowance"}, personal=True)
    assert said(term, ENGLISH, catalogues) == ""
    assert said(term, ENGLISH, catalogues, reveal=True) == "disability allowance"


def test_a_personal_value_that_the_text_does_not_use_silences_nothing(catalogues: Catalogues) -> None:
    assert said(Message("hello", {"name": Name("阿依古丽")}), ENGLISH, catalogues) == "Welcome."


def test_a_revealed_name_is_said(catalogues: Catalogues) -> None:
    message = with_value("name", "name", Name("گۇلنار"))
    assert said(message, KAZAKH_ARABIC, catalogues, reveal=True) == "Атыңыз: гүлнар"
    uyghur = with_value("name", "name", Name("ئايگۈل"))
    assert said(uyghur, UYGHUR, catalogues, reveal=True) == "ئىسمىڭىز: ئايگۈل"


def test_a_value_without_a_reading_in_this_voice_silences_its_message(catalogues: Catalogues) -> None:
    message = with_value("name", "name", Name("ئايگۈل"))
    assert said(message, CHINESE, catalogues, reveal=True) == ""


def test_what_a_resident_typed_cannot_pass_for_a_marked_number(catalogues: Catalogues) -> None:
    message = with_value("blank", "text", Text("\ue00013800001234\ue001"))
    assert said(message, ENGLISH, catalogues, reveal=True) == (
        "one three eight, zero zero zero zero, one two three four"
    )


def test_a_large_count_is_no_phone_number(catalogues: Catalogues) -> None:
    message = with_value("days", "days", Number(13_800_001_234))
    assert said(message, ENGLISH, catalogues).startswith("thirteen billion eight hundred million")


def test_a_number_is_said_with_its_unit(catalogues: Catalogues) -> None:
    mu = Terms({"ug": "مو", "kk": "му", "zh-Hans": "亩", "en": "mu"})
    message = with_value("area", "area", Number(2, unit=mu))
    assert said(message, CHINESE, catalogues) == "面积:两亩亩"  # the catalogue here has the unit as well
    assert said(message, ENGLISH, catalogues) == "Area: two mu mu"


def test_an_unknown_key_and_a_missing_value_are_errors_of_ours(catalogues: Catalogues) -> None:
    with pytest.raises(KeyError):
        said(Message("no.such"), ENGLISH, catalogues)
    with pytest.raises(KeyError):
        said(Message("days"), ENGLISH, catalogues)
