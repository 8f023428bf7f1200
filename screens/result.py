"""Result: exactly what has happened: accepted, received here, or not taken."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Day, Message, Number, Words
from kiosk.services.service import Journey
from kiosk.visit_events import VisitEvent
from kiosk.visit_progress import Delivery
from screens.screen import ForwardKey, Screen
from screens.theme import Look, TextStep
from screens.widgets.beside import Beside
from screens.widgets.mirrored import MirroredBox
from screens.widgets.notice import Notice
from screens.widgets.pages import Illustration
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card

# What is looked at before it is sent, and can be looked at once more.
_MENDED = frozenset({Journey.APPLY, Journey.COMPLAINT})
_GONE = Message(f"fail.{FailureCode.SERVICE_GONE}.what")
# Lying and at least so many design pixels wide, there is room for something beside a number.
ROOMY = 1700
# How wide the stations are beside the number, which is 1.
ROW_SHARE = 1.35


class NextRow(MirroredBox):
    """One thing that happens now, or that the resident can do."""

    picture = StringProperty("")
    words = ObjectProperty(None, allownone=True)
    # Pixels.
    needed = NumericProperty(0)


class StationRow(MirroredBox):
    """The stations with arrows between them."""

    # Pixels.
    needed = NumericProperty(0)

    def put(self, station: "Station") -> None:
        if self.children:
            self.add_widget(Arrow())
        station.fbind("needed", self._as_high_as_the_highest)
        self.add_widget(station)

    def _as_high_as_the_highest(self, *_: object) -> None:
        self.needed = max(card.needed for card in self.children if isinstance(card, Station))


class Arrow(Widget):  # type: ignore[misc]
    """From one station to the next."""


class Station(Card):
    """One station of the way: the resident, this machine, the office."""

    picture = StringProperty("")
    key = StringProperty("")
    state_key = StringProperty("")
    state_picture = StringProperty("check")
    # Pixels.
    needed = NumericProperty(0)


class StationCard(Station):
    """Beside the others."""


class StationLine(Station):
    """Above and below the others, where letters are too large for three beside each other."""

    narrow = BooleanProperty(False)


def stations(kind: type[Station], *told: tuple[str, str, str, bool]) -> Sequence[Station]:
    """Of each its picture, its name, its state, and whether it is waited for."""
    return [
        kind(
            picture=picture,
            key=key,
            state_key=state,
            state_picture="clock" if waits else "check",
            dashed=waits,
            fill="surface" if waits else "ok_soft",
            border="line" if waits else "ok",
        )
        for picture, key, state, waits in told
    ]


def row_of(cards: Sequence[Station]) -> StationRow:
    row = StationRow()
    for card in cards:
        row.put(card)
    return row


class NumberCard(Card):
    """A number to keep, large, with its label and a line below."""

    key = StringProperty("")
    number = StringProperty("")
    note = ObjectProperty(None, allownone=True)
    role = StringProperty("case")
    # Pixels.
    needed = NumericProperty(0)


def notice(
    look: Look,
    picture: str,
    mood: str,
    message: Words,
    *,
    note: Words | None = None,
    code: Words | None = None,
) -> Sequence[Widget]:
    """A notice; where the largest letters leave no room for all of it at once, what is below it is apart."""
    if look.tall or look.step is not TextStep.LARGEST:
        return (Notice(picture=picture, mood=mood, message=message, note=note, code=code),)
    apart = [
        NextRow(picture=sign, words=words) for sign, words in (("done", note), ("people", code)) if words
    ]
    return (Notice(picture=picture, mood=mood, message=message), *apart)


class ResultScreen(Screen):
    stone = 4
    can_go_back = False

    def build(self) -> None:
        self._told = self.visit.delivery
        match self._told:
            case Delivery.ACCEPTED:
                self._show_accepted()
            case Delivery.REFUSED:
                self._show_refused()
            case _:
                self._show_received()
        if self.app.look.tall and self._told is Delivery.ACCEPTED:
            self._put(Illustration(picture="illus-paper"))
        self._second = SecondBlock(self)
        self._put(self._second)
        self.page(self.ids.pages)

    @property
    def _can_mend(self) -> bool:
        """Whether what was not taken can be changed: there is something that was entered."""
        entered = self.service.kind in _MENDED and bool(self.visit.answers)
        return self.visit.delivery is Delivery.REFUSED and entered and not self._is_gone

    @property
    def _is_gone(self) -> bool:
        """Whether what was handed in is not offered any more."""
        failure = self.visit.delivery_failure
        return failure is not None and failure.code is FailureCode.SERVICE_GONE

    def sentence(self) -> Words:
        match self.visit.delivery:
            case Delivery.ACCEPTED:
                return Message("result.accepted")
            case Delivery.REFUSED:
                return Message("result.refused")
            case _:
                return Message("result.received")

    def also_spoken(self) -> Sequence[Words]:
        match self.visit.delivery:
            case Delivery.ACCEPTED:
                done = () if self.service.done is None else (self.service.done,)
                note = Message("result.accepted_note")
                return (note, Message("result.case"), *done, Message("result.next_keep"))
            case Delivery.REFUSED:
                reasons = self.visit.refusal.reasons if self.visit.refusal else ()
                gone = (_GONE,) if self._is_gone else ()
                return (*reasons, *gone, Message("result.refused_note"))
            case _:
                return (self._why_it_waits(), Message("result.code"), Message("result.not_again"))

    def forward_key(self) -> ForwardKey:
        if self._can_mend:
            return ForwardKey("result.mend", "pen", arrow=False)
        if self._is_gone:
            return ForwardKey("counter.other", arrow=False)
        if self.visit.delivery is Delivery.REFUSED:
            return ForwardKey("receipt.done")
        return ForwardKey("result.receipt", "receipt", arrow=False)

    def second_key(self) -> ForwardKey | None:
        leaves = self._can_mend or self._is_gone
        return ForwardKey("result.leave_it", arrow=False) if leaves else None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        if self._can_mend:
            # Another submission, under a key of its own, with what was entered for this one.
            self.visit.mend()
            self.app.go("mend")
        elif self._is_gone:
            self.app.go("other")
        else:
            self.app.go("done" if self.visit.delivery is Delivery.REFUSED else "receipt")

    def seconded(self) -> None:
        self.app.go("done")

    def took(self, events: Sequence[VisitEvent]) -> None:
        # The platform's answer may still arrive while the resident reads that it is on its way.
        if self.visit.delivery is not self._told:
            self.app.redraw()

    def _show_accepted(self) -> None:
        acceptance = self.visit.acceptance
        if acceptance is None:
            raise RuntimeError("accepted without a case")
        self._put(*notice(self.app.look, "done", "good", Message("result.accepted_note")))
        cards = [self._number("result.case", Code(acceptance.case_number))]
        if acceptance.promised_day is not None:
            day = self.app.value_text(Day(acceptance.promised_day))
            days = Message("result.within", {"days": Number(self.service.promised_days)})
            role = "field" if self.app.look.tall else "choice"
            cards.append(NumberCard(key="result.promised", number=day, note=days, role=role))
        if self._roomy and len(cards) > 1:
            self._put(Beside(most=2).put(*cards))
        else:
            self._put(*cards)
        if self.service.done is not None:
            self._put(NextRow(picture="clock", words=self.service.done))
        self._next(("receipt", "result.next_keep"), ("progress", "result.next_ask"))

    def _show_received(self) -> None:
        submission = self.visit.submission
        if submission is None:
            raise RuntimeError("received without a submission")
        failure = self.visit.delivery_failure
        unreachable = failure is not None and failure.code is FailureCode.PLATFORM_UNREACHABLE
        code = Message("fail.code", {"code": Code(failure.code.value)}) if failure else None
        picture = "offline" if unreachable else "clock"
        self._put(*notice(self.app.look, picture, "plain", self._why_it_waits(), code=code))
        number = self._number("result.code", Code(submission.receipt_code))
        look = self.app.look
        small = look.step is TextStep.NORMAL or (look.step is TextStep.LARGE and look.wide)
        stations = self._station_row() if small else self._stations(StationLine)
        if self._roomy:
            for row in stations:
                # Three words beside each other need more than a number.
                row.size_hint_x = ROW_SHARE
            self._put(Beside(most=2).put(number, *stations))
        elif look.tall and look.step is TextStep.NORMAL:
            self._put(*stations, number)
        else:
            # The number comes first where not everything is on the first page.
            self._put(number, *stations)
        self._next(("receipt", "result.next_keep"), ("done", "result.not_again"))

    def _show_refused(self) -> None:
        failure = self.visit.delivery_failure
        if failure is None:
            raise RuntimeError("refused without a failure")
        code = Message("fail.code", {"code": Code(failure.code.value)})
        reasons = self.visit.refusal.reasons if self.visit.refusal else ()
        # First what can be done something about.
        self._put(*(Notice(picture="document", message=reason) for reason in reasons))
        self._put(*notice(self.app.look, "warning", "bad", Message("result.refused_note"), code=code))
        if self._is_gone:
            self._put(NextRow(picture="office", words=_GONE))
        elif not self._can_mend:
            self._put(NextRow(picture="office", words=Message("fail.NET-03.do")))

    def _why_it_waits(self) -> Message:
        failure = self.visit.delivery_failure
        unreachable = failure is not None and failure.code is FailureCode.PLATFORM_UNREACHABLE
        return Message("result.received_note" if unreachable else "result.waiting_note")

    def _station_row(self) -> Sequence[Widget]:
        return (row_of(self._stations(StationCard)),)

    def _stations(self, kind: type[Station]) -> Sequence[Station]:
        return stations(
            kind,
            ("people", "result.you", "result.you_did", False),
            ("idcard", "result.machine", "result.machine_did", False),
            ("office", "result.office", "result.office_waits", True),
        )

    def _number(self, key: str, code: Code) -> NumberCard:
        return NumberCard(key=key, number=self.app.value_text(code))

    def _next(self, *rows: tuple[str, str]) -> None:
        """Lying two beside each other, upright one below the other."""
        blocks = [NextRow(picture=picture, words=Message(key)) for picture, key in rows]
        look = self.app.look
        if look.wide and look.step is not TextStep.LARGEST:
            self._put(Beside(most=2).put(*blocks))
        else:
            self._put(*blocks)

    @property
    def _roomy(self) -> bool:
        """Whether a number has room beside something else."""
        look = self.app.look
        return look.wide and look.step is TextStep.NORMAL and look.panel.width_px >= look.px(ROOMY)

    def _put(self, *blocks: Widget) -> None:
        for block in blocks:
            self.ids.pages.add_widget(block)
