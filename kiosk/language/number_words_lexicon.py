"""The shape of a language's number words, for languages that build numbers as English does."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    ``units`` 0-9; ``tens`` 0-90 (the first is never used); ``scales`` from the largest to 1000.
    ``ordinals`` maps the last word of a cardinal to its ordinal form. ``fractions`` are the words for "of
    ten", "of a hundred" and "of a thousand". ``letters`` names A-Z in the language's own script, so that a
    voice does not switch to English for them.
    """

    units: tuple[str, ...]
    tens: tuple[str, ...]
    hundred: str
    scales: tuple[tuple[int, str], ...]
    minus: str
    ordinals: Mapping[str, str]
    whole: str
    point: str
    fractions: tuple[str, ...]
    percent_of: str
    hour: str
    minute: str
    letters: Mapping[str, str]
    comma: str


def listed(words: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(words.split())


def letter_names(names: str) -> dict[str, str]:
    """{"A": ..., "Z": ...} from 26 names parted by commas."""
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (name.strip() for name in names.split(",")), strict=True))
