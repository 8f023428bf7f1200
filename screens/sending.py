"""Sending: has the submission kept and delivered, and waits for what came of it."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from kiosk.visit import Delivery
from kiosk.visit_events import VisitEvent
from screens.screen import Screen

UNSETTLED = frozenset({Delivery.NONE, Delivery.KEEPING, Delivery.KEPT})


class SendingScreen(Screen):
    """No way back from here: the resident has said yes, and it is sent once."""

    stone = 4
    can_go_back = False
    times_out = False

    def arrived(self) -> None:
        if self.visit.delivery in (Delivery.NONE, Delivery.NOT_KEPT):
            self.visit.confirm()
        self._show()

    def sentence(self) -> Words:
        return Message("sending.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("sending.kept"),) if self.visit.delivery is Delivery.KEPT else ()

    def took(self, events: Sequence[VisitEvent]) -> None:
        self._show()

    def _show(self) -> None:
        self.ids.kept.opacity = 1 if self.visit.delivery is Delivery.KEPT else 0
        if self.visit.delivery not in UNSETTLED:
            self.app.go("settled")
