"""What the central platform answers to a question: frozen data, read and checked in the visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.language.values import Terms, Value


@dataclass(frozen=True)
class HeldValues:
    """{name: what the platform holds}, of the names that were asked for; unchecked (services/prefill.py)."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Slot:
    """A time at a counter, local, to the minute, and how many may still come then."""

    at: datetime
    places: int


@dataclass(frozen=True)
class Slots:
    """In their order; none where everything is taken."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Booked:
    """``at``: local, to the minute."""

    number: str = field(repr=False)
    at: datetime
    place: Terms


@dataclass(frozen=True)
class Ticket:
    """A number in the queue. ``ahead``: how many are before; ``minutes``: about how long that takes."""

    number: str = field(repr=False)
    ahead: int
    counter: Terms
    taken_at: datetime
    minutes: int | None = None


class CaseState(StrEnum):
    RECEIVED = "received"
    IN_PROGRESS = "in-progress"
    MORE_NEEDED = "more-needed"
    APPROVED = "approved"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Branch:
    """One department's part of a case. ``id`` as in the pack; ``done_day`` None while it is at work."""

    id: str
    department: Terms
    state: CaseState
    promised_day: date | None
    done_day: date | None


@dataclass(frozen=True)
class CaseProgress:
    """How far one case is. ``title`` is the platform's: its service may not be offered here any more.

    ``note``: what the resident should do or know. What may be done with it is the platform's to say.
    """

    case_number: str = field(repr=False)
    service_id: str
    title: Terms
    accepted_at: datetime
    promised_day: date | None
    statutory_day: date | None
    state: CaseState
    branches: tuple[Branch, ...] = ()
    note: Terms | None = field(default=None, repr=False)
    may_correct: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True)
class Progress:
    """The newest first; none where the card's holder has no case."""

    cases: tuple[CaseProgress, ...] = field(repr=False)


@dataclass(frozen=True)
class Papers:
    """One mapping a certificate or a line of a statement: {id of the row: value}, in the rows' kinds.

    A row that the platform has nothing for is not in it.
    """

    papers: tuple[Mapping[str, Value], ...] = field(repr=False)


@dataclass(frozen=True)
class Announcement:
    id: str
    day: date
    title: Terms
    text: Terms


@dataclass(frozen=True)
class Announcements:
    entries: tuple[Announcement, ...]


@dataclass(frozen=True)
class ApplicationHeld:
    """An application as it was sent, to be corrected. Only ``may_change`` of its steps may be changed."""

    service_id: str
    service_version: int
    answers: Mapping[str, str] = field(repr=False)
    may_change: frozenset[str]


@dataclass(frozen=True)
class CaseChanged:
    """The correction or the withdrawal is done; how the case stands now."""

    case: CaseProgress


@dataclass(frozen=True)
class Saved:
    """Kept for the counter under this code, until then."""

    code: str = field(repr=False)
    until: datetime


class Why(StrEnum):
    """Why a question was not granted. What is not known here is OTHER: its reasons say it in words."""

    NOT_FOUND = "not-found"
    SLOT_TAKEN = "slot-taken"
    SERVICE_GONE = "service-gone"
    OLD_VERSION = "old-version"
    TOO_LATE = "too-late"
    CARD_NEEDED = "card-needed"
    OTHER = "other"


@dataclass(frozen=True)
class NotGranted:
    """The platform has read the question and does not do it. ``reasons`` in every language."""

    why: Why
    reasons: tuple[Terms, ...] = ()


Answer = (
    HeldValues
    | Slots
    | Booked
    | Ticket
    | Progress
    | Papers
    | Announcements
    | ApplicationHeld
    | CaseChanged
    | Saved
    | NotGranted
)
