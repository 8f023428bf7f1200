"""Card says what is read and why, reads it, and where it cannot says so and leads on."""

from dataclasses import replace

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Code, Message
from kiosk.services.cards import GIVES, CardField, CardKind
from kiosk.visit_events import CardFound, CardNotRead, CardRead
from screens.card import TRIES_S, Way
from screens.theme import Modes, TextStep
from screens.widgets.notice import Notice
from screens.widgets.pages import Illustration
from screens.widgets.warned import KeptPicture
from tests.recording_ports import HOLDER, sample_services
from tests.screens.face import AGRI, Face, FaceMaker, visible, with_service
from tests.screens.keypad_hands import press
from tests.screens.paging import TIGHT, read_on_every_page
from tests.screens.readers import IDENTITY, SOCIAL, all_fail, comes_back, fails, only

READER_CODES = (FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER)
CARD_CODES = (
    FailureCode.CARD_NONE,
    FailureCode.CARD_UNREADABLE,
    FailureCode.CARD_WRONG_KIND,
    FailureCode.CARD_REMOVED,
    FailureCode.CARD_NEEDS_ISSUER_MODULE,
    FailureCode.CARD_LEFT_BEHIND,
)
ALL_CODES = (*READER_CODES, *CARD_CODES)
# What stands in place of "fail.<code>.do" where these cards will do.
EITHER, SOCIAL_ONLY = (IDENTITY, SOCIAL), (SOCIAL,)
OTHERWISE = {
    (EITHER, FailureCode.CARD_NONE): "card.either",
    (EITHER, FailureCode.CARD_WRONG_KIND): "card.either",
    (SOCIAL_ONLY, FailureCode.CARD_NONE): "card.insert",
    (SOCIAL_ONLY, FailureCode.CARD_WRONG_KIND): "card.insert",
    (SOCIAL_ONLY, FailureCode.CARD_NEEDS_ISSUER_MODULE): "counter.note",
}


def to_do(code: FailureCode, *cards: CardKind) -> str:
    return OTHERWISE.get((cards, code), f"fail.{code}.do")


def go_with(face: Face, *cards: CardKind) -> None:
    """At the card, where only these can be read."""
    face.bring_up()
    only(face, *cards)
    face.go("card")


def fail(face: Face, code: FailureCode) -> None:
    failure = Failure(code)
    if code in READER_CODES:
        all_fail(face, code)
    else:
        only(face, *EITHER)
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
    assert {"card.what", "card.forget"} <= set(face.heard_keys())


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
    for code in ALL_CODES:
        face.go("card")
        fail(face, code)
        assert face.sentence() == face.words(f"fail.{code}.what")
        assert face.reads(to_do(code, *EITHER))
        assert face.reads("fail.not_you")
        assert face.reads(Message("fail.code", {"code": Code(code.value)}))
        assert face.heard_keys()[:2] == [f"fail.{code}.what", to_do(code, *EITHER)]
        assert not face.reads("card.forget")
    assert list(dict.fromkeys(face.visit.failures)) == [code.value for code in ALL_CODES]


@pytest.mark.parametrize("cards", [(IDENTITY,), SOCIAL_ONLY, EITHER], ids="+".join)
def test_whatever_card_will_do_the_words_say_which(face: Face, cards: tuple[CardKind, ...]) -> None:
    for code in CARD_CODES:
        go_with(face, *cards)
        face.post(CardNotRead(face.visit.id, Failure(code)))
        assert face.reads(to_do(code, *cards))
        both = ["card.sentence", "card.insert"] if to_do(code, *cards) == "card.either" else []
        assert face.heard_keys() == [f"fail.{code}.what", to_do(code, *cards), *both]
        assert all(face.reads(way) for way in both)


def beside_the_words(face: Face) -> str:
    (notice,) = [notice for notice in visible(face.screen) if isinstance(notice, Notice)]
    return str(notice.picture)


@pytest.mark.parametrize(("cards", "code", "shown"), [
    ((IDENTITY,), FailureCode.CARD_WRONG_KIND, "idcard"),
    (SOCIAL_ONLY, FailureCode.CARD_WRONG_KIND, "social-card"),
    (EITHER, FailureCode.CARD_WRONG_KIND, "either-card"),
    (EITHER, FailureCode.CARD_NEEDS_ISSUER_MODULE, "idcard"),
    (SOCIAL_ONLY, FailureCode.CARD_NEEDS_ISSUER_MODULE, "warning"),
    (EITHER, FailureCode.CARD_UNREADABLE, "warning"),
])  # fmt: skip
def test_the_right_card_is_pictured_where_another_was_laid_down(
    face: Face, cards: tuple[CardKind, ...], code: FailureCode, shown: str
) -> None:
    go_with(face, *cards)
    face.post(CardNotRead(face.visit.id, Failure(code)))
    assert beside_the_words(face) == shown


WAYS_ON = {
    FailureCode.CARD_SERVICE_DOWN: ("fail.retry", "card.counter"),
    FailureCode.CARD_NO_READER: ("fail.retry", "card.counter"),
    FailureCode.CARD_NONE: (None, "card.none"),
    FailureCode.CARD_UNREADABLE: (None, "card.counter"),
    FailureCode.CARD_WRONG_KIND: (None, "card.none"),
    FailureCode.CARD_REMOVED: (None, "card.none"),
    FailureCode.CARD_NEEDS_ISSUER_MODULE: (None, "card.counter"),
    FailureCode.CARD_LEFT_BEHIND: (None, "card.none"),
}


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_answer_has_ways_on_of_its_own(face: Face, code: FailureCode) -> None:
    face.go("card")
    fail(face, code)
    forward, second = face.screen.row_keys()
    assert (forward and forward.key, second and second.key) == WAYS_ON[code]


@pytest.mark.parametrize(("cards", "sentence", "drawn"), [
    ((IDENTITY,), "card.sentence", "illus-card"),
    (SOCIAL_ONLY, "card.insert", "illus-card-slot"),
    (EITHER, "card.either", "illus-card-either"),
])  # fmt: skip
def test_it_says_and_shows_which_card_goes_where(
    face: Face, cards: tuple[CardKind, ...], sentence: str, drawn: str
) -> None:
    go_with(face, *cards)
    assert face.sentence() == face.words(sentence)
    assert face.heard_keys()[0] == sentence
    assert picture(face) == drawn
    both = {"card.sentence", "card.insert"}
    assert {key for key in both if face.reads(key)} == ({sentence} if len(cards) == 1 else both)
    assert both & set(face.heard_keys()) == ({sentence} if len(cards) == 1 else both)


def test_no_card_is_asked_for_that_the_service_cannot_take(open_face: FaceMaker) -> None:
    sample = sample_services().service(AGRI)
    service = replace(sample, needs=(replace(sample.needs[0], field=CardField.ADDRESS),))
    face = open_face(services=with_service(service))
    face.go("card")
    assert face.sentence() == face.words("card.sentence")
    assert not face.reads("card.insert")
    assert face.ports.card_reader.cards == (IDENTITY,)


@pytest.mark.parametrize(("gone", "left"), [(IDENTITY, "card.insert"), (SOCIAL, "card.sentence")])
def test_when_one_of_two_readers_fails_the_other_card_is_asked_for_without_ado(
    face: Face, gone: CardKind, left: str
) -> None:
    go_with(face, *EITHER)
    fails(face, gone)
    assert face.sentence() == face.words(left)
    assert face.heard_keys() == [left]
    assert "forward" not in face.elements()
    assert not face.reads("fail.not_you")
    comes_back(face, gone)
    assert face.sentence() == face.words("card.either")


def test_a_card_that_is_being_read_is_not_disturbed_by_the_other_reader(face: Face) -> None:
    go_with(face, *EITHER)
    face.post(CardFound(face.visit.id))
    said = len(face.ports.voice.said)
    fails(face, SOCIAL)
    assert face.sentence() == face.words("card.reading")
    assert len(face.ports.voice.said) == said
    face.post(CardNotRead(face.visit.id, Failure(FailureCode.CARD_WRONG_KIND)))
    assert face.reads("fail.CARD-05.do")


@pytest.mark.parametrize("code", READER_CODES)
def test_a_reader_that_failed_at_a_card_is_no_failure_where_the_other_can_be_used(
    face: Face, code: FailureCode
) -> None:
    go_with(face, *EITHER)
    face.post(CardNotRead(face.visit.id, Failure(code)))
    fails(face, IDENTITY, code)
    assert face.sentence() == face.words("card.insert")
    assert not any(code.value in text for text in face.texts())


def test_it_is_no_secret_that_the_reader_fails_when_the_screen_comes_up(face: Face) -> None:
    face.bring_up()
    all_fail(face)
    face.go("card")
    assert face.sentence() == face.words("fail.CARD-02.what")
    assert face.heard_keys() == ["fail.CARD-02.what", "fail.CARD-02.do"]


def test_a_dead_reader_says_more_than_the_card_that_failed_on_it_before(face: Face) -> None:
    go_with(face, IDENTITY)
    face.post(CardNotRead(face.visit.id, Failure(FailureCode.CARD_UNREADABLE)))
    fails(face, IDENTITY)
    assert face.sentence() == face.words("fail.CARD-02.what")


def test_the_keypad_comes_to_every_way_on_in_order(face: Face) -> None:
    go_with(face, *EITHER)
    all_fail(face)
    stops = []
    for _ in range(2):
        press(face, "down")
        stops.append(face.app.focus.element_id)
    assert stops == ["second", "forward"]


@pytest.mark.parametrize(("language", "rtl"), [(UYGHUR, True), (CHINESE, False)], ids=["ug", "zh-Hans"])
def test_the_cards_stand_at_the_reading_start_of_their_words(
    open_face: FaceMaker, language: Language, rtl: bool
) -> None:
    face = open_face(language=language)
    go_with(face, *EITHER)
    ways = [way for way in visible(face.screen) if isinstance(way, Way)]
    assert [way.picture for way in sorted(ways, key=lambda way: -way.y)] == ["idcard", "social-card"]
    for way in ways:
        words, card = way.children
        assert (card.x > words.x) == rtl


@pytest.mark.parametrize("code", READER_CODES)
def test_a_reader_that_fails_can_be_tried_again(face: Face, code: FailureCode) -> None:
    face.go("card")
    fail(face, code)
    face.touch("forward")
    assert len(face.ports.card_reader.starts) == 2
    assert face.sentence() == face.words("card.trying")
    assert face.heard_keys() == ["card.trying"]
    assert "forward" not in face.elements()
    assert not any(code.value in text for text in face.texts())
    comes_back(face, IDENTITY)
    assert face.sentence() == face.words("card.sentence")


def test_a_reader_that_stays_silent_when_it_is_tried_again_counts_as_failing(face: Face) -> None:
    face.go("card")
    fail(face, FailureCode.CARD_SERVICE_DOWN)
    face.touch("forward")
    face.pass_time(TRIES_S - 0.1)
    assert face.sentence() == face.words("card.trying")
    face.pass_time(0.2)
    assert face.sentence() == face.words("fail.CARD-01.what")
    assert "forward" in face.elements()


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
    for code in (None, *ALL_CODES):
        face.go("card")
        if code is not None:
            fail(face, code)
        face.touch("second")
        assert face.shown == "counter"
        assert not face.ports.card_reader.reading


def test_a_reader_that_comes_back_is_no_failure_any_more(face: Face) -> None:
    face.go("card")
    fail(face, FailureCode.CARD_NO_READER)
    comes_back(face, SOCIAL)
    assert face.sentence() == face.words("card.insert")
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
    for code in ALL_CODES:
        face.go("card")
        fail(face, code)
        seen.append(picture(face))
        assert face.screen.picture() == picture(face)
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize(("language", "either"), [(UYGHUR, True), (KAZAKH, False), (KAZAKH, True)])
def test_everywhere_what_is_read_and_why_is_read_on_some_page(
    open_face: FaceMaker, where: str, language: Language, either: bool
) -> None:
    panel, modes = TIGHT[where]
    sample = sample_services().service(AGRI)
    fields = GIVES[SOCIAL] - {CardField.SOCIAL_CARD} if either else GIVES[IDENTITY]
    service = replace(sample, needs=tuple(replace(sample.needs[0], field=field) for field in fields))
    face = open_face(panel=panel, modes=modes, language=language, services=with_service(service))
    face.go("card")
    read = read_on_every_page(face)
    assert {face.words(key) for key in ("card.what", "card.why", "card.secret", "card.forget")} <= read
    assert face.words(sample.needs[0].reason) in read
    assert all(any(face.words(f"field.{field}") in text for text in read) for field in fields)
    assert not either or {face.words("card.sentence"), face.words("card.insert")} <= read
    face.touch("second")
    assert face.shown == "counter"


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_a_failure_is_told_from_its_first_page(
    open_face: FaceMaker, where: str, language: Language
) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, language=language)
    for code in ALL_CODES:
        face.go("card")
        if "forward" in face.elements():
            face.touch("forward")
        fail(face, code)
        read = read_on_every_page(face)
        assert {face.words(to_do(code, *EITHER)), face.words("fail.not_you")} <= read
        assert face.words(Message("fail.code", {"code": Code(code.value)})) in read
        face.touch("second")
        assert face.shown == "counter"


def test_a_card_is_read_on_whatever_page_it_is_laid_down(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(TextStep.LARGEST))
    face.go("card")
    face.touch("forward")
    face.lay_card()
    assert face.shown == "card_confirm"
