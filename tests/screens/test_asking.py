"""Asking waits for the platform's answer, asks once, and does not pretend to be able to stop what is done."""

import pytest

from kiosk.central.answers import ApplicationHeld, HeldValues, NotGranted, Papers, Why
from kiosk.central.questions import AskHeld, AskPublic, TakeTicket
from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.visit_events import Answered
from screens.waiting import LONG_WAIT_S
from tests.recording_ports import HOLDER, every_service, sample_services
from tests.screens.answers import (
    APPOINTMENT,
    BY_CODE,
    ENROLMENT,
    NUMBER,
    PAPERS,
    QUERY,
    TICKET,
    answer,
    asked,
    begun,
    fails,
)
from tests.screens.face import AGRI, ANSWERS, Face, FaceMaker

OTHER_COMPANY = "91659999MA00000012"


@pytest.fixture
def face(open_face: FaceMaker) -> Face:
    return open_face(services=every_service())


def requests(face: Face) -> list[object]:
    return [request for _, request in face.ports.asker.asked]


def test_it_asks_once_however_often_the_screen_is_made_anew(face: Face) -> None:
    asked(face, TICKET)
    face.touch("bar:language", "language:kk", "bar:help", "forward")
    assert face.shown == "asking-outcome"
    assert [type(request) for request in requests(face)] == [TakeTicket]


def test_an_answer_that_comes_while_something_else_is_shown_leads_on_after_it(face: Face) -> None:
    asked(face, TICKET)
    face.touch("bar:help")
    answer(face, NUMBER)
    assert face.shown == "help"
    face.touch("forward")
    assert face.shown == "ticket" and len(requests(face)) == 1


def test_what_is_looked_up_can_be_left_and_is_asked_anew_with_what_is_typed_then(face: Face) -> None:
    asked(face, QUERY)
    face.touch("bar:back")
    step = face.visit.steps[-1]
    assert face.shown == f"step-{step.id}"
    # The answer to the first is nothing to the second.
    face.visit.answer(step, OTHER_COMPANY)
    face.touch("forward")
    face.post(Answered(face.visit.id, "request-1", Papers(())))
    assert face.shown == "asking-outcome"
    first, second = requests(face)
    assert isinstance(first, AskPublic) and isinstance(second, AskPublic)
    assert first.answers != second.answers


def test_what_failed_is_asked_again_under_its_id_only_with_the_same_in_it(face: Face) -> None:
    asked(face, QUERY)
    fails(face)
    face.touch("forward")
    assert face.shown == "asking-outcome"
    assert face.ports.asker.again == ["request-1"] and len(requests(face)) == 1
    fails(face)
    face.touch("bar:back")
    face.visit.answer(face.visit.steps[-1], OTHER_COMPANY)
    face.app.entries.clear()
    face.go("asking", Wish.OUTCOME)
    assert face.ports.asker.again == ["request-1"] and len(requests(face)) == 2


@pytest.mark.parametrize(
    ("service", "wish"),
    [(TICKET, Wish.OUTCOME), (APPOINTMENT, Wish.OUTCOME), (ENROLMENT, Wish.SAVE)],
)
def test_what_changes_something_has_no_way_out_before_its_end(face: Face, service: str, wish: Wish) -> None:
    asked(face, service, wish)
    assert not face.offers("bar:back") and "forward" not in face.elements()
    face.pass_time(600)
    assert (face.shown, face.ended) == (f"asking-{wish}", None)
    assert face.reads("asking.slow_changing")
    assert not {"forward", "second"} & face.elements().keys()


def test_after_ten_seconds_it_is_said_that_it_takes_long_and_what_else_can_be_done(face: Face) -> None:
    assert LONG_WAIT_S <= 10
    asked(face, QUERY)
    face.pass_time(LONG_WAIT_S - 1)
    assert not face.reads("asking.slow") and "second" not in face.elements()
    # Help does not make the wait begin anew.
    face.touch("bar:help", "forward")
    face.pass_time(1)
    assert face.reads("asking.slow")
    assert face.heard_keys() == ["asking.look", "asking.slow"]
    face.touch("second")
    assert face.shown == "services"


def test_what_is_known_already_is_asked_ahead_and_need_not_be_waited_for(face: Face) -> None:
    begun(face, ENROLMENT)
    face.go("card_confirm")
    face.touch("forward")
    assert face.shown == "asking-held"
    assert [type(request) for request in requests(face)] == [AskHeld]
    assert face.offers("bar:back")
    face.pass_time(LONG_WAIT_S)
    assert face.reads("asking.slow_held")
    face.touch("forward")
    assert face.shown.startswith("step-")


def test_back_from_asking_ahead_leads_to_the_card(face: Face) -> None:
    asked(face, ENROLMENT, Wish.HELD)
    face.touch("bar:back")
    assert face.shown == "card_confirm"


def test_what_is_known_leads_on_and_is_not_asked(face: Face) -> None:
    asked(face, ENROLMENT, Wish.HELD)
    answer(face, HeldValues({"phone": "13911112222"}))
    assert face.shown.startswith("step-")


def test_what_cannot_be_asked_ahead_is_asked_of_the_resident(face: Face) -> None:
    asked(face, ENROLMENT, Wish.HELD)
    fails(face)
    assert face.shown.startswith("step-")


def test_an_answer_to_another_question_is_not_waited_for(face: Face) -> None:
    asked(face, QUERY)
    face.post(Answered(face.visit.id, "another", Papers(())))
    assert face.shown == "asking-outcome"


def looked_at(face: Face) -> None:
    """An application that was found by its card is asked for, to be corrected."""
    from tests.screens.cases import found, open_case

    found(face, open_case(face))
    face.go("asking", Wish.APPLICATION)


def held(service_id: str) -> ApplicationHeld:
    answers = {step.id: ANSWERS[step.id] for step in sample_services().service(AGRI).steps}
    return ApplicationHeld(service_id, 1, answers, frozenset(answers))


def test_an_application_is_filled_in_to_be_corrected(face: Face) -> None:
    looked_at(face)
    answer(face, held(AGRI))
    assert face.shown == "review"
    assert face.visit.correcting is not None and face.visit.answers["crop"] == ANSWERS["crop"]


def test_an_application_for_what_is_not_offered_here_is_not_corrected_here(face: Face) -> None:
    looked_at(face)
    answer(face, held("vanished"))
    assert face.shown == "not_granted"
    assert face.sentence() == face.words("fail.ASK-03.what")


def test_what_is_refused_has_a_screen_of_its_own(face: Face) -> None:
    asked(face, TICKET)
    answer(face, NotGranted(Why.TOO_LATE))
    assert face.shown == "not_granted"


@pytest.mark.parametrize("service", [QUERY, PAPERS, BY_CODE, APPOINTMENT, TICKET])
def test_what_is_not_answered_has_a_screen_of_its_own(face: Face, service: str) -> None:
    asked(face, service)
    fails(face, FailureCode.PLATFORM_TOO_SLOW)
    assert face.shown == "not_answered"
    assert face.visit.failures == ["NET-02"]


def test_nothing_of_the_card_is_said_while_it_is_asked(face: Face) -> None:
    asked(face, PAPERS)
    assert HOLDER.name not in str(face.heard().parts) and not face.screen.personal_spoken()


def test_what_is_known_too_late_does_not_change_what_is_being_filled_in(face: Face) -> None:
    asked(face, ENROLMENT, Wish.HELD)
    fails(face)
    step = next(step for step in face.visit.steps if step.prefill == "held.phone")
    face.visit.answer(step, "")
    answer(face, HeldValues({"phone": "13911112222"}))
    assert step.id not in face.visit.answers


def test_a_second_wait_is_not_long_at_once(face: Face) -> None:
    asked(face, QUERY)
    face.pass_time(LONG_WAIT_S)
    face.touch("bar:back", "forward")
    assert face.shown == "asking-outcome" and not face.reads("asking.slow")
