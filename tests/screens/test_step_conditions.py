"""Questions that are asked only where an earlier answer calls for them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.application import Submission
from kiosk.language.values import Number
from kiosk.services.conditions import Comparison
from kiosk.services.packs import Catalogue
from kiosk.services.service import FieldKind
from tests.screens.face import AGRI, Face, FaceMaker
from tests.screens.steps import only, options

HELPERS, HOW_MANY, GOODS = FieldKind.YES_NO.value, FieldKind.NUMBER.value, FieldKind.SEVERAL.value


def catalogue() -> Catalogue:
    """Have you helpers? How many? What do you sell?"""
    service = only(FieldKind.YES_NO, FieldKind.NUMBER, FieldKind.SEVERAL).service(AGRI)
    helpers, how_many, goods = service.steps
    steps = (
        helpers,
        replace(how_many, when=Comparison(HELPERS, "is", ("yes",)), decimals=0),
        replace(goods, options=options(3), at_most=None),
    )
    return Catalogue((replace(service, steps=steps, signature=False, needs=()),), ())


@pytest.fixture
def asked(open_face: FaceMaker) -> Face:
    face = open_face(services=catalogue())
    face.go("step", HELPERS)
    return face


def sent(face: Face) -> Submission:
    (submission,) = (submission for _, submission in face.ports.sender.sent)
    return submission


def steps_shown(face: Face, *keys: str) -> Sequence[str]:
    """The screens that each of these touches led to."""
    shown = []
    for key in keys:
        face.touch(key)
        if key == "forward":
            shown.append(face.shown)
    return shown


def test_a_question_that_is_called_for_comes_next_and_another_does_not(asked: Face) -> None:
    assert steps_shown(asked, "choice:no", "forward") == [f"step-{GOODS}"]
    asked.touch("bar:back")
    assert asked.shown == f"step-{HELPERS}"
    assert steps_shown(asked, "choice:yes", "forward") == [f"step-{HOW_MANY}"]
    asked.touch("bar:back")
    assert asked.shown == f"step-{HELPERS}"


def test_how_many_questions_there_are_follows_the_answers(asked: Face) -> None:
    total = asked.app.question_message
    assert asked.reads(total((1, 2)) or "")
    asked.touch("choice:yes", "forward")
    assert asked.reads(total((2, 3)) or "")


def test_an_answer_to_a_question_that_is_closed_is_not_sent(asked: Face) -> None:
    asked.touch("choice:yes", "forward", "key:2", "forward", "choice:o1", "forward")
    assert asked.shown == "review"
    assert asked.visit.answers == {HELPERS: "yes", HOW_MANY: "2", GOODS: "o1"}
    asked.app.change_step(HELPERS)
    asked.step()
    asked.touch("choice:no", "forward")
    assert asked.shown == "review"
    assert not any(str(Number(2).amount) == text for text in asked.texts())
    while asked.shown == "review":
        asked.touch("forward")
    assert dict(sent(asked).answers) == {HELPERS: "no", GOODS: "o1"}


def test_a_question_that_is_opened_from_the_review_is_asked_before_it_is_sent(asked: Face) -> None:
    asked.touch("choice:no", "forward", "choice:o1", "forward")
    assert asked.shown == "review"
    asked.app.change_step(HELPERS)
    asked.step()
    asked.touch("choice:yes", "forward")
    assert asked.shown == f"step-{HOW_MANY}"
    asked.touch("key:3", "forward")
    assert asked.shown == "review"
    while asked.shown == "review":
        asked.touch("forward")
    assert dict(sent(asked).answers) == {HELPERS: "yes", HOW_MANY: "3", GOODS: "o1"}


def test_an_answer_that_is_opened_again_need_not_be_typed_again(asked: Face) -> None:
    asked.touch("choice:yes", "forward", "key:2", "bar:back", "choice:no", "forward")
    assert asked.shown == f"step-{GOODS}"
    asked.touch("bar:back", "choice:yes", "forward")
    asked.touch("forward")
    assert asked.visit.answers[HOW_MANY] == "2"
