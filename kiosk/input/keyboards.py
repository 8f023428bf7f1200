"""Which on-screen keyboards a field has, and what a touch of a key does to the text.

The keyboards themselves are data: kiosk/input/layouts/. Letters stand in the order taught at school,
vowels apart, as docs/design-language.md has it; the order of a computer's keyboard is one touch away.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from kiosk.input.keys import SHOWS, SHOWS_LETTERS, SHOWS_OTHERS, SHOWS_SIGNS, Key, KeyboardLayout
from kiosk.input.layout_file import LAYOUTS, LayoutError, load_layouts
from kiosk.language.kazakh_script import SIGN
from kiosk.language.languages import ENGLISH, Language

__all__ = [
    "Key",
    "KeyboardLayout",
    "LayoutsBrokenError",
    "OpenKeyboards",
    "bundled_layouts",
    "capitals_for",
    "keyboards_for",
    "letters_for",
    "open_keyboards",
    "typed",
]

# Where a letter with two cases is written as a capital: at every word, at every sentence, or nowhere.
Capitals = Literal["words", "sentences", "nowhere"]

_LETTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ug": ("ug", "ug-computer", "pinyin"),
        "kk-Arab": ("kk-Arab", "kk", "pinyin"),
        "kk": ("kk", "kk-Arab", "pinyin"),
        "zh-Hans": ("pinyin", "pinyin-computer"),
        "en": ("latin",),
    }
)
_SIGNS: Mapping[str, str] = MappingProxyType(
    {"ug": "signs-arab", "kk-Arab": "signs-arab", "kk": "signs", "zh-Hans": "signs-hans", "en": "signs"}
)
_WORDS = frozenset({"text", "place", "name"})
_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "phone": "phone",
        "digits": "digits",
        "bank-card": "digits",
        "date": "digits",
        "id-number": "id-number",
        "email": "email",
        "credit-code": "code",
        "code": "code",
        "receipt-code": "code",
    }
)

_HAMZA = "ئ"
_UYGHUR_CONSONANTS = frozenset("بپتجچخدرزژسشغفقكگڭلمنھۋيئ")
_HAMZA_BETWEEN_VOWELS = re.compile("[اەوۇۆۈېى]ئ[اەوۇۆۈېى]$")
_SENTENCE_ENDS = frozenset(".!?\n")


class LayoutsBrokenError(Exception):
    """A keyboard that comes with the program cannot be read."""

    def __init__(self, errors: tuple[LayoutError, ...]) -> None:
        super().__init__("; ".join(map(str, errors)))
        self.errors = errors


@cache
def bundled_layouts() -> Mapping[str, KeyboardLayout]:
    """The keyboards of the program, by id; read once. Raises LayoutsBrokenError."""
    loaded = load_layouts(LAYOUTS)
    if loaded.errors:
        raise LayoutsBrokenError(loaded.errors)
    return loaded.layouts


@cache
def keyboards_for(kind: str, language: Language, *, decimals: bool = False) -> tuple[KeyboardLayout, ...]:
    """The keyboards of a field: the first comes up, the others are one touch away.

    ``kind``: email, or one of FieldKind that is typed; KeyError for another. ``decimals``: the number may
    have some.
    """
    layouts = bundled_layouts()
    if kind in ("number", "amount"):
        return (layouts["number" if decimals or kind == "amount" else "digits"],)
    if kind not in _WORDS:
        return (layouts[_FIGURES[kind]],)
    letters = [layouts[name] for name in _LETTERS[language.tag]]
    signs = layouts[_SIGNS[language.tag]]
    return (*(_leading(layout, letters, signs) for layout in letters), signs)


def letters_for(language: Language) -> KeyboardLayout:
    """The keyboard that comes up for words in a language."""
    return keyboards_for("text", language)[0]


def _leading(layout: KeyboardLayout, letters: list[KeyboardLayout], signs: KeyboardLayout) -> KeyboardLayout:
    """The layout with a key for each other keyboard of letters in the place kept for them."""

    def keys(key: Key) -> tuple[Key, ...]:
        if key.action == SHOWS_SIGNS:
            return (replace(key, called=signs.called),)
        if key.action != SHOWS_OTHERS:
            return (key,)
        return tuple(
            replace(key, legend=other.shown_as, action=f"{SHOWS}{other.id}", called=other.called)
            for other in letters
            if other.id != layout.id
        )

    return replace(layout, rows=tuple(tuple(new for key in row for new in keys(key)) for row in layout.rows))


@dataclass(frozen=True)
class OpenKeyboards:
    """The keyboards of a field that is being filled in, and which one is up.

    ``letters`` is the keyboard that the letters key goes back to: who types in one order keeps it.
    """

    keyboards: tuple[KeyboardLayout, ...]
    shown: KeyboardLayout
    letters: KeyboardLayout

    def after(self, key: Key) -> "OpenKeyboards":
        """What is up after a touch of a key: another keyboard where the key leads to one."""
        if key.action == SHOWS_LETTERS:
            return replace(self, shown=self.letters)
        if key.action == SHOWS_SIGNS:
            signs = next(layout for layout in self.keyboards if layout.kind == "signs")
            return replace(self, shown=signs)
        if key.action.startswith(SHOWS):
            name = key.action.removeprefix(SHOWS)
            layout = next(layout for layout in self.keyboards if layout.id == name)
            return replace(self, shown=layout, letters=layout)
        return self


def open_keyboards(kind: str, language: Language, *, decimals: bool = False) -> OpenKeyboards:
    """The keyboards of a field as it comes up; arguments as for `keyboards_for`."""
    keyboards = keyboards_for(kind, language, decimals=decimals)
    return OpenKeyboards(keyboards, keyboards[0], keyboards[0])


def capitals_for(kind: str) -> Capitals:
    """How Cyrillic is written in a field; there is no shift key.

    A name has a capital at every word. A place and a text have one at the start of a sentence: in
    Гүлбақ қыстағы only the proper name has one, and it stands first.
    """
    if kind == "name":
        return "words"
    return "sentences" if kind in _WORDS else "nowhere"


def typed(text: str, key: Key, language: Language, capitals: Capitals = "words") -> str:
    """The text after a writing key; ``text`` is what stands before the caret.

    A Uyghur vowel that opens a syllable gets its hamza by itself, and the hamza key takes one from between
    two vowels away again (يۈەن). The Kazakh sign goes to the start of the word being written, its only
    place, and away at a second touch. Letters become capitals as ``capitals`` says: Cyrillic ones, and
    Latin ones in English; elsewhere an input method reads them.
    """
    writes = key.writes
    if writes == SIGN:
        return _with_sign_turned(text)
    if key.opening and _opens_syllable(text):
        return text + key.opening
    if writes == _HAMZA and _HAMZA_BETWEEN_VOWELS.search(text):
        return text[:-2] + text[-1]
    cased = "\u0400" <= writes[:1] <= "\u04ff" or language == ENGLISH
    if cased and _takes_capital(text, capitals):
        return text + writes.upper()
    return text + writes


def _opens_syllable(before: str) -> bool:
    """Whether a Uyghur vowel after this text opens a syllable: anything but a consonant or a hamza does."""
    return before[-1:] not in _UYGHUR_CONSONANTS


def _with_sign_turned(text: str) -> str:
    word = len(text)
    while word and (text[word - 1].isalpha() or unicodedata.category(text[word - 1])[0] == "M"):
        word -= 1
    if text[word : word + 1] == SIGN:
        return text[:word] + text[word + 1 :]
    return f"{text[:word]}{SIGN}{text[word:]}"


def _takes_capital(before: str, capitals: Capitals) -> bool:
    if capitals == "nowhere":
        return False
    if capitals == "words":
        # Also after the dot of a name and between two names joined by a hyphen.
        return not before or not (before[-1].isalnum() or before[-1] in "'\u2019")
    return before.rstrip(" ")[-1:] in _SENTENCE_ENDS | {""} and (not before or before[-1] in " \n")
