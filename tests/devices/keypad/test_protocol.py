"""What the kernel's events mean, whatever comes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as some

from devices.input_events.events import EV_KEY, EV_SYN, EVENT, SYN_DROPPED, SYN_REPORT
from devices.keypad.protocol import (
    BOUNCE_S,
    CODES,
    HELD,
    KEYS_BY_CODE,
    PRESSED,
    RELEASED,
    REPEATS_FOR_S,
    STEPPING,
    EventReader,
    KeypadKey,
    KeyPress,
)

UP, SELECT = CODES[KeypadKey.UP], CODES[KeypadKey.SELECT]
each_key = pytest.mark.parametrize("key", KeypadKey)


def event(kind: int, code: int, value: int, at: float = 10.0) -> bytes:
    seconds, rest = divmod(round(at * 1_000_000), 1_000_000)
    return EVENT.pack(seconds, rest, kind, code, value)


def key(code: int, value: int, at: float = 10.0) -> bytes:
    return event(EV_KEY, code, value, at)


def held(code: int, *, since: float, until: float, every: float = 0.033) -> bytes:
    """A key that is down from one time to another, as the kernel tells it."""
    repeats = round((until - since) / every)
    return key(code, PRESSED, since) + b"".join(
        key(code, HELD, since + number * every) for number in range(1, repeats + 1)
    )


def test_an_event_is_as_large_as_the_kernels_on_a_64_bit_machine() -> None:
    assert EVENT.size == 24 == struct.calcsize("llHHi")


@each_key
def test_each_key_is_one_press_however_long_it_takes_to_come(key: KeypadKey) -> None:
    data = event(EV_KEY, CODES[key], PRESSED) + event(EV_KEY, CODES[key], RELEASED, 10.1)
    reader = EventReader()
    assert [press for byte in data for press in reader.read(bytes((byte,)))] == [KeyPress(key)]


@pytest.mark.parametrize("code", KEYS_BY_CODE)
def test_every_code_of_the_table_is_heard(code: int) -> None:
    assert EventReader().read(key(code, PRESSED)) == (KeyPress(KEYS_BY_CODE[code]),)


def test_what_is_no_key_of_a_keypad_is_not_heard() -> None:
    assert EventReader().read(key(30, PRESSED) + event(2, UP, PRESSED) + event(4, 4, PRESSED)) == ()


@each_key
def test_only_what_steps_goes_on_while_it_is_held(key: KeypadKey) -> None:
    presses = EventReader().read(held(CODES[key], since=10.0, until=12.0))
    assert presses[0] == KeyPress(key)
    assert set(presses[1:]) == ({KeyPress(key, held=True)} if key in STEPPING else set())


def test_a_held_key_steps_five_times_a_second_at_most() -> None:
    assert len(EventReader().read(held(UP, since=10.0, until=14.0))) <= 1 + 4 * 5


def test_a_stuck_key_is_let_go_of_after_a_while_and_lives_again_when_it_is_pressed_anew() -> None:
    reader = EventReader()
    stuck = reader.read(held(UP, since=0.0, until=REPEATS_FOR_S + 100))
    assert len(stuck) <= 1 + REPEATS_FOR_S * 5
    assert reader.read(key(UP, RELEASED, 120.0) + key(UP, PRESSED, 121.0)) == (KeyPress(KeypadKey.UP),)


def test_a_key_that_was_let_go_does_not_step_on() -> None:
    reader = EventReader()
    reader.read(key(UP, PRESSED, 10.0) + key(UP, RELEASED, 10.1))
    assert reader.read(key(UP, HELD, 10.5)) == ()


def test_a_bouncing_contact_is_one_press() -> None:
    bounces = b"".join(
        key(SELECT, PRESSED, 10 + number * 0.004) + key(SELECT, RELEASED, 10.002 + number * 0.004)
        for number in range(5)
    )
    reader = EventReader()
    assert len(reader.read(bounces)) == 1
    assert len(reader.read(key(SELECT, PRESSED, 10.016 + BOUNCE_S))) == 1


def test_a_clock_that_is_set_back_loses_no_press() -> None:
    reader = EventReader()
    assert reader.read(key(UP, PRESSED, 5000.0) + key(UP, RELEASED, 5000.1) + key(UP, PRESSED, 4.0)) == (
        KeyPress(KeypadKey.UP),
        KeyPress(KeypadKey.UP),
    )


def test_after_a_loss_nothing_is_heard_until_the_next_report() -> None:
    reader = EventReader()
    assert reader.read(event(EV_SYN, SYN_DROPPED, 0) + key(SELECT, PRESSED)) == ()
    assert reader.read(event(EV_SYN, SYN_REPORT, 0) + key(SELECT, PRESSED, 11)) == (
        KeyPress(KeypadKey.SELECT),
    )


def test_a_key_whose_letting_go_was_lost_is_not_held_for_ever() -> None:
    reader = EventReader()
    reader.read(key(UP, PRESSED) + event(EV_SYN, SYN_DROPPED, 0) + event(EV_SYN, SYN_REPORT, 0))
    assert reader.read(key(UP, HELD, 10.5)) == ()


def test_noise_between_events_costs_no_later_event() -> None:
    assert EventReader().read(b"\xff" * 7 + key(UP, PRESSED))[-1:] == (KeyPress(KeypadKey.UP),)


@given(some.binary(max_size=400), some.binary(max_size=400))
def test_no_bytes_break_the_reader(first: bytes, second: bytes) -> None:
    reader = EventReader()
    presses = (*reader.read(first), *reader.read(second))
    assert len(presses) <= (len(first) + len(second)) // EVENT.size
    # Cut in another place, the same bytes are the same presses.
    assert EventReader().read(first + second) == presses


@given(some.lists(some.tuples(some.sampled_from(list(KeypadKey)), some.floats(0.05, 3)), max_size=20))
def test_what_was_pressed_is_what_is_heard(keys: list[tuple[KeypadKey, float]]) -> None:
    at, data = 1.0, b""
    for pressed, after in keys:
        at += after
        data += key(CODES[pressed], PRESSED, at) + key(CODES[pressed], RELEASED, at + 0.01)
    assert EventReader().read(data) == tuple(KeyPress(pressed) for pressed, _ in keys)
