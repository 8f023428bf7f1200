"""How far a visit is with its card, its submission, its paper and its question to the platform."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.central.answers import Answer, NotGranted
from kiosk.documents.preview import Preview
from kiosk.failures import Failure
from kiosk.holder import HolderCard
from kiosk.papers import PaperContent, PrinterRole

if TYPE_CHECKING:
    from kiosk.central.questions import Request
    from kiosk.errand_questions import Wish


class Delivery(Enum):
    """How far the confirmed submission is. Never ahead of the truth."""

    NONE = auto()
    KEEPING = auto()
    KEPT = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    NOT_DELIVERED = auto()
    NOT_KEPT = auto()


# What has not come to an end yet.
UNSETTLED = frozenset({Delivery.NONE, Delivery.KEEPING, Delivery.KEPT})


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
    part of it may be. ``left_at``: the screen on which it was waited for no longer."""

    paper: str = ""
    content: PaperContent | None = None
    preview: Preview | None = None
    state: Paper = Paper.NONE
    on: PrinterRole | None = None
    failure: Failure | None = None
    may_be_out: bool = False
    left_at: str | None = None
    # The page that was asked for last.
    page: int = 1


@dataclass(frozen=True)
class Sought:
    """Where an errand was looked for: in a group of services, or by words that were typed."""

    category: str = ""
    words: str = field(default="", repr=False)


@dataclass
class QuestionProgress:
    """What the platform was asked last, and how that went. ``left``: nobody waits for the answer any more,
    and one that still comes changes nothing."""

    wish: "Wish"
    request_id: str
    answer: Answer | None = field(default=None, repr=False)
    failure: Failure | None = None
    request: "Request | None" = field(default=None, repr=False)
    left: bool = False

    @property
    def waits(self) -> bool:
        return self.answer is None and self.failure is None

    @property
    def is_done(self) -> bool:
        """Whether what it was to change is changed: asked anew, it would be changed twice."""
        changes = self.request is not None and self.request.changes
        return changes and self.answer is not None and not isinstance(self.answer, NotGranted)
