"""A finger on a face that is measured. Imported once the window is configured."""

import time
from collections.abc import Callable
from functools import partial

from kivy.graphics.opengl import glFinish

import screens.preload  # noqa: F401  the text provider stands before any kivy.uix import
from tests.screens.face import Face


class Hand:
    """Touches what is drawn, and tells how long it took until the answer was drawn."""

    def __init__(self, face: Face) -> None:
        self.face = face
        face.bring_up()
        self._drawn_after(lambda: None)

    def touch(self, element_id: str) -> float:
        # Where it is was seen before the finger comes down.
        element = self.face.elements()[element_id]
        place = (element.x + element.width / 2, element.y + element.height / 2)
        return self._drawn_after(partial(self.face.hands.touch, *place))

    def _drawn_after(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act until its frame is on the panel: one round of Kivy's main loop."""
        begun = time.perf_counter()
        act()
        self.face.step(1)
        self.face.window.dispatch("on_draw")
        glFinish()
        taken = (time.perf_counter() - begun) * 1000
        # What the next round still has to do is done before the next touch.
        self.face.step()
        return taken
