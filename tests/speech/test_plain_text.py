import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import (
    ALL_LANGUAGES,
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    UYGHUR,
    Language,
)
from kiosk.speech.letters import unreadable
from kiosk.speech.plain_text import LONGEST, speakable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3-كۆزنەككە بېرىڭ", "ئۈچىنچى كۆزنەككە بېرىڭ"),
        (
            "2026-يىلى 11-ئاينىڭ 23-كۈنى",
            "ئىككى مىڭ يىگىرمە ئالتىنچى يىلى ئون بىرىنچى ئاينىڭ يىگىرمە ئۈچىنچى كۈنى",
        ),
        ("2026 - يىلى", "ئىككى مىڭ يىگىرمە ئالتىنچى يىلى"),
        ("30دىن كېيىن", "ئوتتۇزدىن كېيىن"),
        ("3 كارتا", "ئۈچ كارتا"),
        ("50-60", "ئەللىكتىن ئاتمىشقىچە"),
        ("10\u202f000 يۈەن", "ئون مىڭ يۈەن"),
        ("10 000 يۈەن", "ئون مىڭ يۈەن"),
        ("12 100 12", "ئون ئىككى يۈز ئون ئىككى"),
        ("%70", "يۈزدىن يەتمىش"),
        ("سائەت 15:30", "سائەت ئون بەش ئوتتۇز مىنۇت"),
        ("CARD-04", "سې ئا ئېر دې، نۆل تۆت"),
    ],
)
def test_figures_in_uyghur_are_read_by_what_stands_beside_them(text: str, said: str) -> None:
    assert speakable(text, UYGHUR) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3-терезеге барыңыз", "үшінші терезеге барыңыз"),
        ("12-де", "он екіде"),
        ("3-ші", "үшінші"),
        ("2026 жылғы 23 қараша", "екі мың жиырма алтыншы жылғы жиырма үшінші қараша"),
        ("5 жыл", "бес жыл"),
        ("3 карта", "үш карта"),
        ("50-60", "елуден алпысқа дейін"),
    ],
)
def test_figures_in_kazakh_are_read_by_what_stands_beside_them(text: str, said: str) -> None:
    assert speakable(text, KAZAKH) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026年11月23日", "二零二六年十一月二十三日"),
        ("2个工作日", "两个工作日"),
        ("第2个", "第二个"),
        ("12个", "十二个"),
        ("例如：2", "例如:二"),
        ("第2题，共2题", "第二题,共两题"),
        ("请到2号窗口。", "请到二号窗口。"),
        ("面积12.5亩", "面积十二点五亩"),
        ("70%", "百分之七十"),
        ("１２", "十二"),
    ],
)
def test_figures_in_chinese_are_read_by_what_stands_beside_them(text: str, said: str) -> None:
    assert speakable(text, CHINESE) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-23", "the twenty third of November, two thousand twenty six"),
        ("2026-13-45", "two zero two six, one three, four five"),
        ("13800001234", "one three eight, zero zero zero zero, one two three four"),
        ("138 0000 1234", "one three eight, zero zero zero zero, one two three four"),
        ("007", "zero zero seven"),
        ("1234567890123", "one two three four five six seven eight nine zero one two three"),
        ("the 3rd of 5", "the third of five"),
        ("3 / 5", "three, five"),
        ("-5", "minus five"),
    ],
)
def test_dates_phones_and_long_numbers_are_told_apart(text: str, said: str) -> None:
    assert speakable(text, ENGLISH) == said


def test_an_id_number_in_a_text_is_read_in_groups() -> None:
    said = speakable("65999919900101123X", KAZAKH)
    assert [len(group.split()) for group in said.split(", ")] == [6, 4, 4, 4]


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("text", ["", "   ", "\n\t", "!!!", "—…«»", "\u2068\u2069", "😀", "<b></b>"])
def test_a_text_without_words_says_nothing(text: str, language: Language) -> None:
    assert speakable(text, language) == ""


def test_markup_control_characters_and_isolates_are_not_said() -> None:
    assert speakable("<b>سالام</b>\x07 \u2068دۇنيا\u2069 & <", UYGHUR) == "سالام دۇنيا"
    assert speakable("[[h@l'oU]] one", ENGLISH) == "h l'oU, one"


def test_uyghur_letters_are_brought_to_their_standard_form() -> None:
    assert speakable("ﺳﺎﻻم", UYGHUR) == "سالام"  # presentation forms
    assert speakable("سـالام", UYGHUR) == "سالام"  # tatweel
    assert speakable("\u06a9ارتا", UYGHUR) == "كارتا"  # Persian keheh
    assert speakable("خانى\u0647", UYGHUR) == "خانىە"
    assert speakable("تىل\u06cc \u06ccېزا", UYGHUR) == "تىلى يېزا"


def test_kazakh_in_arabic_script_is_turned_into_cyrillic() -> None:
    assert speakable("ٴسىزدىڭ اتىڭىز با؟", KAZAKH_ARABIC) == "сіздің атыңыз ба?"
    assert speakable("ٴسىزدىڭ اتىڭىز با؟", KAZAKH) == "сіздің атыңыз ба?"


@pytest.mark.parametrize(
    ("text", "language"),
    [("张三", UYGHUR), ("Иван", UYGHUR), ("张三", KAZAKH), ("سالام", CHINESE), ("сәлем", ENGLISH)],
)
def test_a_text_in_a_foreign_script_is_refused(text: str, language: Language) -> None:
    assert speakable(text, language) == ""


def test_a_foreign_part_in_brackets_is_left_out() -> None:
    assert speakable("تەكشۈرۈپ بېكىتىش (核准)", UYGHUR) == "تەكشۈرۈپ بېكىتىش"


def test_a_very_long_text_is_cut_at_a_word() -> None:
    said = speakable("سالام " * 10_000, UYGHUR)
    assert LONGEST - 10 < len(said) <= LONGEST
    assert set(said.split()) == {"سالام"}


@given(st.text(max_size=60), st.sampled_from(ALL_LANGUAGES))
def test_whatever_is_typed_a_voice_can_read_what_comes_out(text: str, language: Language) -> None:
    said = speakable(text, language)
    assert not any(c.isdigit() or c in "<>&[]{}" for c in said)
    assert not unreadable(said, language)


@given(st.integers(0, 10**20), st.sampled_from(ALL_LANGUAGES))
def test_no_figure_survives_wherever_it_stands(number: int, language: Language) -> None:
    for text in (
        f"{number}",
        f"a{number}",
        f"{number}-كۈنى",
        f"({number})",
        f"{number}.{number}",
        f"-{number}%",
    ):
        assert not any(c.isdigit() for c in speakable(text, language))


@given(st.text(alphabet="0123456789-:.%/ ~X年月日", max_size=30), st.sampled_from(ALL_LANGUAGES))
def test_no_figure_survives_among_signs(text: str, language: Language) -> None:
    assert not any(c.isdigit() for c in speakable(text, language))
