"""The on-screen keyboard: rows of keys from a layout, drawn as one widget.

One widget for all keys: forty widgets would cost more than a screen may take to appear. All keys together
are one mesh of shapes and one of signs; a key that is touched is drawn over them.
"""

from collections.abc import Callable
from typing import Any, Protocol

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.input.motionevent import MotionEvent
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.input.keys import DELETES, Key, KeyboardLayout
from screens.theme import Look
from screens.widgets.key_face import KeyBox, key_faces
from screens.widgets.key_rows import fewest_rows, rows_that_fit
from screens.widgets.legends import LegendStore

# Design pixels: between keys, and how far the keys reach beyond the widget at both sides: to the margins of
# the bottom bar.
GAP, BLEED = 12, 20
# A row with its gap, and what it shrinks to where there are more rows than fit: 96 and the gap.
ROW, LOW_ROW, MOST_ROWS = 126, 108, 5
# Millimetres: no key is lower or narrower, as long as its letters can stand in other rows.
LEAST_KEY_MM = 13
# Held down, delete repeats: after the first of these seconds, then every so many.
REPEAT_AFTER_S, REPEAT_EVERY_S = 0.5, 0.1


class Scheduler(Protocol):
    """Kivy's clock, or a hand that moves it."""

    def schedule_once(self, callback: Callable[[float], Any], timeout: float) -> Any: ...
    def schedule_interval(self, callback: Callable[[float], Any], timeout: float) -> Any: ...


class Keyboard(Widget):  # type: ignore[misc]
    """Calls ``typed(key)`` when a key was touched and let go inside; leaving it cancels.

    ``named(key)``, if given, says how a key is called: at every touch while ``says_keys``. Several fingers
    may be on keys at once, each on its own. Delete that is held repeats, and then does nothing more when it
    is let go.
    """

    layout = ObjectProperty(None, allownone=True)
    says_keys = BooleanProperty(False)

    def __init__(
        self,
        layout: KeyboardLayout,
        typed: Callable[[Key], None],
        *,
        named: Callable[[Key], None] | None = None,
        legends: LegendStore | None = None,
        clock: Scheduler = Clock,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._typed = typed
        self._named = named
        self._legends = LegendStore() if legends is None else legends
        self._clock = clock
        self.boxes: tuple[KeyBox, ...] = ()
        # What lies over the others: the keys that are down.
        self._pressed: dict[KeyBox, InstructionGroup] = {}
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        # The key under each finger, by the touch's number.
        self._held: dict[int, KeyBox] = {}
        self._repeating: Any = None
        self._repeated = False
        self.layout = layout
        for prop in ("pos", "size", "layout"):
            self.fbind(prop, self._lay_out)
        self._lay_out()

    @property
    def elements(self) -> tuple[tuple[str, KeyBox], ...]:
        """(element id, box) of every key, for the keypad and the virtual resident."""
        return tuple((box.key.element_id, box) for box in self.boxes)

    @property
    def natural_height(self) -> float:
        """The height in pixels that the layout's rows want."""
        rows = len(self.layout.rows)
        look = App.get_running_app().look
        return float(look.px((ROW if rows <= MOST_ROWS else LOW_ROW) * rows - GAP))

    @property
    def least_height(self) -> float:
        """The height in pixels below which the layout's own rows are too low to be touched."""
        return _least_height(len(self.layout.rows))

    @property
    def lowest_height(self) -> float:
        """The height in pixels below which all rows are too low, however the letters stand."""
        look = App.get_running_app().look
        width = self.width + 2 * look.px(BLEED)
        return _least_height(
            fewest_rows(self.layout.rows, width=width, gap=look.px(GAP), least=least_key(look))
        )

    def _lay_out(self, *_: object) -> None:
        self._let_go()
        look = App.get_running_app().look
        gap, bleed = look.px(GAP), look.px(BLEED)
        width = self.width + 2 * bleed
        rows = rows_that_fit(
            self.layout.rows, width=width, height=self.height, gap=gap, least=least_key(look)
        )
        height = (self.height - gap * (len(rows) - 1)) / len(rows)
        boxes = []
        for index, row in enumerate(rows):
            rtl = self._begins_at_the_right(row, look)
            y = self.top - (index + 1) * height - index * gap
            unit = (width - gap * (len(row) - 1)) / sum(key.span for key in row)
            x = self.right + bleed if rtl else self.x - bleed
            for key in row:
                key_width = unit * key.span
                if rtl:
                    x -= key_width
                boxes.append(KeyBox(key, x, y, key_width, height, rtl))
                x += -gap if rtl else key_width + gap
        self.boxes = tuple(boxes)
        self._draw_soon()

    def _begins_at_the_right(self, row: tuple[Key, ...], look: Look) -> bool:
        """Letters stand as their layout has them; a row of work keys goes with the screen."""
        if any(key.kind in ("letter", "vowel") for key in row):
            return bool(self.layout.rtl)
        return look.rtl

    def _draw(self, *_: object) -> None:
        """Draws every key anew; once, however often the keys were laid out since the last frame."""
        self.canvas.clear()
        self._pressed.clear()
        self.canvas.add(key_faces(self.boxes, self._legends))

    def _press(self, box: KeyBox) -> None:
        if box in self._pressed:
            return
        drawn = InstructionGroup()
        # The key as it was is hidden: what goes down shows the ground above itself.
        drawn.add(Color(*App.get_running_app().look.c("ground")))
        drawn.add(Rectangle(pos=(box.x, box.y), size=(box.width, box.height)))
        drawn.add(key_faces((box,), self._legends, pressed=True))
        self._pressed[box] = drawn
        self.canvas.add(drawn)

    def _raise(self, box: KeyBox) -> None:
        drawn = self._pressed.pop(box, None)
        if drawn is not None:
            self.canvas.remove(drawn)

    # Without a finger

    def use(self, key: Key) -> None:
        """What a touch on the key does, for the keypad."""
        self._typed(key)

    # Fingers

    def _box_at(self, touch: MotionEvent) -> KeyBox | None:
        return next((box for box in self.boxes if box.holds(*touch.pos)), None)

    def on_touch_down(self, touch: MotionEvent) -> bool:
        box = self._box_at(touch)
        if box is None:
            return bool(super().on_touch_down(touch))
        touch.grab(self)
        self._held[touch.uid] = box
        self._press(box)
        if self.says_keys and self._named is not None:
            self._named(box.key)
        if box.key.action == DELETES and self._repeating is None:
            self._repeated = False
            self._repeating = self._clock.schedule_once(self._repeat, REPEAT_AFTER_S)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return bool(super().on_touch_move(touch))
        box = self._held.get(touch.uid)
        if box is not None and not box.holds(*touch.pos):
            self._release(touch.uid)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return bool(super().on_touch_up(touch))
        touch.ungrab(self)
        repeated = self._repeated
        box = self._release(touch.uid)
        if box is not None and box.holds(*touch.pos) and not (box.key.action == DELETES and repeated):
            self._typed(box.key)
        return True

    def _release(self, finger: int) -> KeyBox | None:
        """The key that a finger was on until now, drawn as let go unless another finger is on it."""
        box = self._held.pop(finger, None)
        if box is not None and box not in self._held.values():
            self._raise(box)
            if box.key.action == DELETES:
                self._stop_repeating()
        return box

    def _let_go(self) -> None:
        """Every finger is off: its key is not there any more."""
        self._held.clear()
        self._stop_repeating()

    def _stop_repeating(self) -> None:
        if self._repeating is not None:
            self._repeating.cancel()
        self._repeating, self._repeated = None, False

    def _repeat(self, _elapsed: float) -> bool:
        held = next((box for box in self._held.values() if box.key.action == DELETES), None)
        # A screen that goes away under the finger never hears of its lifting.
        if held is None or self.get_root_window() is None:
            self._stop_repeating()
            return False
        if not self._repeated:
            self._repeated = True
            self._repeating = self._clock.schedule_interval(self._repeat, REPEAT_EVERY_S)
        self._typed(held.key)
        return True


def _least_height(rows: int) -> float:
    look = App.get_running_app().look
    return rows * least_key(look) + (rows - 1) * float(look.px(GAP))


def least_key(look: Look) -> float:
    """The least side of a key in pixels."""
    return look.panel.height_px / look.panel.height_mm * LEAST_KEY_MM
