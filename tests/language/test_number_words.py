from datetime import date, datetime, time
from decimal import Decimal

import pytest
from cn2an import cn2an
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language import number_words as words
from kiosk.language.languages import (
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    UYGHUR,
    Language,
)

SPOKEN = (UYGHUR, KAZAKH, CHINESE, ENGLISH)
languages = st.sampled_from(SPOKEN)
counts = st.integers(0, 1_000_000)

# Made up: division code 659999, and a check digit of X.
ID_NUMBER = "65999919900101123X"


@pytest.mark.parametrize(
    ("number", "ug", "kk", "zh", "en"),
    [
        (0, "نۆل", "нөл", "零", "zero"),
        (10, "ئون", "он", "十", "ten"),
        (12, "ئون ئىككى", "он екі", "十二", "twelve"),
        (100, "يۈز", "жүз", "一百", "one hundred"),
        (101, "يۈز بىر", "жүз бір", "一百零一", "one hundred one"),
        (650, "ئالتە يۈز ئەللىك", "алты жүз елу", "六百五十", "six hundred fifty"),
        (1000, "مىڭ", "мың", "一千", "one thousand"),
        (2026, "ئىككى مىڭ يىگىرمە ئالتە", "екі мың жиырма алты", "二千零二十六", "two thousand twenty six"),
        (1_000_000, "بىر مىليون", "бір миллион", "一百万", "one million"),
        (1_001_000, "بىر مىليون بىر مىڭ", "бір миллион бір мың", "一百万一千", "one million one thousand"),
        (-5, "مىنۇس بەش", "минус бес", "负五", "minus five"),
    ],
)
def test_a_count_is_said_as_it_is_said(number: int, ug: str, kk: str, zh: str, en: str) -> None:
    assert [words.cardinal(number, language) for language in SPOKEN] == [ug, kk, zh, en]


@given(counts, languages)
def test_no_digit_remains_in_a_count(number: int, language: Language) -> None:
    said = words.cardinal(number, language)
    assert said and not any(c.isdigit() or c == "-" for c in said)
    assert said == " ".join(said.split())


@given(counts, counts, languages)
def test_two_counts_are_never_said_alike(one: int, other: int, language: Language) -> None:
    alike = words.cardinal(one, language) == words.cardinal(other, language)
    assert alike == (one == other)


@given(counts, st.integers(1, 99), languages)
def test_neighbours_are_never_said_alike(number: int, step: int, language: Language) -> None:
    assert words.cardinal(number, language) != words.cardinal(number + step, language)
    assert words.ordinal(number, language) != words.ordinal(number + step, language)


def test_the_first_thousand_counts_are_all_different_in_every_language() -> None:
    for language in SPOKEN:
        assert len({words.cardinal(n, language) for n in range(1001)}) == 1001
        assert len({words.ordinal(n, language) for n in range(1001)}) == 1001


@given(st.integers(0, words.LARGEST))
def test_a_chinese_count_reads_back_as_itself(number: int) -> None:
    assert int(cn2an(words.cardinal(number, CHINESE), "strict")) == number


@given(st.integers(1, 10**9))
def test_a_larger_number_has_its_parts_in_order(number: int) -> None:
    """The words after a million are those of the rest, in the languages that build numbers in parts."""
    for language in (UYGHUR, KAZAKH, ENGLISH):
        whole, rest = divmod(number, 10**6)
        if whole and rest:
            _, _, after = words.cardinal(number, language).rpartition(
                words.cardinal(10**6, language).split()[-1] + " "
            )
            one = words.cardinal(1, language) + " "
            assert after.removeprefix(one) == words.cardinal(rest, language).removeprefix(one)


def test_a_number_nobody_says_is_read_digit_by_digit() -> None:
    assert words.cardinal(10**12, ENGLISH) == " ".join(["one"] + ["zero"] * 12)


def test_kazakh_in_arabic_script_is_said_with_the_kazakh_words() -> None:
    assert words.cardinal(12, KAZAKH_ARABIC) == "он екі"


@pytest.mark.parametrize(
    ("number", "ug", "kk", "zh", "en"),
    [
        (1, "بىرىنچى", "бірінші", "第一", "first"),
        (6, "ئالتىنچى", "алтыншы", "第六", "sixth"),
        (12, "ئون ئىككىنچى", "он екінші", "第十二", "twelfth"),
        (20, "يىگىرمىنچى", "жиырмасыншы", "第二十", "twentieth"),
        (23, "يىگىرمە ئۈچىنچى", "жиырма үшінші", "第二十三", "twenty third"),
        (40, "قىرىقىنچى", "қырқыншы", "第四十", "fortieth"),
        (80, "سەكسىنىنچى", "сексенінші", "第八十", "eightieth"),
        (100, "يۈزىنچى", "жүзінші", "第一百", "one hundredth"),
    ],
)
def test_only_the_last_word_of_an_ordinal_changes(number: int, ug: str, kk: str, zh: str, en: str) -> None:
    assert [words.ordinal(number, language) for language in SPOKEN] == [ug, kk, zh, en]


@pytest.mark.parametrize(
    ("amount", "ug", "kk", "zh", "en"),
    [
        ("12.5", "ئون ئىككى پۈتۈن ئوندىن بەش", "он екі бүтін оннан бес", "十二点五", "twelve point five"),
        ("12.50", "ئون ئىككى پۈتۈن ئوندىن بەش", "он екі бүтін оннан бес", "十二点五", "twelve point five"),
        ("0.05", "نۆل پۈتۈن يۈزدىن بەش", "нөл бүтін жүзден бес", "零点零五", "zero point zero five"),
        ("100.00", "يۈز", "жүз", "一百", "one hundred"),
        (
            "-0.125",
            "مىنۇس نۆل پۈتۈن مىڭدىن يۈز يىگىرمە بەش",
            "минус нөл бүтін мыңнан жүз жиырма бес",
            "负零点一二五",
            "minus zero point one two five",
        ),
        (
            "3.1415",
            "ئۈچ چېكىت بىر تۆت بىر بەش",
            "үш нүкте бір төрт бір бес",
            "三点一四一五",
            "three point one four one five",
        ),
    ],
)
def test_a_decimal_is_said_with_its_fraction(amount: str, ug: str, kk: str, zh: str, en: str) -> None:
    assert [words.quantity(Decimal(amount), language) for language in SPOKEN] == [ug, kk, zh, en]


@given(st.decimals(-10_000, 10_000, places=3), languages)
def test_no_digit_remains_in_a_decimal(amount: Decimal, language: Language) -> None:
    assert not any(c.isdigit() or c in ".-" for c in words.quantity(amount, language))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (UYGHUR, "ئىككى مىڭ يىگىرمە ئالتىنچى يىلى ئون بىرىنچى ئاينىڭ يىگىرمە ئۈچىنچى كۈنى"),
        (KAZAKH, "екі мың жиырма алтыншы жылғы жиырма үшінші қараша"),
        (KAZAKH_ARABIC, "екі мың жиырма алтыншы жылғы жиырма үшінші қараша"),
        (CHINESE, "二零二六年十一月二十三日"),
        (ENGLISH, "the twenty third of November, two thousand twenty six"),
    ],
)
def test_a_day_is_said_in_its_full_form(language: Language, said: str) -> None:
    assert words.day(date(2026, 11, 23), language) == said


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), languages)
def test_two_days_are_never_said_alike(day: date, language: Language) -> None:
    assert words.day(day, language) != words.day(day.replace(year=day.year + 1, day=1), language)
    assert not any(c.isdigit() for c in words.day(day, language))


@pytest.mark.parametrize(
    ("at", "ug", "kk", "zh", "en"),
    [
        (
            time(15, 30),
            "سائەت ئون بەش ئوتتۇز مىنۇت",
            "сағат он бес отыз минут",
            "十五点三十分",
            "fifteen thirty",
        ),
        (time(2, 5), "سائەت ئىككى نۆل بەش مىنۇت", "сағат екі нөл бес минут", "两点零五分", "two oh five"),
        (time(9, 0), "سائەت توققۇز", "сағат тоғыз", "九点整", "nine o'clock"),
    ],
)
def test_a_time_is_said_on_the_24_hour_clock(at: time, ug: str, kk: str, zh: str, en: str) -> None:
    assert [words.clock(at, language) for language in SPOKEN] == [ug, kk, zh, en]


def test_a_moment_is_a_day_and_a_time() -> None:
    assert words.moment(datetime(2026, 11, 23, 15, 30), CHINESE) == "二零二六年十一月二十三日，十五点三十分"


def test_an_id_number_is_said_in_groups_of_6_4_4_4_and_its_x_is_named() -> None:
    assert words.id_number(ID_NUMBER, UYGHUR) == (
        "ئالتە بەش توققۇز توققۇز توققۇز توققۇز، بىر توققۇز توققۇز نۆل، نۆل بىر نۆل بىر، بىر ئىككى ئۈچ ئىكس"
    )
    assert words.id_number(ID_NUMBER.lower(), CHINESE) == "六五九九九九，幺九九零，零幺零幺，幺二三 X"
    assert words.id_number(ID_NUMBER, KAZAKH).endswith("бір екі үш икс")
    assert [len(group.split()) for group in words.id_number(ID_NUMBER, KAZAKH).split(", ")] == [6, 4, 4, 4]


def test_a_mobile_number_is_said_in_groups_of_3_4_4() -> None:
    assert words.phone("13800001234", ENGLISH) == ("one three eight, zero zero zero zero, one two three four")


def test_a_phone_number_keeps_the_groups_it_is_written_in() -> None:
    assert words.phone("0991-1234567", ENGLISH) == "zero nine nine one, one two three, four five six seven"
    assert words.phone("12345", ENGLISH) == "one two three four five"


def test_a_code_is_said_sign_by_sign_with_letters_named_in_the_language() -> None:
    assert words.code("CARD-04", UYGHUR) == "سې ئا ئېر دې، نۆل تۆت"
    assert words.code("CARD-04", KAZAKH) == "цэ а эр дэ, нөл төрт"
    assert words.code("CARD-04", CHINESE) == "C A R D，零四"
    assert words.code("xj-2026-000123", ENGLISH) == "X J, two zero two six, zero zero zero, one two three"


def test_letters_that_sound_alike_are_named_apart() -> None:
    for language in (UYGHUR, KAZAKH):
        names = [words.code(letter, language) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        assert len(set(names)) == 26
        assert not any(c.isascii() and c.isalpha() for name in names for c in name)


def test_a_range_takes_the_suffixes_of_its_last_words() -> None:
    assert words.span(50, 60, UYGHUR) == "ئەللىكتىن ئاتمىشقىچە"
    assert words.span(50, 60, KAZAKH) == "елуден алпысқа дейін"
    assert words.span(3, 5, CHINESE) == "三到五"
    assert words.span(3, 5, ENGLISH) == "three to five"


@given(counts, counts, languages)
def test_every_number_can_begin_and_end_a_range(low: int, high: int, language: Language) -> None:
    assert words.span(low, high, language)


def test_a_percentage_is_said_as_so_many_of_a_hundred() -> None:
    assert [words.percent(70, language) for language in SPOKEN] == [
        "يۈزدىن يەتمىش",
        "жүзден жетпіс",
        "百分之七十",
        "seventy percent",
    ]


# --- Every number and every minute of the day -------------------------------------------------------------


def read_back(said: str, language: Language) -> int:
    """A parser of its own, from the words as a grammar lists them."""
    names = {
        "ug": (
            "نۆل بىر ئىككى ئۈچ تۆت بەش ئالتە يەتتە سەككىز توققۇز",
            "ئون يىگىرمە ئوتتۇز قىرىق ئەللىك ئاتمىش يەتمىش سەكسەن توقسان",
            "يۈز", "مىڭ", "مىليون",
        ),
        "kk": (
            "нөл бір екі үш төрт бес алты жеті сегіз тоғыз",
            "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
            "жүз", "мың", "миллион",
        ),
    }[language.tag]  # fmt: skip
    small = dict(zip(names[0].split(), range(10), strict=True))
    small |= dict(zip(names[1].split(), range(10, 100, 10), strict=True))
    total = group = 0
    for word in said.split():
        if word == names[2]:
            group = (group or 1) * 100
        elif word in names[3:]:
            total += (group or 1) * (1000 if word == names[3] else 10**6)
            group = 0
        else:
            group += small[word]
    return total + group


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_every_count_to_a_million_reads_back_as_itself(language: Language) -> None:
    counts = [*range(3000), *range(3000, 1_000_000, 97), 1_000_000]
    assert [n for n in counts if read_back(words.cardinal(n, language), language) != n] == []


@pytest.mark.parametrize("language", SPOKEN, ids=lambda language: language.tag)
def test_no_two_minutes_of_the_day_are_said_alike(language: Language) -> None:
    said = {words.clock(time(hour, minute), language) for hour in range(24) for minute in range(60)}
    assert len(said) == 24 * 60
    # Five past ten is no fifteen.
    assert words.cardinal(15, language) not in words.clock(time(10, 5), language)


@pytest.mark.parametrize("language", SPOKEN, ids=lambda language: language.tag)
def test_every_month_and_day_is_said_in_its_own_words(language: Language) -> None:
    days = [date(2024, 1, 1).replace(month=month) for month in range(1, 13)]
    days += [date(2024, 1, number) for number in range(2, 32)]
    said = [words.day(day, language) for day in days]
    assert len(set(said)) == len(days)
    assert not any(c.isdigit() for each in said for c in each)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (101, "一百零一"), (110, "一百一十"), (200, "二百"), (1001, "一千零一"), (1010, "一千零一十"),
        (2000, "二千"),
        (10010, "一万零一十"), (20002, "二万零二"), (100000, "十万"), (1000000, "一百万"),
    ],
)  # fmt: skip
def test_chinese_zeros_stand_where_they_are_said(number: int, said: str) -> None:
    assert words.cardinal(number, CHINESE) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12.50", "十二元五角"), ("12.05", "十二元零五分"), ("12.25", "十二元二角五分"), ("0.05", "五分"),
        ("0.5", "五角"),
        ("2", "两元"), ("2.20", "两元二角"), ("0", "零元"), ("-3.1", "负三元一角"),
        ("1234.56", "一千二百三十四元五角六分"),
        ("100", "一百元"), ("0.125", "零点一二五元"),
    ],
)  # fmt: skip
def test_chinese_money_is_counted_in_its_parts(amount: str, said: str) -> None:
    assert words.yuan(Decimal(amount), CHINESE) == said


def test_money_in_the_other_languages_is_a_decimal_with_its_unit() -> None:
    assert words.yuan(Decimal("12.50"), UYGHUR) == "ئون ئىككى پۈتۈن ئوندىن بەش يۈەن"
    assert words.yuan(Decimal("12.50"), KAZAKH) == "он екі бүтін оннан бес юань"


def test_hours_run_from_one_to_the_other() -> None:
    assert words.hours(time(8, 30), time(18, 0), UYGHUR) == (
        "سائەت سەككىز ئوتتۇز مىنۇتتىن سائەت ئون سەككىزگىچە"
    )
    assert words.hours(time(9, 0), time(18, 0), KAZAKH) == "сағат тоғыздан сағат он сегізге дейін"
    assert words.hours(time(9, 0), time(12, 30), CHINESE) == "九点整到十二点三十分"
