"""Services: what can be done here, as pictures with words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Message, Words
from kiosk.services.service import Service
from kiosk.text.engine import TextStyle
from kiosk.visit_events import VisitEvent
from screens.longest_word import longest_word_px
from screens.screen import Screen
from screens.theme import Look, TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.notice import Notice
from screens.widgets.slab import Slab

# Design pixels: what a tile has at its sides and, lying down, its picture with its gap; the room between
# tiles; what stands beside the work area, upright and lying.
TILE_PADDING, TILE_PICTURE, GAP = 52, 104, 24
BESIDE_WORK, BESIDE_WORK_WIDE = 96, 328
# How wide pictures are: beside the words, and above them where there are more than so many tiles, or fewer.
BESIDE_WORDS, SMALL, LARGE, FULL_PAGE = 84, 124, 164, 6
# The struck card beside the words that say so, with its gap; the height of a line where the letters are 1.
STRUCK, STRUCK_GAP, LINE_HEIGHT = 44, 12, 1.35
NOT_NOW = Message("services.not_now")
# The key for more; and how high tiles may grow where there is room, upright and lying.
MORE, TALLEST, TALLEST_LYING = 136, 384, 176
# Tiles with the picture above, beside each other on a lying panel; two rows of them from so many design
# pixels.
UPRIGHT_WIDE, ROOMY = 3, 1900


@dataclass(frozen=True)
class Tiling:
    """How the tiles lie: so many beside each other; their picture above their words, or beside them."""

    columns: int
    upright: bool


def tiling(look: Look, longest_word: float, count: int) -> Tiling:
    """The arrangement in which no word of a name is broken. ``longest_word`` in pixels."""
    tried = [] if look.step is TextStep.LARGEST else [Tiling(2, False)]
    if look.wide:
        rows = 1 if look.panel.width_px < look.px(ROOMY) else 2
        if look.step is TextStep.NORMAL and count <= rows * UPRIGHT_WIDE:
            tried.insert(0, Tiling(max(2, min(UPRIGHT_WIDE, count)), True))
    elif look.tall:
        tried = [Tiling(2, True)] if look.step is TextStep.NORMAL else []
    beside = BESIDE_WORK_WIDE if look.wide else BESIDE_WORK
    for one in tried:
        room = (look.panel.width_px - look.px(beside + (one.columns - 1) * GAP)) / one.columns
        if longest_word <= room - look.px(TILE_PADDING + (0 if one.upright else TILE_PICTURE)):
            return one
    return Tiling(1, False)


class NotNow(MirroredBox):
    """A struck card, and in words that this is not possible now."""

    message = ObjectProperty(NOT_NOW)


class ServiceTile(Slab):
    """One errand: picture, name, and a line that says more.

    While it is ``barred`` the line says that it is not possible now. Its room stays as it is: nothing moves.
    """

    picture = StringProperty("")
    title = ObjectProperty(None, allownone=True)
    second_line = ObjectProperty(None, allownone=True)
    upright = BooleanProperty(True)
    # Design pixels.
    side = NumericProperty(164)
    barred = BooleanProperty(False)
    # Pixels: the height that the words and the picture need; of that, what the line leaves of its room.
    needed = NumericProperty(0)
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


class ServicesScreen(Screen):
    stone = 0

    def build(self) -> None:
        services, look = self.app.services, self.app.look
        self._tiles: list[ServiceTile] = []
        self._rows: list[TileRow] = []
        self._not_now_height = cache(self._measure_not_now)
        self._level_soon = Clock.create_trigger(self._level, -1)
        self.ids.pages.fbind("height", lambda *_: self._level_soon())
        if not services:
            code = Message("fail.code", {"code": Code(FailureCode.SERVICE_PACK_ERROR.value)})
            do = Message("fail.SVC-01.do")
            self.ids.pages.add_widget(Notice(picture="warning", message=do, code=code))
        names = [self.app.text(service.title) for service in services]
        longest = longest_word_px(names, look.language, self.app.engine, size=look.type("key"))
        lying = tiling(look, longest, len(services))
        side = (
            BESIDE_WORDS if not lying.upright else SMALL if look.wide or len(services) > FULL_PAGE else LARGE
        )
        for first in range(0, len(services), lying.columns):
            row = TileRow()
            beside = services[first : first + lying.columns]
            for service in beside:
                row.add_widget(self._tile(service, upright=lying.upright, side=side))
            for _ in range(lying.columns - len(beside)):
                row.add_widget(MirroredBox())
            self._rows.append(row)
            self.ids.pages.add_widget(row)
        if len(services) > look.choices:
            # One choice is the key for more.
            self.ids.pages.most = (look.choices - 1) // lying.columns
        self.page(self.ids.pages)

    def _tile(self, service: Service, *, upright: bool, side: int) -> ServiceTile:
        tile = ServiceTile(
            not_now_height=self._not_now_height if service.cards else None,
            picture=service.icon,
            title=service.title,
            second_line=None if self.app.look.reach else service.second_line,
            element_id=f"service:{service.id}",
            upright=upright,
            side=side,
        )
        tile.called = service.title
        tile.barred = self._is_barred(service)
        tile.fbind("on_release", lambda _tile: self._chosen(service))
        tile.fbind("needed", lambda *_: self._level_soon())
        self._tiles.append(tile)
        return tile

    def _is_barred(self, service: Service) -> bool:
        return self.visit.card_trouble(service) is not None

    def _measure_not_now(self, width: float) -> float:
        """The height of `NotNow` in a width, in pixels."""
        look = self.app.look
        style = TextStyle(look.type("label"), line_height=LINE_HEIGHT)
        words = width - look.px(STRUCK + STRUCK_GAP)
        laid = self.app.engine.lay_out(self.app.text(NOT_NOW), look.language, style, width=words)
        return max(look.px(STRUCK), ceil(laid.height))

    def took(self, events: Sequence[VisitEvent]) -> None:
        for tile, service in zip(self._tiles, self.app.services, strict=True):
            tile.barred = self._is_barred(service)

    def _level(self, _elapsed: float) -> None:
        """All tiles are equally high, and fill the page; where that takes too much, those of a row are."""
        if not self._rows:
            return
        look, pages = self.app.look, self.ids.pages
        beside = len(self._rows[0].children)
        heights = [
            max(tile.needed for tile in self._tiles[first : first + beside])
            for first in range(0, len(self._tiles), beside)
        ]
        tallest = look.px(TALLEST if self._tiles[0].upright else TALLEST_LYING)
        most = int(pages.most) or len(self._rows)
        for shown in range(min(most, len(self._rows)), 0, -1):
            more = look.px(MORE) if shown < len(self._rows) else -pages.spacing
            even = (pages.height - pages.padding[1] - shown * pages.spacing - more) / shown
            if even >= max(heights):
                break
        for row, needed in zip(self._rows, heights, strict=True):
            row.height = min(even, max(tallest, *heights)) if even >= max(heights) else needed

    def header(self) -> tuple[str, Words]:
        return "house", Message("home.name")

    def picture(self) -> str:
        return "touch"

    def sentence(self) -> Words:
        return Message("services.sentence" if self.app.services else "services.none")

    def also_spoken(self) -> Sequence[Words]:
        services = self.app.services
        if not services:
            return (Message("fail.SVC-01.do"),)
        named = [
            words
            for service in services
            for words in ((service.title, NOT_NOW) if self._is_barred(service) else (service.title,))
        ]
        return (Message("services.hint"), *named)

    def _chosen(self, service: Service) -> None:
        self.visit.choose_service(service)
        self.app.forget_entries()
        self.app.go("not_possible" if self._is_barred(service) else "chosen")
