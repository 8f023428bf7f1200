"""Not answered: no answer came; it is said what that means here, and what can be done all the same."""

import pytest

from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR
from kiosk.language.values import Code, Message
from kiosk.visit_events import Answered
from tests.recording_ports import every_service
from tests.screens.answers import APPOINTMENT, ENROLMENT, NUMBER, QUERY, TICKET, answer, not_answered
from tests.screens.face import Face, FaceMaker
from tests.screens.paging import TIGHT, read_on_every_page

OFFLINE, SLOW = FailureCode.PLATFORM_UNREACHABLE, FailureCode.PLATFORM_TOO_SLOW


@pytest.fixture
def face(open_face: FaceMaker) -> Face:
    return open_face(services=every_service())


def test_without_a_network_it_says_that_this_needs_one_and_what_does_not(face: Face) -> None:
    not_answered(face, QUERY, OFFLINE)
    assert face.sentence() == face.words("fail.NET-01.what")
    assert face.reads("not_answered.needs_network") and face.reads("not_answered.without")
    assert face.reads(Message("fail.code", {"code": Code("NET-01")}))
    # That it is kept here and sent later is so of an application only.
    assert not face.reads("fail.NET-01.do")
    assert face.heard_keys() == [
        "fail.NET-01.what",
        "not_answered.needs_network",
        "not_answered.without",
        "fail.not_you",
    ]


@pytest.mark.parametrize("code", [SLOW, FailureCode.PLATFORM_FAULT, FailureCode.PLATFORM_REFUSED])
def test_every_other_reason_can_be_tried_again(face: Face, code: FailureCode) -> None:
    not_answered(face, QUERY, code)
    assert face.reads("not_answered.do")
    face.touch("forward")
    assert face.shown == "asking-outcome" and face.ports.asker.again == ["request-1"]


def test_what_may_be_done_already_is_called_so_and_cannot_be_left_backwards(face: Face) -> None:
    not_answered(face, APPOINTMENT, SLOW)
    assert face.reads("not_answered.changing") and not face.reads("not_answered.without")
    assert not face.offers("bar:back")
    face.touch("forward")
    assert face.ports.asker.again == ["request-1"] and len(face.ports.asker.asked) == 1


def test_what_was_looked_up_can_be_gone_back_from(face: Face) -> None:
    not_answered(face, QUERY, OFFLINE)
    face.touch("bar:back")
    assert face.shown == f"step-{face.visit.steps[-1].id}"


def test_a_form_that_could_not_be_saved_is_still_there(face: Face) -> None:
    not_answered(face, ENROLMENT, OFFLINE, Wish.SAVE)
    answers = dict(face.visit.answers)
    assert face.reads("not_answered.form") and answers
    face.touch("bar:back")
    assert face.shown == "review" and face.visit.answers == answers


def test_another_errand_begins_anew(face: Face) -> None:
    not_answered(face, QUERY, OFFLINE)
    face.touch("second")
    assert face.shown == "services"


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_it_is_all_read_before_it_is_tried_again(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH, CHINESE):
        face = open_face(panel=panel, modes=modes, language=language, services=every_service())
        not_answered(face, APPOINTMENT, OFFLINE)
        read = read_on_every_page(face)
        wanted = ("not_answered.needs_network", "not_answered.changing", "fail.not_you")
        assert {face.words(key) for key in wanted} <= read
        face.touch("forward")
        assert face.shown == "asking-outcome"


@pytest.mark.parametrize("then", [(), ("forward",), ("bar:listen",), ("bar:language", "language:kk")])
def test_an_answer_that_comes_late_is_shown_whatever_was_touched(face: Face, then: tuple[str, ...]) -> None:
    not_answered(face, TICKET, SLOW)
    if then[:1] == ("bar:language",):
        face.touch("bar:language")
        answer(face, NUMBER)
        face.touch("language:kk")
    else:
        face.touch(*then)
        answer(face, NUMBER)
    assert face.shown == "ticket"
    assert len(face.ports.asker.asked) == 1


def test_what_is_done_is_not_asked_for_a_second_time(face: Face) -> None:
    not_answered(face, TICKET, SLOW)
    question = face.visit.question
    assert question is not None
    face.visit.post(Answered(face.visit.id, question.request_id, NUMBER))
    face.visit.take_events()
    face.touch("forward")
    assert face.shown == "ticket" and len(face.ports.asker.asked) == 1
