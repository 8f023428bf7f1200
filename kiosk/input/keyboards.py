"""The on-screen keyboards as data: which key stands where and what it writes.

Letters stand in the order taught at school, vowels apart, as docs/design-language.md has it.
"""

from dataclasses import dataclass
from typing import Literal

from kiosk.language.languages import Language

KeyKind = Literal["letter", "vowel", "work"]


@dataclass(frozen=True)
class Key:
    """One key. ``writes`` is appended to the text; a work key acts instead (``action``).

    ``legend_key`` is a catalogue key for words on the key; ``span`` its width in ordinary keys.
    """

    legend: str
    writes: str = ""
    kind: KeyKind = "letter"
    action: Literal["", "delete", "digits", "letters"] = ""
    legend_key: str = ""
    span: float = 1.0

    @property
    def element_id(self) -> str:
        if self.action:
            return f"key:{self.action}"
        return "key:space" if self.writes == " " else f"key:{self.writes}"


@dataclass(frozen=True)
class KeyboardLayout:
    """Rows from top to bottom; with ``rtl`` each row begins at the right."""

    id: str
    rows: tuple[tuple[Key, ...], ...]
    rtl: bool = False


DELETE = Key("", kind="work", action="delete", legend_key="key.delete", span=2.2)
SPACE = Key("", writes=" ", kind="work", legend_key="key.space", span=3.4)
TO_DIGITS = Key("", kind="work", action="digits", legend_key="key.digits", span=1.5)
TO_LETTERS = Key("", kind="work", action="letters", legend_key="key.letters", span=2.0)


def _letters(text: str, kind: KeyKind = "letter") -> tuple[Key, ...]:
    return tuple(Key(letter, letter, kind) for letter in text.split())


UYGHUR = KeyboardLayout(
    "ug",
    (
        # A vowel key writes the bare vowel; `typed` puts the hamza where the spelling wants it.
        tuple(Key(f"ئ{vowel}", vowel, "vowel") for vowel in "اەوۇۆۈېى"),
        _letters("ب پ ت ج چ خ د ر"),
        _letters("ز ژ س ش غ ف ق ك"),
        _letters("گ ڭ ل م ن ھ ۋ ي"),
        (TO_DIGITS, *_letters("ئ ، ·"), SPACE, DELETE),
    ),
    rtl=True,
)
KAZAKH_ARABIC = KeyboardLayout(
    "kk-Arab",
    (
        _letters("ا و ۇ ى ە ٴ", "vowel"),
        _letters("ب ۆ گ ع د ج ز ي"),
        _letters("ك ق ل م ن ڭ پ ر"),
        _letters("س ت ۋ ف ح ھ ش چ"),
        (TO_DIGITS, *_letters("، ·"), SPACE, DELETE),
    ),
    rtl=True,
)
KAZAKH = KeyboardLayout(
    "kk",
    (
        _letters("а ә е и о ө у ұ ү ы і", "vowel"),
        _letters("б в г ғ д ж з й к қ л"),
        _letters("м н ң п р с т ф х һ ц"),
        _letters("ч ш щ ъ ь э ё ю я · ,"),
        (TO_DIGITS, SPACE, DELETE),
    ),
)
LATIN = KeyboardLayout(
    "latin",
    (
        _letters("a b c d e f g"),
        _letters("h i j k l m n"),
        _letters("o p q r s t u"),
        _letters("v w x y z · -"),
        (TO_DIGITS, SPACE, DELETE),
    ),
)
SIGNS = KeyboardLayout(
    "signs",
    (
        _letters("1 2 3 4 5"),
        _letters("6 7 8 9 0"),
        _letters("- / . , ·"),
        (TO_LETTERS, SPACE, DELETE),
    ),
)
_DELETE_DIGIT = Key("", kind="work", action="delete", legend_key="key.delete")
DIGITS = KeyboardLayout(
    "digits", (_letters("1 2 3"), _letters("4 5 6"), _letters("7 8 9"), (*_letters("0"), _DELETE_DIGIT))
)
NUMBER = KeyboardLayout(
    "number",
    (_letters("1 2 3"), _letters("4 5 6"), _letters("7 8 9"), (*_letters(". 0"), _DELETE_DIGIT)),
)

_LETTERS = {"ug": UYGHUR, "kk-Arab": KAZAKH_ARABIC, "kk": KAZAKH, "zh-Hans": LATIN, "en": LATIN}
_UYGHUR_VOWELS = frozenset("اەوۇۆۈېى")


def letters_for(language: Language) -> KeyboardLayout:
    """The keyboard that comes up for words in a language."""
    return _LETTERS[language.tag]


def typed(text: str, key: Key, language: Language) -> str:
    """The text after a writing key. A Uyghur vowel that opens a syllable gets its hamza by itself."""
    writes = key.writes
    if language.tag == "ug" and writes in _UYGHUR_VOWELS:
        before = text[-1:]
        if not before.isalpha() or before in _UYGHUR_VOWELS:
            writes = f"ئ{writes}"
    elif language.tag == "kk" and writes.isalpha() and (not text or text.endswith(" ")):
        writes = writes.upper()
    return text + writes
