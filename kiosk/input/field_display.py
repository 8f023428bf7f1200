"""What a text field lays out for the text it holds, and which index of the one is which of the other.

Only the display is changed: the text being composed stands at the caret, a secret is bullets, and
characters that would turn the line round or end it take no effect.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kiosk.input.edit_buffer import EditBuffer
from kiosk.text.isolation import BIDI_CONTROLS

BULLET = "•"

_NO_EFFECT = {ord(control): "\u2060" for control in BIDI_CONTROLS}
_LINE_ENDS = {ord(end): " " for end in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_NO_EFFECT_ON_ONE_LINE = _NO_EFFECT | _LINE_ENDS


@dataclass(frozen=True)
class FieldDisplay:
    """``text`` is laid out; ``caret``, ``preedit`` and ``selection`` are indexes into it."""

    text: str = field(repr=False)
    caret: int
    preedit: tuple[int, int]
    selection: tuple[int, int]
    _places: tuple[int, ...] = field(repr=False)
    _shown: tuple[int, ...] = field(repr=False)

    def shown(self, index: int) -> int:
        """The index in the display of a caret place of the text."""
        return self._shown[bisect_left(self._places, index)]

    def around(self, shown: int) -> tuple[int, int]:
        """The caret places of the text before and behind an index of the display; twice the same where
        it is one. Anywhere in what is being composed is the place of the caret."""
        start, end = self.preedit
        if start <= shown <= end:
            shown = start
        found = max(0, bisect_right(self._shown, shown) - 1)
        exact = self._shown[found] == shown or found + 1 == len(self._shown)
        return self._places[found], self._places[found if exact else found + 1]


def on_one_line(text: str) -> str:
    """``text`` with spaces for its line ends."""
    return text.replace("\r\n", " ").translate(_LINE_ENDS)


def display_of(
    edit: EditBuffer, *, masked: bool = False, one_line: bool = True, rest: str = ""
) -> FieldDisplay:
    """What is seen of a text being edited, with ``rest`` behind it: no place of the caret is in that."""
    places = tuple(edit.parts.places)
    composed = len(edit.preedit)
    at = bisect_left(places, edit.caret)
    indexes: tuple[int, ...]
    if masked:
        text, indexes = BULLET * (len(places) - 1 + composed), tuple(range(len(places)))
    else:
        text = edit.text[: edit.caret] + edit.preedit + edit.text[edit.caret :]
        text, indexes = text.translate(_NO_EFFECT_ON_ONE_LINE if one_line else _NO_EFFECT), places
    shown = (*indexes[: at + 1], *(index + composed for index in indexes[at + 1 :]))
    caret = shown[at] + composed
    start, end = (bisect_left(places, index) for index in edit.selection)
    selection = (caret if start == at else shown[start], shown[end]) if start < end else (caret, caret)
    return FieldDisplay(text + rest, caret, (shown[at], caret), selection, places, shown)
