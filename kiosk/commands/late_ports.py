"""Ports that are made when the visit first asks for them: until then their drivers need not be imported.

The first visit after a start is drawn sooner by that; visits after it are forked with everything imported.
"""

from collections.abc import Callable

from kiosk.documents.receipt import ReceiptContent
from kiosk.visit import CardReader, ReceiptPrinter


class LateCardReader:
    """A card reader for the drawing thread."""

    def __init__(self, made: Callable[[], CardReader]) -> None:
        self._made = made
        self._reader: CardReader | None = None

    def start_reading(self, visit: str) -> None:
        if self._reader is None:
            self._reader = self._made()
        self._reader.start_reading(visit)

    def stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.stop_reading()


class LateReceiptPrinter:
    """A receipt printer for the drawing thread."""

    def __init__(self, made: Callable[[], ReceiptPrinter]) -> None:
        self._made = made
        self._printer: ReceiptPrinter | None = None

    def print_receipt(self, visit: str, content: ReceiptContent) -> None:
        if self._printer is None:
            self._printer = self._made()
        self._printer.print_receipt(visit, content)
