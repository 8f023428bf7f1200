"""Services: what can be done here, as pictures with words."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from kivy.properties import ObjectProperty, StringProperty

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Message, Words
from kiosk.services.service import Service
from screens.screen import ForwardKey, Screen
from screens.widgets.slab import Slab

# Without scrolling, in two columns.
TILES_A_SCREEN = 6
# Design pixels, at least.
TILE_HEIGHT = 372


class ServiceTile(Slab):
    """One errand: picture, name, and a line that says more."""

    picture = StringProperty("")
    title = ObjectProperty(None, allownone=True)
    second_line = ObjectProperty(None, allownone=True)


class ServicesScreen(Screen):
    stone = 0

    def build(self) -> None:
        self._page = int(self.app.entries.get(self.place.name, 0))
        for service in self._on_page():
            tile = ServiceTile(
                picture=service.icon,
                title=service.title,
                second_line=service.second_line,
                element_id=f"service:{service.id}",
            )
            tile.called = service.title
            tile.fbind("on_release", lambda _tile, chosen=service: self._chosen(chosen))
            tile.fbind("minimum_height", self._even_out)
            self.ids.tiles.add_widget(tile)
        self._even_out()
        if self.app.services:
            self.remove_widget(self.ids.nothing)
        else:
            code = Code(FailureCode.SERVICE_PACK_ERROR.value)
            self.ids.code.message = Message("fail.code", {"code": code})

    @property
    def _pages(self) -> int:
        return max(1, ceil(len(self.app.services) / TILES_A_SCREEN))

    def _on_page(self) -> tuple[Service, ...]:
        first = self._page * TILES_A_SCREEN
        return self.app.services[first : first + TILES_A_SCREEN]

    def second_key(self) -> ForwardKey | None:
        """More errands, and after the last ones the first again."""
        return ForwardKey("services.more", "forward", arrow=False) if self._pages > 1 else None

    def seconded(self) -> None:
        self.app.entries[self.place.name] = (self._page + 1) % self._pages
        self.app.redraw()

    def _even_out(self, *_: Any) -> None:
        """All tiles are as high as the highest needs to be."""
        tiles = self.ids.tiles.children
        highest = max((tile.minimum_height for tile in tiles), default=0)
        for tile in tiles:
            tile.height = max(highest, self.app.look.px(TILE_HEIGHT))

    def header(self) -> tuple[str, Words]:
        return "house", Message("home.name")

    def sentence(self) -> Words:
        return Message("services.sentence" if self.app.services else "services.none")

    def also_spoken(self) -> Sequence[Words]:
        names = tuple(service.title for service in self._on_page())
        return (Message("services.hint"), *names) if names else (Message("fail.SVC-01.do"),)

    def _chosen(self, service: Service) -> None:
        self.visit.choose_service(service)
        self.app.forget_entries()
        self.app.go("chosen")
