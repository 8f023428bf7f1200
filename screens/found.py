"""Found: what is public, looked up by the code of a thing; or that there is nothing under it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.central.answers import Papers
from kiosk.documents.slip import Rows
from kiosk.failures import FailureCode
from kiosk.language.values import Message, Words
from kiosk.visit_papers import asked_rows, result_rows
from screens.answer_view import AnswerView
from screens.fault_notices import FaultNotices
from screens.journey import Place
from screens.screen import ForwardKey
from screens.value_rows import ValuesView

if TYPE_CHECKING:
    from screens.app import KioskApp


def found_screen(app: "KioskApp", place: Place) -> AnswerView:
    answer = app.visit.question.answer if app.visit.question else None
    anything = isinstance(answer, Papers) and any(answer.papers)
    return FoundScreen(app, place) if anything else NothingFoundScreen(app, place)


class FoundScreen(ValuesView):
    can_go_back = True
    public = True

    def sections(self) -> Sequence[Rows]:
        found = [result_rows(self.service, paper) for paper in self.answer(Papers).papers]
        return (asked_rows(self.visit, self.app.surroundings.catalogues), *found)

    def sentence(self) -> Words:
        return Message("found.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return self.spoken_rows()


class NothingFoundScreen(AnswerView):
    can_go_back = True
    below = "search"

    def blocks(self) -> Sequence[Widget]:
        fault = FaultNotices(self.app.look, picture="search")
        fault.tell(FailureCode.NOT_FOUND)
        return fault.blocks

    def picture(self) -> str:
        return "search"

    def sentence(self) -> Words:
        return Message(f"fail.{FailureCode.NOT_FOUND}.what")

    def also_spoken(self) -> Sequence[Words]:
        return (Message(f"fail.{FailureCode.NOT_FOUND}.do"), Message("fail.not_you"))

    def forward_key(self) -> ForwardKey:
        return ForwardKey("not_granted.number", arrow=False)

    def forwarded(self) -> None:
        self.app.go("back")
