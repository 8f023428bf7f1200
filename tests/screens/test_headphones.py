"""Headphones: who plugs them in wants to listen, and is told what nobody else may hear."""

from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.visit_events import HeadphonesChanged
from tests.screens.face import Face


def plug(face: Face, *, into: bool = True, already: bool = False) -> None:
    face.post(HeadphonesChanged(face.visit.id, into, already))
    face.step(2)


def test_plugging_in_begins_and_asks_in_every_language(face: Face) -> None:
    face.bring_up()
    plug(face)
    assert face.shown == "language"
    asked = face.ports.voice.announcing
    assert asked is not None and asked.languages == RESIDENT_LANGUAGES
    assert face.ports.voice.headphones


def test_headphones_that_somebody_left_behind_begin_nothing(face: Face) -> None:
    face.bring_up()
    plug(face, already=True)
    assert face.shown == "attract"
    assert face.ports.voice.headphones


def test_in_a_visit_the_screen_is_said_again_to_the_headphones(face: Face) -> None:
    face.go("guide")
    face.ports.voice.stop()
    plug(face)
    assert face.heard().label == "guide"


def test_pulling_out_ends_nothing_and_says_nothing(face: Face) -> None:
    face.go("guide")
    plug(face)
    face.ports.voice.stop()
    plug(face, into=False)
    assert (face.shown, face.ports.voice.speaking, face.ports.voice.headphones) == ("guide", None, False)


def test_plugging_in_shows_that_somebody_is_there(face: Face) -> None:
    face.go("guide")
    face.pass_time(59)
    plug(face)
    face.pass_time(59)
    assert face.shown == "guide"


def test_what_is_typed_into_a_personal_field_is_spelled_to_headphones_only(face: Face) -> None:
    face.go("step", "phone")
    plug(face)
    face.ports.voice.stop()
    face.touch("key:1")
    assert face.ports.voice.speaking is not None
    plug(face, into=False)
    face.ports.voice.stop()
    face.touch("key:3")
    assert face.ports.voice.speaking is None


def test_a_personal_field_that_is_shown_later_is_spelled_too(face: Face) -> None:
    face.go("guide")
    plug(face)
    face.go("step", "phone")
    face.ports.voice.stop()
    face.touch("key:1")
    assert face.ports.voice.speaking is not None
