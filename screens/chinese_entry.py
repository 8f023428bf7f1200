"""Chinese in a field: pinyin composed at the caret, or characters written on a pad; one row of candidates."""

from collections.abc import Callable

from kiosk.input.candidates import Candidate, CandidateSource, InputAbsent
from kiosk.input.chinese import ChineseInput
from kiosk.input.composition import Composition
from kiosk.input.handwriting import Strokes
from kiosk.input.keys import Key, KeyboardLayout
from screens.widgets.candidate_row import CandidateRow
from screens.widgets.handwriting_pad import HandwritingPad
from screens.widgets.text_field import TextField

_PINYIN = "pinyin"


class ChineseEntry:
    """Stands between the keyboard and the field while Chinese is written.

    ``row`` shows candidates, ``pad`` is the writing square; ``changed`` is called when the field has new
    text. What is being composed is not text yet: `finish` makes it text as it is.
    """

    def __init__(self, field: TextField, sources: ChineseInput, changed: Callable[[], None]) -> None:
        self._field = field
        self._sources = sources
        self._changed = changed
        self._composition: Composition | None = None
        self._handwriting: CandidateSource[Strokes] | None = None
        self.row = CandidateRow(self._take)
        self.pad: HandwritingPad | None = None

    def composes_on(self, layout: KeyboardLayout) -> bool:
        """Whether letters of this keyboard become characters; False where pinyin is absent."""
        if layout.composes != _PINYIN:
            return False
        if self._composition is None:
            source = self._sources.pinyin()
            if isinstance(source, InputAbsent):
                return False
            self._composition = Composition(source)
        return True

    def open_pad(self) -> HandwritingPad | None:
        """The writing square; None where handwriting is absent."""
        if self.pad is None:
            source = self._sources.handwriting()
            if isinstance(source, InputAbsent):
                return None
            self._handwriting = source
            self.pad = HandwritingPad(self._written)
        return self.pad

    @property
    def can_write(self) -> bool:
        return not isinstance(self._sources.handwriting(), InputAbsent)

    def typed(self, key: Key) -> bool:
        """A key of a composing keyboard; False when it is not for the composition."""
        composition = self._composition
        if composition is None:
            return False
        if key.action == "delete" and composition.letters:
            self._compose(composition.deleted())
        elif key.writes == " " and composition.letters:
            if composition.candidates:
                self._take(composition.candidates[0])
        elif key.writes.isalpha() or (key.writes == "'" and composition.letters):
            self._compose(composition.typed(key.writes))
        else:
            self.finish()
            return False
        return True

    @property
    def composing(self) -> str:
        """Letters that are no text yet."""
        return "" if self._composition is None else self._composition.letters

    def compose_again(self, letters: str) -> None:
        """Goes on with letters that were being composed before, after `composes_on` has said yes."""
        if self._composition is None:
            raise RuntimeError("letters are composed on a composing keyboard only")
        composition = self._composition
        for letter in letters:
            composition = composition.typed(letter)
        self._compose(composition)

    def finish(self) -> None:
        """Letters still being composed become text as they are."""
        if self._composition is not None and self._composition.letters:
            self._field.commit_preedit(self._composition.letters)
            self._composition = Composition(self._composition.source)
            self.row.candidates = ()
            self._changed()

    def _compose(self, composition: Composition) -> None:
        self._composition = composition
        self._field.replace_preedit(composition.letters)
        self.row.candidates = composition.candidates

    def _take(self, candidate: Candidate) -> None:
        composition = self._composition
        if composition is not None and composition.letters:
            self._field.commit_preedit(candidate.text)
            self._compose(composition.taken(candidate))
        else:
            self._field.insert(candidate.text)
            self.row.candidates = ()
            if self.pad is not None:
                self.pad.show(())
        self._changed()

    def _written(self, strokes: Strokes) -> None:
        if self._handwriting is not None:
            self.row.candidates = self._handwriting.candidates(strokes) if strokes else ()
