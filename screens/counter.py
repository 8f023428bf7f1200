"""Counter: for those without a card; the errand can be done with a person's help."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen


class CounterScreen(Screen):
    stone = 1

    def sentence(self) -> Words:
        return Message("counter.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("counter.note"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("counter.again")

    def second_key(self) -> ForwardKey:
        return ForwardKey("counter.other")

    def forwarded(self) -> None:
        self.app.go("again")

    def seconded(self) -> None:
        self.app.go("other")
