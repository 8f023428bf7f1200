"""Asking: the platform is asked something now, and its answer is waited for.

What is only looked up can be left; what changes something is waited for to its end, which comes by itself.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kivy.properties import ObjectProperty
from kivy.uix.widget import Widget

from kiosk.errand_questions import Wish
from kiosk.language.values import Message, Words
from kiosk.services.service import Journey
from kiosk.visit_events import Answered, NotAnswered, VisitEvent
from screens.answered import go_on_with_answer
from screens.journey import Place
from screens.result import Station, StationCard, StationLine, row_of, stations
from screens.screen import ForwardKey
from screens.theme import TextStep
from screens.waiting import WaitingScreen
from screens.widgets.notice import Notice
from screens.widgets.second_block import SecondBlock

if TYPE_CHECKING:
    from screens.app import KioskApp

_ALWAYS_CHANGING = frozenset({Wish.CORRECTION, Wish.WITHDRAWAL, Wish.SAVE})
_CHANGING_ERRANDS = frozenset({Journey.APPOINTMENT, Journey.TICKET})


def changes_something(wish: Wish, kind: Journey) -> bool:
    """Whether the platform does something when it is asked this for an errand of this kind."""
    return wish in _ALWAYS_CHANGING or (wish is Wish.OUTCOME and kind in _CHANGING_ERRANDS)


def asking_screen(app: "KioskApp", place: Place) -> "AskingScreen":
    """The waiting screen for the wish of a place."""
    if app.visit.service is None:
        raise RuntimeError("what is asked belongs to a service")
    wish = Wish(str(place.step))
    if wish is Wish.HELD:
        return AheadScreen(app, place)
    return (ChangingScreen if changes_something(wish, app.visit.service.kind) else AskingScreen)(app, place)


class AskingScreen(WaitingScreen):
    """Looks something up: the resident can go back at any time, and elsewhere when it takes long."""

    stone = 4
    # What is waited for ends by itself.
    times_out = False

    # What is said when it takes long.
    long = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        super().build()
        look, work = self.app.look, self.ids.work
        small = look.step is TextStep.NORMAL or (look.step is TextStep.LARGE and look.wide)
        self._slow = Notice(picture="clock")
        self._second = SecondBlock(self)
        stations = self._row() if small else self._stations(StationLine)
        # What is new is not on a page that nobody turns to.
        largest = look.step is TextStep.LARGEST
        told = (self._slow, *stations) if largest else (*stations, self._slow)
        for block in (*told, self._second):
            work.add_widget(block)
        self._tell()
        self.page(work.pages)

    def arrived(self) -> None:
        question = self.visit.question
        if question is None or self.app.entries.get(self._asked_as) != question.request_id:
            self.count_anew()
            self.visit.wish(self.wish)
            question = self.visit.question
            self.app.entries[self._asked_as] = question.request_id if question else None
        super().arrived()
        self._see()

    @property
    def wish(self) -> Wish:
        return Wish(str(self.place.step))

    @property
    def waits(self) -> bool:
        question = self.visit.question
        return question is None or question.waits

    def picture(self) -> str:
        return "illus-wait"

    def sentence(self) -> Words:
        return Message(self._says)

    def also_spoken(self) -> Sequence[Words]:
        return (self.long,) if self.long is not None else ()

    def second_key(self) -> ForwardKey | None:
        return ForwardKey("counter.other", arrow=False) if self.long is not None else None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def seconded(self) -> None:
        self._leave("other")

    def went_back(self) -> None:
        self._leave("back")

    def took(self, events: Sequence[VisitEvent]) -> None:
        if any(isinstance(event, Answered | NotAnswered) for event in events):
            self._see()

    def grew_long(self) -> None:
        self._tell()
        self.app.refresh()
        self.app.speak()

    # Inside

    @property
    def _says(self) -> str:
        return "asking.look"

    @property
    def _long_key(self) -> str:
        return "asking.slow"

    def _tell(self) -> None:
        """What takes long is said, and where there is a way out, its key is there."""
        self.long = Message(self._long_key) if self.waits_long else None
        self._slow.message = self.long
        if self.long is not None and self.app.look.step is TextStep.LARGEST:
            self.ids.work.words_only()
        self._second.offer(self)

    def _see(self) -> None:
        question = self.visit.question
        if question is None or self.waits:
            return
        if question.answer is None:
            self._leave("failed")
            return
        self._forget()
        go_on_with_answer(self.app)

    def _leave(self, how: str) -> None:
        self._forget()
        if how != "failed":
            self.visit.leave_question()
        self.app.go(how)

    def _forget(self) -> None:
        """Whoever comes again asks again, and waits anew."""
        self.app.entries.pop(self._asked_as, None)
        self.app.entries.pop(self._counted_as, None)

    def _row(self) -> Sequence[Widget]:
        return (row_of(self._stations(StationCard)),)

    def _stations(self, kind: type[Station]) -> Sequence[Station]:
        """Who asks, and who is asked."""
        return stations(
            kind,
            ("network", "result.machine", "asking.machine_did", False),
            ("office", "result.office", "asking.office_does", True),
        )

    @property
    def _asked_as(self) -> str:
        return f"{self.place.name} asked"


class AheadScreen(AskingScreen):
    """Asks what is known already. Nobody need wait for that: it can be typed too."""

    stone = 1

    def forward_key(self) -> ForwardKey | None:
        return ForwardKey("sending.on") if self.long is not None else None

    def second_key(self) -> None:
        return None

    def forwarded(self) -> None:
        self._leave("failed")

    def _leave(self, how: str) -> None:
        # What is asked of the resident now is not filled in under their hands.
        self.visit.leave_question()
        super()._leave(how)

    @property
    def _says(self) -> str:
        return "asking.held"

    @property
    def _long_key(self) -> str:
        return "asking.slow_held"


class ChangingScreen(AskingScreen):
    """Has something done. There is no way out before it is known whether it is done."""

    can_go_back = False

    def second_key(self) -> None:
        return None

    @property
    def _says(self) -> str:
        if self.wish is Wish.OUTCOME:
            return "asking.ticket" if self.service.kind is Journey.TICKET else "asking.appointment"
        return "sending.sentence"

    @property
    def _long_key(self) -> str:
        return "asking.slow_changing"
