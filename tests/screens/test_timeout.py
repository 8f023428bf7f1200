"""Timeout asks 20 seconds ahead whether somebody is still there; one touch goes on."""

import pytest

from kiosk.visit_ports import Ending
from screens.widgets.text_field import TextField
from tests.screens.face import TIMERS, Face


def warned(face: Face, screen: str = "guide") -> Face:
    face.go(screen)
    face.pass_time(TIMERS.idle_s)
    assert face.shown == "timeout"
    return face


def seconds_shown(face: Face) -> int:
    return int(next(text for text in face.texts(face.screen) if text.isdecimal()))


def test_it_warns_twenty_seconds_ahead_not_sooner(face: Face) -> None:
    face.go("guide")
    face.pass_time(TIMERS.idle_s - 1)
    assert face.shown == "guide"
    face.pass_time(1)
    assert face.shown == "timeout"
    assert seconds_shown(face) == 20
    assert face.heard_keys() == ["timeout.sentence", "timeout.note"]
    assert face.reads("timeout.note")


def test_the_seconds_are_counted_down_and_at_their_end_the_visit_ends(face: Face) -> None:
    warned(face)
    face.pass_time(7)
    assert seconds_shown(face) == 13
    face.pass_time(12.5)
    assert (seconds_shown(face), face.ended) == (1, None)
    face.pass_time(0.5)
    assert face.ended is Ending.TIMED_OUT
    assert not face.ports.card_reader.reading
    assert face.ports.voice.speaking is None


def test_one_touch_goes_on_where_one_was_with_all_that_was_typed(face: Face) -> None:
    face.go("step", "area")
    face.type("12")
    face.pass_time(TIMERS.idle_s + 15)
    face.touch("forward")
    assert face.shown == "step-area"
    assert face.find(TextField).text == "12"
    face.pass_time(TIMERS.idle_s - 1)
    assert face.shown == "step-area"


def test_who_does_not_want_to_go_on_can_say_so(face: Face) -> None:
    warned(face).touch("second")
    assert face.ended is Ending.LEFT


def test_every_touch_begins_the_count_anew(face: Face) -> None:
    face.go("step", "area")
    for _ in range(3):
        face.pass_time(TIMERS.idle_s - 1)
        face.type("1")
    assert face.shown == "step-area"


def test_it_comes_over_what_lies_over_a_screen_too(face: Face) -> None:
    face.go("guide")
    for overlay in ("help", "letters", "leave", "language"):
        face.touch(f"bar:{overlay}")
        face.pass_time(TIMERS.idle_s)
        assert face.shown == "timeout"
        face.touch("forward")
        assert face.shown == "guide"


def test_who_asks_for_help_on_it_is_there(face: Face) -> None:
    warned(face).touch("bar:help")
    face.pass_time(1)
    assert face.shown == "help"
    face.pass_time(TIMERS.warning_s)
    assert (face.shown, face.ended) == ("help", None)


@pytest.mark.parametrize("screen", ["language", "card", "receipt"])
def test_a_left_visit_ends_on_every_screen(face: Face, screen: str) -> None:
    face.touch("begin")
    warned(face, screen)
    face.pass_time(TIMERS.warning_s)
    assert face.ended is Ending.TIMED_OUT
