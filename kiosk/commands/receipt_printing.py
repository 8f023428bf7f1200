"""The visit's receipt printer: content to dots to paper, in a thread of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from devices.receipt.printer import NotPrinted, Raster, print_raster
from kiosk.documents.paper import receipt_pdf, receipt_raster
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.text.engine import TextEngine, open_engine
from kiosk.visit_events import ReceiptNotPrinted, ReceiptPrinted, VisitEvent


@dataclass(frozen=True)
class _Job:
    visit: str
    content: ReceiptContent


class ReceiptPrinting:
    """``address`` is empty where no printer is fitted; ``pdf`` is where the demo keeps the receipt as PDF."""

    def __init__(
        self,
        address: str,
        catalogues: Catalogues,
        post: Callable[[VisitEvent], None],
        *,
        pdf: Path | None = None,
    ) -> None:
        self._address = address
        self._catalogues = catalogues
        self._post = post
        self._pdf = pdf
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        # A daemon: a printer that hangs must not keep a visit process from ending.
        Thread(target=self._run, name="receipt printing", daemon=True).start()

    def print_receipt(self, visit: str, content: ReceiptContent) -> None:
        self._jobs.put(_Job(visit, content))

    def _run(self) -> None:
        job = self._jobs.get()
        # An engine belongs to the thread that opened it; not before it is needed, since the first picture
        # is being drawn at the beginning.
        engine = open_engine()
        while True:
            self._post(self._printed(job, engine))
            job = self._jobs.get()

    def _printed(self, job: _Job, engine: TextEngine) -> VisitEvent:
        dots = receipt_raster(job.content, self._catalogues, engine)
        if isinstance(dots, Failure):
            return ReceiptNotPrinted(job.visit, dots)
        if self._pdf is not None:
            pdf = receipt_pdf(job.content, self._catalogues, engine)
            self._pdf.write_bytes(pdf if isinstance(pdf, bytes) else b"")
        return self._print(job.visit, Raster(dots.width, dots.rows))

    def _print(self, visit: str, raster: Raster) -> VisitEvent:
        if not self._address:
            return ReceiptNotPrinted(visit, Failure(FailureCode.PRINTER_ABSENT, "none is fitted"))
        printed = print_raster(self._address, raster)
        if isinstance(printed, NotPrinted):
            return ReceiptNotPrinted(visit, Failure(FailureCode(printed.failure.value), printed.detail))
        return ReceiptPrinted(visit)
