"""Opens the window and runs one visit's face in it, until the visit ends."""

import gc
from collections.abc import Callable

from kiosk.visit import Visit
from screens.app import KioskApp
from screens.stillness import sdl_events_wait, wait_while_still
from screens.surroundings import Surroundings


def run_app(
    visit: Visit,
    surroundings: Surroundings,
    *,
    windowed: bool = False,
    started: Callable[[KioskApp], None] | None = None,
) -> None:
    """Blocks until the visit is over. ``started`` is called once the first screen is on the panel.

    The text provider must be installed and the kv rules loaded (screens.preload does both).
    """
    from kivy.base import EventLoop
    from kivy.clock import Clock
    from kivy.config import Config

    panel = surroundings.panel
    for option, value in (
        ("width", panel.width_px), ("height", panel.height_px), ("resizable", 0),
        ("borderless", 0 if windowed else 1), ("show_cursor", 1 if windowed else 0), ("multisamples", 0),
        ("maxfps", 60),
    ):  # fmt: skip
        Config.set("graphics", option, value)
    # A second mouse button would draw Kivy's red dots.
    Config.set("input", "mouse", "mouse,disable_multitouch")
    Config.set("kivy", "exit_on_escape", 0)
    # A collection in the middle of a touch is felt; the app collects while nobody touches, and all of it
    # ends with the visit anyway.
    gc.disable()
    app = KioskApp(visit, surroundings)
    app.fbind("on_start", lambda _app: wait_while_still(Clock, EventLoop, sdl_events_wait()))
    if started is not None:
        app.fbind("on_start", lambda _app: started(app))
    app.run()
