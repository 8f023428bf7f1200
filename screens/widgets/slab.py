"""Things that can be pressed are thick: a flat top on a visible lower edge."""

from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import InstructionGroup
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.widget import Widget

from kiosk.language.values import Message
from screens.widgets.dashes import dashed_frame
from screens.widgets.mirrored import MirroredBox
from screens.widgets.shapes import Plates, outline


class Touchable:
    """What a finger, the keypad and the virtual resident can reach: an id and its spoken name."""

    element_id = StringProperty("")
    # A kiosk Message or Terms: how this element is called when it is spoken.
    called = ObjectProperty(None, allownone=True)
    # Words that are said after its name, or None.
    noted = ObjectProperty(None, allownone=True)


CARD_RADIUS = 20
_LOOKS = ("fill", "fill_pressed", "border", "border_width", "edge_colour", "edge_height", "radius")


class Slab(Touchable, ButtonBehavior, MirroredBox):  # type: ignore[misc]
    """A box that sinks when it is pressed. Acts on release inside; leaving it cancels."""

    fill = StringProperty("surface")
    fill_pressed = StringProperty("pressed")
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
    """Edge, border and top.

    By hand, once a frame at most: as kv rules they would be a dozen bindings on every slab.
    """
    group.clear()
    if slab.off:
        return
    look = App.get_running_app().look
    pressed = slab.state != "normal"
    edge, border, radius = (look.px(size) for size in (slab.edge_height, slab.border_width, slab.radius))
    width, height = slab.width, slab.height - edge
    plates = Plates()
    top = outline(slab.x, slab.y + (0 if pressed else edge), width, height, radius)
    if not pressed:
        plates.edge(outline(slab.x, slab.y, width, height, radius), top, slab.edge_colour)
    plates.framed(
        top, border, "prim" if pressed else slab.border, slab.fill_pressed if pressed else slab.fill
    )
    plates.add_to(group)


class PrimarySlab(Slab):
    """The one dark key that leads forward, with an arrow towards the reading end."""

    key = StringProperty("")
    words = ObjectProperty(None, allownone=True)
    picture = StringProperty("")
    arrow = BooleanProperty(True)
    # Pixels: the height that the words need, and what is free between them and a picture.
    needed = NumericProperty(0)
    gap = NumericProperty(0)

    def on_key(self, _slab: "PrimarySlab", key: str) -> None:
        self.words = Message(key)


class SecondarySlab(Slab):
    """A second way on."""

    role = StringProperty("choice")
    # The picture's width in design pixels.
    side = NumericProperty(60)
    # As of the primary slab.
    needed = NumericProperty(0)
    gap = NumericProperty(0)
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
        self._draw_trigger = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        self._shape = InstructionGroup()
        self.canvas.before.insert(0, self._shape)
        for prop in ("pos", "size", "fill", "border", "border_width", "dashed"):
            self.fbind(prop, self._draw_trigger)
        self._draw_trigger()

    def _draw(self, _elapsed: float) -> None:
        self._shape.clear()
        self.canvas.after.clear()
        look = App.get_running_app().look
        border = look.px(self.border_width)
        plates = Plates()
        whole = outline(self.x, self.y, self.width, self.height, look.px(CARD_RADIUS))
        if self.dashed:
            plates.fill(whole.inset(border), self.fill)
            dashed_frame(self.canvas.after, self.x, self.y, self.width, self.height, colour=self.border)
        else:
            plates.framed(whole, border, self.border, self.fill)
        self.mark(plates)
        plates.add_to(self._shape)

    def mark(self, plates: Plates) -> None:
        """What a kind of card has on its ground."""


class Banner(Card):
    """A notice: a soft fill, a bar at the reading start, a picture and words."""

    picture = StringProperty("")
    bar = StringProperty("line")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fbind("bar", self._draw_trigger)

    def mark(self, plates: Plates) -> None:
        look = App.get_running_app().look
        width = look.px(20)
        x = self.right - width if look.rtl else self.x
        plates.fill(outline(x, self.y, width, self.height, look.px(8)), self.bar)


class FaultBanner(Banner):
    """Why an answer is not taken, in words that say what to do; no room when there is no fault."""

    fault = ObjectProperty(None, allownone=True)


class Rule(Widget):  # type: ignore[misc]
    """A thin line between two things to read."""
