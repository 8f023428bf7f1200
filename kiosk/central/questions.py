"""What a visit can ask the central platform besides handing in an application.

A question is asked now or not at all: it is sealed, kept on no disk, and not asked again after the visit.
Those that change something (``changes``) are done once, however often they are asked under one id.

Whoever asks about a person holds that person's card: a CardHolder is made of a card that was read in this
visit and of nothing else. There is no question that finds a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from kiosk.application import Stroke
from kiosk.holder import HolderCard
from kiosk.services.cards import CardField
from kiosk.services.public import ASKED, SHOWN, finds_people
from kiosk.services.service import ResultRow, Service

if TYPE_CHECKING:
    from kiosk.central.sealing import KeyPair


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, repr=False)
class CardHolder:
    """Whose card lies here, as far as the platform has to know: see card_holder()."""

    number: str


@dataclass(frozen=True)
class ReceiptCode:
    """The code of an earlier receipt, as ``read_receipt_code`` gives it."""

    code: str = field(repr=False)


Proof = CardHolder | ReceiptCode


@dataclass(frozen=True)
class ServiceVersion:
    id: str
    version: int


@dataclass(frozen=True)
class Form:
    """What was filled in for a service. ``holder``: of the card only what the service needs."""

    service: ServiceVersion
    answers: Mapping[str, str] = field(default_factory=_nothing, repr=False)
    holder: Mapping[str, str] = field(default_factory=_nothing, repr=False)
    signature: tuple[Stroke, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class CaseOf:
    """One case, and by what it may be touched: its number alone is no proof."""

    case_number: str = field(repr=False)
    proof: Proof = field(repr=False)


@dataclass(frozen=True)
class AskHeld:
    """The values that packs call ``held.<name>``, so that they are not asked again."""

    asked: ClassVar[str] = "held-values"
    changes: ClassVar[bool] = False
    service: ServiceVersion
    holder: CardHolder
    names: tuple[str, ...]


@dataclass(frozen=True)
class AskSlots:
    """The free times at a department's counter, both days included."""

    asked: ClassVar[str] = "slots"
    changes: ClassVar[bool] = False
    service: ServiceVersion
    department: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class BookSlot:
    """One of the offered times; ``slot`` is local, to the minute."""

    asked: ClassVar[str] = "booking"
    changes: ClassVar[bool] = True
    form: Form
    department: str
    slot: datetime


@dataclass(frozen=True)
class TakeTicket:
    """A number in the queue of a department."""

    asked: ClassVar[str] = "ticket"
    changes: ClassVar[bool] = True
    form: Form
    department: str


@dataclass(frozen=True)
class AskProgress:
    """By card: all cases of its holder. By receipt code: that one."""

    asked: ClassVar[str] = "progress"
    changes: ClassVar[bool] = False
    proof: Proof = field(repr=False)


@dataclass(frozen=True)
class AskPapers:
    """Certificates or statements of the card's holder. Only ``rows`` are taken of what comes back."""

    asked: ClassVar[str] = "papers"
    changes: ClassVar[bool] = False
    form: Form
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class AskPublic:
    """Something public, by the code of a thing: there is no room in it for a person."""

    asked: ClassVar[str] = "public"
    changes: ClassVar[bool] = False
    service: ServiceVersion
    answers: Mapping[str, str] = field(repr=False)
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class AskAnnouncements:
    asked: ClassVar[str] = "announcements"
    changes: ClassVar[bool] = False
    service: ServiceVersion


@dataclass(frozen=True)
class AskApplication:
    """What was applied for, to be corrected without typing it all again."""

    asked: ClassVar[str] = "application"
    changes: ClassVar[bool] = False
    case: CaseOf


@dataclass(frozen=True)
class Correct:
    asked: ClassVar[str] = "correction"
    changes: ClassVar[bool] = True
    case: CaseOf
    form: Form


@dataclass(frozen=True)
class Withdraw:
    asked: ClassVar[str] = "withdrawal"
    changes: ClassVar[bool] = True
    case: CaseOf


@dataclass(frozen=True)
class SaveForCounter:
    """Hands the unfinished form over, under a code that the resident takes to the counter on paper."""

    asked: ClassVar[str] = "saved-form"
    changes: ClassVar[bool] = True
    form: Form


Request = (
    AskHeld
    | AskSlots
    | BookSlot
    | TakeTicket
    | AskProgress
    | AskPapers
    | AskPublic
    | AskAnnouncements
    | AskApplication
    | Correct
    | Withdraw
    | SaveForCounter
)


@dataclass(frozen=True)
class Question:
    """A request under its id, with the one-time key that its answer is sealed to."""

    id: str
    kiosk_id: str
    request: Request = field(repr=False)
    reply_key: "KeyPair" = field(repr=False)


def question(request: Request, *, kiosk_id: str, question_id: str | None = None) -> Question:
    from kiosk.central.sealing import generate_keypair

    return Question(question_id or str(uuid4()), kiosk_id, request, generate_keypair())


def card_holder(card: HolderCard, service: Service) -> CardHolder:
    """The holder of a card that was read for this service.

    ValueError where the service does not need the number: the resident was not told that it is used.
    """
    if not any(need.field is CardField.NUMBER for need in service.needs):
        raise ValueError(f"{service.id} does not need the number of a card")
    return CardHolder(card.number)


def ask_held(service: Service, card: HolderCard) -> AskHeld | None:
    """Asks for what the pack would fill in from what is held; None where it fills in nothing."""
    places = [(step.prefill or "").partition(".") for step in service.steps]
    names = tuple(dict.fromkeys(name for where, _, name in places if where == "held"))
    if not names:
        return None
    return AskHeld(ServiceVersion(service.id, service.version), card_holder(card, service), names)


def public_query(service: Service, answers: Mapping[str, str]) -> AskPublic:
    """The query of a service, by what was typed for it.

    ValueError where it asks for something that a person may be found by, or shows who somebody is: nobody is
    looked up here.
    """
    people = [step.id for step in service.steps if step.kind not in ASKED or finds_people(step.mask or "")]
    people += [row.id for row in service.result.rows if row.kind not in SHOWN]
    if people:
        raise ValueError(f"{service.id} asks for a person's {', '.join(people)}")
    return AskPublic(ServiceVersion(service.id, service.version), answers, service.result.rows)


def may_ask(request: Request, number: str | None) -> bool:
    """Whether this may be asked where the card of that number lies, or none: about nobody else, papers of
    somebody only, and what was applied for by the card only."""
    people = holders_in(request)
    if isinstance(request, AskPapers | AskApplication | Correct | Withdraw) and not people:
        return False
    if isinstance(request, AskApplication | Correct | Withdraw):
        return isinstance(request.case.proof, CardHolder) and all(holder == number for holder in people)
    return all(holder == number for holder in people)


def holders_in(request: Request) -> tuple[str, ...]:
    """The numbers of the people that the request is about or speaks for; most have none or one."""
    numbers = []
    match request:
        case AskHeld(holder=holder):
            numbers.append(holder.number)
        case AskProgress(proof=proof):
            numbers.append(_number(proof))
        case BookSlot(form=form) | TakeTicket(form=form) | AskPapers(form=form) | SaveForCounter(form=form):
            numbers.append(form.holder.get(CardField.NUMBER, ""))
        case AskApplication(case=case) | Withdraw(case=case):
            numbers.append(_number(case.proof))
        case Correct(case=case, form=form):
            numbers += [_number(case.proof), form.holder.get(CardField.NUMBER, "")]
        case AskSlots() | AskPublic() | AskAnnouncements():
            pass
    return tuple(number for number in numbers if number)


def _number(proof: Proof) -> str:
    return proof.number if isinstance(proof, CardHolder) else ""
