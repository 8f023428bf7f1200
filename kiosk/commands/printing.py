"""The visit's printers: contents to papers, papers to the first printer that can, and what became of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from devices.device import DeviceEvent, DeviceState
from devices.printer.jobs import Seconds
from devices.printer.printing import NotPrinted as A4NotPrinted
from devices.printer.worker import PaperAnswered, PrinterEvent, PrinterTold, PrinterWorker
from devices.receipt.printer import NotPrinted, Patience, Printed, Raster
from devices.receipt.worker import ReceiptAnswered, ReceiptPrinterWorker
from kiosk.commands.a4_printers import PAPERS, a4_printers
from kiosk.commands.device_state import device_is
from kiosk.commands.toner import toner_is
from kiosk.config import Settings
from kiosk.data_folder import DataFolder
from kiosk.documents.pages import compose, pages_pdf, pages_preview
from kiosk.documents.paper import a4_paper, dots_preview, receipt_pdf, receipt_raster
from kiosk.documents.preview import Preview
from kiosk.documents.raster import Dots
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.papers import PaperContent, PrinterRole, printers_for
from kiosk.pipe import Device, DeviceIs
from kiosk.staff.used import PaperUsed, TonerIs, receipt_millimetres
from kiosk.text.engine import TextEngine, open_engine
from kiosk.visit_events import (
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
    VisitEvent,
)

# Pixels: as wide as the largest screen shows a page.
_PREVIEW_WIDTH = 900
_DEVICES: Mapping[PrinterRole, Device] = {
    PrinterRole.RECEIPT: "receipt-printer",
    PrinterRole.PAPERS: "paper-printer",
}
_NOT_FITTED = Failure(FailureCode.PRINTER_ABSENT, "none is fitted")
_PUT_RIGHT_S = 8.0
_UNUSABLE = (DeviceState.ABSENT, DeviceState.FAULT)


@dataclass(frozen=True)
class _Preview:
    content: PaperContent


@dataclass(frozen=True)
class _Print:
    content: PaperContent


@dataclass(frozen=True)
class _RollFailed:
    failure: Failure
    may_be_out: bool


_Job = _Preview | _Print | _RollFailed


class Printing:
    """For one visit, from construction on. Papers are composed in a thread of its own.

    ``tell_host`` gets each printer's state, and nothing of the visit. ``pdf``: where the demo keeps the
    receipt as PDF. ``patience`` of the roll and ``seconds`` of A4: how long is waited for what.
    """

    def __init__(
        self,
        settings: Settings,
        catalogues: Catalogues,
        visit: str,
        post: Callable[[VisitEvent], None],
        tell_host: Callable[[DeviceIs | PaperUsed | TonerIs], None],
        *,
        pdf: Path | None = None,
        patience: Patience | None = None,
        seconds: Seconds | None = None,
    ) -> None:
        self._catalogues = catalogues
        self._visit = visit
        self._post = post
        self._tell_host = tell_host
        self._pdf = pdf
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._printed: PaperContent | None = None
        self._drawn: tuple[ReceiptContent, Dots | Failure] | None = None
        self._unusable: set[PrinterRole] = set()
        roll, a4 = settings.receipt_printer.address, a4_printers(settings).get(PAPERS)
        self._part = DataFolder(settings.kiosk.data).receipt_part
        self._busy = self._watched = False
        self._rows = self._sheets = 0
        self._toner: TonerIs | None = None
        patience = patience or Patience()
        if a4:
            # A receipt that has stopped in the middle need not wait long for somebody to put it right.
            patience = replace(patience, put_right=min(patience.put_right, _PUT_RIGHT_S))
        self._roll = (
            ReceiptPrinterWorker(roll, self._roll_told, part_hangs_out=self._part.exists(), patience=patience)
            if roll
            else None
        )
        self._a4 = PrinterWorker(a4, self._a4_told, seconds=seconds) if a4 else None
        for role, worker in ((PrinterRole.RECEIPT, self._roll), (PrinterRole.PAPERS, self._a4)):
            if worker is None:
                self._unusable.add(role)
                post(PrinterState(visit, role, _NOT_FITTED, fitted=False))
        # A daemon: a paper that takes its time must not keep a visit process from ending.
        Thread(target=self._run, name="printing", daemon=True).start()

    def watch(self, visit: str) -> None:
        if not self._watched:
            self._watched = True
            for worker in (self._roll, self._a4):
                if worker is not None:
                    worker.watch(visit)

    def preview(self, visit: str, content: PaperContent) -> None:
        self.watch(visit)
        self._jobs.put(_Preview(content))

    def print_paper(self, visit: str, content: PaperContent) -> None:
        self._jobs.put(_Print(content))

    def give_up(self) -> None:
        """The visit is over: what has not come out is cancelled, and waited for until the printers let go."""
        for worker in (self._roll, self._a4):
            if worker is not None:
                worker.give_up()
                if self._busy:
                    # A printer that hangs is swept by the next visit before anything is printed.
                    with suppress(TimeoutError):
                        worker.close()
        self._note_part()

    def close(self) -> None:
        """give_up, and end all threads that look after printers. Not from a thread that posts."""
        self.give_up()
        for worker in (self._roll, self._a4):
            if worker is not None:
                worker.close()

    def _note_part(self) -> None:
        """Whether a part of a receipt hangs out, for the next visit's process."""
        if self._roll is not None and not self._busy and not self._roll.part_hangs_out:
            self._part.unlink(missing_ok=True)

    # In the composing thread

    def _run(self) -> None:
        job = self._jobs.get()
        # An engine belongs to the thread that opened it; not before it is needed, since the first picture
        # is being drawn at the beginning.
        engine = open_engine()
        while True:
            match job:
                case _Preview(content):
                    self._show(content, engine)
                case _Print(content):
                    self._printed = content
                    self._print(content, engine)
                case _RollFailed():
                    self._move(job, engine)
            job = self._jobs.get()

    def _show(self, content: PaperContent, engine: TextEngine) -> None:
        preview: Preview | Failure
        if isinstance(content, ReceiptContent) and self._usable(PrinterRole.RECEIPT):
            dots = self._dots_of(content, engine)
            preview = dots if isinstance(dots, Failure) else dots_preview(dots)
        else:
            composed = compose(a4_paper(content), self._catalogues, engine)
            preview = (
                composed
                if isinstance(composed, Failure)
                else pages_preview(composed.sheets[0], _PREVIEW_WIDTH)
            )
        if isinstance(preview, Failure):
            self._post(PaperNotComposed(self._visit, preview))
        else:
            self._post(PreviewReady(self._visit, preview))

    def _print(self, content: PaperContent, engine: TextEngine) -> None:
        if isinstance(content, ReceiptContent) and self._pdf is not None:
            pdf = receipt_pdf(content, self._catalogues, engine)
            self._pdf.write_bytes(pdf if isinstance(pdf, bytes) else b"")
        roles = [role for role in printers_for(content) if self._usable(role)] or printers_for(content)[:1]
        if roles[0] is PrinterRole.RECEIPT and isinstance(content, ReceiptContent):
            self._print_on_roll(content, engine)
        else:
            self._print_on_a4(content, engine)

    def _print_on_roll(self, content: ReceiptContent, engine: TextEngine) -> None:
        if self._roll is None:
            self._post(PaperNotPrinted(self._visit, _NOT_FITTED))
            return
        dots = self._dots_of(content, engine)
        if isinstance(dots, Failure):
            self._post(PaperNotComposed(self._visit, dots))
        else:
            self._busy = True
            # Until it is known to be whole: also if this process is killed meanwhile.
            self._part.touch(mode=0o600)
            self._rows = dots.height
            self._roll.print_receipt(self._visit, Raster(dots.width, dots.rows))

    def _dots_of(self, content: ReceiptContent, engine: TextEngine) -> Dots | Failure:
        """What was shown is what is printed."""
        if self._drawn is None or self._drawn[0] is not content:
            self._drawn = (content, receipt_raster(content, self._catalogues, engine))
        return self._drawn[1]

    def _print_on_a4(self, content: PaperContent, engine: TextEngine) -> None:
        if self._a4 is None:
            self._post(PaperNotPrinted(self._visit, _NOT_FITTED))
            return
        composed = compose(a4_paper(content), self._catalogues, engine)
        if isinstance(composed, Failure):
            self._post(PaperNotComposed(self._visit, composed))
        else:
            if PrinterRole.RECEIPT in printers_for(content):
                self._post(PaperMoved(self._visit, PrinterRole.PAPERS))
            self._busy = True
            self._sheets = len(composed.sheets)
            self._a4.print_pdf(self._visit, "paper", pages_pdf(composed))

    def _move(self, failed: _RollFailed, engine: TextEngine) -> None:
        """The roll could not; A4, if it can."""
        if self._printed is None or not self._usable(PrinterRole.PAPERS):
            self._post(PaperNotPrinted(self._visit, failed.failure, failed.may_be_out))
        else:
            self._print_on_a4(self._printed, engine)

    def _usable(self, role: PrinterRole) -> bool:
        return role not in self._unusable

    # In the printers' threads

    def _roll_told(self, event: DeviceEvent | ReceiptAnswered) -> None:
        if isinstance(event, DeviceEvent):
            self._tell(PrinterRole.RECEIPT, event)
            return
        answer = event.answer
        self._busy = False
        self._note_part()
        if isinstance(answer, Printed) or answer.part_hangs_out:
            used = PaperUsed("receipt-printer", receipt_millimetres(self._rows))
            for _ in range(2 if isinstance(answer, Printed) and answer.redone else 1):
                self._tell_host(used)
        if isinstance(answer, NotPrinted):
            failure = Failure(FailureCode(answer.failure.value), answer.detail)
            self._jobs.put(_RollFailed(failure, answer.part_hangs_out))
        else:
            self._post(PaperPrinted(self._visit, PrinterRole.RECEIPT))

    def _a4_told(self, event: PrinterEvent) -> None:
        match event:
            case DeviceEvent():
                self._tell(PrinterRole.PAPERS, event)
            case PaperAnswered(answer=A4NotPrinted(failure, detail, may_be_out)):
                self._busy = False
                if may_be_out:
                    self._tell_host(PaperUsed("paper-printer", self._sheets))
                self._post(
                    PaperNotPrinted(self._visit, Failure(FailureCode(failure.value), detail), may_be_out)
                )
            case PaperAnswered():
                self._busy = False
                self._tell_host(PaperUsed("paper-printer", self._sheets))
                self._post(PaperPrinted(self._visit, PrinterRole.PAPERS))
            case PrinterTold(state=state):
                # How it is, DeviceEvents say too.
                toner = toner_is(state)
                if toner is not None and toner != self._toner:
                    self._toner = toner
                    self._tell_host(toner)

    def _tell(self, role: PrinterRole, event: DeviceEvent) -> None:
        (self._unusable.add if event.state in _UNUSABLE else self._unusable.discard)(role)
        state = device_is(_DEVICES[role], event)
        if state is None:
            return
        self._tell_host(state)
        failure = Failure(FailureCode(event.failure_code)) if event.failure_code else None
        warning = event.state is DeviceState.DEGRADED
        self._post(PrinterState(self._visit, role, failure, warning))
