"""Card says what is read and why, reads it, and where it cannot says so and leads on."""

from dataclasses import replace

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Code, Message
from kiosk.services.service import CardField
from kiosk.visit_events import CardFound, CardNotRead, CardRead, CardReaderState
from screens.theme import Modes, TextStep
from screens.widgets.pages import Illustration
from screens.widgets.warned import KeptPicture
from tests.recording_ports import HOLDER, sample_services
from tests.screens.face import AGRI, Face, FaceMaker, visible, with_service
from tests.screens.paging import TIGHT, read_on_every_page

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


def picture(face: Face) -> str:
    (shown,) = [card.picture for card in visible(face.screen) if isinstance(card, Illustration | KeptPicture)]
    return str(shown)


def test_every_answer_of_the_reader_has_a_picture_of_its_own(face: Face) -> None:
    face.go("card")
    seen = [picture(face)]
    face.post(CardFound(face.visit.id))
    seen.append(picture(face))
    for code in (*READER_CODES, *CARD_CODES):
        face.go("card")
        fail(face, code)
        seen.append(picture(face))
        assert face.screen.picture() == picture(face)
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_what_is_read_and_why_is_read_on_some_page(
    open_face: FaceMaker, where: str, language: Language
) -> None:
    panel, modes = TIGHT[where]
    sample = sample_services().service(AGRI)
    service = replace(sample, needs=tuple(replace(sample.needs[0], field=field) for field in CardField))
    face = open_face(panel=panel, modes=modes, language=language, services=with_service(service))
    face.go("card")
    read = read_on_every_page(face)
    assert {face.words(key) for key in ("card.what", "card.why", "card.secret", "card.forget")} <= read
    assert face.words(sample.needs[0].reason) in read
    assert all(any(face.words(f"field.{field}") in text for text in read) for field in CardField)
    face.touch("second")
    assert face.shown == "counter"


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_a_failure_is_told_from_its_first_page(
    open_face: FaceMaker, where: str, language: Language
) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, language=language)
    for code in (*READER_CODES, *CARD_CODES):
        face.go("card")
        if "forward" in face.elements():
            face.touch("forward")
        fail(face, code)
        read = read_on_every_page(face)
        assert {face.words(f"fail.{code}.do"), face.words("fail.not_you")} <= read
        assert face.words(Message("fail.code", {"code": Code(code.value)})) in read
        face.touch("second")
        assert face.shown == "counter"


def test_a_card_is_read_on_whatever_page_it_is_laid_down(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(TextStep.LARGEST))
    face.go("card")
    face.touch("forward")
    face.lay_card()
    assert face.shown == "card_confirm"
