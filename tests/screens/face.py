"""A driver for the face: real touches on real widgets in one window, stepped without waiting."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.lang import Builder
from kivy.uix.label import Label
from kivy.uix.widget import Widget
from PIL import Image

from kiosk.holder import HolderCard
from kiosk.input.chinese import ChineseInput
from kiosk.language.display import display
from kiosk.language.languages import UYGHUR, Language
from kiosk.language.values import Message, Words
from kiosk.sandbox.resident import Element
from kiosk.services.packs import Catalogue
from kiosk.services.service import Field, Service
from kiosk.text.engine import TextEngine, open_engine
from kiosk.text.isolation import without_isolates
from kiosk.visit_events import Accepted, CardRead, Kept, VisitEvent
from kiosk.visit_ports import Ending
from screens.app import OVERLAYS, KioskApp
from screens.journey import Place
from screens.pictograms import PictogramStore
from screens.screen import Screen
from screens.surroundings import Surroundings, Timers
from screens.theme import ColourTheme, Modes, Panel
from screens.touching import VirtualHands
from screens.widgets.keyboard import Keyboard
from tests.recording_ports import HOLDER, Recording, Said, catalogues, make_visit, sample_services

# A screen is 15 000 objects in circles: to free them takes as long as to make them, and to look through
# them again and again still longer.
SCREENS_BETWEEN_COLLECTIONS = 40
PANEL = Panel(1080, 1920, 268, 476)
# Seconds; a test says with `pass_time` when they are over.
TIMERS = Timers(idle_s=90, warning_s=20, gone_s=5, touch_rest_s=0, again_s=0)
AGRI, SUGGESTION = "agri-subsidy", "suggestion"
CASE = "CASE-2026-000123"
SomeWidget = TypeVar("SomeWidget", bound=Widget)


@cache
def text_engine() -> TextEngine:
    return open_engine()


@cache
def pictograms() -> PictogramStore:
    """Every picture is drawn once for all faces."""
    return PictogramStore()


class LeftScreens:
    """Frees the screens that were left, of all faces, where nothing is collected by itself."""

    def __init__(self) -> None:
        self._count = 0

    def one_more(self) -> None:
        self._count += 1
        if self._count >= SCREENS_BETWEEN_COLLECTIONS and not gc.isenabled():
            self._count = 0
            gc.collect()


left_screens = LeftScreens()


class Face:
    """One visit's face in the window, which comes up at the attract screen or where it is told to `go` first.

    ``screen`` and ``texts`` are what a resident would see; `touch`, `stroke`, `type` and `sign` are a finger.
    Nothing is drawn while stepping, which costs most and changes nothing; `picture` draws.
    """

    def __init__(
        self,
        *,
        language: Language = UYGHUR,
        services: Catalogue | None = None,
        timers: Timers = TIMERS,
        theme: ColourTheme = ColourTheme.DAY,
        modes: Modes | None = None,
        crashed: bool = False,
        panel: Panel = PANEL,
        chinese: ChineseInput | None = None,
    ) -> None:
        EventLoop.ensure_window()
        # What other tests' widgets still wanted to do is nothing to this visit.
        for event in Clock.get_events():
            event.cancel()
        self.window = EventLoop.window
        self.window.size = (panel.width_px, panel.height_px)
        self.ports = Recording()
        self.visit = make_visit(self.ports, language)
        self.now = 1000.0
        self.app = KioskApp(
            self.visit,
            Surroundings(
                engine=text_engine(),
                catalogues=catalogues(),
                services=services or sample_services(),
                panel=panel,
                timers=timers,
                theme=theme,
                crashed=crashed,
                clock=lambda: self.now,
                chinese=chinese or ChineseInput(),
            ),
        )
        self.app.pictograms = pictograms()
        if modes is not None:
            self.app.look = replace(self.app.look, modes=modes)
        self._root: Widget | None = None
        self._seen: Screen | None = None

    @property
    def is_up(self) -> bool:
        return self._root is not None

    @property
    def root(self) -> Widget:
        """Everything in the window. The first who asks for it brings the face up."""
        if self._root is None:
            self._root = self.app.build()
            self.window.add_widget(self._root)
            self.app.dispatch("on_start")
            self.step()
        return self._root

    @cached_property
    def hands(self) -> VirtualHands:
        self.bring_up()
        return VirtualHands(self.app)

    def bring_up(self) -> None:
        assert self.root is not None

    def close(self) -> None:
        self.app.surroundings.chinese.close()
        if not self.is_up:
            return
        if self.ended is None:
            self.app.stop()
        self.window.remove_widget(self.root)

    # Time

    def step(self, frames: int = 2) -> None:
        """What a frame does besides drawing."""
        for _ in range(frames):
            if self.ended is not None:
                return
            Clock.tick()
            Builder.sync()
            Clock.tick_draw()
            Builder.sync()
        if self.app.screen is not self._seen:
            self._seen = self.app.screen
            left_screens.one_more()

    def pass_time(self, seconds: float) -> None:
        """So much later."""
        self.bring_up()
        self.now += seconds
        self.step()

    # What there is to see and to hear

    @property
    def shown(self) -> str:
        self.bring_up()
        return self.app.shown

    @property
    def screen(self) -> Screen:
        self.bring_up()
        assert self.app.screen is not None
        return self.app.screen

    @property
    def ended(self) -> Ending | None:
        return next((told for told in self.ports.host.told if isinstance(told, Ending)), None)

    def labels(self, under: Widget | None = None) -> list[Label]:
        """Every label with words that is not hidden, from the screen's top."""
        found = [
            widget for widget in visible(under or self.root) if isinstance(widget, Label) and widget.text
        ]
        return sorted(found, key=lambda label: -label.to_window(label.x, label.top)[1])

    def texts(self, under: Widget | None = None) -> list[str]:
        """What can be read, without the marks that keep its order."""
        return [without_isolates(label.text) for label in self.labels(under)]

    def reads(self, words: Words | str) -> bool:
        """Whether the words stand on the screen."""
        return self.words(words) in self.texts()

    def words(self, words: Words | str) -> str:
        """A key, message or term as it is shown in the visit's language."""
        shown = Message(words) if isinstance(words, str) else words
        return without_isolates(display(shown, self.visit.language, catalogues()))

    def sentence(self) -> str:
        """The one sentence of the screen as it stands on the stage."""
        return without_isolates(str(self.app.root.children[0].ids.sentence.text))

    def elements(self) -> dict[str, Element]:
        """Everything that can be touched, by id."""
        return {element.id: element for element in self.hands.screen().elements}

    def offers(self, element_id: str) -> bool:
        """Whether an element is there and does something."""
        element = self.elements().get(element_id)
        return element is not None and element.enabled

    def find(self, kind: type[SomeWidget]) -> SomeWidget:
        """The one widget of a kind."""
        found = [widget for widget in self.root.walk() if isinstance(widget, kind)]
        assert len(found) == 1, f"{len(found)} of {kind.__name__}"
        return found[0]

    def heard(self) -> Said:
        """What is being said."""
        self.bring_up()
        said = self.ports.voice.speaking
        assert said is not None, "silence"
        return said

    def heard_keys(self) -> list[str]:
        """The keys of what is being said; terms of a service pack have none."""
        return [part.key for part in self.heard().parts if isinstance(part, Message)]

    def picture(self) -> Image.Image:
        """What is drawn."""
        self.root.canvas.ask_update()
        EventLoop.idle()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "drawn.png"
            self.hands.picture(path)
            with Image.open(path) as image:
                return image.copy()

    # What a finger does

    def touch(self, *element_ids: str) -> None:
        """Touches one element after the other, in its middle."""
        for element_id in element_ids:
            element = self.elements().get(element_id)
            assert element is not None, f"no {element_id} on {self.shown}: {sorted(self.elements())}"
            self.hands.touch(element.x + element.width / 2, element.y + element.height / 2)
            self.step()

    def stroke(self, element_id: str, *fractions: tuple[float, float]) -> None:
        """A finger drawn over an element; points as fractions of its box."""
        box = self.elements()[element_id]
        self.hands.stroke([(box.x + box.width * x, box.y + box.height * y) for x, y in fractions])
        self.step()

    def sign(self) -> None:
        self.stroke("sign:pad", (0.2, 0.4), (0.5, 0.6), (0.8, 0.4))

    def type(self, text: str) -> None:
        """Touches the keys that write a text, one a sign, changing the keyboard where it has to."""
        for sign in text:
            key = "key:space" if sign == " " else f"key:{sign}"
            if key not in self.elements():
                self.touch("key:digits" if "key:digits" in self.elements() else "key:letters")
            self.touch(key)

    # What others do

    def post(self, *events: VisitEvent) -> None:
        """Events of the ports, as their threads post them."""
        for event in events:
            self.visit.post(event)
        if self.is_up:
            self.step()
        else:
            self.visit.take_events()

    def lay_card(self, holder: HolderCard = HOLDER) -> None:
        self.post(CardRead(self.visit.id, holder))

    @property
    def key(self) -> str:
        """The key of what was confirmed."""
        assert self.visit.submission is not None
        return self.visit.submission.key

    def accepted(self) -> Accepted:
        """The platform's word on what was sent."""
        now = self.visit.now()
        return Accepted(self.visit.id, self.key, CASE, now, now.date().replace(day=11), None)

    # Standing somewhere at once

    def go(self, screen: str, step: str | None = None) -> None:
        """Shows a screen with the visit as far as it has to be there."""
        self._bring_to(screen)
        if screen in OVERLAYS - {"language"}:
            if not self.is_up:
                self.go("guide")
            self.app.open_overlay(screen)
        elif self.is_up:
            self.app.open(Place(screen, step))
        else:
            self.app.place = Place(screen, step)
            self.bring_up()
        self.step()

    def go_last(self, screen: str) -> None:
        """Shows the last page of a screen, where its forward key leads on."""
        self.go(screen)
        pages = self.screen.pages
        while pages is not None and not pages.last:
            pages.turn()
        self.step()

    def choose(self, service_id: str = AGRI) -> Service:
        service = self.app.surroundings.services.service(service_id)
        self.visit.choose_service(service)
        return service

    def fill_in(self) -> None:
        """A holder and an answer to every question."""
        service = self.visit.service or self.choose()
        if service.needs_card:
            self.visit.card.holder = self.visit.card.holder or HOLDER
            self.visit.take_over_holder()
        for field in service.steps:
            self.visit.answer(field, ANSWERS[field.id])

    def confirm(self) -> None:
        """Filled in, signed and said yes to; nothing has come of it yet."""
        self.fill_in()
        self.visit.signature = (((10, 10), (90, 40)),)
        self.visit.confirm()

    def _bring_to(self, screen: str) -> None:
        if screen in ("attract", "language", "services"):
            return
        if self.visit.service is None:
            self.choose()
        if screen == "card_confirm" and self.visit.card.holder is None:
            self.visit.card.holder = HOLDER
        if screen in ("review", "sign", "sending"):
            self.fill_in()
        if screen in ("result", "receipt", "copy_offer", "copy") and self.visit.submission is None:
            self.confirm()
            self.post(Kept(self.visit.id, self.key), self.accepted())


FaceMaker = Callable[..., Face]

ANSWERS = {
    "crop": "cotton", "area": "12.5", "village": "گۈلباغ كەنتى", "phone": "13900000000", "bank-card": "4821",
    "topic": "waiting", "place": "گۈلباغ كەنتى", "text": "ئورۇندۇق كېرەك",
}  # fmt: skip


def visible(widget: Widget) -> Iterator[Widget]:
    """A widget and everything below it that is not hidden by size or opacity."""
    if widget.opacity == 0 or widget.width <= 0 or widget.height <= 0:
        return
    yield widget
    for child in widget.children:
        yield from visible(child)


def with_service(service: Service) -> Catalogue:
    """A catalogue of one service."""
    return Catalogue((service,), ())


def changed_field(service_id: str, field_id: str, **changes: Any) -> Service:
    """A sample service with one question changed."""
    service = sample_services().service(service_id)
    steps = tuple(replace(field, **changes) if field.id == field_id else field for field in service.steps)
    return replace(service, steps=steps)


def fields_of(service_id: str = AGRI) -> Sequence[Field]:
    return sample_services().service(service_id).steps


def keyboard_ids(face: Face) -> list[str]:
    return [element_id for element_id, _ in face.find(Keyboard).elements]
