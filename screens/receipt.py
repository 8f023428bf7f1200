"""Receipt: prints it; where there is no paper, the code stands large on the screen."""

from collections.abc import Sequence

from kivy.properties import NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Code, Message, Words
from kiosk.visit import Paper
from kiosk.visit_events import VisitEvent
from kiosk.visit_receipt import receipt_of
from screens.qr import qr_texture
from screens.result import NumberCard, notice
from screens.screen import ForwardKey
from screens.waiting import WaitingScreen
from screens.widgets.slab import Card


class QrCard(Card):
    """The number as a code to photograph."""

    texture = ObjectProperty(None)
    # Pixels: the code with the quiet around it.
    side = NumericProperty(0)


class ReceiptScreen(WaitingScreen):
    """Made anew whenever something became of the print."""

    stone = 4
    can_go_back = False

    def build(self) -> None:
        super().build()
        accepted = self.visit.acceptance
        submission = self.visit.submission
        if submission is None:
            raise RuntimeError("a receipt needs a submission")
        self._number = accepted.case_number if accepted else submission.receipt_code
        self._paper = self.visit.paper
        work = self.ids.work
        work.picture = self.picture()
        work.add_widget(
            NumberCard(
                key="result.case" if accepted else "result.code",
                number=self.app.value_text(Code(self._number)),
            )
        )
        for block in self._notices():
            work.add_widget(block)
        if self._paper is Paper.FAILED or self.waits_long:
            work.instead(QrCard(texture=qr_texture(self._number)))
        self.page(work.pages)

    def arrived(self) -> None:
        super().arrived()
        if self.visit.paper is Paper.NONE:
            self.visit.print_receipt(receipt_of(self.visit, self.app.surroundings.catalogues))
            self._paper = self.visit.paper

    @property
    def waits(self) -> bool:
        return self.visit.paper is Paper.PRINTING

    def picture(self) -> str:
        match self.visit.paper:
            case Paper.PRINTED:
                return "illus-paper"
            case Paper.FAILED:
                return "paper-out"
            case _:
                return "illus-wait"

    def sentence(self) -> Words:
        match self.visit.paper:
            case Paper.PRINTED:
                return Message("receipt.take")
            case Paper.FAILED:
                return Message("receipt.none")
            case _:
                return Message("receipt.printing")

    def also_spoken(self) -> Sequence[Words]:
        # The code is the only proof when there is no paper: it is spoken, and it names nobody.
        number = Message("result.code_spoken", {"code": Code(self._number)})
        if self.waits_long:
            return (Message("receipt.slow"), number)
        if self.visit.paper is Paper.FAILED and self.visit.paper_failure is not None:
            return (Message(f"fail.{self.visit.paper_failure.code}.what"), number)
        return ()

    def forward_key(self) -> ForwardKey | None:
        if self.waits_long:
            return ForwardKey("sending.on")
        return ForwardKey("receipt.done") if self.visit.paper in (Paper.PRINTED, Paper.FAILED) else None

    def forwarded(self) -> None:
        self.app.go("done")

    def took(self, events: Sequence[VisitEvent]) -> None:
        if self.visit.paper is not self._paper:
            self.app.redraw()

    def grew_long(self) -> None:
        self.app.redraw()

    def _notices(self) -> Sequence[Widget]:
        look, failure = self.app.look, self.visit.paper_failure
        if self.waits_long:
            return notice(look, "printer", "plain", Message("receipt.slow"))
        if self.visit.paper is not Paper.FAILED or failure is None:
            return ()
        what = Message(f"fail.{failure.code}.what")
        code = Message("fail.code", {"code": Code(failure.code.value)})
        return notice(look, "warning", "bad", what, note=Message("fail.not_you"), code=code)
