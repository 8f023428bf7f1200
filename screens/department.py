"""Department: for whom the number in the queue is; a touch takes it."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.screen import Screen
from screens.tiles import Offered, TilePages


class DepartmentScreen(Screen):
    stone = 2

    def build(self) -> None:
        pages: TilePages = self.ids.pages
        pages.chosen = self._chosen
        pages.offer([Offered(f"department:{one.id}", one.icon, one.name) for one in self.service.departments])
        pages.fbind("page", lambda *_: self._said_on_page())
        self.page(pages)

    def picture(self) -> str:
        return "touch"

    def sentence(self) -> Words:
        return Message("department.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("department.hint"), *self._names())

    def _names(self) -> Sequence[Words]:
        return [offered.title for offered in self.ids.pages.seen]

    def _said_on_page(self) -> None:
        if self.app.screen is self:
            self.app.say(self._names(), "page")

    def _chosen(self, offered: Offered) -> None:
        self.visit.department = offered.element_id.partition(":")[2]
        self.app.go("chosen")
