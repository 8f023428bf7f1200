"""Which letters a voice can read, and text brought to those letters.

A voice spells a letter of a foreign script out in English ("Cyrillic capital letter A"), for seconds. So
what reaches a voice is brought to its script or left out.
"""

import re
import unicodedata

from kiosk.language.kazakh_script import arabic_to_cyrillic
from kiosk.language.languages import Language

_ARABIC = "\u0600-\u06ff"
_CYRILLIC = "\u0400-\u04ff"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_LATIN = "A-Za-z\u00c0-\u024f"

_READABLE = {
    "ug": re.compile(f"[{_ARABIC}]"),
    "kk": re.compile(f"[{_CYRILLIC}]"),
    "zh-Hans": re.compile(f"[{_HAN}]|(?<![{_LATIN}])[A-Z](?![{_LATIN}])"),
    "en": re.compile(f"[{_LATIN}]|(?<=[a-z])'(?=[a-z])"),
}

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
# Thousands are grouped with a thin space (style guide) or what a keyboard has.
_GROUPED = re.compile(r"(?<![0-9])(?<![0-9] )[1-9][0-9]{0,2}(?:[\u202f\u00a0 ][0-9]{3})+(?! ?[0-9])")
_PUNCTUATION = frozenset(".,!?:;،؛؟。，！？：；、")
# A day written with strokes keeps together: 2026/11/23.
_DAY_WITH_STROKES = re.compile(r"(?<![0-9/])([12][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
# Signs that part a sentence; every other sign and symbol is silent.
_PAUSES = str.maketrans(dict.fromkeys("()[]{}（）【】《》/|—…", ", ") | {"\u2019": "'"})

# The style guide's order of normalisation for Uyghur, as far as it is heard.
_UYGHUR_LETTERS = str.maketrans(
    {
        "\u06a9": "ك",
        "\u0763": "ڭ",
        "\u0629": "ە",
        "\u06c1": "ھ",
        "\u0640": None,
    }
)
_UYGHUR_FINAL_HEH = re.compile(f"\u0647(?![{_ARABIC}])")
# Farsi yeh is i after a consonant, y elsewhere.
_UYGHUR_YEH_AS_VOWEL = re.compile("(?<=[بپتجچخدرزژسشغفقكگڭلمنھۋئ])\u06cc")


def without_markup(text: str) -> str:
    """Tags, control characters and bidi marks removed, compatibility forms folded, ASCII digits only."""
    text = _GROUPED.sub(_in_one, _MARKUP.sub(" ", text))
    folded = unicodedata.normalize("NFKC", _kazakh_signs_first(text))
    return _DAY_WITH_STROKES.sub(r"\1-\2-\3", "".join(map(_plain, folded))).translate(_PAUSES)


def in_the_voices_script(text: str, language: Language) -> str:
    """Kazakh in Arabic script becomes Cyrillic, Uyghur its standard letters; others stay as they are."""
    if language.spoken_with == "kk" and re.search(f"[{_ARABIC}]", text):
        return arabic_to_cyrillic(text)
    if language.spoken_with == "ug":
        text = _UYGHUR_FINAL_HEH.sub("ە", text.translate(_UYGHUR_LETTERS)).replace("\u0647", "ھ")
        return _UYGHUR_YEH_AS_VOWEL.sub("ى", text).replace("\u06cc", "ي")
    return text


def only_readable(text: str, language: Language) -> str:
    """The text without what the voice cannot read; empty where that leaves out most of the letters."""
    readable = _READABLE[language.spoken_with]
    letters = [c for c in text if c.isalpha()]
    kept = len(readable.findall(text))
    if kept == 0 or 2 * kept < len(letters):
        return ""
    spans = {match.start() for match in readable.finditer(text)}
    parts = (c if i in spans or c in _PUNCTUATION or _is_mark(c) else " " for i, c in enumerate(text))
    return _tidy("".join(parts))


def unreadable(text: str, language: Language) -> bool:
    """Whether a voice would stumble: a digit, a foreign letter or a symbol is in the text."""
    return only_readable(text, language) != _tidy(text)


def _in_one(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match.group())


def _kazakh_signs_first(text: str) -> str:
    # U+0675-0678 fold to a letter and a high hamza after it, which is not where the hamza belongs.
    for composed, letter in zip("\u0675\u0676\u0677\u0678", "اوۇى", strict=True):
        text = text.replace(composed, "\u0674" + letter)
    return text


def _plain(c: str) -> str:
    match unicodedata.category(c):
        case "Cf":
            return ""
        case "Cc" | "Zs" | "Zl" | "Zp" | "Cs" | "Co" | "Cn":
            return " "
        case "Nd":
            return str(unicodedata.decimal(c))
        case _:
            return c


def _is_mark(c: str) -> bool:
    return unicodedata.category(c) in {"Mn", "Mc"}


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[.,!?:;،؛؟。，！？：；、])", "", text)
    text = re.sub(r"([.,!?:;،؛؟。，！？：；、])(?:\s*[,،，])+", r"\1", text)
    text = re.sub(rf"(?<=[{_HAN},.:;!?，。：；！？、]) (?=[{_HAN}])", "", text)
    return re.sub(r"^[^\w]+|[,،，\s]+$", "", text)
