"""Things that can be pressed are thick: a flat top on a visible lower edge."""

from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, InstructionGroup, RoundedRectangle
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.widget import Widget

from kiosk.language.values import Message
from screens.theme import Colour
from screens.widgets.dashes import dashed_frame
from screens.widgets.mirrored import MirroredBox


class Touchable:
    """What a finger, the keypad and the virtual resident can reach: an id and its spoken name."""

    element_id = StringProperty("")
    # A kiosk Message or Terms: how this element is called when it is spoken.
    called = ObjectProperty(None, allownone=True)


_LOOKS = ("fill", "fill_pressed", "border", "border_width", "edge_colour", "edge_height", "radius")


class Slab(Touchable, ButtonBehavior, MirroredBox):  # type: ignore[misc]
    """A box that sinks when it is pressed. Acts on release inside; leaving it cancels."""

    fill = StringProperty("surface")
    fill_pressed = StringProperty("acc")
    border = StringProperty("prim")
    border_width = NumericProperty(4)
    edge_colour = StringProperty("edge")
    edge_height = NumericProperty(8)
    radius = NumericProperty(20)
    off = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self._draw_trigger = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        self._shape = InstructionGroup()
        self.canvas.before.insert(0, self._shape)
        for prop in ("pos", "size", "state", "off", *_LOOKS):
            self.fbind(prop, self._draw_trigger)
        self._draw_trigger()

    def on_off(self, _slab: "Slab", off: bool) -> None:
        # A slab that is off stays in its place and takes the touch without acting.
        self.disabled = off

    def _draw(self, _elapsed: float) -> None:
        self.canvas.after.clear()
        draw_slab(self._shape, self)
        if self.off:
            dashed_frame(self.canvas.after, self.x, self.y, self.width, self.height, colour="line")


def draw_slab(group: InstructionGroup, slab: Slab) -> None:
    """Edge, border and top as three rounded rectangles.

    By hand, once a frame at most: as kv rules they would be a dozen bindings on every slab.
    """
    group.clear()
    if slab.off:
        return
    look = App.get_running_app().look
    pressed = slab.state != "normal"
    edge, border, radius = (look.px(size) for size in (slab.edge_height, slab.border_width, slab.radius))
    x, y, width, height = slab.x, slab.y + (0 if pressed else edge), slab.width, slab.height - edge
    if not pressed:
        _add(group, look.c(slab.edge_colour), slab.pos, (width, slab.height - look.px(2)), radius)
    _add(group, look.c(slab.border), (x, y), (width, height), radius)
    _add(
        group, look.c(slab.fill_pressed if pressed else slab.fill), (x + border, y + border),
        (width - 2 * border, height - 2 * border), max(1, radius - border),
    )  # fmt: skip


def _add(
    group: InstructionGroup,
    color: Colour,
    pos: tuple[float, float],
    size: tuple[float, float],
    radius: float,
) -> None:
    group.add(Color(*color))
    group.add(RoundedRectangle(pos=pos, size=tuple(max(0, side) for side in size), radius=[radius]))


class PrimarySlab(Slab):
    """The one dark key that leads forward, with an arrow towards the reading end."""

    key = StringProperty("")
    words = ObjectProperty(None, allownone=True)
    picture = StringProperty("")
    arrow = BooleanProperty(True)

    def on_key(self, _slab: "PrimarySlab", key: str) -> None:
        self.words = Message(key)


class SecondarySlab(Slab):
    """A second way on."""

    role = StringProperty("choice")
    # The picture's width in design pixels.
    side = NumericProperty(60)
    key = StringProperty("")
    words = ObjectProperty(None, allownone=True)
    picture = StringProperty("")

    def on_key(self, _slab: "SecondarySlab", key: str) -> None:
        self.words = Message(key)


class Card(MirroredBox):
    """Something to read: thin, without an edge, not touchable."""

    fill = StringProperty("surface")
    border = StringProperty("edge")
    border_width = NumericProperty(3)
    dashed = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for prop in ("pos", "size", "dashed"):
            self.fbind(prop, self._draw_dashes)

    def _draw_dashes(self, *_: object) -> None:
        self.canvas.after.clear()
        if self.dashed:
            dashed_frame(self.canvas.after, self.x, self.y, self.width, self.height, colour=self.border)


class Banner(Card):
    """A notice: a soft fill, a bar at the reading start, a picture and words."""

    picture = StringProperty("")
    bar = StringProperty("line")


class FaultBanner(Banner):
    """Why an answer is not taken, in words that say what to do; no room when there is no fault."""

    fault = ObjectProperty(None, allownone=True)


class Rule(Widget):  # type: ignore[misc]
    """A thin line between two things to read."""
