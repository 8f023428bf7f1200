"""Papers through a real print service to a printer with real faults."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.printer.jobs import PREFIX, A4Printer, Seconds, printer_state, unfinished
from devices.printer.printing import NotPrinted, Printed, lock_of, print_pdf
from devices.printer.simulated_queues import SETTINGS, SPOOL_SETTINGS, SimulatedQueues
from devices.printer.state import Activity, PrinterFailure, PrinterState, Supply
from tests.devices.printer.conftest import SECONDS, SHORT, Room, is_free, pdf, until

WAITS = Seconds(with_a_fault=SECONDS, to_live=SECONDS, between_looks=0.05)


class Printing:
    """One paper in a thread of its own."""

    def __init__(self, room: Room, document: bytes, seconds: Seconds = WAITS) -> None:
        self.states: list[PrinterState] = []
        self._answers: list[Printed | NotPrinted] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(room.printer, document, seconds))
        self._thread.start()

    def _run(self, printer: A4Printer, document: bytes, seconds: Seconds) -> None:
        answer = print_pdf(
            printer, document, stopped=self._ended.is_set, tell=self.states.append, seconds=seconds
        )
        self._answers.append(answer)

    def give_up(self) -> None:
        self._ended.set()

    def answer(self) -> Printed | NotPrinted:
        self._thread.join(2 * SECONDS)
        return self._answers[0]


@pytest.fixture
def printing(room: Room) -> Iterator[Callable[..., Printing]]:
    begun: list[Printing] = []

    def begin(document: bytes, seconds: Seconds = WAITS) -> Printing:
        begun.append(Printing(room, document, seconds))
        until(lambda: at_device(room))
        return begun[-1]

    yield begin
    for one in begun:
        one.give_up()
    room.device.fault()
    for one in begun:
        one.answer()


def at_device(room: Room) -> bool:
    ours = unfinished(room.printer, SHORT)
    return bool(getattr(ours, "at_device", ()))


def test_a_paper_comes_out_byte_for_byte_and_nothing_of_it_stays(room: Room) -> None:
    document = pdf("Һөжжәт")
    assert print_pdf(room.printer, document, seconds=SHORT) == Printed()
    (paper,) = room.device.papers
    assert paper.pdf == document, "fonts and text as they were composed"
    assert paper.job.startswith(PREFIX)
    until(lambda: not room.queues.spooled)
    assert paper.job not in room.queues.log


def test_the_print_service_that_is_deployed_has_the_settings_that_are_tested() -> None:
    deployed = Path(__file__).parents[3] / "deploy" / "cups" / "cupsd.conf"
    assert deployed.read_text(encoding="utf-8").split("# ---\n")[1] == SETTINGS
    files = deployed.with_name("cups-files.conf").read_text(encoding="utf-8")
    assert files.split("# ---\n")[1] == SPOOL_SETTINGS.format(spool="/run/cups/spool")
    made = deployed.with_name("tmpfiles.conf").read_text(encoding="utf-8").splitlines()
    folders = {line.split()[1] for line in made if line.startswith("d ")}
    assert {line.split()[1] for line in files.splitlines() if "/run/" in line and line[0] != "#"} == folders


def test_while_it_is_printed_a_paper_lies_in_the_spool_and_nowhere_else(
    room: Room, printing: Callable[..., Printing]
) -> None:
    """A power cut leaves what is not in memory; the deployed spool is (/run)."""
    room.device.fault("stall")
    document = pdf("somebody's")
    printing(document)
    (kept,) = room.queues.keeps(document[-200:])
    assert kept.parts[0] == "spool"


def test_two_papers_one_after_the_other_come_out_in_order(room: Room) -> None:
    documents = [pdf("first"), pdf("second")]
    for document in documents:
        assert isinstance(print_pdf(room.printer, document, seconds=SHORT), Printed)
    assert room.papers() == documents


def test_forty_pages_are_one_paper(room: Room) -> None:
    document = pdf(pages=40)
    assert isinstance(print_pdf(room.printer, document, seconds=SHORT), Printed)
    assert room.papers() == [document]


def test_a_printer_in_order_tells_its_supplies(room: Room) -> None:
    state = printer_state(room.printer, SHORT)
    assert (state.activity, state.ready) == (Activity.IDLE, True)
    assert Supply("Black Toner", 75) in state.supplies
    assert Supply("Toner Waste Tank", 25, fills_up=True) in state.supplies


FAULTS = {
    "media-empty": PrinterFailure.PAPER_EMPTY,
    "media-jam": PrinterFailure.JAM,
    "cover-open": PrinterFailure.COVER_OPEN,
    "toner-empty": PrinterFailure.TONER_EMPTY,
    "spool-full": PrinterFailure.SPOOL_FULL,
    "fault": PrinterFailure.FAULT,
}


@pytest.mark.parametrize(("fault", "failure"), FAULTS.items())
def test_a_fault_that_stands_before_is_named_and_nothing_is_sent(
    room: Room, fault: str, failure: PrinterFailure
) -> None:
    room.device.fault(fault)
    assert printer_state(room.printer, SHORT).failure is failure
    answer = print_pdf(room.printer, pdf(), seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert (answer.failure, answer.may_be_out) == (failure, False)
    assert not unfinished(room.printer, SHORT)
    room.device.fault()
    assert printer_state(room.printer, SHORT).ready
    assert room.papers() == []


def test_low_toner_is_a_warning_and_prints(room: Room) -> None:
    room.device.fault("toner-low")
    answer = print_pdf(room.printer, pdf(), seconds=SHORT)
    assert isinstance(answer, Printed)
    assert [word.rsplit("-", 1)[0] for word in answer.warnings] == ["toner-low"]


@pytest.mark.parametrize("fault", ["media-jam", "cover-open", "toner-empty", "media-empty"])
def test_a_fault_in_the_middle_is_told_and_once_put_right_the_paper_comes(
    room: Room, printing: Callable[..., Printing], fault: str
) -> None:
    room.device.fault("stall")
    paper = printing(pdf())
    room.device.fault("stall", fault)
    until(lambda: paper.states[-1].failure is FAULTS[fault])
    assert room.papers() == []
    room.device.fault()
    assert paper.answer() == Printed()
    assert len(room.papers()) == 1


def test_a_paper_that_took_the_last_sheet_is_printed_and_the_tray_is_told_to_be_empty(room: Room) -> None:
    room.device.fault("last-sheet")
    answer = print_pdf(room.printer, pdf(pages=2), seconds=SHORT)
    assert isinstance(answer, Printed)
    assert [word.rsplit("-", 1)[0] for word in answer.warnings] == ["media-empty"]
    assert len(room.papers()) == 1
    assert printer_state(room.printer, SHORT).failure is PrinterFailure.PAPER_EMPTY


def test_a_completed_job_of_which_a_sheet_is_missing_is_not_called_printed(room: Room) -> None:
    room.device.fault("sheet-short")
    answer = print_pdf(room.printer, pdf(pages=2), seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert (answer.failure, answer.may_be_out) == (PrinterFailure.PAPER_EMPTY, True)
    assert "completed" in answer.detail


def test_a_job_given_up_in_a_jam_locks_the_printer_until_it_has_ended_at_the_device(
    room: Room, printing: Callable[..., Printing]
) -> None:
    """The print service forgets a cancelled job; the printer does not, and its page comes out late."""
    room.device.fault("stall")
    first = printing(pdf("first resident's"), SHORT)
    room.device.fault("stall", "media-jam")
    answer = first.answer()
    assert isinstance(answer, NotPrinted)
    assert (answer.failure, answer.may_be_out) == (PrinterFailure.JAM, True)

    until(lambda: not getattr(unfinished(room.printer, SHORT), "in_queue", True))
    locked = lock_of(room.printer, SHORT)
    assert locked is not None
    assert locked.failure is PrinterFailure.LOCKED
    assert "device" in locked.detail
    second = print_pdf(room.printer, pdf("second resident's"), seconds=SHORT)
    assert isinstance(second, NotPrinted)
    assert second.failure is PrinterFailure.LOCKED

    room.device.fault()
    until(lambda: is_free(room.printer))
    assert print_pdf(room.printer, pdf("second resident's"), seconds=SHORT) == Printed()
    assert room.papers()[1:] == [pdf("second resident's")]


def test_a_paper_of_an_ended_visit_never_comes_out_for_the_next(
    room: Room, printing: Callable[..., Printing]
) -> None:
    """Next-visit-leak: the printer goes off in the middle, the visit ends, the printer comes back."""
    room.device.fault("stall")
    first = printing(pdf("first resident's"))
    room.device.switch_off()
    first.give_up()
    answer = first.answer()
    assert isinstance(answer, NotPrinted)
    assert answer.may_be_out
    room.device.switch_on()
    room.device.fault()
    until(lambda: is_free(room.printer))
    assert print_pdf(room.printer, pdf("second resident's"), seconds=SHORT) == Printed()
    assert room.papers() == [pdf("second resident's")]
    until(lambda: not room.queues.spooled)


def test_a_visit_that_was_killed_leaves_nothing_that_comes_out_for_the_next(room: Room) -> None:
    room.device.fault("stall")
    words = [sys.executable, "-c", _A_VISIT, room.printer.queue, room.printer.device]
    visit = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    until(lambda: at_device(room))
    visit.send_signal(signal.SIGKILL)
    visit.wait()
    room.device.switch_off()
    room.device.switch_on()
    # What the next visit's worker does first.
    until(lambda: is_free(room.printer))
    room.device.fault()
    assert print_pdf(room.printer, pdf("second resident's"), seconds=SHORT) == Printed()
    assert room.papers() == [pdf("second resident's")]


_A_VISIT = """
import sys
from devices.printer.jobs import A4Printer
from devices.printer.printing import print_pdf
print_pdf(A4Printer("papers", sys.argv[1], sys.argv[2]), b"%PDF-1.4 first resident's %%EOF")
"""


def test_what_is_held_for_a_visit_that_ends_is_not_printed(room: Room) -> None:
    answer = print_pdf(room.printer, pdf(), stopped=lambda: True, seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert not answer.may_be_out
    until(lambda: not unfinished(room.printer, SHORT))
    assert room.papers() == []


def test_a_paper_lives_for_so_long_and_no_longer(room: Room) -> None:
    room.device.fault("stall")
    answer = print_pdf(room.printer, pdf(), seconds=Seconds(to_live=0.6, between_looks=0.05))
    assert isinstance(answer, NotPrinted)
    assert "in its time" in answer.detail


def test_after_a_power_cut_in_the_middle_it_comes_once_or_is_said_not_to_come(
    room: Room, printing: Callable[..., Printing]
) -> None:
    """The print service may send it once more; the printer itself has forgotten."""
    room.device.fault("stall")
    paper = printing(pdf(), Seconds(with_a_fault=SECONDS, to_show_up=0.3, between_looks=0.05))
    room.device.switch_off()
    until(lambda: paper.states[-1].failure is PrinterFailure.UNREACHABLE)
    room.device.switch_on()
    room.device.fault()
    answer = paper.answer()
    until(lambda: is_free(room.printer))
    if isinstance(answer, Printed):
        assert room.papers() == [pdf()]
    else:
        assert (answer.failure, answer.may_be_out) == (PrinterFailure.JOB_FAILED, True)
        assert room.papers() == []


def test_a_printer_that_went_away_is_unreachable_at_once(room: Room) -> None:
    room.device.switch_off()
    try:
        assert printer_state(room.printer, SHORT).failure is PrinterFailure.UNREACHABLE
        answer = print_pdf(room.printer, pdf(), seconds=SHORT)
        assert isinstance(answer, NotPrinted)
        assert answer.failure is PrinterFailure.UNREACHABLE
    finally:
        room.device.switch_on()


def test_a_printer_that_says_nothing_is_unreachable_within_a_second(room: Room) -> None:
    room.device.fall_silent()
    try:
        began = time.monotonic()
        assert printer_state(room.printer, SHORT).failure is PrinterFailure.UNREACHABLE
        assert time.monotonic() - began < 1.0
    finally:
        room.device.answer_again()


def test_a_printer_that_fails_at_a_job_says_so(room: Room) -> None:
    room.device.fault("job-fails")
    answer = print_pdf(room.printer, pdf(), seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert answer.failure is PrinterFailure.JOB_FAILED


@pytest.mark.parametrize("broken", [b"", b"no PDF", pdf()[:-40], b"%PDF-1.4 nothing in it\n%%EOF"])
def test_a_corrupt_paper_is_not_printed(room: Room, broken: bytes) -> None:
    answer = print_pdf(room.printer, broken, seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert answer.failure is PrinterFailure.JOB_FAILED
    assert room.papers() == []


def test_a_full_disk_is_named(room: Room) -> None:
    queues = SimulatedQueues(
        room.services, {"papers": room.device.address}, spool_kilobytes=64, name="small-spool"
    )
    printer = A4Printer("papers", queues.address("papers"), room.device.address)
    large = pdf() + b"%" * 200_000 + b"\n%%EOF"
    try:
        answer = print_pdf(printer, large, seconds=SHORT)
        assert isinstance(answer, NotPrinted)
        assert answer.failure is PrinterFailure.SPOOL_FULL, answer.detail
        assert queues.spooled == []
        assert print_pdf(printer, pdf(), seconds=SHORT) == Printed(), "and what is small goes"
    finally:
        queues.switch_off()
    assert room.papers() == [pdf()]


def test_without_a_print_service_nothing_is_printed_and_it_is_named(room: Room) -> None:
    queues = SimulatedQueues(room.services, {"papers": room.device.address}, name="off")
    printer = A4Printer("papers", queues.address("papers"), room.device.address)
    queues.switch_off()
    assert printer_state(printer, SHORT).failure is PrinterFailure.SERVICE_DOWN
    answer = print_pdf(printer, pdf(), seconds=SHORT)
    assert isinstance(answer, NotPrinted)
    assert answer.failure is PrinterFailure.SERVICE_DOWN


def test_each_role_has_its_own_printer_and_its_own_faults(room: Room) -> None:
    room.device.fault("media-jam")
    assert print_pdf(room.other, pdf("certificate"), seconds=SHORT) == Printed()
    assert [paper.pdf for paper in room.other_device.papers] == [pdf("certificate")]
    assert room.papers() == []
