"""Failure: nothing could be kept, so nothing was promised; try again or ask."""

from collections.abc import Sequence

from kiosk.failures import Failure
from kiosk.language.values import Message, Words
from screens.fault_notices import FaultNotices
from screens.screen import ForwardKey, Screen
from screens.widgets.second_block import SecondBlock


class FailureScreen(Screen):
    stone = 4
    can_go_back = False

    def build(self) -> None:
        fault = FaultNotices(self.app.look, picture="office")
        fault.tell(self._failure.code)
        if fault.wide:
            self.ids.work.words_only()
        for block in fault.blocks:
            self.ids.work.add_widget(block)
        self._second = SecondBlock(self)
        self.ids.work.add_widget(self._second)
        self.page(self.ids.work.pages)

    def picture(self) -> str:
        return "warning"

    def sentence(self) -> Words:
        return Message(f"fail.{self._failure.code}.what")

    def also_spoken(self) -> Sequence[Words]:
        return (Message(f"fail.{self._failure.code}.do"), Message("fail.not_you"))

    def forward_key(self) -> ForwardKey:
        return ForwardKey("fail.retry", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("counter.other")

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("retry")

    def seconded(self) -> None:
        self.app.go("other")

    @property
    def _failure(self) -> Failure:
        failure = self.visit.delivery_failure
        if failure is None:
            raise RuntimeError("the failure screen needs a failure")
        return failure
