"""What an errand asks the platform at each of its turns: from the visit to a request.

A request about a person is made of the card that was read in this errand and of nothing else.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.central.questions import (
    AskAnnouncements,
    AskApplication,
    AskPapers,
    AskProgress,
    AskSlots,
    BookSlot,
    CaseOf,
    Correct,
    Form,
    Proof,
    ReceiptCode,
    Request,
    SaveForCounter,
    ServiceVersion,
    TakeTicket,
    Withdraw,
    ask_held,
    card_holder,
    public_query,
)
from kiosk.services.cards import CardField
from kiosk.services.service import FieldKind, Journey, Service

if TYPE_CHECKING:
    from kiosk.visit import Visit

# How far ahead free times are asked for.
_DAYS_AHEAD = 14


class Wish(StrEnum):
    """What is asked: what is held of the card's holder already; what the errand is for; the free times; and
    what can be done with a case, or with a form that is not finished."""

    HELD = "held"
    OUTCOME = "outcome"
    SLOTS = "slots"
    APPLICATION = "application"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    SAVE = "save"


def holds_more(visit: "Visit") -> bool:
    """Whether the platform may know an answer already, so that it need not be asked."""
    service, holder = visit.service, visit.card.holder
    return service is not None and holder is not None and ask_held(service, holder) is not None


def request_for(visit: "Visit", wish: Wish) -> Request:
    """RuntimeError where the visit is not as far as that."""
    service = _service(visit)
    match wish:
        case Wish.HELD:
            held = ask_held(service, visit.card.holder) if visit.card.holder else None
            if held is None:
                raise RuntimeError(f"{service.id} takes nothing from what is held")
            return held
        case Wish.OUTCOME:
            return _outcome(visit, service)
        case Wish.SLOTS:
            today = visit.now().date()
            last = today + timedelta(days=_DAYS_AHEAD)
            return AskSlots(_version(service), service.departments[0].id, today, last)
        case Wish.APPLICATION:
            return AskApplication(_case(visit, service))
        case Wish.CORRECTION:
            return Correct(_case(visit, service), _form(visit, service))
        case Wish.WITHDRAWAL:
            return Withdraw(_case(visit, service))
        case Wish.SAVE:
            return SaveForCounter(_form(visit, service))


def _outcome(visit: "Visit", service: Service) -> Request:
    match service.kind:
        case Journey.APPOINTMENT:
            slot = next(step.id for step in service.steps if step.kind is FieldKind.SLOT)
            at = datetime.fromisoformat(visit.answers[slot])
            return BookSlot(_form(visit, service), service.departments[0].id, at)
        case Journey.TICKET:
            department = visit.department or service.departments[0].id
            return TakeTicket(_form(visit, service), department)
        case Journey.PROGRESS:
            return AskProgress(_proof(visit, service))
        case Journey.CERTIFICATE:
            return AskPapers(_form(visit, service), service.result.rows)
        case Journey.QUERY:
            return public_query(service, dict(_form(visit, service).answers))
        case Journey.ANNOUNCEMENT:
            return AskAnnouncements(_version(service))
        case Journey.APPLY | Journey.COMPLAINT | Journey.RATING | Journey.GUIDE:
            raise RuntimeError(f"{service.kind} asks nothing")


def _proof(visit: "Visit", service: Service) -> Proof:
    if visit.card.holder is not None and any(need.field is CardField.NUMBER for need in service.needs):
        return card_holder(visit.card.holder, service)
    code = next(step.id for step in service.steps if step.kind is FieldKind.RECEIPT_CODE)
    return ReceiptCode(visit.answers[code])


def _case(visit: "Visit", service: Service) -> CaseOf:
    if visit.case is None:
        raise RuntimeError("no case was chosen")
    return CaseOf(visit.case.case_number, _proof(visit, service))


def _form(visit: "Visit", service: Service) -> Form:
    if visit.draft is None:
        raise RuntimeError("no service was chosen")
    asked = {step.id for step in service.asked(visit.draft.answers)}
    draft = visit.draft.only(asked)
    return Form(_version(service), draft.answers, draft.holder, visit.signed)


def _version(service: Service) -> ServiceVersion:
    return ServiceVersion(service.id, service.version)


def _service(visit: "Visit") -> Service:
    if visit.service is None:
        raise RuntimeError("no service was chosen")
    return visit.service
