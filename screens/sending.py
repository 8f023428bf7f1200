"""Sending: has the submission kept and delivered, and waits for what came of it.

Where the office is slow one need not wait: what is kept here is sent without the resident.
"""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, ObjectProperty

from kiosk.language.values import Message, Words
from kiosk.visit_events import VisitEvent
from kiosk.visit_progress import UNSETTLED, Delivery
from screens.screen import ForwardKey
from screens.theme import TextStep
from screens.waiting import WaitingScreen


class SendingScreen(WaitingScreen):
    """No way back from here: the resident has said yes, and it is sent once."""

    stone = 4
    can_go_back = False
    times_out = False

    kept = BooleanProperty(False)
    # What is done already, and what is waited for.
    done = ObjectProperty(None, allownone=True)
    long = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        super().build()
        self.page(self.ids.work.pages)

    def arrived(self) -> None:
        if self.visit.delivery in (Delivery.NONE, Delivery.NOT_KEPT):
            self.count_anew()
            self.visit.confirm()
        super().arrived()
        self._show()

    @property
    def waits(self) -> bool:
        return self.visit.delivery in UNSETTLED

    def picture(self) -> str:
        return "illus-wait"

    def sentence(self) -> Words:
        return Message("sending.sentence")

    def also_spoken(self) -> Sequence[Words]:
        spoken = (Message("sending.kept"),) if self.visit.delivery is Delivery.KEPT else ()
        return (*spoken, self.long) if self.long is not None else spoken

    def forward_key(self) -> ForwardKey | None:
        return ForwardKey("sending.on") if self.long is not None else None

    def forwarded(self) -> None:
        # It is shown as received here; what still comes is shown too.
        self.app.go("settled")

    def took(self, events: Sequence[VisitEvent]) -> None:
        self._show()

    def grew_long(self) -> None:
        self._show()
        self.app.speak()

    def _show(self) -> None:
        if self.visit.delivery not in UNSETTLED:
            self.app.go("settled")
            return
        self.kept = self.visit.delivery is Delivery.KEPT
        self.done = Message("sending.kept" if self.kept else "sending.keeping")
        long = Message("sending.slow") if self.kept and self.waits_long else None
        if long != self.long:
            self.long = long
            if self.app.look.step is TextStep.LARGEST:
                self.ids.work.words_only()
            self.app.refresh()
