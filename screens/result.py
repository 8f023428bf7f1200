"""Result: exactly what has happened: accepted, received here, or not taken."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty, StringProperty

from kiosk.language.values import Code, Day, Message, Number, Words
from kiosk.visit import Delivery
from kiosk.visit_events import VisitEvent
from screens.screen import ForwardKey, Screen
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import Card


class NextRow(MirroredBox):
    """One thing that happens now, or that the resident can do."""

    picture = StringProperty("")
    words = ObjectProperty(None, allownone=True)


class StationCard(Card):
    """One station of the way: the resident, this machine, the office."""

    picture = StringProperty("")
    key = StringProperty("")
    state_key = StringProperty("")
    state_picture = StringProperty("check")


class NumberCard(Card):
    """A number to keep, large, with its label and a line below."""

    key = StringProperty("")
    number = StringProperty("")
    note = ObjectProperty(None, allownone=True)
    role = StringProperty("case")


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
                return (Message("result.accepted_note"), Message("result.case"), Message("result.next_keep"))
            case Delivery.REFUSED:
                reasons = self.visit.refusal.reasons if self.visit.refusal else ()
                return (*reasons, Message("result.refused_note"))
            case _:
                return (Message("result.received_note"), Message("result.not_again"))

    def forward_key(self) -> ForwardKey:
        if self.visit.delivery is Delivery.REFUSED:
            return ForwardKey("receipt.done")
        return ForwardKey("result.receipt", "receipt", arrow=False)

    def forwarded(self) -> None:
        self.app.go("other" if self.visit.delivery is Delivery.REFUSED else "receipt")

    def took(self, events: Sequence[VisitEvent]) -> None:
        # The platform's answer may still arrive while the resident reads that it is on its way.
        if self.visit.delivery is not self._told:
            self.app.redraw()

    def _show_accepted(self) -> None:
        acceptance = self.visit.acceptance
        if acceptance is None:
            raise RuntimeError("accepted without a case")
        self._banner("done", "ok", Message("result.accepted_note"))
        self._number("result.case", Code(acceptance.case_number))
        if acceptance.promised_day is not None:
            day = self.app.value_text(Day(acceptance.promised_day))
            days = Message("result.within", {"days": Number(self.service.promised_days)})
            self.ids.numbers.add_widget(
                NumberCard(key="result.promised", number=day, note=days, role="field")
            )
        self._next(("receipt", "result.next_keep"), ("progress", "result.next_ask"))

    def _show_received(self) -> None:
        self._banner("offline", "line", Message("result.received_note"), fill="acc_soft")
        failure = self.visit.delivery_failure
        if failure is not None:
            self._code(failure.code.value)
        for picture, key, state, mark in (
            ("people", "result.you", "result.you_did", "check"),
            ("idcard", "result.machine", "result.machine_did", "check"),
            ("office", "result.office", "result.office_waits", "clock"),
        ):
            waiting = mark == "clock"
            self.ids.stations.add_widget(
                StationCard(
                    picture=picture,
                    key=key,
                    state_key=state,
                    state_picture=mark,
                    dashed=waiting,
                    fill="surface" if waiting else "ok_soft",
                    border="line" if waiting else "ok",
                )
            )
        self.ids.stations.height = self.app.look.px(250)
        submission = self.visit.submission
        if submission is None:
            raise RuntimeError("received without a submission")
        self._number("result.code", Code(submission.receipt_code))
        self._next(("receipt", "result.next_keep"), ("done", "result.not_again"))

    def _show_refused(self) -> None:
        failure = self.visit.delivery_failure
        if failure is None:
            raise RuntimeError("refused without a failure")
        self._banner("warning", "bad", Message("result.refused_note"), fill="bad_soft")
        for reason in self.visit.refusal.reasons if self.visit.refusal else ():
            self.ids.next.add_widget(NextRow(picture="document", words=reason))
        self._code(failure.code.value)
        self._next(("office", "fail.NET-03.do"))

    def _banner(self, picture: str, line: str, message: Message, *, fill: str = "ok_soft") -> None:
        banner = self.ids.banner
        banner.picture, banner.border, banner.bar, banner.fill = picture, line, line, fill
        self.ids.banner_words.message = message

    def _number(self, key: str, code: Code) -> None:
        self.ids.numbers.add_widget(NumberCard(key=key, number=self.app.value_text(code)))

    def _code(self, code: str) -> None:
        self.ids.code.message = Message("fail.code", {"code": Code(code)})

    def _next(self, *rows: tuple[str, str]) -> None:
        for picture, key in rows:
            self.ids.next.add_widget(NextRow(picture=picture, words=Message(key)))
