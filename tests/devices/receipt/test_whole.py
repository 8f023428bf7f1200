"""Receipts that stop in the middle, and what becomes of them."""

import os
import threading
import tty
from collections.abc import Callable, Iterator

import pytest

from devices.receipt.printer import (
    NotPrinted,
    Patience,
    Printed,
    PrinterFailure,
    PrinterStatus,
    Raster,
    cut_off_part,
    print_raster,
    print_whole,
    printer_status,
)
from devices.receipt.protocol import PIECE, VOID_BARS
from devices.receipt.simulator import ReceiptPrinterSimulator, SerialReceiptPrinterSimulator
from tests.devices.receipt.test_printer import SHORT, striped

WAITS = Patience(answer=2.0, job=10.0, ask_again=0.05, put_right=10.0, between_looks=0.02)
GIVES_UP = Patience(answer=2.0, job=10.0, ask_again=0.05, put_right=0.1, between_looks=0.02)
PART = 300
PutRight = Callable[[PrinterStatus], None]


@pytest.fixture
def printer() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


def repair(printer: ReceiptPrinterSimulator) -> PutRight:
    """Somebody who puts right whatever the screen says is wrong."""

    def look(status: PrinterStatus) -> None:
        if not status.ready:
            printer.fault()

    return look


def bars_at_the_end(rows: bytes) -> int:
    """Black bars at the end of a page: what makes it worthless."""
    lines = [rows[at : at + 72] for at in range(0, len(rows), 72)]
    black = [line == b"\xff" * 72 for line in lines]
    return sum(now and not before for before, now in zip([False, *black], black, strict=False))


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ({"paper_out_after_rows": PART}, PrinterFailure.PAPER_OUT),
        ({"cover_opens_after_rows": PART}, PrinterFailure.COVER_OPEN),
    ],
)
def test_a_receipt_that_stopped_in_the_middle_is_redone_and_there_is_one_whole_one(
    printer: ReceiptPrinterSimulator, fault: dict[str, int], cause: PrinterFailure
) -> None:
    printer.fault(**fault)
    told: list[PrinterStatus] = []

    def tell(status: PrinterStatus) -> None:
        told.append(status)
        repair(printer)(status)

    answer = print_whole(printer.address, striped(), tell=tell, patience=WAITS)
    assert isinstance(answer, Printed)
    assert answer.redone
    assert told[0].failure is cause
    part, whole = printer.pages
    assert whole.rows == striped().rows
    assert part.rows[: PART * 72] == striped().rows[: PART * 72]
    assert bars_at_the_end(part.rows) == VOID_BARS
    assert len(part.rows) < len(whole.rows)


def test_a_printer_that_has_stopped_is_not_filled_up(printer: ReceiptPrinterSimulator) -> None:
    """A real one takes some kilobytes and then neither reads nor answers."""
    printer.fault(paper_out_after_rows=10)
    answer = print_raster(printer.address, striped(rows=3000), WAITS)
    assert isinstance(answer, NotPrinted)
    assert answer.cause is PrinterFailure.PAPER_OUT
    assert printer.received < 3 * PIECE


def test_a_receipt_that_stops_twice_is_still_one(printer: ReceiptPrinterSimulator) -> None:
    faults = [{"cover_opens_after_rows": 500}, {}]
    printer.fault(paper_out_after_rows=PART)

    def tell(status: PrinterStatus) -> None:
        if not status.ready:
            printer.fault(**faults.pop(0))

    answer = print_whole(printer.address, striped(), tell=tell, patience=WAITS)
    assert isinstance(answer, Printed)
    whole = [page for page in printer.pages if page.rows == striped().rows]
    assert len(whole) == 1
    assert all(bars_at_the_end(page.rows) == VOID_BARS for page in printer.pages if page is not whole[0])


def test_what_nobody_puts_right_is_given_up_and_the_part_is_named(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(paper_out_after_rows=PART)
    answer = print_whole(printer.address, striped(), patience=GIVES_UP)
    assert isinstance(answer, NotPrinted)
    assert answer.failure is PrinterFailure.STOPPED_MIDWAY
    assert answer.part_hangs_out
    assert printer.pages == []


def test_a_part_of_one_visit_does_not_hang_on_the_receipt_of_the_next(
    printer: ReceiptPrinterSimulator,
) -> None:
    printer.fault(paper_out_after_rows=PART)
    stopped = print_whole(printer.address, striped(stripe=b"\xf0\x0f"), stopped=lambda: True, patience=WAITS)
    assert isinstance(stopped, NotPrinted)
    assert stopped.part_hangs_out
    assert not cut_off_part(printer.address, SHORT), "not without paper"
    printer.fault()
    assert cut_off_part(printer.address, SHORT)
    assert isinstance(print_whole(printer.address, striped()), Printed)
    assert [page.rows == striped().rows for page in printer.pages] == [False, True]


def test_what_fell_silent_may_be_whole_and_is_not_printed_again(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(silent_after_bytes=9000)
    answer = print_whole(printer.address, striped(), patience=SHORT)
    assert isinstance(answer, NotPrinted)
    assert (answer.failure, answer.cause) == (PrinterFailure.STOPPED_MIDWAY, None)
    printer.fault()
    assert len(printer.pages) <= 1


def test_nonsense_in_the_middle_is_not_called_printed(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(garbage_status=b"\xff", garbage_status_after_bytes=9000, knows_the_fence=False)
    answer = print_whole(printer.address, striped(), patience=SHORT)
    assert isinstance(answer, NotPrinted)
    assert (answer.failure, answer.cause) == (PrinterFailure.STOPPED_MIDWAY, None)


def test_a_roll_that_comes_near_its_end_in_the_middle_is_flagged(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(near_end_after_rows=PART)
    answer = print_whole(printer.address, striped())
    assert isinstance(answer, Printed)
    assert answer.paper_near_end
    assert printer_status(printer.address).ready


def test_it_prints_and_asks_over_a_usb_printers_device() -> None:
    with SerialReceiptPrinterSimulator() as printer:
        address = printer.address.replace("serial://", "usb://")
        assert printer_status(address).ready
        assert isinstance(print_raster(address, striped()), Printed)
        assert printer.pages[0].rows == striped().rows
        printer.fault(paper_out=True)
        assert printer_status(address).failure is PrinterFailure.PAPER_OUT


def test_a_usb_printer_that_is_not_there_or_was_pulled_out_is_absent() -> None:
    assert printer_status("usb:///dev/usb/no-such-printer").failure is PrinterFailure.ABSENT
    master, slave = os.openpty()
    tty.setraw(slave)
    path = os.ttyname(slave)
    answers: list[PrinterStatus] = []
    asking = threading.Thread(target=lambda: answers.append(printer_status(f"usb://{path}")))
    asking.start()
    os.read(master, 1)
    os.close(slave)
    os.close(master)
    asking.join()
    assert answers[0].failure is PrinterFailure.ABSENT


def test_a_receipt_as_long_as_ours_goes_over_a_slow_line_without_its_margins() -> None:
    words = bytes(40) + b"\xa5" * 28 + bytes(4)
    raster = Raster(576, (words * 32 + bytes(72) * 14) * 50)
    with SerialReceiptPrinterSimulator() as printer:
        answer = print_raster(printer.address, raster)
        assert isinstance(answer, Printed)
        assert printer.pages[0].rows == raster.rows
        assert answer.bytes_sent < 50_000 < len(raster.rows)
