"""What is wrong with a text before anyone has read it: letters, signs and placeholders.

Used for the catalogues and for service packs. It cannot tell whether a wording is good.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR

_ARABIC, _CYRILLIC, _HAN, _LATIN = "Arabic", "Cyrillic", "Chinese", "Latin"
_SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        UYGHUR.tag: _ARABIC,
        KAZAKH_ARABIC.tag: _ARABIC,
        KAZAKH.tag: _CYRILLIC,
        CHINESE.tag: _HAN,
        ENGLISH.tag: _LATIN,
    }
)
_LETTERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        _ARABIC: re.compile("[\u0620-\u064a\u066e-\u06d5\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]"),
        _CYRILLIC: re.compile("[\u0400-\u04ff]"),
        _HAN: re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
        _LATIN: re.compile("[A-Za-z\u00c0-\u024f]"),
    }
)

# Never stored, in any language. The isolates are put in when a text is shown.
_FORBIDDEN: Mapping[str, str] = MappingProxyType(
    {
        "\u00a0": "no-break space",
        "\u00ad": "soft hyphen",
        "\u200b": "zero-width space",
        "\u200c": "zero-width non-joiner",
        "\u200d": "zero-width joiner",
        "\u0640": "tatweel",
        "\ufeff": "byte-order mark",
        "\u06a9": "Persian kaf (write U+0643)",
        "\u06cc": "Persian yeh (write U+0649 or U+064A)",
        "\u0629": "teh marbuta (write U+06D5)",
        "\u0647": "Arabic heh (write U+06D5 or U+06BE)",
        "\u06c1": "heh goal (write U+06BE)",
        "\u0763": "keheh with three dots (write U+06AD)",
        "\u0621": "hamza (write U+0674)",
        "\u0654": "hamza above (write U+0674 or U+0626)",
        "\u0675": "high hamza alef",
        "\u0676": "high hamza waw",
        "\u0677": "u with hamza",
        "\u0678": "high hamza yeh",
    }
)
_FORBIDDEN_RANGES = (
    (re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"), "direction mark"),
    (re.compile("[\u0660-\u0669\u06f0-\u06f9]"), "digit that is not 0-9"),
    (re.compile("[\ufb50-\ufdff\ufe70-\ufefe]"), "presentation form"),
    (re.compile("[\x00-\x1f\x7f]"), "control character"),
)
_FOREIGN_LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        UYGHUR.tag: {"\u0674": "the Kazakh sign", "\u0623": "alef with hamza", "\u0624": "waw with hamza"},
        KAZAKH_ARABIC.tag: {
            "\u0626": "the Uyghur hamza", "\u06d0": "the Uyghur e", "\u06c8": "the Uyghur yu",
            "\u0623": "alef with hamza", "\u0624": "waw with hamza",
        },
    }
)  # fmt: skip
_FOREIGN_PUNCTUATION: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        _ARABIC: re.compile(r"(?<!\d),|,(?!\d)|[;?%]"),
        _HAN: re.compile(r"(?<!\d)[,:](?!\d)|[;?!]|\.$"),
        _CYRILLIC: re.compile("[،؛؟]"),
    }
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_SUFFIX = re.compile(r"\{[^{}]*\}['\u2019-]?[^\W\d_]")
_GLUED = re.compile(r"[^\W\d_]-?\{")
_MIXED_WORD = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def wording_faults(text: str, tag: str) -> tuple[str, ...]:
    """What is wrong with a stored text of the language ``tag``, in English; empty when nothing is."""
    return (
        *_character_faults(text, tag),
        *_spacing_faults(text),
        *_script_faults(_PLACEHOLDER.sub("", text), _SCRIPT[tag]),
        *_placeholder_faults(text, _SCRIPT[tag]),
    )


def _character_faults(text: str, tag: str) -> list[str]:
    named = {**_FORBIDDEN, **_FOREIGN_LETTERS.get(tag, {})}
    faults = [f"U+{ord(sign):04X}, {named[sign]}" for sign in dict.fromkeys(text) if sign in named]
    for signs, name in _FORBIDDEN_RANGES:
        faults += [f"U+{ord(sign):04X}, {name}" for sign in dict.fromkeys(signs.findall(text))]
    if not faults and unicodedata.normalize("NFC", text) != text:
        faults.append("not in normal form C")
    return faults


def _spacing_faults(text: str) -> list[str]:
    if text != text.strip():
        return ["a space at its start or end"]
    return ["two spaces together"] if "  " in text else []


def _script_faults(text: str, script: str) -> list[str]:
    found = {name for name, letters in _LETTERS.items() if letters.search(text)}
    # A Chinese name may stand in brackets, and a code in Latin letters, in any language.
    faults = [f"{name} letters" for name in sorted(found & {_ARABIC, _CYRILLIC} - {script})]
    if found and script not in found:
        faults.append(f"no {script} letter in it")
    if _MIXED_WORD.search(text):
        faults.append("Latin and Cyrillic letters in one word")
    punctuation = _FOREIGN_PUNCTUATION.get(script)
    sign = punctuation.search(text) if punctuation else None
    if sign:
        faults.append(f"«{sign[0]}» is not punctuation of this language")
    return faults


def _placeholder_faults(text: str, script: str) -> list[str]:
    if script in (_HAN, _LATIN):
        return []
    faults = []
    if _SUFFIX.search(text):
        faults.append("a suffix hung on a placeholder")
    if _GLUED.search(text):
        faults.append("a placeholder without a space before it")
    return faults


_NEVER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        UYGHUR.tag: (
            "قەتئىي مەنئى", "چوقۇم", "لازىم", "تېگىشلىك", "خاتا قىلدىڭىز", "ئىناۋەتسىز", "سېستېما",
            "سىستېما", "مۇلازىمېتىر", "سەن", "سېنىڭ",
        ),
        KAZAKH.tag: (
            "міндеттісіз", "бұйырамыз", "тыйым салынады", "талап етіледі", "қате жасадыңыз", "жарамсыз",
            "сервер", "сессия", "мақсатында", "сен", "сенің",
            # words of the Kazakhstan state, and words that are others in Xinjiang
            "ЖСН", "ЭЦҚ", "ХҚКО", "әкімдік", "eGov", "автономиялық", "хабарлама", "салық", "рәсімдеу",
            "талон", "билет", "жоңышқа", "Шыңжаң", "рахмет",
        ),
        CHINESE.tag: ("务必", "严禁", "责令", "后果自负", "非法", "操作错误", "异常", "超时", "你"),
    }
)  # fmt: skip


def unwanted_words(text: str, tag: str) -> tuple[str, ...]:
    """The words of a text that the style guide rules out: threats, blame, machine words, other states'."""
    bounded = "{}" if tag == CHINESE.tag else r"(?<!\w){}(?!\w)"
    return tuple(
        word
        for word in _NEVER.get(tag, ())
        if re.search(bounded.format(re.escape(word)), text, re.IGNORECASE)
    )
