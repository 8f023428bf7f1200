"""Rating: five faces or none; a grade is never linked to a person or a case."""

import pytest

from screens.rating import GradeSlab
from tests.screens.face import AGRI, Face


def test_five_grades_stand_there_with_their_words_and_are_spoken(face: Face) -> None:
    face.go("rating")
    for grade in range(1, 6):
        assert f"grade:{grade}" in face.elements()
        assert face.reads(f"rating.{grade}")
        assert f"rating.{grade}" in face.heard_keys()


@pytest.mark.parametrize("grade", [1, 5])
def test_a_chosen_grade_is_marked_spoken_and_sent_alone(face: Face, grade: int) -> None:
    face.go("rating")
    assert "forward" not in face.elements()
    face.touch(f"grade:{grade % 5 + 1}", f"grade:{grade}")
    marked = [slab.grade for slab in face.root.walk() if isinstance(slab, GradeSlab) and slab.chosen]
    assert marked == [grade]
    assert face.heard_keys() == [f"rating.{grade}"]
    assert face.ports.sender.ratings == []
    face.touch("forward")
    assert face.ports.sender.ratings == [(AGRI, grade)]
    assert face.shown == "gone"


def test_nobody_has_to_rate(face: Face) -> None:
    face.go("rating")
    face.touch("grade:1", "second")
    assert face.shown == "gone"
    assert face.ports.sender.ratings == []
