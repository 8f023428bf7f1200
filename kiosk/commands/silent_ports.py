"""Ports behind which there is nothing: for screens that are drawn and not used."""

from collections.abc import Sequence

from kiosk.application import Submission
from kiosk.central.questions import Request
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.papers import PaperContent
from kiosk.services.cards import CardKind
from kiosk.visit_ports import Ending, Ports


class _Nothing:
    """Takes whatever it is told."""

    busy = False
    volume = 1

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None:
        pass

    def stop_reading(self) -> None:
        pass

    def send(self, visit: str, submission: Submission) -> None:
        pass

    def rate(self, service_id: str, grade: int) -> None:
        pass

    def ask(self, visit: str, request: Request) -> str:
        return ""

    def ask_again(self, request_id: str) -> None:
        pass

    def watch(self, visit: str, language: Language) -> None:
        pass

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None:
        pass

    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None:
        pass

    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None:
        pass

    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None:
        pass

    def stop(self) -> None:
        pass

    def turn_up(self) -> None:
        pass

    def turn_down(self) -> None:
        pass

    def set_slow(self, slow: bool) -> None:
        pass

    def set_headphones(self, plugged_in: bool) -> None:
        pass

    def drawn(self) -> None:
        pass

    def begun(self) -> None:
        pass

    def ended(self, how: Ending) -> None:
        pass


def silent_ports() -> Ports:
    nothing = _Nothing()
    return Ports(
        card_reader=nothing,
        sender=nothing,
        printing=nothing,
        voice=nothing,
        host=nothing,
        asker=nothing,
    )
