"""Card confirm: the name as the card has it; the card can be taken back."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Name, Words
from screens.card_words import card_words
from screens.screen import ForwardKey, Screen, spoken_value
from screens.widgets.notice import Notice
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card


class NameCard(Card):
    """The name as the card has it; upright the picture stands above it, otherwise beside it."""

    name = StringProperty("")
    picture = StringProperty("idcard")
    # Whether its letters are large for the height there is.
    large = BooleanProperty(False)


class CardConfirmScreen(Screen):
    stone = 1

    def build(self) -> None:
        holder = self.visit.card.holder
        if holder is None:
            raise RuntimeError("no card was read")
        self._name = holder.name
        self._card = card_words((holder.card,)).small
        self._cut = holder.name_may_be_cut
        self._expired = holder.expired(self.visit.now().date())
        self._put(NameCard(name=self.app.own_text(holder.name), picture=self._card))
        self._put(Notice(picture=self._card, message=Message("card.take")))
        if self._cut:
            self._put(Notice(picture="warning", message=Message("card.name_cut")))
        if self._expired:
            self._put(Notice(picture="clock", message=Message("card.expired")))
        self._second = SecondBlock(self)
        self._put(self._second)
        self.page(self.ids.pages)

    def _put(self, block: Widget) -> None:
        self.ids.pages.add_widget(block)

    def picture(self) -> str:
        return self._card

    def sentence(self) -> Words:
        return Message("card.your_name")

    def also_spoken(self) -> Sequence[Words]:
        notices = []
        if self._cut:
            notices.append(Message("card.name_cut"))
        if self._expired:
            notices.append(Message("card.expired"))
        return (*notices, Message("card.take"))

    def personal_spoken(self) -> Sequence[Words]:
        return (spoken_value(Name(self._name)),)

    def not_spoken(self) -> Sequence[Words]:
        return (Message("card.name_on_screen"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("card.name_right", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("card.not_mine")

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        if self.visit.is_anothers:
            self.app.forget_entries()
        self.visit.take_over_holder()
        self.app.go("right")

    def seconded(self) -> None:
        self.app.go("other")
