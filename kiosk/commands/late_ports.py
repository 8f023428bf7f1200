"""Ports that are made when the visit first asks for them: until then their drivers need not be imported.

The first visit after a start is drawn sooner by that; visits after it are forked with everything imported.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from kiosk.application import Submission
from kiosk.language.languages import Language
from kiosk.papers import PaperContent
from kiosk.pipe import Replied, Settled
from kiosk.services.cards import CardKind
from kiosk.visit_ports import CardReader

if TYPE_CHECKING:
    from kiosk.asking import Asking
    from kiosk.central.questions import Request
    from kiosk.commands.printing import Printing
    from kiosk.sending import Sending


class LateCardReader:
    """A card reader for the drawing thread; any thread may have it begin."""

    def __init__(self, made: Callable[[], CardReader]) -> None:
        self._made = made
        self._making = Lock()
        self._reader: CardReader | None = None

    def begin(self) -> None:
        """Attend to the readers from now on."""
        self._begun()

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None:
        self._begun().start_reading(visit, cards, newest_address=newest_address)

    def stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.stop_reading()

    def _begun(self) -> CardReader:
        with self._making:
            if self._reader is None:
                self._reader = self._made()
            return self._reader


class LatePrinting:
    """Printers for the drawing thread; any thread may have them begin."""

    def __init__(self, made: "Callable[[], Printing]") -> None:
        self._made = made
        self._making = Lock()
        self._printing: Printing | None = None

    def begin(self) -> None:
        """Attend to the printers from now on."""
        self._begun()

    def watch(self, visit: str, language: Language) -> None:
        self._begun().watch(visit, language)

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None:
        self._begun().preview(visit, paper, content, page)

    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None:
        self._begun().print_paper(visit, paper, content)

    def give_up(self) -> None:
        """Nothing of this visit is to come out any more."""
        if self._printing is not None:
            self._printing.give_up()

    def _begun(self) -> "Printing":
        with self._making:
            if self._printing is None:
                self._printing = self._made()
            return self._printing


class LateAsker:
    """An asker for the drawing thread; what the host says may come from any."""

    def __init__(self, made: "Callable[[], Asking]") -> None:
        self._made = made
        self._asking: Asking | None = None

    def ask(self, visit: str, request: "Request") -> str:
        if self._asking is None:
            self._asking = self._made()
        return self._asking.ask(visit, request)

    def ask_again(self, request_id: str) -> None:
        if self._asking is not None:
            self._asking.ask_again(request_id)

    def replied(self, replied: Replied) -> None:
        """What no question of this visit waits for is nothing to it."""
        if self._asking is not None:
            self._asking.replied(replied)

    def close(self) -> None:
        """Lets go what is unanswered."""
        if self._asking is not None:
            self._asking.close()


class LateSender:
    """A sender for the drawing thread; what the host says may come from any."""

    def __init__(self, made: "Callable[[], Sending]") -> None:
        self._made = made
        self._sending: Sending | None = None

    def send(self, visit: str, submission: Submission) -> None:
        self._begun().send(visit, submission)

    def rate(self, service_id: str, grade: int) -> None:
        self._begun().rate(service_id, grade)

    def settled(self, settled: Settled) -> None:
        """What no submission of this visit waits for is nothing to it."""
        if self._sending is not None:
            self._sending.settled(settled)

    def close(self) -> None:
        """Ends when everything handed over so far is kept."""
        if self._sending is not None:
            self._sending.close()

    def _begun(self) -> "Sending":
        if self._sending is None:
            self._sending = self._made()
        return self._sending
