"""Services: what can be done here, as pictures with words; in groups where there are many."""

from collections.abc import Sequence

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Message, Words
from kiosk.services.service import Category, Service
from kiosk.visit_events import VisitEvent
from kiosk.visit_progress import Sought
from screens.journey import Place
from screens.screen import Screen
from screens.tiles import NOT_NOW, Offered, SearchKey, TilePages, offered_category, offered_service
from screens.widgets.notice import Notice


class ServicesScreen(Screen):
    """The step of its place is the group that is looked into; none: the first page."""

    stone = 0

    def build(self) -> None:
        catalogue = self.app.surroundings.services
        found = catalogue.within(self._group)
        self._offered = [self._offer(one) for one in found]
        pages: TilePages = self.ids.pages
        pages.is_barred = self._is_barred
        pages.chosen = self._chosen
        if not found:
            code = Message("fail.code", {"code": Code(FailureCode.SERVICE_PACK_ERROR.value)})
            do = Message("fail.SVC-01.do")
            pages.add_widget(Notice(picture="warning", message=do, code=code))
        elif catalogue.index is not None and (
            catalogue.categories or len(catalogue.services) > self.app.look.choices
        ):
            pages.key = SearchKey(key="services.search", picture="search", element_id="search")
            pages.key.called = Message("services.search")
            pages.key.fbind("on_release", lambda *_: self._search())
        pages.offer(self._offered)
        pages.fbind("page", lambda *_: self._said_on_page())
        self.page(pages)

    @property
    def _group(self) -> str:
        return self.place.step or ""

    def _category(self) -> Category | None:
        categories = self.app.surroundings.services.categories
        return next((category for category in categories if category.id == self._group), None)

    def _offer(self, one: Category | Service) -> Offered:
        if isinstance(one, Category):
            return offered_category(one)
        return offered_service(one, second_line=not self.app.look.reach)

    def _is_barred(self, service: Service) -> bool:
        return self.visit.card_trouble(service) is not None

    def took(self, events: Sequence[VisitEvent]) -> None:
        self.ids.pages.bar()

    def header(self) -> tuple[str, Words]:
        category = self._category()
        return ("house", Message("home.name")) if category is None else (category.icon, category.title)

    def picture(self) -> str:
        category = self._category()
        return "touch" if category is None else category.icon

    def sentence(self) -> Words:
        return Message("services.sentence" if self._offered else "services.none")

    def also_spoken(self) -> Sequence[Words]:
        if not self._offered:
            return (Message("fail.SVC-01.do"),)
        return (Message("services.hint"), *self._names())

    def _names(self) -> Sequence[Words]:
        """What stands on the page that is seen, and what of it cannot be done now."""
        named: list[Words] = []
        for offered in self.ids.pages.seen:
            named.append(offered.title)
            if offered.service is not None and self._is_barred(offered.service):
                named.append(NOT_NOW)
        return named

    def _said_on_page(self) -> None:
        if self.app.screen is self:
            self.app.say(self._names(), "page")

    def _chosen(self, offered: Offered) -> None:
        service = offered.service
        if service is None:
            self.app.open(Place("services", offered.element_id.partition(":")[2]))
            return
        self.visit.sought = Sought(category=self._group)
        self.visit.choose_service(service)
        self.app.forget_entries()
        self.app.go("not_possible" if self._is_barred(service) else "chosen")

    def _search(self) -> None:
        self.visit.sought = Sought()
        self.app.go("search")

    def went_back(self) -> None:
        category = self._category()
        if category is None:
            self.app.go("back")
        else:
            self.app.open(Place("services", category.within or None))
