"""Lays a screen out at once and from the top, so that nothing is measured in a room it will not have.

Left to the clock, the innermost boxes are laid out first, in the 100 x 100 pixels every widget begins with,
and paragraphs break their lines at one pixel; all of it again when the outer boxes have found their places.
"""

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.uix.label import Label
from kivy.uix.layout import Layout
from kivy.uix.widget import Widget

# A box whose children take another size than it gave them is laid out again; more often than this and two
# sizes follow from each other in a circle, which the clock may end.
MOST_ROUNDS = 4
# Work before a frame that gives nothing a size: drawing (by this name everywhere), and what is done on the
# way down.
_NOT_FITTING = frozenset({"_draw", "do_layout", "texture_update"})


def settle(widget: Widget) -> None:
    """Does what the clock would do before the next frame for everything at and below ``widget``.

    Its own place must be known. What widgets fit themselves before a frame (`Clock.create_trigger` with -1)
    is done too, except drawing.
    """
    # First what sizes come to, wherever things stand; then everything is put in its place, once.
    for _ in range(MOST_ROUNDS):
        find_sizes(widget)
        if not _fit():
            break
    _find_places(widget)


def find_sizes(widget: Widget) -> None:
    """Sizes at and below ``widget`` for the width it has; where things stand is not known yet."""
    _draw_words(widget)
    trigger = _trigger_of(widget)
    found: dict[Widget, tuple[float, ...]] = {}
    for _ in range(MOST_ROUNDS):
        if trigger is not None:
            _run_if_pending(trigger, widget.do_layout)
        # Children stand last first; the first often decides about the rest.
        for child in reversed(widget.children):
            if found.get(child) != tuple(child.size):
                find_sizes(child)
                found[child] = tuple(child.size)
        if trigger is None or not trigger.is_triggered:
            return


def _fit() -> bool:
    """Whether there was anything to fit."""
    fitted = False
    for event in Clock.get_before_frame_events():
        work = event.get_callback()
        if isinstance(getattr(work, "__self__", None), Widget) and work.__name__ not in _NOT_FITTING:
            event.cancel()
            work(0)
            fitted = True
    return fitted


def _find_places(widget: Widget) -> None:
    _draw_words(widget)
    trigger = _trigger_of(widget)
    for _ in range(MOST_ROUNDS):
        if trigger is not None:
            _run_if_pending(trigger, widget.do_layout)
        for child in reversed(widget.children):
            _find_places(child)
        if trigger is None or not trigger.is_triggered:
            return


def _draw_words(widget: Widget) -> None:
    if isinstance(widget, Label):
        _run_if_pending(widget._trigger_texture, widget.texture_update)


def _trigger_of(widget: Widget) -> Any:
    """What lays a box out; None for other widgets."""
    return widget._trigger_layout if isinstance(widget, Layout) else None


def _run_if_pending(trigger: Any, work: Callable[[], object]) -> None:
    if trigger.is_triggered:
        trigger.cancel()
        work()
