"""Measures, money, days and hours in running text, for what a resident types and for `kiosk say`."""

from decimal import Decimal

import pytest

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, UYGHUR
from kiosk.language.values import Number, Terms
from kiosk.speech.numbers_in_text import marked_quantity
from kiosk.speech.plain_text import in_words, speakable
from kiosk.speech.words import _value


@pytest.mark.parametrize(
    ("text", "ug", "kk", "zh"),
    [
        ("12 km", "ئون ئىككى كىلومېتىر", "он екі километр", "十二公里"),
        ("2km", "ئىككى كىلومېتىر", "екі километр", "两公里"),
        ("85 m²", "سەكسەن بەش كۋادرات مېتىر", "сексен бес шаршы метр", "八十五平方米"),
        ("85㎡", "سەكسەن بەش كۋادرات مېتىر", "сексен бес шаршы метр", "八十五平方米"),
        ("5 kg", "بەش كىلوگرام", "бес килограмм", "五公斤"),
        ("-5℃", "مىنۇس بەش گرادۇس", "минус бес градус", "负五摄氏度"),
        ("20元", "يىگىرمە يۈەن", "жиырма юань", "二十元"),
        ("¥12.50", "ئون ئىككى پۈتۈن ئوندىن بەش يۈەن", "он екі бүтін оннан бес юань", "十二元五角"),
        ("2.5亩", "ئىككى پۈتۈن ئوندىن بەش مو", "екі бүтін оннан бес му", "二点五亩"),
        ("1,234,567", None, None, "一百二十三万四千五百六十七"),
        ("23.11.2026", None, "екі мың жиырма алтыншы жылғы жиырма үшінші қараша", "二零二六年十一月二十三日"),
        ("2026/11/23", None, "екі мың жиырма алтыншы жылғы жиырма үшінші қараша", "二零二六年十一月二十三日"),
        ("8:30-18:00", None, "сағат сегіз отыз минуттан сағат он сегізге дейін", "八点三十分到十八点整"),
        ("№ 5", "نومۇر بەش", "нөмірі бес", "编号五"),
    ],
)
def test_a_measure_is_said_in_words(text: str, ug: str | None, kk: str | None, zh: str) -> None:
    expected = {UYGHUR: ug, KAZAKH: kk, CHINESE: zh}
    assert {language: speakable(text, language) for language, said in expected.items() if said} == {
        language: said for language, said in expected.items() if said
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("85.5 м²", "сексен бес бүтін оннан бес шаршы метр"),
        ("3.5 км", "үш бүтін оннан бес километр"),
        ("12,5 му", "он екі бүтін оннан бес му"),
        ("100 м жер", "жүз метр жер"),
        ("5 мың", "бес мың"),
        ("5 г. б.", "бес грамм. б."),
    ],
)
def test_cyrillic_signs_are_known_and_words_stay_words(text: str, said: str) -> None:
    assert speakable(text, KAZAKH) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2公斤", "两公斤"), ("2000元", "两千元"), ("2.00元", "两元"), ("第2个", "第二个"),
        ("2年级", "二年级"), ("2月", "二月"),
        ("2楼2号", "二楼二号"), ("12个", "十二个"), ("22次", "二十二次"), ("0.05元", "五分"),
        ("2/3", "二,三"),
        ("12345热线", "幺二三四五热线"), ("请拨打12345", "请拨打幺二三四五"),
        ("共12345人", "共一万二千三百四十五人"),
    ],
)  # fmt: skip
def test_chinese_counts_with_two_and_rings_figure_by_figure(text: str, said: str) -> None:
    assert speakable(text, CHINESE) == said


def test_a_sum_of_a_service_is_said_as_money() -> None:
    yuan = Terms({"ug": "يۈەن", "kk": "юань", "zh-Hans": "元", "en": "yuan"})
    fee = Number(Decimal("12.50"), unit=yuan)
    said = {
        language.tag: in_words(_value(fee, language), language)
        for language in (UYGHUR, KAZAKH, CHINESE, ENGLISH)
    }
    assert said == {
        "ug": "ئون ئىككى پۈتۈن ئوندىن بەش يۈەن",
        "kk": "он екі бүтін оннан бес юань",
        "zh-Hans": "十二元五角",
        "en": "twelve point five yuan",
    }
    assert in_words(f"费用：{marked_quantity(Decimal(2))}元", CHINESE) == "费用：两元"
