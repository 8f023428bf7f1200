"""What all screens of a form share: the question, where it stands, and going on when it is answered."""

from kivy.properties import ObjectProperty

from kiosk.language.values import Words
from kiosk.services.service import Field
from kiosk.services.validation import FieldFault, check_answer
from screens.screen import ForwardKey, Screen


class QuestionScreen(Screen):
    """A question whose answer so far is kept as text under the place's name."""

    stone = 2

    fault = ObjectProperty(None, allownone=True)

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
        self.app.entries[self.place.name] = text

    def sentence(self) -> Words:
        return self.field.question

    def question(self) -> tuple[int, int]:
        ids = [step.id for step in self.service.steps]
        return ids.index(self.field.id) + 1, len(ids)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("step.next")

    def forwarded(self) -> None:
        checked = check_answer(self.field, self.answer, self.visit.language)
        if isinstance(checked, FieldFault):
            self.fault = checked.message
            self.visit.ports.voice.say(
                (checked.message,), self.visit.language, label=f"{self.place.name}-fault"
            )
            return
        self.visit.answer(self.field, checked)
        self.answer = checked
        self.app.go("next")
