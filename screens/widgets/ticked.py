"""A picture that says that it was chosen: with a tick on its corner."""

from typing import Any

from kivy.app import App
from kivy.graphics import Color, Ellipse, Rectangle
from kivy.properties import BooleanProperty

from screens.widgets.picture import Picture

# Design pixels: the round that the tick stands in, the ring around it, and the tick.
ROUND, RING, TICK = 48, 4, 32


class TickedPicture(Picture):
    """A pictogram with a tick on its lower corner at the reading end while it is ``chosen``."""

    chosen = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for prop in ("pos", "size", "side", "name", "chosen"):
            self.fbind(prop, self._draw_tick)

    def _draw_tick(self, *_: object) -> None:
        self.canvas.after.clear()
        if not self.chosen:
            return
        app = App.get_running_app()
        look = app.look
        palette = look.theme.palette
        outer, ring, tick = look.px(ROUND), look.px(RING), look.px(TICK)
        away = look.px(self.side) / 3
        x = self.center_x + (-away if look.rtl else away)
        y = self.center_y - away
        texture = app.pictograms.texture("check", int(tick), palette.on_prim, palette.acc, palette.prim)
        with self.canvas.after:
            Color(*look.c("surface"))
            Ellipse(pos=(x - outer / 2, y - outer / 2 + ring), size=(outer, outer))
            Color(*look.c("prim"))
            Ellipse(
                pos=(x - outer / 2 + ring, y - outer / 2 + 2 * ring),
                size=(outer - 2 * ring, outer - 2 * ring),
            )
            Color(1, 1, 1, 1)
            Rectangle(texture=texture, pos=(x - tick / 2, y - tick / 2 + ring), size=(tick, tick))
