"""`kiosk print` tries the receipt printer."""

from collections.abc import Callable
from pathlib import Path

from devices.receipt.simulator import ReceiptPrinterSimulator
from tests.commands.conftest import Typed


def test_a_test_strip_comes_out(kiosk: Typed) -> None:
    with ReceiptPrinterSimulator() as printer:
        answered = kiosk("print", "--test", "--address", printer.address, "--json")
        assert printer.wait_for(lambda: len(printer.pages) == 1)
    assert (answered.code, answered.object["status"]) == (0, "printed")


def test_a_printer_without_paper_is_named(kiosk: Typed, config: Callable[..., Path]) -> None:
    with ReceiptPrinterSimulator() as printer:
        printer.fault(paper_out=True)
        file = config(f'[receipt_printer]\naddress = "{printer.address}"')
        for what in ("--test", "--status"):
            answered = kiosk("print", what, "--config", file, "--json")
            assert (answered.code, answered.object["failure"]["code"]) == (1, "PRN-02")


def test_a_printer_that_is_well_says_so(kiosk: Typed) -> None:
    with ReceiptPrinterSimulator() as printer:
        assert kiosk("print", "--status", "--address", printer.address).out == "ready\n"


def test_without_a_printer_it_says_so(kiosk: Typed, config: Callable[..., Path]) -> None:
    answered = kiosk("print", "--test", "--config", config(), "--json")
    assert (answered.code, answered.object["failure"]["code"]) == (1, "PRN-01")
    assert kiosk("print", "--config", config()).code == 2
