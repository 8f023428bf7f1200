"""Help: how this machine is used, in pictures, and whom to ask."""

from collections.abc import Sequence

from kiosk.language.values import Message, Phone, Words
from screens.result import NextRow
from screens.screen import ForwardKey, Screen

ROWS = (("touch", "help.touch"), ("speaker", "help.listen"), ("back", "help.back"), ("people", "help.staff"))


class HelpScreen(Screen):
    def build(self) -> None:
        for picture, key in ROWS:
            self.ids.rows.add_widget(NextRow(picture=picture, words=Message(key)))
        self.ids.rows.add_widget(NextRow(picture="phone", words=self._phone()))

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
