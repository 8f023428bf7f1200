"""Draws the screens of service packs into files; a process of its own, that `preview` starts.

Arguments: the folder of the packs, the folder for the pictures, a language or nothing, the services' ids. Its
last line is one JSON object: the pictures, and the screens that could not be drawn and why.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.config import Config
from kivy.lang import Builder

from kiosk.commands.bundled import LOCALES
from kiosk.commands.silent_ports import silent_ports
from kiosk.holder import HolderCard
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES, Language, language_by_tag
from kiosk.services.packs import Catalogue, load_catalogue
from kiosk.services.samples import NoAnswerKnown, sample_answers
from kiosk.services.service import Service
from kiosk.text.engine import open_engine
from kiosk.visit import Visit
from kiosk.visit_ports import Ports, Site
from screens.app import KioskApp
from screens.journey import Place
from screens.surroundings import Surroundings, Timers
from screens.theme import Panel
from screens.touching import VirtualHands

_PANEL = Panel(1080, 1920, 268, 476)
# Nobody: the division was never given to a place.
_HOLDER = HolderCard(
    kind="resident",
    name="阿依佐合热·萨姆普勒",
    number="659999198704120024",
    sex="female",
    birth=date(1987, 4, 12),
    address="样本县测试乡模拟村3组17号",
    authority="样本县公安局",
    valid_to=date(2037, 5, 9),
    name_may_be_cut=False,
)
_FRAMES = 4


class Drawing:
    """One app in one window; goes from place to place and takes a picture of each."""

    def __init__(self, catalogue: Catalogue, ports: Ports) -> None:
        for option, value in (("width", _PANEL.width_px), ("height", _PANEL.height_px), ("multisamples", 0)):
            Config.set("graphics", option, value)
        EventLoop.ensure_window()
        self.visit = Visit(
            id="preview",
            ports=ports,
            site=Site(kiosk_id="preview", help_phone="", sample=True),
            now=lambda: datetime.now().astimezone(),
            language=RESIDENT_LANGUAGES[0],
        )
        surroundings = Surroundings(
            engine=open_engine(),
            catalogues=load_catalogues(LOCALES),
            services=catalogue,
            panel=_PANEL,
            timers=Timers(idle_s=3600, warning_s=60, gone_s=60),
        )
        self.app = KioskApp(self.visit, surroundings)
        EventLoop.window.add_widget(self.app.build())
        self.app.dispatch("on_start")
        self._hands = VirtualHands(self.app)

    def speak(self, language: Language) -> None:
        """From here on in another language, as if it had been chosen on top of a screen."""
        self.app.open_overlay("language")
        self.app.choose_language(language)

    def draw(self, place: Place, file: Path) -> None:
        self.app.open(place)
        for _ in range(_FRAMES):
            Clock.tick()
            Builder.sync()
            Clock.tick_draw()
            Builder.sync()
        self.app.root.canvas.ask_update()
        EventLoop.idle()
        self._hands.picture(file)

    def choose(self, service: Service) -> list[Place]:
        """Chooses a service, answers every question, and gives the places that have a screen.

        NoAnswerKnown where a question takes no answer that could be made up.
        """
        self.visit.choose_service(service)
        self.app.forget_entries()
        if service.needs_card:
            self.visit.card.holder = _HOLDER
            self.visit.take_over_holder()
        answers = sample_answers(service, self.visit.language, self.visit.now().date())
        places = [Place("guide")]
        places += [Place("step", step.id) for step in service.steps]
        for step_id, answer in answers.items():
            self.visit.answer(service.field(step_id), answer)
        if service.steps:
            places.append(Place("review"))
        return [*places, *([Place("sign")] if service.signature else [])]


def main(folder: Path, out: Path, language: str, wanted: list[str]) -> None:
    drawing = Drawing(load_catalogue(folder), silent_ports())
    pictures: list[str] = []
    missed: list[dict[str, str]] = []
    for tag in [language] if language else [language.tag for language in RESIDENT_LANGUAGES]:
        drawing.speak(language_by_tag(tag))
        for service_id in wanted:
            service = drawing.app.surroundings.services.service(service_id)
            try:
                places = drawing.choose(service)
            except NoAnswerKnown as fault:
                missed.append({"screen": f"{service_id}/{tag}", "why": str(fault)})
                continue
            for number, place in enumerate(places, 1):
                name = f"{service_id}/{tag}/{number:02}-{place.name}.png"
                file = out / name
                file.parent.mkdir(parents=True, exist_ok=True)
                try:
                    drawing.draw(place, file)
                # What a screen has against a pack is what its author wants to know; the rest is drawn.
                except Exception as fault:
                    missed.append({"screen": name, "why": f"{type(fault).__name__}: {fault}"})
                else:
                    pictures.append(name)
    print(json.dumps({"pictures": pictures, "not_drawn": missed}, ensure_ascii=False))


def run() -> None:
    """With the arguments of the process; screens.preload was imported before."""
    _, folder, out, language, *wanted = sys.argv
    main(Path(folder), Path(out), language, wanted)
