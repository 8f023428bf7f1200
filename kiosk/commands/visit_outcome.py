"""In one word, what came of a visit: for the demo's result.json, and for what the demo expects."""

from kiosk.central.answers import Booked, CaseChanged, NotGranted, Papers, Progress, Saved, Ticket
from kiosk.sandbox.platform.scripts import SERVICE_GONE
from kiosk.services.service import FieldKind, Journey, PaperKind, Service
from kiosk.visit import Visit
from kiosk.visit_progress import Delivery, Paper

_DELIVERED = {
    Delivery.ACCEPTED: "accepted",
    Delivery.NOT_DELIVERED: "received",
    Delivery.REFUSED: "refused",
    Delivery.NOT_KEPT: "not-kept",
}
_ASKED = {
    Journey.APPOINTMENT: "booked",
    Journey.TICKET: "ticket",
    Journey.PROGRESS: "printed",
    Journey.CERTIFICATE: "printed",
    Journey.QUERY: "printed",
}
_READ = frozenset({Journey.GUIDE, Journey.ANNOUNCEMENT})


def outcome_of(visit: Visit) -> str:
    """Of a visit that has ended by itself."""
    if visit.service is None:
        return "left"
    if visit.delivery in _DELIVERED:
        delivered = _DELIVERED[visit.delivery]
        return "rated" if delivered == "accepted" and visit.service.kind is Journey.RATING else delivered
    if visit.service.kind in _READ:
        return "read"
    return _outcome_of_question(visit)


def _outcome_of_question(visit: Visit) -> str:
    question = visit.question
    if question is None:
        return "left"
    match question.answer:
        case Booked():
            return "booked"
        case Ticket():
            return "ticket"
        case Saved():
            return "saved"
        case CaseChanged():
            return "changed"
        case NotGranted():
            return "not-granted"
        case Progress() | Papers():
            return "printed" if visit.printing.state is Paper.PRINTED else "answered"
        case _:
            return "not-answered" if question.failure else "left"


def prints_on_a4(service: Service) -> bool:
    """Whether its paper comes out on A4 and nowhere else."""
    return service.kind is Journey.CERTIFICATE and service.result.paper is PaperKind.CERTIFICATE


def expected_outcome(
    service: Service, *, offline: bool = False, platform: str | None = None, a4: bool = True
) -> str:
    """What comes of a visit in which everything goes well but this: nobody answers, there is no A4 printer,
    or the platform does something wrong (kiosk.sandbox.platform.scripts)."""
    if service.kind in _READ:
        return "read"
    if service.kind in _ASKED:
        asks_first = any(step.kind is FieldKind.SLOT for step in service.steps)
        if offline or platform == SERVICE_GONE:
            # Who is told no free time does not come as far as asking for one.
            return "left" if asks_first else "not-answered" if offline else "not-granted"
        return "answered" if prints_on_a4(service) and not a4 else _ASKED[service.kind]
    if offline:
        return "received"
    if platform == SERVICE_GONE:
        return "refused"
    return "rated" if service.kind is Journey.RATING else "accepted"
