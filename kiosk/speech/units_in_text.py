"""Signs of measure beside a figure as words: 3.5 km, 85 m², 5 кг, ¥12.50, №5.

A number stays a figure here; what it is read like is for numbers_in_text.py. Text is in compatibility form
(letters.without_markup), so m² stands as m2 and ℃ as °C.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from kiosk.language.languages import Language

# {sign: (ug, kk, zh-Hans, en)}
_UNITS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "km2": ("كۋادرات كىلومېتىر", "шаршы километр", "平方公里", "square kilometres"),
        "m2": ("كۋادرات مېتىر", "шаршы метр", "平方米", "square metres"),
        "m3": ("كۇب مېتىر", "текше метр", "立方米", "cubic metres"),
        "km": ("كىلومېتىر", "километр", "公里", "kilometres"),
        "cm": ("سانتىمېتىر", "сантиметр", "厘米", "centimetres"),
        "mm": ("مىللىمېتىر", "миллиметр", "毫米", "millimetres"),
        "m": ("مېتىر", "метр", "米", "metres"),
        "kg": ("كىلوگرام", "килограмм", "公斤", "kilograms"),
        "g": ("گرام", "грамм", "克", "grams"),
        "t": ("توننا", "тонна", "吨", "tons"),
        "ha": ("گېكتار", "гектар", "公顷", "hectares"),
        "°C": ("گرادۇس", "градус", "摄氏度", "degrees"),
        "亩": ("مو", "му", "亩", "mu"),
        "元": ("يۈەن", "юань", "元", "yuan"),
    }
)
_CYRILLIC = MappingProxyType(
    {
        "км2": "km2", "м2": "m2", "м3": "m3", "км": "km", "см": "cm", "мм": "mm", "м": "m", "кг": "kg",
        "г": "g", "т": "t", "га": "ha",
    }
)  # fmt: skip
_LANGUAGES = ("ug", "kk", "zh-Hans", "en")
_NUMBER_WORD = MappingProxyType({"ug": "نومۇر", "kk": "нөмірі", "zh-Hans": "编号", "en": "number"})

_SIGNS = "|".join(sorted([*_UNITS, *_CYRILLIC], key=len, reverse=True))
_MEASURED = re.compile(rf"(?<=[0-9\ue001])\s?(?P<sign>{_SIGNS})(?![^\W_])")
_YUAN_FIRST = re.compile(r"[¥￥]\s?(?P<amount>[0-9]+(?:\.[0-9]+)?)")
_NUMBER_SIGN = re.compile(r"(?<![A-Za-z])No\.?\s?(?=[0-9])")


def units_in_words(text: str, language: Language) -> str:
    """The text with the signs of measure beside its figures in words of the language that is spoken."""
    column = _LANGUAGES.index(language.spoken_with)
    gap = "" if language.spoken_with == "zh-Hans" else " "

    def unit(match: re.Match[str]) -> str:
        sign = match["sign"]
        # Chinese signs are words in Chinese, with whatever follows.
        return gap + _UNITS[_CYRILLIC.get(sign, sign)][column]

    text = _YUAN_FIRST.sub(rf"\g<amount>{gap}{_UNITS['元'][column]}", text)
    text = _NUMBER_SIGN.sub(f" {_NUMBER_WORD[language.spoken_with]} ", text)
    return _MEASURED.sub(unit, text)
