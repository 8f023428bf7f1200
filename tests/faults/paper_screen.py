"""Meeting faults at the receipt screen of an errand that has been handed in."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import segno

from kiosk.application import Submission
from kiosk.documents.paper import receipt_raster
from kiosk.documents.raster import Dots
from kiosk.documents.receipt import ReceiptContent
from kiosk.language.values import Code, Message
from kiosk.papers import PrinterRole
from kiosk.visit_events import Accepted
from kiosk.visit_progress import Delivery
from kiosk.visit_receipt import receipt_of
from screens.paper import QrCard
from screens.qr import QUIET, SCALE
from screens.result import NumberCard
from tests.faults.fault_visits import FaultVisits, says, step_until
from tests.faults.page import Row
from tests.faults.paper_fault import NO_PAPER, PRINTED, Begins, End, PaperFault
from tests.faults.printer_rig import PrinterRig
from tests.faults.real_printers import RealPrinters
from tests.faults.seen import Seen, codes_shown, see
from tests.recording_ports import catalogues
from tests.screens.face import CASE, Face, text_engine, visible

NEXT_VISIT = "visit-2"
ROLES = tuple(PrinterRole)


@dataclass(frozen=True)
class HandedIn:
    """All that somebody could lose after it was handed in."""

    submission: Submission | None
    key: str
    delivery: Delivery
    acceptance: Accepted | None
    sent: int


class PrintingVisits:
    """What was filled in is accepted in each."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._fault_visits = FaultVisits(face)

    def undergo(self, fault: PaperFault, rig: PrinterRig) -> Row:
        """Provoke it, see it, mend it and get the paper; then see that the next visit gets none of it."""
        self._fault_visits.begin()
        self._face.choose()
        fault.arm(rig)
        if fault.begins is Begins.BEFORE:
            fault.provoke(rig)
        printers = RealPrinters()
        with printers.serving(self._face.visit, rig.settings, patient=fault.patient):
            try:
                row = _Meeting(self._face, fault, rig, printers).row()
            finally:
                self._face.go("services")
        rig.all_well()
        _next_visit(rig)
        return row


class _Meeting:
    """One fault."""

    def __init__(self, face: Face, fault: PaperFault, rig: PrinterRig, printers: RealPrinters) -> None:
        self._face = face
        self._visit = face.visit
        self._fault = fault
        self._rig = rig
        self._printers = printers

    def row(self) -> Row:
        fault = self._fault
        self._until(lambda: self._visit.printers.keys() == set(ROLES))
        self._face.go("receipt")
        handed_in = self._handed_in()
        self._until(lambda: self._can_be_printed or says(self._face, NO_PAPER))
        if fault.begins is Begins.SHOWN:
            fault.provoke(self._rig)
        elif self._can_be_printed:
            self._touch("forward")
            if fault.begins is Begins.PRINTING:
                fault.provoke(self._rig)
        seen, seconds = self._seen_and_over()
        assert self._handed_in() == handed_in, "something was lost"
        self._papers_are_right()
        self._touch("forward")
        assert self._face.shown != "receipt"
        return seen.row(fault.name, seconds)

    def _seen_and_over(self) -> tuple[Seen, float | None]:
        fault = self._fault
        began = time.perf_counter()
        self._until(lambda: self._shows_it)
        took = time.perf_counter() - began
        if fault.code:
            self._number_stands_there()
        seen = see(self._face, self._printers.states)
        if fault.end is End.UNSEEN:
            return seen, took
        fault.mend(self._rig)
        began = time.perf_counter()
        if fault.end is End.NEVER:
            return seen, None
        if fault.end is End.ASKED_AGAIN:
            self._ask_again()
        self._until(lambda: says(self._face, PRINTED))
        return seen, time.perf_counter() - began

    def _ask_again(self) -> None:
        """As soon as a printer can."""
        self._until(lambda: self._visit.printer_trouble(*ROLES) is None)
        self._touch("second")
        self._until(lambda: self._can_be_printed or says(self._face, PRINTED))
        if self._can_be_printed:
            self._touch("forward")

    @property
    def _shows_it(self) -> bool:
        fault = self._fault
        codes = {"receipt-printer": fault.roll, "paper-printer": fault.a4}
        told = {device: code for device, code in codes.items() if code is not None}
        return (
            says(self._face, fault.shows)
            and codes_shown(self._face) == ([fault.code] if fault.code else [])
            and self._printers.codes == told
        )

    @property
    def _can_be_printed(self) -> bool:
        return says(self._face, "receipt.see") and self._visit.printing.preview is not None

    def _number_stands_there(self) -> None:
        """Large, to be heard, and to be photographed."""
        face = self._face
        assert CASE in face.texts(face.find(NumberCard))
        assert Message("result.code_spoken", {"code": Code(CASE)}) in face.heard().parts
        assert qr_shown(face) == [
            [bool(module) for module in row] for row in segno.make(CASE, error="m").matrix
        ]

    def _papers_are_right(self) -> None:
        """As many whole ones as were asked for, and of the rest none that could be used."""
        rig, whole = self._rig, _rows_of(receipt_of(self._visit, catalogues()))
        others = [page for page in rig.pages if page.rows != whole]
        assert all(rig.worthless(page) for page in others)
        assert len(rig.pages) - len(others) + len(rig.papers) == self._fault.out

    def _handed_in(self) -> HandedIn:
        visit, sent = self._visit, len(self._face.ports.sender.sent)
        key = visit.submission.key if visit.submission else ""
        return HandedIn(visit.submission, key, visit.delivery, visit.acceptance, sent)

    def _touch(self, element_id: str) -> None:
        self._until(lambda: self._face.app.takes_touches)
        self._face.touch(element_id)

    def _until(self, holds: Callable[[], bool]) -> None:
        step_until(self._face, self._printers, holds)


def _rows_of(content: ReceiptContent) -> bytes:
    dots = receipt_raster(content, catalogues(), text_engine())
    assert isinstance(dots, Dots)
    return dots.rows


def qr_shown(face: Face) -> list[list[bool]]:
    """The modules of the code on the screen, row by row, without its quiet zone."""
    (card,) = [widget for widget in visible(face.screen) if isinstance(widget, QrCard)]
    texture = card.texture
    side = texture.width // SCALE
    red = bytes(texture.pixels)[::4]
    rows = [red[y * SCALE * texture.width :][: texture.width : SCALE] for y in range(side)]
    return [[not light for light in row[QUIET:-QUIET]] for row in rows[QUIET:-QUIET]]


def _next_visit(rig: PrinterRig) -> None:
    """It finds its printers well, and nothing comes out of them that it has not asked for."""
    before = len(rig.papers), [page for page in rig.pages if not rig.worthless(page)]
    printers = RealPrinters()
    with printers.printing(rig.settings, NEXT_VISIT, patient=True):
        fitted = (rig.roll is not None) + (rig.room is not None)
        deadline = time.monotonic() + 10.0
        while list(printers.codes.values()) != [""] * fitted:
            assert time.monotonic() < deadline, printers.states
            printers.posted.wait(0.1)
            printers.posted.clear()
        rig.await_rest()
    assert (len(rig.papers), [page for page in rig.pages if not rig.worthless(page)]) == before
