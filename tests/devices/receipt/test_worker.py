"""The receipt printer's worker over a simulated printer."""

import time
from collections.abc import Iterator

import pytest

from devices.device import DeviceEvent, DeviceState
from devices.receipt.printer import NotPrinted, Patience, Printed, PrinterFailure
from devices.receipt.simulator import ReceiptPrinterSimulator
from devices.receipt.worker import DEVICE, ReceiptAnswered, ReceiptPrinterWorker
from tests.devices.receipt.test_printer import striped
from tests.devices.told import Events

QUICK = Patience(connect=1.0, answer=2.0, job=5.0, ask_again=0.05, put_right=10.0, between_looks=0.05)


@pytest.fixture
def printer() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def worker(printer: ReceiptPrinterSimulator, events: Events) -> Iterator[ReceiptPrinterWorker]:
    opened = ReceiptPrinterWorker(printer.address, events, patience=QUICK)
    yield opened
    opened.close()


def is_now(state: DeviceState, code: str | None = None, visit: str | None = "v1") -> DeviceEvent:
    return DeviceEvent(DEVICE, state, code, visit)


def test_what_is_told_while_a_visit_looks_is_true_within_a_second(
    printer: ReceiptPrinterSimulator, events: Events, worker: ReceiptPrinterWorker
) -> None:
    worker.watch("v1")
    events.wait_for(is_now(DeviceState.READY))
    for change, state, code in [
        (lambda: printer.fault(near_end=True), DeviceState.DEGRADED, None),
        (lambda: printer.fault(cover_open=True), DeviceState.FAULT, PrinterFailure.COVER_OPEN),
        (lambda: printer.fault(silent=True), DeviceState.ABSENT, PrinterFailure.ABSENT),
    ]:
        change()
        began = time.monotonic()
        events.wait_for(is_now(state, code))
        assert time.monotonic() - began < 1.0


def test_paper_put_in_midway_gives_one_whole_receipt(
    printer: ReceiptPrinterSimulator, events: Events, worker: ReceiptPrinterWorker
) -> None:
    printer.fault(paper_out_after_rows=300)
    worker.print_receipt("v1", "a", striped())
    events.wait_for(is_now(DeviceState.FAULT, PrinterFailure.PAPER_OUT))
    printer.fault()
    events.wait_until(lambda told: any(isinstance(event, ReceiptAnswered) for event in told))
    (answer,) = [event.answer for event in events.told if isinstance(event, ReceiptAnswered)]
    assert isinstance(answer, Printed)
    assert [page.rows == striped().rows for page in printer.pages] == [False, True]


def test_the_next_visits_worker_cuts_off_what_hangs_out(
    printer: ReceiptPrinterSimulator, events: Events
) -> None:
    first = ReceiptPrinterWorker(printer.address, events, patience=QUICK)
    printer.fault(paper_out_after_rows=300)
    first.print_receipt("v1", "a", striped())
    events.wait_for(is_now(DeviceState.FAULT, PrinterFailure.PAPER_OUT))
    first.give_up()
    events.wait_until(lambda told: any(isinstance(event, ReceiptAnswered) for event in told))
    (answer,) = [event.answer for event in events.told if isinstance(event, ReceiptAnswered)]
    assert isinstance(answer, NotPrinted)
    first.close()
    assert first.part_hangs_out
    printer.fault()
    second = ReceiptPrinterWorker(printer.address, events, part_hangs_out=True, patience=QUICK)
    assert printer.wait_for(lambda: len(printer.pages) == 1)
    second.print_receipt("v2", "a", striped())
    assert printer.wait_for(lambda: len(printer.pages) == 2)
    second.close()
    assert printer.pages[1].rows == striped().rows
