"""Meeting faults at the card screen of an errand, in visits that have something to lose."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.application import Draft, Stroke, Submission
from kiosk.services.cards import CardKind
from kiosk.visit import Visit
from tests.faults.fault import READ, Fault, Rig, Well
from tests.faults.fault_visits import FaultVisits, says, step_until
from tests.faults.page import Row
from tests.faults.real_readers import RealReaders
from tests.faults.seen import Seen, see
from tests.screens.face import ANSWERS, Face

ASKING = ("card.sentence", "card.insert", "card.either")


@dataclass(frozen=True)
class Kept:
    """All that somebody could lose before the card is read."""

    draft: Draft | None
    answers: Mapping[str, str]
    signature: tuple[Stroke, ...]
    submission: Submission | None
    key: str | None
    sent: int


class CardScreen:
    """At the card screen every question is answered, as when somebody went back to the card."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._fault_visits = FaultVisits(face)

    def begin_visit(self) -> Visit:
        visit = self._fault_visits.begin()
        for step in self._face.choose().steps:
            visit.answer(step, ANSWERS[step.id])
        visit.signature = (((10, 10), (90, 40)),)
        return visit

    def undergo(self, fault: Fault[Rig], rig: Rig, readers: RealReaders) -> Row:
        """Provoke it, see it, mend it and see it over; then go on with the card that is read."""
        with readers.serving(self._face.visit):
            meeting = _Meeting(self._face, fault, rig, readers)
            try:
                return meeting.row()
            finally:
                self._face.go("services")

    def failures_until_it_asks(self, readers: RealReaders) -> Sequence[str]:
        """What the visit has noted from the beginning until a card can be laid."""
        visit = self.begin_visit()
        with readers.serving(visit):
            self._face.go("card")
            step_until(self._face, readers, lambda: asks(self._face, readers))
            self._face.go("services")
        return visit.failures


class _Meeting:
    """One fault, met as often as it says."""

    def __init__(self, face: Face, fault: Fault[Rig], rig: Rig, readers: RealReaders) -> None:
        self._face = face
        self._visit = face.visit
        self._fault = fault
        self._rig = rig
        self._readers = readers

    def row(self) -> Row:
        fault, kept = self._fault, self._kept()
        met: list[tuple[Seen, float]] = []
        for time_no in range(fault.times):
            self._face.go("card")
            if not (fault.from_start and time_no == 0):
                self._until(lambda: self._asks)
                self._until(lambda: self._readers.settled)
                fault.provoke(self._rig)
            met.append(self._seen_and_over() if fault.seen else self._not_seen())
            assert self._kept() == kept, "something was lost"
        assert len({repr(seen) for seen, _ in met}) == 1
        self._lay_and_read()
        self._go_on(kept)
        seconds = statistics.median(took for _, took in met)
        assert fault.within is None or seconds <= fault.within, f"over after {seconds:.1f} s"
        return met[0][0].row(fault.name, seconds)

    def _seen_and_over(self) -> tuple[Seen, float]:
        fault = self._fault
        self._until(lambda: says(self._face, fault.shows))
        seen = see(self._face, self._readers.states)
        fault.mend(self._rig)
        if fault.well is Well.READS:
            return seen, self._lay_and_read()
        began = time.perf_counter()
        self._until(lambda: self._asks)
        return seen, time.perf_counter() - began

    def _not_seen(self) -> tuple[Seen, float]:
        self._until(lambda: self._asks)
        failures = list(self._visit.failures)
        took = self._lay_and_read()
        assert self._visit.failures == failures, self._visit.failures
        return see(self._face, self._readers.states), took

    def _lay_and_read(self) -> float:
        """Seconds until the name is on the screen; it is the right one."""
        if self._face.shown == "card_confirm":
            return 0.0
        self._until(lambda: self._readers.settled)
        began = time.perf_counter()
        self._fault.lay(self._rig)
        self._until(lambda: self._face.shown == "card_confirm")
        took = time.perf_counter() - began
        assert self._face.reads(READ)
        holder = self._visit.card.holder
        assert holder is not None and holder.name == self._fault.reads
        return took

    def _go_on(self, kept: Kept) -> None:
        """What was answered before goes with the card that was read now, once, under one key."""
        self._until(lambda: self._face.app.takes_touches)
        self._face.touch("forward")
        self._visit.confirm()
        ((_, submission),) = self._face.ports.sender.sent
        assert submission is self._visit.submission and submission.key
        assert submission.holder["name"] == self._fault.reads
        assert (submission.answers, submission.signature) == (kept.answers, kept.signature)

    def _kept(self) -> Kept:
        visit, sent = self._visit, len(self._face.ports.sender.sent)
        key = visit.submission.key if visit.submission else None
        return Kept(visit.draft, dict(visit.answers), visit.signature, visit.submission, key, sent)

    def _until(self, holds: Callable[[], bool]) -> None:
        step_until(self._face, self._readers, holds)

    @property
    def _asks(self) -> bool:
        return asks(self._face, self._readers)


def asks(face: Face, readers: RealReaders) -> bool:
    """The screen asks for a card, and every reader that is fitted is well."""
    fitted = [state for state in face.visit.readers.values() if state.fitted]
    known = len(face.visit.readers) == len(CardKind)
    well = known and bool(fitted) and all(state.failure is None for state in fitted)
    ready = all(state.state == "ready" for state in readers.states)
    return well and ready and any(says(face, key) for key in ASKING)
