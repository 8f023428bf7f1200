"""The visit's printers as they are put together: the roll, A4 instead, or neither; none in the next visit."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from threading import current_thread
from typing import Any

import pytest

from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands.bundled import LOCALES
from kiosk.commands.printing import Printing
from kiosk.config import A4PrinterSettings, ReceiptPrinterSettings, Settings, load_settings
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.pages import Pages, compose, page_preview
from kiosk.documents.preview import Preview
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues, load_catalogues
from kiosk.language.languages import UYGHUR, Language
from kiosk.language.values import Terms, Text
from kiosk.papers import PrinterRole
from kiosk.pipe import DeviceIs
from kiosk.text.engine import TextEngine
from kiosk.visit_events import (
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
    VisitEvent,
)
from tests.devices.printer.conftest import Room, room, running, services, until
from tests.devices.printer.test_printing import at_device

__all__ = ["room", "running", "services"]

CATALOGUES = load_catalogues(LOCALES)
OUTCOMES = (PaperPrinted, PaperNotPrinted, PaperNotComposed)


def receipt(applicant: str) -> ReceiptContent:
    return ReceiptContent(
        language=UYGHUR,
        standing="received",
        number="7K4Q-2M9X",
        service=Terms({"ug": "يېزا", "zh-Hans": "农业"}),
        applicant=applicant,
        id_number=None,
        handed_in_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        promised_day=None,
        statutory_day=None,
        departments=(),
        sent=(),
        why=None,
        progress="",
        help_phone="12345",
        machine="T-1",
        sample=True,
    )


RECEIPT = receipt("样本")
APPLICATION = ApplicationContent(RECEIPT, (), datetime(2026, 3, 1, 12, tzinfo=UTC))
FIRST, NEXT = RECEIPT.number, "9Z9Z-8Y8Y"
OTHER = replace(APPLICATION, receipt=replace(RECEIPT, number=NEXT, progress=NEXT))


class Printers:
    """One visit's printing, and what it has told."""

    def __init__(self, settings: Settings, visit: str = "v1", pdf: Path | None = None) -> None:
        self.told: Queue[VisitEvent] = Queue()
        self.host: Queue[DeviceIs] = Queue()
        self.printing = Printing(settings, CATALOGUES, visit, self.told.put, self.host.put, pdf=pdf)
        self._visit = visit

    def outcome(self, content: ReceiptContent | ApplicationContent) -> list[VisitEvent]:
        """What is told from printing it to the end, but how the printers are."""
        self.printing.print_paper(self._visit, "a", content)
        events: list[VisitEvent] = []
        while not (events and isinstance(events[-1], OUTCOMES)):
            event = self.told.get(timeout=30)
            if not isinstance(event, PrinterState):
                events.append(event)
        return events

    def preview(self) -> Preview:
        """The next that is drawn."""
        while True:
            event = self.told.get(timeout=30)
            if isinstance(event, PreviewReady):
                return event.preview

    def until_state(self, role: PrinterRole, code: FailureCode | None) -> None:
        while True:
            event = self.told.get(timeout=30)
            if not isinstance(event, PrinterState) or event.printer is not role:
                continue
            if (event.failure.code if event.failure else None) is code:
                return


def pdftotext(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True
    ).stdout.decode()


@pytest.fixture
def settings(config: Callable[..., Path]) -> Settings:
    loaded = load_settings(config('[speech]\nsink = "none"\n'))
    assert isinstance(loaded, Settings)
    return loaded


@pytest.fixture
def made(settings: Settings) -> Iterator[Callable[..., Printers]]:
    """Printers of a machine with a roll at this address and A4 in this room."""
    all_made: list[Printers] = []

    def make(
        roll: str = "", room: Room | None = None, *, visit: str = "v1", pdf: Path | None = None
    ) -> Printers:
        settings.kiosk.data.mkdir(parents=True, exist_ok=True)
        fitted = replace(settings, receipt_printer=ReceiptPrinterSettings(roll))
        if room is not None:
            fitted = replace(fitted, paper_printer=A4PrinterSettings(room.printer.queue, room.printer.device))
        all_made.append(Printers(fitted, visit, pdf))
        return all_made[-1]

    yield make
    for printers in all_made:
        printers.printing.close()


def test_a_receipt_is_shown_then_printed_on_the_roll_and_kept_as_pdf_in_the_demo(
    made: Callable[..., Printers], tmp_path: Path
) -> None:
    with ReceiptPrinterSimulator() as roll:
        printers = made(roll.address, pdf=tmp_path / "a.pdf")
        printers.printing.preview("v1", "a", RECEIPT)
        while not isinstance(shown := printers.told.get(timeout=30), PreviewReady):
            pass
        assert shown.preview.width == 576
        assert len(shown.preview.pixels) == 576 * shown.preview.height * 3
        assert roll.pages == []
        assert printers.outcome(RECEIPT) == [PaperPrinted("v1", "a", PrinterRole.RECEIPT)]
        assert len(roll.pages) == 1
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_from_the_confirmation_on_papers_are_warmed_once_in_their_own_thread(
    made: Callable[..., Printers], monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[tuple[str, bool, str]] = []

    def warming(language: Language, catalogues: Catalogues, engine: TextEngine, *, on_roll: bool) -> None:
        warmed.append((language.tag, on_roll, current_thread().name))

    monkeypatch.setattr("kiosk.commands.printing.warm", warming)
    printers = made()
    printers.printing.watch("v1", UYGHUR)
    printers.printing.watch("v1", UYGHUR)
    printers.printing.preview("v1", "a", RECEIPT)
    printers.preview()
    assert warmed == [("ug", False, "printing")]


def test_each_page_of_a_long_paper_is_drawn_when_it_is_asked_for(
    made: Callable[..., Printers], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    composed: list[object] = []

    def drawing(pages: Pages, page: int, width: int) -> Preview:
        drawn.append(page)
        return page_preview(pages, page, width)

    def composing(*of: Any) -> Pages | Failure:
        composed.append(of)
        return compose(*of)

    monkeypatch.setattr("kiosk.commands.printing.page_preview", drawing)
    monkeypatch.setattr("kiosk.commands.printing.compose", composing)
    answers = tuple((RECEIPT.service, Text("字" * 60)) for _ in range(400))
    long = replace(APPLICATION, receipt=replace(RECEIPT, sent=answers))
    printers = made()
    seen = []
    for page in (1, 2, 40, 10_000):
        printers.printing.preview("v1", "a", long, page)
        seen.append(printers.preview())
    count = seen[0].pages
    assert count >= 40
    assert [(preview.page, preview.pages) for preview in seen] == [
        (page, count) for page in (1, 2, 40, count)
    ]
    assert drawn == [1, 2, 40, 10_000]
    assert len(composed) == 1


def test_without_any_printer_it_says_so_and_the_host_has_nothing_to_hear(
    made: Callable[..., Printers],
) -> None:
    printers = made()
    (told,) = printers.outcome(RECEIPT)
    assert isinstance(told, PaperNotPrinted)
    assert told.failure.code is FailureCode.PRINTER_NOT_FITTED
    assert printers.host.empty()


def test_a_letter_that_cannot_be_printed_stops_the_paper(made: Callable[..., Printers]) -> None:
    with ReceiptPrinterSimulator() as roll:
        (told,) = made(roll.address).outcome(receipt("\U00013000"))
        assert isinstance(told, PaperNotComposed)
        assert told.failure.code is FailureCode.GLYPH_MISSING
        assert roll.pages == []


def test_a_receipt_for_which_there_is_no_roll_comes_out_on_a4(
    made: Callable[..., Printers], room: Room
) -> None:
    with ReceiptPrinterSimulator() as roll:
        roll.fault(paper_out=True)
        printers = made(roll.address, room)
        told = printers.outcome(RECEIPT)
    assert told == [PaperMoved("v1", "a", PrinterRole.PAPERS), PaperPrinted("v1", "a", PrinterRole.PAPERS)]
    assert len(room.papers()) == 1


def test_where_neither_can_the_reason_is_the_rolls(made: Callable[..., Printers], room: Room) -> None:
    room.device.fault("media-jam")
    with ReceiptPrinterSimulator() as roll:
        roll.fault(cover_open=True)
        printers = made(roll.address, room)
        printers.until_state(PrinterRole.PAPERS, FailureCode.A4_JAM)
        told = printers.outcome(RECEIPT)
    assert isinstance(told[-1], PaperNotPrinted)
    assert told[-1].failure.code is FailureCode.PRINTER_COVER_OPEN


def test_an_application_comes_out_on_a4_alone(made: Callable[..., Printers], room: Room) -> None:
    with ReceiptPrinterSimulator() as roll:
        told = made(roll.address, room).outcome(APPLICATION)
        assert roll.pages == []
    assert told == [PaperPrinted("v1", "a", PrinterRole.PAPERS)]


def test_what_is_told_names_its_paper_also_when_another_is_asked_for_meanwhile(
    made: Callable[..., Printers], room: Room
) -> None:
    with ReceiptPrinterSimulator() as roll:
        printers = made(roll.address, room)
        room.device.fault("stall")
        printers.printing.print_paper("v1", "copy", APPLICATION)
        until(lambda: at_device(room))
        assert printers.outcome(RECEIPT) == [PaperPrinted("v1", "a", PrinterRole.RECEIPT)]
        room.device.fault()
        while not isinstance(told := printers.told.get(timeout=30), OUTCOMES):
            pass
    assert told == PaperPrinted("v1", "copy", PrinterRole.PAPERS)


def test_what_the_last_paper_failed_of_is_the_staffs_to_know_and_hinders_no_other_paper(
    made: Callable[..., Printers], room: Room
) -> None:
    room.device.fault("job-fails")
    first = made("", room)
    assert isinstance(first.outcome(APPLICATION)[-1], PaperNotPrinted)
    room.device.fault()
    second = made("", room, visit="v2")
    second.until_state(PrinterRole.PAPERS, None)
    assert second.host.get(timeout=30) == DeviceIs("paper-printer", "degraded", "PRN-17")
    assert second.outcome(OTHER) == [PaperPrinted("v2", "a", PrinterRole.PAPERS)]
    while second.host.get(timeout=30) != DeviceIs("paper-printer", "ready"):
        pass


def test_a_page_that_jams_in_one_visit_never_comes_out_in_the_next(
    made: Callable[..., Printers], room: Room
) -> None:
    room.device.fault("stall")
    first = made("", room)
    first.printing.print_paper("v1", "a", APPLICATION)
    until(lambda: at_device(room))
    room.device.fault("stall", "media-jam")
    first.printing.give_up()
    second = made("", room, visit="v2")
    second.printing.preview("v2", "a", OTHER)
    # Until the device has ended it, nothing of another visit is printed.
    second.until_state(PrinterRole.PAPERS, FailureCode.A4_LOCKED)
    assert isinstance(refused := second.outcome(OTHER)[-1], PaperNotPrinted)
    assert refused.failure.code is FailureCode.A4_LOCKED
    room.device.fault()
    second.until_state(PrinterRole.PAPERS, None)
    before = len(room.papers())
    assert second.outcome(OTHER)[-1] == PaperPrinted("v2", "a", PrinterRole.PAPERS)
    (page,) = room.papers()[before:]
    words = pdftotext(page)
    assert NEXT in words
    assert FIRST not in words


def test_a_receipt_that_stopped_in_the_middle_is_made_worthless_for_the_next_visit(
    made: Callable[..., Printers], settings: Settings
) -> None:
    with ReceiptPrinterSimulator() as roll:
        first = made(roll.address)
        first.until_state(PrinterRole.RECEIPT, None)
        part = settings.kiosk.data / "receipt-part"
        part.touch()
        second = made(roll.address, visit="v2")
        assert second.outcome(RECEIPT)[-1] == PaperPrinted("v2", "a", PrinterRole.RECEIPT)
        assert len(roll.pages) == 2
        second.printing.give_up()
        assert not part.exists()
