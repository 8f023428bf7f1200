"""Card: says what is read and why, then reads it; says plainly when it cannot."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Message, Words
from kiosk.visit_events import CardRead, VisitEvent
from screens.fault_notices import FaultNotices
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card, Rule
from screens.widgets.warned import Warned

# While one of these stands, laying the card down again does not help.
READER_FAILURES = frozenset({FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER})
WAITS, READS = "illus-card", "illus-wait"
PICTURES: Mapping[FailureCode, str] = MappingProxyType(
    {
        FailureCode.CARD_SERVICE_DOWN: "illus-reader-broken",
        FailureCode.CARD_NO_READER: "no-reader",
        FailureCode.CARD_NONE: "card-on-reader",
        FailureCode.CARD_UNREADABLE: "card-unreadable",
        FailureCode.CARD_WRONG_KIND: "card-wrong",
        FailureCode.CARD_REMOVED: "card-removed",
    }
)
# Design pixels: how wide a large picture may be, and one that is only as fine as a pictogram.
LARGE_PICTURE, PICTOGRAM = 620, 320
# Lying panels of fewer design pixels may have no room for three reasons.
ROOMY = 1600
# So many of the card's fields are read in one piece where all reasons are, and in the largest letters.
FEW, FEWEST = 3, 2


class Reason(MirroredBox):
    """A picture with a question and its answer."""

    picture = StringProperty("")
    key = StringProperty("")
    answer = StringProperty("")


class ReasonCard(Card):
    """Reasons below each other; no room where they are not told."""

    told = BooleanProperty(True)


class CardScreen(Screen):
    stone = 1

    reading = BooleanProperty(False)
    failure = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        self._work: Warned = self.ids.work
        self._reasons = self._told_reasons()
        self._fault = FaultNotices(self.app.look)
        self._second = SecondBlock(self)
        for block in (*self._reasons, *self._fault.blocks, self._second):
            self._work.add_widget(block)
        self._draw()
        self.page(self._work.pages)

    def _told_reasons(self) -> Sequence[ReasonCard]:
        look, needs = self.app.look, self.service.needs
        few = FEWEST if self._largest else len(needs)
        names = [self.app.text(Message(f"field.{need.field}")) for need in needs]
        why, forgotten = self.app.text(needs[0].reason), self.app.text(Message("card.forget"))
        reasons = [
            *(Reason(picture="idcard", key="card.what", answer=what) for what in self._lists(names, few)),
            Reason(picture="pen", key="card.why", answer=why),
            Reason(picture="lock", key="card.secret", answer=forgotten),
        ]
        # Where they may not be on one page, each is a block of its own.
        if look.tall:
            whole = not self._largest
        else:
            roomy = look.reach or look.panel.width_px >= look.px(ROOMY)
            whole = roomy and look.step is TextStep.NORMAL and len(needs) <= FEW
        cards = [ReasonCard() for _ in (reasons[:1] if whole else reasons)]
        for index, reason in enumerate(reasons):
            card = cards[min(index, len(cards) - 1)]
            if card.children:
                card.add_widget(Rule())
            card.add_widget(reason)
        return cards

    @property
    def _largest(self) -> bool:
        return self.app.look.step is TextStep.LARGEST

    def _lists(self, names: Sequence[str], few: int) -> Sequence[str]:
        return [self.app.list_text(names[first : first + few]) for first in range(0, len(names), few)]

    def arrived(self) -> None:
        self.visit.start_card()

    def left(self) -> None:
        self.visit.stop_card()

    def sentence(self) -> Words:
        if self.reading:
            return Message("card.reading")
        if self.failure is not None:
            return Message(f"fail.{self.failure.code}.what")
        return Message("card.sentence")

    def also_spoken(self) -> Sequence[Words]:
        if self.reading:
            return ()
        if self.failure is not None:
            return (Message(f"fail.{self.failure.code}.do"),)
        fields = tuple(Message(f"field.{need.field}") for need in self.service.needs)
        return (Message("card.what"), *fields, self.service.needs[0].reason, Message("card.forget"))

    def second_key(self) -> ForwardKey | None:
        return None if self.reading else ForwardKey("card.none", "cross", arrow=False)

    def forward_key(self) -> ForwardKey | None:
        if self.failure is not None and self.failure.code in READER_FAILURES and not self.reading:
            return ForwardKey("fail.retry", arrow=False)
        return None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def seconded(self) -> None:
        self.app.go("none")

    def forwarded(self) -> None:
        self._show(reading=False, failure=None)
        self.visit.start_card()

    def took(self, events: Sequence[VisitEvent]) -> None:
        if any(isinstance(event, CardRead) for event in events):
            self.app.go("read")
            return
        card = self.visit.card
        self._show(reading=card.reading, failure=card.failure or card.reader_failure)

    def _show(self, *, reading: bool, failure: Failure | None) -> None:
        if (reading, failure) == (self.reading, self.failure):
            return
        self.reading, self.failure = reading, failure
        self._work.pages.page = 0
        self._draw()
        self.app.refresh()
        self.app.speak()

    def picture(self) -> str:
        if self.reading:
            return READS
        return WAITS if self.failure is None else PICTURES[self.failure.code]

    def _draw(self) -> None:
        """The picture, and below or beside it either why the card is read or what is wrong with it."""
        look, failure = self.app.look, None if self.reading else self.failure
        self._work.picture = picture = self.picture()
        self._work.side = LARGE_PICTURE if picture.startswith("illus") else PICTOGRAM
        self._work.bad = failure is not None
        for card in self._reasons:
            card.told = failure is None
        if failure is None:
            self._fault.clear()
        else:
            self._fault.tell(failure.code)
            self._fault.picture = picture if self._fault.wide else "warning"
        cramped = look.wide and self._largest and look.panel.width_px < look.px(ROOMY)
        if cramped or (failure is not None and self._fault.wide):
            self._work.words_only()
        else:
            self._work.on_short()
        self._second.offer(self)
