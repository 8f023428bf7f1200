"""Case: how far one case is, as a picture with words and days; what can be done with it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.central.answers import Branch, CaseProgress, CaseState
from kiosk.language.values import Code, Day, Message, Moment, Words
from kiosk.services.cards import CardField
from kiosk.services.service import Service
from screens.longest_word import longest_word_px
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.case_map import (
    CLOSED,
    LOOKS,
    BranchedMap,
    StateLook,
    Station,
    state_words,
    stations_below,
)
from screens.widgets.mirrored import MirroredBox
from screens.widgets.notice import Notice
from screens.widgets.pages import Pages
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card, SecondarySlab

# Parallel lines stand beside each other where there are at least and at most so many.
LEAST_BESIDE, MOST_BESIDE = 2, 3
# Design pixels beside the columns and between them; what a column has besides its words.
AROUND, COLUMN_GAP, IN_COLUMN = 96, 20, 36
SIGN = 48
# What the office has to say comes first where the resident has to do something, and its picture.
_NOTES = {CaseState.MORE_NEEDED: "document-add", CaseState.DECLINED: "office"}


class StateCard(Card):
    """What it is about, its state in a word and a sign, its number, and when it was accepted."""

    title = ObjectProperty(None, allownone=True)
    state = ObjectProperty(None, allownone=True)
    sign = StringProperty("")
    number = ObjectProperty(None, allownone=True)
    accepted = ObjectProperty(None, allownone=True)
    # Pixels.
    needed = NumericProperty(0)


class CaseKey(SecondarySlab):
    """Something that can be done with the case."""

    # Pixels.
    least = NumericProperty(0)


class CaseKeys(MirroredBox):
    """Two of them beside each other."""

    def __init__(self, keys: Sequence[CaseKey], **kwargs: Any) -> None:
        super().__init__(size_hint_y=None, **kwargs)
        self._keys = keys
        for key in keys:
            key.fbind("least", self._grow)
            key.size_hint_y = 1
            self.add_widget(key)
        self._grow()

    def _grow(self, *_: object) -> None:
        self.height = max(key.least for key in self._keys)


def state_card(case: CaseProgress, *, brief: bool = False) -> StateCard:
    """The head of a case. ``brief``: without its number and day."""
    look = LOOKS[case.state]
    return StateCard(
        title=case.title,
        state=state_words(case.state),
        sign=look.sign,
        number=None if brief else _number(case),
        accepted=None if brief else _accepted(case),
        fill=look.fill,
        border=look.border,
        border_width=look.border_width,
        dashed=look.dashed,
    )


def _number(case: CaseProgress) -> Message:
    return Message("case.number", {"number": Code(case.case_number)})


def _accepted(case: CaseProgress) -> Message:
    return Message("case.accepted_at", {"moment": Moment(case.accepted_at)})


class CaseView(Screen):
    """The case that is looked at. Which it is, is personal: that stands there and is said when asked for."""

    stone = 4
    # The catalogue key of what is called out beside its state.
    says: ClassVar[str]

    def build(self) -> None:
        pages: Pages = self.ids.pages
        for block in self._blocks(pages.spacing):
            pages.add_widget(block)
        self._second = SecondBlock(self)
        pages.add_widget(self._second)
        self.page(pages)

    @property
    def case(self) -> CaseProgress:
        if self.visit.case is None:
            raise RuntimeError(f"{self.place.name} needs a case")
        return self.visit.case

    @property
    def case_service(self) -> Service | None:
        """The service that it was applied for with, if that is offered here."""
        offered = (service for service in self.app.services if service.id == self.case.service_id)
        return next(offered, None)

    def keys(self) -> Sequence[Widget]:
        """What can be done with it."""
        return ()

    def header(self) -> tuple[str, Words]:
        service = self.visit.service
        return ("progress", service.title) if service is not None else super().header()

    def picture(self) -> str:
        return "progress"

    def sentence(self) -> Words:
        return Message(self.says)

    def personal_spoken(self) -> Sequence[Words]:
        case = self.case
        number = Message("result.code_spoken", {"code": Code(case.case_number)})
        spoken: list[Words] = [case.title, state_words(case.state), number]
        if case.note is not None:
            spoken.append(case.note)
        spoken.append(_accepted(case))
        for branch in case.branches:
            spoken += [branch.department, state_words(branch.state), *self._branch_days(branch)]
        return (*spoken, *self._days())

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("case.done", arrow=False)

    def second_key(self) -> ForwardKey:
        picture = "" if self.app.look.step is TextStep.LARGEST else "printer"
        return ForwardKey("case.print", picture, arrow=False)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("done")

    def seconded(self) -> None:
        self.app.go("paper")

    # Inside

    def _blocks(self, gap: float) -> Sequence[Widget]:
        branches = [self._station(branch) for branch in self.case.branches]
        # With the largest words its number and its day have places of their own.
        look = self.app.look
        brief = look.step is TextStep.LARGEST or (look.step is TextStep.LARGE and not look.tall)
        begin, end = state_card(self.case, brief=brief), self._end()
        note, keys = self._note(), self.keys()
        if self._stand_beside(branches):
            drawn: Sequence[Widget] = (begin, BranchedMap(branches, end, gap))
        else:
            drawn = stations_below(begin, branches, end, gap)
        if brief:
            number, accepted = _number(self.case), _accepted(self.case)
            drawn = (
                *drawn,
                NextRow(picture="receipt", words=number),
                NextRow(picture="clock", words=accepted),
            )
        first = self.case.state in _NOTES
        return (*note, *drawn, *keys) if first else (*drawn, *note, *keys)

    def _note(self) -> Sequence[Widget]:
        case = self.case
        if case.note is None:
            return ()
        return (Notice(picture=_NOTES.get(case.state, "people"), message=case.note),)

    def _station(self, branch: Branch) -> Station:
        service = self.case_service
        departments = service.departments if service is not None else ()
        icon = next((one.icon for one in departments if one.id == branch.id), "office")
        return Station(
            icon,
            branch.department,
            LOOKS[branch.state],
            state_words(branch.state),
            next(iter(self._branch_days(branch)), None),
            reached=branch.state not in (CaseState.RECEIVED, CaseState.WITHDRAWN),
            left=branch.state in (CaseState.DONE, CaseState.APPROVED),
        )

    def _branch_days(self, branch: Branch) -> Sequence[Words]:
        if branch.done_day is not None:
            return (Message("spoken.value", {"value": Day(branch.done_day)}),)
        if branch.state in CLOSED or branch.promised_day is None:
            return ()
        return (Message("case.promised", {"day": Day(branch.promised_day)}),)

    def _end(self) -> Station:
        """Where all lines meet: by when, or what came of it."""
        case = self.case
        if case.state in CLOSED:
            passed = case.state in (CaseState.DONE, CaseState.APPROVED)
            return Station("certificate", state_words(case.state), LOOKS[case.state], reached=passed)
        promised, *others = self._days() or (Message("case.finish"),)
        later = StateLook("", dashed=True)
        return Station("certificate", promised, later, day=next(iter(others), None), reached=False)

    def _days(self) -> Sequence[Words]:
        """The promised day first."""
        case = self.case
        if case.state in CLOSED:
            return ()
        days = (("case.promised", case.promised_day), ("case.statutory", case.statutory_day))
        return tuple(Message(key, {"day": Day(day)}) for key, day in days if day is not None)

    def _stand_beside(self, branches: Sequence[Station]) -> bool:
        """Whether there is room for the lines beside each other, so that no word is broken."""
        look, count = self.app.look, len(branches)
        if not look.tall or look.step is not TextStep.NORMAL or not LEAST_BESIDE <= count <= MOST_BESIDE:
            return False
        size = look.type("label")
        column = (look.panel.width_px - look.px(AROUND + COLUMN_GAP * (count - 1))) / count
        room = column - look.px(IN_COLUMN)
        names = [self.app.text(branch.name) for branch in branches]
        states = [self.app.text(branch.state) for branch in branches]
        widest = (
            longest_word_px(names, look.language, self.app.engine, size=size),
            longest_word_px(states, look.language, self.app.engine, size=size) + look.px(SIGN),
        )
        return max(widest) <= room


class CaseScreen(CaseView):
    says = "case.sentence"

    def build(self) -> None:
        # Who comes back from correcting it has let that be.
        self.visit.stop_correcting()
        self.app.forget_steps()
        super().build()

    def keys(self) -> Sequence[Widget]:
        offered = [
            self._key("correct", "pen", self._can_correct),
            self._key("withdraw", "document-back", self._can_withdraw),
        ]
        keys = [key for key in offered if key is not None]
        if len(keys) > 1 and self.app.look.step is not TextStep.LARGEST:
            return (CaseKeys(keys, spacing=self.app.look.px(20)),)
        return keys

    def _key(self, what: str, picture: str, offered: bool) -> CaseKey | None:
        if not offered:
            return None
        key = CaseKey(key=f"case.{what}", picture=picture, element_id=f"case:{what}")
        key.called = Message(f"case.{what}")
        key.fbind("on_release", lambda _key: self.app.go(what))
        return key

    @property
    def _can_correct(self) -> bool:
        """What was applied for is shown to the holder of the card only, who was told what it is read for."""
        service = self.case_service
        if service is None or not self.case.may_correct or self.visit.card.holder is None:
            return False
        return any(need.field is CardField.NUMBER for need in service.needs)

    @property
    def _can_withdraw(self) -> bool:
        return self.case.may_withdraw and self.visit.card.holder is not None
