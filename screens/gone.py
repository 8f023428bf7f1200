"""Gone: thanks, the card, and that this machine keeps nothing; then the visit's process ends."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen


class GoneScreen(Screen):
    can_go_back = False
    times_out = False

    def arrived(self) -> None:
        surroundings = self.app.surroundings
        self._until = surroundings.clock() + surroundings.timers.gone_s

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
