"""A text being edited: in logical order, with a caret, a selection and what an input method composes.

    edit = EditBuffer.of("ئاتا", lambda text: characters_of(text, UYGHUR))
    edit = edit.delete_back().insert("نا")

Values, not state: every change gives a new buffer. No caret ever stands inside a user-perceived
character, and no deletion takes a part of one. Nothing is normalised: the text is what was put in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol


class Parts(Protocol):
    """A text taken apart; kiosk.text.characters.Characters is one."""

    @property
    def text(self) -> str: ...
    @property
    def places(self) -> Sequence[int]: ...
    @property
    def letters(self) -> Sequence[int]: ...
    @property
    def word_starts(self) -> Sequence[int]: ...
    @property
    def word_ends(self) -> Sequence[int]: ...


Split = Callable[[str], Parts]


@dataclass(frozen=True)
class EditBuffer:
    """``caret``: index into the text. ``anchor``: where a selection began, the caret being its other end.
    ``preedit``: shown at the caret, not yet part of the text; it goes with the caret.
    ``max_length``: user-perceived characters, None = as many as one likes.
    """

    parts: Parts = field(repr=False)
    split: Split = field(repr=False)
    caret: int = 0
    anchor: int | None = None
    preedit: str = field(default="", repr=False)
    max_length: int | None = None

    @classmethod
    def of(cls, text: str, split: Split, *, max_length: int | None = None) -> "EditBuffer":
        """``text`` with the caret at its end. A text that is too long already is kept."""
        return cls(split(text), split, len(text), max_length=max_length)

    @property
    def text(self) -> str:
        return self.parts.text

    @property
    def selection(self) -> tuple[int, int]:
        """From where to before where; the same twice where nothing is selected."""
        anchor = self.caret if self.anchor is None else self.anchor
        return min(anchor, self.caret), max(anchor, self.caret)

    @property
    def before_caret(self) -> str:
        """The text up to where something typed now would begin."""
        return self.text[: self.selection[0]]

    # Changing the text

    def insert(self, text: str) -> "EditBuffer":
        """``text`` in place of the selection, or at the caret. Of a text that would become too long, as
        many whole letters as fit."""
        start, end = self.selection
        before, after = self.text[:start], self.text[end:]
        parts = self.split(before + text + after)
        if self.max_length is not None and len(parts.places) - 1 > self.max_length:
            fitting = self._fitting(before, text, after, self.max_length)
            if not fitting:
                return self
            text, parts = fitting
        return self._changed(parts, len(before) + len(text))

    def replace_before(self, text: str) -> "EditBuffer":
        """``text`` in the place of all that stands before the caret, and of the selection: for a key that
        changes the word being written. Where it only adds to what is there, it is an insertion; else it is
        refused where the whole would become too long."""
        before, after = self.before_caret, self.text[self.selection[1] :]
        if text.startswith(before):
            return self.insert(text[len(before) :])
        parts = self.split(text + after)
        most = max(self.max_length or 0, len(self.parts.places) - 1)
        if self.max_length is not None and len(parts.places) - 1 > most:
            return self
        return self._changed(parts, len(text))

    def delete_back(self) -> "EditBuffer":
        """Without the selection, or the letter before the caret."""
        letters = self.parts.letters
        start = letters[max(0, bisect_left(letters, self.caret) - 1)]
        return self._without(start, self.caret)

    def delete_forward(self) -> "EditBuffer":
        """Without the selection, or the letter behind the caret."""
        letters = self.parts.letters
        end = letters[min(bisect_right(letters, self.caret), len(letters) - 1)]
        return self._without(self.caret, end)

    def replace_preedit(self, text: str) -> "EditBuffer":
        """What is being composed now; a selection goes when composing begins, as with typing."""
        edit = self
        if text and self.anchor is not None:
            edit = self._without(self.caret, self.caret)
        return replace(edit, preedit=text)

    def commit_preedit(self, text: str) -> "EditBuffer":
        """What was chosen for what was composed; "" drops it."""
        edit = replace(self, preedit="")
        return edit.insert(text) if text else edit

    # Moving

    def move_to(self, index: int, *, selecting: bool = False) -> "EditBuffer":
        """The caret at ``index``, or at the next place before it. ``selecting``: the selection follows."""
        caret = self._place_at(index)
        anchor = (self.caret if self.anchor is None else self.anchor) if selecting else None
        return replace(self, caret=caret, anchor=None if anchor == caret else anchor)

    def select(self, start: int, end: int) -> "EditBuffer":
        """A selection that began at ``start`` and has the caret at ``end``; either may be the greater."""
        return self.move_to(start).move_to(end, selecting=True)

    def select_all(self) -> "EditBuffer":
        return self.select(0, len(self.text))

    def word_before(self) -> int:
        """Where the word at or before the caret begins."""
        starts = self.parts.word_starts
        found = bisect_left(starts, self.caret)
        return starts[found - 1] if found else 0

    def word_after(self) -> int:
        """Where the word at or behind the caret ends."""
        ends = self.parts.word_ends
        found = bisect_right(ends, self.caret)
        return ends[found] if found < len(ends) else len(self.text)

    def limited(self, max_length: int | None) -> "EditBuffer":
        """The same with another ``max_length``; what is there already stays."""
        return replace(self, max_length=max_length)

    # Inside

    def _fitting(self, before: str, text: str, after: str, most: int) -> tuple[str, Parts] | None:
        """As much of ``text`` as may stand between the two, with the whole taken apart."""
        room = max(0, most - (len(self.split(before + after).places) - 1))
        ends = self.split(text).letters
        # Two more than there is room for: at either side it may join what is there.
        for end in reversed(ends[1 : room + 3]):
            parts = self.split(before + text[:end] + after)
            if len(parts.places) - 1 <= most:
                return text[:end], parts
        return None

    def _without(self, start: int, end: int) -> "EditBuffer":
        if self.anchor is not None:
            start, end = self.selection
        if start == end:
            return self
        return self._changed(self.split(self.text[:start] + self.text[end:]), start)

    def _changed(self, parts: Parts, caret: int) -> "EditBuffer":
        # What now stands on both sides may have become one character: the caret stands behind it.
        places = parts.places
        return replace(self, parts=parts, caret=places[bisect_left(places, caret)], anchor=None)

    def _place_at(self, index: int) -> int:
        places = self.parts.places
        return places[max(0, bisect_right(places, index) - 1)]
