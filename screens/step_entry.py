"""A question answered by typing: number, phone, digits, place or words, each with its keyboard."""

from collections.abc import Sequence

from kiosk.input.keyboards import Key, capitals_for, deleted, open_keyboards, typed
from kiosk.input.keys import DELETES
from kiosk.language.values import Message, Words
from kiosk.services.service import FieldKind, Option
from screens.question import QuestionScreen
from screens.widgets.entry import Entry
from screens.widgets.keyboard import Keyboard
from screens.widgets.slab import SecondarySlab

FIGURES = frozenset({FieldKind.NUMBER, FieldKind.PHONE, FieldKind.DIGITS})
# Suggestions shown above the keyboard.
SUGGESTIONS = 3


class Suggestion(SecondarySlab):
    """A place name that begins as typed."""


class StepEntryScreen(QuestionScreen):
    def build(self) -> None:
        self.entry: Entry = self.ids.entry
        self.entry.unit = self.field.unit
        self.entry.figures = self.field.kind in FIGURES
        self.entry.text = self.answer
        self._keyboards = open_keyboards(
            self.field.kind, self.visit.language, decimals=self.field.decimals > 0
        )
        self.keyboard = Keyboard(self._keyboards.shown, self._typed, legends=self.app.legends)
        self.ids.keyboard.height = self.keyboard.natural_height
        self.ids.keyboard.add_widget(self.keyboard)
        if self.field.example is not None:
            self.ids.example.message = Message("step.example", {"example": self.field.example})
        self._suggest()

    def also_spoken(self) -> Sequence[Words]:
        if self.field.example is None:
            return ()
        return (Message("step.example", {"example": self.field.example}),)

    def _typed(self, key: Key) -> None:
        self.fault = None
        if key.action == DELETES:
            text = deleted(self.entry.text, self.visit.language)
        elif key.action:
            self._keyboards = self._keyboards.after(key)
            self.keyboard.layout = self._keyboards.shown
            self.ids.keyboard.height = self.keyboard.natural_height
            return
        else:
            text = typed(self.entry.text, key, self.visit.language, capitals_for(self.field.kind))
        if len(text) <= self._longest():
            self.entry.text = text
            self.answer = text
            self._suggest()

    def _longest(self) -> int:
        match self.field.kind:
            case FieldKind.PHONE:
                return 11
            case FieldKind.DIGITS:
                return self.field.length or 0
            case FieldKind.NUMBER:
                return 9
            case _:
                return self.field.max_length or 60

    def _suggest(self) -> None:
        row = self.ids.suggestions
        row.clear_widgets()
        for option in self._matching():
            slab = Suggestion(element_id=f"suggestion:{option.id}")
            slab.words = option.label
            slab.called = option.label
            slab.fbind("on_release", lambda _slab, chosen=option: self._take(chosen))
            row.add_widget(slab)

    def _matching(self) -> list[Option]:
        """Options of a place field that begin as typed, in any of the languages or in pinyin."""
        begun = self.entry.text.casefold().strip()
        words = (
            (option, [*option.label.words.values()])
            for option in self.field.options
            if option.id != self.answer
        )
        return [
            option
            for option, labels in words
            if not begun
            or option.id.startswith(begun)
            or any(label.casefold().startswith(begun) for label in labels)
        ][:SUGGESTIONS]

    def _take(self, option: Option) -> None:
        self.fault = None
        text = option.label.words[self.visit.language.tag]
        self.entry.text = text
        self.answer = text
        self._suggest()
