"""A worker that waits for a visit's card, against a module on a pty."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import serial

from devices.attendance import Rhythm
from devices.card_events import CardAnswered, Reading
from devices.card_failure import CardFailure, CardNotRead
from devices.device import BackOff, DeviceEvent, DeviceState
from devices.idcard.card import CardAnswer, card_from_text
from devices.idcard.protocol import FIND, MODULE_STATUS, READ, SELECT, Request, Status
from devices.idcard.reader import Patience
from devices.idcard.simulated_cards import MadeUpCard, resident_block
from devices.idcard.simulator import SCRIPTS, ReaderSimulator, Script
from devices.idcard.worker import DEVICE, IdCardEvent, IdCardWorker
from tests.devices.told import Events

CARD = resident_block(MadeUpCard())
OTHER = resident_block(replace(MadeUpCard(), name="别人"))
READ_CARD = card_from_text(CARD)
SECONDS = 10.0


def state(state: DeviceState, code: str | None = None, visit: str = "v1") -> DeviceEvent:
    return DeviceEvent(DEVICE, state, code, visit)


READY, BUSY = state(DeviceState.READY), state(DeviceState.BUSY)
ABSENT, FAULT = state(DeviceState.ABSENT, "CARD-02"), state(DeviceState.FAULT, "CARD-01")


def asked(request: Request) -> tuple[int, int]:
    return request.command, request.parameter


def told_for(visit: str, events: Events) -> list[object]:
    """All but that it is being opened, which may come before anybody wants a card."""
    return [
        event
        for event in events.told
        if isinstance(event, DeviceEvent | Reading | CardAnswered)
        and event.visit == visit
        and getattr(event, "state", None) is not DeviceState.OPENING
    ]


def answered(answer: CardAnswer, visit: str = "v1") -> CardAnswered:
    return CardAnswered(visit, answer)


def failures(events: Sequence[object]) -> list[CardFailure]:
    answers = [event.answer for event in events if isinstance(event, CardAnswered)]
    return [answer.failure for answer in answers if isinstance(answer, CardNotRead)]


@contextmanager
def working(port: str, events: Events, patience: Patience, *, beat: float = 60.0) -> Iterator[IdCardWorker]:
    worker = IdCardWorker(
        port, 115200, events, patience=patience, back_off=BackOff(0.01, 0.02), rhythm=Rhythm(0.01, beat)
    )
    try:
        yield worker
    finally:
        worker.close()


def test_a_card_laid_after_the_start_is_read_for_its_visit(
    reader: ReaderSimulator, patience: Patience
) -> None:
    events = Events()
    with working(reader.path, events, patience) as worker:
        worker.start_reading("v1")
        events.wait_for(READY)
        reader.lay(CARD)
        events.wait_for(answered(READ_CARD))
    assert told_for("v1", events) == [READY, BUSY, Reading("v1"), answered(READ_CARD)]
    assert events.threads == {"device idcard"}


def test_no_card_is_read_in_passing(reader: ReaderSimulator, patience: Patience) -> None:
    """While none is wanted the module is asked how it is, and for nothing else."""
    events = Events()
    reader.lay(CARD)
    with working(reader.path, events, patience, beat=0.0) as worker:
        reader.await_request(MODULE_STATUS, times=3)
        assert set(reader.heard) == {asked(MODULE_STATUS)}
        worker.start_reading("v1")
        events.wait_for(answered(READ_CARD))
        heard = len(reader.heard)
        reader.lay(OTHER)
        reader.await_request(MODULE_STATUS, times=reader.heard.count(asked(MODULE_STATUS)) + 3)
        assert set(reader.heard[heard:]) == {asked(MODULE_STATUS)}
        worker.stop_reading()


def test_a_reader_pulled_out_and_plugged_in_again_while_nobody_wants_a_card_is_told(
    tmp_path: Path, patience: Patience
) -> None:
    events = Events()
    link = tmp_path / "reader"
    absent, ready = replace(ABSENT, visit=None), replace(READY, visit=None)
    with working(str(link), events, patience):
        events.wait_for(absent)
        for times in (1, 2):
            with ReaderSimulator(paced=False, link=link):
                events.wait_for(ready, times=times)
            events.wait_for(absent, times=times + 1)


def test_a_module_that_talks_at_another_speed_is_a_fault_of_the_reader_and_no_unreadable_card(
    impatience: Patience,
) -> None:
    events = Events()
    with ReaderSimulator(9600) as reader, working(reader.path, events, impatience):
        events.wait_for(replace(FAULT, visit=None))


def test_a_module_that_falls_mute_while_nobody_wants_a_card_is_told(
    reader: ReaderSimulator, impatience: Patience
) -> None:
    events = Events()
    with working(reader.path, events, impatience, beat=0.0):
        events.wait_for(replace(READY, visit=None))
        reader.play(SCRIPTS["mute"])
        events.wait_for(replace(FAULT, visit=None))
        reader.play(Script())
        events.wait_for(replace(READY, visit=None), times=2)


def test_a_card_forgotten_on_the_reader_is_not_the_next_residents(
    reader: ReaderSimulator, patience: Patience
) -> None:
    events = Events()
    reader.lay(OTHER)
    with working(reader.path, events, patience) as worker:
        worker.start_reading("v1")
        events.wait_for(answered(card_from_text(OTHER)))
        worker.start_reading("v2")
        events.wait_for(state(DeviceState.READY, visit="v2"))
        reader.await_request(FIND, times=5)
        assert Reading("v2") not in events.told
        reader.lay(CARD)
        events.wait_for(answered(READ_CARD, "v2"))


def test_a_missing_reader_is_told_at_once_and_again_when_it_is_plugged_in(
    tmp_path: Path, patience: Patience
) -> None:
    events = Events()
    link = tmp_path / "reader"
    with working(str(link), events, patience) as worker:
        worker.start_reading("v1")
        events.wait_for(ABSENT)
        with ReaderSimulator(paced=False, link=link) as reader:
            events.wait_for(READY)
            reader.lay(CARD)
            events.wait_for(answered(READ_CARD))
    assert told_for("v1", events) == [ABSENT, READY, BUSY, Reading("v1"), answered(READ_CARD)]


def test_a_reader_pulled_out_while_waiting_is_told(tmp_path: Path, patience: Patience) -> None:
    events = Events()
    link = tmp_path / "reader"
    with working(str(link), events, patience) as worker:
        with ReaderSimulator(paced=False, link=link):
            worker.start_reading("v1")
            events.wait_for(READY)
        events.wait_for(ABSENT)
    assert told_for("v1", events) == [READY, ABSENT]


def test_a_port_another_program_holds_is_told_until_it_is_free(
    reader: ReaderSimulator, patience: Patience
) -> None:
    events = Events()
    with (
        serial.Serial(reader.path, exclusive=True) as other,
        working(reader.path, events, patience) as worker,
    ):
        worker.start_reading("v1")
        events.wait_for(FAULT)
        other.close()
        events.wait_for(READY)
    assert told_for("v1", events) == [FAULT, READY]


def test_a_mute_reader_is_told_and_its_return_too(reader: ReaderSimulator, impatience: Patience) -> None:
    events = Events()
    reader.play(SCRIPTS["mute"])
    with working(reader.path, events, impatience) as worker:
        worker.start_reading("v1")
        events.wait_for(FAULT)
        reader.play(Script())
        events.wait_for(READY)
    assert told_for("v1", events) == [FAULT, READY]


def test_a_new_visit_is_told_what_the_last_one_was(tmp_path: Path, patience: Patience) -> None:
    events = Events()
    with working(str(tmp_path / "reader"), events, patience) as worker:
        worker.start_reading("v1")
        events.wait_for(ABSENT)
        worker.start_reading("v2")
        events.wait_for(state(DeviceState.ABSENT, "CARD-02", "v2"))


@pytest.mark.parametrize(
    ("script", "failure"),
    [
        (SCRIPTS["removed"], CardFailure.REMOVED),
        (SCRIPTS["garbled"], CardFailure.UNREADABLE),
        (SCRIPTS["unreadable"], CardFailure.UNREADABLE),
        (SCRIPTS["wrong-card"], CardFailure.WRONG_KIND),
        (Script(statuses={FIND: Status.WRONG_CARD_TYPE}), CardFailure.WRONG_KIND),
        (Script(statuses={FIND: Status.READ_FAILED}), CardFailure.UNREADABLE),
    ],
)
def test_a_card_not_read_can_be_laid_again(
    reader: ReaderSimulator, patience: Patience, script: Script, failure: CardFailure
) -> None:
    events = Events()
    reader.play(script)
    with working(reader.path, events, patience) as worker:
        worker.start_reading("v1")
        reader.lay(CARD)
        events.wait_until(lambda told: failures(told) == [failure])
        reader.lift()
        reader.play(Script())
        reader.await_request(FIND, times=reader.heard.count((FIND.command, FIND.parameter)) + 3)
        reader.lay(CARD)
        events.wait_for(answered(READ_CARD))
    assert failures(events.told) == [failure]


def test_a_card_that_stays_unreadable_is_told_once(reader: ReaderSimulator, patience: Patience) -> None:
    events = Events()
    reader.play(Script(statuses={SELECT: Status.CARD_REFUSED_MODULE}))
    reader.lay(CARD)
    with working(reader.path, events, patience) as worker:
        worker.start_reading("v1")
        reader.await_request(FIND, times=6)
    assert failures(events.told) == [CardFailure.UNREADABLE]


def test_a_reader_that_falls_mute_midway_is_told_as_an_answer_and_as_a_state(
    reader: ReaderSimulator, impatience: Patience
) -> None:
    events = Events()
    reader.play(Script(mute=frozenset({READ})))
    reader.lay(CARD)
    with working(reader.path, events, impatience) as worker:
        worker.start_reading("v1")
        events.wait_for(FAULT)
    assert failures(events.told) == [CardFailure.SERVICE_DOWN]
    assert told_for("v1", events)[:3] == [READY, BUSY, Reading("v1")]


def test_after_stopping_nothing_is_told_any_more(reader: ReaderSimulator, patience: Patience) -> None:
    events = Events()
    with working(reader.path, events, patience) as worker:
        worker.start_reading("v1")
        events.wait_for(READY)
        worker.stop_reading()
        reader.lay(CARD)
        worker.start_reading("v2")
        events.wait_for(answered(READ_CARD, "v2"))
    assert told_for("v1", events) == [READY]


def test_stopping_in_the_middle_of_a_reading_drops_its_answer(
    reader: ReaderSimulator, patience: Patience
) -> None:
    events = Events()
    reader.lay(CARD)
    reader.play(Script(mute=frozenset({READ})))
    with working(reader.path, events, replace(patience, reading=3600)) as worker:
        worker.start_reading("v1")
        reader.await_request(READ)
        worker.stop_reading()
        reader.play(Script())
        reader.lay(OTHER)
        worker.start_reading("v2")
        events.wait_for(answered(card_from_text(OTHER), "v2"))
    assert not any(isinstance(event, CardAnswered) for event in told_for("v1", events))


def test_closing_leaves_no_thread_and_no_open_file_behind(
    reader: ReaderSimulator, patience: Patience, open_files: Callable[[], int]
) -> None:
    files, threads = open_files(), threading.active_count()
    for script in (Script(), SCRIPTS["mute"], SCRIPTS["garbled"]):
        reader.play(script)
        reader.lay(CARD)
        events = Events()
        with working(reader.path, events, replace(patience, answer=3600, reading=3600)) as worker:
            worker.start_reading("v1")
            request = MODULE_STATUS if script is SCRIPTS["mute"] else FIND
            reader.await_request(request, times=reader.heard.count(asked(request)) + 1)
    assert (open_files(), threading.active_count()) == (files, threads)


def test_an_error_in_the_receiver_of_events_is_loud_and_ends_the_worker(
    reader: ReaderSimulator, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda details: loud.set())

    def receiver(event: IdCardEvent) -> None:
        raise ZeroDivisionError

    worker = IdCardWorker(reader.path, 115200, receiver, patience=patience)
    assert loud.wait(SECONDS)
    worker.close()
    with pytest.raises(RuntimeError):
        worker.start_reading("v2")
