"""A question answered by typing: figures, codes or words, each with its keyboard."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.properties import BooleanProperty
from kivy.uix.widget import Widget

from kiosk.input.keyboards import Key, OpenKeyboards, capitals_for, open_keyboards, typed
from kiosk.input.keys import DELETES
from kiosk.input.masks import fill, mask_of, only_digits, shows_places
from kiosk.language.languages import CHINESE
from kiosk.language.values import Message, Words
from kiosk.services.service import Field, FieldKind
from screens.chinese_entry import ChineseEntry
from screens.longest_word import longest_word_px
from screens.question import QuestionScreen
from screens.screen import ForwardKey
from screens.theme import TextStep
from screens.widgets.keyboard import Keyboard
from screens.widgets.slab import SecondarySlab
from screens.widgets.text_field import TextField

_NUMBERS = frozenset({FieldKind.NUMBER, FieldKind.AMOUNT})
_FIGURES = _NUMBERS | {FieldKind.PHONE, FieldKind.DIGITS, FieldKind.BANK_CARD, FieldKind.ID_NUMBER}
_CODES = frozenset({FieldKind.CODE, FieldKind.CREDIT_CODE, FieldKind.RECEIPT_CODE})
# Characters of a number: more than most fields take.
NUMBER_LENGTH, PHONE_LENGTH = 9, 11
# Design pixels.
PAD_HEIGHT, LEAST_PAD, GAP = 560, 290, 14
# Lines of a code where height is dear.
LOW_LINES = 2


def on_pad(step: Field) -> bool:
    """Whether a few keys are enough for it, as a telephone has them."""
    return step.kind in _FIGURES or (step.kind is FieldKind.CODE and only_digits(step.mask or ""))


class WritingKey(SecondarySlab):
    """Between writing by hand and the keyboard, where the second key of the forward row has no room."""


class StepEntryScreen(QuestionScreen):
    """The field above, the keyboard below; the forward key in its row, or beside the field."""

    shows_example = BooleanProperty(False)

    def build(self) -> None:
        self.entry: TextField = self.ids.entry
        self.entry.unit = self.field.unit
        self.entry.figures = on_pad(self.field) or self.field.kind in _CODES
        self._mask = mask_of(self.field)
        # All of a long number is seen, to be compared with the paper: broken between its groups.
        self.entry.multiline = bool(self._mask)
        if self.field.kind in _CODES and not self.app.look.tall:
            # Their keys need the height: in large letters the field is moved along.
            self.entry.most_lines = LOW_LINES
            self.entry.multiline = not self.app.look.wide or self.app.look.step is TextStep.NORMAL
        self.entry.max_length = self._longest()
        self._write(self.answer)
        self._keyboards = self._open_keyboards()
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
        self.ids.example.fbind("width", fit_soon)
        self.fbind("fault", fit_soon)
        fit_soon()

    def _open_keyboards(self) -> OpenKeyboards:
        is_code = self.field.kind is FieldKind.CODE
        kind = FieldKind.DIGITS if is_code and on_pad(self.field) else self.field.kind
        return open_keyboards(kind, self.visit.language, decimals=self.field.decimals > 0)

    @property
    def has_banner(self) -> bool:
        """In the largest letters a code needs all there is: several lines, and many rows of keys."""
        crowded = bool(mask_of(self.field)) and self.app.look.step is TextStep.LARGEST
        return super().has_banner and not crowded

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
        return self.next_key() if self.app.look.tall else self.short_forward_key()

    def second_key(self) -> ForwardKey | None:
        return self._other_way() if self.app.look.tall else None

    def _other_way(self) -> ForwardKey | None:
        """For Chinese words: the pad instead of the keyboard, and back."""
        if self.visit.language != CHINESE or self.entry.figures or not self._chinese.can_write:
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
        shown = self._example is not None and not banner and not self._breaks_example()
        self.shows_example = shown and self.has_room_for_example()
        self.look_for_room()

    def _breaks_example(self) -> bool:
        """Whether a number in it has no room in one line."""
        look, example = self.app.look, self.ids.example
        size = look.type(example.role)
        longest = longest_word_px([example.text], look.language, self.app.engine, size=size, bold=False)
        return bool(longest > example.width > 2 * example.font_size)

    @property
    def leaves_out(self) -> bool:
        return super().leaves_out and not self.entry.preedit

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
            self._delete()
        elif key.action:
            self._chinese.finish()
            self._keyboards = self._keyboards.after(key)
            self._show_keyboard()
            return
        elif self._mask:
            self._put(key.writes)
        else:
            before = self.entry.before_caret
            self.entry.replace_before(typed(before, key, language, capitals_for(self.field.kind)))
        self._changed()

    # In groups

    def _write(self, text: str) -> None:
        """Fills the field, with the caret at the end."""
        filled = fill(self._mask, text) if self._mask else None
        self.entry.text = text if filled is None else filled.text
        self.entry.rest = filled.rest if filled is not None and shows_places(self.field) else ""

    def _put(self, sign: str) -> None:
        """A further sign where the caret is; none where every place is taken."""
        start, end = self.entry.selection
        before, behind = self.entry.text[:start] + sign, self.entry.text[end:]
        if fill(self._mask, before + behind).taken:
            self._write(before + behind)
            self.entry.move_to(len(fill(self._mask, before).text))

    def _delete(self) -> None:
        if self._mask:
            # What stands between the groups goes with the sign before it.
            while self.entry.before_caret and not self.entry.before_caret[-1].isalnum():
                self.entry.move_to(self.entry.caret - 1)
        self.entry.delete_back()
        if self._mask:
            before = self.entry.before_caret
            self._write(self.entry.text)
            self.entry.move_to(len(fill(self._mask, before).text))

    def _changed(self) -> None:
        self.fault = None
        self.answer = self.entry.text

    def _longest(self) -> int:
        if self._mask:
            return len(self._mask)
        match self.field.kind:
            case FieldKind.PHONE:
                return PHONE_LENGTH
            case FieldKind.DIGITS:
                return self.field.length or 0
            case FieldKind.NUMBER | FieldKind.AMOUNT:
                return max(NUMBER_LENGTH, self._longest_number())
            case _:
                return self.field.max_length or 0

    def _longest_number(self) -> int:
        """Of the figures, and with a point of its decimals."""
        decimals = 2 if self.field.kind is FieldKind.AMOUNT else self.field.decimals
        return len(str(int(self.field.high or 0))) + (decimals + 1 if decimals else 0)


class FiguresScreen(StepEntryScreen):
    """Where the panel lies: figures have few keys, which stand beside the field."""

    long = BooleanProperty(False)

    def build(self) -> None:
        # A long number has more room.
        self.long = bool(mask_of(self.field))
        super().build()

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
