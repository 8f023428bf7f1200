"""Papers: what the platform holds of the card's holder; where there are several, which of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.central.answers import Papers
from kiosk.documents.slip import Rows
from kiosk.language.display import display, display_value
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Code, Day, Message, Number, Terms, Value, Words
from kiosk.services.service import PaperKind
from kiosk.visit_papers import result_rows
from screens.answer_view import AnswerView
from screens.journey import Place
from screens.screen import ForwardKey, Screen
from screens.tiles import Offered, TilePages
from screens.value_rows import ValuesView
from screens.widgets.notice import Notice

if TYPE_CHECKING:
    from screens.app import KioskApp

# Where it is kept that one of several was chosen.
CHOSEN = "papers chosen"
# What tells one paper from the next is short, and is not its holder.
_TELLING = Code | Day | Number | Terms


def papers_screen(app: "KioskApp", place: Place) -> Screen:
    """None, one, or the choice of several. The lines of a statement are one paper."""
    question = app.visit.question
    answer = question.answer if question else None
    if not isinstance(answer, Papers) or app.visit.service is None or question is None:
        raise RuntimeError("papers were not asked for")
    if not answer.papers:
        return NoPaperScreen(app, place)
    certificates = app.visit.service.result.paper is PaperKind.CERTIFICATE
    if certificates and len(answer.papers) > 1 and app.entries.get(CHOSEN) != question.request_id:
        return WhichPaperScreen(app, place)
    return PaperShownScreen(app, place)


class NoPaperScreen(AnswerView):
    """The platform holds none."""

    below = "document"

    def blocks(self) -> Sequence[Widget]:
        return (Notice(picture="office", message=Message("papers.none_do")),)

    def picture(self) -> str:
        return "document"

    def sentence(self) -> Words:
        return Message("papers.none")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("papers.none_do"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("case.done", arrow=False)

    def second_key(self) -> None:
        return None

    def forwarded(self) -> None:
        self.app.go("done")


class WhichPaperScreen(Screen):
    """Several: each with what tells it from the next."""

    stone = 4

    def build(self) -> None:
        question = self.visit.question
        answer = question.answer if question else None
        papers = answer.papers if isinstance(answer, Papers) else ()
        pages: TilePages = self.ids.pages
        pages.chosen = self._chosen
        rows = [result_rows(self.service, paper) for paper in papers]
        pages.offer([self._offer(number, of_one, rows) for number, of_one in enumerate(rows, 1)])
        self.page(pages)

    def sentence(self) -> Words:
        return Message("papers.which")

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)

    def personal_spoken(self) -> Sequence[Words]:
        seen = self.ids.pages.seen
        return [words for offered in seen for words in (offered.title, offered.second_line) if words]

    def _offer(self, number: int, rows: Rows, of_all: Sequence[Rows]) -> Offered:
        """By what tells it from the others: all have the same title."""
        own = [row for row in rows if any(row not in others for others in of_all)]
        told = [row for row in own if isinstance(row[1], _TELLING)]
        title = self.service.result.title or self.service.title
        if told:
            title = self._terms(lambda language: display_value(told[0][1], language))
        second = self._terms(partial(self._line, told[1])) if len(told) > 1 else None
        return Offered(f"paper:{number}", "certificate", title, second)

    def _line(self, row: tuple[Words, Value], language: Language) -> str:
        label, value = row
        name = display(label, language, self.app.surroundings.catalogues)
        return f"{name}: {display_value(value, language)}"

    def _terms(self, words: Callable[[Language], str]) -> Terms:
        return Terms({language.tag: words(language) for language in RESIDENT_LANGUAGES}, personal=True)

    def _chosen(self, offered: Offered) -> None:
        self.visit.choose_paper(int(offered.element_id.partition(":")[2]) - 1)
        question = self.visit.question
        self.app.entries[CHOSEN] = question.request_id if question else None
        self.app.redraw()


class PaperShownScreen(ValuesView):
    """One paper, as far as it can be shown before it is printed."""

    @property
    def can_go_back(self) -> bool:  # type: ignore[override]
        """To the others, or to what it was asked by."""
        return True

    def went_back(self) -> None:
        if self.app.entries.pop(CHOSEN, None) is not None:
            self.app.redraw()
        else:
            super().went_back()

    def sections(self) -> Sequence[Rows]:
        papers = self.answer(Papers).papers
        if self.service.result.paper is PaperKind.CERTIFICATE:
            papers = (papers[self.visit.which_paper],)
        return [result_rows(self.service, paper) for paper in papers]

    def picture(self) -> str:
        return "certificate"

    def sentence(self) -> Words:
        return Message("papers.sentence")

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)
