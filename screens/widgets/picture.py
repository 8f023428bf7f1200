"""One pictogram in the theme's colours."""

from typing import Any

from kivy.app import App
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

# Pictures that turn round with the reading direction: the file for left to right, and for right to left.
DIRECTED = {
    "back": ("back", "back-rtl"),
    "forward": ("back-rtl", "back"),
    "leave": ("leave", "leave-rtl"),
    "delete": ("delete", "delete-rtl"),
}


class Picture(Widget):  # type: ignore[misc]
    """A pictogram ``side`` design pixels wide, centred in its box.

    ``line``, ``tint``, ``paper`` name colour tokens. Arrows and the door follow the reading
    direction; clocks, cards and ticks do not.
    """

    name = StringProperty("")
    side = NumericProperty(76)
    line = StringProperty("picture_line")
    tint = StringProperty("picture_tint")
    paper = StringProperty("picture_paper")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        with self.canvas:
            Color(1, 1, 1, 1)
            self._rectangle = Rectangle(size=(0, 0))
        for prop in ("name", "side", "line", "tint", "paper"):
            self.fbind(prop, self._draw)
        self.fbind("pos", self._place)
        self.fbind("size", self._place)
        self._draw()

    def _draw(self, *_: object) -> None:
        if not self.name:
            self._rectangle.size = (0, 0)
            return
        app = App.get_running_app()
        look = app.look
        name = DIRECTED[self.name][look.rtl] if self.name in DIRECTED else self.name
        palette = look.theme.palette
        width = int(look.px(self.side))
        self._rectangle.texture = app.pictograms.texture(
            name,
            width,
            getattr(palette, self.line),
            getattr(palette, self.tint),
            getattr(palette, self.paper),
        )
        self._rectangle.size = (width, width * app.pictograms.proportion(name))
        self._place()

    def _place(self, *_: object) -> None:
        width, height = self._rectangle.size
        # Not center_x: Kivy renews that alias only after the observers of pos and size were called.
        x, y = self.x + (self.width - width) / 2, self.y + (self.height - height) / 2
        self._rectangle.pos = (round(x), round(y))
