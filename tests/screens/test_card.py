"""Card says what is read and why, reads it, and where it cannot says so and leads on."""

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Message
from kiosk.visit_events import CardFound, CardNotRead, CardRead, CardReaderState
from tests.recording_ports import HOLDER, sample_services
from tests.screens.face import AGRI, Face, FaceMaker

READER_CODES = (FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER)
CARD_CODES = (
    FailureCode.CARD_NONE,
    FailureCode.CARD_UNREADABLE,
    FailureCode.CARD_WRONG_KIND,
    FailureCode.CARD_REMOVED,
)


def fail(face: Face, code: FailureCode) -> None:
    failure = Failure(code)
    if code in READER_CODES:
        face.post(CardReaderState(face.visit.id, failure))
    else:
        face.post(CardFound(face.visit.id), CardNotRead(face.visit.id, failure))


def test_it_says_what_is_read_and_what_for_while_it_waits_for_the_card(face: Face) -> None:
    face.go("card")
    service = sample_services().service(AGRI)
    assert face.ports.card_reader.starts == ["visit-1"]
    shown = "\n".join(face.texts())
    for need in service.needs:
        assert face.words(f"field.{need.field}") in shown
        assert f"field.{need.field}" in face.heard_keys()
    assert face.reads(service.needs[0].reason)
    assert face.reads("card.forget")
    assert {"card.sentence", "card.what", "card.forget"} <= set(face.heard_keys())


def test_only_what_the_service_needs_is_named(face: Face) -> None:
    face.go("card")
    assert not any(face.words(f"field.{other}") in "\n".join(face.texts()) for other in ("address", "birth"))


def test_a_card_on_the_reader_is_named_being_read(face: Face) -> None:
    face.go("card")
    face.post(CardFound(face.visit.id))
    assert face.sentence() == face.words("card.reading")
    assert face.heard_keys() == ["card.reading"]
    assert "second" not in face.elements()


def test_a_read_card_leads_on_to_its_name(face: Face) -> None:
    face.go("card")
    face.lay_card()
    assert face.shown == "card_confirm"
    assert not face.ports.card_reader.reading


def test_another_visits_card_is_nobodys(face: Face) -> None:
    face.go("card")
    face.post(CardRead("visit-0", HOLDER))
    assert (face.shown, face.visit.card.holder) == ("card", None)


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_every_failure_has_its_code_its_words_and_its_voice(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language)
    for code in (*READER_CODES, *CARD_CODES):
        face.go("card")
        fail(face, code)
        assert face.sentence() == face.words(f"fail.{code}.what")
        assert face.reads(f"fail.{code}.do")
        assert face.reads("fail.not_you")
        assert face.reads(Message("fail.code", {"code": Code(code.value)}))
        assert face.heard_keys() == [f"fail.{code}.what", f"fail.{code}.do"]
        assert not face.reads("card.forget")
    assert face.visit.failures == [code.value for code in (*READER_CODES, *CARD_CODES)]


@pytest.mark.parametrize("code", READER_CODES)
def test_a_reader_that_fails_can_be_tried_again(face: Face, code: FailureCode) -> None:
    face.go("card")
    fail(face, code)
    face.touch("forward")
    assert len(face.ports.card_reader.starts) == 2
    assert face.sentence() == face.words("card.sentence")
    assert not any(code.value in text for text in face.texts())


@pytest.mark.parametrize("code", CARD_CODES)
def test_a_card_that_fails_is_simply_laid_down_again(face: Face, code: FailureCode) -> None:
    face.go("card")
    fail(face, code)
    assert "forward" not in face.elements()
    face.post(CardFound(face.visit.id))
    assert face.sentence() == face.words("card.reading")
    face.lay_card()
    assert face.shown == "card_confirm"


def test_somebody_without_a_card_has_a_way_on_whatever_happened(face: Face) -> None:
    for code in (None, *READER_CODES, *CARD_CODES):
        face.go("card")
        if code is not None:
            fail(face, code)
        face.touch("second")
        assert face.shown == "counter"
        assert not face.ports.card_reader.reading


def test_a_reader_that_comes_back_is_no_failure_any_more(face: Face) -> None:
    face.go("card")
    fail(face, FailureCode.CARD_NO_READER)
    face.post(CardReaderState(face.visit.id, None))
    assert face.sentence() == face.words("card.sentence")
    assert "forward" not in face.elements()


@pytest.mark.parametrize("key", ["bar:back", "bar:help"])
def test_off_the_screen_no_card_is_read(face: Face, key: str) -> None:
    face.go("card")
    face.touch(key)
    assert not face.ports.card_reader.reading
