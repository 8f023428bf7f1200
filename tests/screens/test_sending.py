"""Sending has it kept and delivered once, and never says more than has happened."""

from kiosk.failures import Failure, FailureCode
from kiosk.visit_events import Kept, NotAccepted, NotDelivered, NotKept
from screens.waiting import LONG_WAIT_S
from tests.screens.face import Face


def sending(face: Face) -> Face:
    face.go("sign")
    face.sign()
    face.touch("forward")
    assert face.shown == "sending"
    return face


def test_it_is_handed_over_once(face: Face) -> None:
    sending(face)
    face.touch("bar:language", "language:kk", "bar:help", "forward")
    assert face.shown == "sending"
    assert len(face.ports.sender.sent) == 1


def test_it_says_that_it_is_kept_only_when_it_is(face: Face) -> None:
    sending(face)
    assert not face.reads("sending.kept")
    assert face.heard_keys() == ["sending.sentence"]
    face.post(Kept(face.visit.id, face.key))
    assert face.reads("sending.kept")
    face.touch("bar:help", "forward")
    assert face.reads("sending.kept")
    assert face.heard_keys() == ["sending.sentence", "sending.kept"]


def test_there_is_no_way_back_and_no_end_by_waiting(face: Face) -> None:
    sending(face)
    assert not face.offers("bar:back")
    face.touch("bar:back")
    assert face.shown == "sending"
    face.pass_time(600)
    assert (face.shown, face.ended) == ("sending", None)


def test_a_slow_office_is_named_after_ten_seconds_and_need_not_be_waited_for(face: Face) -> None:
    assert LONG_WAIT_S <= 10
    sending(face)
    face.post(Kept(face.visit.id, face.key))
    face.pass_time(LONG_WAIT_S - 1)
    assert not face.reads("sending.slow") and "forward" not in face.elements()
    # Help does not make the wait begin anew.
    face.touch("bar:help", "forward")
    face.pass_time(1)
    assert face.reads("sending.kept") and face.reads("sending.slow")
    assert face.heard_keys() == ["sending.sentence", "sending.kept", "sending.slow"]
    face.touch("forward")
    assert face.sentence() == face.words("result.received")
    assert face.reads("result.waiting_note") and not face.reads("result.received_note")
    assert face.visit.submission is not None
    assert face.visit.submission.receipt_code in face.texts()
    assert len(face.ports.sender.sent) == 1


def test_what_comes_after_one_has_gone_on_is_shown(face: Face) -> None:
    sending(face)
    face.post(Kept(face.visit.id, face.key))
    face.pass_time(LONG_WAIT_S)
    face.touch("forward")
    face.post(face.accepted())
    assert face.sentence() == face.words("result.accepted")


def test_what_is_not_kept_yet_is_not_called_kept_however_long_it_takes(face: Face) -> None:
    sending(face)
    face.pass_time(LONG_WAIT_S)
    assert face.reads("sending.keeping") and not face.reads("sending.slow")
    assert "forward" not in face.elements()
    face.post(Kept(face.visit.id, face.key))
    face.step()
    assert face.reads("sending.slow") and face.offers("forward")


def test_a_second_try_has_its_own_ten_seconds(face: Face) -> None:
    sending(face)
    face.pass_time(LONG_WAIT_S)
    face.post(NotKept(face.visit.id, face.key, Failure(FailureCode.OUTBOX_UNAVAILABLE)))
    face.touch("forward")
    assert face.shown == "sending"
    face.post(Kept(face.visit.id, face.key))
    assert not face.reads("sending.slow")


def test_what_came_of_it_leads_on(face: Face) -> None:
    sending(face)
    face.post(Kept(face.visit.id, face.key), face.accepted())
    assert face.shown == "result"
    assert face.sentence() == face.words("result.accepted")


def test_a_platform_that_cannot_be_reached_ends_with_received_here(face: Face) -> None:
    sending(face)
    late = Failure(FailureCode.PLATFORM_UNREACHABLE)
    face.post(Kept(face.visit.id, face.key), NotDelivered(face.visit.id, face.key, late))
    assert face.sentence() == face.words("result.received")


def test_a_refusal_is_a_result(face: Face) -> None:
    sending(face)
    refused = Failure(FailureCode.PLATFORM_REFUSED)
    face.post(Kept(face.visit.id, face.key), NotAccepted(face.visit.id, face.key, refused))
    assert face.sentence() == face.words("result.refused")


def test_what_could_not_be_kept_is_a_failure(face: Face) -> None:
    sending(face)
    face.post(NotKept(face.visit.id, face.key, Failure(FailureCode.OUTBOX_UNAVAILABLE)))
    assert face.shown == "failure"


def test_another_submissions_answer_is_not_this_ones(face: Face) -> None:
    sending(face)
    face.post(Kept(face.visit.id, "another key"), Kept("visit-0", face.key))
    assert not face.reads("sending.kept")
