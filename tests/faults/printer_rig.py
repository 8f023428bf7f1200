"""The printers of a kiosk, real as far as the line: a roll on TCP, and A4 behind a real print service."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from devices.printer.jobs import A4Printer, unfinished
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.worker import PrinterWorker
from devices.receipt.mechanism import Page
from devices.receipt.protocol import VOID_BARS
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.config import A4PrinterSettings, ReceiptPrinterSettings, Settings
from tests.devices.printer.conftest import SHORT, Room, pdf, until
from tests.devices.printer.test_printing import at_device
from tests.devices.receipt.test_whole import bars_at_the_end

EARLIER = pdf("somebody else's")
_SPOOL_KILOBYTES = 1024


class SmallSpool(SimulatedQueues):
    """A print service whose disk can be filled up."""

    def fill(self) -> None:
        with suppress(OSError), self._filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def make_room(self) -> None:
        self._filler.unlink()

    @property
    def _filler(self) -> Path:
        # Its disk is seen by the service alone.
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}/root") / self._spool.relative_to("/") / "filler"


@dataclass
class PrinterRig:
    """A machine's printers; None where none is fitted."""

    machine: Settings
    roll: ReceiptPrinterSimulator | None = None
    room: Room | None = None
    spool: SmallSpool | None = None
    _roll_is_off: bool = False

    @classmethod
    @contextmanager
    def fitted(cls, machine: Settings, *, roll: bool, room: Room | None) -> Iterator["PrinterRig"]:
        """Everything is in order again afterwards."""
        machine.kiosk.data.mkdir(parents=True, exist_ok=True)
        rig = cls(machine, ReceiptPrinterSimulator() if roll else None, room)
        try:
            yield rig
        finally:
            if rig.roll is not None:
                rig.all_well()
                rig.roll.close()
            if rig.spool is not None:
                rig.spool.switch_off()

    @property
    def settings(self) -> Settings:
        fitted = self.machine
        if self.roll is not None:
            fitted = replace(fitted, receipt_printer=ReceiptPrinterSettings(self.roll.address))
        if self.room is not None:
            printer = self._printer
            fitted = replace(fitted, paper_printer=A4PrinterSettings(printer.queue, printer.device))
        return fitted

    @property
    def _printer(self) -> A4Printer:
        assert self.room is not None
        if self.spool is None:
            return self.room.printer
        return replace(self.room.printer, queue=self.spool.address("papers"))

    # What is in the printers

    @property
    def pages(self) -> list[Page]:
        """All that the roll has cut off."""
        return [] if self.roll is None else self.roll.pages

    def worthless(self, page: Page) -> bool:
        return bars_at_the_end(page.rows) == VOID_BARS

    @property
    def papers(self) -> list[bytes]:
        """What came out on A4, but for what was somebody else's."""
        return [] if self.room is None else [one for one in self.room.papers() if one != EARLIER]

    def await_rest(self) -> None:
        """Nothing of any visit is left in a printer."""
        if self.roll is not None:
            assert self.roll.wait_for(lambda: not self.roll or not self.roll.uncut_rows)
        if self.room is not None:
            until(lambda: not unfinished(self._printer, SHORT))

    def all_well(self) -> None:
        """Whatever a fault has left is put right, as somebody does in the end."""
        if self.roll is not None:
            if self._roll_is_off:
                self.roll_on()
            self.roll.fault()
        if self.room is not None:
            self.room.device.fault()

    # The roll's troubles

    def roll_fault(self, **faults: bool | int | bytes | None) -> None:
        assert self.roll is not None
        self.roll.fault(**faults)

    def roll_off(self) -> None:
        assert self.roll is not None
        self.roll.refuse_connections()
        self._roll_is_off = True

    def roll_on(self) -> None:
        assert self.roll is not None
        self.roll.fault()
        self.roll.accept_connections()
        self._roll_is_off = False

    def roll_off_once_it_has(self, received: int) -> None:
        roll = self.roll
        assert roll is not None
        assert roll.wait_for(lambda: roll.received > received)
        self.roll_off()

    # A4's troubles

    def a4_fault(self, *faults: str) -> None:
        assert self.room is not None
        self.room.device.fault(*faults)

    def await_job(self) -> None:
        """The job is at the device, which stands still."""
        room = self.room
        assert room is not None
        until(lambda: at_device(room))

    def a4_off(self) -> None:
        assert self.room is not None
        self.room.device.switch_off()

    def a4_on(self) -> None:
        assert self.room is not None
        self.room.device.switch_on()
        self.room.device.fault()

    def a4_silent(self) -> None:
        assert self.room is not None
        self.room.device.fall_silent()

    def a4_answers(self) -> None:
        assert self.room is not None
        self.room.device.answer_again()
        self.room.device.fault()

    def service_off(self) -> None:
        assert self.room is not None
        self.room.queues.switch_off()

    def service_on(self) -> None:
        assert self.room is not None
        self.room.queues.switch_on()

    def use_a_full_spool(self) -> None:
        """Full before a page is sent: what has been taken is printed all the same."""
        assert self.room is not None
        device = {"papers": self.room.device.address}
        self.spool = SmallSpool(
            self.room.services, device, spool_kilobytes=_SPOOL_KILOBYTES, name=f"small-{time.monotonic_ns()}"
        )
        self.spool.fill()

    def make_room(self) -> None:
        assert self.spool is not None
        self.spool.make_room()

    def leave_a_page_behind(self) -> None:
        """An earlier visit's paper is jammed in the printer, and was cancelled."""
        assert self.room is not None
        self.a4_fault("stall")
        earlier = PrinterWorker(self.room.printer, lambda event: None, seconds=SHORT)
        earlier.print_pdf("visit-0", "paper", EARLIER)
        self.await_job()
        self.a4_fault("stall", "media-jam")
        earlier.close()


RigFor = Callable[[bool, bool], PrinterRig]
"""Whether a receipt printer is fitted, and whether an A4 printer."""
