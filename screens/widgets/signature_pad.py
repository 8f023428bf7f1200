"""A white field to sign in with a finger."""

from collections.abc import Callable
from typing import Any

from kivy.app import App
from kivy.graphics import Color, Line
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget

from kiosk.application import Stroke
from screens.widgets.slab import Touchable

# Design pixels.
INK_WIDTH = 5.5


class SignaturePad(Touchable, Widget):  # type: ignore[misc]
    """Keeps the strokes as points in pixels from the pad's lower left corner; no time, no pressure."""

    def __init__(self, changed: Callable[[tuple[Stroke, ...]], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._changed = changed
        self._strokes: list[list[tuple[int, int]]] = []
        self._lines: list[Line] = []
        self.element_id = "sign:pad"
        self.fbind("pos", self._redraw)
        self.fbind("size", self._redraw)

    def show(self, strokes: tuple[Stroke, ...]) -> None:
        """The strokes of a signature drawn earlier in this visit."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._redraw()

    def clear(self) -> None:
        self._strokes = []
        self._redraw()
        self._changed(())

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        self._strokes.append([self._point(touch)])
        self._draw_stroke(self._strokes[-1])
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        if self.collide_point(*touch.pos):
            self._strokes[-1].append(self._point(touch))
            self._lines[-1].points = self._window_points(self._strokes[-1])
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._changed(tuple(tuple(stroke) for stroke in self._strokes))
        return True

    def _point(self, touch: MotionEvent) -> tuple[int, int]:
        return round(touch.x - self.x), round(touch.y - self.y)

    def _window_points(self, stroke: list[tuple[int, int]]) -> list[float]:
        # A dot is a line of no length.
        points = stroke if len(stroke) > 1 else stroke * 2
        return [coordinate for x, y in points for coordinate in (self.x + x, self.y + y)]

    def _redraw(self, *_: object) -> None:
        self.canvas.after.clear()
        self._lines = []
        for stroke in self._strokes:
            self._draw_stroke(stroke)

    def _draw_stroke(self, stroke: list[tuple[int, int]]) -> None:
        with self.canvas.after:
            # Ink on white in every theme: this is what is sent.
            Color(0.1, 0.13, 0.17, 1)
            width = App.get_running_app().look.px(INK_WIDTH)
            self._lines.append(
                Line(points=self._window_points(stroke), width=width, cap="round", joint="round")
            )
