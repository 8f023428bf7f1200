"""The receipt printer: ask it, print on it, and believe only what it answers afterwards.

A stalled printer takes a whole job without a word, so a job counts as printed only when the printer
has answered from behind its last byte and is ready again. Calls block: they belong in a worker thread.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from devices.receipt.conversation import Conversation, NoAnswer
from devices.receipt.protocol import CLEAR_BUFFERS, Condition, Raster, print_job, void_part
from devices.receipt.transport import Address, opened, parse_address

__all__ = [
    "NotPrinted",
    "Patience",
    "Printed",
    "PrinterFailure",
    "PrinterStatus",
    "Raster",
    "cut_off_part",
    "print_raster",
    "print_whole",
    "printer_status",
]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for the line, for one answer, for a job besides the time its bytes
    take on a serial line, how long a job may go on before the printer is asked how it is; and for somebody to
    put right what has stopped a receipt in the middle."""

    connect: float = 3.0
    answer: float = 2.0
    job: float = 30.0
    ask_again: float = 1.0
    put_right: float = 60.0
    between_looks: float = 0.25


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
    """The printer has worked through every byte. ``redone``: at first it stopped in the middle.

    ``afterwards``: what happened to it behind the last byte, such as the paper's end; the receipt is whole.
    """

    bytes_sent: int
    paper_near_end: bool
    redone: bool = False
    afterwards: PrinterFailure | None = None


@dataclass(frozen=True)
class NotPrinted:
    """``detail`` is English and never personal. With PRN-05 a part may be on the paper.

    ``cause``: what has stopped it that a hand can put right. Without one the printer may have printed all of
    it, so it is not for us to print it once more.
    ``part_hangs_out``: a part of a receipt that ``cut_off_part`` has to be called for.
    """

    failure: PrinterFailure
    detail: str
    cause: PrinterFailure | None = None
    part_hangs_out: bool = False


def printer_status(address: str, patience: Patience = _USUAL) -> PrinterStatus:
    """Ask with DLE EOT 1 to 4. Raises ValueError for what is no address."""
    place = parse_address(address)
    try:
        with opened(place, patience.connect) as link:
            return _status(Conversation(link, patience.answer).condition())
    except OSError as error:
        return _failed(PrinterFailure.ABSENT, _reason(error))


def print_whole(
    address: str,
    raster: Raster,
    *,
    part_hangs_out: bool = False,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[PrinterStatus], None] = lambda status: None,
    alive: Callable[[], None] = lambda: None,
    patience: Patience = _USUAL,
) -> Printed | NotPrinted:
    """Print one whole receipt: what stops in the middle for want of paper or an open cover is made worthless,
    cut off, and printed anew once somebody has put that right; never two whole ones.

    ``tell``: how the printer is while that is waited for. ``stopped``: nobody wants it any more. ``alive`` is
    called again and again while it prints: at 9600 baud that takes a minute.
    """
    redone = False
    while True:
        answer = print_raster(address, raster, patience, after_part=part_hangs_out, alive=alive)
        if isinstance(answer, Printed):
            return replace(answer, redone=redone)
        part_hangs_out = part_hangs_out or answer.part_hangs_out
        answer = replace(answer, part_hangs_out=part_hangs_out)
        waits = redone and answer.failure in _PUT_RIGHT_BY_HAND
        if not (waits or answer.cause in _PUT_RIGHT_BY_HAND):
            return answer
        redone = True
        if not _put_right(address, stopped, tell, patience):
            return replace(answer, failure=PrinterFailure.STOPPED_MIDWAY)


_PUT_RIGHT_BY_HAND = (PrinterFailure.PAPER_OUT, PrinterFailure.COVER_OPEN)


def _put_right(
    address: str, stopped: Callable[[], bool], tell: Callable[[PrinterStatus], None], patience: Patience
) -> bool:
    deadline = time.monotonic() + patience.put_right
    while not stopped() and time.monotonic() < deadline:
        status = printer_status(address, patience)
        tell(status)
        if status.ready:
            return True
        time.sleep(patience.between_looks)
    return False


def cut_off_part(address: str, patience: Patience = _USUAL) -> bool:
    """Make worthless and cut off what hangs out of the printer; whether the printer is well afterwards."""
    place = parse_address(address)
    try:
        with opened(place, patience.connect) as link:
            talk = Conversation(link, patience.answer)
            talk.send(CLEAR_BUFFERS)
            if _status(talk.condition()).failure is not None:
                return False
            talk.send(void_part(cut=place.cut))
            return _status(talk.condition()).failure is None
    except OSError:
        return False


def print_raster(
    address: str,
    raster: Raster,
    patience: Patience = _USUAL,
    *,
    after_part: bool = False,
    alive: Callable[[], None] = lambda: None,
) -> Printed | NotPrinted:
    """Print and cut. ``after_part``: a part of a receipt hangs out, and is cut off first.

    Whatever is left of a job that stopped is cleared from the printer, so that it does not come out
    for the next person. Raises ValueError for what is no address.
    """
    place = parse_address(address)
    job = print_job(raster, fence=place.fence, cut=place.cut, compact=place.compact)
    if after_part:
        job[0] = void_part(cut=place.cut) + job[0]
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
            deadline = time.monotonic() + patience.job + place.seconds_for(sum(map(len, job)))
            printed = _print(talk, job, place, deadline, patience, alive)
            if isinstance(printed, NotPrinted):
                talk.send(CLEAR_BUFFERS)
                # Only an answer shows that the rest is gone; until then paper put in would bring it out.
                talk.condition()
            return printed
    except OSError as error:
        if not sending:
            return NotPrinted(PrinterFailure.ABSENT, _reason(error))
        return NotPrinted(PrinterFailure.STOPPED_MIDWAY, _reason(error), part_hangs_out=True)


def _print(
    talk: Conversation,
    job: Sequence[bytes],
    place: Address,
    deadline: float,
    patience: Patience,
    alive: Callable[[], None],
) -> Printed | NotPrinted:
    """Never more than two pieces ahead of the paper: a printer that has stopped is still free to say why."""
    for sent, piece in enumerate(job, 1):
        alive()
        talk.send(piece, max(0.0, deadline - time.monotonic()))
        if place.fence:
            talk.expect_fence()
            fences = sent if sent == len(job) else sent - 1
            stopped = _wait(talk, fences, deadline, patience.ask_again, alive)
            if stopped is not None:
                return stopped
    length = sum(map(len, job))
    first_within = None if place.fence else deadline - time.monotonic()
    status = _status(talk.condition(first_within=first_within))
    if status.failure is None:
        return Printed(length, status.paper_near_end)
    if place.fence and status.failure in _PUT_RIGHT_BY_HAND:
        # It has come to the end of the job, behind the cut, before that happened.
        return Printed(length, paper_near_end=True, afterwards=status.failure)
    return _stopped_midway(status)


def _wait(
    talk: Conversation, fences: int, deadline: float, ask_again: float, alive: Callable[[], None]
) -> NotPrinted | None:
    """None when the printer has come to so many fences, else why it will not.

    Two askings in a row must name a fault: one answer alone may be a stray.
    """
    faults = 0
    while (left := deadline - time.monotonic()) > 0:
        alive()
        if talk.wait_for_fences(fences, min(ask_again, left)):
            return None
        status = _status(talk.condition())
        if talk.fences_passed >= fences:
            return None
        faults = faults + 1 if status.failure is not None else 0
        if faults > 1:
            return _stopped_midway(status)
    detail = "did not come to the end of the job in time"
    return NotPrinted(PrinterFailure.STOPPED_MIDWAY, detail, part_hangs_out=True)


def _stopped_midway(status: PrinterStatus) -> NotPrinted:
    """The cause is what a hand can put right; the rest is a cutter, silence, or nonsense."""
    named = status.failure if status.failure in _PUT_RIGHT_BY_HAND else None
    return NotPrinted(PrinterFailure.STOPPED_MIDWAY, status.detail, named, part_hangs_out=True)


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
