"""What worker threads tell the visit. Each event carries the visit it belongs to; others are dropped."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from kiosk.documents.preview import Preview
from kiosk.failures import Failure
from kiosk.holder import HolderCard
from kiosk.keypad import KeypadKey
from kiosk.language.values import Terms
from kiosk.papers import PrinterRole
from kiosk.services.cards import CardKind

if TYPE_CHECKING:
    from kiosk.central.answers import Answer


@dataclass(frozen=True)
class CardReaderState:
    """The reader of such cards can be used (failure None) or cannot, and why. ``fitted``: there is one at
    this machine."""

    visit: str
    card: CardKind
    failure: Failure | None
    fitted: bool = True


@dataclass(frozen=True)
class CardFound:
    """A card lies on the reader and is being read."""

    visit: str


@dataclass(frozen=True)
class CardRead:
    visit: str
    holder: HolderCard


@dataclass(frozen=True)
class CardNotRead:
    visit: str
    failure: Failure


@dataclass(frozen=True)
class InputDeviceState:
    """The keypad or the headphone socket can be heard (failure None) or cannot, and why."""

    visit: str
    device: Literal["keypad", "headphones"]
    failure: Failure | None


@dataclass(frozen=True)
class KeypadPressed:
    """A key of the keypad was pressed; ``held`` where it is only still down."""

    visit: str
    key: KeypadKey
    held: bool = False


@dataclass(frozen=True)
class HeadphonesChanged:
    """Headphones were plugged in or pulled out. ``already``: they were in when the visit began to listen."""

    visit: str
    plugged_in: bool
    already: bool = False


@dataclass(frozen=True)
class Kept:
    """The sealed submission is committed to the outbox: from here on nothing can be lost."""

    visit: str
    key: str


@dataclass(frozen=True)
class NotKept:
    """The submission could not be committed; nothing was promised and nothing was sent."""

    visit: str
    key: str
    failure: Failure


@dataclass(frozen=True)
class Accepted:
    """The central platform has taken the submission on as a case."""

    visit: str
    key: str
    case_number: str
    accepted_at: datetime
    promised_day: date | None
    statutory_day: date | None


@dataclass(frozen=True)
class NotAccepted:
    """The central platform has refused the submission for good."""

    visit: str
    key: str
    failure: Failure
    reasons: tuple[Terms, ...] = ()


@dataclass(frozen=True)
class NotDelivered:
    """Kept, but the platform could not be reached yet; the host goes on trying after the visit."""

    visit: str
    key: str
    failure: Failure


@dataclass(frozen=True)
class PrinterState:
    """A printer can be used (failure None; ``warning``: something runs low) or cannot, and why. ``fitted``:
    there is one at this machine."""

    visit: str
    printer: PrinterRole
    failure: Failure | None
    warning: bool = False
    fitted: bool = True


@dataclass(frozen=True)
class PreviewReady:
    """How the paper will look that is shown. ``paper``, here and below: which one, as the visit called it."""

    visit: str
    paper: str
    preview: Preview


@dataclass(frozen=True)
class PaperNotComposed:
    """There is no such paper: a letter of it cannot be printed."""

    visit: str
    paper: str
    failure: Failure


@dataclass(frozen=True)
class PaperMoved:
    """The first printer could not; it is being printed on this one."""

    visit: str
    paper: str
    to: PrinterRole


@dataclass(frozen=True)
class PaperPrinted:
    """The printer says that it is out. Whether it is in somebody's hands, the resident says."""

    visit: str
    paper: str
    on: PrinterRole


@dataclass(frozen=True)
class PaperNotPrinted:
    """``may_be_out``: a part of it may hang out of the printer or lie in its tray."""

    visit: str
    paper: str
    failure: Failure
    may_be_out: bool = False


@dataclass(frozen=True)
class Answered:
    """The central platform has answered a question, or said why it does not (NotGranted)."""

    visit: str
    request_id: str
    answer: "Answer" = field(repr=False)


@dataclass(frozen=True)
class NotAnswered:
    """No answer came. What the question was to change may be done all the same (NET-01, -02, -04): only
    asking again under its id tells."""

    visit: str
    request_id: str
    failure: Failure


PaperEvent = PreviewReady | PaperNotComposed | PaperMoved | PaperPrinted | PaperNotPrinted
VisitEvent = (
    CardReaderState
    | CardFound
    | CardRead
    | CardNotRead
    | InputDeviceState
    | KeypadPressed
    | HeadphonesChanged
    | Kept
    | NotKept
    | Accepted
    | NotAccepted
    | NotDelivered
    | PrinterState
    | PreviewReady
    | PaperNotComposed
    | PaperMoved
    | PaperPrinted
    | PaperNotPrinted
    | Answered
    | NotAnswered
)
