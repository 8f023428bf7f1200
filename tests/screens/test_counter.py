"""Counter: without a card there is a person who helps, and a way back."""

import pytest

from kiosk.language.languages import KAZAKH, UYGHUR, Language
from tests.screens.face import Face, FaceMaker
from tests.screens.paging import TIGHT, read_on_every_page


def test_it_says_that_it_can_be_done_at_the_counter(face: Face) -> None:
    face.go("counter")
    assert face.sentence() == face.words("counter.sentence")
    assert face.reads("counter.note")
    assert face.heard_keys() == ["counter.sentence", "counter.note"]


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
