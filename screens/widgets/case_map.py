"""How far a case is, as a picture: stations of parallel lines, from where they begin to where they meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.central.answers import CaseState
from kiosk.language.values import Message, Words
from screens.theme import TextStep
from screens.widgets.dashes import dashes
from screens.widgets.mirrored import MirroredBox, reads_rtl
from screens.widgets.slab import Card

# Design pixels: how thick a line is, a dash of it and the gap after it.
LINE, DASH, GAP = 8, 22, 14


@dataclass(frozen=True)
class StateLook:
    """How a state looks: its sign; the ground and the frame of what is in it. Its word stands beside."""

    sign: str
    fill: str = "surface"
    border: str = "line"
    border_width: int = 4
    dashed: bool = False


LOOKS: Mapping[CaseState, StateLook] = MappingProxyType(
    {
        CaseState.RECEIVED: StateLook("clock", dashed=True),
        CaseState.IN_PROGRESS: StateLook("pen", "acc_soft", "prim", 8),
        CaseState.MORE_NEEDED: StateLook("document-add", "acc_soft", "line", 8),
        CaseState.APPROVED: StateLook("check", "ok_soft", "ok"),
        CaseState.DECLINED: StateLook("cross", "bad_soft", "bad"),
        CaseState.DONE: StateLook("check", "ok_soft", "ok"),
        CaseState.WITHDRAWN: StateLook("document-back"),
    }
)
# Nothing more happens.
CLOSED = frozenset({CaseState.APPROVED, CaseState.DECLINED, CaseState.DONE, CaseState.WITHDRAWN})


def state_words(state: CaseState) -> Message:
    """The word of a state."""
    return Message(f"case.state.{state}")


@dataclass(frozen=True)
class Station:
    """One station: a picture, what it is called, its state, and when. ``reached``: the line to it is passed;
    ``left``: the line after it too."""

    picture: str
    name: Words
    look: StateLook
    state: Words | None = None
    day: Words | None = None
    reached: bool = True
    left: bool = False


class _StationCard(Card):
    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)
    sign = StringProperty("")
    state = ObjectProperty(None, allownone=True)
    day = ObjectProperty(None, allownone=True)
    # In place of a state, below the name.
    note = ObjectProperty(None, allownone=True)
    # Pixels.
    needed = NumericProperty(0)

    def __init__(self, station: Station, **kwargs: Any) -> None:
        look, stated = station.look, station.state is not None
        super().__init__(
            picture=station.picture,
            name=station.name,
            sign=look.sign if stated else "",
            state=station.state,
            day=station.day if stated else None,
            note=None if stated else station.day,
            fill=look.fill,
            border=look.border,
            border_width=look.border_width,
            dashed=look.dashed,
            **kwargs,
        )


class BranchBar(_StationCard):
    """As wide as the screen: its picture beside its words."""

    lying = BooleanProperty(False)

    def __init__(self, station: Station, **kwargs: Any) -> None:
        super().__init__(station, **kwargs)
        look = App.get_running_app().look
        if look.step is TextStep.LARGEST or (look.step is TextStep.LARGE and not look.tall):
            # Beside each other words would be broken.
            self.note, self.day = self.day or self.note, None


class BranchColumn(_StationCard):
    """Beside others: its picture above its words."""


class _Wires(Widget):  # type: ignore[misc]
    """Lines between stations: solid where they are passed, else dashed."""

    def __init__(self, **kwargs: Any) -> None:
        self._draw_soon = Clock.create_trigger(self._draw_anew, -1)
        super().__init__(**kwargs)
        for prop in ("pos", "size"):
            self.fbind(prop, self._draw_soon)

    def _draw_anew(self, _elapsed: float) -> None:
        self.canvas.clear()
        if self.width > 1 and self.height > 1:
            self.draw()

    def draw(self) -> None:
        """All lines."""
        raise NotImplementedError

    def upright(self, x: float, low: float, high: float, *, solid: bool) -> None:
        """A line up around x; pixels."""
        thick = self._thick
        self._line(x - thick / 2, low, thick, high - low, solid=solid)

    def level(self, left: float, right: float, y: float, *, solid: bool) -> None:
        """A line across around y; pixels."""
        thick = self._thick
        self._line(left, y - thick / 2, right - left, thick, solid=solid)

    @property
    def _thick(self) -> float:
        return float(App.get_running_app().look.px(LINE))

    def _line(self, x: float, y: float, width: float, height: float, *, solid: bool) -> None:
        look = App.get_running_app().look
        with self.canvas:
            Color(*look.c("prim" if solid else "line"))
            if solid:
                Rectangle(pos=(x, y), size=(width, height))
                return
            across = width > height
            for start, length in dashes(width if across else height, look.px(DASH), look.px(GAP)):
                if across:
                    Rectangle(pos=(x + start, y), size=(length, height))
                else:
                    Rectangle(pos=(x, y + start), size=(width, length))


class Branching(_Wires):
    """Between one station and those beside each other below it, or above it where they meet."""

    # Of each line, from the reading start, whether it is passed.
    passed = ListProperty([])
    meet = BooleanProperty(False)
    # Pixels between the columns, and up to the station above.
    gap = NumericProperty(0)
    away = NumericProperty(0)

    def draw(self) -> None:
        passed = list(self.passed)[::-1] if reads_rtl() else list(self.passed)
        column = (self.width - self.gap * (len(passed) - 1)) / len(passed)
        places = [self.x + column / 2 + number * (column + self.gap) for number in range(len(passed))]
        middle, half = self.center_x, self.center_y
        below, above = (self.y, half), (half, self.top + self.away)
        trunk, stubs = (below, above) if self.meet else (above, below)
        self.upright(middle, *trunk, solid=all(passed) if self.meet else any(passed))
        # What is passed covers what is not.
        for place, solid in sorted(zip(places, passed, strict=True), key=lambda line: line[1]):
            self.upright(place, *stubs, solid=solid)
            if place != middle:
                self.level(min(place, middle), max(place, middle), half, solid=solid)


class Siding(_Wires):
    """At the reading start of a station among others below each other: the line passes by, and turns off."""

    first = BooleanProperty(False)
    last = BooleanProperty(False)
    # Whether the line is passed: from above, to the station, and on below it.
    above = BooleanProperty(True)
    aside = BooleanProperty(True)
    below = BooleanProperty(True)
    # Pixels between this station and the one above.
    gap = NumericProperty(0)

    def draw(self) -> None:
        x = self.right - self._thick if reads_rtl() else self.x + self._thick
        if not self.first:
            self.upright(x, self.center_y, self.top + self.gap, solid=self.above)
        if not self.last:
            self.upright(x, self.y, self.center_y, solid=self.below)
        if reads_rtl():
            self.level(self.x, x, self.center_y, solid=self.aside)
        else:
            self.level(x, self.right, self.center_y, solid=self.aside)


class BranchLine(MirroredBox):
    """A station among others below each other. ``card`` says how many pixels are ``needed``."""

    def __init__(self, siding: Siding, card: Widget, **kwargs: Any) -> None:
        super().__init__(size_hint_y=None, **kwargs)
        self.add_widget(siding)
        card.size_hint_y = 1
        card.fbind("needed", self.setter("height"))
        self.height = card.needed
        self.add_widget(card)


class StationsBeside(MirroredBox):
    """Stations of parallel lines, all as high as the highest."""

    def __init__(self, stations: Sequence[BranchColumn], **kwargs: Any) -> None:
        super().__init__(size_hint_y=None, **kwargs)
        self._stations = stations
        for station in stations:
            station.fbind("needed", self._grow)
            self.add_widget(station)
        self._grow()

    def _grow(self, *_: object) -> None:
        self.height = max(station.needed for station in self._stations)


class BranchedMap(BoxLayout):  # type: ignore[misc]
    """The parallel lines beside each other, from the station above, ``away`` pixels, to where they meet."""

    def __init__(self, branches: Sequence[Station], end: Station, away: float, **kwargs: Any) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, **kwargs)
        self.bind(minimum_height=self.setter("height"))
        gap = App.get_running_app().look.px(20)
        beside = StationsBeside([BranchColumn(branch) for branch in branches], spacing=gap)
        out = Branching(passed=[branch.reached for branch in branches], gap=gap, away=away)
        back = Branching(passed=[branch.left for branch in branches], gap=gap, meet=True)
        for part in (out, beside, back, BranchBar(end)):
            self.add_widget(part)


def stations_below(
    begin: Widget, branches: Sequence[Station], end: Station, gap: float
) -> Sequence[BranchLine]:
    """The same, each station a block of its own; ``gap``: pixels between the blocks."""
    finished = all(branch.left for branch in branches)
    goes_on = [any(later.reached for later in branches[number:]) for number in range(len(branches) + 1)]
    lines = [BranchLine(Siding(first=True, below=goes_on[0] or finished, gap=gap), begin)]
    for number, branch in enumerate(branches):
        siding = Siding(
            above=goes_on[number] or finished,
            aside=branch.reached,
            below=goes_on[number + 1] or finished,
            gap=gap,
        )
        lines.append(BranchLine(siding, BranchBar(branch)))
    last = Siding(last=True, above=finished, aside=finished, gap=gap)
    lines.append(BranchLine(last, BranchBar(end)))
    return lines
