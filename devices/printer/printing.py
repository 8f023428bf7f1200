"""One paper: from its PDF to "the device says it has printed it", or to why not.

It comes out for the visit that wants it or not at all: it is held in the queue until the printer is found
well, it lives for so long, and whatever stands of it afterwards is cancelled, and keeps the printer locked
until device and queue have ended it. Calls block: they belong in a worker thread.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from devices.printer.ipp import NoReply, Why
from devices.printer.jobs import (
    A4Printer,
    Job,
    JobState,
    Seconds,
    cancel,
    device_job,
    hold,
    new_name,
    printer_state,
    queue_job,
    release,
    unfinished,
)
from devices.printer.state import PrinterFailure, PrinterState, failed

_USUAL = Seconds()
_PDF_BEGINS, _PDF_ENDS, _END_WITHIN = b"%PDF-", b"%%EOF", 1024


@dataclass(frozen=True)
class Printed:
    """The device has completed its job and reports no fault, or only that the tray is empty now. Whether
    paper is there, the resident says."""

    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotPrinted:
    """``detail`` is English and never personal. ``may_be_out``: some or all of it may lie in the tray.
    ``unseen``: the printer's state does not tell of it."""

    failure: PrinterFailure
    detail: str
    may_be_out: bool = False
    unseen: bool = False


def lock_of(printer: A4Printer, seconds: Seconds = _USUAL) -> PrinterState | None:
    """Cancels what stands of any job of ours; a state with LOCKED while one has not ended, else None.

    Asked before each visit's first look at the printer, and until it gives None. What cannot be asked is not
    known to be free: then it is the state of that.
    """
    ours = unfinished(printer, seconds)
    if isinstance(ours, NoReply):
        return _unknown(printer, ours, seconds)
    if not ours:
        return None
    cancel(printer, ours, seconds)
    ours = unfinished(printer, seconds)
    if isinstance(ours, NoReply):
        return _unknown(printer, ours, seconds)
    where = " and ".join(
        place for place, jobs in (("queue", ours.in_queue), ("device", ours.at_device)) if jobs
    )
    return (
        failed(PrinterFailure.LOCKED, f"a job that was cancelled has not ended in {where}") if ours else None
    )


def print_pdf(
    printer: A4Printer,
    pdf: bytes,
    *,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[PrinterState], None] = lambda state: None,
    seconds: Seconds = _USUAL,
) -> Printed | NotPrinted:
    """``stopped``: whether the visit wants it no more. ``tell``: how the printer is, meanwhile."""
    if not pdf.startswith(_PDF_BEGINS) or _PDF_ENDS not in pdf[-_END_WITHIN:]:
        return NotPrinted(PrinterFailure.JOB_FAILED, "the paper is no whole PDF")
    trouble = _lock_that_stays(printer, stopped, seconds) or printer_state(printer, seconds)
    if trouble.failure is not None:
        return NotPrinted(trouble.failure, trouble.detail)
    name = new_name()
    held = hold(printer, name, pdf, seconds)
    if isinstance(held, PrinterState):
        assert held.failure is not None
        # A service that did not answer may have taken it all the same.
        lock_of(printer, seconds)
        return NotPrinted(held.failure, held.detail, unseen=True)
    if stopped():
        lock_of(printer, seconds)
        return NotPrinted(PrinterFailure.JOB_FAILED, "the visit ended before it was printed")
    refused = release(printer, held, seconds)
    if refused is not None:
        lock_of(printer, seconds)
        return NotPrinted(PrinterFailure.SERVICE_DOWN, refused.detail("the print service"), unseen=True)
    answer = _Watch(printer, name, held, stopped, tell, seconds).outcome()
    if isinstance(answer, NotPrinted):
        lock_of(printer, seconds)
    return answer


def _lock_that_stays(
    printer: A4Printer, stopped: Callable[[], bool], seconds: Seconds
) -> PrinterState | None:
    """A queue needs a moment to be done with what has just been printed."""
    deadline = time.monotonic() + seconds.to_end
    while (lock := lock_of(printer, seconds)) is not None:
        if lock.failure is not PrinterFailure.LOCKED or time.monotonic() > deadline or stopped():
            return lock
        time.sleep(seconds.between_looks)
    return None


class _Watch:
    """Looks at one released job until it has ended at the device, or its patience has."""

    def __init__(
        self,
        printer: A4Printer,
        name: str,
        number: int,
        stopped: Callable[[], bool],
        tell: Callable[[PrinterState], None],
        seconds: Seconds,
    ) -> None:
        self._printer = printer
        self._name = name
        self._number = number
        self._stopped = stopped
        self._tell = tell
        self._seconds = seconds
        self._seen = False
        self._faulty_since: float | None = None
        self._lost_since: float | None = None

    def outcome(self) -> Printed | NotPrinted:
        ends = time.monotonic() + self._seconds.to_live
        while time.monotonic() < ends:
            state = printer_state(self._printer, self._seconds)
            self._tell(state)
            answer = self._look(state)
            if answer is not None:
                return answer
            if self._stopped():
                return self._not_printed(PrinterFailure.JOB_FAILED, "the visit ended while it was printed")
            time.sleep(self._seconds.between_looks)
        return self._given_up("it did not come out in its time")

    def _look(self, state: PrinterState) -> Printed | NotPrinted | None:
        if state.failure is PrinterFailure.UNREACHABLE:
            return self._with_a_fault(state)
        job = device_job(self._printer, self._name, self._seconds)
        if isinstance(job, Job) and job.state.ended:
            return self._ended(job)
        if isinstance(job, Job):
            self._seen = True
            self._lost_since = None
        elif job is None:
            lost = self._lost()
            if lost is not None:
                return lost
        return self._with_a_fault(state)

    def _ended(self, job: Job) -> Printed | NotPrinted:
        """The state is asked after the job has ended: what stood before may have been put right since."""
        if job.state is not JobState.COMPLETED or "job-completed-with-errors" in job.reasons:
            told = ", ".join(job.reasons) or job.state.name.lower()
            return self._given_up(f"the printer says: {told}")
        state = printer_state(self._printer, self._seconds)
        if state.failure is None:
            return Printed(state.warnings)
        if state.failure is PrinterFailure.PAPER_EMPTY and job.is_all_out:
            # The last sheets were this paper's.
            return Printed(state.reasons)
        return self._not_printed(state.failure, f"it was completed, but {state.detail}")

    def _lost(self) -> NotPrinted | None:
        """The device answers and knows no such job: not yet, or no more (it was switched off)."""
        now = time.monotonic()
        queued = queue_job(self._printer, self._number, self._seconds)
        if queued is None or (isinstance(queued, Job) and queued.state.ended) or self._seen:
            self._lost_since = self._lost_since or now
            if now - self._lost_since >= self._seconds.to_show_up:
                what = "forgot the job" if self._seen else "never got the job"
                return self._given_up(f"the printer {what}")
        else:
            self._lost_since = None
        return None

    def _with_a_fault(self, state: PrinterState) -> NotPrinted | None:
        """Somebody may put paper in; but not for ever."""
        now = time.monotonic()
        if state.failure is None:
            self._faulty_since = None
            return None
        self._faulty_since = self._faulty_since or now
        if now - self._faulty_since < self._seconds.with_a_fault:
            return None
        return self._not_printed(state.failure, state.detail)

    @staticmethod
    def _not_printed(failure: PrinterFailure, detail: str) -> NotPrinted:
        """Once released it may have been at the device between two looks, and come out since."""
        return NotPrinted(failure, detail, may_be_out=True)

    @staticmethod
    def _given_up(detail: str) -> NotPrinted:
        """By a printer that says it is well."""
        return NotPrinted(PrinterFailure.JOB_FAILED, detail, may_be_out=True, unseen=True)


def _unknown(printer: A4Printer, told: NoReply, seconds: Seconds) -> PrinterState:
    """Who of the two did not answer is told by asking how the printer is."""
    state = printer_state(printer, seconds)
    if not state.ready:
        return state
    failure = PrinterFailure.SERVICE_DOWN if told.why is Why.UNREACHABLE else PrinterFailure.FAULT
    return failed(failure, told.detail("the printer or its queue"))
