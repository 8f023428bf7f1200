"""The papers of a visit: the receipt, and a copy of what was handed in."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent
from kiosk.language.values import Code, Words
from kiosk.papers import PaperContent, PrinterRole
from kiosk.visit_receipt import application_of, receipt_again, receipt_of
from screens.answer_paper import AnswerPaperScreen, is_answered_on_paper
from screens.journey import Place
from screens.paper import PaperScreen
from screens.paper_blocks import PaperNumber

if TYPE_CHECKING:
    from screens.app import KioskApp


class ReceiptScreen(PaperScreen):
    """On the roll, and on A4 where the roll cannot."""

    printers = (PrinterRole.RECEIPT, PrinterRole.PAPERS)
    see = "receipt.see"
    being_printed = "receipt.printing"
    take = "receipt.take"
    none = "receipt.none"
    later = "receipt.later"

    def content(self) -> ReceiptContent:
        return receipt_of(self.visit, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, ReceiptContent)

    def is_true(self, content: PaperContent) -> bool:
        return content == self.content()


class ReceiptAgainScreen(ReceiptScreen):
    """The receipt of a case that was handed in at another time, and maybe elsewhere."""

    def number(self) -> PaperNumber:
        content = self.content()
        return PaperNumber("result.case", Code(content.number), Code(content.code) if content.code else None)

    @property
    def later(self) -> str:  # type: ignore[override]
        return "receipt.later" if self.content().again else "slip.later"

    @property
    def about(self) -> str:
        return self.content().number

    def content(self) -> ReceiptContent:
        if self.visit.case is None:
            raise RuntimeError("no case is looked at")
        return receipt_again(self.visit, self.visit.case, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, ReceiptContent) and content.number == self.about

    def is_true(self, content: PaperContent) -> bool:
        # The minute it was asked for is no reason to compose it again.
        return isinstance(content, ReceiptContent) and _timeless(content) == _timeless(self.content())


def _timeless(content: ReceiptContent) -> tuple[ReceiptContent, Words | None]:
    return replace(content, now=None), content.now.state if content.now else None


def paper_screen(app: "KioskApp", place: Place) -> PaperScreen:
    """The screen for the paper that belongs to where the visit is."""
    return (AnswerPaperScreen if is_answered_on_paper(app.visit) else ReceiptAgainScreen)(app, place)


class CopyScreen(PaperScreen):
    """On A4 alone, for those who ask for it."""

    printers = (PrinterRole.PAPERS,)
    see = "copy.see"
    being_printed = "copy.printing"
    take = "copy.take"
    none = "copy.none"

    def number(self) -> PaperNumber | None:
        # What was handed in is printed for nobody who has the code.
        number = super().number()
        return None if number is None else replace(number, found_by=None)

    def content(self) -> ApplicationContent:
        return application_of(self.visit, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, ApplicationContent)

    def is_true(self, content: PaperContent) -> bool:
        return isinstance(content, ApplicationContent) and content.receipt == self.content().receipt

    def declined(self) -> None:
        # The receipt is in their hands, or its number is known.
        self.app.go("done")
