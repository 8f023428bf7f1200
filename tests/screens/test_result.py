"""Result says exactly what has happened: accepted, received here, or not taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Day, Message, Number, Terms
from kiosk.visit_events import Kept, NotAccepted, NotDelivered, VisitEvent
from kiosk.visit_progress import Delivery
from screens.theme import Modes, Panel, TextStep
from tests.recording_ports import every_service, sample_services
from tests.screens.face import AGRI, CASE, Face, FaceMaker, with_service
from tests.screens.paging import read_on_every_page

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
    assert face.reads("result.refused_note")
    assert face.reads(Message("fail.code", {"code": Code("NET-03")}))
    assert not face.reads("result.accepted_note") and not face.reads("result.receipt")


def test_what_was_not_taken_gets_no_receipt(face: Face) -> None:
    refused(face).touch("second")
    assert face.shown == "rating"
    assert face.ports.printing.previews == []


def test_what_was_not_taken_is_changed_and_handed_in_anew_without_typing_it_again(face: Face) -> None:
    refused(face)
    first = face.visit.submission
    assert first is not None
    face.touch("forward")
    assert face.shown == "review"
    assert face.visit.delivery is Delivery.NONE and face.visit.signature == ()
    face.touch("change:area", *["key:delete"] * 4)
    face.type("3")
    face.touch("forward", "forward")
    face.sign()
    face.touch("forward")
    assert face.shown == "sending"
    again = face.ports.sender.sent[-1][1]
    assert again is face.visit.submission and again is not first
    assert again.key != first.key and again.receipt_code != first.receipt_code
    assert dict(again.answers) == {**first.answers, "area": "3"}
    assert dict(again.holder) == dict(first.holder)
    # What still comes of the first is nothing to the second.
    face.post(NotAccepted(face.visit.id, first.key, Failure(FailureCode.PLATFORM_REFUSED), (REASON,)))
    assert face.shown == "sending"
    face.post(Kept(face.visit.id, face.key), face.accepted())
    assert face.sentence() == face.words("result.accepted")


def test_without_reasons_it_is_asked_at_the_counter_and_can_be_changed_all_the_same(face: Face) -> None:
    face.confirm()
    settled(face, NotAccepted(face.visit.id, face.key, Failure(FailureCode.PLATFORM_REFUSED)))
    assert face.reads("result.refused_note")
    assert face.offers("forward") and face.offers("second")


def test_what_was_rated_is_not_mended(face: Face) -> None:
    face.visit.choose_service(every_service().service("rating"))
    face.visit.answer(face.visit.steps[0], face.visit.steps[0].options[0].id)
    face.visit.confirm()
    settled(face, NotAccepted(face.visit.id, face.key, Failure(FailureCode.PLATFORM_REFUSED)))
    assert not face.offers("second")
    assert face.reads("fail.NET-03.do")


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


@pytest.mark.parametrize("says", [True, False])
def test_what_happens_next_is_read_and_heard_once_it_is_accepted(open_face: FaceMaker, says: bool) -> None:
    words = every_service().service("tax-quota-change").done
    assert words is not None
    service = replace(sample_services().service(AGRI), done=words if says else None)
    face = accepted(open_face(services=with_service(service)))
    assert (words in face.heard().parts) == says
    assert (face.words(words) in read_on_every_page(face)) == says
    face = received(open_face(services=with_service(service)))
    assert words not in face.heard().parts


def test_what_is_not_offered_any_more_leads_to_other_services(face: Face) -> None:
    face.go("sending")
    settled(face, NotAccepted(face.visit.id, face.key, Failure(FailureCode.SERVICE_GONE)))
    assert face.reads("fail.ASK-03.what")
    face.touch("forward")
    assert face.shown == "services"
