"""Several choices, and yes or no."""

import pytest

from kiosk.language.values import Message, Number
from kiosk.services.service import FieldKind
from screens.step_choice import HIGH, Choice
from screens.theme import TextStep
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import each_panel, each_step, face_on
from tests.screens.steps import only, options

SEVERAL, YES_NO = FieldKind.SEVERAL, FieldKind.YES_NO


def chosen(face: Face) -> list[str]:
    return [
        widget.element_id.removeprefix("choice:")
        for widget in reversed(list(face.root.walk()))
        if isinstance(widget, Choice) and widget.chosen
    ][::-1]


def asked(open_face: FaceMaker, **changes: object) -> Face:
    face = open_face(services=only(SEVERAL, **{"options": options(4), "at_most": None, **changes}))
    face.go("step", SEVERAL.value)
    return face


def test_each_touch_adds_one_and_a_second_takes_it_back(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.touch("choice:o2", "choice:o0")
    assert chosen(face) == ["o0", "o2"]
    face.touch("choice:o2")
    assert chosen(face) == ["o0"]
    face.touch("choice:o3", "forward")
    assert face.visit.answers == {SEVERAL.value: "o0,o3"}
    face.go("step", SEVERAL.value)
    assert chosen(face) == ["o0", "o3"]


def test_one_too_many_is_not_taken_and_says_so_and_the_others_stay(open_face: FaceMaker) -> None:
    face = asked(open_face, at_most=2)
    face.touch("choice:o0", "choice:o1", "choice:o2")
    assert chosen(face) == ["o0", "o1"]
    why = Message("field.too_many", {"count": Number(2)})
    assert face.heard().parts == (why,)
    assert face.reads(why)
    face.touch("choice:o0", "choice:o2")
    assert chosen(face) == ["o1", "o2"]
    face.touch("forward")
    assert face.visit.answers == {SEVERAL.value: "o1,o2"}


def test_too_few_are_said_with_how_many_it_takes(open_face: FaceMaker) -> None:
    face = asked(open_face, at_least=2)
    face.touch("choice:o0", "forward")
    assert face.shown == f"step-{SEVERAL}"
    assert face.heard().parts == (Message("field.too_few", {"count": Number(2)}),)
    face.touch("choice:o1", "forward")
    assert face.visit.answers == {SEVERAL.value: "o0,o1"}


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({}, Message("step.choose_several")),
        ({"at_most": 4}, Message("step.choose_several")),
        ({"at_most": 2}, Message("field.too_many", {"count": Number(2)})),
        ({"at_least": 2}, Message("field.too_few", {"count": Number(2)})),
        ({"at_least": 2, "at_most": 2}, Message("step.choose_exactly", {"count": Number(2)})),
        (
            {"at_least": 2, "at_most": 3},
            Message("step.choose_between", {"low": Number(2), "high": Number(3)}),
        ),
    ],
)
def test_how_many_is_shown_and_said_before_anything_is_touched(
    open_face: FaceMaker, limits: dict[str, int], said: Message
) -> None:
    face = asked(open_face, **limits)
    assert face.reads(said)
    assert said in face.heard().parts


def test_none_is_missing_unless_it_may_be_left_out(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.touch("forward")
    assert face.heard_keys() == ["field.missing"]
    face = asked(open_face, optional=True)
    assert face.reads("step.leave_out")
    face.touch("choice:o1")
    assert face.reads("step.next") and not face.reads("step.leave_out")
    face.touch("choice:o1", "forward")
    assert face.visit.answers == {}
    assert face.shown == "review"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_yes_or_no_is_one_touch_and_says_which(open_face: FaceMaker, answer: str) -> None:
    face = open_face(services=only(YES_NO))
    face.go("step", YES_NO.value)
    other = {"yes": "no", "no": "yes"}[answer]
    face.touch(f"choice:{other}", f"choice:{answer}")
    assert face.heard_keys() == [f"answer.{answer}"]
    assert chosen(face) == [answer]
    face.touch("forward")
    assert face.visit.answers == {YES_NO.value: answer}


def test_an_optional_choice_is_taken_back_by_a_second_touch(open_face: FaceMaker) -> None:
    face = open_face(services=only(YES_NO, optional=True))
    face.go("step", YES_NO.value)
    face.touch("choice:yes", "choice:yes")
    assert chosen(face) == []
    face.touch("forward")
    assert (face.shown, face.visit.answers) == ("review", {})


@each_panel
@each_step
def test_yes_and_no_are_large_and_seen_at_once(open_face: FaceMaker, where: str, step: TextStep) -> None:
    face = face_on(open_face, where, step, services=only(YES_NO))
    face.go("step", YES_NO.value)
    assert {"choice:yes", "choice:no"} <= set(face.elements())
    for answer in ("yes", "no"):
        assert face.elements()[f"choice:{answer}"].height > face.app.look.px(HIGH)
