"""Failure: nothing could be kept, so nothing was promised; it can be tried again, once more the same."""

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Code, Message
from kiosk.visit_events import Kept, NotKept
from tests.screens.face import Face, FaceMaker
from tests.screens.paging import TIGHT, read_on_every_page

OUTBOX = Failure(FailureCode.OUTBOX_UNAVAILABLE)


def failed(face: Face) -> Face:
    face.go("sending")
    face.post(NotKept(face.visit.id, face.key, OUTBOX))
    assert face.shown == "failure"
    return face


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_it_says_what_happened_what_to_do_and_the_code(open_face: FaceMaker, language: Language) -> None:
    face = failed(open_face(language=language))
    assert face.sentence() == face.words("fail.OUT-01.what")
    assert face.reads("fail.OUT-01.do") and face.reads("fail.not_you")
    assert face.reads(Message("fail.code", {"code": Code("OUT-01")}))
    assert face.heard_keys() == ["fail.OUT-01.what", "fail.OUT-01.do", "fail.not_you"]
    assert face.visit.failures == ["OUT-01"]


def test_trying_again_sends_the_same_under_the_same_key(face: Face) -> None:
    failed(face).touch("forward")
    assert face.shown == "sending"
    first, second = (submission for _, submission in face.ports.sender.sent)
    assert first is second
    face.post(Kept(face.visit.id, face.key), face.accepted())
    assert face.shown == "result"


def test_failing_again_is_said_again(face: Face) -> None:
    failed(face).touch("forward")
    face.post(NotKept(face.visit.id, face.key, OUTBOX))
    assert face.shown == "failure"


def test_another_errand_begins_anew(face: Face) -> None:
    failed(face).touch("second")
    assert face.shown == "services"
    assert face.ports.printing.previews == []


def test_there_is_no_way_back_to_a_confirmed_form(face: Face) -> None:
    assert not failed(face).offers("bar:back")


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_it_is_all_read_before_it_is_tried_again(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = failed(open_face(panel=panel, modes=modes, language=language))
        read = read_on_every_page(face)
        assert {face.words("fail.OUT-01.do"), face.words("fail.not_you")} <= read
        assert face.words(Message("fail.code", {"code": Code("OUT-01")})) in read
        face.touch("forward")
        assert face.shown == "sending"
