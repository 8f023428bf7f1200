"""The papers of a visit: the receipt, and a copy of what was handed in."""

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent
from kiosk.papers import PaperContent, PrinterRole
from kiosk.visit_receipt import application_of, receipt_of
from screens.paper import PaperScreen


class ReceiptScreen(PaperScreen):
    """On the roll, and on A4 where the roll cannot."""

    printers = (PrinterRole.RECEIPT, PrinterRole.PAPERS)
    see = "receipt.see"
    being_printed = "receipt.printing"
    take = "receipt.take"
    none = "receipt.none"

    def content(self) -> ReceiptContent:
        return receipt_of(self.visit, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, ReceiptContent)

    def is_true(self, content: PaperContent) -> bool:
        return content == self.content()


class CopyScreen(PaperScreen):
    """On A4 alone, for those who ask for it."""

    printers = (PrinterRole.PAPERS,)
    see = "copy.see"
    being_printed = "copy.printing"
    take = "copy.take"
    none = "copy.none"

    def content(self) -> ApplicationContent:
        return application_of(self.visit, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, ApplicationContent)

    def is_true(self, content: PaperContent) -> bool:
        return isinstance(content, ApplicationContent) and content.receipt == self.content().receipt

    def declined(self) -> None:
        # The receipt is in their hands, or its number is known.
        self.app.go("done")
