"""Not possible says why, what can be done instead, and when it is possible again."""

import pytest

from kiosk.failures import FailureCode
from kiosk.language.languages import KAZAKH, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Code, Message
from tests.screens.face import AGRI, Face, FaceMaker
from tests.screens.keypad_hands import focus_on, press
from tests.screens.paging import TIGHT, read_on_every_page
from tests.screens.readers import IDENTITY, SOCIAL, all_fail, comes_back, fails, only

READER_CODES = (FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER)


def barred(face: Face, code: FailureCode = FailureCode.CARD_NO_READER) -> Face:
    """Come from the services to the one that is not possible."""
    face.go("services")
    all_fail(face, code)
    face.touch(f"service:{AGRI}")
    assert face.shown == "not_possible"
    return face


@pytest.mark.parametrize("code", READER_CODES)
@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_it_says_why_with_its_code_and_what_can_be_done_instead(
    open_face: FaceMaker, language: Language, code: FailureCode
) -> None:
    face = barred(open_face(language=language), code)
    assert face.sentence() == face.words(f"fail.{code}.what")
    for words in ("counter.note", "fail.not_you", "services.wait"):
        assert face.reads(words)
    assert face.reads(Message("fail.code", {"code": Code(code.value)}))
    assert face.heard_keys() == [f"fail.{code}.what", "counter.note", "services.wait"]


def test_no_card_is_asked_for(face: Face) -> None:
    assert barred(face).ports.card_reader.starts == []


@pytest.mark.parametrize("key", ["second", "bar:back"])
def test_it_leads_back_to_the_other_services(face: Face, key: str) -> None:
    barred(face).touch(key)
    assert face.shown == "services"


def test_nobody_is_told_to_wait_for_a_reader_that_was_never_fitted(face: Face) -> None:
    face.go("services")
    only(face)
    face.touch(f"service:{AGRI}")
    assert not face.reads("services.wait")
    assert face.heard_keys() == ["fail.CARD-02.what", "counter.note"]


@pytest.mark.parametrize(("kind", "needs"), [
    (IDENTITY, "counter.sentence"), (SOCIAL, "counter.needs_social_card"),
])  # fmt: skip
def test_when_a_reader_is_back_it_says_so_by_itself_and_leads_on(face: Face, kind: str, needs: str) -> None:
    barred(face)
    assert "forward" not in face.elements()
    comes_back(face, kind)
    assert face.sentence() == face.words("services.possible")
    assert face.heard_keys() == ["services.possible", needs]
    assert face.reads(needs) and not face.reads("fail.not_you")
    face.touch("forward")
    assert face.shown == "guide"
    assert face.visit.service is not None and face.visit.service.id == AGRI


def test_a_reader_that_fails_once_more_is_told_once_more(face: Face) -> None:
    barred(face)
    comes_back(face, SOCIAL)
    fails(face, SOCIAL, FailureCode.CARD_SERVICE_DOWN)
    assert face.sentence() in {face.words(f"fail.{code}.what") for code in READER_CODES}
    assert "forward" not in face.elements()
    assert face.reads("services.wait")


def test_the_other_errand_stays_at_its_key_when_it_becomes_possible(face: Face) -> None:
    barred(face)
    before = face.elements()["second"]
    comes_back(face, IDENTITY)
    after = face.elements()["second"]
    assert (before.x + before.width, before.y) == (after.x + after.width, after.y)


def test_the_keypad_finds_its_way_on_when_it_becomes_possible(face: Face) -> None:
    barred(face)
    focus_on(face, "second")
    comes_back(face, IDENTITY)
    assert face.app.focus.element_id == "second"
    press(face, "down")
    assert face.app.focus.element_id == "forward"
    press(face, "select")
    assert face.shown == "guide"


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_it_is_all_read(open_face: FaceMaker, where: str, language: Language) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, language=language)
    face.bring_up()
    all_fail(face)
    face.go("not_possible")
    read = read_on_every_page(face)
    assert {face.words(key) for key in ("counter.note", "fail.not_you", "services.wait")} <= read
    face.touch("second")
    assert face.shown == "services"
    face.go("not_possible")
    comes_back(face, IDENTITY)
    assert face.words("counter.sentence") in read_on_every_page(face)
    face.touch("forward")
    assert face.shown == "guide"
