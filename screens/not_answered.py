"""Not answered: no answer came from the platform; what that means, and what can be done without it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.values import Message, Words
from kiosk.visit_events import Answered, VisitEvent
from screens.answered import go_on_with_answer
from screens.asking import changes_something
from screens.card import PICTOGRAM
from screens.fault_notices import FaultNotices
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.widgets.second_block import SecondBlock

_WHAT: Mapping[FailureCode, Message] = MappingProxyType(
    {
        code: Message(f"fail.{code}.what")
        for code in (FailureCode.PLATFORM_UNREACHABLE, FailureCode.PLATFORM_TOO_SLOW)
    }
)


class NotAnsweredScreen(Screen):
    stone = 4

    def build(self) -> None:
        work = self.ids.work
        work.picture, work.side = self.picture(), PICTOGRAM
        fault = FaultNotices(self.app.look, picture="office")
        fault.tell(self._code, self._do)
        if fault.wide:
            work.words_only()
        self._second = SecondBlock(self)
        for block in (*fault.blocks, NextRow(picture=self._sign, words=self._besides), self._second):
            work.add_widget(block)
        self.page(work.pages)

    def arrived(self) -> None:
        # It may have come while something else was shown.
        self._see()

    def took(self, events: Sequence[VisitEvent]) -> None:
        if any(isinstance(event, Answered) for event in events):
            self._see()

    def _see(self) -> None:
        """An answer that came late is an answer all the same."""
        if self.visit.question is not None and self.visit.question.answer is not None:
            go_on_with_answer(self.app)

    @property
    def can_go_back(self) -> bool:  # type: ignore[override]
        """Not from what may be done already."""
        return not self._changes or self._wish is Wish.SAVE

    def picture(self) -> str:
        return "offline" if self._code is FailureCode.PLATFORM_UNREACHABLE else "clock"

    def sentence(self) -> Words:
        return _WHAT.get(self._code, Message("not_answered.sentence"))

    def also_spoken(self) -> Sequence[Words]:
        return (self._do, self._besides, Message("fail.not_you"))

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
    def _do(self) -> Message:
        unreachable = self._code is FailureCode.PLATFORM_UNREACHABLE
        return Message("not_answered.needs_network" if unreachable else "not_answered.do")

    @property
    def _besides(self) -> Message:
        """What is so all the same."""
        if self._wish is Wish.SAVE:
            return Message("not_answered.form")
        return Message("not_answered.changing" if self._changes else "not_answered.without")

    @property
    def _sign(self) -> str:
        return "done" if self._changes and self._wish is not Wish.SAVE else "document"

    @property
    def _changes(self) -> bool:
        return changes_something(self._wish, self.service.kind)

    @property
    def _wish(self) -> Wish:
        if self.visit.question is None:
            raise RuntimeError("nothing was asked")
        return self.visit.question.wish

    @property
    def _code(self) -> FailureCode:
        """What was answered since was too late; that leads on before anybody sees this."""
        failure = self.visit.question.failure if self.visit.question else None
        return FailureCode.PLATFORM_TOO_SLOW if failure is None else failure.code
