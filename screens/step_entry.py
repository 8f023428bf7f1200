"""A question answered by typing: number, phone, digits, place or words, each with its keyboard."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.properties import BooleanProperty
from kivy.uix.widget import Widget

from kiosk.input.keyboards import Key, capitals_for, open_keyboards, typed
from kiosk.input.keys import DELETES
from kiosk.language.languages import CHINESE
from kiosk.language.values import Message, Words
from kiosk.services.service import FieldKind
from screens.chinese_entry import ChineseEntry
from screens.question import QuestionScreen
from screens.screen import ForwardKey
from screens.widgets.keyboard import Keyboard
from screens.widgets.slab import SecondarySlab
from screens.widgets.text_field import TextField

FIGURES = frozenset({FieldKind.NUMBER, FieldKind.PHONE, FieldKind.DIGITS})
# Characters of a number: more than any field takes.
NUMBER_LENGTH, PHONE_LENGTH = 9, 11
# Design pixels.
PAD_HEIGHT, LEAST_PAD, GAP = 560, 290, 14


class WritingKey(SecondarySlab):
    """Between writing by hand and the keyboard, where the second key of the forward row has no room."""


class StepEntryScreen(QuestionScreen):
    """The field above, the keyboard below; the forward key in its row, or beside the field."""

    shows_example = BooleanProperty(False)

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
        self._chinese = ChineseEntry(self.entry, self.app.surroundings.chinese, self._changed)
        self.heard_alone(self.visit.headphones)
        self._writes_by_hand = False
        self._writing_key: WritingKey | None = None
        self._show_keyboard()
        self.fbind("fault", self._show_candidates)
        self._example = self._example_words()
        self.ids.example.message = self._example
        fit_soon = Clock.create_trigger(self._fit, -1)
        for widget in (self, self.ids.example, self.ids.candidates, self.entry):
            widget.fbind("height", fit_soon)
        self.fbind("fault", fit_soon)
        fit_soon()

    def heard_alone(self, alone: bool) -> None:
        """A key is spoken when it is touched, but what is personal is not spelled out to the room."""
        hidden = self.field.personal and not alone
        self.entry.personal = self._chinese.row.personal = hidden
        self.keyboard.says_keys = not hidden

    def _example_words(self) -> Message | None:
        example = self.field.example
        return None if example is None else Message("step.example", {"example": example})

    def also_spoken(self) -> Sequence[Words]:
        return (*super().also_spoken(), *(() if self._example is None else (self._example,)))

    def key_place(self) -> Widget | None:
        return None if self.app.look.tall else self.ids.key_place

    def forward_key(self) -> ForwardKey:
        # Beside the field there is no room for a long word.
        return super().forward_key() if self.app.look.tall else ForwardKey("step.on")

    def second_key(self) -> ForwardKey | None:
        return self._other_way() if self.app.look.tall else None

    def _other_way(self) -> ForwardKey | None:
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
            place.size_hint_max_y = self.app.look.px(PAD_HEIGHT)
        else:
            self.keyboard.layout = self._keyboards.shown
            place.add_widget(self.keyboard)
            place.size_hint_max_y = self.tallest_keyboard()
        self._show_candidates()

    def tallest_keyboard(self) -> float | None:
        """Pixels; None for as high as there is room."""
        return self.keyboard.natural_height

    def _show_candidates(self, *_: object) -> None:
        candidates = self.ids.candidates
        candidates.clear_widgets()
        # A banner takes their room; it goes at the next key.
        composes = self._writes_by_hand or self._chinese.composes_on(self._keyboards.shown)
        if composes and (self.fault is None or not self.has_banner):
            candidates.add_widget(self._chinese.row)
        way = None if self.app.look.tall else self._other_way()
        if way is not None:
            candidates.add_widget(self._way_key(way))

    def _way_key(self, way: ForwardKey) -> WritingKey:
        if self._writing_key is None:
            self._writing_key = WritingKey(element_id="second")
            self._writing_key.fbind("on_release", lambda *_: self.seconded())
        self._writing_key.words = self._writing_key.called = way.words
        self._writing_key.picture = way.picture
        return self._writing_key

    def _fit(self, _elapsed: float) -> None:
        """The example stands where it leaves the keys large enough; it is spoken in any case."""
        banner = self.fault is not None and self.has_banner
        self.shows_example = self._example is not None and not banner and self.has_room_for_example()
        self.look_for_room()

    @property
    def lacks_room(self) -> bool:
        return self._spare(self._lowest()) < 0

    def has_room_for_example(self) -> bool:
        keys = self._lowest() if self._writes_by_hand else self.keyboard.least_height
        return self._spare(keys + self.ids.example.height) >= 0

    def _lowest(self) -> float:
        """Pixels that the keys or the pad need at least."""
        if self._writes_by_hand:
            return float(self.app.look.px(LEAST_PAD))
        return self.keyboard.lowest_height

    def _spare(self, needed: float) -> float:
        """Pixels that are left when so many are needed besides the field."""
        ids = self.ids
        others = ids.field_row.height + ids.candidates.height + 2 * self.app.look.px(GAP)
        return float(self.height - others - needed)

    def _name(self, key: Key) -> None:
        self.app.say((key.spoken(self.visit.language),), "key")

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


class FiguresScreen(StepEntryScreen):
    """Where the panel lies: figures have few keys, which stand beside the field."""

    def tallest_keyboard(self) -> float | None:
        return None

    def has_room_for_example(self) -> bool:
        return self._spare(self.ids.example.height) >= 0

    def _lowest(self) -> float:
        return 0

    def _spare(self, needed: float) -> float:
        ids = self.ids
        others = ids.entry.height + ids.key_place.height + 2 * self.app.look.px(GAP)
        return float(self.height - others - needed)


class LowFiguresScreen(FiguresScreen):
    """Within reach: a whole number needs the width, so the forward key stands beside the keys."""
