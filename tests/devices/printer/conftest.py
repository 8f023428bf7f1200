"""A print service and two printers, really run, once for all tests of a module."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from reportlab.pdfgen.canvas import Canvas

from devices.printer.jobs import A4Printer, Seconds
from devices.printer.printing import lock_of
from devices.printer.simulated_printer import SimulatedA4Printer
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.simulated_services import Services, ServicesAbsent

SHORT = Seconds(with_a_fault=0.5, to_live=8.0, to_show_up=1.0, to_end=2.0, between_looks=0.05)
SECONDS = 10.0


def pdf(words: str = "paper", pages: int = 1) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(72, 700, f"{words}, page {page}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def until(holds: Callable[[], bool], seconds: float = SECONDS) -> float:
    """Wait for something outside of this process; how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "it did not come true"
        time.sleep(0.01)
    return time.monotonic() - began


@dataclass(frozen=True)
class Room:
    """Two printers by role at one print service."""

    services: Services
    device: SimulatedA4Printer
    other_device: SimulatedA4Printer
    queues: SimulatedQueues
    printer: A4Printer
    other: A4Printer

    def papers(self) -> list[bytes]:
        return [paper.pdf for paper in self.device.papers]


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    try:
        with Services() as started:
            started.start_avahi()
            yield started
    except ServicesAbsent as absent:
        pytest.skip(f"no A4 printer can be simulated: {absent}")


@pytest.fixture(scope="session")
def running(services: Services) -> Room:
    papers, certificates = SimulatedA4Printer(services, "one"), SimulatedA4Printer(services, "two")
    queues = SimulatedQueues(services, {"papers": papers.address, "certificates": certificates.address})
    return Room(
        services,
        papers,
        certificates,
        queues,
        A4Printer("papers", queues.address("papers"), papers.address),
        A4Printer("certificates", queues.address("certificates"), certificates.address),
    )


@pytest.fixture
def room(running: Room) -> Room:
    """In order, with nothing in queue or tray."""
    running.device.switch_on()
    running.device.fault()
    until(lambda: is_free(running.printer))
    for folder in (running.device.papers_folder, running.other_device.papers_folder):
        for file in folder.glob("*.pdf"):
            file.unlink()
    return running


def is_free(printer: A4Printer) -> bool:
    return lock_of(printer, SHORT) is None
