"""The keypad's focus: walks whatever screen is shown, says what it comes to, and does what a touch does.

A screen begins at its listen key, which does no harm: who presses once too often hears the screen again.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kivy.clock import Clock
from kivy.graphics import InstructionGroup

from kiosk.keypad import KeypadKey
from kiosk.language.languages import Language
from kiosk.language.values import Message, Words
from kiosk.visit_events import KeypadPressed
from screens.focus_ring import FocusRing
from screens.journey import START
from screens.reading_order import LISTEN

if TYPE_CHECKING:
    # What can be reached is looked for once the keypad is used: the attract screen does not wait for the
    # keyboards, pads and fields that screens.stops knows.
    from screens.app import KioskApp
    from screens.stops import Stop
    from screens.widgets.text_field import TextField

# Presses that may wait: more than these are nobody's meaning.
MOST_WAITING = 12
STEPS = {KeypadKey.UP: -1, KeypadKey.DOWN: 1}
VOLUME = frozenset({KeypadKey.VOLUME_UP, KeypadKey.VOLUME_DOWN})
# Keys that do what a key of the stage does.
SHORT_WAYS = {KeypadKey.BACK: "bar:back", KeypadKey.HELP: "bar:help", KeypadKey.REPEAT: LISTEN}
# Screens that say how the keypad is used.
EXPLAINED_ON = frozenset({"language", "help"})


@runtime_checkable
class TypedOn(Protocol):
    """A screen with a field that is typed in."""

    entry: "TextField"


@dataclass(frozen=True)
class _Selected:
    """What was selected and is still to be answered; what was said and typed before."""

    stop: "Stop"
    said: tuple[Words, ...]
    typed: str


class Focus:
    """Where the keypad is on the screen. Once it is used, something always has the focus."""

    def __init__(self, app: "KioskApp") -> None:
        self._app = app
        self._ring = FocusRing()
        self._waiting: deque[KeypadPressed] = deque()
        self._soon = Clock.create_trigger(self._take, 0)
        self._answer_soon = Clock.create_trigger(self._answer, 0)
        self._selected: _Selected | None = None
        # The element that has the focus on the place and on the overlay above it.
        self._kept: dict[str, str] = {}
        self._closed = False
        self._shown = self._place = ""
        self.used = False

    @property
    def group(self) -> InstructionGroup:
        """What draws the ring; it belongs on top of everything."""
        return self._ring.group

    @property
    def element_id(self) -> str:
        """What has the focus; "" before the keypad is used."""
        stop = self._focused(self._stops()) if self.used else None
        return "" if stop is None else stop.id

    # From the app

    def pressed(self, press: KeypadPressed) -> None:
        """A key of the keypad. It is taken in the next frame, when all that is shown has its place."""
        if not self._closed and len(self._waiting) < MOST_WAITING:
            self._waiting.append(press)
            self._soon()

    def screen_changed(self) -> None:
        """Another screen is shown, or the same one is made anew."""
        shown = self._app.shown
        if self._app.overlay is None:
            if shown != self._place:
                self._kept.clear()
            self._place = shown
        elif shown != self._shown:
            self._kept.pop(shown, None)
        self._shown = shown
        self._selected = None

    def also_spoken(self) -> tuple[Words, ...]:
        """What a new screen says besides its own words to somebody who has the keypad."""
        screen = self._app.screen
        if not self.used or screen is None:
            return ()
        if self._shown in EXPLAINED_ON:
            return (Message("keypad.how"),)
        forward, _ = screen.row_keys()
        return (forward.words,) if screen.begins_at_forward and forward is not None else ()

    def draw(self, *_: object) -> None:
        """Before each frame that is drawn: the ring is where its element is."""
        stop = self._focused(self._stops()) if self.used else None
        self._ring.show(None if stop is None else stop.box, self._app.look)

    def close(self) -> None:
        """The visit is over."""
        self._closed = True
        self._waiting.clear()
        self._selected = None
        self._soon.cancel()

    # Where it is

    def _stops(self) -> "tuple[Stop, ...]":
        from screens.stops import stops_of

        return stops_of(self._app.root, self._app.visit.language)

    def _focused(self, stops: "Sequence[Stop]") -> "Stop | None":
        """What was gone for a moment does not have the focus when it comes back: nobody has heard of it."""
        kept = self._kept.get(self._shown)
        stop = next((stop for stop in stops if stop.id == kept), None)
        if stop is None:
            if self._selected is None:
                self._kept.pop(self._shown, None)
            stop = self._first(stops)
        return stop

    def _first(self, stops: "Sequence[Stop]") -> "Stop | None":
        screen = self._app.screen
        begins_at = "forward" if screen is not None and screen.begins_at_forward else LISTEN
        return next((stop for stop in stops if stop.id == begins_at), stops[0] if stops else None)

    def _move_to(self, stop: "Stop") -> None:
        self._kept[self._shown] = stop.id
        self._say(stop.said, stop.language)
        self.draw()

    # Keys

    def _take(self, _elapsed: float) -> None:
        if not self._waiting:
            return
        press = self._waiting.popleft()
        steps = STEPS.get(press.key, 0)
        # All steps that wait are one way.
        while press.key in STEPS and self._waiting and self._waiting[0].key in STEPS:
            steps += STEPS[self._waiting.popleft().key]
        if self._waiting:
            self._soon()
        if press.key in VOLUME:
            self._app.turn_volume(louder=press.key is KeypadKey.VOLUME_UP)
            return
        if not press.held:
            self._app.somebody_is_there()
        if self._app.place == START and self._app.overlay is None:
            if not press.held:
                self.used = True
                self._app.go("begin")
            return
        self.used = True
        if press.key in STEPS:
            self._step(steps)
        elif self._app.takes_touches:
            self._select(SHORT_WAYS.get(press.key))

    def _step(self, steps: int) -> None:
        stops = self._stops()
        stop = self._focused(stops)
        if stop is not None:
            self._move_to(stops[(stops.index(stop) + steps) % len(stops)])

    def _select(self, element_id: str | None) -> None:
        """Does what a touch does: on what has the focus, or on a key of the stage."""
        stops = self._stops()
        stop = self._focused(stops)
        if element_id is not None:
            stop = next((stop for stop in stops if stop.id == element_id), None)
        if stop is None:
            return
        if stop.select is None:
            self._say(stop.said, stop.language)
            return
        screen = self._app.screen
        selected = _Selected(stop, self._app.said, self._typed)
        stop.select()
        if self._app.screen is screen and not self._closed:
            # What has changed has its place in the next frame.
            self._selected = selected
            self._answer_soon()

    def _answer(self, _elapsed: float) -> None:
        """The screen is still the same: says what has become of what was selected."""
        selected, self._selected = self._selected, None
        if selected is None:
            return
        stops = self._stops()
        stop = next((stop for stop in stops if stop.id == selected.stop.id), None)
        spoken = () if self._app.said is selected.said else self._app.said
        if stop is None:
            self._move_to(min(stops, key=lambda near: dist(near.box.middle, selected.stop.box.middle)))
        elif stop.chosen is not None:
            # Also what the screen has said by itself, but with the state.
            more = (words for words in spoken if words not in stop.said)
            self._say((*stop.said, *more), stop.language)
        elif not spoken:
            self._say(self._newly_typed(selected.typed, stop.language) or stop.said, stop.language)

    def _newly_typed(self, before: str, language: Language) -> tuple[Words, ...]:
        """How much stands in a personal field, where it is not what stood there before."""
        from screens.stops import typed_so_far

        field = self._field
        if field is None or not field.personal or self._typed == before:
            return ()
        return (typed_so_far(field, language),)

    @property
    def _field(self) -> "TextField | None":
        screen = self._app.screen
        return screen.entry if isinstance(screen, TypedOn) else None

    @property
    def _typed(self) -> str:
        from screens.stops import written_in

        return "" if self._field is None else written_in(self._field)

    def _say(self, words: Sequence[Words], language: Language) -> None:
        self._app.say(words, "focus", language=language)
