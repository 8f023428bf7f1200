"""Counter: without a card there is a person who helps, and a way back."""

import pytest

from tests.screens.face import Face


def test_it_says_that_it_can_be_done_at_the_counter(face: Face) -> None:
    face.go("counter")
    assert face.sentence() == face.words("counter.sentence")
    assert face.reads("counter.note")
    assert face.heard_keys() == ["counter.sentence", "counter.note"]


@pytest.mark.parametrize(
    ("key", "following"), [("forward", "card"), ("second", "services"), ("bar:back", "card")]
)
def test_every_way_on_leads_where_it_says(face: Face, key: str, following: str) -> None:
    face.go("counter")
    face.touch(key)
    assert face.shown == following
