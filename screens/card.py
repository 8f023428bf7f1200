"""Card: says what is read and why, then reads it; says plainly when it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType

from kivy.properties import BooleanProperty, StringProperty

from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Message, Words
from kiosk.services.cards import CardKind
from kiosk.visit_events import CardRead, CardReaderState, VisitEvent
from screens.card_words import ABOUT_THE_CARD, card_words, what_to_do
from screens.fault_notices import FaultNotices
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card, Rule
from screens.widgets.warned import Warned

# While one of these stands, laying the card down again does not help.
READER_FAILURES = frozenset({FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER})
# While one of these stands, somebody with a card needs the counter rather than a card.
NEEDS_COUNTER = READER_FAILURES | {FailureCode.CARD_UNREADABLE, FailureCode.CARD_NEEDS_ISSUER_MODULE}
# Seconds until a reader that was tried again and is still silent counts as failing again.
TRIES_S = 3.0
WORKS = "illus-wait"
PICTURES: Mapping[FailureCode, str] = MappingProxyType(
    {
        FailureCode.CARD_SERVICE_DOWN: "illus-reader-broken",
        FailureCode.CARD_NO_READER: "no-reader",
        FailureCode.CARD_NONE: "card-on-reader",
        FailureCode.CARD_UNREADABLE: "card-unreadable",
        FailureCode.CARD_WRONG_KIND: "card-wrong",
        FailureCode.CARD_REMOVED: "card-removed",
        FailureCode.CARD_NEEDS_ISSUER_MODULE: "card-module",
        FailureCode.CARD_LEFT_BEHIND: "card-left",
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


class Way(MirroredBox):
    """A card, and where it goes."""

    picture = StringProperty("")
    key = StringProperty("")


@dataclass(frozen=True)
class Shown:
    """What the screen shows: the cards that are taken, and how it goes with one of them or with a reader."""

    cards: Sequence[CardKind]
    reading: bool = False
    trying: bool = False
    failure: Failure | None = None

    @property
    def waits(self) -> bool:
        """A card can be laid down, and nothing has gone wrong."""
        return not (self.reading or self.trying) and self.failure is None

    @property
    def asks_for_either(self) -> bool:
        """Where each of several cards goes has to be told."""
        asks = self.waits or (self.failure is not None and self.failure.code in ABOUT_THE_CARD)
        return asks and len(self.cards) > 1


class CardScreen(Screen):
    stone = 1

    def build(self) -> None:
        self._tries_until = inf
        # A card of before is nothing to this screen: one is asked for anew.
        self._now = self._known(card_failure=None, reading=False)
        self._work: Warned = self.ids.work
        self._ways = self._told_ways()
        self._reasons = self._told_reasons()
        self._fault = FaultNotices(self.app.look)
        self._second = SecondBlock(self)
        for block in (*self._fault.blocks, *self._ways, *self._reasons, self._second):
            self._work.add_widget(block)
        self._draw()
        self.page(self._work.pages)

    def _known(self, *, card_failure: Failure | None, reading: bool) -> Shown:
        """What the visit knows. A reader's failure counts only where no other reader can be used."""
        trouble = self.visit.card_trouble(self.service)
        if card_failure is not None and card_failure.code in READER_FAILURES:
            card_failure = None
        return Shown(
            cards=tuple(self.visit.cards_taken(self.service)) or self.service.cards,
            reading=reading and trouble is None,
            failure=trouble or card_failure,
        )

    def _told_ways(self) -> Sequence[ReasonCard]:
        """Where each card goes, for services that can take more than one."""
        if len(self.service.cards) == 1:
            return ()
        ways = [card_words((kind,)) for kind in self.service.cards]
        whole = self.app.look.tall and not self._largest
        cards = [ReasonCard() for _ in (ways[:1] if whole else ways)]
        for index, way in enumerate(ways):
            card = cards[min(index, len(cards) - 1)]
            if card.children:
                card.add_widget(Rule())
            card.add_widget(Way(picture=way.small, key=way.use))
        return cards

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
            alone = look.reach and len(self.service.cards) == 1
            roomy = alone or (look.wide and not self._small_and_lying)
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

    @property
    def _small_and_lying(self) -> bool:
        look = self.app.look
        return look.wide and look.panel.width_px < look.px(ROOMY)

    def _lists(self, names: Sequence[str], few: int) -> Sequence[str]:
        return [self.app.list_text(names[first : first + few]) for first in range(0, len(names), few)]

    def arrived(self) -> None:
        self.visit.start_card()

    def left(self) -> None:
        self.visit.stop_card()

    def sentence(self) -> Words:
        now = self._now
        if now.reading:
            return Message("card.reading")
        if now.trying:
            return Message("card.trying")
        if now.failure is not None:
            return Message(f"fail.{now.failure.code}.what")
        return Message(card_words(now.cards).use)

    def also_spoken(self) -> Sequence[Words]:
        now = self._now
        ways = [Message(card_words((kind,)).use) for kind in now.cards] if now.asks_for_either else ()
        if now.failure is not None:
            return (what_to_do(now.failure.code, now.cards), *ways)
        if not now.waits:
            return ()
        fields = tuple(Message(f"field.{need.field}") for need in self.service.needs)
        reason, forgotten = self.service.needs[0].reason, Message("card.forget")
        return (*ways, Message("card.what"), *fields, reason, forgotten)

    def second_key(self) -> ForwardKey | None:
        now = self._now
        if now.reading:
            return None
        if now.trying or (now.failure is not None and now.failure.code in NEEDS_COUNTER):
            return ForwardKey("card.counter", "office", arrow=False)
        return ForwardKey("card.none", "cross", arrow=False)

    def forward_key(self) -> ForwardKey | None:
        failure = self._now.failure
        if failure is not None and failure.code in READER_FAILURES:
            return ForwardKey("fail.retry", arrow=False)
        return None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def seconded(self) -> None:
        self.app.go("none")

    def forwarded(self) -> None:
        """Tries the reader again. That it works is told at once; that it does not is no news."""
        self._tries_until = self.app.surroundings.clock() + TRIES_S
        self._show(replace(self._now, failure=None, trying=True))
        self.visit.start_card()

    def ticked(self, now: float) -> None:
        if now >= self._tries_until:
            self._show_what_is_known()

    def took(self, events: Sequence[VisitEvent]) -> None:
        if any(isinstance(event, CardRead) for event in events):
            self.app.go("read")
        elif not self._now.trying or any(isinstance(event, CardReaderState) for event in events):
            self._show_what_is_known()

    def _show_what_is_known(self) -> None:
        self._tries_until = inf
        card = self.visit.card
        self._show(self._known(card_failure=card.failure, reading=card.reading))

    def _show(self, shown: Shown) -> None:
        if shown == self._now:
            return
        before, self._now = self._now, shown
        if before.reading and shown.reading:
            return
        only_the_cards = before.waits and shown.waits
        if not only_the_cards:
            self._work.pages.page = 0
        self._draw()
        self.app.refresh()
        if only_the_cards:
            # Nothing is wrong, and why a card is read was said.
            self.app.say((self.sentence(),), "cards")
        else:
            self.app.speak()

    def picture(self) -> str:
        now = self._now
        if now.reading or now.trying:
            return WORKS
        return card_words(now.cards).large if now.failure is None else PICTURES[now.failure.code]

    def _draw(self) -> None:
        """The picture, and below or beside it either why the card is read or what is wrong with it."""
        now = self._now
        failure = now.failure
        self._work.picture = picture = self.picture()
        self._work.side = LARGE_PICTURE if picture.startswith("illus") else PICTOGRAM
        self._work.bad = failure is not None
        for way in self._ways:
            way.told = now.asks_for_either
        for card in self._reasons:
            card.told = failure is None
        if failure is None:
            self._fault.clear()
        else:
            self._fault.tell(failure.code, what_to_do(failure.code, now.cards))
            self._fault.picture = self._pictured(failure.code, picture)
        cramped = self._small_and_lying and (self._largest or self._names_a_card(failure))
        if cramped or (failure is not None and self._fault.wide):
            self._work.words_only()
        else:
            self._work.on_short()
        self._second.offer(self)

    def _names_a_card(self, failure: Failure | None) -> bool:
        """Whether what to do is told at the length of a card's name."""
        return failure is not None and failure.code in ABOUT_THE_CARD

    def _pictured(self, code: FailureCode, picture: str) -> str:
        """What stands beside the words: the right card after a wrong one, otherwise a warning."""
        cards = self._now.cards
        if self._fault.wide:
            return picture
        if code is FailureCode.CARD_NEEDS_ISSUER_MODULE and CardKind.IDENTITY in cards:
            return card_words((CardKind.IDENTITY,)).small
        return card_words(cards).small if code is FailureCode.CARD_WRONG_KIND else "warning"
