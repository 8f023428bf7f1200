"""Which touches count: one finger on a key at a time, no palm, nothing beside the panel.

The size of a contact tells nothing here: Kivy hands it on in whatever unit the controller counts in. A
palm is known by the number of contacts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import dist
from typing import Any

from kivy.input.motionevent import MotionEvent
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

# So many at once are a hand that leans on the panel. Two thumbs type.
PALM = 3
# Down and still for so many seconds, it is no finger: water, a sticker, a fault of the panel.
STUCK_S = 10.0
# What moves less than this share of the panel is still.
STILL = 0.01
_NOWHERE = -1e6


@dataclass
class Finger:
    """A touch that is down, and since when it has been still where it is."""

    touch: MotionEvent
    since: float
    place: tuple[float, float]


class Fingers:
    """Every touch that is down. ``again_s``: the same key takes no second touch sooner than that, since
    it comes from a trembling hand."""

    def __init__(self, clock: Callable[[], float], again_s: float) -> None:
        self._clock = clock
        self._again_s = again_s
        self._down: dict[int, Finger] = {}
        self._palm = False
        self._last: Widget | None = None
        self._lifted_at = -1e9

    def put_down(self, touch: MotionEvent) -> bool:
        """Whether this touch counts."""
        if not is_on_panel(touch):
            return False
        self.let_go_of_stuck()
        self._down[touch.uid] = Finger(touch, self._clock(), (touch.sx, touch.sy))
        if len(self._live()) >= PALM:
            self._palm = True
            self.let_go()
        return not self._palm

    def took(self, touch: MotionEvent) -> None:
        """The touch was given to whatever lies under it: it counts on one key, and not again at once."""
        key = _key_of(touch)
        if key is None:
            return
        others = (finger for finger in self._live() if finger.touch is not touch)
        soon = key is self._last and self._clock() - self._lifted_at < self._again_s
        if soon or any(_key_of(finger.touch) is not None for finger in others):
            _let_go(touch)

    def moved(self, touch: MotionEvent) -> None:
        finger = self._down.get(touch.uid)
        if finger is not None and dist(finger.place, (touch.sx, touch.sy)) > STILL:
            finger.since, finger.place = self._clock(), (touch.sx, touch.sy)

    def lifted(self, touch: MotionEvent) -> None:
        if self._down.pop(touch.uid, None) is None:
            return
        key = _key_of(touch)
        if key is not None:
            self._last, self._lifted_at = key, self._clock()

    def let_go(self) -> None:
        """Whatever is touched now is as if the finger had slid off it: it does nothing when it is lifted."""
        self._last = None
        for finger in self._down.values():
            _let_go(finger.touch)

    def let_go_of_stuck(self) -> None:
        """What has been still for long keeps nobody else from touching."""
        live = self._live()
        for finger in self._down.values():
            if finger not in live:
                _let_go(finger.touch)
        if not live:
            self._palm = False

    def _live(self) -> list[Finger]:
        now = self._clock()
        return [finger for finger in self._down.values() if now - finger.since < STUCK_S]


class Root(FloatLayout):  # type: ignore[misc]
    """The whole panel. Swallows touches that do not count, and those that come before a new screen can
    have been seen."""

    def __init__(self, accepts: Callable[[], bool], fingers: Fingers, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._accepts = accepts
        self.fingers = fingers

    def on_touch_down(self, touch: MotionEvent) -> bool:
        # Put down first: a hand that leans on the panel is known even where nothing is taken.
        if not self.fingers.put_down(touch) or not self._accepts():
            return True
        taken = bool(super().on_touch_down(touch))
        self.fingers.took(touch)
        return taken

    def on_touch_move(self, touch: MotionEvent) -> bool:
        self.fingers.moved(touch)
        return bool(super().on_touch_move(touch))

    def on_touch_up(self, touch: MotionEvent) -> bool:
        self.fingers.lifted(touch)
        return bool(super().on_touch_up(touch))


def is_on_panel(touch: MotionEvent) -> bool:
    """Whether a touch is where something can be seen; a badly calibrated panel tells of others."""
    return bool(0 <= touch.sx <= 1 and 0 <= touch.sy <= 1)


def _holders(touch: MotionEvent) -> Iterator[Widget]:
    for reference in touch.grab_list[:]:
        widget = reference()
        if widget is not None:
            yield widget


def _key_of(touch: MotionEvent) -> Widget | None:
    return next((widget for widget in _holders(touch) if isinstance(widget, ButtonBehavior)), None)


def _let_go(touch: MotionEvent) -> None:
    """Lifts a touch off whatever holds it, as if it had left it: no key acts outside of itself."""
    for widget in _holders(touch):
        touch.push()
        touch.x, touch.y = touch.pos = (_NOWHERE, _NOWHERE)
        touch.grab_current = widget
        widget.dispatch("on_touch_up", touch)
        touch.grab_current = None
        touch.pop()
        touch.ungrab(widget)
