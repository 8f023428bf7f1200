"""The visit's printers: contents to papers, papers to the first printer that can, and what became of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from devices.device import DeviceEvent, DeviceState
from devices.printer.jobs import Seconds
from devices.printer.last_paper import LastPaper
from devices.printer.printing import NotPrinted as A4NotPrinted
from devices.printer.worker import PaperAnswered, PrinterEvent, PrinterTold, PrinterWorker
from devices.receipt.printer import NotPrinted, Patience, Printed, Raster
from devices.receipt.worker import ReceiptAnswered, ReceiptPrinterWorker
from kiosk.commands.a4_printers import PAPERS, a4_printers
from kiosk.commands.device_state import device_is
from kiosk.commands.toner import toner_is
from kiosk.config import Settings
from kiosk.data_folder import DataFolder
from kiosk.documents.pages import Pages, compose, page_preview, pages_pdf
from kiosk.documents.paper import a4_paper, dots_preview, receipt_pdf, receipt_raster
from kiosk.documents.preview import Preview
from kiosk.documents.raster import Dots
from kiosk.documents.warming import warm
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.papers import PaperContent, PrinterRole, RollContent, printers_for
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
_NOT_FITTED = Failure(FailureCode.PRINTER_NOT_FITTED, "none is fitted")
_PUT_RIGHT_S = 8.0
_UNUSABLE = (DeviceState.ABSENT, DeviceState.FAULT)


@dataclass(frozen=True)
class _Warm:
    language: Language


@dataclass(frozen=True)
class _Preview:
    paper: str
    content: PaperContent
    page: int


@dataclass(frozen=True)
class _Print:
    paper: str
    content: PaperContent


@dataclass(frozen=True)
class _RollFailed:
    paper: str
    content: RollContent
    failure: Failure
    may_be_out: bool


_Job = _Warm | _Preview | _Print | _RollFailed


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
        self._drawn: tuple[RollContent, Dots | Failure] | None = None
        self._composed: tuple[PaperContent, Pages | Failure] | None = None
        self._unusable: set[PrinterRole] = set()
        roll, a4 = settings.receipt_printer.address, a4_printers(settings).get(PAPERS)
        folder = DataFolder(settings.kiosk.data)
        self._part = folder.receipt_part
        self._watched = False
        # What the printers have: of each paper its content and its rows, or its sheets.
        self._on_roll: dict[str, tuple[RollContent, int]] = {}
        self._on_a4: dict[str, int] = {}
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
        self._a4 = (
            PrinterWorker(a4, self._a4_told, last=LastPaper(folder.paper_failure(a4.role)), seconds=seconds)
            if a4
            else None
        )
        for role, worker in ((PrinterRole.RECEIPT, self._roll), (PrinterRole.PAPERS, self._a4)):
            if worker is None:
                self._unusable.add(role)
                post(PrinterState(visit, role, _NOT_FITTED, fitted=False))
        # A daemon: a paper that takes its time must not keep a visit process from ending.
        Thread(target=self._run, name="printing", daemon=True).start()

    def watch(self, visit: str, language: Language) -> None:
        if not self._watched:
            self._jobs.put(_Warm(language))
        self._watch_printers(visit)

    def _watch_printers(self, visit: str) -> None:
        if not self._watched:
            self._watched = True
            for worker in (self._roll, self._a4):
                if worker is not None:
                    worker.watch(visit)

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None:
        self._watch_printers(visit)
        self._jobs.put(_Preview(paper, content, page))

    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None:
        self._jobs.put(_Print(paper, content))

    def give_up(self) -> None:
        """The visit is over: what has not come out is cancelled, and waited for until the printers let go."""
        for worker in (self._roll, self._a4):
            if worker is not None:
                worker.give_up()
                if self._on_roll or self._on_a4:
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
        if self._roll is not None and not self._on_roll and not self._roll.part_hangs_out:
            self._part.unlink(missing_ok=True)

    # In the composing thread

    def _run(self) -> None:
        job = self._jobs.get()
        # An engine belongs to the thread that opened it; not before it is needed, since the first picture
        # is being drawn at the beginning.
        engine = open_engine()
        while True:
            match job:
                case _Warm(language):
                    # Nothing can be printed without: what is asked for next finds it done.
                    warm(language, self._catalogues, engine, on_roll=self._usable(PrinterRole.RECEIPT))
                case _Preview():
                    self._show(job, engine)
                case _Print(paper, content):
                    self._print(paper, content, engine)
                case _RollFailed():
                    self._move(job, engine)
            job = self._jobs.get()

    def _show(self, wanted: _Preview, engine: TextEngine) -> None:
        preview: Preview | Failure
        content = wanted.content
        if isinstance(content, RollContent) and self._usable(PrinterRole.RECEIPT):
            dots = self._dots_of(content, engine)
            preview = dots if isinstance(dots, Failure) else dots_preview(dots)
        else:
            composed = self._pages_of(content, engine)
            preview = (
                composed
                if isinstance(composed, Failure)
                else page_preview(composed, wanted.page, _PREVIEW_WIDTH)
            )
        if isinstance(preview, Failure):
            self._post(PaperNotComposed(self._visit, wanted.paper, preview))
        else:
            self._post(PreviewReady(self._visit, wanted.paper, preview))

    def _print(self, paper: str, content: PaperContent, engine: TextEngine) -> None:
        if isinstance(content, RollContent) and self._pdf is not None:
            pdf = receipt_pdf(content, self._catalogues, engine)
            self._pdf.write_bytes(pdf if isinstance(pdf, bytes) else b"")
        roles = [role for role in printers_for(content) if self._usable(role)] or printers_for(content)[:1]
        if roles[0] is PrinterRole.RECEIPT and isinstance(content, RollContent):
            self._print_on_roll(paper, content, engine)
        else:
            self._print_on_a4(paper, content, engine)

    def _print_on_roll(self, paper: str, content: RollContent, engine: TextEngine) -> None:
        if self._roll is None:
            self._post(PaperNotPrinted(self._visit, paper, _NOT_FITTED))
            return
        dots = self._dots_of(content, engine)
        if isinstance(dots, Failure):
            self._post(PaperNotComposed(self._visit, paper, dots))
        else:
            self._on_roll[paper] = (content, dots.height)
            # Until it is known to be whole: also if this process is killed meanwhile.
            self._part.touch(mode=0o600)
            self._roll.print_receipt(self._visit, paper, Raster(dots.width, dots.rows))

    def _dots_of(self, content: RollContent, engine: TextEngine) -> Dots | Failure:
        """What was shown is what is printed."""
        if self._drawn is None or self._drawn[0] is not content:
            self._drawn = (content, receipt_raster(content, self._catalogues, engine))
        return self._drawn[1]

    def _pages_of(self, content: PaperContent, engine: TextEngine) -> Pages | Failure:
        """Composed once, drawn a page at a time."""
        if self._composed is None or self._composed[0] is not content:
            self._composed = (content, compose(a4_paper(content), self._catalogues, engine))
        return self._composed[1]

    def _print_on_a4(self, paper: str, content: PaperContent, engine: TextEngine) -> None:
        if self._a4 is None:
            self._post(PaperNotPrinted(self._visit, paper, _NOT_FITTED))
            return
        composed = self._pages_of(content, engine)
        if isinstance(composed, Failure):
            self._post(PaperNotComposed(self._visit, paper, composed))
        else:
            if PrinterRole.RECEIPT in printers_for(content):
                self._post(PaperMoved(self._visit, paper, PrinterRole.PAPERS))
            self._on_a4[paper] = len(composed.sheets)
            self._a4.print_pdf(self._visit, paper, pages_pdf(composed))

    def _move(self, failed: _RollFailed, engine: TextEngine) -> None:
        """The roll could not; A4, if it can."""
        if self._usable(PrinterRole.PAPERS):
            self._print_on_a4(failed.paper, failed.content, engine)
        else:
            self._post(PaperNotPrinted(self._visit, failed.paper, failed.failure, failed.may_be_out))

    def _usable(self, role: PrinterRole) -> bool:
        return role not in self._unusable

    # In the printers' threads

    def _roll_told(self, event: DeviceEvent | ReceiptAnswered) -> None:
        if isinstance(event, DeviceEvent):
            self._tell(PrinterRole.RECEIPT, event)
            return
        answer, paper = event.answer, event.paper
        content, rows = self._on_roll.pop(paper)
        self._note_part()
        if isinstance(answer, Printed) or answer.part_hangs_out:
            used = PaperUsed("receipt-printer", receipt_millimetres(rows))
            for _ in range(2 if isinstance(answer, Printed) and answer.redone else 1):
                self._tell_host(used)
        if isinstance(answer, NotPrinted):
            failure = Failure(FailureCode(answer.failure.value), answer.detail)
            self._jobs.put(_RollFailed(paper, content, failure, answer.part_hangs_out))
        else:
            self._post(PaperPrinted(self._visit, paper, PrinterRole.RECEIPT))

    def _a4_told(self, event: PrinterEvent) -> None:
        match event:
            case DeviceEvent():
                self._tell(PrinterRole.PAPERS, event)
            case PaperAnswered(paper=paper, answer=A4NotPrinted(failure, detail, may_be_out)):
                sheets = self._on_a4.pop(paper)
                if may_be_out:
                    self._tell_host(PaperUsed("paper-printer", sheets))
                why = Failure(FailureCode(failure.value), detail)
                self._post(PaperNotPrinted(self._visit, paper, why, may_be_out))
            case PaperAnswered(paper=paper):
                self._tell_host(PaperUsed("paper-printer", self._on_a4.pop(paper)))
                self._post(PaperPrinted(self._visit, paper, PrinterRole.PAPERS))
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
        # What the last paper failed of need not hinder the next: that is the staff's to know.
        warning = event.state is DeviceState.DEGRADED
        code = None if warning else event.failure_code
        failure = Failure(FailureCode(code)) if code else None
        self._post(PrinterState(self._visit, role, failure, warning))
