"""What is known of the free times at a counter, from what the platform was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from kiosk.central.answers import NotGranted, Slots
from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.values import Words
from kiosk.visit_progress import QuestionProgress
from screens.not_granted import CODES


@dataclass(frozen=True)
class Denied:
    """The platform has read what was asked, and gives no times."""

    code: FailureCode
    reasons: Sequence[Words] = ()


@dataclass(frozen=True)
class FreeTimes:
    """``days``: the free times of each day, in their order. Two that are equal look the same."""

    waits: bool = False
    # Why there is no answer.
    failure: FailureCode | None = None
    denied: Denied | None = None
    days: Mapping[date, Sequence[datetime]] = field(default_factory=dict)

    @property
    def none(self) -> bool:
        """Whether the platform has answered that no time is free."""
        return not (self.waits or self.failure or self.denied or self.days)


def free_times(asked: QuestionProgress | None) -> FreeTimes:
    if asked is None or asked.wish is not Wish.SLOTS:
        return FreeTimes(waits=True)
    if asked.failure is not None:
        return FreeTimes(failure=asked.failure.code)
    match asked.answer:
        case None:
            return FreeTimes(waits=True)
        case NotGranted(why=why, reasons=reasons):
            return FreeTimes(denied=Denied(CODES[why], reasons))
        case Slots(slots=slots):
            free = sorted(slot.at for slot in slots if slot.places > 0)
            return FreeTimes(days={day: list(times) for day, times in groupby(free, key=datetime.date)})
        case other:
            raise RuntimeError(f"{type(other).__name__} is no answer to a question for free times")
