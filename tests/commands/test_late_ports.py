"""A port is made when it is first asked for, and only once."""

from typing import cast

from kiosk.commands.late_ports import LateCardReader, LateReceiptPrinter
from kiosk.documents.receipt import ReceiptContent


class Recording:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def start_reading(self, visit: str) -> None:
        self.asked.append(f"start {visit}")

    def stop_reading(self) -> None:
        self.asked.append("stop")

    def print_receipt(self, visit: str, content: ReceiptContent) -> None:
        self.asked.append(f"print {visit}")


def test_a_reader_that_nobody_needed_is_not_made() -> None:
    made: list[Recording] = []
    late = LateCardReader(lambda: made.append(Recording()) or made[-1])
    late.stop_reading()
    assert made == []


def test_a_reader_is_made_once_and_hears_everything() -> None:
    made: list[Recording] = []
    late = LateCardReader(lambda: made.append(Recording()) or made[-1])
    late.start_reading("a")
    late.stop_reading()
    late.start_reading("b")
    assert [each.asked for each in made] == [["start a", "stop", "start b"]]


def test_a_printer_is_made_once_for_all_receipts() -> None:
    made: list[Recording] = []
    late = LateReceiptPrinter(lambda: made.append(Recording()) or made[-1])
    content = cast("ReceiptContent", object())
    late.print_receipt("a", content)
    late.print_receipt("a", content)
    assert [each.asked for each in made] == [["print a", "print a"]]
