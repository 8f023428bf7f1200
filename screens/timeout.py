"""Timeout: asks, 20 seconds ahead, whether somebody is still there; one big touch goes on."""

from collections.abc import Sequence

from kivy.properties import NumericProperty

from kiosk.language.values import Message, Words
from kiosk.visit import Ending
from screens.screen import ForwardKey, Screen


class TimeoutScreen(Screen):
    can_go_back = False
    stacked_keys = True

    left_s = NumericProperty(20)

    def build(self) -> None:
        self.ids.bar.total = round(self.app.surroundings.timers.warning_s)
        self.left_s = self.app.seconds_left

    def sentence(self) -> Words:
        return Message("timeout.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("timeout.note"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("timeout.stay", "touch", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("timeout.leave", "leave")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def seconded(self) -> None:
        self.app.end(Ending.LEFT)

    def ticked(self, _now: float) -> None:
        self.left_s = self.app.seconds_left
