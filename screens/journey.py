"""Which screen follows which, read as a table.

A row is (screen, what happened) → the next screen's name, or a rule that looks at the visit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.central.answers import (
    Announcements,
    ApplicationHeld,
    Booked,
    CaseChanged,
    NotGranted,
    Papers,
    Progress,
    Saved,
    Ticket,
    Why,
)
from kiosk.errand_questions import Wish, holds_more
from kiosk.papers import PrinterRole
from kiosk.services.service import Field, FieldKind, Journey, Service
from kiosk.visit import Visit
from kiosk.visit_progress import Delivery, Paper, QuestionProgress


@dataclass(frozen=True)
class Place:
    """Where a visit is: a screen, on a form the step, and whether it leads back to the review."""

    screen: str
    step: str | None = None
    changing: bool = False

    @property
    def name(self) -> str:
        return self.screen if self.step is None else f"{self.screen}-{self.step}"


START = Place("attract")
END = Place("end")

Rule = Callable[[Visit, Place], Place]


def _service(visit: Visit) -> Service:
    if visit.service is None:
        raise RuntimeError("no service was chosen")
    return visit.service


def asking(wish: Wish) -> Place:
    """The platform is asked this, and waited for."""
    return Place("asking", wish.value)


def opening(visit: Visit, _place: Place) -> Place:
    """What is only looked at, or rated, begins at once; everything else with what to have at hand."""
    match _service(visit).kind:
        case Journey.GUIDE:
            return Place("pages")
        case Journey.ANNOUNCEMENT:
            return asking(Wish.OUTCOME)
        case Journey.RATING:
            return first_step(visit, _place)
        case _:
            return Place("guide")


def where_sought(visit: Visit, _place: Place = START) -> Place:
    """Where the errand was found."""
    return Place("search") if visit.sought.words else Place("services", visit.sought.category or None)


def first_work(visit: Visit, _place: Place) -> Place:
    """The card, if the service needs one, else the first question."""
    return Place("card") if _service(visit).needs_card else first_step(visit, _place)


def after_card(visit: Visit, _place: Place) -> Place:
    """What the platform holds already need not be asked."""
    return asking(Wish.HELD) if holds_more(visit) else first_step(visit, _place)


def first_step(visit: Visit, _place: Place) -> Place:
    service = _service(visit)
    if service.kind is Journey.TICKET and len(service.departments) > 1:
        return Place("department")
    return first_question(visit, _place)


def first_question(visit: Visit, _place: Place) -> Place:
    return Place("step", visit.steps[0].id) if visit.steps else end_of_form(visit)


def end_of_form(visit: Visit) -> Place:
    """What is handed in is looked at once more; what is asked is asked."""
    match _service(visit).kind:
        case Journey.APPLY | Journey.APPOINTMENT | Journey.COMPLAINT:
            return Place("review")
        case Journey.RATING:
            return Place("sending")
        case _:
            return asking(Wish.OUTCOME)


def next_step(visit: Visit, place: Place) -> Place:
    if place.changing:
        # Another answer may call for a question that was not asked before.
        opened = [step for step in visit.steps if step.id not in visit.answers and not step.optional]
        return Place("step", opened[0].id, changing=True) if opened else Place("review")
    following = _beside(visit, place, after=True)
    return Place("step", following[0].id) if following else end_of_form(visit)


def step_before(visit: Visit, place: Place) -> Place:
    if place.changing:
        return Place("review")
    before = _beside(visit, place, after=False)
    return Place("step", before[-1].id) if before else before_form(visit)


def before_form(visit: Visit) -> Place:
    service = _service(visit)
    if service.kind is Journey.TICKET and len(service.departments) > 1:
        return Place("department")
    if service.kind is Journey.RATING:
        return where_sought(visit)
    return Place("card_confirm") if service.needs_card else Place("guide")


def before_department(visit: Visit, _place: Place) -> Place:
    return Place("card_confirm") if _service(visit).needs_card else Place("guide")


def last_step(visit: Visit, _place: Place) -> Place:
    if visit.correcting is not None:
        return Place("case")
    return Place("step", visit.steps[-1].id) if visit.steps else before_form(visit)


def _beside(visit: Visit, place: Place, *, after: bool) -> Sequence[Field]:
    """The questions that are asked after that of a place, or before it."""
    order = [step.id for step in _service(visit).steps]
    here = order.index(str(place.step))
    return [
        step
        for step in visit.steps
        if (order.index(step.id) > here if after else order.index(step.id) < here)
    ]


def sign_or_send(visit: Visit, _place: Place) -> Place:
    return Place("sign") if _service(visit).signature else send(visit, _place)


def send(visit: Visit, _place: Place) -> Place:
    """What is handed in goes by the outbox; what has to be answered now is asked."""
    if visit.correcting is not None:
        return asking(Wish.CORRECTION)
    return asking(Wish.OUTCOME) if _service(visit).kind is Journey.APPOINTMENT else Place("sending")


def outcome(visit: Visit, _place: Place) -> Place:
    """After sending: the result; where nothing could be kept, the failure."""
    if visit.delivery is Delivery.NOT_KEPT:
        return Place("failure")
    if _service(visit).kind is Journey.RATING and visit.delivery is not Delivery.REFUSED:
        return Place("gone")
    return Place("result")


def answered(visit: Visit, _place: Place) -> Place:
    """The platform has answered: on with the form, or what it says."""
    question = _question(visit)
    if question.wish is Wish.HELD:
        return first_step(visit, _place)
    match question.answer:
        case Booked():
            return Place("booked")
        case Ticket():
            return Place("ticket")
        case Progress(cases=cases):
            return Place("case" if len(cases) == 1 else "progress")
        case Papers():
            return Place("found" if _service(visit).kind is Journey.QUERY else "papers")
        case Announcements():
            return Place("pages")
        case ApplicationHeld():
            return Place("review")
        case CaseChanged():
            return Place("case_changed")
        case Saved():
            return Place("saved")
        case NotGranted(why=Why.NOT_FOUND) if _service(visit).kind is Journey.PROGRESS and not visit.cases:
            return Place("progress")
        case NotGranted():
            return Place("not_granted")
        case _:
            raise RuntimeError(f"nothing follows {question.answer!r}")


def not_answered(visit: Visit, _place: Place) -> Place:
    """What the platform holds is asked of the resident where it does not answer; news may be older."""
    if _question(visit).wish is Wish.HELD:
        return first_step(visit, _place)
    if _service(visit).kind is Journey.ANNOUNCEMENT and _service(visit).pages:
        return Place("pages")
    return Place("not_answered")


def before_case(visit: Visit, place: Place) -> Place:
    """The list it was chosen from; where there was one case only, by what it was found."""
    return Place("progress") if len(visit.cases) > 1 else last_step(visit, place)


def asked_again(visit: Visit, _place: Place) -> Place:
    return asking(_question(visit).wish)


def before_asking(visit: Visit, _place: Place) -> Place:
    """Where the resident was before the platform was asked."""
    match _question(visit).wish:
        case Wish.HELD:
            return Place("card_confirm")
        case Wish.APPLICATION | Wish.WITHDRAWAL:
            return Place("case")
        case Wish.CORRECTION | Wish.SAVE:
            return Place("review")
        case _ if _service(visit).kind in (Journey.GUIDE, Journey.ANNOUNCEMENT):
            return where_sought(visit)
        case _ if _service(visit).kind is Journey.APPOINTMENT:
            return Place("review")
        case _:
            return last_step(visit, _place)


def mending(visit: Visit, place: Place) -> Place:
    """Where it can be put right that the platform did not grant what was asked."""
    answer, service = _question(visit).answer, _service(visit)
    why = answer.why if isinstance(answer, NotGranted) else None
    slot = next((step.id for step in service.steps if step.kind is FieldKind.SLOT), None)
    if why is Why.SLOT_TAKEN and slot is not None:
        return Place("step", slot, changing=True)
    if why is Why.CARD_NEEDED and service.needs_card:
        return Place("card")
    return before_asking(visit, place)


def _question(visit: Visit) -> QuestionProgress:
    if visit.question is None:
        raise RuntimeError("nothing was asked")
    return visit.question


def after_receipt(visit: Visit, _place: Place) -> Place:
    """Who has the receipt is offered a copy of what was handed in, where a printer can print it now."""
    printer = visit.printers.get(PrinterRole.PAPERS)
    offered = visit.printing.state is Paper.PRINTED and printer is not None and printer.failure is None
    return Place("copy_offer") if offered else rating_once(visit, _place)


def rating_once(visit: Visit, _place: Place) -> Place:
    return Place("gone" if visit.rating_over else "rating")


def after_rating(visit: Visit, _place: Place) -> Place:
    """Nobody goes without a paper that was waited for no longer and has come out since, or a part of it."""
    printing = visit.printing
    is_out = printing.state is Paper.PRINTED or printing.may_be_out
    return Place(printing.left_at if printing.left_at and is_out else "gone")


def after_paper(visit: Visit, place: Place) -> Place:
    """Who has a number in the queue, or goes on at the counter, is not kept any longer."""
    question = visit.question
    if question is not None and isinstance(question.answer, Ticket | Saved):
        return Place("gone")
    return rating_once(visit, place)


JOURNEY: Mapping[tuple[str, str], str | Place | Rule] = MappingProxyType(
    {
        ("attract", "begin"): "language",
        ("attract", "language"): "services",
        ("language", "chosen"): "services",
        ("services", "chosen"): opening,
        ("services", "not_possible"): "not_possible",
        ("services", "search"): "search",
        ("services", "back"): "language",
        ("search", "chosen"): opening,
        ("search", "not_possible"): "not_possible",
        ("search", "back"): "services",
        ("not_possible", "possible"): opening,
        ("not_possible", "other"): "services",
        ("not_possible", "back"): where_sought,
        ("guide", "start"): first_work,
        ("guide", "back"): where_sought,
        ("card", "read"): "card_confirm",
        ("card", "none"): "counter",
        ("card", "back"): "guide",
        ("counter", "again"): "card",
        ("counter", "other"): "services",
        ("counter", "back"): "card",
        ("card_confirm", "right"): after_card,
        ("card_confirm", "other"): "card",
        ("card_confirm", "back"): "card",
        ("asking", "answered"): answered,
        ("asking", "failed"): not_answered,
        ("asking", "back"): before_asking,
        ("asking", "other"): "services",
        ("not_answered", "answered"): answered,
        ("not_answered", "retry"): asked_again,
        ("not_answered", "other"): "services",
        ("not_answered", "back"): before_asking,
        ("not_granted", "mend"): mending,
        ("not_granted", "other"): "services",
        ("not_granted", "back"): before_asking,
        ("department", "chosen"): first_question,
        ("department", "back"): before_department,
        ("step", "next"): next_step,
        ("step", "back"): step_before,
        ("step", "other"): "services",
        ("review", "right"): sign_or_send,
        ("review", "save"): asking(Wish.SAVE),
        ("review", "back"): last_step,
        ("sign", "send"): send,
        ("sign", "back"): "review",
        ("sending", "settled"): outcome,
        ("failure", "retry"): "sending",
        ("failure", "other"): "services",
        ("result", "receipt"): "receipt",
        ("result", "mend"): "review",
        ("result", "other"): "services",
        ("result", "done"): "rating",
        ("booked", "paper"): "paper",
        ("booked", "done"): "rating",
        ("ticket", "paper"): "paper",
        ("ticket", "done"): "gone",
        ("saved", "paper"): "paper",
        ("saved", "done"): "gone",
        ("papers", "paper"): "paper",
        ("papers", "done"): "rating",
        ("papers", "back"): last_step,
        ("found", "paper"): "paper",
        ("found", "done"): "rating",
        ("found", "back"): last_step,
        ("paper", "done"): after_paper,
        ("pages", "done"): "gone",
        ("pages", "back"): where_sought,
        ("progress", "chosen"): "case",
        ("progress", "back"): last_step,
        ("progress", "done"): "rating",
        ("case", "paper"): "paper",
        ("case", "correct"): asking(Wish.APPLICATION),
        ("case", "withdraw"): "withdraw",
        ("case", "back"): before_case,
        ("case", "done"): "rating",
        ("withdraw", "yes"): asking(Wish.WITHDRAWAL),
        ("withdraw", "back"): "case",
        ("case_changed", "paper"): "paper",
        ("case_changed", "done"): "rating",
        ("receipt", "done"): after_receipt,
        ("copy_offer", "copy"): "copy",
        ("copy_offer", "done"): rating_once,
        ("copy", "done"): rating_once,
        ("rating", "done"): after_rating,
        ("gone", "done"): "end",
    }
)


def next_place(visit: Visit, place: Place, happened: str) -> Place:
    """The place after ``happened`` on a screen; KeyError for a row the table does not have."""
    row = JOURNEY[(place.screen, happened)]
    if isinstance(row, Place):
        return row
    return Place(row) if isinstance(row, str) else row(visit, place)
