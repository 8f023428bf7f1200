"""A question for a time at a counter: the free times are asked for, then a day is chosen, then a time.

Two small choices are easier than one among a hundred. What the platform answers stands in place; where it
does not answer, or has no time free, that is said with what can be done.
"""

from collections.abc import Sequence
from datetime import date, datetime

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.values import Day, Message, Moment, Words
from kiosk.visit_events import VisitEvent
from screens.fault_notices import FaultNotices
from screens.free_times import Denied, FreeTimes, free_times
from screens.question import QuestionScreen
from screens.said_choice import said_choice
from screens.screen import ForwardKey, spoken_value
from screens.theme import TextStep
from screens.waiting import WaitingScreen
from screens.widgets.begun_pages import BegunPages
from screens.widgets.beside import Beside, Illustrated
from screens.widgets.mirrored import MirroredBox
from screens.widgets.notice import Notice
from screens.widgets.slab import Slab

# Times beside each other: upright, and lying.
COLUMNS, LYING_COLUMNS = 2, 3
# Days beside each other where the panel lies.
LYING_DAYS = 2


def weekday(day: date) -> Message:
    return Message(f"weekday.{day.isoweekday()}")


class DaySlab(Slab):
    """A day on which times are free."""

    weekday = ObjectProperty(None, allownone=True)
    day = ObjectProperty(None, allownone=True)
    chosen = BooleanProperty(False)
    # Pixels: the height that its words need.
    needed = NumericProperty(0)


class TimeSlab(Slab):
    """A time of that day; when chosen it says so with a tick, a frame and a colour."""

    time = StringProperty("")
    chosen = BooleanProperty(False)
    needed = NumericProperty(0)


class ChosenDay(MirroredBox):
    """Which day's times they are."""

    weekday = ObjectProperty(None, allownone=True)
    day = ObjectProperty(None, allownone=True)


class SlotScreen(WaitingScreen, QuestionScreen):
    """What is shown follows from what the platform said and from whether a day was chosen."""

    def build(self) -> None:
        super().build()
        self._slabs: list[TimeSlab] = []
        self._drawn: FreeTimes | None = None

    def arrived(self) -> None:
        super().arrived()
        question = self.visit.question
        if question is None or question.wish is not Wish.SLOTS:
            self._ask()
        self._draw()

    # What is known

    @property
    def _known(self) -> FreeTimes:
        return free_times(self.visit.question)

    @property
    def waits(self) -> bool:
        return self._known.waits

    @property
    def _day(self) -> date | None:
        """The day that was chosen, as long as it has a free time."""
        kept = self.app.entries.get(self._day_kept_as)
        day = date.fromisoformat(kept) if kept else None
        return day if day in self._known.days else None

    @property
    def _day_kept_as(self) -> str:
        return f"{self.place.name} day"

    def _ask(self) -> None:
        self.count_anew()
        self.visit.wish(Wish.SLOTS)

    # What is said

    def sentence(self) -> Words:
        if self._day is None or self.alarmed:
            return super().sentence()
        return Message("slot.which_time") if self.app.look.tall else spoken_value(Day(self._day))

    def picture(self) -> str:
        return "illus-wait" if self.waits else super().picture()

    def also_spoken(self) -> Sequence[Words]:
        # Where it stands in the sentence, it is said with that.
        fault = () if self.fault is None or self.alarmed else (self.fault,)
        spoken, known = (*fault, *super().also_spoken()), self._known
        if known.waits:
            return (*spoken, Message("slot.asking"), *(() if self._slow is None else (self._slow,)))
        if known.failure is not None:
            return (*spoken, Message("slot.not_answered"))
        if known.denied is not None:
            return (*spoken, *_why_denied(known.denied), _do(known.denied))
        if known.none:
            return (*spoken, Message("slot.none"), Message("slot.none_note"))
        if self._day is not None:
            named = (weekday(self._day), spoken_value(Day(self._day)))
            return (*spoken, *(named if self.app.look.tall else (named[0], Message("slot.which_time"))))
        return (*spoken, Message("slot.which_day"))

    @property
    def _slow(self) -> Message | None:
        return Message("slot.slow") if self.waits_long else None

    # Keys

    def forward_key(self) -> ForwardKey | None:
        known = self._known
        if known.waits:
            return None
        if known.denied is not None:
            return self._without_a_time
        if self._asks_again:
            return ForwardKey("slot.retry", arrow=False)
        if self._day is None:
            return ForwardKey("step.leave_out") if self.leaves_out else None
        # Beside the key for another day there is no room for a long word.
        return self.next_key() if len(known.days) < 2 else self.short_forward_key()

    def second_key(self) -> ForwardKey | None:
        known = self._known
        if self._day is not None:
            return ForwardKey("slot.other_day", arrow=False) if len(known.days) > 1 else None
        return None if known.days or known.denied is not None else self._without_a_time

    @property
    def _without_a_time(self) -> ForwardKey:
        return ForwardKey("step.leave_out" if self.field.optional else "counter.other", arrow=False)

    @property
    def _asks_again(self) -> bool:
        """Whether asking once more may bring times."""
        return self._known.failure is not None or self._known.none

    def forwarded(self) -> None:
        if self._asks_again:
            self._ask()
            self._changed()
        elif self._known.denied is not None:
            self._go_without_a_time()
        else:
            super().forwarded()

    def seconded(self) -> None:
        if self._day is not None:
            self._open(None)
        else:
            self._go_without_a_time()

    def _go_without_a_time(self) -> None:
        if self.field.optional:
            self.answer = ""
            super().forwarded()
        else:
            self.app.go("other")

    def went_back(self) -> None:
        if self._day is not None and len(self._known.days) > 1:
            self._open(None)
        else:
            super().went_back()

    # What comes

    def took(self, events: Sequence[VisitEvent]) -> None:
        # Also an answer that comes after it was said that there is none.
        if self._known != self._drawn:
            self._changed()

    def grew_long(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self._draw()
        self.app.refresh()
        self.app.speak()

    def _open(self, day: date | None) -> None:
        """The times of a day, or the days. A time of another day is not taken along."""
        self.fault = None
        if day is not None and not self.answer.startswith(day.isoformat()):
            self.answer = ""
        self.app.entries[self._day_kept_as] = "" if day is None else day.isoformat()
        self._changed()

    def _choose(self, slab: TimeSlab, at: datetime) -> None:
        self.fault = None
        kept = _kept(at)
        self.answer = "" if self.field.optional and self.answer == kept else kept
        for other in self._slabs:
            other.chosen = other is slab and bool(self.answer)
        said = said_choice(self.visit, self.field, spoken_value(Moment(at)), chosen=bool(self.answer))
        self.app.say((said,), "time")

    # What is seen

    def _draw(self) -> None:
        self._drawn = known = self._known
        self._slabs = []
        place = self.ids.place
        place.clear_widgets()
        self._forget_what_is_gone()
        if known.waits:
            self._tell(place, "illus-wait", self._notice("clock", "slot.asking"), self._slow_notice())
        elif known.failure is not None:
            self._tell_failure(place, "network", known.failure, Message("slot.not_answered"))
        elif known.denied is not None:
            why = [Notice(picture="document", message=words) for words in _why_denied(known.denied)]
            self._tell_failure(place, "office", known.denied.code, _do(known.denied), *why)
        elif known.none:
            self._tell(
                place,
                "appointment",
                self._notice("appointment", "slot.none"),
                self._notice("office", "slot.none_note"),
            )
        elif self._day is None:
            self._offer(place, [self._day_slab(day) for day in known.days], 1, LYING_DAYS)
        else:
            if self.app.look.tall:
                place.add_widget(ChosenDay(weekday=weekday(self._day), day=spoken_value(Day(self._day))))
            self._slabs = [self._time_slab(at) for at in known.days[self._day]]
            self._offer(place, self._slabs, COLUMNS, LYING_COLUMNS)

    def _forget_what_is_gone(self) -> None:
        """A time that was chosen before, and is not free any more, is chosen anew."""
        days = self._known.days
        if not days or not self.answer:
            return
        at = datetime.fromisoformat(self.answer)
        if at.date() in days and self.answer in map(_kept, days[at.date()]):
            self.app.entries.setdefault(self._day_kept_as, at.date().isoformat())
            return
        self.answer = ""
        self.app.entries[self._day_kept_as] = ""
        # It is said with the screen: said by itself now, the screen would cut it off.
        self.fault = Message("slot.gone")

    def _notice(self, picture: str, key: str) -> Notice:
        return Notice(picture=picture, message=Message(key))

    def _slow_notice(self) -> Notice:
        return Notice(picture="office", message=self._slow)

    def _tell(self, place: Widget, picture: str, *notices: Notice) -> Illustrated:
        work = Illustrated()
        work.picture, work.side, work.short = picture, 480, True
        for notice in notices:
            work.add_widget(notice)
        place.add_widget(work)
        self.page(work.pages)
        return work

    def _tell_failure(self, place: Widget, picture: str, code: FailureCode, do: Words, *why: Notice) -> None:
        notices = FaultNotices(self.app.look, picture=picture)
        work = self._tell(place, picture, *why, *notices.blocks)
        notices.tell(code, do)
        if notices.wide:
            work.words_only()

    def _offer(self, place: Widget, slabs: Sequence[Slab], upright: int, lying: int) -> None:
        look = self.app.look
        columns = upright if look.tall else lying
        if look.step is TextStep.LARGEST:
            columns = min(columns, 2)
        pages = BegunPages(paging="choosing", spacing=look.px(20 if look.tall else 16))
        for start in range(0, len(slabs), columns):
            row = Beside(most=columns).put(*slabs[start : start + columns])
            pages.add_widget(row)
            if any(slab.chosen for slab in slabs[start : start + columns]):
                pages.begin_at(row)
        if len(slabs) > look.choices:
            pages.most = max(1, (look.choices - 1) // columns)
        place.add_widget(pages)
        self.page(pages)

    def _day_slab(self, day: date) -> DaySlab:
        slab = DaySlab(element_id=f"day:{day}", weekday=weekday(day), day=spoken_value(Day(day)))
        slab.chosen = self.answer.startswith(day.isoformat())
        slab.called, slab.noted = slab.weekday, slab.day
        slab.fbind("on_release", lambda _slab: self._open(day))
        return slab

    def _time_slab(self, at: datetime) -> TimeSlab:
        slab = TimeSlab(element_id=f"choice:{_kept(at)}", time=f"{at:%H:%M}", chosen=self.answer == _kept(at))
        slab.called = spoken_value(Moment(at))
        slab.fbind("on_release", lambda slab: self._choose(slab, at))
        return slab


def _kept(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="minutes")


def _why_denied(denied: Denied) -> Sequence[Words]:
    return (Message(f"fail.{denied.code}.what"), *denied.reasons)


def _do(denied: Denied) -> Words:
    return Message(f"fail.{denied.code}.do")
