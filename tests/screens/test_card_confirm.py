"""Card confirm shows the name as the card has it; only a yes takes it over."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.holder import HolderCard
from kiosk.language.languages import KAZAKH, UYGHUR, Language
from kiosk.language.values import Message, Terms
from kiosk.services.cards import CardField, CardKind
from screens.widgets.picture import Picture
from tests.recording_ports import HOLDER, sample_services
from tests.screens.face import AGRI, Face, FaceMaker, visible, with_service
from tests.screens.paging import TIGHT, read_on_every_page


def confirming(face: Face, holder: HolderCard = HOLDER) -> Face:
    face.go("card")
    face.lay_card(holder)
    assert face.shown == "card_confirm"
    return face


def test_the_name_stands_there_exactly_as_the_card_has_it(face: Face) -> None:
    assert HOLDER.name in confirming(face).texts()


def test_nothing_else_of_the_card_stands_there(face: Face) -> None:
    shown = "\n".join(confirming(face).texts())
    assert not any(text in shown for text in (HOLDER.number, HOLDER.address, HOLDER.authority))


def test_a_social_security_card_is_shown_as_one_and_its_number_is_not_shown(face: Face) -> None:
    holder = replace(HOLDER, card=CardKind.SOCIAL_SECURITY, social_card="A12345678", address="", authority="")
    shown = confirming(face, holder)
    assert HOLDER.name in shown.texts()
    assert not any("A12345678" in text for text in shown.texts())
    names = [drawn.name for drawn in visible(face.screen) if isinstance(drawn, Picture)]
    assert "social-card" in names and "idcard" not in names


def test_of_a_social_security_card_only_what_the_service_needs_is_taken_over(open_face: FaceMaker) -> None:
    sample = sample_services().service(AGRI)
    needs = tuple(replace(sample.needs[0], field=field) for field in (CardField.NAME, CardField.SOCIAL_CARD))
    face = open_face(services=with_service(replace(sample, needs=needs)))
    holder = replace(HOLDER, card=CardKind.SOCIAL_SECURITY, social_card="A12345678")
    confirming(face, holder).touch("forward")
    assert face.visit.draft is not None
    assert dict(face.visit.draft.holder) == {"name": HOLDER.name, "social_card": "A12345678"}


def test_the_name_is_not_spoken(face: Face) -> None:
    parts = confirming(face).heard().parts
    assert {"card.your_name", "card.name_on_screen", "card.take"} <= set(face.heard_keys())
    assert all((isinstance(part, Message) and not part.values) or isinstance(part, Terms) for part in parts)


@pytest.mark.parametrize(("cut", "valid_to", "notices"), [
    (False, date(2037, 5, 9), set()),
    (False, None, set()),
    (True, date(2037, 5, 9), {"card.name_cut"}),
    (False, date(2026, 5, 3), {"card.expired"}),
    (False, date(2026, 5, 4), set()),
])  # fmt: skip
def test_a_cut_name_and_an_expired_card_are_said_and_stop_nobody(
    face: Face, cut: bool, valid_to: date | None, notices: set[str]
) -> None:
    confirming(face, replace(HOLDER, name_may_be_cut=cut, valid_to=valid_to))
    both = {"card.name_cut", "card.expired"}
    assert {key for key in both if face.reads(key)} == notices
    assert both & set(face.heard_keys()) == notices
    face.touch("forward")
    assert face.shown == "step-crop"


def test_yes_takes_over_what_the_service_needs_and_leads_on(face: Face) -> None:
    confirming(face).touch("forward")
    assert face.shown == "step-crop"
    assert face.visit.draft is not None
    assert dict(face.visit.draft.holder) == {"name": HOLDER.name, "number": HOLDER.number}


@pytest.mark.parametrize("key", ["second", "bar:back"])
def test_no_takes_nothing_over_and_reads_again(face: Face, key: str) -> None:
    confirming(face).touch(key)
    assert face.shown == "card"
    assert len(face.ports.card_reader.starts) == 2
    assert face.visit.card.holder is None
    assert face.visit.draft is not None and dict(face.visit.draft.holder) == {}


LONG = "ئابدۇرېھىم ئابدۇكېرىمجان ئابدۇقادىر ئىمىنجان ئوغلى"


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_the_longest_name_comes_first_and_every_notice_before_the_yes(
    open_face: FaceMaker, where: str, language: Language
) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, language=language)
    confirming(face, replace(HOLDER, name=LONG, name_may_be_cut=True, valid_to=date(2020, 1, 1)))
    assert LONG in face.texts()
    read = read_on_every_page(face)
    assert {face.words(key) for key in ("card.take", "card.name_cut", "card.expired")} <= read
    face.touch("forward")
    assert face.shown == "step-crop"


def test_another_card_begins_the_errand_anew_and_the_same_card_keeps_it(face: Face) -> None:
    confirming(face).touch("forward", "choice:cotton", "forward")
    face.type("7")
    for number, kept in ((HOLDER.number, True), ("659999198001010014", False)):
        face.go("card")
        face.lay_card(replace(HOLDER, number=number))
        face.touch("forward")
        assert ("crop" in face.visit.answers, "step-area" in face.app.entries) == (kept, kept)
    assert face.visit.draft is not None
    assert face.visit.draft.holder["number"] == "659999198001010014"
