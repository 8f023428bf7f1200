"""A question answered by typing: number, phone, digits, place or words, each with its keyboard."""

from collections.abc import Sequence

from kiosk.input.keyboards import Key, capitals_for, open_keyboards, typed
from kiosk.input.keys import DELETES
from kiosk.language.languages import CHINESE
from kiosk.language.values import Message, Words
from kiosk.services.service import FieldKind
from screens.chinese_entry import ChineseEntry
from screens.question import QuestionScreen
from screens.screen import ForwardKey
from screens.widgets.keyboard import Keyboard
from screens.widgets.text_field import TextField

FIGURES = frozenset({FieldKind.NUMBER, FieldKind.PHONE, FieldKind.DIGITS})
# Characters of a number: more than any field takes.
NUMBER_LENGTH, PHONE_LENGTH = 9, 11
# Design pixels.
PAD_HEIGHT = 560


class StepEntryScreen(QuestionScreen):
    def build(self) -> None:
        self.entry: TextField = self.ids.entry
        self.entry.unit = self.field.unit
        self.entry.figures = self.field.kind in FIGURES
        self.entry.max_length = self._longest()
        self.entry.text = self.answer
        self._keyboards = open_keyboards(
            self.field.kind, self.visit.language, decimals=self.field.decimals > 0
        )
        self.keyboard = Keyboard(
            self._keyboards.shown, self._typed, named=self._name, legends=self.app.legends
        )
        # A key is spoken when it is touched, but what is personal is not spelled out to the room.
        self.keyboard.says_keys = not self.field.personal
        self._chinese = ChineseEntry(self.entry, self.app.surroundings.chinese, self._changed)
        self._writes_by_hand = False
        self._show_keyboard()
        self.fbind("fault", self._show_candidates)
        if self.field.example is not None:
            self.ids.example.message = Message("step.example", {"example": self.field.example})

    def also_spoken(self) -> Sequence[Words]:
        if self.field.example is None:
            return ()
        return (Message("step.example", {"example": self.field.example}),)

    def second_key(self) -> ForwardKey | None:
        """For Chinese words: the pad instead of the keyboard, and back."""
        if self.visit.language != CHINESE or self.field.kind in FIGURES or not self._chinese.can_write:
            return None
        if self._writes_by_hand:
            return ForwardKey("key.pinyin")
        return ForwardKey("key.handwriting", "pen")

    def seconded(self) -> None:
        self._chinese.finish()
        self._writes_by_hand = not self._writes_by_hand
        self._show_keyboard()
        self.app.refresh()

    def forwarded(self) -> None:
        self._chinese.finish()
        super().forwarded()

    def left(self) -> None:
        self._chinese.finish()

    def _show_keyboard(self) -> None:
        place = self.ids.keyboard
        place.clear_widgets()
        pad = self._chinese.open_pad() if self._writes_by_hand else None
        if pad is not None:
            place.add_widget(pad)
            place.height = self.app.look.px(PAD_HEIGHT)
        else:
            self.keyboard.layout = self._keyboards.shown
            place.add_widget(self.keyboard)
            place.height = self.keyboard.natural_height
        self._show_candidates()

    def _show_candidates(self, *_: object) -> None:
        candidates = self.ids.candidates
        candidates.clear_widgets()
        # A fault takes their room; it goes at the next key.
        composes = self._writes_by_hand or self._chinese.composes_on(self._keyboards.shown)
        if composes and self.fault is None:
            candidates.add_widget(self._chinese.row)

    def _name(self, key: Key) -> None:
        language = self.visit.language
        self.visit.ports.voice.say((key.spoken(language),), language, label=f"{self.place.name}-key")

    def _typed(self, key: Key) -> None:
        self.fault = None
        language = self.visit.language
        if self._chinese.composes_on(self._keyboards.shown) and self._chinese.typed(key):
            return
        if key.action == DELETES:
            self.entry.delete_back()
        elif key.action:
            self._chinese.finish()
            self._keyboards = self._keyboards.after(key)
            self._show_keyboard()
            return
        else:
            before = self.entry.before_caret
            self.entry.replace_before(typed(before, key, language, capitals_for(self.field.kind)))
        self._changed()

    def _changed(self) -> None:
        self.fault = None
        self.answer = self.entry.text

    def _longest(self) -> int:
        match self.field.kind:
            case FieldKind.PHONE:
                return PHONE_LENGTH
            case FieldKind.DIGITS:
                return self.field.length or 0
            case FieldKind.NUMBER:
                return NUMBER_LENGTH
            case _:
                return self.field.max_length or 0
