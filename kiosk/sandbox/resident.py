"""A virtual resident: sees what the screen offers and decides what to touch next. Pure, without Kivy.

It does what people do: looks, touches, types key by key, signs, lays the card down, waits. It knows
nothing of the program behind the screen; whoever gives it hands turns touches into real ones.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.input.keyboards import Key, keyboards_for, typed
from kiosk.language.languages import Language, language_by_tag
from kiosk.sandbox.plan import Answer, Choose, Compose, Plan, Sign, TakeFirstTime, Type
from kiosk.services.service import TYPED

Point = tuple[float, float]

# A finger does not lift and land faster than this, in seconds; on a keyboard it does.
_TOUCH_GAP_S = 0.25
_KEY_GAP_S = 0.04
_BRISK_GAP_S = 0.02
# How long one screen may stay as it is before the resident counts as stuck, in seconds.
_PATIENCE_S = 40.0
# How often a resident tries again before giving up on a failure screen.
_PATIENCE = 3
_FAILURES = frozenset({"failure", "not_answered", "not_granted"})


@dataclass(frozen=True)
class Element:
    """One thing that can be touched: its id and its box in pixels of the window."""

    id: str
    x: float
    y: float
    width: float
    height: float
    enabled: bool = True


@dataclass(frozen=True)
class ScreenView:
    """What is on the screen. ``busy``: it has only just come up; nobody touches it yet."""

    name: str
    elements: tuple[Element, ...]
    busy: bool

    def find(self, element_id: str) -> Element | None:
        """The element of that id, if it can be touched now."""
        return next((found for found in self.elements if found.id == element_id and found.enabled), None)


class Hands(Protocol):
    """How a resident reaches the screen."""

    def screen(self) -> ScreenView: ...
    def touch(self, x: float, y: float) -> None: ...
    def stroke(self, points: Sequence[Point]) -> None: ...
    def picture(self, path: Path) -> None: ...


class World(Protocol):
    """What is around the resident: the card reader, and whoever watches them stand still."""

    def lay_card(self) -> None: ...
    def lift_card(self) -> None: ...
    def stand_still(self) -> None: ...


@dataclass(frozen=True)
class Done:
    """The resident has gone. ``stuck_at`` names the screen that would not go on, None if all went well."""

    screens: tuple[str, ...]
    stuck_at: str | None
    timings_ms: Mapping[str, int]


class Resident:
    """Stepped by the clock of the screen. ``pictures`` is a folder that exists, or None."""

    def __init__(self, plan: Plan, hands: Hands, world: World, pictures: Path | None = None) -> None:
        self._plan = plan
        self._language = language_by_tag(plan.language)
        self._keys = _writing_keys(self._language)
        self._hands = hands
        self._world = world
        self._pictures = pictures
        self._screens: list[str] = []
        self._timings: dict[str, int] = {}
        self._here = _Here("", 0.0)
        self._not_before = 0.0
        self._left_at: float | None = None
        self._failures_seen = 0
        self._printed_case = False
        self._done: Done | None = None

    def step(self, now: float) -> Done | None:
        """Looks once and does at most one thing; ``now`` is monotonic seconds. Done when gone."""
        if self._done is not None:
            return self._done
        view = self._hands.screen()
        if view.name != self._here.name:
            self._arrive(view.name, now)
        if view.busy:
            return None
        self._settle(now)
        if now - self._here.since > _PATIENCE_S:
            return self._go(stuck_at=view.name)
        if now >= self._not_before:
            self._act(view, now)
        return self._done

    @property
    def so_far(self) -> Done:
        """Of a resident whose visit is over, even if they have not seen it end."""
        return self._done or Done(tuple(self._screens), None, dict(self._timings))

    def _arrive(self, name: str, now: float) -> None:
        self._here = _Here(name, now)
        if name in _FAILURES:
            self._failures_seen += 1

    def _settle(self, now: float) -> None:
        """The screen stands still for the first time: from here on somebody can read it."""
        if self._here.settled:
            return
        self._here.settled = True
        self._here.number = len(self._screens) + 1
        self._screens.append(self._here.name)
        if self._left_at is not None:
            self._timings[f"{self._here.number:02d}-{self._here.name}"] = round((now - self._left_at) * 1000)

    def _act(self, view: ScreenView, now: float) -> None:
        name = view.name
        if name == self._plan.stops_at:
            self._stand_still()
        elif name.startswith("step-"):
            self._answer(view, name.removeprefix("step-"), now)
        elif name.startswith("services"):
            self._look_for_service(view, now)
        elif name == "card":
            if not self._here.handled:
                self._here.handled = True
                self._picture()
                self._left_at = now
                self._world.lay_card()
        elif name == "card_confirm":
            self._world.lift_card()
            self._leave_by(view, ("forward",), now)
        elif name == "sign":
            self._sign(view, now)
        elif name == "rating":
            self._rate(view, now)
        elif name == "sending" or name.startswith("asking"):
            self._picture()
        elif name == "gone":
            self._leave_by(view, ("forward",), now)
            self._go(stuck_at=None)
        elif name in _FAILURES:
            gives_up = self._failures_seen > _PATIENCE
            self._leave_by(view, ("bar:leave",) if gives_up else ("forward", "second"), now)
        else:
            self._leave_by(view, self._ways_on(view), now)

    def _stand_still(self) -> None:
        if not self._here.handled:
            self._here.handled = True
            self._world.stand_still()

    def _ways_on(self, view: ScreenView) -> Sequence[str]:
        """The elements that lead on; the first of them that is there."""
        match view.name:
            case "attract":
                return ("begin",)
            case "language":
                return (f"language:{self._plan.language}",)
            case "result" if self._screens.count("result") > _PATIENCE:
                # Refused again and again.
                return ("second", "forward")
            case "leave":
                return ("second",)
            case "counter":
                return ("bar:leave",)
            case "department":
                return [element.id for element in view.elements if element.id.startswith("department:")]
            case "papers":
                # One of several, where there is a choice.
                return ("paper:1", "forward")
            case "progress":
                # The newest of the cases, where there is a choice.
                return ("case:1", "forward")
            case "case" if not self._printed_case:
                self._printed_case = True
                return ("second", "forward")
            case _:
                return ("forward",)

    def _look_for_service(self, view: ScreenView, now: float) -> None:
        """By its tile; else by the tile of a group that it is in; else further on."""
        groups = [f"category:{name}" for name in sorted(self._plan.categories)]
        ways = (f"service:{self._plan.service}", *groups, "more")
        self._leave_by(view, ways, now)

    def _answer(self, view: ScreenView, step: str, now: float) -> None:
        if step in self._plan.known and not self._here.looked:
            # It may be filled in already. Where it is not, the screen says so and stays.
            self._here.looked = True
            self._leave_by(view, ("forward",), now)
            return
        answer: Answer | None = self._plan.answers.get(step)
        match answer:
            case Choose(options) if set(options) - self._here.chosen:
                self._choose(view, [option for option in options if option not in self._here.chosen], now)
            case TakeFirstTime() if not self._here.handled:
                self._take_first_time(view, now)
            case Sign():
                self._sign(view, now)
            case Type(text) | Compose(text) if self._here.typed != text.casefold():
                self._type(view, text.casefold(), now)
            case Compose() if (candidate := view.find("candidate:1")) is not None:
                self._touch(candidate, now)
            case _:
                self._leave_by(view, ("forward",), now)

    def _choose(self, view: ScreenView, options: Sequence[str], now: float) -> None:
        for option in options:
            if (element := view.find(f"choice:{option}")) is not None:
                self._here.chosen.add(option)
                self._touch(element, now)
                return
        if (more := view.find("more")) is not None:
            self._touch(more, now)

    def _take_first_time(self, view: ScreenView, now: float) -> None:
        """A day, then a time; while the free ones are being asked for there is neither."""
        for kind in ("choice:", "day:"):
            first = next((element for element in view.elements if element.id.startswith(kind)), None)
            if first is not None:
                self._here.handled = kind == "choice:"
                self._touch(first, now)
                return

    def _type(self, view: ScreenView, text: str, now: float) -> None:
        """Touches the key that brings the text nearer; changes the keyboard where none does.

        Capitals come by themselves, so the text is in small letters.
        """
        before = self._here.typed
        for element in view.elements:
            key = self._keys.get(element.id)
            if key is None or not element.enabled:
                continue
            after = typed(before, key, self._language, "nowhere").casefold()
            if len(after) > len(before) and text.startswith(after):
                self._here.typed = after
                self._touch(element, now, gap=_KEY_GAP_S)
                return
        other = view.find("key:digits") or view.find("key:letters")
        if other is not None:
            self._touch(other, now)

    def _sign(self, view: ScreenView, now: float) -> None:
        pad = view.find("sign:pad")
        if pad is None or self._here.handled:
            self._leave_by(view, ("forward",), now)
            return
        self._here.handled = True
        if self._plan.signs:
            self._hands.stroke(_signature(pad))
        elif (cannot := view.find("sign:cannot")) is not None:
            self._touch(cannot, now)
        self._not_before = now + _TOUCH_GAP_S

    def _rate(self, view: ScreenView, now: float) -> None:
        face = view.find(f"grade:{self._plan.grade}")
        if face is not None and not self._here.handled:
            self._here.handled = True
            self._touch(face, now)
        else:
            self._leave_by(view, ("forward",), now)

    def _leave_by(self, view: ScreenView, ways: Sequence[str], now: float) -> None:
        """Touches the first way on that is there; on a screen without any, waits."""
        element = next((found for way in ways if (found := view.find(way)) is not None), None)
        if element is None:
            if view.name == "gone":
                self._picture()
            return
        self._picture()
        self._left_at = now
        self._touch(element, now)

    def _touch(self, element: Element, now: float, *, gap: float = _TOUCH_GAP_S) -> None:
        self._not_before = now + (_BRISK_GAP_S if self._plan.brisk else gap)
        self._hands.touch(element.x + element.width / 2, element.y + element.height / 2)

    def _picture(self) -> None:
        """One picture a screen, as it looks when the resident is done with it."""
        if self._pictures is not None and not self._here.pictured:
            self._here.pictured = True
            self._hands.picture(self._pictures / f"{self._here.number:02d}-{self._here.name}.png")

    def _go(self, *, stuck_at: str | None) -> Done:
        self._picture()
        self._done = Done(tuple(self._screens), stuck_at, dict(self._timings))
        return self._done


@dataclass
class _Here:
    """The screen the resident stands before."""

    name: str
    since: float
    settled: bool = False
    number: int = 0
    handled: bool = False
    looked: bool = False
    chosen: set[str] = field(default_factory=set)
    pictured: bool = False
    typed: str = ""


def _writing_keys(language: Language) -> Mapping[str, Key]:
    """Every key that writes something, of all keyboards that a question can bring up."""
    kinds = ("text", *sorted(TYPED - {"text"}), "email")
    keyboards = [keyboard for kind in kinds for keyboard in keyboards_for(kind, language, decimals=True)]
    return {key.element_id: key for layout in reversed(keyboards) for key in layout.keys if key.writes}


def _signature(pad: Element) -> list[Point]:
    """A made-up flourish across the pad, left to right."""
    count = 40
    points = []
    for step in range(count + 1):
        along = step / count
        wave = math.sin(along * 9) * (1 - along) * 0.28
        points.append((pad.x + pad.width * (0.15 + 0.7 * along), pad.y + pad.height * (0.5 + wave)))
    return points
