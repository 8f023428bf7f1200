"""A question for a day: year, month and day in three boxes, typed in figures, and the day in words below.

Three boxes with their names are clearer than one row of figures in an order that has to be known; each goes
on to the next by itself.
"""

from collections.abc import Sequence
from datetime import date

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.input.day_entry import PARTS, DayEntry, Part
from kiosk.input.keyboards import Key, keyboards_for
from kiosk.input.keys import DELETES
from kiosk.language.values import Day, Digits, Message, Words
from kiosk.services.service import FieldKind
from screens.question import QuestionScreen
from screens.screen import ForwardKey, spoken_value
from screens.theme import TextStep
from screens.widgets.beside import Beside
from screens.widgets.keyboard import Keyboard
from screens.widgets.slab import Slab
from screens.widgets.words import Paragraph

# Design pixels between what stands above each other.
GAP = 14


class DayPart(Slab):
    """One box of a day. ``chosen`` while it is typed in, ``faulty`` where the day is not taken."""

    key = StringProperty("")
    figures = StringProperty("")
    chosen = BooleanProperty(False)
    faulty = BooleanProperty(False)
    # Pixels: the height that its words need.
    needed = NumericProperty(0)


class DayInWords(Paragraph):
    """The day in words."""


class DayScreen(QuestionScreen):
    """Upright: the boxes above the figures."""

    # The day in words once it is one, before that an example.
    told = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        self._entry = DayEntry.of(self.answer)
        layout = keyboards_for(FieldKind.DATE, self.visit.language)[0]
        self.keyboard = Keyboard(layout, self._typed, named=self._name, legends=self.app.legends)
        self.ids.keyboard.add_widget(self.keyboard)
        self._parts = {part: self._part(part) for part in PARTS}
        self.ids.parts.add_widget(Beside(most=len(PARTS)).put(*self._parts.values()))
        self.heard_alone(self.visit.headphones)
        self._show()
        fit_soon = Clock.create_trigger(self._fit, -1)
        for widget in (self, self.ids.told, self.ids.parts):
            widget.fbind("height", fit_soon)
        fit_soon()

    def _part(self, part: Part) -> DayPart:
        box = DayPart(key=f"day.{part}", element_id=f"day:{part}")
        box.called = Message(f"day.{part}")
        box.fbind("on_release", lambda _box: self._go_to(part))
        self.bind(fault=lambda _screen, fault: setattr(box, "faulty", fault is not None))
        return box

    def heard_alone(self, alone: bool) -> None:
        self._hidden = self.field.personal and not alone
        self.keyboard.says_keys = not self._hidden
        self._name_parts()

    def also_spoken(self) -> Sequence[Words]:
        example = self.field.example
        spoken = () if example is None else (Message("step.example", {"example": example}),)
        return (*super().also_spoken(), *spoken)

    def key_place(self) -> Widget | None:
        return None if self.app.look.tall else self.ids.key_place

    def forward_key(self) -> ForwardKey:
        # Beside the boxes there is no room for a long word.
        return self.next_key() if self.app.look.tall else self.short_forward_key()

    @property
    def has_banner(self) -> bool:
        """In the largest letters the keys need all there is."""
        return super().has_banner and self.app.look.step is not TextStep.LARGEST

    @property
    def lacks_room(self) -> bool:
        return bool(self.ids.keyboard.height < self.keyboard.lowest_height)

    def _fit(self, _elapsed: float) -> None:
        self.look_for_room()

    def _name(self, key: Key) -> None:
        self.app.say((key.spoken(self.visit.language),), "key")

    def _typed(self, key: Key) -> None:
        if key.action == DELETES:
            self._become(self._entry.deleted())
        else:
            self._become(self._entry.typed(key.writes))
        day = self._day
        if day is not None and not self._hidden:
            self.app.say((spoken_value(Day(day)),), "day")

    def _go_to(self, part: Part) -> None:
        self._become(self._entry.going_to(part))

    def _become(self, entry: DayEntry) -> None:
        self.fault = None
        self._entry = entry
        self.answer = entry.text
        self._show()

    @property
    def _day(self) -> date | None:
        return self._entry.on

    def _show(self) -> None:
        for name, box in self._parts.items():
            box.figures = self._entry.figures(name)
            box.chosen = name == self._entry.at
        self._name_parts()
        day, example = self._day, self.field.example
        if day is not None:
            self.told = spoken_value(Day(day))
        else:
            self.told = None if example is None else Message("step.example", {"example": example})

    def _name_parts(self) -> None:
        for name, box in getattr(self, "_parts", {}).items():
            figures = "" if self._hidden else self._entry.figures(name)
            box.noted = spoken_value(Digits(figures)) if figures else None


class LyingDayScreen(DayScreen):
    """Lying: the figures beside the boxes.

    Where there is no room for the day in words it is said all the same, and stands on the review.
    """

    shows_told = BooleanProperty(True)

    def _fit(self, elapsed: float) -> None:
        super()._fit(elapsed)
        self.shows_told = self._left >= self.ids.told.height

    @property
    def lacks_room(self) -> bool:
        return self._left < 0

    @property
    def _left(self) -> float:
        """Pixels that are left for the day in words."""
        ids = self.ids
        return float(self.height - ids.parts.height - ids.key_place.height - 2 * self.app.look.px(GAP))


class LowDayScreen(LyingDayScreen):
    """Within reach: the boxes above, the way on beside the figures."""
