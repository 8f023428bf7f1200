"""Card confirm: the name as the card has it; the card can be taken back."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen


class CardConfirmScreen(Screen):
    stone = 1

    def build(self) -> None:
        holder = self.visit.card.holder
        if holder is None:
            raise RuntimeError("no card was read")
        self.ids.name.text = self.app.own_text(holder.name)
        self._cut = holder.name_may_be_cut
        self._expired = holder.expired(self.visit.now().date())
        for shown, notice in ((self._cut, self.ids.cut), (self._expired, self.ids.expired)):
            if not shown:
                self.ids.notices.remove_widget(notice)

    def sentence(self) -> Words:
        return Message("card.your_name")

    def also_spoken(self) -> Sequence[Words]:
        notices = [Message("card.name_on_screen")]
        if self._cut:
            notices.append(Message("card.name_cut"))
        if self._expired:
            notices.append(Message("card.expired"))
        return (*notices, Message("card.take"))

    def forward_key(self) -> ForwardKey:
        return ForwardKey("card.name_right")

    def second_key(self) -> ForwardKey:
        return ForwardKey("card.not_mine")

    def forwarded(self) -> None:
        self.visit.take_over_holder()
        self.app.go("right")

    def seconded(self) -> None:
        self.app.go("other")
