"""A worker that listens whenever there is a keypad, against one on a pty."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devices.device import BackOff, DeviceEvent, DeviceState
from devices.input_events.events import EV_KEY, EVENT
from devices.keypad.protocol import PRESSED, KeypadKey
from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import DEVICE, KeypadFailure, KeypadWorker, KeyPressed
from tests.devices.keypad.conftest import KeypadEvents as Events


def state(state: DeviceState, code: str | None = None) -> DeviceEvent:
    return DeviceEvent(DEVICE, state, code)


OPENING, READY = state(DeviceState.OPENING), state(DeviceState.READY)
ABSENT, FAULT = state(DeviceState.ABSENT, "KEY-01"), state(DeviceState.FAULT, "KEY-01")


@contextmanager
def listening(path: str, events: Events) -> Iterator[KeypadWorker]:
    worker = KeypadWorker(path, events, back_off=BackOff(0.01, 0.02))
    try:
        yield worker
    finally:
        worker.close()


def pressed(*keys: str) -> list[KeyPressed]:
    return [KeyPressed(KeypadKey(key)) for key in keys]


def test_every_key_is_heard_in_order(keypad: KeypadSimulator, events: Events) -> None:
    keys = [key.value for key in KeypadKey]
    with listening(keypad.path, events):
        events.wait_for(READY)
        for key in keys:
            keypad.press(key)
        events.wait_for(KeyPressed(KeypadKey(keys[-1])))
    assert events.told == [OPENING, READY, *pressed(*keys)]
    assert events.threads == {"device keypad"}


def test_a_keypad_that_comes_later_is_found_and_one_that_went_is_found_again(
    tmp_path: Path, events: Events
) -> None:
    link = tmp_path / "by-id"
    with listening(str(link), events):
        events.wait_for(ABSENT)
        for times in (1, 2):
            with KeypadSimulator(link=link) as keypad:
                events.wait_for(READY, times)
                keypad.press("down")
                events.wait_for(KeyPressed(KeypadKey.DOWN), times)
            events.wait_for(ABSENT, times + 1)
    assert events.keys == ["down", "down"]


def test_what_cannot_be_a_keypad_is_a_fault_and_is_tried_again(tmp_path: Path, events: Events) -> None:
    path = tmp_path / "keypad"
    path.touch()
    with listening(str(path), events):
        events.wait_for(FAULT)
        path.unlink()
        events.wait_for(ABSENT)


def test_closing_gives_the_keypad_back_at_once(keypad: KeypadSimulator, events: Events) -> None:
    for times in (1, 2):
        with listening(keypad.path, events):
            events.wait_for(READY, times)
    assert events.keys == []


def test_a_flood_from_a_stuck_key_is_a_few_steps(keypad: KeypadSimulator, events: Events) -> None:
    with listening(keypad.path, events):
        events.wait_for(READY)
        keypad.down("down")
        keypad.hold("down", repeats=2000)
        keypad.down("select")
        keypad.hold("select", repeats=2000)
        keypad.press("help")
        events.wait_for(KeyPressed(KeypadKey.HELP))
    assert {event.held for event in events.told if isinstance(event, KeyPressed)} == {False, True}
    keys = events.keys
    assert 20 < keys.count("down") < 80
    assert keys.count("select") == 1


def test_fifty_presses_a_second_are_that_many_at_most_and_the_next_is_heard(
    keypad: KeypadSimulator, events: Events
) -> None:
    with listening(keypad.path, events):
        events.wait_for(READY)
        for _ in range(500):
            keypad.press("select", after=0.01)
        keypad.press("help")
        events.wait_for(KeyPressed(KeypadKey.HELP))
    assert events.keys.count("select") <= 500 * 0.02 / 0.03


def test_lost_events_and_noise_make_up_no_press(keypad: KeypadSimulator, events: Events) -> None:
    with listening(keypad.path, events):
        events.wait_for(READY)
        keypad.down("select")
        keypad.lose_events()
        keypad.send(EVENT.pack(2000, 0, EV_KEY, 28, PRESSED))
        keypad.end_of_report()
        keypad.hold("down", repeats=30)
        keypad.send(b"\xff" * 11)
        keypad.press("up")
        events.wait_for(KeyPressed(KeypadKey.UP))
    assert events.keys == ["select", "up"]


def test_the_one_failure_has_a_code() -> None:
    assert [failure.value for failure in KeypadFailure] == ["KEY-01"]
