"""Counter: for those without a card that can be read; the errand can be done with a person's help."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty

from kiosk.language.values import Message, Words
from screens.card_words import card_words
from screens.screen import ForwardKey, Screen
from screens.widgets.second_block import SecondBlock


class CounterScreen(Screen):
    stone = 1

    note = ObjectProperty(Message("counter.note"))

    def build(self) -> None:
        self._second = SecondBlock(self)
        self.ids.work.add_widget(self._second)
        self.page(self.ids.work.pages)

    def picture(self) -> str:
        return "people"

    def sentence(self) -> Words:
        return Message(card_words(self.service.cards).needs)

    def also_spoken(self) -> Sequence[Words]:
        return (Message("counter.note"),)

    def forward_key(self) -> ForwardKey:
        failed = self.visit.card.failure or self.visit.card_trouble(self.service)
        return ForwardKey("counter.again" if failed is None else "fail.retry", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("counter.other")

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("again")

    def seconded(self) -> None:
        self.app.go("other")
