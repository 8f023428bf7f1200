"""Not granted: the platform has read what was asked and does not do it; why, and where it can be mended."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.central.answers import NotGranted, Why
from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.values import Message, Words
from kiosk.services.service import FieldKind
from screens.card import PICTOGRAM
from screens.fault_notices import FaultNotices
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.widgets.second_block import SecondBlock

CODES: Mapping[Why, FailureCode] = MappingProxyType(
    {
        Why.NOT_FOUND: FailureCode.NOT_FOUND,
        Why.SLOT_TAKEN: FailureCode.SLOT_TAKEN,
        Why.SERVICE_GONE: FailureCode.SERVICE_GONE,
        Why.OLD_VERSION: FailureCode.SERVICE_CHANGED,
        Why.TOO_LATE: FailureCode.TOO_LATE,
        Why.CARD_NEEDED: FailureCode.CARD_NEEDED,
        Why.OTHER: FailureCode.NOT_GRANTED,
    }
)
_PICTURES: Mapping[Why, str] = MappingProxyType(
    {
        Why.NOT_FOUND: "search",
        Why.SLOT_TAKEN: "appointment",
        Why.TOO_LATE: "clock",
        Why.CARD_NEEDED: "either-card",
    }
)
_OF_A_FORM = frozenset({Wish.OUTCOME, Wish.CORRECTION, Wish.SAVE})
_TOUCHED = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.YES_NO, FieldKind.DECLARATION})


# What they are about is still there: the case, or the form.
_GO_BACK = frozenset({Wish.APPLICATION, Wish.CORRECTION, Wish.WITHDRAWAL, Wish.SAVE})
_OF_A_CASE = _GO_BACK - {Wish.SAVE}


class NotGrantedScreen(Screen):
    stone = 4

    def build(self) -> None:
        work = self.ids.work
        work.picture, work.side = self.picture(), PICTOGRAM
        fault = FaultNotices(self.app.look, picture="office")
        fault.tell(CODES[self._why], self._do)
        if fault.wide:
            work.words_only()
        self._second = SecondBlock(self)
        reasons = [NextRow(picture="document", words=reason) for reason in self._answer.reasons]
        for block in (*reasons, *fault.blocks, self._second):
            work.add_widget(block)
        self.page(work.pages)

    @property
    def can_go_back(self) -> bool:  # type: ignore[override]
        return self._wish in _GO_BACK

    def picture(self) -> str:
        return _PICTURES.get(self._why, "warning")

    def sentence(self) -> Words:
        return Message(f"fail.{CODES[self._why]}.what")

    def also_spoken(self) -> Sequence[Words]:
        return (*self._answer.reasons, self._do, Message("fail.not_you"))

    def forward_key(self) -> ForwardKey:
        mend = self._mend_key
        return ForwardKey("counter.other" if mend is None else mend, arrow=False)

    def second_key(self) -> ForwardKey | None:
        return None if self._mend_key is None else ForwardKey("counter.other", arrow=False)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("other" if self._mend_key is None else "mend")

    def seconded(self) -> None:
        self.app.go("other")

    @property
    def _mend_key(self) -> str | None:
        """What the key to mend it says; None where it cannot be mended here."""
        match self._why:
            case Why.NOT_FOUND if self._was_typed:
                return "not_granted.number"
            case Why.SLOT_TAKEN:
                return "not_granted.time"
            case Why.CARD_NEEDED if self.service.needs_card and self._wish not in _OF_A_CASE:
                return "counter.again"
            case Why.NOT_FOUND | Why.OTHER if self._wish in _OF_A_FORM and self.visit.steps:
                return "review.change"
            case _:
                return None

    @property
    def _do(self) -> Words:
        if self._why is Why.NOT_FOUND and not self._was_typed:
            return Message("fail.SVC-01.do")
        return Message(f"fail.{CODES[self._why]}.do")

    @property
    def _was_typed(self) -> bool:
        """Whether it was looked for by what the resident typed."""
        typed = any(step.kind not in _TOUCHED for step in self.visit.steps)
        return self._wish is Wish.OUTCOME and typed

    @property
    def _why(self) -> Why:
        return self._answer.why

    @property
    def _wish(self) -> Wish:
        if self.visit.question is None:
            raise RuntimeError("nothing was asked")
        return self.visit.question.wish

    @property
    def _answer(self) -> NotGranted:
        answer = self.visit.question.answer if self.visit.question else None
        if not isinstance(answer, NotGranted):
            raise RuntimeError("what was granted has a screen of its own")
        return answer
