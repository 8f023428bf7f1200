"""What every screen is: a piece of work on the stage, and what it declares about itself.

A screen has no rules of its own: it shows the visit, tells it what was done, and asks the journey to
go on. What it declares (sentence, keys, what is spoken) can be spoken, checked and walked by keypad.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.languages import Language
from kiosk.language.values import Message, Number, Terms, Value, Words
from kiosk.services.service import Service
from kiosk.visit import Visit
from kiosk.visit_events import VisitEvent
from screens.journey import Place
from screens.widgets.pages import Pages

if TYPE_CHECKING:
    from screens.app import KioskApp


@dataclass(frozen=True)
class ForwardKey:
    """A key in the forward row: its catalogue key and picture."""

    key: str
    picture: str = ""
    arrow: bool = True
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def words(self) -> Message:
        return Message(self.key, self.values)


def spoken_value(value: Value) -> Words:
    """A value as words of its own."""
    return value if isinstance(value, Terms) else Message("spoken.value", {"value": value})


class Screen(BoxLayout):  # type: ignore[misc]
    """One screen's work area. Subclasses declare; their .kv file draws."""

    # The stone the resident stands on, 0 to 4; None where there is no path to show.
    stone: ClassVar[int | None] = None
    can_go_back: ClassVar[bool] = True
    # The two keys of the forward row above each other, each as wide as the screen.
    stacked_keys: ClassVar[bool] = False
    # A screen that fills the panel by itself, without the stage.
    whole_panel: ClassVar[bool] = False
    # Whether nobody touching ends the visit here.
    times_out: ClassVar[bool] = True
    # The keypad's focus begins at the forward key and not at the listen key: there is no time to look for it.
    begins_at_forward: ClassVar[bool] = False
    # Spoken in each of these languages, one after the other; empty: in the visit's.
    spoken_in: ClassVar[Sequence[Language]] = ()

    def __init__(self, app: "KioskApp", place: Place, **kwargs: Any) -> None:
        self.app = app
        self.place = place
        # The column of blocks that this screen pages, set by `page`.
        self.pages: Pages | None = None
        super().__init__(orientation="vertical", **kwargs)
        self.build()

    def build(self) -> None:
        """Fills what the kv rule has laid out; called once, when the screen is made."""

    def page(self, pages: Pages) -> None:
        """This column does not fit on every panel in every size of letters: the stage leads through it."""
        self.pages = pages
        for prop in ("page", "count"):
            pages.fbind(prop, lambda *_: self.app.refresh())

    @property
    def _reads_on(self) -> bool:
        pages = self.pages
        return pages is not None and pages.paging == "reading" and not pages.last

    @property
    def speaks_at_once(self) -> bool:
        """Whether it is spoken as soon as it is there."""
        return True

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        """The keys of the forward row now: (forward, second)."""
        pages = self.pages
        if pages is None or not self._reads_on:
            return self.forward_key(), self.second_key()
        values: dict[str, Value] = {"page": Number(pages.page + 2), "pages": Number(pages.count)}
        return ForwardKey("page.on", values=values), self.second_key()

    def go_forward(self) -> None:
        """The forward key: to the next page, and from the last one on."""
        if self.pages is not None and self._reads_on:
            self.pages.turn()
        else:
            self.forwarded()

    def go_back(self) -> None:
        """The back key: to the page before, and from the first one back."""
        if self.pages is not None and self.pages_back:
            self.pages.turn(-1)
        else:
            self.went_back()

    @property
    def pages_back(self) -> bool:
        """Whether the back key leads to the page before."""
        return self.pages is not None and self.pages.paging == "reading" and self.pages.page > 0

    def key_place(self) -> Widget | None:
        """A box of this screen for the forward row, where it does not stand below the work."""
        return None

    def picture(self) -> str:
        """What stands beside the sentence where there is room for it: by default the header's picture."""
        return self.header()[0]

    @property
    def visit(self) -> Visit:
        return self.app.visit

    @property
    def service(self) -> Service:
        """The chosen errand, on the screens that come after choosing one."""
        if self.visit.service is None:
            raise RuntimeError(f"{self.place.name} needs a chosen service")
        return self.visit.service

    def header(self) -> tuple[str, Words]:
        """The picture and words of where one is: the errand, or the home page."""
        service = self.visit.service
        if service is None:
            return "house", Message("home.name")
        return service.icon, service.title

    def sentence(self) -> Words:
        """The one sentence of the screen: what to do."""
        raise NotImplementedError

    def also_spoken(self) -> Sequence[Words]:
        """What is spoken after the sentence."""
        return ()

    def personal_spoken(self) -> Sequence[Words]:
        """What is personal here: said to headphones, or when the resident asks for it; else `not_spoken`."""
        return ()

    def not_spoken(self) -> Sequence[Words]:
        """What is said in place of what is personal: where it stands."""
        return ()

    def heard_alone(self, alone: bool) -> None:
        """Headphones were plugged in, and nobody else hears; or pulled out."""

    def question(self) -> tuple[int, int] | None:
        """(number, of how many) on the screens of a form."""
        return None

    def forward_key(self) -> ForwardKey | None:
        return None

    def second_key(self) -> ForwardKey | None:
        return None

    def arrived(self) -> None:
        """The screen is on the stage."""

    def left(self) -> None:
        """The screen goes off the stage; unsent input is kept by the app's entries."""

    def forwarded(self) -> None:
        """The forward key was touched."""

    def seconded(self) -> None:
        """The second key was touched."""

    def went_back(self) -> None:
        self.app.go("back")

    def took(self, events: Sequence[VisitEvent]) -> None:
        """Events of the ports, already applied to the visit."""

    def ticked(self, now: float) -> None:
        """A quarter of a second has passed; ``now`` in seconds, monotonic."""
