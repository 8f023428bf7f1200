"""A white square to write one Chinese character in with the finger."""

from collections.abc import Callable
from typing import Any

from kivy.app import App
from kivy.graphics import Color, Line, Rectangle
from kivy.input.motionevent import MotionEvent
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

from kiosk.input.handwriting import MAX_STROKES, Point, Strokes
from screens.widgets.dashes import dashes
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import SecondarySlab, Touchable

# Design pixels: half the width of the ink; a dash of the middle lines, the gap behind it, its thickness;
# the frame round the square.
INK_WIDTH, DASH, GAP, THICKNESS, FRAME = 7, 18, 14, 3, 6
# What is kept of a stroke: no point nearer to the one before, as a fraction of the square, and no more.
NEAREST, MAX_POINTS = 1 / 256, 1000
# Ink and paper are the same in every theme; the middle lines only help to place the character.
INK, GUIDE = (0.10, 0.13, 0.17, 1), (0.71, 0.65, 0.53, 1)


class WritingSquare(Touchable, Widget):  # type: ignore[misc]
    """Draws strokes as they are written; ``strokes`` as fractions of the square, y downwards."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.changed: Callable[[], None] = lambda: None
        self._strokes: list[list[Point]] = []
        self._lines: list[Line] = []
        # The stroke of each finger that is down: two may be.
        self._drawing: dict[int, int] = {}
        self.fbind("pos", self._redraw)
        self.fbind("size", self._redraw)

    @property
    def strokes(self) -> Strokes:
        return tuple(tuple(stroke) for stroke in self._strokes)

    @strokes.setter
    def strokes(self, strokes: Strokes) -> None:
        # A finger still down writes no further: its stroke may be gone.
        self._drawing.clear()
        self._strokes = [list(stroke) for stroke in strokes]
        self._redraw()

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        if len(self._strokes) < MAX_STROKES:
            self._drawing[touch.uid] = len(self._strokes)
            self._strokes.append([self._fraction(touch)])
            self._draw(self._strokes[-1])
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        number = self._drawing.get(touch.uid)
        if number is not None:
            self._go_on(number, self._fraction(touch))
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        if self._drawing.pop(touch.uid, None) is not None:
            self.changed()
        return True

    def _go_on(self, number: int, point: Point) -> None:
        stroke = self._strokes[number]
        x, y = stroke[-1]
        if len(stroke) < MAX_POINTS and max(abs(point[0] - x), abs(point[1] - y)) >= NEAREST:
            stroke.append(point)
            self._lines[number].points = self._window_points(stroke)

    def _fraction(self, touch: MotionEvent) -> Point:
        """Inside the square: a finger that leaves it writes along its edge."""
        x, y = (touch.x - self.x) / self.width, (self.top - touch.y) / self.height
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))

    def _window_points(self, stroke: list[Point]) -> list[float]:
        # A dot is a line of no length.
        points = stroke if len(stroke) > 1 else stroke * 2
        return [place for x, y in points for place in (self.x + x * self.width, self.top - y * self.height)]

    def _redraw(self, *_: object) -> None:
        self.canvas.clear()
        self._lines = []
        self._draw_middle_lines()
        for stroke in self._strokes:
            self._draw(stroke)

    def _draw_middle_lines(self) -> None:
        look = App.get_running_app().look
        thickness, frame = look.px(THICKNESS), look.px(FRAME)
        x, y = self.x + frame, self.y + frame
        with self.canvas:
            Color(*GUIDE)
            for start, length in dashes(self.width - 2 * frame, look.px(DASH), look.px(GAP)):
                Rectangle(pos=(x + start, self.y + self.height / 2), size=(length, thickness))
                Rectangle(pos=(self.x + self.width / 2, y + start), size=(thickness, length))

    def _draw(self, stroke: list[Point]) -> None:
        with self.canvas:
            Color(*INK)
            width = App.get_running_app().look.px(INK_WIDTH)
            points = self._window_points(stroke)
            self._lines.append(Line(points=points, width=width, cap="round", joint="round"))


class PadKey(SecondarySlab):
    """Takes back what is written."""


class HandwritingPad(MirroredBox):
    """The square with its keys. Calls ``changed(strokes)`` after a stroke, its undoing and clearing."""

    # How many strokes are written; 0 shows what the square is for.
    written = NumericProperty(0)

    def __init__(self, changed: Callable[[Strokes], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._changed = changed
        self._square: WritingSquare = self.ids.square
        self._square.changed = self._tell
        self.ids.undo_key.fbind("on_release", lambda _: self._set(self.strokes[:-1]))
        self.ids.clear_key.fbind("on_release", lambda _: self._set(()))

    @property
    def strokes(self) -> Strokes:
        """What is written, as fractions of the square from its upper left corner."""
        return self._square.strokes

    def show(self, strokes: Strokes) -> None:
        """What was written before the screen was made anew; () for the next character."""
        self._square.strokes = strokes
        self.written = len(strokes)

    def _set(self, strokes: Strokes) -> None:
        self.show(strokes)
        self._changed(strokes)

    def _tell(self) -> None:
        self.written = len(self.strokes)
        self._changed(self.strokes)
