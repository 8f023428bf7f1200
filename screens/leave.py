"""Leave: asks once more when something was entered, since it will be forgotten."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from kiosk.visit import Ending
from screens.screen import ForwardKey, Screen


class LeaveScreen(Screen):
    stacked_keys = True

    def header(self) -> tuple[str, Words]:
        return "leave", Message("bar.leave")

    def sentence(self) -> Words:
        return Message("leave.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("leave.note"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("leave.stay")

    def second_key(self) -> ForwardKey:
        return ForwardKey("leave.leave", "leave")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def seconded(self) -> None:
        self.app.end(Ending.LEFT)
