"""What an on-screen keyboard is: keys that write or act, in rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kiosk.language.languages import Language
from kiosk.language.values import Message, Terms, Words

# How a key looks: letters are white, vowels tinted, signs and work keys sand; space is white and broad.
KeyKind = Literal["letter", "vowel", "sign", "space", "work"]
# What a keyboard is for: words, what goes between words, or a field of figures and Latin letters.
LayoutKind = Literal["letters", "signs", "figures"]

# Actions of work keys. An action SHOWS + layout id brings that keyboard up.
DELETES, SHOWS_SIGNS, SHOWS_LETTERS, SHOWS = "delete", "digits", "letters", "to:"
# In a layout's file only: one key for each other keyboard of letters there is in the field.
SHOWS_OTHERS = "others"


@dataclass(frozen=True)
class Key:
    """One key. ``writes`` is appended to the text; a work key acts instead (``action``).

    ``opening`` is what a vowel writes in place of that where it opens a syllable.
    ``legend_key`` is a catalogue key for words on the key; ``span`` its width in ordinary keys.
    ``called`` is how the key is called by voice where that is not its legend: {spoken language: name}.
    """

    legend: str
    writes: str = ""
    kind: KeyKind = "letter"
    action: str = ""
    legend_key: str = ""
    span: float = 1.0
    opening: str = ""
    called: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def element_id(self) -> str:
        if self.action:
            return f"key:{self.action}"
        return "key:space" if self.writes == " " else f"key:{self.writes}"

    def spoken(self, language: Language) -> Words:
        """The key's name for the ear. The name of one key is nobody's secret; a row of them may be."""
        name = self.called.get(language.spoken_with)
        if name is None and self.legend_key:
            return Message(self.legend_key)
        return Terms({language.spoken_with: name or self.legend})


@dataclass(frozen=True)
class KeyboardLayout:
    """Rows from top to bottom; with ``rtl`` each row begins at the right.

    ``shown_as`` is the legend of keys that lead here, ``called`` their names for the ear.
    ``composes`` names the input method its letters are meant for; without one they stand as written.
    """

    id: str
    rows: tuple[tuple[Key, ...], ...]
    rtl: bool = False
    kind: LayoutKind = "letters"
    shown_as: str = ""
    called: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    composes: Literal["", "pinyin"] = ""

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for row in self.rows for key in row)
