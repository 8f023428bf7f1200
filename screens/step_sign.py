"""A signature as one of the questions: the sign screen's field, and on with the form."""

from collections.abc import Sequence

from kiosk.application import Stroke
from kiosk.language.values import Message, Words
from kiosk.services.validation import NOT_SIGNED, SIGNED
from screens.question import QuestionScreen
from screens.screen import ForwardKey
from screens.sign import SignScreen


class StepSignScreen(SignScreen, QuestionScreen):
    """What is drawn is the visit's signature; the answer says whether there is one."""

    stone = 2

    @property
    def has_banner(self) -> bool:
        """What is missing stands in the field to sign in."""
        return True

    def sentence(self) -> Words:
        return self.field.question

    def also_spoken(self) -> Sequence[Words]:
        optional = (Message("step.may_be_empty"),) if self.field.optional else ()
        return (*super().also_spoken(), *optional)

    def forward_key(self) -> ForwardKey:
        return self.next_key()

    def forwarded(self) -> None:
        # The answer may be of another time, and what was drawn then is not here.
        if not self.visit.signature and not self.visit.signed_by_touch:
            if not self.field.optional:
                self.miss()
                return
            self.answer = ""
        QuestionScreen.forwarded(self)

    def _signed(self, strokes: tuple[Stroke, ...]) -> None:
        super()._signed(strokes)
        self.answer = SIGNED if strokes else ""

    def _cannot(self) -> None:
        super()._cannot()
        self.answer = NOT_SIGNED
