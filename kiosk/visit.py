"""One resident's visit: everything personal lives in this object and dies with its process.

The visit holds what was chosen, read and entered, and asks its ports to work. Ports work in threads
of their own and answer with events (visit_events.py) through `post`; the face takes them on its own
thread with `take_events`. Nothing here blocks and nothing here is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import Protocol

from kiosk.application import Draft, Stroke, Submission, confirm
from kiosk.documents.preview import Preview
from kiosk.failures import Failure
from kiosk.holder import HolderCard, needed_fields
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.papers import PaperContent, PrinterRole
from kiosk.services.cards import CardField, CardKind
from kiosk.services.service import Field, Service
from kiosk.visit_events import (
    Accepted,
    CardFound,
    CardNotRead,
    CardRead,
    CardReaderState,
    HeadphonesChanged,
    InputDeviceState,
    Kept,
    NotAccepted,
    NotDelivered,
    NotKept,
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
    VisitEvent,
)

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
    """All printers: a paper comes out of the first that can, or of none."""

    def watch(self, visit: str) -> None:
        """Somebody will look at what the printers lack."""

    def preview(self, visit: str, content: PaperContent) -> None: ...
    def print_paper(self, visit: str, content: PaperContent) -> None: ...


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


@dataclass(frozen=True)
class Site:
    """What a visit knows of the machine it happens on."""

    kiosk_id: str
    help_phone: str
    sample: bool


class Delivery(Enum):
    """How far the confirmed submission is. Never ahead of the truth."""

    NONE = auto()
    KEEPING = auto()
    KEPT = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    NOT_DELIVERED = auto()
    NOT_KEPT = auto()


class Paper(Enum):
    NONE = auto()
    PRINTING = auto()
    PRINTED = auto()
    FAILED = auto()


@dataclass
class CardProgress:
    """What the card step shows: a card being read, the holder or why not."""

    reading: bool = False
    holder: HolderCard | None = None
    failure: Failure | None = None


@dataclass
class PaperProgress:
    """The paper that is shown or printed. ``on``: where it comes out. ``may_be_out``: although it failed, a
    part of it may be."""

    content: PaperContent | None = None
    preview: Preview | None = None
    state: Paper = Paper.NONE
    on: PrinterRole | None = None
    failure: Failure | None = None
    may_be_out: bool = False


@dataclass
class Visit:
    """The state of one visit. ``now`` gives aware local time, ``new_id`` a fresh visit id."""

    id: str
    ports: Ports
    site: Site
    now: Callable[[], datetime]
    language: Language
    service: Service | None = None
    draft: Draft | None = None
    readers: dict[CardKind, CardReaderState] = field(default_factory=dict)
    card: CardProgress = field(default_factory=CardProgress)
    signature: tuple[Stroke, ...] = ()
    signed_by_touch: bool = False
    submission: Submission | None = None
    delivery: Delivery = Delivery.NONE
    acceptance: Accepted | None = None
    delivery_failure: Failure | None = None
    refusal: NotAccepted | None = None
    printers: dict[PrinterRole, PrinterState] = field(default_factory=dict)
    printing: PaperProgress = field(default_factory=PaperProgress)
    headphones: bool = False
    failures: list[str] = field(default_factory=list)
    wake: Callable[[], None] = lambda: None
    _inbox: SimpleQueue[VisitEvent] = field(default_factory=SimpleQueue)

    # From the ports' threads.

    def post(self, event: VisitEvent) -> None:
        """Hands an event over from any thread; an ended visit's event is dropped when taken."""
        self._inbox.put(event)
        self.wake()

    # On the face's thread.

    def take_events(self) -> list[VisitEvent]:
        """The events that came since the last call, already applied to this visit."""
        events: list[VisitEvent] = []
        while True:
            try:
                event = self._inbox.get_nowait()
            except Empty:
                return events
            if event.visit == self.id:
                self._apply(event)
                events.append(event)

    def choose_service(self, service: Service) -> None:
        """Begins an errand anew; what an earlier choice had collected is let go."""
        self.stop_card()
        self.service = service
        self.draft = Draft(service)
        self.card = CardProgress()
        self.signature = ()
        self.signed_by_touch = False
        self.submission = None
        self.delivery = Delivery.NONE
        self.acceptance = None
        self.delivery_failure = None
        self.refusal = None
        self.printing = PaperProgress()

    def start_card(self) -> None:
        """Asks for the card; called when the screen has said what it is read for."""
        if self.service is None:
            raise RuntimeError("no service was chosen")
        self.card = CardProgress()
        self.ports.card_reader.start_reading(
            self.id,
            self.service.cards,
            newest_address=any(need.field is CardField.ADDRESS for need in self.service.needs),
        )

    def stop_card(self) -> None:
        self.ports.card_reader.stop_reading()

    def cards_taken(self, service: Service) -> Sequence[CardKind]:
        """The cards that can be read here now for this service, as far as is known."""
        return [kind for kind in service.cards if self._reader_failure(kind) is None]

    def card_trouble(self, service: Service) -> Failure | None:
        """Why none of the cards that would do can be read now; None if one can, or none is needed."""
        if not service.cards or self.cards_taken(service):
            return None
        states = [self.readers[kind] for kind in service.cards]
        return min(states, key=lambda state: not state.fitted).failure

    def _reader_failure(self, kind: CardKind) -> Failure | None:
        state = self.readers.get(kind)
        return None if state is None else state.failure

    def take_over_holder(self) -> None:
        """Puts of the card into the draft what the service needs, and nothing else."""
        if self.service is None or self.draft is None or self.card.holder is None:
            raise RuntimeError("no card was read for a service")
        fields = needed_fields(self.card.holder, (need.field for need in self.service.needs))
        self.draft = self.draft.with_holder(fields)

    def answer(self, step: Field, text: str) -> None:
        """Keeps the checked, normalised answer of one step; an empty one (optional) is none at all."""
        if self.draft is None:
            raise RuntimeError("no service was chosen")
        self.draft = self.draft.with_answer(step.id, text) if text else self.draft.without_answer(step.id)

    @property
    def answers(self) -> Mapping[str, str]:
        return self.draft.answers if self.draft else {}

    def confirm(self) -> None:
        """The resident has said yes: makes the key, and has it sealed, kept and delivered."""
        if self.draft is None:
            raise RuntimeError("no service was chosen")
        if self.submission is None:
            self.submission = confirm(
                self.draft,
                signature=self.signature or None,
                print_language=self.language.tag,
                confirmed_at=self.now(),
                kiosk_id=self.site.kiosk_id,
            )
        self.delivery = Delivery.KEEPING
        self.ports.printing.watch(self.id)
        self.ports.sender.send(self.id, self.submission)

    def printer_trouble(self, *roles: PrinterRole) -> Failure | None:
        """Why none of these printers can be used now; None if one can, as far as is known."""
        states = [self.printers.get(role) for role in roles]
        failing = [state for state in states if state is not None and state.failure is not None]
        if len(failing) < len(states):
            return None
        return min(failing, key=lambda state: not state.fitted).failure

    def show_paper(self, content: PaperContent) -> None:
        """Asks how it will look; nothing is printed yet."""
        self.printing = PaperProgress(content)
        self.ports.printing.preview(self.id, content)

    def print_paper(self) -> None:
        """Prints the paper that is shown."""
        content = self.printing.content
        if content is None:
            raise RuntimeError("no paper is shown")
        self.printing = PaperProgress(content, self.printing.preview, Paper.PRINTING)
        self.ports.printing.print_paper(self.id, content)

    def rate(self, grade: int) -> None:
        """One of five grades (5 = very satisfied), sent without any link to the person or the case."""
        if self.service is not None:
            self.ports.sender.rate(self.service.id, grade)

    def _apply(self, event: VisitEvent) -> None:
        match event:
            case CardReaderState(card=kind, failure=failure, fitted=fitted):
                if fitted and failure != self._reader_failure(kind):
                    self._note(failure)
                self.readers[kind] = event
            case CardFound():
                self.card.reading = True
                self.card.failure = None
            case CardRead(holder=holder):
                self.card = CardProgress(holder=holder)
            case CardNotRead(failure=failure):
                self.card.reading = False
                self.card.failure = failure
                self._note(failure)
            case PrinterState(printer=role, failure=failure, fitted=fitted):
                before = self.printers.get(role)
                if fitted and (before is None or before.failure != failure):
                    self._note(failure)
                self.printers[role] = event
            case HeadphonesChanged(plugged_in=plugged_in):
                self.headphones = plugged_in
                self.ports.voice.set_headphones(plugged_in)
            case InputDeviceState(failure=failure):
                self._note(failure)
            case PreviewReady(preview=preview):
                self.printing.preview = preview
            case PaperMoved(to=role):
                self.printing.on = role
            case PaperPrinted(on=role):
                self.printing.on = role
                self.printing.state = Paper.PRINTED
            case PaperNotPrinted(failure=failure, may_be_out=may_be_out):
                self.printing.may_be_out = may_be_out
                self._not_printed(failure)
            case PaperNotComposed(failure=failure):
                self._not_printed(failure)
            case _ if self.submission is None:
                pass
            case Kept() | NotKept() | Accepted() | NotAccepted() | NotDelivered():
                if event.key == self.submission.key:
                    self._apply_delivery(event)

    def _not_printed(self, failure: Failure) -> None:
        self.printing.state = Paper.FAILED
        self.printing.failure = failure
        self._note(failure)

    def _apply_delivery(self, event: Kept | NotKept | Accepted | NotAccepted | NotDelivered) -> None:
        match event:
            case Kept():
                self.delivery = Delivery.KEPT
            case NotKept(failure=failure):
                self.delivery = Delivery.NOT_KEPT
                self.delivery_failure = failure
                self._note(failure)
            case Accepted():
                self.delivery = Delivery.ACCEPTED
                self.acceptance = event
            case NotAccepted(failure=failure):
                self.delivery = Delivery.REFUSED
                self.delivery_failure = failure
                self.refusal = event
                self._note(failure)
            case NotDelivered(failure=failure):
                # An acceptance that arrived meanwhile is the newer truth.
                if self.delivery is not Delivery.ACCEPTED:
                    self.delivery = Delivery.NOT_DELIVERED
                    self.delivery_failure = failure
                    self._note(failure)

    def _note(self, failure: Failure | None) -> None:
        if failure is not None:
            self.failures.append(failure.code.value)
