"""Not granted: the platform says no; why stands there in the resident's language, and the way to mend it."""

import pytest

from kiosk.central.answers import NotGranted, Why
from kiosk.failures import FailureCode
from kiosk.language.languages import CHINESE, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.language.values import Code, Message
from screens.not_granted import CODES
from tests.recording_ports import every_service
from tests.screens.answers import (
    APPOINTMENT,
    BY_CODE,
    NOT_GRANTED,
    PAPERS,
    QUERY,
    REASON,
    TICKET,
    answered,
)
from tests.screens.face import Face, FaceMaker


@pytest.fixture
def face(open_face: FaceMaker) -> Face:
    return open_face(services=every_service())


def denied(face: Face, service: str, why: Why) -> Face:
    answered(face, service, NotGranted(why))
    assert face.shown == ("progress" if service == BY_CODE and why is Why.NOT_FOUND else "not_granted")
    return face


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_its_words_and_its_code(face: Face, why: Why) -> None:
    denied(face, NOT_GRANTED[why], why)
    code = CODES[why]
    assert face.sentence() == face.words(f"fail.{code}.what")
    assert face.reads(f"fail.{code}.do") and face.reads("fail.not_you")
    assert face.reads(Message("fail.code", {"code": Code(code.value)}))
    assert face.heard_keys() == [f"fail.{code}.what", f"fail.{code}.do", "fail.not_you"]


def test_no_two_reasons_share_a_code() -> None:
    assert len(set(CODES.values())) == len(Why) and CODES[Why.OTHER] is FailureCode.NOT_GRANTED


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH_ARABIC, CHINESE], ids=lambda language: language.tag)
def test_the_platforms_reasons_stand_there_in_the_residents_language(
    open_face: FaceMaker, language: Language
) -> None:
    face = open_face(language=language, services=every_service())
    answered(face, TICKET, NotGranted(Why.OTHER, (REASON,)))
    assert face.reads(REASON) and REASON in face.heard().parts


def test_a_taken_time_is_mended_with_another_time(face: Face) -> None:
    denied(face, APPOINTMENT, Why.SLOT_TAKEN)
    answers = dict(face.visit.answers)
    face.touch("forward")
    slot = next(step.id for step in face.visit.steps if step.kind == "slot")
    assert face.shown == f"step-{slot}" and face.app.place.changing
    # Nothing else is typed again.
    assert face.visit.answers == answers


def test_what_was_typed_wrong_is_checked_where_it_was_typed(face: Face) -> None:
    denied(face, QUERY, Why.NOT_FOUND).touch("forward")
    assert face.shown == f"step-{face.visit.steps[-1].id}"


def test_where_only_choices_were_made_there_is_no_number_to_check(face: Face) -> None:
    denied(face, PAPERS, Why.NOT_FOUND)
    assert not face.reads("fail.ASK-01.do") and face.reads("fail.SVC-01.do")


def test_who_has_a_card_can_lay_it_down_where_the_errand_takes_one(face: Face) -> None:
    denied(face, APPOINTMENT, Why.CARD_NEEDED).touch("forward")
    assert face.shown == "card"


@pytest.mark.parametrize(
    ("service", "why"),
    [
        (TICKET, Why.TOO_LATE),
        (TICKET, Why.SERVICE_GONE),
        (APPOINTMENT, Why.OLD_VERSION),
        (BY_CODE, Why.CARD_NEEDED),
    ],
)
def test_what_cannot_be_mended_here_leads_to_another_errand(face: Face, service: str, why: Why) -> None:
    denied(face, service, why)
    assert "second" not in face.elements()
    face.touch("forward")
    assert face.shown == "services"
