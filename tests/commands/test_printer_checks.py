"""What doctor says of the A4 printers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printer.jobs import A4Printer
from devices.printer.simulated_printer import SimulatedA4Printer
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.simulated_services import Services, ServicesAbsent
from devices.printer.state import PrinterFailure
from kiosk.commands.a4_printers import a4_printers
from kiosk.commands.printer_checks import check_a4_printer, check_a4_printers, check_spool
from kiosk.config import A4PrinterSettings, Settings, load_settings
from kiosk.failures import FailureCode


@pytest.fixture(scope="module")
def device() -> Iterator[tuple[SimulatedA4Printer, SimulatedQueues]]:
    try:
        with Services() as services:
            services.start_avahi()
            printer = SimulatedA4Printer(services)
            yield printer, SimulatedQueues(services, {"papers": printer.address})
    except ServicesAbsent as absent:
        pytest.skip(f"no A4 printer can be simulated: {absent}")


def test_each_fault_of_a_printer_has_its_row_and_says_what_helps(
    device: tuple[SimulatedA4Printer, SimulatedQueues],
) -> None:
    simulated, queues = device
    printer = A4Printer("papers", queues.address("papers"), simulated.address)
    assert check_a4_printer(printer).state == "ok"
    for fault, code in [("media-empty", "PRN-11"), ("media-jam", "PRN-12"), ("toner-empty", "PRN-14")]:
        simulated.fault(fault)
        row = check_a4_printer(printer)
        assert (row.state, row.code) == ("failed", FailureCode(code))
        assert row.what_to_do
    simulated.fault("toner-low")
    assert check_a4_printer(printer).state == "notice"
    simulated.fault()
    row = check_a4_printer(printer, PrinterFailure.SPOOL_FULL)
    assert (row.state, row.code) == ("failed", FailureCode.A4_SPOOL_FULL)
    assert "last paper" in row.detail and "kiosk print --test" in row.what_to_do
    queues.switch_off()
    assert check_a4_printer(printer).code is FailureCode.A4_SERVICE_DOWN
    simulated.switch_off()
    row = check_a4_printer(printer)
    assert row.code is FailureCode.A4_UNREACHABLE
    assert "[paper_printer]" in row.what_to_do


def test_a_missing_print_service_and_a_full_disk_are_told(tmp_path: Path) -> None:
    assert check_spool(tmp_path).state == "ok"
    assert check_spool(tmp_path / "none").code is FailureCode.A4_SERVICE_DOWN


def settings(config: object, text: str = "") -> Settings:
    loaded = load_settings(config(text))  # type: ignore[operator]
    assert isinstance(loaded, Settings)
    return loaded


def test_where_none_is_fitted_it_is_a_notice(config: object) -> None:
    rows = list(check_a4_printers(settings(config, '[receipt_printer]\naddress = "tcp://127.0.0.1:9"')))
    assert [(row.state, row.code) for row in rows] == [("notice", None)]
    rows = list(check_a4_printers(settings(config)))
    assert [(row.state, row.code) for row in rows] == [
        ("notice", None),
        ("notice", FailureCode.PRINTER_NOT_FITTED),
    ]


def test_one_printer_prints_certificates_too_unless_there_is_another(config: object) -> None:
    papers = '[paper_printer]\nqueue = "ipp://localhost/q"\ndevice = "ipp://localhost/d"\noverlooked = "a b"'
    one = a4_printers(settings(config, papers))
    assert one["certificates"] is one["papers"]
    assert one["papers"].overlooked == {"a", "b"}
    two = papers + '\n[certificate_printer]\nqueue = "ipp://localhost/2"\ndevice = "ipp://localhost/3"'
    assert a4_printers(settings(config, two))["certificates"].queue.endswith("2")
    assert A4PrinterSettings() == A4PrinterSettings("", "", "")
