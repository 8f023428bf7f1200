"""The receipt printer's thread: how it is while a visit looks, and one whole receipt after the other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from devices.device import DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox, Watch
from devices.receipt.printer import (
    NotPrinted,
    Patience,
    Printed,
    PrinterFailure,
    PrinterStatus,
    Raster,
    cut_off_part,
    print_whole,
    printer_status,
)

DEVICE = "receipt printer"
# Seconds between two looks: while a visit watches, and while none does.
_WATCHED, _UNWATCHED = 0.3, 10.0
# A slow serial line takes so long over one piece of a receipt.
_WATCH = Watch(hang_s=20.0)
# How long a look may take: with the time between two, what is told is true within a second.
_LOOK_WITHIN = 0.6


@dataclass(frozen=True)
class ReceiptAnswered:
    """What became of a receipt; ``paper`` is the caller's own name for it."""

    visit: str
    paper: str
    answer: Printed | NotPrinted


@dataclass(frozen=True)
class _Watch:
    visit: str | None


@dataclass(frozen=True)
class _Print:
    visit: str
    paper: str
    raster: Raster


_Command = _Watch | _Print


class ReceiptPrinterWorker:
    """``on_event`` is called from this worker's thread: DeviceEvents READY, DEGRADED (the roll is near its
    end), ABSENT or FAULT with the code, BUSY while it prints; and ReceiptAnswered.

    ``part_hangs_out``: an earlier visit left a part of its receipt hanging out of the printer; it is made
    worthless and cut off as soon as the printer is well. So is one of this worker's own.
    """

    def __init__(
        self,
        address: str,
        on_event: Callable[[DeviceEvent | ReceiptAnswered], None],
        *,
        part_hangs_out: bool = False,
        patience: Patience | None = None,
    ) -> None:
        self._address = address
        self._on_event = on_event
        self._patience = patience or Patience()
        self._looking = replace(
            self._patience,
            connect=min(self._patience.connect, _LOOK_WITHIN),
            answer=min(self._patience.answer, _LOOK_WITHIN),
        )
        self._part_hangs_out = part_hangs_out
        self._given_up = threading.Event()
        self._life = DeviceLife(DEVICE, on_event)
        self._worker: DeviceWorker[_Command] = DeviceWorker(
            DEVICE, self._work, self._crashed, on_hang=self._crashed, watch=_WATCH
        )

    @property
    def part_hangs_out(self) -> bool:
        """To be handed to the next visit's worker."""
        return self._part_hangs_out

    def watch(self, visit: str) -> None:
        """Look at the printer so often that what is told of it is true within a second."""
        self._worker.post(_Watch(visit))

    def look_away(self) -> None:
        self._worker.post(_Watch(None))

    def print_receipt(self, visit: str, paper: str, raster: Raster) -> None:
        """Answered with ReceiptAnswered; meanwhile a DeviceEvent says what has to be put right."""
        self._worker.post(_Print(visit, paper, raster))

    def give_up(self) -> None:
        """The visit has ended: nothing is waited for any more."""
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
            self._look(visit)
            inbox.wait(_UNWATCHED if visit is None else _WATCHED)
            if not inbox.stirred():
                continue
            command = inbox.take()
            if command is None:
                return
            if isinstance(command, _Watch):
                visit = command.visit
            else:
                self._print(command, inbox)

    def _look(self, visit: str | None) -> None:
        status = printer_status(self._address, self._looking)
        if status.ready and self._part_hangs_out and cut_off_part(self._address, self._patience):
            self._part_hangs_out = False
        self._tell(status, visit)

    def _print(self, wanted: _Print, inbox: Inbox[_Command]) -> None:
        def stopped() -> bool:
            inbox.pulse()
            return self._given_up.is_set()

        self._life.become(DeviceState.BUSY, visit=wanted.visit)
        answer = print_whole(
            self._address,
            wanted.raster,
            part_hangs_out=self._part_hangs_out,
            stopped=stopped,
            tell=lambda status: self._tell(status, wanted.visit),
            alive=inbox.pulse,
            patience=self._patience,
        )
        self._part_hangs_out = isinstance(answer, NotPrinted) and answer.part_hangs_out
        if not inbox.closed:
            self._on_event(ReceiptAnswered(wanted.visit, wanted.paper, answer))

    def _tell(self, status: PrinterStatus, visit: str | None) -> None:
        if status.failure is PrinterFailure.ABSENT:
            self._life.become(DeviceState.ABSENT, status.failure, visit)
        elif status.failure is not None:
            self._life.become(DeviceState.FAULT, status.failure, visit)
        else:
            near_end = status.paper_near_end
            self._life.become(DeviceState.DEGRADED if near_end else DeviceState.READY, None, visit)
