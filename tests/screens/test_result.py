"""Result says exactly what has happened: accepted, received here, or not taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Day, Message, Number, Terms
from kiosk.visit_events import Kept, NotAccepted, NotDelivered, VisitEvent
from screens.theme import Modes, Panel, TextStep
from tests.screens.face import CASE, Face, FaceMaker

UNREACHABLE = Failure(FailureCode.PLATFORM_UNREACHABLE)
REASON = Terms({"ug": "بۇ يەر تىزىملانغان", "zh-Hans": "该地块已登记"})


def settled(face: Face, *events: VisitEvent) -> Face:
    face.post(Kept(face.visit.id, face.key), *events)
    face.go("result")
    return face


def accepted(face: Face) -> Face:
    face.confirm()
    return settled(face, face.accepted())


def received(face: Face, failure: Failure = UNREACHABLE) -> Face:
    face.confirm()
    return settled(face, NotDelivered(face.visit.id, face.key, failure))


def refused(face: Face) -> Face:
    face.confirm()
    failure = Failure(FailureCode.PLATFORM_REFUSED)
    return settled(face, NotAccepted(face.visit.id, face.key, failure, (REASON,)))


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_accepted_stands_there_with_its_case_number_and_the_promised_day(
    open_face: FaceMaker, language: Language
) -> None:
    face = accepted(open_face(language=language))
    assert face.sentence() == face.words("result.accepted")
    assert face.reads("result.accepted_note")
    assert CASE in face.texts()
    day = face.app.value_text(Day(date(2026, 5, 11)))
    assert any(label.text == day for label in face.labels())
    assert face.reads(Message("result.within", {"days": Number(5)}))
    assert "result.case" in face.heard_keys()


def test_a_platform_that_promises_no_day_is_not_spoken_for(face: Face) -> None:
    face.confirm()
    settled(face, replace(face.accepted(), promised_day=None))
    assert CASE in face.texts()
    assert not face.reads("result.promised")


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_received_here_says_so_with_the_receipt_code_and_never_accepted(
    open_face: FaceMaker, language: Language
) -> None:
    face = received(open_face(language=language))
    assert face.sentence() == face.words("result.received")
    assert face.visit.submission is not None
    assert face.visit.submission.receipt_code in face.texts()
    assert face.reads("result.office_waits")
    assert face.reads("result.not_again")
    assert face.reads(Message("fail.code", {"code": Code("NET-01")}))
    shown = face.texts()
    for key in ("result.accepted", "result.accepted_note", "result.case", "result.promised"):
        assert face.words(key) not in shown
        assert key not in face.heard_keys()


@pytest.mark.parametrize("code", ["NET-01", "NET-02", "NET-04"])
def test_why_it_waits_stands_there_and_is_no_missing_network_where_there_is_one(
    face: Face, code: str
) -> None:
    received(face, Failure(FailureCode(code)))
    assert face.reads(Message("fail.code", {"code": Code(code)}))
    note, other = "result.received_note", "result.waiting_note"
    if code != "NET-01":
        note, other = other, note
    assert face.reads(note) and note in face.heard_keys()
    assert not face.reads(other)


@pytest.mark.parametrize("make", [accepted, received])
@pytest.mark.parametrize("panel", [Panel(1280, 800, 331.7, 207.3), Panel(1024, 768, 304, 228)])
def test_the_number_stands_large_on_a_lying_panel_too(
    open_face: FaceMaker, make: Callable[[Face], Face], panel: Panel
) -> None:
    face = make(open_face(panel=panel, modes=Modes(step=TextStep.LARGEST)))
    number = (
        face.visit.acceptance.case_number if face.visit.acceptance else face.visit.submission.receipt_code
    )
    pages = face.screen.pages
    assert pages is not None
    while number not in face.texts():
        assert not pages.last
        face.touch("forward")
    label = next(label for label in face.labels() if number in label.text)
    assert label.font_size > face.app.look.type("body")


def test_not_taken_says_so_with_the_platforms_reasons_and_what_to_do(face: Face) -> None:
    refused(face)
    assert face.sentence() == face.words("result.refused")
    assert face.reads(REASON) and REASON in face.heard().parts
    assert face.reads("result.refused_note") and face.reads("fail.NET-03.do")
    assert face.reads(Message("fail.code", {"code": Code("NET-03")}))
    assert not face.reads("result.accepted_note") and not face.reads("result.receipt")


def test_what_was_not_taken_gets_no_receipt(face: Face) -> None:
    refused(face).touch("forward")
    assert face.shown == "rating"
    assert face.ports.printing.previews == []


@pytest.mark.parametrize("make", [accepted, received])
def test_what_was_taken_gets_a_receipt(face: Face, make: Callable[[Face], Face]) -> None:
    make(face)
    face.touch("forward")
    assert face.shown == "receipt"
    assert len(face.ports.printing.previews) == 1


def test_an_acceptance_that_comes_while_one_reads_is_shown(face: Face) -> None:
    received(face)
    face.post(face.accepted())
    assert face.sentence() == face.words("result.accepted")
    assert CASE in face.texts()
    assert face.heard_keys()[0] == "result.accepted"


def test_a_refusal_that_comes_while_one_reads_is_shown(face: Face) -> None:
    received(face)
    face.post(NotAccepted(face.visit.id, face.key, Failure(FailureCode.PLATFORM_REFUSED)))
    assert face.sentence() == face.words("result.refused")


def test_there_is_no_way_back_to_what_was_sent(face: Face) -> None:
    accepted(face)
    assert not face.offers("bar:back")
    face.touch("bar:back")
    assert face.shown == "result"
