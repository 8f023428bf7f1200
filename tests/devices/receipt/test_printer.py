import io
import socket
import threading
from collections.abc import Iterator

import pytest
from PIL import Image

from devices.receipt.printer import (
    NotPrinted,
    Patience,
    Printed,
    PrinterFailure,
    Raster,
    print_raster,
    printer_status,
)
from devices.receipt.protocol import Query, print_job, query
from devices.receipt.simulator import ReceiptPrinterSimulator, SerialReceiptPrinterSimulator

SHORT = Patience(connect=2.0, answer=0.15, job=0.6, ask_again=0.05)
# For what the printer tells by itself: nothing waits until the end of it.
LONG = Patience(connect=5.0, answer=2.0, job=10.0, ask_again=0.05)


def striped(rows: int = 900, stripe: bytes = b"\xaa\x55") -> Raster:
    return Raster(576, b"".join(stripe * 36 if row % 50 < 30 else bytes(72) for row in range(rows)))


@pytest.fixture
def printer() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


def test_what_was_sent_comes_out_dot_by_dot() -> None:
    shown: list[bytes] = []
    raster = striped()
    with ReceiptPrinterSimulator(shown.append) as printer:
        result = print_raster(printer.address, raster)
        assert isinstance(result, Printed)
        (page,) = printer.pages
        assert page.rows == raster.rows
        assert printer.unknown == []
    image = Image.open(io.BytesIO(shown[0]))
    assert image.size == (576, raster.height)
    assert image.convert("1", dither=Image.Dither.NONE).tobytes() == bytes(255 - byte for byte in raster.rows)


def test_it_prints_over_a_serial_line_as_well() -> None:
    with SerialReceiptPrinterSimulator() as printer:
        assert isinstance(print_raster(printer.address + "?baud=115200", striped()), Printed)
        assert printer.pages[0].rows == striped().rows
        printer.fault(paper_out=True)
        assert printer_status(printer.address).failure is PrinterFailure.PAPER_OUT


def test_a_printer_in_order_is_ready(printer: ReceiptPrinterSimulator) -> None:
    status = printer_status(printer.address)
    assert (status.ready, status.failure, status.paper_near_end) == (True, None, False)


def test_a_roll_near_its_end_is_flagged_and_prints(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(near_end=True)
    status = printer_status(printer.address)
    assert status.ready
    assert status.paper_near_end
    result = print_raster(printer.address, striped())
    assert isinstance(result, Printed)
    assert result.paper_near_end


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ({"paper_out": True}, PrinterFailure.PAPER_OUT),
        ({"cover_open": True}, PrinterFailure.COVER_OPEN),
        ({"cover_open": True, "paper_out": True}, PrinterFailure.COVER_OPEN),
        ({"cutter_jammed": True}, PrinterFailure.FAULT),
        ({"offline": True}, PrinterFailure.FAULT),
        ({"garbage_status": b"\xff"}, PrinterFailure.FAULT),
        ({"garbage_status": b"\x00"}, PrinterFailure.FAULT),
        ({"silent": True}, PrinterFailure.ABSENT),
    ],
)
def test_a_fault_seen_before_is_named_and_no_paper_is_touched(
    printer: ReceiptPrinterSimulator, fault: dict[str, bool | bytes], failure: PrinterFailure
) -> None:
    printer.fault(**fault)
    status = printer_status(printer.address, SHORT)
    assert (status.ready, status.failure) == (False, failure)
    result = print_raster(printer.address, striped(), SHORT)
    assert isinstance(result, NotPrinted)
    assert result.failure is failure
    printer.fault()
    assert printer.pages == []
    assert printer.uncut_rows == 0


def test_nobody_there_is_named_absent(printer: ReceiptPrinterSimulator) -> None:
    printer.refuse_connections()
    assert printer_status(printer.address).failure is PrinterFailure.ABSENT
    result = print_raster(printer.address, striped())
    assert isinstance(result, NotPrinted)
    assert result.failure is PrinterFailure.ABSENT
    assert printer_status("serial:///dev/no-such-line").failure is PrinterFailure.ABSENT
    printer.accept_connections()
    assert printer_status(printer.address).ready


@pytest.mark.parametrize(
    "fault",
    [
        {"silent_after_bytes": 9000},
        {"hangs_up_after_bytes": 9000},
        {"paper_out_after_rows": 300},
    ],
)
def test_a_job_that_stops_midway_is_never_called_printed(
    printer: ReceiptPrinterSimulator, fault: dict[str, int]
) -> None:
    printer.fault(**fault)
    result = print_raster(printer.address, striped(), SHORT)
    assert isinstance(result, NotPrinted)
    assert result.failure is PrinterFailure.STOPPED_MIDWAY
    assert printer.pages == []


def test_a_stall_is_noticed_without_a_fence_too(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(silent_after_bytes=9000)
    result = print_raster(printer.address + "?fence=off", striped(), SHORT)
    assert isinstance(result, NotPrinted)
    assert result.failure is PrinterFailure.STOPPED_MIDWAY


def test_a_printer_that_knows_no_fence_prints_when_told_so(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(knows_the_fence=False)
    assert isinstance(print_raster(printer.address + "?fence=off", striped(), SHORT), Printed)
    result = print_raster(printer.address, striped(), SHORT)
    assert isinstance(result, NotPrinted)
    assert "in time" in result.detail


def test_a_cutter_that_sticks_at_the_cut_is_named_and_not_called_printed(
    printer: ReceiptPrinterSimulator,
) -> None:
    printer.fault(cutter_jams_at_the_cut=True)
    result = print_raster(printer.address, striped(), SHORT)
    assert isinstance(result, NotPrinted)
    assert result.failure is PrinterFailure.STOPPED_MIDWAY
    assert "cutter" in result.detail


def test_the_rest_of_a_stopped_job_does_not_come_out_for_the_next_person(
    printer: ReceiptPrinterSimulator,
) -> None:
    printer.fault(paper_out_after_rows=300)
    stopped = print_raster(printer.address, striped(stripe=b"\xf0\x0f"), LONG)
    assert isinstance(stopped, NotPrinted)
    assert stopped.failure is PrinterFailure.STOPPED_MIDWAY, stopped.detail
    printer.fault()
    assert printer.uncut_rows == 300
    assert isinstance(print_raster(printer.address, striped()), Printed)
    assert printer.pages[0].rows[300 * 72 :] == striped().rows


def test_the_rest_of_a_visit_that_died_does_not_come_out_either(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(paper_out=True)
    _send_and_die(printer, b"".join(print_job(striped(stripe=b"\xf0\x0f"))))
    print_raster(printer.address, striped(), SHORT)
    printer.fault()
    assert isinstance(print_raster(printer.address, striped()), Printed)
    (page,) = printer.pages
    assert page.rows == striped().rows


def test_paper_put_in_while_it_waits_lets_the_job_end_well(printer: ReceiptPrinterSimulator) -> None:
    waits = Patience(answer=2.0, job=10.0, ask_again=5.0)
    printer.fault(paper_out_after_rows=300)
    raster = striped()
    results: list[Printed | NotPrinted] = []
    worker = threading.Thread(target=lambda: results.append(print_raster(printer.address, raster, waits)))
    worker.start()
    assert printer.wait_for(lambda: printer.uncut_rows == 300)
    printer.fault()
    worker.join()
    assert isinstance(results[0], Printed)
    assert printer.pages[0].rows == raster.rows


def test_a_picture_that_looks_like_questions_confuses_nobody(printer: ReceiptPrinterSimulator) -> None:
    printer.fault(near_end=True)
    raster = Raster(576, (query(Query.PAPER) * 24) * 200)
    assert isinstance(print_raster(printer.address, raster), Printed)
    assert printer.pages[0].rows == raster.rows


def _send_and_die(printer: ReceiptPrinterSimulator, job: bytes) -> None:
    host, port = printer.address.removeprefix("tcp://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(job)
        assert printer.wait_for(lambda: printer.received == len(job))
