"""Receipt: prints it; where there is no paper, the code stands large on the screen."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty, OptionProperty

from kiosk.language.values import Code, Message, Words
from kiosk.visit import Paper
from kiosk.visit_events import VisitEvent
from kiosk.visit_receipt import receipt_of
from screens.qr import qr_texture
from screens.result import NumberCard
from screens.screen import ForwardKey, Screen


class ReceiptScreen(Screen):
    stone = 4
    can_go_back = False

    paper = OptionProperty("printing", options=["printing", "printed", "failed"])
    failure = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        accepted = self.visit.acceptance
        submission = self.visit.submission
        if submission is None:
            raise RuntimeError("a receipt needs a submission")
        self._number = accepted.case_number if accepted else submission.receipt_code
        self.ids.number.add_widget(
            NumberCard(
                key="result.case" if accepted else "result.code",
                number=self.app.value_text(Code(self._number)),
            )
        )
        self.ids.qr.texture = qr_texture(self._number)

    def arrived(self) -> None:
        if self.visit.paper is Paper.NONE:
            self.visit.print_receipt(receipt_of(self.visit, self.app.surroundings.catalogues))
        self._show()

    def sentence(self) -> Words:
        key = {"printing": "receipt.printing", "printed": "receipt.take", "failed": "receipt.none"}[
            self.paper
        ]
        return Message(key)

    def also_spoken(self) -> Sequence[Words]:
        if self.paper != "failed" or self.failure is None:
            return ()
        # The code is the only proof when there is no paper: it is spoken, and it names nobody.
        number = Message("result.code_spoken", {"code": Code(self._number)})
        return (Message(f"fail.{self.failure.code}.what"), number)

    def forward_key(self) -> ForwardKey | None:
        return None if self.paper == "printing" else ForwardKey("receipt.done")

    def forwarded(self) -> None:
        self.app.go("done")

    def took(self, events: Sequence[VisitEvent]) -> None:
        self._show()

    def _show(self) -> None:
        paper = {Paper.PRINTED: "printed", Paper.FAILED: "failed"}.get(self.visit.paper, "printing")
        if paper == self.paper:
            return
        self.paper = paper
        self.failure = self.visit.paper_failure
        if self.failure is not None:
            self.ids.what.message = Message(f"fail.{self.failure.code}.what")
            self.ids.code.message = Message("fail.code", {"code": Code(self.failure.code.value)})
        self.app.refresh()
        self.app.speak()
