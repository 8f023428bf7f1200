"""The paper of what the platform answered: a slip, a certificate or a statement."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.central.answers import Booked, Papers, Saved, Ticket
from kiosk.documents.certificate import CertificateContent
from kiosk.documents.slip import SlipContent
from kiosk.documents.statement import StatementContent
from kiosk.language.values import Code
from kiosk.papers import PaperContent, PrinterRole, printers_for
from kiosk.visit import Visit
from kiosk.visit_papers import asked_rows, paper_of
from screens.paper import PaperScreen
from screens.paper_blocks import PaperNumber


def is_answered_on_paper(visit: Visit) -> bool:
    """Whether the last answer is something to be taken along."""
    answer = visit.question.answer if visit.question else None
    return isinstance(answer, Booked | Ticket | Saved | Papers)


class AnswerPaperScreen(PaperScreen):
    """Where it is printed on depends on what it is."""

    see = "slip.see"
    being_printed = "copy.printing"
    take = "copy.take"

    @property
    def printers(self) -> Sequence[PrinterRole]:  # type: ignore[override]
        return printers_for(self.content())

    @property
    def none(self) -> str:  # type: ignore[override]
        return "slip.none" if self.number() is None else "copy.none"

    @property
    def later(self) -> str:  # type: ignore[override]
        return "slip.look_again" if isinstance(self._answer_given, Papers) else "slip.counts"

    def number(self) -> PaperNumber | None:
        match self._answer_given:
            case Booked(number=number):
                return PaperNumber("booked.number", Code(number))
            case Ticket(number=number):
                return PaperNumber("ticket.number", Code(number))
            case Saved(code=kept_under):
                return PaperNumber("saved.code", Code(kept_under))
        content = self.content()
        if isinstance(content, CertificateContent) and content.number:
            return PaperNumber("paper.number", Code(content.number))
        if isinstance(content, SlipContent) and self.visit.card.holder is None:
            asked = asked_rows(self.visit, self.app.surroundings.catalogues)
            code = next((value for _, value in asked if isinstance(value, Code)), None)
            return PaperNumber("paper.number", code) if code is not None else None
        return None

    @property
    def about(self) -> str:
        asked = self.visit.question.request_id if self.visit.question else ""
        return f"{asked} {self.visit.which_paper}"

    def content(self) -> PaperContent:
        return paper_of(self.visit, self.app.surroundings.catalogues)

    def is_mine(self, content: PaperContent | None) -> bool:
        return isinstance(content, SlipContent | CertificateContent | StatementContent)

    def is_true(self, content: PaperContent) -> bool:
        # The minute it was asked for is no reason to compose it again.
        now = self.content()
        if isinstance(content, SlipContent | CertificateContent | StatementContent):
            # What it is now is of the same kind, or not equal.
            return type(now) is type(content) and replace(now, printed_at=content.printed_at) == content
        return False

    @property
    def _answer_given(self) -> object:
        return self.visit.question.answer if self.visit.question else None
