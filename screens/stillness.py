"""Waiting while the picture stands still.

Kivy goes through its whole loop sixty times a second, whether there is anything to do or not: two hundredths
of a core, all night. Here most of these are only looks at whether there is something, a tenth of the work.
When nobody has touched anything for a while they are half as many: the first touch waits 17 ms more at most.
"""

import ctypes
import time
from collections.abc import Callable
from typing import Any

# SDL's events (SDL_events.h) up to the mark that its own polling puts among them.
_FIRST, _LAST = 0, 0x7EFF
# After this long without input looks are half as many.
_ALONE_AFTER_S = 3.0


def wait_while_still(
    clock: Any, loop: Any, events_wait: Callable[[], bool], *, look_s: float = 1 / 60
) -> None:
    """From now on ``clock`` lets a frame pass when nothing is scheduled for it, no input has come and
    nothing is to be drawn. ``clock`` and ``loop`` are Kivy's; ``events_wait`` says whether the window has
    events."""
    next_frame = clock.idle

    def input_came() -> bool:
        for provider in loop.input_providers:
            provider.update(loop._dispatch_input)
        return bool(loop.input_events) or events_wait()

    touched_at = clock.time()

    def idle() -> float:
        nonlocal touched_at
        while not (loop.quit or loop.window.canvas.needs_redraw):
            now = clock.time()
            if input_came():
                touched_at = now
                break
            due_s = clock.get_min_timeout() - now
            if due_s <= 0:
                break
            time.sleep(min(look_s * (1 if now - touched_at < _ALONE_AFTER_S else 2), due_s))
        return float(next_frame())

    clock.idle = idle


def sdl_events_wait() -> Callable[[], bool]:
    """Whether SDL has events for the window, which must be there. They stay where they are."""
    from kivy.core.window import _window_sdl2

    # The library that Kivy's own is linked with.
    sdl = ctypes.CDLL(_window_sdl2.__file__)

    def waiting() -> bool:
        sdl.SDL_PumpEvents()
        return bool(sdl.SDL_HasEvents(_FIRST, _LAST))

    return waiting
