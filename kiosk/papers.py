"""What a visit prints, and on which printer."""

from enum import StrEnum

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent

PaperContent = ReceiptContent | ApplicationContent


class PrinterRole(StrEnum):
    """The printers of a machine: the roll for receipts, and A4."""

    RECEIPT = "receipt-printer"
    PAPERS = "paper-printer"


def printers_for(content: PaperContent) -> tuple[PrinterRole, ...]:
    """Those that can print it, the first one if it can be used. What fits on a roll goes on A4 as well."""
    if isinstance(content, ReceiptContent):
        return (PrinterRole.RECEIPT, PrinterRole.PAPERS)
    return (PrinterRole.PAPERS,)
