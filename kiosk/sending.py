"""From the resident's yes to the platform's answer, as far as the visit process sees it.

Seals, commits to the outbox, tells the host, and opens the answer that comes back: all in one thread of
its own, so that the screen never waits for a disk.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from kiosk.application import Acceptance, Refusal, Submission, rate
from kiosk.central.contents import open_reply, seal_rating, seal_submission
from kiosk.central.outbox import Outbox, OutboxUnavailable
from kiosk.central.port import Kind
from kiosk.failures import Failure, FailureCode
from kiosk.pipe import Settled
from kiosk.visit_events import Accepted, Kept, NotAccepted, NotDelivered, NotKept, VisitEvent


@dataclass(frozen=True)
class SendingSettings:
    """``rating_delay`` draws the seconds a rating waits, so that it cannot be matched to an application."""

    outbox: Path
    platform_key: bytes
    kiosk_id: str
    answer_wait_s: float
    rating_delay: Callable[[], float]


@dataclass(frozen=True)
class _Send:
    visit: str
    submission: Submission


@dataclass(frozen=True)
class _Rate:
    service_id: str
    grade: int


@dataclass(frozen=True)
class _Close:
    pass


@dataclass
class _Pending:
    """A kept submission whose answer may still come."""

    visit: str
    submission: Submission
    waits_until: float | None


class Sending:
    """The visit's Sender. ``filled`` tells the host of a key; ``post`` hands events to the visit."""

    def __init__(
        self,
        settings: SendingSettings,
        *,
        filled: Callable[[str], None],
        post: Callable[[VisitEvent], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._filled = filled
        self._post = post
        self._now = now
        self._outbox: Outbox | None = None
        self._pending: dict[str, _Pending] = {}
        self._inbox: SimpleQueue[_Send | _Rate | Settled | _Close] = SimpleQueue()
        self._thread = Thread(target=self._run, name="sending")
        self._thread.start()

    def send(self, visit: str, submission: Submission) -> None:
        self._inbox.put(_Send(visit, submission))

    def rate(self, service_id: str, grade: int) -> None:
        self._inbox.put(_Rate(service_id, grade))

    def settled(self, settled: Settled) -> None:
        """The host's word on a delivery, from any thread."""
        self._inbox.put(settled)

    def close(self) -> None:
        """Ends when everything handed over so far is kept."""
        self._inbox.put(_Close())
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                item = self._inbox.get(timeout=self._pause())
            except Empty:
                self._give_up_waiting()
                continue
            match item:
                case _Send(visit, submission):
                    self._keep(visit, submission)
                case _Rate(service_id, grade):
                    self._keep_rating(service_id, grade)
                case Settled():
                    self._settle(item)
                case _Close():
                    if self._outbox is not None:
                        self._outbox.close()
                    return

    def _pause(self) -> float | None:
        ends = [pending.waits_until for pending in self._pending.values() if pending.waits_until is not None]
        return max(0.0, min(ends) - self._now()) if ends else None

    def _give_up_waiting(self) -> None:
        """The resident has waited long enough. An answer that still comes is told all the same."""
        for key, pending in self._pending.items():
            if pending.waits_until is not None and pending.waits_until <= self._now():
                pending.waits_until = None
                self._post(NotDelivered(pending.visit, key, Failure(FailureCode.PLATFORM_TOO_SLOW)))

    def _keep(self, visit: str, submission: Submission) -> None:
        envelope = seal_submission(submission, self._settings.platform_key)
        try:
            self._opened().put(submission.key, Kind.APPLICATION, envelope)
        except OutboxUnavailable as unavailable:
            failure = Failure(unavailable.code, unavailable.detail)
            self._post(NotKept(visit, submission.key, failure))
            return
        until = self._now() + self._settings.answer_wait_s
        self._pending[submission.key] = _Pending(visit, submission, until)
        self._post(Kept(visit, submission.key))
        self._filled(submission.key)

    def _keep_rating(self, service_id: str, grade: int) -> None:
        rating = rate(service_id, grade, kiosk_id=self._settings.kiosk_id)
        envelope = seal_rating(rating, self._settings.platform_key)
        try:
            self._opened().put(rating.key, Kind.RATING, envelope, delay_s=self._settings.rating_delay())
        except OutboxUnavailable:
            # Nobody was promised that a rating is kept; the next application will name the full disk.
            return
        self._filled(rating.key)

    def _settle(self, settled: Settled) -> None:
        pending = self._pending.get(settled.key)
        if pending is None:
            return
        match settled.outcome:
            case "delivered":
                del self._pending[settled.key]
                self._post(self._answer(pending, settled))
            case "refused":
                del self._pending[settled.key]
                self._post(NotAccepted(pending.visit, settled.key, _failure(settled)))
                self._discard(settled.key)
            case "unreachable" if pending.waits_until is not None:
                pending.waits_until = None
                self._post(NotDelivered(pending.visit, settled.key, _failure(settled)))

    def _answer(self, pending: _Pending, settled: Settled) -> VisitEvent:
        visit, key = pending.visit, settled.key
        answer = open_reply(settled.reply, pending.submission)
        match answer:
            case Acceptance():
                return Accepted(
                    visit=visit,
                    key=key,
                    case_number=answer.case_number,
                    accepted_at=answer.accepted_at,
                    promised_day=answer.promised_day,
                    statutory_day=answer.statutory_day,
                )
            case Refusal(reasons, service_gone):
                code = FailureCode.SERVICE_GONE if service_gone else FailureCode.PLATFORM_REFUSED
                return NotAccepted(visit, key, Failure(code), reasons)
            case _:
                # The platform has it, but no case number can be shown: nothing is called done.
                return NotDelivered(visit, key, Failure(FailureCode.PLATFORM_FAULT, answer.why))

    def _discard(self, key: str) -> None:
        try:
            self._opened().discard(key)
        except OutboxUnavailable:
            # It stays sealed and is forgotten after the outbox's own time.
            return

    def _opened(self) -> Outbox:
        if self._outbox is None:
            self._outbox = Outbox(self._settings.outbox)
        return self._outbox


def _failure(settled: Settled) -> Failure:
    return Failure(FailureCode(settled.code))
