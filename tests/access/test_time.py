"""Time: a warning of twenty seconds, one simple action that gives more, as often as it is wanted."""

from dataclasses import replace

import pytest

from kiosk.config import VisitSettings
from screens.theme import ColourTheme, Modes, TextStep
from screens.widgets.text_field import TextField
from tests.screens.face import TIMERS, Face, FaceMaker

LEAST_WARNING_S, LEAST_TIMES = 20, 10


def test_the_warning_is_twenty_seconds_long_unless_somebody_decides_otherwise() -> None:
    assert VisitSettings().warning_s >= LEAST_WARNING_S


def test_the_visit_ends_no_sooner_than_it_was_said(face: Face) -> None:
    face.go("guide")
    face.pass_time(TIMERS.idle_s)
    assert face.shown == "timeout"
    face.pass_time(LEAST_WARNING_S - 0.5)
    assert face.ended is None


@pytest.mark.parametrize("action", ["forward", "bar:help", "bar:letters", "bar:language", "bar:listen"])
def test_one_touch_gives_more_time(face: Face, action: str) -> None:
    face.go("guide")
    face.pass_time(TIMERS.idle_s)
    face.touch(action)
    if action == "bar:listen":
        # To hear it again is no answer yet, and takes nothing away.
        face.touch("forward")
    face.pass_time(TIMERS.idle_s - 1)
    assert face.ended is None and face.shown != "timeout"


def test_more_time_is_given_more_than_ten_times_and_nothing_is_lost(face: Face) -> None:
    face.go("step", "area")
    face.type("12")
    for _ in range(LEAST_TIMES + 2):
        face.pass_time(TIMERS.idle_s + TIMERS.warning_s - 1)
        assert face.shown == "timeout"
        face.touch("forward")
        assert face.shown == "step-area"
    assert face.find(TextField).text == "12"


def test_slow_and_simple_gives_longer(open_face: FaceMaker) -> None:
    face = open_face()
    face.go("guide")
    face.app.choose_modes(Modes(simple=True))
    face.pass_time(TIMERS.idle_s + TIMERS.warning_s)
    assert face.ended is None and face.shown == "guide"


def test_what_one_chose_for_oneself_is_gone_with_the_visit(open_face: FaceMaker) -> None:
    face = open_face()
    before = face.app.look.modes
    face.go("letters")
    face.touch("size:largest")
    face.app.choose_modes(replace(face.app.look.modes, theme=ColourTheme.CONTRAST, reach=True, simple=True))
    assert face.app.look.modes == Modes(TextStep.LARGEST, ColourTheme.CONTRAST, reach=True, simple=True)
    assert open_face().app.look.modes == before == Modes()
