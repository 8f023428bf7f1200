"""A question with a few choices: one is touched, and says so."""

from screens.step_choice import Choice
from tests.screens.face import AGRI, Face, FaceMaker, changed_field, fields_of, with_service

CROP = fields_of()[0]


def chosen(face: Face) -> list[str]:
    """Ids of the choices that are marked."""
    return [widget.element_id for widget in face.root.walk() if isinstance(widget, Choice) and widget.chosen]


def test_it_asks_its_question_and_says_where_one_stands(face: Face) -> None:
    face.go("step", CROP.id)
    assert face.sentence() == face.words(CROP.question)
    question = face.app.question_message((1, len(fields_of())))
    assert question is not None and face.reads(question)


def test_every_choice_is_there_and_is_spoken(face: Face) -> None:
    face.go("step", CROP.id)
    for option in CROP.options:
        assert f"choice:{option.id}" in face.elements()
        assert face.reads(option.label)
        assert option.label in face.heard().parts


def test_the_touched_choice_says_so_and_takes_the_mark_from_the_others(face: Face) -> None:
    face.go("step", CROP.id)
    assert chosen(face) == []
    face.touch("choice:wheat", "choice:melon")
    assert chosen(face) == ["choice:melon"]
    assert face.texts().count(face.words("step.chosen")) == 1
    assert face.heard().parts == (CROP.option("melon").label,)


def test_it_does_not_go_on_without_a_choice_and_says_why(face: Face) -> None:
    face.go("step", CROP.id)
    face.touch("forward")
    assert face.shown == "step-crop"
    assert face.reads("field.missing")
    assert face.heard_keys() == ["field.missing"]
    face.touch("choice:wheat")
    assert not face.reads("field.missing")


def test_the_choice_is_kept_and_stands_there_again(face: Face) -> None:
    face.go("step", CROP.id)
    face.touch("choice:grapes", "forward")
    assert face.visit.answers == {"crop": "grapes"}
    assert face.shown == "step-area"
    face.touch("bar:back")
    assert chosen(face) == ["choice:grapes"]


def test_an_optional_question_can_be_left_out(open_face: FaceMaker) -> None:
    face = open_face(services=with_service(changed_field(AGRI, "crop", optional=True)))
    face.go("step", CROP.id)
    face.touch("forward")
    assert face.shown == "step-area"
