"""Review: exactly what will be sent, to whom and why, before it is sent."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty, StringProperty

from kiosk.language.display import display_value
from kiosk.language.values import Message, Words
from kiosk.services.service import Field
from kiosk.visit_receipt import sent_rows
from screens.screen import ForwardKey, Screen
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import SecondarySlab


class ReviewRow(MirroredBox):
    """One thing that will be sent: its label, its value, and a key to change it if it was typed."""

    label = ObjectProperty(None, allownone=True)
    value = StringProperty("")


class ChangeSlab(SecondarySlab):
    """Leads to the question of a row."""


class Recipient(MirroredBox):
    """One office that gets the application."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)


class ReviewScreen(Screen):
    stone = 3

    def build(self) -> None:
        for label, value in sent_rows(self.visit, self.app.surroundings.catalogues):
            text = display_value(value, self.visit.language)
            step = next((step for step in self.service.steps if step.label is label), None)
            row = ReviewRow(label=label, value=text)
            if step is not None:
                row.add_widget(self._change_slab(step))
            self.ids.rows.add_widget(row)
        for department in self.service.departments:
            self.ids.recipients.add_widget(Recipient(picture=department.icon, name=department.name))
        self.ids.why.message = self.service.why

    def _change_slab(self, step: Field) -> ChangeSlab:
        slab = ChangeSlab(key="review.change", picture="pen", element_id=f"change:{step.id}")
        slab.called = Message("review.change")
        slab.fbind("on_release", lambda _slab: self.app.change_step(step.id))
        return slab

    def sentence(self) -> Words:
        return Message("review.sentence")

    def also_spoken(self) -> Sequence[Words]:
        names = tuple(department.name for department in self.service.departments)
        return (Message("review.goes_to"), *names, Message("review.what_for"), self.service.why)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("review.sign" if self.service.signature else "review.send")

    def forwarded(self) -> None:
        self.app.go("right")
