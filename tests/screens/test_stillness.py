"""While the picture stands still the loop only looks; whatever happens is taken up at the next look."""

import ctypes
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Timer
from types import SimpleNamespace
from typing import Any

from kivy.core.window import Window, _window_sdl2

from screens.stillness import sdl_events_wait, wait_while_still

LOOK_S = 0.01
FAR_S = 5.0
# An event of SDL's that means nothing to anybody (SDL_events.h: SDL_CLIPBOARDUPDATE).
NOTHING_MUCH = 0x900


@dataclass
class KivysClock:
    """What Kivy's clock says: when something is due. Kivy's own idle would wait for the next frame."""

    due_at: float = field(default_factory=lambda: time.monotonic() + FAR_S)
    idle: Callable[[], float] = time.monotonic

    def get_min_timeout(self) -> float:
        return self.due_at

    def time(self) -> float:
        return time.monotonic()


@dataclass
class KivysLoop:
    quit: bool = False
    input_events: list[Any] = field(default_factory=list)
    input_providers: list[Any] = field(default_factory=list)
    window: Any = field(default_factory=lambda: SimpleNamespace(canvas=SimpleNamespace(needs_redraw=False)))

    def _dispatch_input(self, *event: Any) -> None:
        self.input_events.append(event)


def waited(clock: KivysClock, loop: KivysLoop, events_wait: Callable[[], bool] = lambda: False) -> float:
    wait_while_still(clock, loop, events_wait, look_s=LOOK_S)
    begun = time.monotonic()
    clock.idle()
    return time.monotonic() - begun


def test_the_loop_waits_until_something_is_due_and_no_longer() -> None:
    assert 0.29 < waited(KivysClock(time.monotonic() + 0.3), KivysLoop()) < 2.0


def test_what_a_thread_schedules_is_done_at_the_next_look() -> None:
    clock = KivysClock()
    Timer(0.05, lambda: setattr(clock, "due_at", 0.0)).start()
    assert waited(clock, KivysLoop()) < FAR_S / 2


def test_what_is_due_already_waits_for_nothing() -> None:
    assert waited(KivysClock(0.0), KivysLoop()) < FAR_S / 2


def test_what_must_be_drawn_and_the_end_wait_for_nothing() -> None:
    loop = KivysLoop()
    loop.window.canvas.needs_redraw = True
    assert waited(KivysClock(), loop) < FAR_S / 2
    assert waited(KivysClock(), KivysLoop(quit=True)) < FAR_S / 2


def test_an_event_of_the_window_ends_the_wait() -> None:
    looks: list[bool] = []

    def events_wait() -> bool:
        looks.append(len(looks) == 3)
        return looks[-1]

    assert waited(KivysClock(), KivysLoop(), events_wait) < FAR_S / 2
    assert looks == [False, False, False, True]


def test_a_touch_device_is_asked_at_every_look_and_its_touch_ends_the_wait() -> None:
    class Device:
        asked = 0

        def update(self, dispatch_fn: Callable[..., None]) -> None:
            self.asked += 1
            if self.asked == 3:
                dispatch_fn("begin", object())

    device = Device()
    assert waited(KivysClock(), KivysLoop(input_providers=[device])) < FAR_S / 2
    assert device.asked == 3


def test_events_of_the_window_are_seen_and_left_where_they_are() -> None:
    assert Window is not None
    waiting, sdl = sdl_events_wait(), ctypes.CDLL(_window_sdl2.__file__)
    sdl.SDL_FlushEvents(0, 0x7EFF)
    assert not waiting()
    event = (ctypes.c_uint32 * 32)(NOTHING_MUCH)
    assert sdl.SDL_PushEvent(event) == 1
    assert waiting()
    assert waiting()
    sdl.SDL_FlushEvents(0, 0x7EFF)
    assert not waiting()
