"""The receipt printer: ask it, print on it, and believe only what it answers afterwards.

A stalled printer takes a whole job without a word, so a job counts as printed only when the printer
has answered from behind its last byte and is ready again. Calls block: they belong in a worker thread.
"""

import time
from dataclasses import dataclass
from enum import StrEnum

from devices.receipt.conversation import Conversation, NoAnswer
from devices.receipt.protocol import CLEAR_BUFFERS, Condition, Raster, print_job
from devices.receipt.transport import opened, parse_address

__all__ = [
    "NotPrinted",
    "Patience",
    "Printed",
    "PrinterFailure",
    "PrinterStatus",
    "Raster",
    "print_raster",
    "printer_status",
]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for the line, for one answer, for a job besides the time its bytes
    take on a serial line, and how long a job may go on before the printer is asked how it is."""

    connect: float = 3.0
    answer: float = 2.0
    job: float = 30.0
    ask_again: float = 1.0


_USUAL = Patience()


class PrinterFailure(StrEnum):
    ABSENT = "PRN-01"
    PAPER_OUT = "PRN-02"
    COVER_OPEN = "PRN-03"
    FAULT = "PRN-04"
    STOPPED_MIDWAY = "PRN-05"


@dataclass(frozen=True)
class PrinterStatus:
    """``ready`` exactly when there is no failure; ``detail`` says in English what the printer named."""

    ready: bool
    failure: PrinterFailure | None
    paper_near_end: bool
    detail: str = ""


@dataclass(frozen=True)
class Printed:
    """The printer has worked through every byte and says it is well."""

    bytes_sent: int
    paper_near_end: bool


@dataclass(frozen=True)
class NotPrinted:
    """``detail`` is English and never personal. With PRN-05 a part may be on the paper."""

    failure: PrinterFailure
    detail: str


def printer_status(address: str, patience: Patience = _USUAL) -> PrinterStatus:
    """Ask with DLE EOT 1 to 4. Raises ValueError for what is no address."""
    place = parse_address(address)
    try:
        with opened(place, patience.connect) as link:
            return _status(Conversation(link, patience.answer).condition())
    except OSError as error:
        return _failed(PrinterFailure.ABSENT, _reason(error))


def print_raster(address: str, raster: Raster, patience: Patience = _USUAL) -> Printed | NotPrinted:
    """Print and cut.

    Whatever is left of a job that stopped is cleared from the printer, so that it does not come out
    for the next person. Raises ValueError for what is no address.
    """
    place = parse_address(address)
    job = print_job(raster, fence=place.fence)
    sending = False
    try:
        with opened(place, patience.connect) as link:
            talk = Conversation(link, patience.answer)
            # An earlier job that was broken off may still wait in the printer's buffer.
            talk.send(CLEAR_BUFFERS)
            before = _status(talk.condition())
            if before.failure is not None:
                return NotPrinted(before.failure, before.detail)
            sending = True
            deadline = time.monotonic() + patience.job + place.seconds_for(job)
            printed = _print(talk, job, place.fence, deadline, patience)
            if isinstance(printed, NotPrinted):
                talk.send(CLEAR_BUFFERS)
                # Only an answer shows that the rest is gone; until then paper put in would bring it out.
                talk.condition()
            return printed
    except OSError as error:
        return NotPrinted(PrinterFailure.STOPPED_MIDWAY if sending else PrinterFailure.ABSENT, _reason(error))


def _print(
    talk: Conversation, job: bytes, fence: bool, deadline: float, patience: Patience
) -> Printed | NotPrinted:
    talk.send(job, deadline - time.monotonic())
    if fence:
        talk.expect_fence()
        stopped = _wait(talk, deadline, patience.ask_again)
        if stopped:
            return NotPrinted(PrinterFailure.STOPPED_MIDWAY, stopped)
    status = _status(talk.condition(first_within=None if fence else deadline - time.monotonic()))
    if status.failure is None:
        return Printed(len(job), status.paper_near_end)
    return NotPrinted(PrinterFailure.STOPPED_MIDWAY, status.detail)


def _wait(talk: Conversation, deadline: float, ask_again: float) -> str | None:
    """None when the printer has come to the end of the job, else why it will not.

    Two askings in a row must name a fault: one answer alone may be a stray.
    """
    faults = 0
    while (left := deadline - time.monotonic()) > 0:
        if talk.wait_for_fence(min(ask_again, left)):
            return None
        status = _status(talk.condition())
        if talk.fence_passed:
            return None
        faults = faults + 1 if status.failure is not None else 0
        if faults > 1:
            return status.detail
    return "did not come to the end of the job in time"


def _status(condition: Condition | NoAnswer) -> PrinterStatus:
    """The first thing to put right. An open cover also lifts the paper from its sensor, so it goes first."""
    if isinstance(condition, NoAnswer):
        # A serial line opens just as well when nothing is plugged in at its other end.
        silent = condition is NoAnswer.SILENT
        return _failed(PrinterFailure.ABSENT if silent else PrinterFailure.FAULT, condition.value)
    faults = (
        (condition.cover_open, PrinterFailure.COVER_OPEN, "the cover is open"),
        (condition.paper_out, PrinterFailure.PAPER_OUT, "the paper is out"),
        (condition.cutter_fault, PrinterFailure.FAULT, "the cutter is stuck"),
        (condition.other_fault, PrinterFailure.FAULT, "the printer reports an error"),
        (condition.offline, PrinterFailure.FAULT, "the printer is offline"),
    )
    for holds, failure, detail in faults:
        if holds:
            return PrinterStatus(False, failure, condition.paper_near_end, detail)
    return PrinterStatus(True, None, condition.paper_near_end)


def _failed(failure: PrinterFailure, detail: str) -> PrinterStatus:
    return PrinterStatus(False, failure, False, detail)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
