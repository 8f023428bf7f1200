"""Leave asks once where something was entered, and forgets it."""

import pytest

from kiosk.central.questions import SaveForCounter
from kiosk.errand_questions import Wish
from kiosk.visit_ports import Ending
from tests.recording_ports import every_service
from tests.screens.answers import ENROLMENT, SAVED, TICKET, answered, asked, begun, fails, leaving_unfinished
from tests.screens.face import Face, FaceMaker


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


def test_leaving_what_may_be_done_already_says_so(open_face: FaceMaker) -> None:
    face = open_face(services=every_service())
    asked(face, TICKET)
    face.touch("bar:leave")
    assert face.reads("not_answered.changing") and not face.reads("leave.note")
    # What it waits for ends by itself: the time of whoever reads this does not run.
    face.pass_time(600)
    assert (face.shown, face.ended) == ("leave", None)
    fails(face)
    face.pass_time(90)
    assert face.shown == "timeout"


def test_what_is_being_typed_goes_to_the_counter_too(open_face: FaceMaker) -> None:
    face = open_face(services=every_service())
    begun(face, ENROLMENT)
    step = next(step for step in face.visit.steps if step.kind == "phone")
    face.visit.answer(step, "")
    face.go("step", step.id)
    face.type("13911112222")
    face.touch("bar:leave", "save")
    ((_, request),) = face.ports.asker.asked
    assert isinstance(request, SaveForCounter) and request.form.answers[step.id] == "13911112222"


def test_what_cannot_go_to_the_counter_is_said_to_be_left_out(open_face: FaceMaker) -> None:
    face = open_face(services=every_service())
    leaving_unfinished(face)
    assert face.reads("leave.left_out") and face.heard_keys()[-1] == "leave.left_out"
    face.touch("save")
    ((_, request),) = face.ports.asker.asked
    assert isinstance(request, SaveForCounter) and "phone" not in request.form.answers


def test_what_is_saved_is_not_called_forgotten_nor_saved_again(open_face: FaceMaker) -> None:
    face = open_face(services=every_service())
    answered(face, ENROLMENT, SAVED, Wish.SAVE)
    assert face.shown == "saved"
    face.touch("bar:leave")
    assert face.ended is Ending.LEFT
