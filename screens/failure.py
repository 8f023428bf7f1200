"""Failure: nothing could be kept, so nothing was promised; try again or ask."""

from collections.abc import Sequence

from kiosk.failures import Failure
from kiosk.language.values import Code, Message, Words
from screens.screen import ForwardKey, Screen


class FailureScreen(Screen):
    stone = 4
    can_go_back = False

    def build(self) -> None:
        self.ids.do.key = f"fail.{self._failure.code}.do"
        self.ids.code.message = Message("fail.code", {"code": Code(self._failure.code.value)})

    def sentence(self) -> Words:
        return Message(f"fail.{self._failure.code}.what")

    def also_spoken(self) -> Sequence[Words]:
        return (Message(f"fail.{self._failure.code}.do"), Message("fail.not_you"))

    def forward_key(self) -> ForwardKey:
        return ForwardKey("fail.retry")

    def second_key(self) -> ForwardKey:
        return ForwardKey("counter.other")

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
