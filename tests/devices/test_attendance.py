"""One life for every device."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import pytest

from devices.attendance import Attendance, Rhythm, Stopped, TellState, Trouble
from devices.device import BackOff, DeviceEvent, DeviceState, Watch
from tests.devices.told import Events

GONE = Trouble(DeviceState.ABSENT, "DEV-02")
BROKEN = Trouble(DeviceState.FAULT, "DEV-01")
SECONDS = 10.0


@dataclass
class Plugged:
    """A device that was opened."""

    closed: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed.set()


@dataclass(frozen=True)
class Errand:
    visit: str


@dataclass
class Bench:
    """A driver whose device is what the test says it is."""

    plugged: Hashable = "one"
    opens: Callable[[], Plugged | Trouble] = Plugged
    beats: Callable[[], Trouble | None] = lambda: None
    works: Callable[[Errand, Stopped], Trouble | None] = lambda errand, stopped: None
    opened: list[Plugged] = field(default_factory=list)
    attempts: int = 0

    def identity(self) -> Hashable:
        return self.plugged

    def open(self, stopped: Stopped) -> Plugged | Trouble:
        self.attempts += 1
        found = self.opens()
        if isinstance(found, Plugged):
            self.opened.append(found)
        return found

    def heartbeat(self, device: Plugged) -> Trouble | None:
        return self.beats()

    def do(self, device: Plugged, task: Errand, stopped: Stopped, tell: TellState) -> Trouble | None:
        tell(DeviceState.BUSY)
        return self.works(task, stopped)


@contextmanager
def attended(
    bench: Bench, told: Events, *, watch: Watch | None = None, close: bool = True
) -> Iterator[Attendance[Plugged, Errand]]:
    attendance: Attendance[Plugged, Errand] = Attendance(
        "bench", bench, "DEV-01", told, back_off=BackOff(0.01, 0.02), rhythm=Rhythm(0.01, 0.0), watch=watch
    )
    try:
        yield attendance
    finally:
        if close:
            attendance.close()


def event(state: DeviceState, code: str | None = None, visit: str | None = None) -> DeviceEvent:
    return DeviceEvent("bench", state, code, visit)


OPENING, READY = event(DeviceState.OPENING), event(DeviceState.READY)
ABSENT, FAULT = event(DeviceState.ABSENT, "DEV-02"), event(DeviceState.FAULT, "DEV-01")


def test_what_is_absent_at_the_start_is_opened_when_it_is_plugged_in_and_not_tried_before() -> None:
    told = Events()
    bench = Bench(plugged=None, opens=lambda: GONE)
    with attended(bench, told):
        told.wait_for(ABSENT)
        tried = bench.attempts
        bench.opens, bench.plugged = Plugged, "one"
        told.wait_for(READY)
    assert tried == 1
    assert told.told == [OPENING, ABSENT, READY]
    assert bench.opened[0].closed.is_set()


def test_what_is_there_and_cannot_be_opened_is_tried_again_and_again() -> None:
    told = Events()
    answers = iter([BROKEN, BROKEN, BROKEN])
    bench = Bench(opens=lambda: next(answers, None) or Plugged())
    with attended(bench, told):
        told.wait_for(READY)
    assert bench.attempts == 4
    assert told.told == [OPENING, FAULT, READY]


def test_what_could_not_be_opened_and_is_pulled_out_before_it_is_tried_again_is_absent() -> None:
    told = Events()
    bench = Bench()

    def refuses_and_is_pulled_out() -> Trouble:
        bench.plugged, bench.opens = None, lambda: GONE
        return BROKEN

    bench.opens = refuses_and_is_pulled_out
    with attended(bench, told):
        told.wait_for(ABSENT)
        bench.plugged, bench.opens = "another", Plugged
        told.wait_for(READY)
    assert told.told == [OPENING, FAULT, ABSENT, READY]


def test_what_is_pulled_out_while_nothing_is_wanted_is_noticed_and_so_is_its_coming_back() -> None:
    told = Events()
    bench = Bench()
    with attended(bench, told):
        told.wait_for(READY)
        bench.opens, bench.plugged = (lambda: GONE), None
        told.wait_for(ABSENT)
        bench.opens, bench.plugged = Plugged, "another"
        told.wait_for(READY, times=2)
    assert [plugged.closed.is_set() for plugged in bench.opened] == [True, True]


def test_a_device_that_says_it_is_not_well_is_a_fault_until_it_is_well_again() -> None:
    told = Events()
    bench = Bench()
    with attended(bench, told):
        told.wait_for(READY)
        bench.beats = lambda: BROKEN
        told.wait_for(FAULT)
        bench.beats = lambda: None
        told.wait_for(READY, times=2)


def test_a_task_waits_for_the_device_and_its_events_carry_its_visit() -> None:
    told = Events()
    done = threading.Event()

    def works(errand: Errand, stopped: Stopped) -> Trouble | None:
        done.set()
        return None

    bench = Bench(plugged=None, opens=lambda: GONE, works=works)
    with attended(bench, told) as attendance:
        attendance.begin(Errand("v1"))
        told.wait_for(event(DeviceState.ABSENT, "DEV-02", "v1"))
        bench.opens, bench.plugged = Plugged, "one"
        assert done.wait(SECONDS)
        told.wait_for(READY)
    assert event(DeviceState.BUSY, visit="v1") in told.told


def test_a_device_lost_in_the_middle_keeps_its_task() -> None:
    told = Events()
    outcomes = iter([GONE])
    finished = threading.Event()

    def works(errand: Errand, stopped: Stopped) -> Trouble | None:
        trouble = next(outcomes, None)
        if trouble is None:
            finished.set()
        return trouble

    with attended(Bench(works=works), told) as attendance:
        attendance.begin(Errand("v1"))
        assert finished.wait(SECONDS)
    assert event(DeviceState.ABSENT, "DEV-02", "v1") in told.told


def test_a_new_task_takes_the_place_of_an_unfinished_one() -> None:
    told = Events()
    begun: list[str] = []
    turn = threading.Condition()

    def works(errand: Errand, stopped: Stopped) -> Trouble | None:
        with turn:
            begun.append(errand.visit)
            turn.notify_all()
            while not stopped():
                turn.wait(0.005)
        return None

    with attended(Bench(works=works), told) as attendance:
        for visit in ("v1", "v2"):
            attendance.begin(Errand(visit))
            with turn:
                assert turn.wait_for(lambda: visit in begun, SECONDS)  # noqa: B023  asked at once
        attendance.leave()
        told.wait_until(lambda events: events[-1] == READY)
    assert begun == ["v1", "v2"]


def test_a_call_that_never_returns_is_left_behind_and_has_nothing_to_say_when_it_does() -> None:
    told = Events()
    hanging, hung = threading.Event(), Plugged()

    def hangs_once() -> Plugged:
        bench.opens = Plugged
        assert hanging.wait(SECONDS)
        return hung

    bench = Bench(opens=hangs_once)
    with attended(bench, told, watch=Watch(hang_s=0.05)):
        told.wait_for(FAULT)
        told.wait_for(READY)
        before = told.told
        hanging.set()
        assert hung.closed.wait(SECONDS)
    assert before == [OPENING, FAULT, OPENING, READY]
    assert told.told == before


def test_no_more_than_so_many_threads_are_left_behind() -> None:
    told = Events()
    hanging = threading.Event()

    def hangs() -> Plugged:
        assert hanging.wait(SECONDS)
        return Plugged()

    before = threading.active_count()
    bench = Bench(opens=hangs)
    with attended(bench, told, watch=Watch(hang_s=0.02, left_behind=2), close=False) as attendance:
        told.wait_for(FAULT, times=2)
        with pytest.raises(RuntimeError):
            attendance.begin(Errand("v1"))
        hanging.set()
        attendance.close()
    assert bench.attempts == 2
    assert threading.active_count() <= before + 1


def test_an_error_in_a_driver_is_loud_and_the_device_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Events()
    loud: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda details: loud.append(details.exc_type))

    def fails() -> Plugged:
        raise ZeroDivisionError

    with attended(Bench(opens=fails), told):
        told.wait_for(FAULT)
    assert loud == [ZeroDivisionError]
