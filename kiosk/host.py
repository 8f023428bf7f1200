"""The process that outlives visits and holds nothing personal.

It keeps one visit process on the screen, starts the next the moment one is gone, hands deliveries
through, and answers the watchdog. Visit processes are forked from a server that has imported what a
visit needs and opened nothing (visit_server.py), so a visit begins with clean memory.
"""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import connection
from typing import Protocol

from kiosk import pipe
from kiosk.failures import FailureCode
from kiosk.journal import (
    AttractDrawn,
    BackedOff,
    Delivered,
    DeviceBack,
    DeviceFailed,
    Event,
    NotDelivered,
    VisitBegun,
    VisitEnded,
    VisitProcessDied,
)
from kiosk.pipe import (
    Alive,
    Asked,
    Begun,
    Drawn,
    Ended,
    FromVisit,
    HostEnd,
    OutboxFilled,
    Replied,
    Settled,
    Stop,
)
from kiosk.visit_server import Forked, VisitServer
from kiosk.watchdog import Watchdog

# Deaths before the first picture that are answered at once; after them each pause doubles.
_DEATHS_AT_ONCE = 3
_PAUSE_LOW_S = 1.0
_PAUSE_HIGH_S = 30.0
# How long a visit process may take to end when it is asked to, before it is killed.
_STOP_S = 2.0
# A visit process that has given signs of life and gives none for this long is taken for frozen.
_SILENCE_S = 20.0


class Delivery(Protocol):
    """What delivers the outbox, in a thread of its own."""

    def start(self, settled: Callable[[Settled], None]) -> None: ...
    def nudge(self) -> None: ...
    def stop(self) -> None: ...


class Questions(Protocol):
    """What asks the platform for a visit, in threads of its own; see central/questioning.py."""

    def ask(self, asked: Asked, replied: Callable[[Replied], None]) -> None: ...
    def stop(self) -> None: ...


class NobodyToAsk:
    """Where there is no way for questions: says so."""

    def ask(self, asked: Asked, replied: Callable[[Replied], None]) -> None:
        replied(Replied(asked.id, "unreachable", FailureCode.PLATFORM_UNREACHABLE.value))

    def stop(self) -> None:
        pass


@dataclass
class _Running:
    """The visit process that is on the screen."""

    process: Forked
    end: HostEnd
    drawn: bool = False
    begun: bool = False
    how: str | None = None
    heard: float | None = None
    exit_code: int = 0


@dataclass
class _Past:
    """What the host remembers of the visit processes before: never whose visit it was."""

    gone_at: float
    after_crash: bool = False
    deaths: int = 0


@dataclass
class Host:
    """``record`` gets every event of the journal, ``tell_devices`` how all devices are whenever one of them
    has changed, ``tell_supplies`` each message; ``now`` is monotonic seconds."""

    server: VisitServer
    delivery: Delivery
    record: Callable[[Event], None]
    watchdog: Watchdog
    tell_devices: Callable[[Iterable[pipe.DeviceIs]], None] = lambda states: None
    tell_supplies: Callable[[FromVisit], None] = lambda message: None
    questions: Questions = field(default_factory=NobodyToAsk)
    now: Callable[[], float] = time.monotonic
    silence_s: float = _SILENCE_S
    stop_s: float = _STOP_S
    _running: _Running | None = None
    _stopping: bool = False
    _devices: dict[str, pipe.DeviceIs] = field(default_factory=dict)
    _last_delivery: Delivered | NotDelivered | None = None
    _wake: tuple[int, int] = field(default_factory=os.pipe)

    @property
    def visit_pid(self) -> int | None:
        """The visit process on the screen."""
        running = self._running
        return running.process.pid if running else None

    def stop(self) -> None:
        """Ends run(); from any thread and from a signal handler."""
        if not self._stopping:
            self._stopping = True
            os.write(self._wake[1], b".")

    def run(self) -> None:
        """Keeps a visit process on the screen until stop()."""
        past = _Past(gone_at=self.now())
        self.delivery.start(self._settled)
        try:
            while not self._stopping:
                past = self._show_one(past)
                self._back_off(past)
        finally:
            self._stopping = True
            self.watchdog.stopping()
            self.questions.stop()
            self.delivery.stop()
            for descriptor in self._wake:
                os.close(descriptor)

    def _show_one(self, past: _Past) -> _Past:
        ours, theirs = connection.Pipe()
        running = _Running(self.server.fork(theirs, after_crash=past.after_crash), HostEnd(ours))
        theirs.close()
        self._running = running
        try:
            self._watch(running, past)
        finally:
            self._end(running)
            self._running = None
            ours.close()
            running.process.close()
        return self._after(running, past)

    def _watch(self, running: _Running, past: _Past) -> None:
        """Until the visit process is gone or the host is to stop."""
        while not self._stopping:
            ready = connection.wait(
                [running.end.connection, running.process.descriptor, self._wake[0]], self._pause(running)
            )
            self.watchdog.alive()
            if running.end.connection in ready:
                message = running.end.receive()
                if message is None:
                    # Its end of the pipe is closed: it is going; what counts is when it is gone.
                    running.process.ended(self.stop_s)
                    return
                self._hear(message, running, past)
                if running.how is not None:
                    running.process.ended(self.stop_s)
                    return
            elif running.process.descriptor in ready:
                return
            elif running.heard is not None and self.now() - running.heard > self.silence_s:
                running.process.kill()

    def _pause(self, running: _Running) -> float | None:
        pauses = [self.watchdog.every_s, None if running.heard is None else self.silence_s / 4]
        return min((pause for pause in pauses if pause is not None), default=None)

    def _hear(self, message: FromVisit, running: _Running, past: _Past) -> None:
        self.tell_supplies(message)
        match message:
            case Drawn():
                if not running.drawn:
                    running.drawn = True
                    self.record(AttractDrawn(ms=round((self.now() - past.gone_at) * 1000)))
                    self.watchdog.ready()
            case Begun():
                running.begun = True
                self.record(VisitBegun())
            case OutboxFilled():
                self.delivery.nudge()
            case Asked():
                # Neither counted nor written down: when somebody asks something is nobody's business.
                self.questions.ask(message, partial(self._replied, running))
            case Ended(how=how):
                running.how = how
                self.record(VisitEnded(how))
            case Alive():
                running.heard = self.now()
            case pipe.DeviceIs():
                self._hear_of_device(message)

    def _hear_of_device(self, state: pipe.DeviceIs) -> None:
        """Each visit process tells anew how the devices are: what has not changed is no news."""
        before = self._devices.get(state.device)
        if state == before:
            return
        self._devices[state.device] = state
        if state.code:
            self.record(DeviceFailed(state.device, FailureCode(state.code)))
        elif before is not None and before.code:
            self.record(DeviceBack(state.device))
        self.tell_devices(self._devices.values())

    def _end(self, running: _Running) -> None:
        if self._stopping and not running.process.ended():
            running.end.send(Stop())
            running.process.ended(self.stop_s)
        if not running.process.ended():
            running.process.kill()
        running.exit_code = self.server.exit_code(running.process)

    def _after(self, running: _Running, past: _Past) -> _Past:
        gone_at = self.now()
        if running.how is not None or self._stopping:
            return _Past(gone_at)
        during_visit = running.begun
        self.record(VisitProcessDied(exit_code=running.exit_code, during_visit=during_visit))
        return _Past(gone_at, during_visit, 0 if running.drawn else past.deaths + 1)

    def _back_off(self, past: _Past) -> None:
        if past.deaths < _DEATHS_AT_ONCE or self._stopping:
            return
        pause = min(_PAUSE_HIGH_S, _PAUSE_LOW_S * 2 ** (past.deaths - _DEATHS_AT_ONCE))
        self.record(BackedOff(seconds=pause))
        until = self.now() + pause
        while not self._stopping and (left := until - self.now()) > 0:
            connection.wait([self._wake[0]], min(left, self.watchdog.every_s or left))
            self.watchdog.alive()

    def _replied(self, asking: _Running, replied: Replied) -> None:
        """From a question's thread. Only the visit that asked is told; after it, nobody."""
        if self._running is asking:
            with suppress(OSError):
                # It may be over at this very moment.
                asking.end.send(replied)

    def _settled(self, settled: Settled) -> None:
        """From the delivery thread."""
        event = Delivered() if settled.outcome == "delivered" else NotDelivered(FailureCode(settled.code))
        # Days without a link would fill the journal with the same line.
        if event != self._last_delivery or settled.outcome != "unreachable":
            self.record(event)
        self._last_delivery = event
        running = self._running
        if running is not None:
            with suppress(OSError):
                # The visit that waited for it may be over at this very moment.
                running.end.send(settled)
