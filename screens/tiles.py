"""Tiles: errands and groups of errands to choose from, as pictures with words.

However many there are, only those of the page that is seen are made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Terms, Words
from kiosk.services.service import Category, Service
from kiosk.text.engine import TextStyle
from screens.longest_word import longest_word_px
from screens.theme import Look, TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.pages import Pages
from screens.widgets.slab import SecondarySlab, Slab

# Design pixels: what a tile has at its sides and, lying down, its picture with its gap; the room between
# tiles; what stands beside the work area, upright and lying.
TILE_PADDING, TILE_PICTURE, GAP = 52, 104, 24
BESIDE_WORK, BESIDE_WORK_WIDE = 96, 328
# Design pixels above and below what stands on a tile, and between picture and words: upright and lying down.
UPRIGHT_ROOM, LYING_ROOM, ABOVE_WORDS = (20, 28), (10, 22), 6
# How wide pictures are: beside the words, and above them where there are more than so many tiles, or fewer.
BESIDE_WORDS, SMALL, LARGE, FULL_PAGE = 84, 124, 164, 6
# The struck card beside the words that say so, with its gap; heights of lines where the letters are 1.
STRUCK, STRUCK_GAP, LINE_HEIGHT, NAME_LINE = 44, 12, 1.35, 1.25
NOT_NOW = Message("services.not_now")
# How high tiles may grow where there is room, upright and lying.
TALLEST, TALLEST_LYING = 384, 176
# The keys below the tiles, and where height is dear.
FOOT, LOW_FOOT = 136, 100
# Between rows of what was found.
ROW_GAP = 16
# How wide the first of them is, where the one for more is 1.
KEY_SHARE = 0.6
# Tiles with the picture above, beside each other on a lying panel; two rows of them from so many design
# pixels.
UPRIGHT_WIDE, ROOMY = 3, 1900
# Of more tiles than these, only so many with the longest words are measured before they are seen.
ALL_MEASURED, MEASURED = 24, 8


@dataclass(frozen=True)
class Tiling:
    """How the tiles lie: so many beside each other; their picture above their words, or beside them."""

    columns: int
    upright: bool


def tilings(look: Look, longest_word: float, count: int) -> Iterator[Tiling]:
    """The arrangements in which no word of a name is broken, the wished one first. Pixels."""
    tried = [] if look.step is TextStep.LARGEST else [Tiling(2, False)]
    if look.wide:
        rows = 1 if look.panel.width_px < look.px(ROOMY) else 2
        if look.step is TextStep.NORMAL and count <= rows * UPRIGHT_WIDE:
            tried.insert(0, Tiling(max(2, min(UPRIGHT_WIDE, count)), True))
        if look.step is not TextStep.LARGEST:
            tried.append(Tiling(UPRIGHT_WIDE, False))
    elif look.tall:
        tried = [Tiling(2, True), Tiling(2, False)] if look.step is TextStep.NORMAL else []
    beside = BESIDE_WORK_WIDE if look.wide else BESIDE_WORK
    for one in tried:
        room = (look.panel.width_px - look.px(beside + (one.columns - 1) * GAP)) / one.columns
        if longest_word <= room - look.px(TILE_PADDING + (0 if one.upright else TILE_PICTURE)):
            yield one
    yield Tiling(1, False)


@dataclass(frozen=True)
class Offered:
    """What a tile stands for. ``service`` None: a group of services."""

    element_id: str
    picture: str
    title: Terms
    second_line: Terms | None = None
    service: Service | None = None

    @property
    def may_be_barred(self) -> bool:
        """Whether it may turn out that its cards cannot be read now."""
        return self.service is not None and bool(self.service.cards)


def offered_service(service: Service, *, second_line: bool = True) -> Offered:
    line = service.second_line if second_line else None
    return Offered(f"service:{service.id}", service.icon, service.title, line, service)


def offered_category(category: Category) -> Offered:
    return Offered(f"category:{category.id}", category.icon, category.title)


class NotNow(MirroredBox):
    """A struck card, and in words that this is not possible now."""

    message = ObjectProperty(NOT_NOW)


class ServiceTile(Slab):
    """One errand, or a group of them: picture, name, and a line that says more.

    While it is ``barred`` the line says that it is not possible now. Its room stays as it is: nothing moves.
    """

    picture = StringProperty("")
    title = ObjectProperty(None, allownone=True)
    second_line = ObjectProperty(None, allownone=True)
    upright = BooleanProperty(True)
    # Design pixels.
    side = NumericProperty(164)
    barred = BooleanProperty(False)
    # What it stands for.
    offered: Offered
    # Pixels: of the height of the words, what the line leaves of its room.
    spare = NumericProperty(0)

    def __init__(self, not_now_height: Callable[[float], float] | None = None, **kwargs: Any) -> None:
        """``not_now_height``: the height of `NotNow` in a width, both in pixels; None if it never says so."""
        self._not_now: NotNow | None = None
        self._not_now_height = not_now_height
        super().__init__(**kwargs)
        self.orientation = "vertical" if self.upright else "horizontal"
        if not_now_height is not None:
            for prop in ("width", "height", "texture_size"):
                self.ids.second.fbind(prop, self._keep_room)

    def show(self, offered: Offered) -> None:
        self.offered = offered
        self.picture, self.title, self.second_line = offered.picture, offered.title, offered.second_line
        self.called = offered.title
        self.element_id = offered.element_id

    def on_barred(self, _tile: "ServiceTile", barred: bool) -> None:
        words, picture = self.ids.words, self.ids.drawn
        if self._not_now is None:
            self._not_now = NotNow()
            self._not_now.fbind("height", self._keep_room)
        if barred:
            # Before the room that is left below.
            words.add_widget(self._not_now, index=1)
        else:
            words.remove_widget(self._not_now)
        self.noted = NOT_NOW if barred else None
        self.fill, self.border = ("ground", "line") if barred else ("surface", "prim")
        picture.line, picture.tint, picture.paper = (
            ("line", "ground", "ground") if barred else ("picture_line", "picture_tint", "picture_paper")
        )
        self._keep_room()

    def _keep_room(self, *_: object) -> None:
        """The line's room is that of the higher of the two texts that may stand in it."""
        second = self.ids.second
        if self._not_now_height is None or second.width <= 2 * second.font_size:
            return
        room = max(second.texture_size[1], self._not_now_height(second.width))
        shown = self._not_now if self.barred and self._not_now is not None else second
        self.spare = max(0, room - shown.height)


class TileRow(MirroredBox):
    """Tiles beside each other."""


class SearchKey(SecondarySlab):
    """Leads to where errands are looked for by their words."""


class TileMeasure:
    """How high tiles have to be, in pixels, without making them."""

    def __init__(self, tiling: Tiling, side: float, width: float) -> None:
        """``side``: of the picture, in design pixels; ``width``: of a tile, in pixels."""
        self._app = App.get_running_app()
        look: Look = self._app.look
        self._tiling, self._side = tiling, look.px(side)
        around = 2 * look.px(TILE_PADDING / 2)
        if side and not tiling.upright:
            around += self._side + look.px(TILE_PICTURE - side)
        self.words = width - around
        self.not_now = cache(self._not_now)

    def needed(self, offered: Offered, *, keeps_room: bool = True) -> float:
        """``keeps_room``: also for saying that it is not possible now."""
        look: Look = self._app.look
        words = self._height(offered.title, "key", NAME_LINE, self.words, bold=True)
        second = 0.0
        if offered.second_line is not None:
            second = self._height(offered.second_line, "label", LINE_HEIGHT, self.words)
        if keeps_room and offered.may_be_barred:
            second = max(second, self.not_now(self.words))
        above, below = UPRIGHT_ROOM if self._tiling.upright else LYING_ROOM
        if self._tiling.upright:
            inside = self._side + look.px(ABOVE_WORDS) + words + second
        else:
            inside = max(self._side, words + second)
        return float(look.px(above) + look.px(below) + inside)

    def _not_now(self, width: float) -> float:
        look: Look = self._app.look
        beside = look.px(STRUCK) + look.px(STRUCK_GAP)
        return max(look.px(STRUCK), self._height(NOT_NOW, "label", LINE_HEIGHT, width - beside))

    def _height(self, words: Words, role: str, line: float, width: float, *, bold: bool = False) -> float:
        look: Look = self._app.look
        style = TextStyle(look.type(role), bold=bold, line_height=line)
        laid = self._app.engine.lay_out(self._app.text(words), look.language, style, width=max(1.0, width))
        return float(ceil(laid.height))


@dataclass
class _Row:
    """A row of tiles, made when it is seen. ``height`` in pixels."""

    offered: Sequence[Offered]
    height: float
    made: TileRow | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Lay:
    """How tiles lie, and their rows; ``most`` of them on a page, 0 for as many as there is room for."""

    tiling: Tiling
    side: float
    measure: TileMeasure
    most: int
    rows: list[_Row]


class TilePages(Pages):
    """Pages of tiles. ``chosen(offered)`` is called for the one that was touched; ``is_barred(service)``
    says what cannot be done now.

    Tiles are equally high and fill the page; where that takes too much, those of a row are. ``key``: a key
    that stands below them on every page, beside the one for more.
    """

    key = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs: Any) -> None:
        self.offered: Sequence[Offered] = ()
        self.chosen: Callable[[Offered], None] = lambda offered: None
        self.is_barred: Callable[[Service], bool] = lambda service: False
        self._rows: list[_Row] = []
        self._foot: MirroredBox | None = None
        self._arranged_for: tuple[object, ...] = ()
        self._arrange_soon = Clock.create_trigger(self._arrange, -1)
        super().__init__(paging="choosing", **kwargs)
        for prop in ("size", "padding", "spacing"):
            self.fbind(prop, self._arrange_soon)

    def offer(self, offered: Sequence[Offered]) -> None:
        """These from now on, from their first page."""
        self.offered = tuple(offered)
        self.page = 0
        self._arranged_for = ()
        self._arrange_soon()

    @property
    def seen(self) -> Sequence[Offered]:
        """What stands on the page that is seen."""
        pages = self._split()
        page = pages[min(self.page, len(pages) - 1)]
        return [offered for row in page if isinstance(row, _Row) for offered in row.offered]

    @property
    def tiles(self) -> Iterator[ServiceTile]:
        """Those that were made."""
        for row in self._rows:
            if row.made is not None:
                yield from (tile for tile in row.made.children if isinstance(tile, ServiceTile))

    def bar(self) -> None:
        """What cannot be done now may be something else than before."""
        for tile in self.tiles:
            offered = tile.offered
            if offered.service is not None:
                tile.barred = self.is_barred(offered.service)

    # How they lie

    def _arrange(self, _elapsed: float) -> None:
        look: Look = App.get_running_app().look
        width, height = self.width - self.padding[0] - self.padding[2], self._room
        asked = (width, height, self.spacing, self._foot_height())
        # A column that is not laid out yet is narrow.
        if not self.offered or width < look.panel.width_px / 4 or height <= 0 or asked == self._arranged_for:
            return
        self._arranged_for = asked
        self._laid = self._best_lay(look, width)
        self.most = self._laid.most
        self._rows = self._laid.rows
        self._repage()

    def _best_lay(self, look: Look, width: float) -> _Lay:
        """The arrangement that has the most on a page; of several, the one that is wished first."""
        app = App.get_running_app()
        names = [app.text(offered.title) for offered in self.offered]
        longest = longest_word_px(names, look.language, app.engine, size=look.type("key"))
        lays = [self._lay(look, tiling, width) for tiling in tilings(look, longest, len(self.offered))]
        best = max(lays, key=self._shown_on_a_page)
        if max(row.height for row in best.rows) > self._room_above_foot(1, len(best.rows)):
            # The largest letters on a low panel: a name that fills the page needs the picture's room.
            best = self._lay(look, Tiling(1, False), width, pictures=False)
        return best

    def _shown_on_a_page(self, lay: _Lay) -> int:
        self.most = lay.most
        return sum(len(row.offered) for row in self._shared_out(lay.rows)[0])

    def _shared_out(self, rows: Sequence[_Row]) -> list[list[Any]]:
        """The rows of each page."""
        pages = self._filled(rows, self._room_above_foot(1, 1))
        if len(pages) > 1:
            pages = self._filled(rows, self._room_above_foot(0, 1))
        return pages

    def _lay(self, look: Look, tiling: Tiling, width: float, *, pictures: bool = True) -> _Lay:
        """The rows with their heights."""
        side = BESIDE_WORDS if pictures else 0
        if tiling.upright:
            side = SMALL if look.wide or len(self.offered) > FULL_PAGE else LARGE
        between = look.px(GAP) * (tiling.columns - 1)
        measure = TileMeasure(tiling, side, (width - between) / tiling.columns)
        beside = [
            self.offered[first : first + tiling.columns]
            for first in range(0, len(self.offered), tiling.columns)
        ]
        if len(self.offered) > ALL_MEASURED:
            heights = [max(map(measure.needed, self._longest()))] * len(beside)
        else:
            heights = [max(map(measure.needed, row)) for row in beside]
        # One choice is the key for more.
        many = len(self.offered) > look.choices
        most = (look.choices - 1) // tiling.columns if many else 0
        gaps = (len(beside) - 1) * self.spacing
        # All on one page, each as high as it has to be; else as many as can be equally high.
        whole = not many and sum(heights) + gaps <= self._room_above_foot(0, 0)
        even = 0.0
        for shown in range(min(most or len(beside), len(beside)), len(beside) - 1 if whole else 0, -1):
            room = self._room_above_foot(shown, len(beside))
            even = (room - (shown - 1) * self.spacing) / shown
            if even >= max(heights):
                break
        tallest = look.px(TALLEST if tiling.upright else TALLEST_LYING)
        if even >= max(heights):
            heights = [min(even, max(tallest, *heights))] * len(heights)
        rows = [_Row(offered, height) for offered, height in zip(beside, heights, strict=True)]
        return _Lay(tiling, side, measure, most, rows)

    def _longest(self) -> Sequence[Offered]:
        """Those with the longest words."""
        app = App.get_running_app()
        by_name = sorted(self.offered, key=lambda offered: len(app.text(offered.title)))
        by_line = sorted(self.offered, key=lambda offered: len(app.text(offered.second_line)))
        return (*by_name[-MEASURED:], *by_line[-MEASURED:])

    @property
    def _room(self) -> float:
        return float(self.height - self.padding[1] - self.padding[3])

    def _room_above_foot(self, shown: int, rows: int) -> float:
        """Pixels for so many rows of all: below them may stand keys."""
        if self.key is None and shown >= rows:
            return self._room
        return float(self._room - self._foot_height() - self.spacing)

    # What stands on a page

    def _split(self) -> list[tuple[Any, ...]]:
        if not self._rows:
            return super()._split()
        return [tuple(page) for page in self._shared_out(self._rows)]

    def _made(self, page: Sequence[Any]) -> list[Widget]:
        return [self._row(block) if isinstance(block, _Row) else block for block in page]

    def _row(self, row: _Row) -> TileRow:
        if row.made is None:
            # Its words may be longer than those that were measured.
            row.height = max(row.height, *map(self._laid.measure.needed, row.offered))
            row.made = TileRow(height=row.height)
            for offered in row.offered:
                row.made.add_widget(self._tile(offered))
            for _ in range(self._laid.tiling.columns - len(row.offered)):
                row.made.add_widget(MirroredBox())
        return row.made

    def _tile(self, offered: Offered) -> ServiceTile:
        laid = self._laid
        not_now = laid.measure.not_now if offered.may_be_barred else None
        tile = ServiceTile(not_now, upright=laid.tiling.upright, side=laid.side)
        tile.show(offered)
        if offered.service is not None:
            tile.barred = self.is_barred(offered.service)
        tile.fbind("on_release", lambda _tile: self.chosen(offered))
        return tile

    def _below(self) -> Widget | None:
        """The keys below the tiles."""
        more = super()._below()
        if self.key is None:
            return more
        foot = self._foot
        if foot is None:
            way = "vertical" if self._stacks_keys else "horizontal"
            foot = self._foot = MirroredBox(orientation=way, size_hint_y=None, spacing=self.spacing)
            self.key.size_hint_x = 1 if self._stacks_keys else KEY_SHARE
            for key in (self.key, self._more_key()):
                key.fbind("needed", self._arrange_soon)
        wanted = [self.key] if more is None else [self.key, more]
        if list(reversed(foot.children)) != wanted:
            foot.clear_widgets()
            for key in wanted:
                key.size_hint_y = 1
                foot.add_widget(key)
        foot.height = self._foot_height(len(wanted))
        return foot

    @property
    def _stacks_keys(self) -> bool:
        """Whether the largest words have no room beside each other."""
        look: Look = App.get_running_app().look
        return look.tall and look.step is TextStep.LARGEST

    def _foot_height(self, count: int = 2) -> float:
        """Pixels of so many keys below the tiles."""
        more = self._more_key()
        if self.key is None:
            return float(more.height)
        look: Look = App.get_running_app().look
        one = max(look.px(FOOT if look.tall else LOW_FOOT), self.key.needed, more.needed)
        rows = count if self._stacks_keys else 1
        return float(rows * one + (rows - 1) * self.spacing)


class FoundTiles(BoxLayout):  # type: ignore[misc]
    """The best of what was found, in as many rows as there is ``room`` for; tiles are used again for the
    next letter. ``chosen`` and ``is_barred`` as for `TilePages`."""

    # Pixels.
    room = NumericProperty(0)

    def __init__(
        self, chosen: Callable[[Offered], None], is_barred: Callable[[Service], bool], **kwargs: Any
    ) -> None:
        self._chosen, self._is_barred = chosen, is_barred
        self._offered: Sequence[Offered] = ()
        self._tiles: list[ServiceTile] = []
        self._stand: tuple[int, ...] = ()
        self.shown: Sequence[Offered] = ()
        super().__init__(orientation="vertical", **kwargs)
        self.spacing = App.get_running_app().look.px(ROW_GAP)
        self._lay_soon = Clock.create_trigger(self._lay, -1)
        self._ahead = 0
        # In the frames after this one.
        self._make_soon = Clock.create_trigger(self._make_one, 0)
        for prop in ("width", "room"):
            self.fbind(prop, self._lay_soon)

    def show(self, offered: Sequence[Offered]) -> None:
        self._offered = offered
        self._lay(0)

    def make_ahead(self) -> None:
        """Makes the tiles that there is room for, one a frame: the first letter need not wait for them."""
        look: Look = App.get_running_app().look
        columns = max(one.columns for one in tilings(look, 0, look.choices) if not one.upright)
        lowest = look.px(sum(LYING_ROOM) + BESIDE_WORDS) + self.spacing
        self._ahead = min(look.choices, columns * int(self.room // lowest))
        self._make_soon()

    def _make_one(self, _elapsed: float) -> None:
        # A screen that was left has no window.
        if len(self._tiles) < self._ahead and self.get_root_window() is not None:
            self._make_tiles(len(self._tiles) + 1)
            self._make_soon()

    def bar(self) -> None:
        """What cannot be done now may be something else than before."""
        self._lay(0)

    def _lay(self, _elapsed: float) -> None:
        self._lay_soon.cancel()
        look: Look = App.get_running_app().look
        if self.width < look.panel.width_px / 4:
            return
        rows = self._rows(look)
        self.shown = [offered for row in rows for offered in row.offered]
        self._make_tiles(len(self.shown))
        for tile, offered in zip(self._tiles, self.shown, strict=False):
            tile.show(offered)
            tile.barred = self._bars(offered)
        columns = self._tiling.columns if rows else 0
        stand = (columns, *(len(row.offered) for row in rows))
        if stand != self._stand:
            self._stand = stand
            self._put(rows, columns)
        # The last child is the row above.
        for row, widget in zip(rows, reversed(self.children), strict=False):
            widget.height = row.height

    def _bars(self, offered: Offered) -> bool:
        return offered.service is not None and self._is_barred(offered.service)

    def _put(self, rows: Sequence[_Row], columns: int) -> None:
        for row in self.children:
            row.clear_widgets()
        self.clear_widgets()
        tiles = iter(self._tiles)
        for row in rows:
            beside = TileRow()
            for _ in row.offered:
                beside.add_widget(next(tiles))
            for _ in range(columns - len(row.offered)):
                beside.add_widget(MirroredBox())
            self.add_widget(beside)
        # What is left over.
        self.add_widget(Widget())

    def _rows(self, look: Look) -> list[_Row]:
        app = App.get_running_app()
        # More than those of a page have no room in any arrangement.
        best = self._offered[: look.choices]
        if not best or self.room <= 0:
            return []
        names = [app.text(offered.title) for offered in best]
        longest = longest_word_px(names, look.language, app.engine, size=look.type("key"))
        lying = (one for one in tilings(look, longest, len(best)) if not one.upright)
        self._tiling = max(lying, key=lambda one: one.columns)
        columns = self._tiling.columns
        width = (self.width - look.px(GAP) * (columns - 1)) / columns
        measure = TileMeasure(self._tiling, BESIDE_WORDS, width)
        rows: list[_Row] = []
        left = self.room
        for first in range(0, len(best), columns):
            beside = best[first : first + columns]
            height = max(measure.needed(one, keeps_room=self._bars(one)) for one in beside)
            # Below the last row there is a gap, too.
            if height + self.spacing > left:
                break
            left -= height + self.spacing
            rows.append(_Row(beside, height))
        return rows

    def _make_tiles(self, count: int) -> None:
        while len(self._tiles) < count:
            tile = ServiceTile(upright=False, side=BESIDE_WORDS)
            tile.fbind("on_release", lambda tile: self._chosen(tile.offered))
            self._tiles.append(tile)
