"""Timeout: asks, 20 seconds ahead, whether somebody is still there; one big touch goes on."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, NumericProperty

from kiosk.language.values import Message, Words
from kiosk.visit_ports import Ending
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep

# Lying and at least so many design pixels wide, there is room for a picture beside the words.
ROOMY = 1700


class TimeoutScreen(Screen):
    can_go_back = False
    stacked_keys = True
    begins_at_forward = True

    left_s = NumericProperty(20)
    # Whether there is room for a picture.
    pictured = BooleanProperty(False)

    def build(self) -> None:
        look = self.app.look
        roomy = look.step is not TextStep.LARGEST and look.panel.width_px >= look.px(ROOMY)
        self.pictured = look.tall or (look.wide and roomy)
        self.ids.bar.total = round(self.app.warning_s)
        self.left_s = self.app.seconds_left

    def sentence(self) -> Words:
        return Message("timeout.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("timeout.note"),)

    def forward_key(self) -> ForwardKey:
        largest = self.app.look.step is TextStep.LARGEST
        return ForwardKey("timeout.stay", "" if largest else "touch", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("timeout.leave", "leave")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def seconded(self) -> None:
        self.app.end(Ending.LEFT)

    def ticked(self, _now: float) -> None:
        self.left_s = self.app.seconds_left
