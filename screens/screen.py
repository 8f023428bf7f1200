"""What every screen is: a piece of work on the stage, and what it declares about itself.

A screen has no rules of its own: it shows the visit, tells it what was done, and asks the journey to
go on. What it declares (sentence, keys, what is spoken) can be spoken, checked and walked by keypad.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kivy.uix.boxlayout import BoxLayout

from kiosk.language.values import Message, Words
from kiosk.services.service import Service
from kiosk.visit import Visit
from kiosk.visit_events import VisitEvent
from screens.journey import Place

if TYPE_CHECKING:
    from screens.app import KioskApp


@dataclass(frozen=True)
class ForwardKey:
    """A key in the forward row: its catalogue key and picture."""

    key: str
    picture: str = ""
    arrow: bool = True


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

    def __init__(self, app: "KioskApp", place: Place, **kwargs: Any) -> None:
        self.app = app
        self.place = place
        super().__init__(orientation="vertical", **kwargs)
        self.build()

    def build(self) -> None:
        """Fills what the kv rule has laid out; called once, when the screen is made."""

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
