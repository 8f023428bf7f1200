"""Words that a platform sends to be shown to residents: in all their languages, or not at all."""

import unicodedata

from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC
from kiosk.language.values import Terms

_LONGEST = 2_000
# What turns the order of the letters around it, and so could make a word say something else.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control signs, halves of characters, and signs of nobody's.
_NO_SIGNS = frozenset({"Cc", "Cs", "Co"})


class NotWords(ValueError):
    """Not words in every language. What they were is not repeated."""


def read_words(given: object) -> Terms:
    """Words by language tag, all of them there.

    Kazakh in Arabic letters may be left to the derivation, and English, which residents do not see, to the
    Chinese words. NotWords where one is missing or is not plain text.
    """
    if not isinstance(given, dict):
        raise NotWords
    words = {language.tag: given[language.tag] for language in ALL_LANGUAGES if language.tag in given}
    for text in words.values():
        read_text(text)
    if KAZAKH.tag in words:
        words.setdefault(KAZAKH_ARABIC.tag, cyrillic_to_arabic(words[KAZAKH.tag]))
    if CHINESE.tag in words:
        words.setdefault(ENGLISH.tag, words[CHINESE.tag])
    if len(words) != len(ALL_LANGUAGES):
        raise NotWords
    return Terms(words)


def read_text(given: object) -> str:
    """A text that is not empty and turns nothing around; NotWords for anything else."""
    if not isinstance(given, str) or not given.strip() or len(given) > _LONGEST:
        raise NotWords
    if any(sign in _TURNING or (sign != "\n" and unicodedata.category(sign) in _NO_SIGNS) for sign in given):
        raise NotWords
    return given
