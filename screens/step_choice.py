"""A question answered by touching one of a few choices."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.language.values import Message, Words
from kiosk.services.service import Option
from screens.question import QuestionScreen
from screens.widgets.slab import Slab


class Choice(Slab):
    """One choice; when chosen it says so with a tick, a colour and a word."""

    chosen = BooleanProperty(False)
    label = ObjectProperty(None, allownone=True)
    picture = StringProperty("")


class StepChoiceScreen(QuestionScreen):
    def build(self) -> None:
        self._choices = {}
        for option in self.field.options:
            choice = Choice(
                label=option.label,
                picture=option.icon or "",
                element_id=f"choice:{option.id}",
                chosen=option.id == self.answer,
            )
            choice.called = option.label
            choice.fbind("on_release", lambda _choice, touched=option: self._choose(touched))
            self._choices[option.id] = choice
            self.ids.choices.add_widget(choice)

    def also_spoken(self) -> Sequence[Words]:
        return (Message("step.choose_one"), *(option.label for option in self.field.options))

    def _choose(self, option: Option) -> None:
        self.fault = None
        self.answer = option.id
        for option_id, choice in self._choices.items():
            choice.chosen = option_id == option.id
        self.visit.ports.voice.say(
            (option.label,), self.visit.language, label=f"{self.place.name}-{option.id}"
        )
