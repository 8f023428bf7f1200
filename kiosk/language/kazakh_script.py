"""Kazakh in two scripts: Cyrillic and the Arabic script of Xinjiang (töte jazu).

Cyrillic to Arabic follows rules and a short list of exceptions; it makes the kk-Arab texts. The way back
is a guess helped by a list, good enough to be spoken and never to be stored: a person's name is not
converted at all but for the ear.

The soft sign of the word is stored as U+0674 at its start. Rules: A. Baitursynuly's spelling as the
Xinjiang press uses it.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kiosk.language.kazakh_exceptions import (
    HEARD,
    HEARD_WORDS,
    READ_BACK,
    READ_BACK_WORDS,
    SIGN_KEPT,
    SIGN_KEPT_WORDS,
)
from kiosk.language.kazakh_names import Names, listed_names

SIGN = "\u0674"

_TO_ARABIC: Mapping[str, str] = MappingProxyType(
    {
        "а": "ا", "ә": "ا", "б": "ب", "в": "ۆ", "г": "گ", "ғ": "ع", "д": "د", "е": "ە", "э": "ە",
        "ё": "يو", "ж": "ج", "з": "ز", "и": "ي", "й": "ي", "к": "ك", "қ": "ق", "л": "ل", "м": "م",
        "н": "ن", "ң": "ڭ", "о": "و", "ө": "و", "п": "پ", "р": "ر", "с": "س", "т": "ت", "у": "ۋ",
        "ұ": "ۇ", "ү": "ۇ", "ф": "ف", "х": "ح", "һ": "ھ", "ц": "تس", "ч": "چ", "ш": "ش", "щ": "شش",
        "ы": "ى", "і": "ى", "ю": "يۋ", "я": "يا", "ъ": "", "ь": "",
    }
)  # fmt: skip
_ARABIC_PUNCTUATION: Mapping[str, str] = MappingProxyType({",": "،", ";": "؛", "?": "؟"})
_CYRILLIC_PUNCTUATION = MappingProxyType({v: k for k, v in _ARABIC_PUNCTUATION.items()})

_SHOWS_SOFT = frozenset("еэгк")
_SHOWS_HARD = frozenset("қғ")
_SOFT_VOWELS = frozenset("әөүі")
_HARD_VOWELS = frozenset("аоұыёя")

# A case ending after a figure joins it in Arabic script (12де); a word after an ordinal keeps its hyphen.
_CASE_ENDINGS = frozenset(
    {
        "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен", "ға", "ге", "қа", "ке", "ны", "ні",
        "ды", "ді", "ты", "ті", "ның", "нің", "дың", "дің", "тың", "тің", "мен", "бен", "пен",
    }
)  # fmt: skip
_CYRILLIC_WORD = re.compile(r"(?:(?<=\d)-)?[\u0400-\u04ff]+")
_CLOSED_PUNCTUATION = re.compile(r"(?<!\d),|,(?!\d)|[;?]")


def cyrillic_to_arabic(text: str) -> str:
    """Kazakh in Cyrillic, with Xinjiang wording, as it is written in Arabic script.

    Everything that is not Cyrillic or punctuation (figures, Latin, {placeholders}) stays as it is.
    Convert finished words: the sign depends on the whole word with its suffixes.
    """
    punctuated = _CLOSED_PUNCTUATION.sub(lambda sign: _ARABIC_PUNCTUATION[sign[0]], text)
    return _CYRILLIC_WORD.sub(lambda word: _word_to_arabic(word[0]), punctuated)


def _word_to_arabic(word: str) -> str:
    if word.startswith("-"):
        ending = word[1:].lower()
        return ("" if ending in _CASE_ENDINGS else "-") + _word_to_arabic(ending)
    word = word.lower()
    sign = SIGN if _has_sign(word) else ""
    return sign + "".join(_TO_ARABIC.get(letter, letter) for letter in _as_heard(word))


def _as_heard(word: str) -> str:
    """The word as the letter rules need it: loans respelt, and и before я or ю written once."""
    word = HEARD_WORDS.get(word, word)
    for stem, heard in HEARD.items():
        if word.startswith(stem):
            word = heard + word.removeprefix(stem)
            break
    return word.replace("ия", "иа").replace("ию", "иу")


def _has_sign(word: str) -> bool:
    """Whether the word carries the soft sign: a soft vowel first, and no letter that shows it already."""
    if word in SIGN_KEPT_WORDS:
        return True
    if _SHOWS_SOFT & set(word):
        return False
    if word.startswith(SIGN_KEPT):
        return True
    if _SHOWS_HARD & set(word):
        return False
    first = next((letter for letter in word if letter in _SOFT_VOWELS or letter in _HARD_VOWELS), "")
    return first in _SOFT_VOWELS


# --- Normalising what was typed or taken from elsewhere -------------------------------------------------

# Letters that hold the sign inside; compatibility folding alone would leave it in the wrong place.
_SIGNED_LETTERS = MappingProxyType(
    {
        "\u0675": "ا", "\u0676": "و", "\u0677": "ۇ", "\u0678": "ى",
        "\u0623": "ا", "\u0624": "و", "\u0626": "ى",
    }
)  # fmt: skip
_SIGNS = frozenset("\u0674\u0621\u0654")
_FOLDED_LETTERS = str.maketrans(
    {
        "\u06a9": "ك", "\u0763": "ڭ", "\u06c0": "ە", "\u0629": "ە", "\u06c1": "ھ", "\u06cc": "ى",
        **dict.fromkeys("\u200c\u200d\u200e\u200f\u0640\ufeff"),
    }
)  # fmt: skip
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_ARABIC_WORD = re.compile("['\u2019]?[\u0620-\u064a\u0654\u0671-\u06d3\u06d5\u0763]+")
_LETTER = r"[\u0620-\u064a\u0671-\u06d3\u06d5]"
_FINAL_HEH = re.compile(f"\u0647(?!{_LETTER})")


def normalise_arabic(text: str) -> str:
    """Kazakh in Arabic script with one code for each letter and the sign once, at the word's start.

    Accepts presentation forms, the sign as U+0674, U+0621, U+0654 or an apostrophe before the word, and
    the letters U+0675-0678, U+0623, U+0624, U+0626 that contain it. Never for names on documents.
    """
    text = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = _FINAL_HEH.sub("ە", text.translate(_FOLDED_LETTERS)).replace("\u0647", "ھ")
    text = _ARABIC_WORD.sub(lambda word: _sign_to_the_start(word[0]), text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_sign(text: str) -> str:
    """The text for a search key: normalised, and the sign dropped wherever it stood."""
    return normalise_arabic(text).replace(SIGN, "")


def _sign_to_the_start(word: str) -> str:
    bare = word.lstrip("'\u2019")
    signed = bare != word or any(letter in _SIGNS or letter in _SIGNED_LETTERS for letter in bare)
    letters = "".join(_SIGNED_LETTERS.get(letter, letter) for letter in bare if letter not in _SIGNS)
    return (SIGN if signed and letters else "") + letters


# --- The way back, for the ear ---------------------------------------------------------------------------

_TO_CYRILLIC: Mapping[str, str] = MappingProxyType(
    {
        "ب": "б", "ۆ": "в", "گ": "г", "ع": "ғ", "د": "д", "ج": "ж", "ز": "з", "ك": "к", "ق": "қ", "ل": "л",
        "م": "м", "ن": "н", "ڭ": "ң", "پ": "п", "ر": "р", "س": "с", "ت": "т", "ۋ": "у", "ف": "ф", "ح": "х",
        "ھ": "һ", "چ": "ч", "ش": "ш", "ە": "е",
    }
)  # fmt: skip
# Vowels of the Arabic script: (hard, soft).
_VOWELS = MappingProxyType({"ا": ("а", "ә"), "و": ("о", "ө"), "ۇ": ("ұ", "ү"), "ى": ("ы", "і")})
_ARABIC_SOFT = frozenset("ەكگ")
_ARABIC_HARD = frozenset("قع")
# ا and و past the first syllable are а and о in nearly every word; ۇ and ى follow the harmony.
_FIRST_SYLLABLE_ONLY = frozenset("او")
_IOTATED = MappingProxyType({"ا": "я", "ۋ": "ю"})
_CYRILLIC_VOWELS = frozenset("аәеэоөұүыіияюёу")
_FIGURE_ENDING = re.compile(rf"(?<=\d)(?={_LETTER})")


# What may follow a listed name or loan in its word; after more than that it is another word.
_INFLECTION = (
    "(?:[لدت][اە]ر)?(?:ل[ىا]ق|لىك|[دت]ى[قك]|شى|لى|سىز|[دت][اە]ي|ش[اە])?(?:ىمىز|ىڭىز|مىز|ڭىز|ىم|ىڭ|سى|م|ڭ|ى)?"
    "(?:[ندت]ى(?:ڭ|كى)?|ن|[عقن]?ا|[گكن]?ە|ن?[دت][اە](?:ن|عى|گى)?|ن[اە]ن|[مبپ]ەن)?"
)


def arabic_to_cyrillic(text: str, *, names: Names | None = None) -> str:
    """Kazakh in Arabic script as Cyrillic to be spoken: lower case, a guess where the script is silent.

    ``names`` are the names and loans that are known (default: those of kazakh_names.txt).
    """
    known = listed_names() if names is None else names
    text = _FIGURE_ENDING.sub("-", normalise_arabic(text))
    for arabic, cyrillic in _CYRILLIC_PUNCTUATION.items():
        text = text.replace(arabic, cyrillic)
    return _ARABIC_WORD.sub(lambda word: _word_to_cyrillic(word[0], known), text)


def _word_to_cyrillic(word: str, names: Names) -> str:
    signed, bare = word.startswith(SIGN), word.removeprefix(SIGN)
    whole = _arabic_forms(READ_BACK_WORDS).get(bare)
    if whole is not None:
        return whole
    stems, listed = _arabic_forms(READ_BACK), _arabic_forms(names.words)
    for end in range(len(bare), 1, -1):
        stem, name = stems.get(bare[:end]), listed.get(bare[:end])
        if stem is not None:
            return _append_letters(stem, bare[end:], soft=_ends_soft(stem))
        known = name and _inflected_name(name, bare[end:], names)
        if known:
            return known
    return _compound_name(bare, names) or _append_letters("", bare, soft=signed or _starts_soft(bare))


def _inflected_name(name: str, rest: str, names: Names) -> str:
    """A listed name with another part of a name and with suffixes; empty where it is another word."""
    match = _followed(names.endings).fullmatch(rest)
    if not match:
        return ""
    forms = _arabic_forms(names.endings)
    name += "".join(forms[ending] for ending in (match["ending"], match["second"]) if ending)
    inflection, soft = match["inflection"], _ends_soft(name)
    # A soft sign gives way to a vowel: стиль, стилі.
    stem = name.removesuffix("ь") if inflection[:1] in _VOWELS else name
    return _append_letters(stem, inflection, soft=soft)


def _compound_name(word: str, names: Names) -> str:
    """A name that nobody listed, hard before a soft ending (Асылбек, Раушангүл); empty for other words."""
    match = _parted(names.soft_endings).fullmatch(word)
    if not match or _ARABIC_SOFT & set(match["head"]):
        return ""
    name = _append_letters("", match["head"], soft=False) + _arabic_forms(names.endings)[match["ending"]]
    return _append_letters(name, match["inflection"], soft=True)


@cache
def _followed(endings: tuple[str, ...]) -> re.Pattern[str]:
    one = _any_of(endings)
    return re.compile(f"(?:(?P<ending>{one})(?P<second>{one})?)?(?P<inflection>{_INFLECTION})")


@cache
def _parted(endings: tuple[str, ...]) -> re.Pattern[str]:
    # Two vowels at least: «тізбек» and «жүзбек» are no names.
    vowel, other = f"[{''.join(_VOWELS)}]", f"[^{''.join(_VOWELS)}]*"
    head = f"{other}{vowel}{other}{vowel}.*"
    return re.compile(f"(?P<head>{head})(?P<ending>{_any_of(endings)})(?P<inflection>{_INFLECTION})")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(_arabic_forms(words), key=len, reverse=True)) or "(?!)"


@cache
def _arabic_forms(words: tuple[str, ...]) -> Mapping[str, str]:
    """{unsigned Arabic form: the Cyrillic word} of listed words."""
    return {cyrillic_to_arabic(word).removeprefix(SIGN): word for word in words}


def _ends_soft(stem: str) -> bool:
    """The harmony that a suffix takes: that of the last vowel; и, ю and ь take soft suffixes in loans."""
    last = next((x for x in reversed(stem) if x in _SOFT_VOWELS or x in _HARD_VOWELS or x in "еэиюь"), "е")
    return last not in _HARD_VOWELS


def _starts_soft(word: str) -> bool:
    """The harmony of an unsigned word's first vowel: that of the first letter that shows one."""
    cue = next((letter for letter in word if letter in _ARABIC_SOFT or letter in _ARABIC_HARD), "ق")
    return cue in _ARABIC_SOFT


def _append_letters(stem: str, letters: str, *, soft: bool) -> str:
    """The Cyrillic stem with the Arabic letters read onto it, the harmony going from left to right."""
    out = list(stem)
    first_syllable = not any(letter in _CYRILLIC_VOWELS for letter in stem)
    for letter in letters:
        before = out[-1] if out else ""
        if letter in _IOTATED and before in ("и", "й"):
            # й gives its place to я or ю; и stays: қою, but автономия.
            out[-1:] = [*(["и"] if before == "и" and len(out) > 1 else []), _IOTATED[letter]]
            first_syllable, soft = False, False
        elif letter in _VOWELS:
            soft = soft and (first_syllable or letter not in _FIRST_SYLLABLE_ONLY)
            out.append(_VOWELS[letter][soft])
            first_syllable = False
        elif letter == "ي":
            out.append("й" if before and before in _CYRILLIC_VOWELS else "и")
        else:
            out.append(_TO_CYRILLIC.get(letter, letter))
            soft = letter in _ARABIC_SOFT or (soft and letter not in _ARABIC_HARD)
            first_syllable = first_syllable and letter != "ە"
    return "".join(out)
