"""One printer by its two addresses: its queue at the local print service, and the device itself.

Jobs carry a random name with our prefix and nothing else, so that ours are known at the device again, by any
process of ours, and nobody reads anything from them.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from devices.printer.ipp import NOT_FOUND, Attributes, NoReply, Operation, Why, ask
from devices.printer.state import PrinterFailure, PrinterState, failed, read_state

PREFIX = "kiosk-"
_STATE_ATTRIBUTES = [
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-supply",
    "printer-supply-description",
    "marker-names",
    "marker-types",
    "marker-levels",
]
_JOB_ATTRIBUTES = [
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions",
    "job-impressions-completed",
]


@dataclass(frozen=True)
class A4Printer:
    """``role``: what it is for ("papers", "certificates"). ``queue``, ``device``: ipp:// addresses.

    ``overlooked``: reasons that this device always gives and that mean nothing.
    """

    role: str
    queue: str
    device: str
    overlooked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seconds:
    """How long to wait: for one answer, for a queue to take a document, for a paper with a fault standing,
    for a paper at all (its time to live), for a queue's job to show up at the device, for what was cancelled
    to end; and between looks."""

    answer: float = 0.7
    submit: float = 5.0
    with_a_fault: float = 90.0
    to_live: float = 300.0
    to_show_up: float = 5.0
    to_end: float = 3.0
    between_looks: float = 0.25


class JobState(IntEnum):
    """job-state, RFC 8011."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def ended(self) -> bool:
        return self >= JobState.CANCELED


@dataclass(frozen=True)
class Job:
    """A job as its printer tells it. ``impressions``: sides to print; ``completed``: those that are out; None
    where the printer does not count."""

    id: int
    name: str
    state: JobState
    reasons: tuple[str, ...]
    impressions: int | None = None
    completed: int | None = None

    @property
    def is_all_out(self) -> bool:
        """Whether every side is counted as out."""
        return self.impressions is not None and 0 < self.impressions <= (self.completed or 0)


@dataclass(frozen=True)
class Unfinished:
    """Jobs of ours that have not ended."""

    in_queue: tuple[Job, ...]
    at_device: tuple[Job, ...]

    def __bool__(self) -> bool:
        return bool(self.in_queue or self.at_device)


def new_name() -> str:
    """A name for a job that says nothing."""
    return PREFIX + secrets.token_hex(8)


def printer_state(printer: A4Printer, seconds: Seconds) -> PrinterState:
    """Asks device and queue, both within ``seconds.answer``; the device has the first word."""
    wanted = {"requested-attributes": _STATE_ATTRIBUTES}
    told = ask(printer.device, Operation.GET_PRINTER_ATTRIBUTES, wanted, within=seconds.answer)
    if isinstance(told, NoReply):
        return _no_state(told, "the printer", PrinterFailure.UNREACHABLE)
    device = read_state(_first(told.printers), printer.overlooked)
    if not device.ready:
        return device
    told = ask(printer.queue, Operation.GET_PRINTER_ATTRIBUTES, wanted, within=seconds.answer)
    if isinstance(told, NoReply):
        trouble = _no_state(told, "the print service", PrinterFailure.SERVICE_DOWN)
        return _with(device, trouble.failure, trouble.detail)
    queue = _first(told.printers)
    if queue.get("printer-is-accepting-jobs") is not True or queue.get("printer-state") == _QUEUE_STOPPED:
        return _with(device, PrinterFailure.SERVICE_DOWN, "the printer's queue is stopped")
    return device


_QUEUE_STOPPED = 5


def hold(printer: A4Printer, name: str, document: bytes, seconds: Seconds) -> int | PrinterState:
    """Hand a PDF to the queue, which keeps it until it is released. The queue's number for it."""
    told = ask(
        printer.queue,
        Operation.PRINT_JOB,
        {"job-name": name, "document-format": "application/pdf"},
        job={
            "job-hold-until": "indefinite",
            "job-cancel-after": round(seconds.to_live),
            "sides": "one-sided",
            "copies": 1,
        },
        document=document,
        within=seconds.submit,
    )
    if isinstance(told, NoReply):
        # With a full disk CUPS breaks the upload off, and its answer is not always a whole one. The service
        # was well a moment ago, so that nonsense now means this.
        full = told.why in (Why.NO_ROOM, Why.NONSENSE)
        refused = PrinterFailure.SPOOL_FULL if full else PrinterFailure.SERVICE_DOWN
        return failed(refused, told.detail("the print service"))
    number = _first(told.jobs).get("job-id")
    if not isinstance(number, int):
        return failed(PrinterFailure.SERVICE_DOWN, "the print service gives no number to a job")
    return number


def release(printer: A4Printer, number: int, seconds: Seconds) -> NoReply | None:
    """Now: the queue's job may go to the device."""
    told = ask(printer.queue, Operation.RELEASE_JOB, {"job-id": number}, within=seconds.submit)
    return told if isinstance(told, NoReply) else None


def queue_job(printer: A4Printer, number: int, seconds: Seconds) -> Job | NoReply | None:
    """None when the queue has it no more: it keeps nothing of what has ended."""
    wanted = {"job-id": number, "requested-attributes": _JOB_ATTRIBUTES}
    told = ask(printer.queue, Operation.GET_JOB_ATTRIBUTES, wanted, within=seconds.answer)
    if isinstance(told, NoReply):
        return None if told.status == NOT_FOUND else told
    return _job({"job-id": number, **_first(told.jobs)})


def device_job(printer: A4Printer, name: str, seconds: Seconds) -> Job | NoReply | None:
    """The device's own job of this name, ended or not; None if it knows none."""
    for which in ("not-completed", "completed"):
        jobs = _jobs(printer.device, which, seconds)
        if isinstance(jobs, NoReply):
            return jobs
        for job in jobs:
            if job.name == name:
                return job
    return None


def unfinished(printer: A4Printer, seconds: Seconds) -> Unfinished | NoReply:
    """All jobs of ours that have not ended, in the queue and at the device, whoever of us sent them."""
    found = []
    for address in (printer.queue, printer.device):
        jobs = _jobs(address, "not-completed", seconds)
        if isinstance(jobs, NoReply):
            return jobs
        found.append(tuple(job for job in jobs if job.name.startswith(PREFIX) and not job.state.ended))
    return Unfinished(*found)


def cancel(printer: A4Printer, jobs: Unfinished, seconds: Seconds) -> None:
    """Tell queue and device to leave off. Whether they have is seen by ``unfinished``, never believed."""
    for address, ours in ((printer.queue, jobs.in_queue), (printer.device, jobs.at_device)):
        for job in ours:
            ask(address, Operation.CANCEL_JOB, {"job-id": job.id}, within=seconds.answer)


def _jobs(address: str, which: str, seconds: Seconds) -> list[Job] | NoReply:
    wanted = {"which-jobs": which, "requested-attributes": _JOB_ATTRIBUTES}
    told = ask(address, Operation.GET_JOBS, wanted, within=seconds.answer)
    if isinstance(told, NoReply):
        return told
    read = map(_job, told.jobs)
    return [job for job in read if job is not None]


def _job(attributes: Attributes) -> Job | None:
    number, state = attributes.get("job-id"), attributes.get("job-state")
    if not isinstance(number, int) or not isinstance(state, int) or state not in set(JobState):
        return None
    reasons = attributes.get("job-state-reasons")
    words: Iterable[object] = reasons if isinstance(reasons, list) else [reasons]
    named = tuple(word for word in words if isinstance(word, str))
    return Job(
        number,
        str(attributes.get("job-name", "")),
        JobState(state),
        named,
        _count(attributes.get("job-impressions")),
        _count(attributes.get("job-impressions-completed")),
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _first(found: tuple[Attributes, ...]) -> Attributes:
    return found[0] if found else {}


def _no_state(told: NoReply, who: str, away: PrinterFailure) -> PrinterState:
    answers_wrongly = told.why in (Why.REFUSED, Why.NONSENSE) and away is PrinterFailure.UNREACHABLE
    return failed(PrinterFailure.FAULT if answers_wrongly else away, told.detail(who))


def _with(state: PrinterState, failure: PrinterFailure | None, detail: str) -> PrinterState:
    return PrinterState(state.activity, failure, state.reasons, state.warnings, state.supplies, detail)
