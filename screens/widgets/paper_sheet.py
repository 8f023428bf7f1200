"""A paper as it will be printed, whole, as large as there is room for.

A long paper in a low room is shown folded: its parts stand beside each other, cut where nothing is written.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import ObjectProperty
from kivy.uix.boxlayout import BoxLayout
from PIL import Image

from kiosk.documents.preview import Preview
from kiosk.language.values import Message, Number
from screens.pictograms import texture_of
from screens.widgets.mirrored import MirroredBox
from screens.widgets.notice import Notice
from screens.widgets.pages import MoreKey
from screens.widgets.picture import Picture

# It is folded in at most so many parts, and only where that shows it so many times larger.
MOST_PARTS, WORTH_FOLDING = 4, 1.8
# How far from its place a fold may lie to meet no letters, as a share of the paper's height.
FOLD_ASIDE = 0.08
# Design pixels: the paper's edge, the gap between two parts, and the key beside it.
EDGE, GAP = 3, 20
TURN_WIDTH = 420


class PaperSheet(BoxLayout):  # type: ignore[misc]
    """Takes the room it is given; an hourglass until there is a ``preview``, and ``says`` in words that it
    is waited for. The paper is white in every theme, as it comes out."""

    preview = ObjectProperty(None, allownone=True)
    says = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs: Any) -> None:
        self._lay = Clock.create_trigger(self._lay_down, -1)
        # Of the room and the preview they were cut for.
        self._cut: tuple[object, Sequence[Image.Image]] = (None, ())
        super().__init__(orientation="vertical", **kwargs)
        look = App.get_running_app().look
        self.padding = 0, look.px(10), 0, look.px(10)
        self.add_widget(Picture(name="illus-wait", side=320 if not look.wide else 200))
        self._words = Notice(picture="clock")
        self.fbind("says", self._words.setter("message"))
        self.add_widget(self._words)
        for prop in ("size", "pos", "preview"):
            self.fbind(prop, self._lay)
        self._lay()

    def _lay_down(self, _elapsed: float) -> None:
        if self.preview is None or self.width <= 1 or self.height <= 2 * self.padding[1]:
            return
        self.clear_widgets()
        look = App.get_running_app().look
        gap, edge = look.px(GAP), look.px(EDGE)
        parts = self._parts(gap, edge)
        width = sum(part.width + 2 * edge for part in parts) + gap * (len(parts) - 1)
        height = max(part.height for part in parts) + 2 * edge
        x, top = round(self.x + (self.width - width) / 2), round(self.y + (self.height + height) / 2)
        self.canvas.clear()
        with self.canvas:
            for part in reversed(parts) if look.rtl else parts:
                size = part.width + 2 * edge, part.height + 2 * edge
                Color(*look.c("edge"))
                Rectangle(pos=(x, top - size[1]), size=size)
                Color(1, 1, 1, 1)
                Rectangle(pos=(x + edge, top - size[1] + edge), size=part.size, texture=texture_of(part))
                x += size[0] + gap

    def _parts(self, gap: float, edge: float) -> Sequence[Image.Image]:
        room = int(self.width), int(self.height - 2 * self.padding[1])
        cut_for = (room, self.preview)
        if self._cut[0] != cut_for:
            self._cut = (cut_for, parts_of(self.preview, room, gap=int(gap + 2 * edge), edge=int(edge)))
        return self._cut[1]


class TurnedSheet(MirroredBox):
    """A paper's page that is there and, where it has more, the key to the next: below it, or beside it where
    the panel is low. ``turn`` asks for that page; it comes as another ``preview``. ``says``: see
    `PaperSheet`."""

    preview = ObjectProperty(None, allownone=True)
    says = ObjectProperty(None, allownone=True)

    def __init__(self, turn: Callable[[], None], **kwargs: Any) -> None:
        look = App.get_running_app().look
        self._turn = turn
        self._sheet = PaperSheet()
        self._key: MoreKey | None = None
        orientation = "horizontal" if look.wide else "vertical"
        super().__init__(orientation=orientation, spacing=look.px(20 if look.wide else 0), **kwargs)
        self.fbind("says", self._sheet.setter("says"))
        self.add_widget(self._sheet)
        self.on_preview(self, self.preview)

    def on_preview(self, _sheet: "TurnedSheet", preview: Preview | None) -> None:
        if preview is None or not self.children:
            return
        self._sheet.preview = preview
        if preview.pages > 1:
            self._key = self._key or self._turning()
            page = Number(preview.page % preview.pages + 1)
            words = Message("page.next", {"page": page, "pages": Number(preview.pages)})
            self._key.words = self._key.called = words
        elif self._key is not None:
            self.remove_widget(self._key)
            self._key = None

    def _turning(self) -> MoreKey:
        look = App.get_running_app().look
        key = MoreKey(element_id="more", picture="" if look.wide else "forward")
        if look.wide:
            key.size_hint_x, key.width, key.pos_hint = None, look.px(TURN_WIDTH), {"center_y": 0.5}
        key.fbind("on_release", lambda *_: self._turn())
        self.add_widget(key)
        return key


def parts_of(preview: Preview, room: tuple[int, int], *, gap: int, edge: int) -> Sequence[Image.Image]:
    """The paper's parts from its head, all of one scale and never larger than it is; together they fit into
    ``room`` (width and height), with ``gap`` between two and ``edge`` around all."""
    width, height = room[0] - 2 * edge, room[1] - 2 * edge
    page = Image.frombytes("RGB", (preview.width, preview.height), preview.pixels)
    folds = {count: list(_folds(page, count)) for count in range(1, MOST_PARTS + 1)}
    scales = {
        count: min(
            1.0,
            height / max(below - above for above, below in places),
            (width - (count - 1) * gap) / (count * page.width),
        )
        for count, places in folds.items()
    }
    best = max(scales, key=lambda count: (scales[count], -count))
    count = best if scales[best] >= WORTH_FOLDING * scales[1] else 1
    parts = (page.crop((0, above, page.width, below)) for above, below in folds[count])
    return [_shown(part, scales[count]) for part in parts]


def _shown(part: Image.Image, scale: float) -> Image.Image:
    size = max(1, int(part.width * scale)), max(1, int(part.height * scale))
    small = part if size == part.size else part.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return small.convert("RGBA")


def _folds(page: Image.Image, count: int) -> Iterator[tuple[int, int]]:
    """The first row of each part and the row after its last, folded where a row is of one colour."""
    if count == 1:
        yield 0, page.height
        return
    rows = page.convert("L").tobytes()
    above = 0
    for number in range(1, count):
        below = _blank_row(rows, page.width, page.height * number // count, int(page.height * FOLD_ASIDE))
        yield above, below
        above = below
    yield above, page.height


def _blank_row(rows: bytes, width: int, wanted: int, aside: int) -> int:
    for away in range(aside):
        for row in (wanted - away, wanted + away):
            line = rows[row * width : (row + 1) * width]
            if line.count(line[:1]) == width:
                return row
    return wanted
