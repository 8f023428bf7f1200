"""What a visit works with: its ports, behind which devices, platform and voice stand, or simulators."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from kiosk.application import Submission
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.papers import PaperContent
from kiosk.services.cards import CardKind

if TYPE_CHECKING:
    from kiosk.central.questions import Request

VOLUME_LEVELS = 5


class CardReader(Protocol):
    """All readers of cards: whichever of the wanted cards is read first is the answer."""

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None: ...
    def stop_reading(self) -> None: ...


class Sender(Protocol):
    """Seals, commits to the outbox, tells the host, and opens the platform's answer."""

    def send(self, visit: str, submission: Submission) -> None: ...
    def rate(self, service_id: str, grade: int) -> None: ...


class Printing(Protocol):
    """All printers: a paper comes out of the first that can, or of none. ``paper`` is the visit's name for
    it, which the events about it carry."""

    def watch(self, visit: str, language: Language) -> None:
        """Somebody will look at what the printers lack, and at a paper in this language."""

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None: ...
    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None: ...


class Asker(Protocol):
    """Asks the platform now or not at all; Answered and NotAnswered come under the id that ask() gives."""

    def ask(self, visit: str, request: "Request") -> str: ...
    def ask_again(self, request_id: str) -> None: ...


class Voice(Protocol):
    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None: ...
    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None: ...
    def stop(self) -> None: ...

    @property
    def busy(self) -> bool:
        """Whether anything is being said, or about to be."""

    # What the resident makes of it; gone with the visit.

    @property
    def volume(self) -> int:
        """The level, from 1 to VOLUME_LEVELS."""

    def turn_up(self) -> None: ...
    def turn_down(self) -> None: ...
    def set_slow(self, slow: bool) -> None: ...
    def set_headphones(self, plugged_in: bool) -> None:
        """While headphones are plugged in, what is personal is said without being asked for."""


class HostLink(Protocol):
    """What the host is told: never anything personal."""

    def drawn(self) -> None: ...
    def begun(self) -> None: ...
    def ended(self, how: "Ending") -> None: ...


class Ending(Enum):
    FINISHED = "finished"
    LEFT = "left"
    TIMED_OUT = "timed-out"


@dataclass(frozen=True)
class Ports:
    """What a visit works with; simulators stand behind the same ports."""

    card_reader: CardReader
    sender: Sender
    printing: Printing
    voice: Voice
    host: HostLink
    asker: Asker


@dataclass(frozen=True)
class Site:
    """What a visit knows of the machine it happens on."""

    kiosk_id: str
    help_phone: str
    sample: bool
