"""A white field to sign in with a finger."""

from collections.abc import Callable
from typing import Any

from kivy.app import App
from kivy.graphics import Color, Line
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget

from kiosk.application import Stroke
from kiosk.language.values import Message
from screens.widgets.slab import Touchable

# Design pixels.
INK_WIDTH = 5.5
# Ink on white in every theme: this is what is sent. What is asked for stands in the same field.
INK, INK_BAD = (0.10, 0.13, 0.17, 1), (0.48, 0.12, 0.06, 1)


class SignaturePad(Touchable, Widget):  # type: ignore[misc]
    """Keeps the strokes as points in pixels from the pad's lower left corner; no time, no pressure."""

    def __init__(self, changed: Callable[[tuple[Stroke, ...]], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._changed = changed
        self._strokes: list[list[tuple[int, int]]] = []
        self._lines: list[Line] = []
        # The finger that draws; a hand that rests on the pad draws nothing.
        self._finger: int | None = None
        self.element_id = "sign:pad"
        self.called = Message("sign.here")
        self.fbind("pos", self._redraw)
        self.fbind("size", self._resized)

    def show(self, strokes: tuple[Stroke, ...]) -> None:
        """The strokes of a signature drawn earlier in this visit."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._finger = None
        self._redraw()

    def clear(self) -> None:
        self.show(())
        self._changed(())

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        if self._finger is not None:
            return True
        touch.grab(self)
        self._finger = touch.uid
        self._strokes.append([self._point(touch)])
        self._draw_stroke(self._strokes[-1])
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        # Cleared under the finger, its stroke is gone.
        if touch.uid == self._finger and self.collide_point(*touch.pos):
            self._strokes[-1].append(self._point(touch))
            self._lines[-1].points = self._window_points(self._strokes[-1])
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        if touch.uid == self._finger:
            self._finger = None
            self._changed(tuple(tuple(stroke) for stroke in self._strokes))
        return True

    def _point(self, touch: MotionEvent) -> tuple[int, int]:
        return round(touch.x - self.x), round(touch.y - self.y)

    def _window_points(self, stroke: list[tuple[int, int]]) -> list[float]:
        # A dot is a line of no length.
        points = stroke if len(stroke) > 1 else stroke * 2
        return [coordinate for x, y in points for coordinate in (self.x + x, self.y + y)]

    def _resized(self, *_: object) -> None:
        """A signature drawn in a larger field becomes as small as this one."""
        points = [point for stroke in self._strokes for point in stroke]
        if points and self.width > 1 and self.height > 1:
            most_x, most_y = (max(1, *(point[axis] for point in points)) for axis in (0, 1))
            scale = min(1.0, self.width / most_x, self.height / most_y)
            if scale < 1:
                self._strokes = [
                    [(int(x * scale), int(y * scale)) for x, y in stroke] for stroke in self._strokes
                ]
        self._redraw()

    def _redraw(self, *_: object) -> None:
        self.canvas.after.clear()
        self._lines = []
        for stroke in self._strokes:
            self._draw_stroke(stroke)

    def _draw_stroke(self, stroke: list[tuple[int, int]]) -> None:
        with self.canvas.after:
            Color(*INK)
            width = App.get_running_app().look.px(INK_WIDTH)
            self._lines.append(
                Line(points=self._window_points(stroke), width=width, cap="round", joint="round")
            )
