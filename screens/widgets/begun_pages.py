"""Pages that begin at the page of one block."""

from typing import Any

from kivy.uix.widget import Widget

from screens.widgets.pages import Pages


class BegunPages(Pages):
    """Shows the page of one block, however the pages come out, until somebody leafs through them."""

    def __init__(self, **kwargs: Any) -> None:
        self._beginning: Widget | None = None
        self._leafed = False
        super().__init__(**kwargs)
        for prop in ("count", "size"):
            self.fbind(prop, self._begin)

    def begin_at(self, block: Widget) -> None:
        self._beginning = block
        self._begin()

    def turn(self, pages: int = 1) -> None:
        self._leafed = True
        super().turn(pages)

    def _begin(self, *_: object) -> None:
        if self._beginning is not None and not self._leafed:
            self.show(self._beginning)
