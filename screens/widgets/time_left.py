"""A row of segments, one a second or longer, emptied from the reading end."""

from typing import Any

from kivy.app import App
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

# Design pixels between segments, and of their outline.
GAP, LINE = 8, 4
# More segments would be too narrow to be counted.
MOST = 20


class TimeLeft(Widget):  # type: ignore[misc]
    """As many segments are filled as ``left_s`` is of ``total`` seconds."""

    total = NumericProperty(20)
    left_s = NumericProperty(20)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for prop in ("pos", "size", "total", "left_s"):
            self.fbind(prop, self._draw)

    def _draw(self, *_: object) -> None:
        look = App.get_running_app().look
        gap, line, count = look.px(GAP), look.px(LINE), min(MOST, int(self.total))
        width = (self.width - gap * (count - 1)) / count
        self.canvas.clear()
        with self.canvas:
            for index in range(count):
                offset = index * (width + gap)
                # Not right: Kivy renews that alias only after the observers of pos and size were called.
                x = self.x + self.width - offset - width if look.rtl else self.x + offset
                Color(*look.c("line"))
                Rectangle(pos=(x, self.y), size=(width, self.height))
                Color(*look.c("prim" if index * self.total < self.left_s * count else "surface"))
                Rectangle(pos=(x + line, self.y + line), size=(width - 2 * line, self.height - 2 * line))
