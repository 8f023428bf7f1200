"""Help: how this machine is used, in pictures, and whom to ask."""

from collections.abc import Sequence

from kiosk.language.values import Message, Phone, Words
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.beside import Beside

ROWS = (("touch", "help.touch"), ("speaker", "help.listen"), ("back", "help.back"), ("people", "help.staff"))


class HelpScreen(Screen):
    def build(self) -> None:
        rows = [NextRow(picture=picture, words=Message(key)) for picture, key in ROWS]
        rows.append(NextRow(picture="phone", words=self._phone()))
        look = self.app.look
        beside = 2 if look.wide and look.step is not TextStep.LARGEST else 1
        for first in range(0, len(rows), beside):
            self.ids.pages.add_widget(Beside(most=beside).put(*rows[first : first + beside]))
        self.page(self.ids.pages)

    def header(self) -> tuple[str, Words]:
        return "help", Message("bar.help")

    def sentence(self) -> Words:
        return Message("help.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (*(Message(key) for _, key in ROWS), self._phone())

    def forward_key(self) -> ForwardKey:
        return ForwardKey("help.close")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def _phone(self) -> Message:
        return Message("help.phone", {"phone": Phone(self.visit.site.help_phone)})
