"""Which screen follows which, read as a table.

A row is (screen, what happened) → the next screen's name, or a rule that looks at the visit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.papers import PrinterRole
from kiosk.services.service import Service
from kiosk.visit import Delivery, Paper, Visit


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


def first_work(visit: Visit, _place: Place) -> Place:
    """The card, if the service needs one, else the first question."""
    return Place("card") if _service(visit).needs_card else first_step(visit, _place)


def first_step(visit: Visit, _place: Place) -> Place:
    steps = _service(visit).steps
    return Place("step", steps[0].id) if steps else Place("review")


def next_step(visit: Visit, place: Place) -> Place:
    if place.changing:
        return Place("review")
    ids = [step.id for step in _service(visit).steps]
    following = ids[ids.index(str(place.step)) + 1 :]
    return Place("step", following[0]) if following else Place("review")


def step_before(visit: Visit, place: Place) -> Place:
    if place.changing:
        return Place("review")
    ids = [step.id for step in _service(visit).steps]
    index = ids.index(str(place.step))
    if index > 0:
        return Place("step", ids[index - 1])
    return Place("card_confirm") if _service(visit).needs_card else Place("guide")


def last_step(visit: Visit, _place: Place) -> Place:
    steps = _service(visit).steps
    return Place("step", steps[-1].id) if steps else Place("guide")


def sign_or_send(visit: Visit, _place: Place) -> Place:
    return Place("sign") if _service(visit).signature else Place("sending")


def outcome(visit: Visit, _place: Place) -> Place:
    """After sending: the result; where nothing could be kept, the failure."""
    return Place("failure") if visit.delivery is Delivery.NOT_KEPT else Place("result")


def after_receipt(visit: Visit, _place: Place) -> Place:
    """Who has the receipt is offered a copy of what was handed in, where a printer can print it now."""
    printer = visit.printers.get(PrinterRole.PAPERS)
    offered = visit.printing.state is Paper.PRINTED and printer is not None and printer.failure is None
    return Place("copy_offer" if offered else "rating")


JOURNEY: Mapping[tuple[str, str], str | Rule] = MappingProxyType(
    {
        ("attract", "begin"): "language",
        ("attract", "language"): "services",
        ("language", "chosen"): "services",
        ("services", "chosen"): "guide",
        ("services", "not_possible"): "not_possible",
        ("services", "back"): "language",
        ("not_possible", "possible"): "guide",
        ("not_possible", "other"): "services",
        ("not_possible", "back"): "services",
        ("guide", "start"): first_work,
        ("guide", "back"): "services",
        ("card", "read"): "card_confirm",
        ("card", "none"): "counter",
        ("card", "back"): "guide",
        ("counter", "again"): "card",
        ("counter", "other"): "services",
        ("counter", "back"): "card",
        ("card_confirm", "right"): first_step,
        ("card_confirm", "other"): "card",
        ("card_confirm", "back"): "card",
        ("step", "next"): next_step,
        ("step", "back"): step_before,
        ("review", "right"): sign_or_send,
        ("review", "back"): last_step,
        ("sign", "send"): "sending",
        ("sign", "back"): "review",
        ("sending", "settled"): outcome,
        ("failure", "retry"): "sending",
        ("failure", "other"): "services",
        ("result", "receipt"): "receipt",
        ("result", "other"): "rating",
        ("receipt", "done"): after_receipt,
        ("copy_offer", "copy"): "copy",
        ("copy_offer", "done"): "rating",
        ("copy", "done"): "rating",
        ("rating", "done"): "gone",
        ("gone", "done"): "end",
    }
)


def next_place(visit: Visit, place: Place, happened: str) -> Place:
    """The place after ``happened`` on a screen; KeyError for a row the table does not have."""
    row = JOURNEY[(place.screen, happened)]
    return Place(row) if isinstance(row, str) else row(visit, place)
