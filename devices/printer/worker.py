"""A4 printers' thread: how the printer is while a visit looks at it, and one paper after the other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox
from devices.printer.jobs import A4Printer, Seconds, printer_state
from devices.printer.last_paper import LastPaper
from devices.printer.printing import NotPrinted, Printed, lock_of, print_pdf
from devices.printer.state import PrinterFailure, PrinterState

DEVICE = "printer"
# Between two looks while a visit watches, and while a job of an earlier visit still locks the printer, in
# seconds. With the patience for one answer it makes a state that is true within one.
_LOOK_EVERY = 0.25
# While nobody looks: so that a service that needs it is known to be possible.
_UNWATCHED = 30.0


@dataclass(frozen=True)
class PrinterTold:
    """How the printer is, told when it changes."""

    role: str
    visit: str
    state: PrinterState


@dataclass(frozen=True)
class PaperAnswered:
    """What became of a paper; ``paper`` is the caller's own name for it."""

    role: str
    visit: str
    paper: str
    answer: Printed | NotPrinted


PrinterEvent = DeviceEvent | PrinterTold | PaperAnswered


@dataclass(frozen=True)
class _Watch:
    visit: str


@dataclass(frozen=True)
class _LookAway:
    pass


@dataclass(frozen=True)
class _Print:
    visit: str
    paper: str
    pdf: bytes


_Command = _Watch | _LookAway | _Print


class PrinterWorker:
    """One printer of one role. ``on_event`` is called from this worker's thread.

    It begins by cancelling whatever an earlier visit has left in the queue or at the device. From watch() to
    look_away() a PrinterTold comes within a second of each change; while a paper is printed, too. Otherwise
    DeviceEvents tell how it is, more slowly: also DEGRADED with the code that ``last`` remembers.
    """

    def __init__(
        self,
        printer: A4Printer,
        on_event: Callable[[PrinterEvent], None],
        *,
        last: LastPaper | None = None,
        seconds: Seconds | None = None,
        back_off: BackOff | None = None,
    ) -> None:
        self._printer = printer
        self._on_event = on_event
        self._last = last
        self._seconds = seconds or Seconds()
        self._back_off = back_off or BackOff()
        self._life = DeviceLife(f"{DEVICE} {printer.role}", on_event)
        self._given_up = threading.Event()
        self._told: PrinterTold | None = None
        self._free = False
        self._worker: DeviceWorker[_Command] = DeviceWorker(
            DEVICE, self._work, self._crashed, on_hang=self._crashed
        )

    def watch(self, visit: str) -> None:
        """Tell this visit how the printer is, until look_away."""
        self._worker.post(_Watch(visit))

    def look_away(self) -> None:
        """Nobody looks at the printer's state any more."""
        self._worker.post(_LookAway())

    def print_pdf(self, visit: str, paper: str, pdf: bytes) -> None:
        """Print for this visit; answered with PaperAnswered. The PDF lives in memory and the queue only."""
        self._worker.post(_Print(visit, paper, pdf))

    def give_up(self) -> None:
        """The visit has ended: what is being printed is cancelled, what waits is dropped. No more papers."""
        self._given_up.set()

    def close(self) -> None:
        """give_up, and end the thread. Not from on_event."""
        self._given_up.set()
        self._worker.close()

    def _crashed(self) -> None:
        self._life.become(DeviceState.FAULT, PrinterFailure.FAULT)

    def _work(self, inbox: Inbox[_Command]) -> None:
        visit: str | None = None
        while True:
            state = self._state()
            if not inbox.closed:
                self._tell(visit, state)
            if state.ready:
                self._back_off.reset()
            unwatched = _UNWATCHED if state.ready else min(_UNWATCHED, self._back_off.next())
            if not inbox.wait(unwatched if visit is None else _LOOK_EVERY):
                continue
            match inbox.take():
                case None:
                    return
                case _Watch(wanted_by):
                    visit, self._told = wanted_by, None
                case _LookAway():
                    visit = None
                case _Print() as wanted:
                    self._print(wanted, inbox)

    def _state(self) -> PrinterState:
        if not self._free:
            lock = lock_of(self._printer, self._seconds)
            if lock is not None:
                return lock
            self._free = True
        return printer_state(self._printer, self._seconds)

    def _print(self, wanted: _Print, inbox: Inbox[_Command]) -> None:
        def stopped() -> bool:
            inbox.pulse()
            return self._given_up.is_set()

        answer: Printed | NotPrinted
        tried = not stopped()
        if not tried:
            answer = NotPrinted(PrinterFailure.JOB_FAILED, "the visit ended before it was printed")
        else:
            self._life.become(DeviceState.BUSY, visit=wanted.visit)
            answer = print_pdf(
                self._printer,
                wanted.pdf,
                stopped=stopped,
                tell=lambda state: self._tell(wanted.visit, state, busy=True),
                seconds=self._seconds,
            )
            self._free = isinstance(answer, Printed)
        if not inbox.closed:
            self._on_event(PaperAnswered(self._printer.role, wanted.visit, wanted.paper, answer))
        if tried and self._last is not None:
            # After the answer: whatever a disk does, a paper that is out is told of.
            self._last.note(answer)

    def _tell(self, visit: str | None, state: PrinterState, *, busy: bool = False) -> None:
        if visit is not None:
            told = PrinterTold(self._printer.role, visit, state)
            if told != self._told:
                self._told = told
                self._on_event(told)
        if not busy or state.failure is not None:
            self._become(state, visit)

    def _become(self, state: PrinterState, visit: str | None = None) -> None:
        if state.failure is PrinterFailure.UNREACHABLE:
            self._life.become(DeviceState.ABSENT, state.failure, visit)
        elif state.failure is not None:
            self._life.become(DeviceState.FAULT, state.failure, visit)
        else:
            failed_of = None if self._last is None else self._last.failure
            degraded = failed_of is not None or state.warnings
            self._life.become(DeviceState.DEGRADED if degraded else DeviceState.READY, failed_of, visit)
