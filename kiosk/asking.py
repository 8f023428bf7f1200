"""What the visit asks the central platform, and what comes back: asked now or not at all.

Seals each question, hands it to the host, and opens its answer, in one thread of its own: the screen never
waits. Nothing of it touches a disk, and what is unanswered when the visit ends was never to be answered.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from uuid import uuid4

from kiosk.central.answer_contents import open_answer
from kiosk.central.contents import ReplyUnreadable
from kiosk.central.question_contents import seal_question
from kiosk.central.questions import Question, Request, question
from kiosk.failures import Failure, FailureCode
from kiosk.pipe import Asked, Replied
from kiosk.visit_events import Answered, NotAnswered, VisitEvent


@dataclass(frozen=True)
class AskingSettings:
    platform_key: bytes
    kiosk_id: str
    answer_wait_s: float


@dataclass(frozen=True)
class _Ask:
    visit: str
    request_id: str
    request: Request


@dataclass(frozen=True)
class _Again:
    request_id: str


@dataclass(frozen=True)
class _Close:
    pass


@dataclass
class _Open:
    """A question that is not answered yet. ``under_way``: how often the host has it just now."""

    visit: str
    question: Question
    envelope: bytes
    waits_until: float | None = None
    under_way: int = 0


class Asking:
    """The visit's Asker. ``tell_host`` hands a sealed question over; ``post`` hands events to the visit."""

    def __init__(
        self,
        settings: AskingSettings,
        *,
        tell_host: Callable[[Asked], None],
        post: Callable[[VisitEvent], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._tell_host = tell_host
        self._post = post
        self._now = now
        self._open: dict[str, _Open] = {}
        self._inbox: SimpleQueue[_Ask | _Again | Replied | _Close] = SimpleQueue()
        self._thread = Thread(target=self._run, name="asking", daemon=True)
        self._thread.start()

    def ask(self, visit: str, request: Request) -> str:
        """The id under which Answered or NotAnswered will come."""
        request_id = str(uuid4())
        self._inbox.put(_Ask(visit, request_id, request))
        return request_id

    def ask_again(self, request_id: str) -> None:
        """The same once more, under its id: what it changes is done once, also where the first answer was
        lost. What is answered already is not asked again."""
        self._inbox.put(_Again(request_id))

    def replied(self, replied: Replied) -> None:
        """The host's word on a question, from any thread."""
        self._inbox.put(replied)

    def close(self) -> None:
        """Ends at once; what is unanswered is let go."""
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
                case _Ask(visit, request_id, request):
                    self._seal(visit, request_id, request)
                case _Again(request_id):
                    if request_id in self._open:
                        self._hand_over(self._open[request_id])
                case Replied():
                    self._reply(item)
                case _Close():
                    self._open.clear()
                    return

    def _pause(self) -> float | None:
        ends = [waiting.waits_until for waiting in self._open.values() if waiting.waits_until is not None]
        return max(0.0, min(ends) - self._now()) if ends else None

    def _give_up_waiting(self) -> None:
        """The resident has waited long enough. An answer that still comes is told all the same."""
        for waiting in self._open.values():
            if waiting.waits_until is not None and waiting.waits_until <= self._now():
                self._not_answered(waiting, Failure(FailureCode.PLATFORM_TOO_SLOW))

    def _seal(self, visit: str, request_id: str, request: Request) -> None:
        asked = question(request, kiosk_id=self._settings.kiosk_id, question_id=request_id)
        envelope = seal_question(asked, self._settings.platform_key)
        self._open[request_id] = _Open(visit, asked, envelope)
        self._hand_over(self._open[request_id])

    def _hand_over(self, waiting: _Open) -> None:
        waiting.waits_until = self._now() + self._settings.answer_wait_s
        waiting.under_way += 1
        self._tell_host(Asked(waiting.question.id, waiting.envelope))

    def _reply(self, replied: Replied) -> None:
        waiting = self._open.get(replied.id)
        if waiting is None:
            # Another visit's, or answered already.
            return
        waiting.under_way -= 1
        if replied.outcome == "delivered":
            answer = open_answer(replied.reply, waiting.question)
            if not isinstance(answer, ReplyUnreadable):
                del self._open[replied.id]
                self._post(Answered(waiting.visit, replied.id, answer))
                return
            failure = Failure(FailureCode.PLATFORM_FAULT, answer.why)
        else:
            failure = Failure(FailureCode(replied.code))
        # Where it was asked again meanwhile, that may still be answered; and it is said once only.
        if waiting.under_way <= 0 and waiting.waits_until is not None:
            self._not_answered(waiting, failure)

    def _not_answered(self, waiting: _Open, failure: Failure) -> None:
        waiting.waits_until = None
        self._post(NotAnswered(waiting.visit, waiting.question.id, failure))
