"""The printer's worker: what a visit is told, and when."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.device import BackOff, DeviceEvent, DeviceState
from devices.printer.jobs import A4Printer
from devices.printer.last_paper import LastPaper
from devices.printer.printing import NotPrinted, Printed
from devices.printer.state import PrinterFailure
from devices.printer.worker import PaperAnswered, PrinterTold, PrinterWorker
from tests.devices.printer.conftest import SECONDS, SHORT, Room, pdf, until
from tests.devices.printer.test_printing import at_device
from tests.devices.told import Events

Open = Callable[[], PrinterWorker]


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def worker(room: Room, events: Events) -> Iterator[PrinterWorker]:
    opened = PrinterWorker(room.printer, events, seconds=SHORT, back_off=BackOff(0.05, 0.2))
    yield opened
    opened.close()
    room.device.fault()


def failures(told: list[object]) -> list[PrinterFailure | None]:
    return [event.state.failure for event in told if isinstance(event, PrinterTold)]


def answers(told: list[object]) -> list[Printed | NotPrinted]:
    return [event.answer for event in told if isinstance(event, PaperAnswered)]


def test_while_a_visit_looks_it_is_told_every_change_within_a_second(
    room: Room, events: Events, worker: PrinterWorker
) -> None:
    worker.watch("v1")
    events.wait_until(lambda told: failures(told) == [None])
    for change, failure in [
        (lambda: room.device.fault("media-jam"), PrinterFailure.JAM),
        (lambda: room.device.fault("media-empty"), PrinterFailure.PAPER_EMPTY),
        (room.device.fault, None),
        (room.device.switch_off, PrinterFailure.UNREACHABLE),
        (room.device.switch_on, None),
        (room.device.fall_silent, PrinterFailure.UNREACHABLE),
        (room.device.answer_again, None),
    ]:
        change()
        began = time.monotonic()
        events.wait_until(lambda told, failure=failure: failures(told)[-1] is failure)
        assert time.monotonic() - began < 1.0, failure
    worker.look_away()
    states = [event.state for event in events.told if isinstance(event, DeviceEvent)]
    assert states[0] is DeviceState.READY
    assert {DeviceState.FAULT, DeviceState.ABSENT} <= set(states)


def test_papers_are_printed_one_after_the_other_and_answered_by_name(
    room: Room, events: Events, worker: PrinterWorker
) -> None:
    worker.print_pdf("v1", "receipt", pdf("one"))
    worker.print_pdf("v1", "form", pdf("two"))
    events.wait_until(lambda told: len(answers(told)) == 2)
    assert [event for event in events.told if isinstance(event, PaperAnswered)] == [
        PaperAnswered("papers", "v1", "receipt", Printed()),
        PaperAnswered("papers", "v1", "form", Printed()),
    ]
    assert room.papers() == [pdf("one"), pdf("two")]
    busy = DeviceEvent("printer papers", DeviceState.BUSY, None, "v1")
    assert busy in events.told


def test_a_visit_that_gives_up_gets_neither_its_paper_nor_the_one_that_waits(
    room: Room, events: Events, worker: PrinterWorker
) -> None:
    room.device.fault("stall")
    worker.print_pdf("v1", "first", pdf("one"))
    worker.print_pdf("v1", "second", pdf("two"))
    until(lambda: at_device(room))
    worker.give_up()
    events.wait_until(lambda told: len(answers(told)) == 2)
    assert all(isinstance(answer, NotPrinted) for answer in answers(events.told))
    room.device.switch_off()
    room.device.switch_on()
    room.device.fault()
    assert room.papers() == []


def test_what_an_earlier_visit_left_locks_the_printer_and_is_told(room: Room, events: Events) -> None:
    room.device.fault("stall")
    earlier = PrinterWorker(room.printer, Events(), seconds=SHORT)
    earlier.print_pdf("v1", "form", pdf("earlier"))
    until(lambda: at_device(room))
    earlier.close()
    worker = PrinterWorker(room.printer, events, seconds=SHORT, back_off=BackOff(0.05, 0.2))
    worker.watch("v2")
    events.wait_until(lambda told: failures(told)[-1:] == [PrinterFailure.LOCKED])
    room.device.fault()
    events.wait_until(lambda told: failures(told)[-1:] == [None])
    worker.close()


def states(told: list[object]) -> list[tuple[DeviceState, str | None]]:
    """But for being busy."""
    events = [event for event in told if isinstance(event, DeviceEvent)]
    return [(event.state, event.failure_code) for event in events if event.state is not DeviceState.BUSY]


def test_a_printer_whose_last_paper_failed_is_degraded_until_one_comes_out_also_in_the_next_visit(
    room: Room, events: Events, tmp_path: Path
) -> None:
    file = tmp_path / "failure"
    well, failed = (DeviceState.READY, None), (DeviceState.DEGRADED, PrinterFailure.JOB_FAILED)
    room.device.fault("job-fails")
    worker = PrinterWorker(room.printer, events, last=LastPaper(file), seconds=SHORT)
    worker.print_pdf("v1", "form", pdf())
    events.wait_until(lambda told: states(told) == [well, failed])
    worker.close()
    assert file.read_text() == "PRN-17", "and nothing else"

    room.device.fault()
    later = Events()
    worker = PrinterWorker(room.printer, later, last=LastPaper(file), seconds=SHORT)
    worker.watch("v2")
    later.wait_until(lambda told: states(told)[-1:] == [failed])
    worker.print_pdf("v2", "form", pdf())
    later.wait_until(lambda told: states(told)[-1:] == [well])
    worker.close()
    assert not file.exists()


def test_what_the_printer_tells_of_itself_is_not_remembered_beyond_it(
    room: Room, events: Events, tmp_path: Path
) -> None:
    last = LastPaper(tmp_path / "failure")
    room.device.fault("spool-full")
    worker = PrinterWorker(room.printer, events, last=last, seconds=SHORT)
    worker.print_pdf("v1", "form", pdf())
    events.wait_until(lambda told: len(answers(told)) == 1)
    worker.close()
    assert last.failure is None


def test_a_last_paper_that_cannot_be_written_down_is_known_to_this_process(tmp_path: Path) -> None:
    last = LastPaper(tmp_path / "no folder" / "failure")
    last.note(NotPrinted(PrinterFailure.SPOOL_FULL, "", unseen=True))
    assert last.failure is PrinterFailure.SPOOL_FULL
    last.note(Printed())
    assert last.failure is None


def test_what_is_written_down_again_goes_before_what_could_not_be(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "failure"
    last = LastPaper(file)
    last.note(NotPrinted(PrinterFailure.SPOOL_FULL, "", unseen=True))
    file.parent.mkdir()
    last.note(NotPrinted(PrinterFailure.JOB_FAILED, "", unseen=True))
    assert last.failure is PrinterFailure.JOB_FAILED
    assert file.read_text() == "PRN-17"


def test_a_note_that_cannot_be_read_or_taken_back_is_a_failure_until_a_paper_comes_out(
    tmp_path: Path,
) -> None:
    # A folder can neither be read as a file nor be unlinked.
    last = LastPaper(tmp_path)
    assert last.failure is PrinterFailure.JOB_FAILED
    last.note(Printed())
    assert last.failure is None
    assert LastPaper(tmp_path).failure is PrinterFailure.JOB_FAILED, "as long as it cannot be taken back"


def test_a_paper_that_is_out_is_told_of_whatever_the_disk_does(
    room: Room, events: Events, tmp_path: Path
) -> None:
    worker = PrinterWorker(room.printer, events, last=LastPaper(tmp_path), seconds=SHORT)
    worker.print_pdf("v1", "form", pdf())
    events.wait_until(lambda told: len(answers(told)) == 1)
    worker.print_pdf("v1", "form", pdf())
    events.wait_until(lambda told: len(answers(told)) == 2)
    worker.close()
    assert all(isinstance(answer, Printed) for answer in answers(events.told))
    assert DeviceState.FAULT not in [state for state, _ in states(events.told)]


@pytest.mark.parametrize("content", [b"", b"PRN-99", b"\xff"])
def test_a_damaged_memory_of_the_last_paper_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "failure").write_bytes(content)
    assert LastPaper(tmp_path / "failure").failure is None


def test_a_print_service_that_comes_late_is_waited_for(room: Room, events: Events) -> None:
    printer = A4Printer("papers", "ipp://127.0.0.1:1/printers/papers", room.device.address)
    worker = PrinterWorker(printer, events, seconds=SHORT, back_off=BackOff(0.05, 0.2))
    fault = DeviceEvent("printer papers", DeviceState.FAULT, PrinterFailure.SERVICE_DOWN)
    events.wait_for(fault)
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < SECONDS
