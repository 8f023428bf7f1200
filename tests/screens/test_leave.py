"""Leave asks once where something was entered, and forgets it."""

import pytest

from kiosk.visit import Ending
from tests.screens.face import Face


@pytest.mark.parametrize("screen", ["language", "services"])
def test_where_nothing_was_entered_it_ends_at_once(face: Face, screen: str) -> None:
    face.go(screen)
    face.touch("bar:leave")
    assert face.ended is Ending.LEFT


def test_it_asks_first_and_says_that_it_will_be_forgotten(face: Face) -> None:
    for screen in ("guide", "card", "card_confirm", "counter", "review", "sign"):
        face.go(screen)
        face.touch("bar:leave")
        assert (face.shown, face.ended) == ("leave", None)
        assert face.reads("leave.note")
        assert face.heard_keys() == ["leave.sentence", "leave.note"]
    face.touch("second")
    assert face.ended is Ending.LEFT
    assert face.ports.sender.sent == []
    assert not face.ports.card_reader.reading
    assert face.ports.voice.speaking is None


def test_who_stays_finds_everything_as_it_was(face: Face) -> None:
    face.go("step", "area")
    face.type("7")
    face.touch("bar:leave", "forward")
    assert (face.shown, face.ended) == ("step-area", None)
    face.touch("forward")
    assert face.visit.answers["area"] == "7"


@pytest.mark.parametrize("screen", ["result", "gone"])
def test_after_sending_nothing_is_lost_by_leaving_and_nothing_is_asked(face: Face, screen: str) -> None:
    face.go("result")
    face.go(screen)
    face.touch("bar:leave")
    assert face.ended is Ending.LEFT
    assert len(face.ports.sender.sent) == 1
