"""Card: says what is read and why, then reads it; says plainly when it cannot."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Code, Message, Words
from kiosk.visit_events import CardRead, VisitEvent
from screens.screen import ForwardKey, Screen
from screens.widgets.mirrored import MirroredBox

# While one of these stands, laying the card down again does not help.
READER_FAILURES = frozenset({FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER})


class Reason(MirroredBox):
    """A picture with a question and its answer."""

    picture = StringProperty("")
    key = StringProperty("")
    answer = ObjectProperty(None, allownone=True)
    answer_text = StringProperty("")


class CardScreen(Screen):
    stone = 1

    reading = BooleanProperty(False)
    failure = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        fields = [self.app.text(Message(f"field.{need.field}")) for need in self.service.needs]
        self.ids.what.answer_text = self.app.list_text(fields)
        self.ids.why.answer = self.service.needs[0].reason

    def arrived(self) -> None:
        self.visit.start_card()

    def left(self) -> None:
        self.visit.stop_card()

    def sentence(self) -> Words:
        if self.reading:
            return Message("card.reading")
        if self.failure is not None:
            return Message(f"fail.{self.failure.code}.what")
        return Message("card.sentence")

    def also_spoken(self) -> Sequence[Words]:
        if self.reading:
            return ()
        if self.failure is not None:
            return (Message(f"fail.{self.failure.code}.do"),)
        fields = tuple(Message(f"field.{need.field}") for need in self.service.needs)
        return (Message("card.what"), *fields, self.service.needs[0].reason, Message("card.forget"))

    def second_key(self) -> ForwardKey | None:
        return None if self.reading else ForwardKey("card.none", "cross", arrow=False)

    def forward_key(self) -> ForwardKey | None:
        if self.failure is not None and self.failure.code in READER_FAILURES and not self.reading:
            return ForwardKey("fail.retry")
        return None

    def seconded(self) -> None:
        self.app.go("none")

    def forwarded(self) -> None:
        self._show(reading=False, failure=None)
        self.visit.start_card()

    def took(self, events: Sequence[VisitEvent]) -> None:
        if any(isinstance(event, CardRead) for event in events):
            self.app.go("read")
            return
        card = self.visit.card
        self._show(reading=card.reading, failure=card.failure or card.reader_failure)

    def _show(self, *, reading: bool, failure: Failure | None) -> None:
        if (reading, failure) == (self.reading, self.failure):
            return
        self.reading, self.failure = reading, failure
        if failure is not None:
            self.ids.code.message = Message("fail.code", {"code": Code(failure.code.value)})
        self.app.refresh()
        self.app.speak()
