"""Counter: without a card there is a person who helps, and a way back."""

from dataclasses import replace

import pytest

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import KAZAKH, UYGHUR, Language
from kiosk.services.cards import CardField
from kiosk.visit_events import CardNotRead
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, Face, FaceMaker, with_service
from tests.screens.paging import TIGHT, read_on_every_page


@pytest.mark.parametrize(("field", "sentence"), [
    (CardField.NAME, "counter.needs_either_card"),
    (CardField.ADDRESS, "counter.sentence"),
    (CardField.SOCIAL_CARD, "counter.needs_social_card"),
])  # fmt: skip
def test_it_says_which_card_is_needed_and_that_it_can_be_done_at_the_counter(
    open_face: FaceMaker, field: CardField, sentence: str
) -> None:
    sample = sample_services().service(AGRI)
    service = replace(sample, needs=(replace(sample.needs[0], field=field),))
    face = open_face(services=with_service(service))
    face.go("counter")
    assert face.sentence() == face.words(sentence)
    assert face.reads("counter.note")
    assert face.heard_keys() == [sentence, "counter.note"]


def test_somebody_whose_card_was_not_read_can_try_again(face: Face) -> None:
    face.go("card")
    face.post(CardNotRead(face.visit.id, Failure(FailureCode.CARD_UNREADABLE)))
    face.touch("second")
    forward, _ = face.screen.row_keys()
    assert forward is not None and forward.key == "fail.retry"
    face.touch("forward")
    assert face.shown == "card"
    assert len(face.ports.card_reader.starts) == 2
    assert face.sentence() == face.words("card.either")


@pytest.mark.parametrize(
    ("key", "following"), [("forward", "card"), ("second", "services"), ("bar:back", "card")]
)
def test_every_way_on_leads_where_it_says(face: Face, key: str, following: str) -> None:
    face.go("counter")
    face.touch(key)
    assert face.shown == following


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_it_is_all_read(open_face: FaceMaker, where: str, language: Language) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, language=language)
    face.go("counter")
    assert face.words("counter.note") in read_on_every_page(face)
    face.touch("forward")
    assert face.shown == "card"
