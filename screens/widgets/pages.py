"""What does not fit is paged: whole blocks above each other, as many as there is room for.

Nothing is cut, shrunk or scrolled (docs/design-language.md, 4 and 6).
"""

from collections.abc import Sequence
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BoundedNumericProperty, NumericProperty, ObjectProperty, OptionProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Number
from screens.widgets.settling import find_sizes
from screens.widgets.slab import Card, SecondarySlab


class Illustration(Card):
    """A large picture that takes the room the words leave, and gives way where they need it."""

    picture = ObjectProperty("")
    # Design pixels: how wide the picture may become, and below which height it is left out.
    side = NumericProperty(480)
    least = NumericProperty(180)


class MoreKey(SecondarySlab):
    """Leads to the next page of choices, and from the last one to the first."""


class Pages(BoxLayout):  # type: ignore[misc]
    """A column of blocks, paged.

    Blocks are the children given to it, each with a height of its own (``size_hint_y: None``); an
    `Illustration` has none, and stands on the first page if the others leave it room. ``most``: blocks a
    page at most, 0 for as many as fit.

    ``reading``: the stage's forward key leads through the pages before it leads on. ``choosing``: a key
    for more choices stands below the blocks.
    """

    paging = OptionProperty("reading", options=["reading", "choosing"])
    most = NumericProperty(0)
    page = BoundedNumericProperty(0, min=0)
    count = NumericProperty(1)

    def __init__(self, **kwargs: Any) -> None:
        self._blocks: list[Widget] = []
        self._shown: list[Widget] = []
        self._space = Widget()
        self._more: MoreKey | None = None
        self._repage = Clock.create_trigger(self._lay_out_pages, -1)
        super().__init__(orientation="vertical", **kwargs)
        for prop in ("size", "spacing", "padding", "page", "most"):
            self.fbind(prop, self._repage)

    @property
    def last(self) -> bool:
        return bool(self.page >= self.count - 1)

    @property
    def blocks(self) -> Sequence[Widget]:
        return self._blocks

    def add_widget(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Another block at the end. It is seen when its page is."""
        self._blocks.append(widget)
        widget.fbind("height", self._repage)
        widget.fbind("size_hint_y", self._repage)
        self._repage()

    def remove_block(self, block: Widget) -> None:
        """The block is on no page any more."""
        self._blocks.remove(block)
        self._repage()

    def turn(self, pages: int = 1) -> None:
        """So many pages on, from the last to the first."""
        self.page = (self.page + pages) % self.count

    def show(self, block: Widget) -> None:
        """Turns to the page that a block is on."""
        pages = self._split()
        self.page = next((number for number, page in enumerate(pages) if block in page), 0)

    def _lay_out_pages(self, _elapsed: float) -> None:
        width = self.width - self.padding[0] - self.padding[2]
        if width <= 0 or self.height <= 0:
            return
        for block in self._blocks:
            # A block that is not shown has no parent to give it its width.
            if block.parent is None and block.size_hint_x is not None:
                block.width = width * block.size_hint_x
                find_sizes(block)
        pages = self._split()
        self.count = len(pages)
        self.page = min(self.page, self.count - 1)
        shown = self._made(pages[self.page])
        below = self._below()
        if below is not None:
            shown.append(below)
        # Blocks stand at the top; a picture takes what is left.
        # The space below has a gap of its own, and stands there only where that fits too.
        left = self.height - self.padding[1] - self.padding[3] - self._needed(shown)
        if not any(isinstance(block, Illustration) for block in shown) and left >= self.spacing:
            shown.append(self._space)
        if shown != self._shown:
            self._shown = shown
            self.clear_widgets()
            for block in shown:
                super().add_widget(block)

    def _made(self, page: Sequence[Widget]) -> list[Widget]:
        """The blocks of the page that is to be seen."""
        return list(page)

    def _below(self) -> Widget | None:
        """What stands below the blocks of every page."""
        return self._more_key() if self.paging == "choosing" and self.count > 1 else None

    def _split(self) -> list[tuple[Widget, ...]]:
        """The blocks of each page; at least one page, and at least one block on each."""
        look = App.get_running_app().look
        height = self.height - self.padding[1] - self.padding[3]
        # A block without height has nothing to show now, and takes no room for a gap either.
        texts = [block for block in self._blocks if not isinstance(block, Illustration) and block.height > 0]
        pages = self._filled(texts, height)
        if len(pages) > 1 and self.paging == "choosing":
            pages = self._filled(texts, height - self._more_key().height - self.spacing)
        pictures = [block for block in self._blocks if isinstance(block, Illustration)]
        left = height - self._needed(pages[0])
        if pictures and len(pages) == 1 and left - self.spacing >= look.px(pictures[0].least):
            pages[0] = [block for block in self._blocks if block in (*pages[0], pictures[0])]
        return [tuple(page) for page in pages]

    def _filled(self, blocks: Sequence[Widget], height: float) -> list[list[Widget]]:
        pages: list[list[Widget]] = [[]]
        for block in blocks:
            page = pages[-1]
            full = bool(self.most) and len(page) >= self.most
            if page and (full or self._needed([*page, block]) > height + 0.5):
                pages.append([block])
            else:
                page.append(block)
        return pages

    def _needed(self, blocks: Sequence[Widget]) -> float:
        heights = [block.height for block in blocks]
        return float(sum(heights) + self.spacing * max(0, len(heights) - 1))

    def _more_key(self) -> MoreKey:
        if self._more is None:
            self._more = MoreKey(element_id="more", picture="forward")
            self._more.fbind("on_release", lambda *_: self.turn())
            self._more.fbind("height", self._repage)
        following = (self.page + 1) % self.count + 1
        self._more.words = self._more.called = Message(
            "page.more", {"page": Number(following), "pages": Number(self.count)}
        )
        return self._more
