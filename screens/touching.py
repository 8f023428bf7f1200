"""A hand for the virtual resident and the tests: real touches on real widgets, and pictures.

Touches enter where a touch driver's would, before the window has transformed them, so that a screen
cannot tell them from a finger.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget
from PIL import Image

from kiosk.sandbox.resident import Element, ScreenView
from screens.app import KioskApp
from screens.widgets.keyboard import Keyboard


class Finger(MotionEvent):  # type: ignore[misc]
    """A touch at a place given as fractions of the window."""

    def __init__(self, number: int, x: float, y: float) -> None:
        super().__init__("virtual", number, {"x": x, "y": y}, is_touch=True, type_id="touch")

    def depack(self, args: Any) -> None:
        self.profile = ["pos"]
        self.sx, self.sy = args["x"], args["y"]
        super().depack(args)


class VirtualHands:
    """Sees and touches what the app shows."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._count = 0
        self._window = EventLoop.window

    def screen(self) -> ScreenView:
        return ScreenView(self._app.shown, tuple(elements_of(self._app.root)), not self._app.takes_touches)

    def touch(self, x: float, y: float) -> None:
        self.stroke([(x, y)])

    def stroke(self, points: Sequence[tuple[float, float]]) -> None:
        """A finger put down at the first point, moved along and lifted at the last."""
        self._count += 1
        fractions = [(x / self._window.width, y / self._window.height) for x, y in points]
        finger = Finger(self._count, *fractions[0])
        EventLoop.post_dispatch_input("begin", finger)
        for x, y in fractions[1:]:
            finger.move({"x": x, "y": y})
            EventLoop.post_dispatch_input("update", finger)
        EventLoop.post_dispatch_input("end", finger)

    def picture(self, path: Path) -> None:
        """What is drawn now, as PNG; call it after a frame was drawn."""
        from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels

        width, height = self._window.size
        pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        image = Image.frombytes("RGB", (width, height), bytes(pixels))
        image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(path, compress_level=1)


def elements_of(widget: Widget) -> Iterator[Element]:
    """Every touchable thing at and below a widget that is on the screen, in drawing order."""
    if isinstance(widget, Keyboard):
        for element_id, box in widget.elements:
            yield Element(element_id, box.x, box.y, box.width, box.height, enabled=True)
    element_id = getattr(widget, "element_id", "")
    if element_id and widget.width > 0 and widget.height > 0:
        x, y = widget.to_window(*widget.pos)
        yield Element(element_id, x, y, widget.width, widget.height, enabled=not widget.disabled)
    for child in reversed(widget.children):
        yield from elements_of(child)
