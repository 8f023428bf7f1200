"""The anatomy every screen shares: where am I, what to do, the work, the way forward, the bar.

The stage stays while screens change on it, so that nothing in it moves and only the work is drawn anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.values import Message
from screens.screen import Screen
from screens.theme import Anatomy
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import PrimarySlab, SecondarySlab, Slab

STONES = ("choose", "card", "details", "sign", "receipt")


@dataclass(frozen=True)
class BarKeySpec:
    """One key of the bar: its id, picture and catalogue key."""

    action: str
    picture: str
    key: str


BAR = (
    BarKeySpec("back", "back", "bar.back"),
    BarKeySpec("help", "help", "bar.help"),
    BarKeySpec("language", "language", "bar.language"),
    BarKeySpec("letters", "text-colour", "bar.letters"),
    BarKeySpec("leave", "leave", "bar.leave"),
)


class Band(Widget):  # type: ignore[misc]
    """The woven chain of diamonds at the top."""


class Stone(MirroredBox):
    """One of the five stones: done, now or still to come."""

    number = NumericProperty(1)
    key = StringProperty("")
    state = StringProperty("future")
    first = BooleanProperty(False)
    last = BooleanProperty(False)
    passed = BooleanProperty(False)
    # Pixels: the dot's diameter, and the height its centre and the wire stand at.
    dot = NumericProperty(0)
    line_y = NumericProperty(0)


class BarKey(Slab):
    """A key of the bottom bar, in the same place on every screen."""

    role = StringProperty("bar")
    picture = StringProperty("")
    key = StringProperty("")


class QuestionSegment(Widget):  # type: ignore[misc]
    """One question of a form: done, now or next."""

    state = StringProperty("next")


class WhereName(MirroredBox):
    """Picture and name of where one is."""

    picture = StringProperty("house")
    words = ObjectProperty(None, allownone=True)


class QuestionRow(MirroredBox):
    """Which question of how many; no room where there is none."""

    question = ObjectProperty(None, allownone=True)


class HeaderGround(BoxLayout):  # type: ignore[misc]
    """The ground behind where one is."""


class UprightHeader(HeaderGround):
    """The name above the stones."""

    picture = StringProperty("house")
    words = ObjectProperty(None, allownone=True)


class KeyRow(MirroredBox):
    """The forward row: at most a second key and the forward key."""

    rows = NumericProperty(1)
    key_height = NumericProperty(0)
    # Pixels. The keys of one screen do not become lower again: pages and key heights would chase each other.
    least = NumericProperty(0)


class RowPlace(BoxLayout):  # type: ignore[misc]
    """Where the forward row stands, and how much room it takes there, in pixels."""

    keys_height = NumericProperty(0)


class Stage(BoxLayout):  # type: ignore[misc]
    """Shows one screen at a time. ``act`` is called with the id of the bar key or row key touched.

    The rules of its three anatomies (TallStage, ReachStage, WideStage) name the same parts.
    """

    header_picture = StringProperty("house")
    header_words = ObjectProperty(None, allownone=True)
    sentence = ObjectProperty(None, allownone=True)
    picture = StringProperty("")
    question = ObjectProperty(None, allownone=True)

    def __init__(self, act: Callable[[str], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._act = act
        self.screen: Screen | None = None
        stones = self.ids.stones
        for index, stone in enumerate(STONES):
            stones.add_widget(
                Stone(number=index + 1, key=f"stone.{stone}", first=index == 0, last=index == len(STONES) - 1)
            )
        for spec in BAR:
            key = BarKey(picture=spec.picture, key=spec.key, element_id=f"bar:{spec.action}")
            key.called = Message(spec.key)
            key.fbind("on_release", self._bar_released)
            self.ids.bar.add_widget(key)
        self.ids.listen.fbind("on_release", self._bar_released)
        self.ids.listen.called = Message("bar.listen")
        if "high" in self.ids:
            self.ids.high.fbind("on_release", self._bar_released)
            self.ids.high.called = Message("bar.high")
        self._keys = KeyRow()
        # Not the proxies that ids are: parents are compared with them.
        self._row_place: RowPlace = self.ids.row.__self__
        # Kept here too: off the row, an id alone would not keep them alive.
        self._forward: PrimarySlab = self._keys.ids.forward.__self__
        self._second: SecondarySlab = self._keys.ids.second.__self__
        self._forward.fbind("on_release", lambda *_: self._act("forward"))
        self._second.fbind("on_release", lambda *_: self._act("second"))
        self._keys.fbind("key_height", lambda row, height: setattr(row, "least", max(row.least, height)))
        for prop in ("parent", "height", "rows"):
            self._keys.fbind(prop, self._make_room_for_keys)

    def _make_room_for_keys(self, row: KeyRow, _value: object) -> None:
        place = self._row_place
        place.keys_height = row.height if row.parent is place and row.rows else 0

    def _bar_released(self, key: BarKey) -> None:
        self._act(key.element_id.removeprefix("bar:"))

    def present(self, screen: Screen) -> None:
        """Puts a screen on the stage in place of the one before."""
        self.ids.work.clear_widgets()
        self.screen = screen
        self._keys.least = 0
        self.refresh()
        self.ids.work.add_widget(screen)

    def forget_last_keys(self) -> bool:
        """Whether the forward row was still as high as the keys of the screen before needed it."""
        before = self._keys.key_height
        self._keys.least = 0
        return bool(self._keys.key_height < before)

    def refresh(self) -> None:
        """Takes over again what the screen declares: sentence, stone, keys."""
        screen = self.screen
        if screen is None:
            return
        self.header_picture, self.header_words = screen.header()
        self.sentence = screen.sentence()
        self.picture = screen.picture()
        self.question = screen.question()
        self._show_stones(screen.stone)
        self._show_segments()
        self._show_row(screen)
        for key in self.ids.bar.children:
            if key.element_id == "bar:back":
                key.off = not screen.can_go_back

    def _show_stones(self, now: int | None) -> None:
        stones: MirroredBox = self.ids.stones
        shown = now is not None
        stones.opacity = 1 if shown else 0
        for stone in stones.children:
            index = stone.number - 1
            stone.state = "future" if now is None or index > now else "now" if index == now else "done"
            stone.passed = now is not None and index < now

    def _show_segments(self) -> None:
        segments: MirroredBox = self.ids.question_row.ids.segments
        segments.clear_widgets()
        if self.question is None:
            return
        number, total = self.question
        for index in range(1, total + 1):
            state = "done" if index < number else "now" if index == number else "next"
            segments.add_widget(QuestionSegment(state=state))

    def _show_row(self, screen: Screen) -> None:
        forward, second = screen.row_keys()
        row = self._keys
        stacked = screen.stacked_keys and forward is not None and second is not None
        row.rows = 2 if stacked else 0 if forward is None and second is None else 1
        place = screen.key_place() or self._row_place
        if row.parent is not place:
            if row.parent is not None:
                row.parent.remove_widget(row)
            place.add_widget(row)
        row.clear_widgets()
        row.orientation = "vertical" if stacked else "horizontal"
        # The second key stands at the start, so that the forward key stays at the reading end;
        # above each other the forward key comes first.
        keys = ((self._second, second), (self._forward, forward))
        for widget, spec in reversed(keys) if stacked else keys:
            if spec is not None:
                widget.words = widget.called = spec.words
                widget.picture = spec.picture
                row.add_widget(widget)
        if forward is not None:
            self._forward.arrow = forward.arrow


class TallStage(Stage):
    """Upright: the bar below, the forward row above it."""


class ReachStage(Stage):
    """Upright, for a wheelchair: the sentence above, all that is touched in the lower part."""


class WideStage(Stage):
    """Lying: the bar as a column at the reading end."""


STAGES = {Anatomy.TALL: TallStage, Anatomy.REACH: ReachStage, Anatomy.WIDE: WideStage}
