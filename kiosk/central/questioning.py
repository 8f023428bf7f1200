"""The host's way for questions: from the visit to the platform and back, past no disk.

Each question has a thread of its own while it is under way, so that none waits behind a backlog of the
outbox, or behind what a resident before asked and did not wait for. Sessions that are warm are used again.
What passes here is sealed; it is held until it is answered, and not longer.
"""

from collections.abc import Callable
from threading import Lock, Thread

from kiosk.central.port import Delivered, DeliveryResult, QuestionPort, Refused, Unreachable
from kiosk.failures import FailureCode
from kiosk.pipe import Asked, Replied

# More than this no visit asks at once, and no machine should.
_MOST_UNDER_WAY = 8
_MOST_WARM = 2


class Questioning:
    """What asks for the host. ``open_port`` makes a port of its own for each that asks at the same time."""

    def __init__(self, open_port: Callable[[], QuestionPort]) -> None:
        self._open_port = open_port
        self._lock = Lock()
        self._under_way = 0
        self._warm: list[QuestionPort] = []
        self._stopped = False

    def ask(self, asked: Asked, replied: Callable[[Replied], None]) -> None:
        """Never blocks. ``replied`` is called once, from another thread unless too much is under way."""
        with self._lock:
            taken = self._under_way < _MOST_UNDER_WAY and not self._stopped
            self._under_way += taken
        if taken:
            Thread(target=self._ask, args=(asked, replied), name="question", daemon=True).start()
        else:
            replied(Replied(asked.id, "unreachable", FailureCode.PLATFORM_TOO_SLOW.value))

    def stop(self) -> None:
        """Waits for nothing: nobody waits for an answer any more."""
        with self._lock:
            self._stopped = True
            warm, self._warm = self._warm, []
        for port in warm:
            port.close()

    def _ask(self, asked: Asked, replied: Callable[[Replied], None]) -> None:
        port: QuestionPort | None = None
        try:
            with self._lock:
                port = self._warm.pop() if self._warm else None
            if port is None:
                port = self._open_port()
            result = port.ask(asked.id, asked.envelope)
        except BaseException:
            # Nobody expected this, and it stays loud; but somebody stands there and waits.
            self._ended(port, broken=True)
            replied(Replied(asked.id, "unreachable", FailureCode.PLATFORM_FAULT.value))
            raise
        self._ended(port)
        replied(_replied(asked.id, result))

    def _ended(self, port: QuestionPort | None, *, broken: bool = False) -> None:
        """One less is under way. A session that went wrong is not used again."""
        with self._lock:
            self._under_way -= 1
            kept = not broken and not self._stopped and len(self._warm) < _MOST_WARM
            if kept and port is not None:
                self._warm.append(port)
        if not kept and port is not None:
            port.close()


def _replied(question_id: str, result: DeliveryResult) -> Replied:
    match result:
        case Delivered(reply):
            return Replied(question_id, "delivered", reply=reply)
        case Refused(code=code):
            return Replied(question_id, "refused", code.value)
        case Unreachable(code=code):
            return Replied(question_id, "unreachable", code.value)
