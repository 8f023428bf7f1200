"""Ports that write down what a visit asks of them, and a visit that works with them.

They have no rules of their own: what a device or the platform answers, each test says with an event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from kiosk.application import Submission
from kiosk.central.questions import Request
from kiosk.holder import HolderCard
from kiosk.language.catalogue import Catalogues, load_catalogues
from kiosk.language.languages import UYGHUR, Language
from kiosk.language.values import Words
from kiosk.papers import PaperContent
from kiosk.services.cards import CardKind
from kiosk.services.packs import Catalogue, load_catalogue
from kiosk.visit import Visit
from kiosk.visit_ports import VOLUME_LEVELS, Ending, Ports, Site

ROOT = Path(__file__).parents[1]
BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 5, 4, 12, 30, tzinfo=BEIJING)
SITE = Site(kiosk_id="K-7", help_phone="0990-0000000", sample=True)
HOLDER = HolderCard(
    kind="resident",
    name="阿依佐合热·萨姆普勒",
    number="659999198704120026",
    sex="female",
    birth=date(1987, 4, 12),
    address="样本县测试乡模拟村3组17号",
    authority="样本县公安局",
    valid_to=date(2037, 5, 9),
    name_may_be_cut=False,
)


@dataclass(frozen=True)
class Said:
    """One prompt as the voice was given it."""

    parts: tuple[Words, ...] = field(repr=False)
    language: Language
    label: str
    reveal_personal: bool


@dataclass(frozen=True)
class Announced:
    """What was said in several languages one after the other."""

    parts: tuple[Words, ...] = field(repr=False)
    languages: tuple[Language, ...]
    label: str
    volume: float


@dataclass
class RecordingCardReader:
    starts: list[str] = field(default_factory=list)
    cards: tuple[CardKind, ...] = ()
    newest_address: bool = False
    stops: int = 0
    reading: bool = False

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None:
        self.starts.append(visit)
        self.cards, self.newest_address = tuple(cards), newest_address
        self.reading = True

    def stop_reading(self) -> None:
        self.stops += 1
        self.reading = False


@dataclass
class RecordingSender:
    sent: list[tuple[str, Submission]] = field(default_factory=list)
    ratings: list[tuple[str, int]] = field(default_factory=list)

    def send(self, visit: str, submission: Submission) -> None:
        self.sent.append((visit, submission))

    def rate(self, service_id: str, grade: int) -> None:
        self.ratings.append((service_id, grade))


@dataclass
class RecordingAsker:
    asked: list[tuple[str, Request]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)

    def ask(self, visit: str, request: Request) -> str:
        self.asked.append((visit, request))
        return f"request-{len(self.asked)}"

    def ask_again(self, request_id: str) -> None:
        self.again.append(request_id)


@dataclass
class RecordingPrinting:
    previews: list[tuple[str, PaperContent]] = field(default_factory=list)
    # Of each of these, the page that was asked for.
    pages: list[int] = field(default_factory=list)
    printed: list[tuple[str, PaperContent]] = field(default_factory=list)
    watched: bool = False

    def watch(self, visit: str, language: Language) -> None:
        self.watched = True

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None:
        self.previews.append((visit, content))
        self.pages.append(page)

    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None:
        self.printed.append((visit, content))


@dataclass
class RecordingVoice:
    """``said`` and ``announced`` are everything so far; ``speaking`` and ``announcing`` what nothing has
    stopped yet."""

    said: list[Said] = field(default_factory=list)
    speaking: Said | None = None
    announced: list[Announced] = field(default_factory=list)
    announcing: Announced | None = None
    # Whether it still sounds: a test says so.
    busy: bool = False
    volume: int = 4
    slow: bool = False
    headphones: bool = False

    def turn_up(self) -> None:
        self.volume = min(VOLUME_LEVELS, self.volume + 1)

    def turn_down(self) -> None:
        self.volume = max(1, self.volume - 1)

    def set_slow(self, slow: bool) -> None:
        self.slow = slow

    def set_headphones(self, plugged_in: bool) -> None:
        self.headphones = plugged_in

    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None:
        self.announcing = None
        self.speaking = Said(tuple(parts), language, label, reveal_personal)
        self.said.append(self.speaking)

    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None:
        self.speaking = None
        self.announcing = Announced(tuple(parts), tuple(languages), label, volume)
        self.announced.append(self.announcing)

    def stop(self) -> None:
        self.speaking = self.announcing = None


@dataclass
class RecordingHost:
    told: list[str | Ending] = field(default_factory=list)

    def drawn(self) -> None:
        self.told.append("drawn")

    def begun(self) -> None:
        self.told.append("begun")

    def ended(self, how: Ending) -> None:
        self.told.append(how)


@dataclass
class Recording:
    """One recording port of each kind."""

    card_reader: RecordingCardReader = field(default_factory=RecordingCardReader)
    sender: RecordingSender = field(default_factory=RecordingSender)
    printing: RecordingPrinting = field(default_factory=RecordingPrinting)
    voice: RecordingVoice = field(default_factory=RecordingVoice)
    host: RecordingHost = field(default_factory=RecordingHost)
    asker: RecordingAsker = field(default_factory=RecordingAsker)

    @property
    def ports(self) -> Ports:
        return Ports(self.card_reader, self.sender, self.printing, self.voice, self.host, self.asker)


def make_visit(recording: Recording, language: Language = UYGHUR, visit_id: str = "visit-1") -> Visit:
    """A visit on the 4th of May 2026, half past twelve."""
    return Visit(id=visit_id, ports=recording.ports, site=SITE, now=lambda: NOW, language=language)


@cache
def sample_services() -> Catalogue:
    """Two of the sandbox's services: one that needs the card and a signature, one that needs neither."""
    every = every_service()
    return Catalogue(tuple(every.service(name) for name in ("agri-subsidy", "suggestion")), ())


@cache
def every_service() -> Catalogue:
    """All of the sandbox's services, in their categories."""
    return load_catalogue(ROOT / "kiosk" / "sandbox" / "catalogue")


@cache
def catalogues() -> Catalogues:
    return load_catalogues(ROOT / "locales")
