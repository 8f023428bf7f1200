"""A visit that nobody touches is warned at least 20 seconds ahead, and then over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.idle_timer import Idle, IdleTimer


def timer(now: float = 100.0) -> IdleTimer:
    return IdleTimer(idle_s=90, warning_s=20, now=now)


@pytest.mark.parametrize(("passed", "idle"), [
    (0, Idle(None, over=False)),
    (89.99, Idle(None, over=False)),
    (90, Idle(20, over=False)),
    (90.5, Idle(20, over=False)),
    (91.5, Idle(19, over=False)),
    (109.5, Idle(1, over=False)),
    (110, Idle(0, over=True)),
    (5000, Idle(0, over=True)),
])  # fmt: skip
def test_quiet_then_warned_then_over(passed: float, idle: Idle) -> None:
    assert timer().at(100 + passed) == idle


def test_a_touch_begins_the_count_anew() -> None:
    counting = timer()
    counting.touched(195)
    assert counting.at(195 + 89) == Idle(None, over=False)
    assert counting.at(195 + 90) == Idle(20, over=False)


@given(st.integers(0, 10**6), st.integers(0, 1200))
def test_it_is_never_over_before_the_whole_warning_has_passed(start: int, tenths: int) -> None:
    idle = timer(start).at(start + tenths / 10)
    assert idle.over == (tenths >= 1100)
    assert (idle.seconds_left is not None) == (tenths >= 900)


@given(st.floats(0, 19.99, allow_nan=False))
def test_the_seconds_shown_are_never_fewer_than_there_are(into_the_warning: float) -> None:
    seconds = timer(0).at(90 + into_the_warning).seconds_left
    assert seconds is not None
    assert seconds >= 20 - into_the_warning - 0.01
    assert seconds <= 21 - into_the_warning
