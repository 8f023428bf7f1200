"""Not possible: the cards that an errand needs cannot be read here now; what can be done instead, and when
it is possible again, that it is."""

from collections.abc import Sequence

from kiosk.failures import Failure
from kiosk.language.values import Message, Words
from kiosk.visit_events import VisitEvent
from screens.card import LARGE_PICTURE, PICTOGRAM, PICTURES
from screens.card_words import card_words
from screens.fault_notices import FaultNotices
from screens.screen import ForwardKey, Screen
from screens.widgets.notice import Notice
from screens.widgets.second_block import SecondBlock

ELSEWHERE, WAIT, POSSIBLE = Message("counter.note"), Message("services.wait"), Message("services.possible")


class NotPossibleScreen(Screen):
    stone = 0

    def build(self) -> None:
        self._trouble: Failure | None = self.visit.card_trouble(self.service)
        self._fault = FaultNotices(self.app.look, picture="office")
        self._wait, self._use = Notice(picture="clock"), Notice(mood="good", picture="check")
        self._second = SecondBlock(self)
        for block in (*self._fault.blocks, self._wait, self._use, self._second):
            self.ids.work.add_widget(block)
        self._draw()
        self.page(self.ids.work.pages)

    def picture(self) -> str:
        if self._trouble is None:
            return card_words(self.visit.cards_taken(self.service)).large
        return PICTURES[self._trouble.code]

    def sentence(self) -> Words:
        return POSSIBLE if self._trouble is None else Message(f"fail.{self._trouble.code}.what")

    def also_spoken(self) -> Sequence[Words]:
        if self._trouble is None:
            return (self._needed,)
        return (ELSEWHERE, *((WAIT,) if self._can_come_back else ()))

    def forward_key(self) -> ForwardKey | None:
        return ForwardKey("step.next", arrow=False) if self._trouble is None else None

    def second_key(self) -> ForwardKey:
        # There all the time, and below the largest letters in its place: who is about to touch it can.
        return ForwardKey("counter.other", arrow=False)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("possible")

    def seconded(self) -> None:
        self.app.go("other")

    def took(self, events: Sequence[VisitEvent]) -> None:
        trouble = self.visit.card_trouble(self.service)
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.ids.work.pages.page = 0
        self._draw()
        self.app.refresh()
        self.app.speak()

    @property
    def _needed(self) -> Words:
        """Which card the errand needs, of those that can be read."""
        return Message(card_words(self.visit.cards_taken(self.service)).needs)

    @property
    def _can_come_back(self) -> bool:
        """Whether there is a reader at this machine for any of the cards."""
        readers = self.visit.readers
        return any(readers[kind].fitted for kind in self.service.cards if kind in readers)

    def _draw(self) -> None:
        trouble, work = self._trouble, self.ids.work
        work.picture = picture = self.picture()
        work.bad = trouble is not None
        work.side = LARGE_PICTURE if picture.startswith("illus") else PICTOGRAM
        if trouble is None:
            self._fault.clear()
            self._wait.message, self._use.message = None, self._needed
        else:
            self._fault.tell(trouble.code, ELSEWHERE)
            self._wait.message, self._use.message = WAIT if self._can_come_back else None, None
        if self._fault.wide:
            self._fault.picture = picture
            work.words_only()
        self._second.offer(self)
