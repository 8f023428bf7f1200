"""What all screens of a form share: the question, where it stands, and going on when it is answered."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.properties import ObjectProperty

from kiosk.language.values import Message, Words
from kiosk.services.service import Field
from kiosk.services.validation import FieldFault, check_answer
from screens.screen import ForwardKey, Screen


class QuestionScreen(Screen):
    """A question whose answer so far is kept as text under the place's name.

    Why an answer is not taken stands in a banner beside the answer. Where the panel leaves that no room, it
    takes the sentence's place until the answer is changed: what is to be done now stands there anyway, and
    nothing below it moves.
    """

    stone = 2
    _names_field = False

    fault = ObjectProperty(None, allownone=True)

    def on_fault(self, _screen: "QuestionScreen", _fault: Words | None) -> None:
        if not self.has_banner:
            self.app.refresh()

    @property
    def has_banner(self) -> bool:
        """Whether there is room for a banner beside the answer."""
        return bool(self.app.look.tall)

    @property
    def alarmed(self) -> bool:
        """Whether the sentence says why the answer is not taken."""
        return self.fault is not None and not self.has_banner

    @property
    def field(self) -> Field:
        return self.service.field(str(self.place.step))

    @property
    def answer(self) -> str:
        """What was entered on this screen, or was answered before."""
        kept: str = self.app.entries.get(self.place.name, self.visit.answers.get(self.field.id, ""))
        return kept

    @answer.setter
    def answer(self, text: str) -> None:
        left_out = self.leaves_out
        self.app.entries[self.place.name] = text
        if self.leaves_out != left_out:
            self.app.refresh()

    @property
    def lacks_room(self) -> bool:
        """Whether what is above the work leaves the work too little."""
        return False

    def look_for_room(self) -> None:
        """A question that takes too much of it is named by its field instead, and still spoken in full."""
        if self._names_field or self.alarmed or not self.lacks_room:
            return
        # Asked again when all has found its place.
        Clock.schedule_once(self._name_field, 0)

    def _name_field(self, _elapsed: float) -> None:
        if self.parent is not None and not self.alarmed and self.lacks_room:
            self._names_field = True
            self.app.refresh()

    def sentence(self) -> Words:
        if self.alarmed:
            words: Words = self.fault
            return words
        return self.field.label if self._names_field else self.field.question

    def also_spoken(self) -> Sequence[Words]:
        asked = (self.field.question,) if self.alarmed or self._names_field else ()
        return (*asked, Message("step.may_be_empty")) if self.field.optional else asked

    def picture(self) -> str:
        return "warning" if self.alarmed else super().picture()

    def question(self) -> tuple[int, int] | None:
        ids = [step.id for step in self.visit.steps]
        # One that need not be asked may be changed all the same.
        return (ids.index(self.field.id) + 1, len(ids)) if self.field.id in ids else None

    @property
    def leaves_out(self) -> bool:
        """Whether the way on leaves the question out: it may be, and nothing was entered."""
        return self.field.optional and not self.answer

    def forward_key(self) -> ForwardKey | None:
        return self.next_key()

    def next_key(self) -> ForwardKey:
        """The way on with what was entered, or without it where it may be left out."""
        return ForwardKey("step.leave_out" if self.leaves_out else "step.next")

    def short_forward_key(self) -> ForwardKey:
        """The same in a short word, for where there is no room for a long one."""
        return ForwardKey("step.skip" if self.leaves_out else "step.on")

    def forwarded(self) -> None:
        checked = check_answer(self.field, self.answer, self.visit.language, today=self.visit.now().date())
        if isinstance(checked, FieldFault):
            self.refuse(checked.message)
            return
        self.visit.answer(self.field, checked)
        self.answer = checked
        self.app.go("next")

    def refuse(self, why: Message) -> None:
        """Shows and says why what was entered is not taken; it stays as it is."""
        self.fault = why
        self.app.say((why,), "fault")
