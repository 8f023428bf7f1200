"""Rows and grids that follow the reading direction."""

from collections.abc import Iterator, Sequence
from typing import Any

from kivy.app import App
from kivy.properties import BooleanProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout


def reads_rtl() -> bool:
    """Whether the screen's language is read from right to left."""
    return bool(App.get_running_app().look.rtl)


class MirroredBox(BoxLayout):  # type: ignore[misc]
    """A box whose horizontal order begins at the reading start.

    Kivy's BoxLayout knows no direction; each child's place is reflected as it is laid out.
    """

    rtl = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rtl = reads_rtl()
        self.fbind("rtl", self._trigger_layout)

    def _iterate_layout(
        self, sizes: Sequence[tuple[object, ...]]
    ) -> Iterator[tuple[object, float, float, float, float]]:
        for child, x, y, width, height in super()._iterate_layout(sizes):
            mirrored = self.rtl and self.orientation == "horizontal"
            yield child, self.x + self.right - x - width if mirrored else x, y, width, height


class MirroredGrid(GridLayout):  # type: ignore[misc]
    """A grid whose rows begin at the reading start."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.orientation = "rl-tb" if reads_rtl() else "lr-tb"
