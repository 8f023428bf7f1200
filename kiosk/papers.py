"""What a visit prints, and on which printer."""

from enum import StrEnum

from kiosk.documents.certificate import CertificateContent
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.slip import SlipContent
from kiosk.documents.statement import StatementContent

# What fits on a roll; it goes on A4 as well.
RollContent = ReceiptContent | SlipContent
PaperContent = RollContent | ApplicationContent | CertificateContent | StatementContent


class PrinterRole(StrEnum):
    """The printers of a machine: the roll for receipts, and A4."""

    RECEIPT = "receipt-printer"
    PAPERS = "paper-printer"


def printers_for(content: PaperContent) -> tuple[PrinterRole, ...]:
    """Those that can print it, the first one if it can be used."""
    if isinstance(content, RollContent):
        return (PrinterRole.RECEIPT, PrinterRole.PAPERS)
    return (PrinterRole.PAPERS,)
