"""Gone: thanks, the card, and that this machine keeps nothing; then the visit's process ends."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen

# So many times longer it stays where everything is slow.
SLOW_TIMES = 2


class GoneScreen(Screen):
    can_go_back = False
    times_out = False

    forgotten = ObjectProperty(Message("gone.forget"))

    def build(self) -> None:
        self.page(self.ids.work.pages)

    def picture(self) -> str:
        return "idcard"

    def arrived(self) -> None:
        surroundings = self.app.surroundings
        times = SLOW_TIMES if self.app.look.simple else 1
        self._until = surroundings.clock() + surroundings.timers.gone_s * times

    def header(self) -> tuple[str, Words]:
        return "house", Message("home.name")

    def sentence(self) -> Words:
        return Message("gone.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("gone.forget"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("gone.close", "check", arrow=False)

    def forwarded(self) -> None:
        self.app.go("done")

    def ticked(self, now: float) -> None:
        if now >= self._until:
            self.app.go("done")
