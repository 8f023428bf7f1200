"""The face: hears touches and events, speaks every screen, and ends when the visit ends."""

from dataclasses import replace

import pytest

from kiosk.language.values import Message
from kiosk.visit_events import CardRead
from kiosk.visit_ports import Ending
from screens.stage import STONES, QuestionSegment, Stone
from screens.theme import Panel
from tests.recording_ports import HOLDER
from tests.screens.face import PANEL, TIMERS, Face, FaceMaker, fields_of


def test_every_screen_is_spoken_from_its_sentence_on(face: Face) -> None:
    for screen in ("guide", "card", "review", "sign"):
        face.go(screen)
        told = (*face.screen.not_spoken(), *face.screen.also_spoken())
        assert face.heard().parts == (face.screen.sentence(), *told)
        assert (face.heard().label, face.heard().language) == (screen, face.visit.language)


def test_listen_says_the_screen_again(face: Face) -> None:
    face.go_last("guide")
    said = face.heard()
    face.touch("bar:listen")
    assert face.heard() == said
    assert face.ports.voice.said[-2:] == [said, said]


def test_any_touch_stops_the_voice(face: Face) -> None:
    face.go_last("guide")
    assert face.ports.voice.speaking is not None
    face.hands.touch(540, 1400)
    assert face.ports.voice.speaking is None


def test_a_touch_that_was_meant_for_the_screen_before_does_nothing(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, touch_rest_s=0.3))
    face.touch("begin")
    assert (face.shown, face.hands.screen().busy) == ("attract", True)
    face.pass_time(0.5)
    assert not face.hands.screen().busy
    face.touch("begin", "language:kk")
    assert face.shown == "language"
    face.pass_time(0.5)
    face.touch("language:kk")
    assert face.shown == "services"


def test_events_of_another_visit_reach_no_screen(face: Face) -> None:
    face.go("card")
    shown = face.texts()
    face.post(CardRead("another visit", HOLDER))
    assert (face.shown, face.texts()) == ("card", shown)


def test_an_end_is_told_once_and_stops_reader_and_voice(face: Face) -> None:
    face.go("card")
    face.app.end(Ending.LEFT)
    assert [told for told in face.ports.host.told if isinstance(told, Ending)] == [Ending.LEFT]
    assert not face.ports.card_reader.reading
    assert face.ports.voice.speaking is None


def test_a_key_that_is_off_takes_the_touch_and_does_nothing(face: Face) -> None:
    face.go("rating")
    element = face.elements()["bar:back"]
    assert not element.enabled
    face.touch("bar:back")
    assert face.shown == "rating"


def stones(face: Face) -> list[str]:
    found = sorted((one for one in face.root.walk() if isinstance(one, Stone)), key=lambda one: one.number)
    return [stone.state for stone in found]


@pytest.mark.parametrize(
    ("screen", "now"), [("services", 0), ("card", 1), ("step-area", 2), ("review", 3), ("result", 4)]
)
def test_the_stones_say_where_one_stands(face: Face, screen: str, now: int) -> None:
    face.go(*screen.split("-"))
    assert stones(face) == ["done"] * now + ["now"] + ["future"] * (len(STONES) - now - 1)


def test_a_form_says_which_question_of_how_many(face: Face) -> None:
    for number, field in enumerate(fields_of(), start=1):
        face.go("step", field.id)
        message = face.app.question_message((number, len(fields_of())))
        assert message is not None and face.reads(message)
    segments = [one.state for one in face.root.walk() if isinstance(one, QuestionSegment)]
    assert sorted(segments) == ["done"] * 4 + ["now"]


def test_the_errand_stands_above_its_screens(face: Face) -> None:
    face.go("services")
    assert face.reads("home.name")
    service = face.choose()
    face.go("card")
    assert face.reads(service.title) and not face.reads("home.name")


def test_everything_keeps_its_size_in_millimetres_and_never_grows_past_the_panel(
    open_face: FaceMaker,
) -> None:
    face = open_face(panel=Panel(720, 1280, 179, 317))
    face.go_last("guide")
    element = face.elements()["forward"]
    assert element.x >= 0 and element.x + element.width <= 720
    assert face.app.look.px(108) == 72
    assert replace(PANEL, width_mm=134, height_mm=238).unit == 1
    assert face.reads(Message("guide.start"))
