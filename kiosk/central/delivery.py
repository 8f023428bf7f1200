"""Delivers what waits in the outbox, one envelope after the other, in a thread of the host.

Whatever kills it, nothing is lost or doubled: a row is settled only after the platform has answered, and
what is delivered twice under one key the platform takes once.
"""

from collections.abc import Callable
from threading import Condition, Thread

from kiosk.central.outbox import LONGEST_WAIT, Outbox, OutboxUnavailable, Waiting
from kiosk.central.port import CentralPort, Delivered, DeliveryResult, LinkState, Refused, Unreachable

# How long the thread sleeps at most: a lost wake-up costs no more than this.
_LONGEST_SLEEP_S = 30.0
# With the disk refusing there is nothing to be learnt from asking it again at once.
_DISK_PAUSE_S = 5.0


class Delivery:
    """The thread that empties the outbox.

    The callbacks run in that thread; they must not block and must not raise. ``on_settled`` may come again
    for the same key after a crash. ``clock`` is the outbox's clock: seconds since 1970.
    """

    def __init__(
        self,
        outbox: Outbox,
        port: CentralPort,
        clock: Callable[[], float],
        on_settled: Callable[[str, Delivered | Refused], None],
        on_attempt_failed: Callable[[str, Unreachable], None],
    ) -> None:
        self._outbox = outbox
        self._port = port
        self._clock = clock
        self._on_settled = on_settled
        self._on_attempt_failed = on_attempt_failed
        self._condition = Condition()
        self._woken = False
        self._stopping = False
        # Until then a platform that does not answer is asked only for what was never tried: somebody may
        # stand waiting for that.
        self._line_held_until = 0.0
        self._link: LinkState | None = None
        self._disk_failure: OutboxUnavailable | None = None
        self._thread = Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something was put into the outbox: look at once."""
        with self._condition:
            self._woken = True
            self._condition.notify_all()

    def stop(self) -> None:
        """Ends after the request in flight, which the port's timeouts bound, and waits for that."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        self._thread.join()

    @property
    def alive(self) -> bool:
        """False when the thread has ended, by stop() or by an error of ours."""
        return self._thread.is_alive()

    @property
    def link(self) -> LinkState | None:
        """How the last attempt found the platform; None before the first."""
        return self._link

    @property
    def disk_failure(self) -> OutboxUnavailable | None:
        """Why the outbox cannot be read or written just now (OUT-01)."""
        return self._disk_failure

    def _run(self) -> None:
        while True:
            try:
                pause = self._deliver_due()
                self._disk_failure = None
            except OutboxUnavailable as unavailable:
                self._disk_failure = unavailable
                pause = _DISK_PAUSE_S
            with self._condition:
                self._condition.wait_for(lambda: self._woken or self._stopping, pause)
                self._woken = False
                if self._stopping:
                    return

    def _deliver_due(self) -> float:
        """Delivers until nothing is due; seconds until something will be."""
        while not self._stopping:
            # Asked anew after each one: a resident who has just confirmed comes before any backlog.
            due = self._outbox.due(untried_only=self._hold_s() > 0)
            if not due:
                break
            self._deliver(due[0])
        next_due = self._outbox.next_due()
        if next_due is None:
            self._outbox.tidy()
            return _LONGEST_SLEEP_S
        return min(max(next_due - self._clock(), self._hold_s(), 0.0), _LONGEST_SLEEP_S)

    def _hold_s(self) -> float:
        hold = self._line_held_until - self._clock()
        # Longer than ever meant: the clock was set back meanwhile.
        return hold if 0 < hold <= LONGEST_WAIT else 0.0

    def _deliver(self, waiting: Waiting) -> None:
        result = self._port.deliver(waiting.key, waiting.kind, waiting.envelope)
        try:
            self._enter(waiting.key, result)
        finally:
            # A disk that refuses must not keep the answer from the resident.
            if isinstance(result, Unreachable):
                self._on_attempt_failed(waiting.key, result)
            else:
                self._on_settled(waiting.key, result)

    def _enter(self, key: str, result: DeliveryResult) -> None:
        if isinstance(result, Unreachable):
            self._link = LinkState(False, result.code, result.detail)
            due_at = self._outbox.postpone(key, result.retry_after_s)
            self._line_held_until = max(self._line_held_until if self._hold_s() else 0.0, due_at)
            return
        self._link = LinkState(True)
        self._line_held_until = 0.0
        if isinstance(result, Delivered):
            self._outbox.mark_delivered(key)
        else:
            self._outbox.mark_refused(key)
