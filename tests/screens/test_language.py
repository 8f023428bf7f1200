"""Language: each finds its own, whatever is shown now; changing it loses nothing."""

from itertools import cycle

import pytest

from kiosk.language.languages import CHINESE, KAZAKH, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Message
from kiosk.visit_ports import Ending
from tests.recording_ports import catalogues
from tests.screens.face import Face, FaceMaker
from tests.screens.paging import TIGHT, stays_inside


def test_every_language_stands_at_the_same_place_in_every_language(open_face: FaceMaker) -> None:
    places = []
    for language in RESIDENT_LANGUAGES:
        face = open_face(language=language)
        face.go("language")
        elements = face.elements()
        places.append([(elements[f"language:{one.tag}"].x, elements[f"language:{one.tag}"].y)
                       for one in RESIDENT_LANGUAGES])  # fmt: skip
        assert all(
            catalogues().pattern("language.own_name", one) in face.texts() for one in RESIDENT_LANGUAGES
        )
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_chosen_language_leads_on_to_the_services(face: Face, language: Language) -> None:
    face.touch("begin", f"language:{language.tag}")
    assert (face.shown, face.visit.language) == ("services", language)


def test_going_back_from_it_begins_with_a_new_visit(face: Face) -> None:
    face.touch("begin", "bar:back")
    assert face.ended is Ending.LEFT


def test_over_another_screen_back_gives_that_screen_back(face: Face) -> None:
    face.go("guide")
    face.touch("bar:language")
    assert face.shown == "language"
    face.touch("bar:back")
    assert (face.shown, face.ended, face.visit.language) == ("guide", None, UYGHUR)


SCREENS_WITH_A_BAR = (
    "services", "guide", "card", "card_confirm", "counter", "review", "sign", "result", "receipt", "rating",
    "gone",
)  # fmt: skip


def test_it_can_be_changed_on_every_screen_which_then_comes_back_in_it(face: Face) -> None:
    for screen, language in zip(SCREENS_WITH_A_BAR, cycle([CHINESE, UYGHUR])):
        face.go(screen)
        before = face.sentence()
        face.touch("bar:language", f"language:{language.tag}")
        assert (face.shown, face.visit.language) == (screen, language)
        assert face.heard().language == language
        assert face.sentence() != before
        assert face.reads("bar.leave")


def test_what_was_typed_is_kept(face: Face) -> None:
    face.go("step", "area")
    face.type("12.5")
    face.touch("bar:language", "language:kk", "forward")
    assert face.visit.answers["area"] == "12.5"


def test_what_was_typed_in_letters_is_kept_under_the_keyboard_of_the_new_language(face: Face) -> None:
    face.go("step", "village")
    face.type("بۇلاق")
    face.touch("bar:language", "language:kk")
    assert "key:ң" in face.elements()
    face.touch("forward")
    assert face.visit.answers["village"] == "بۇلاق"


def test_what_was_chosen_drawn_and_answered_is_kept(face: Face) -> None:
    face.go("step", "crop")
    face.touch("choice:melon", "bar:language", "language:kk-Arab", "forward")
    assert face.visit.answers["crop"] == "melon"
    face.go("sign")
    face.sign()
    signature = face.visit.signature
    face.touch("bar:language", "language:ug")
    assert signature and face.visit.signature == signature
    face.touch("forward")
    assert face.shown == "sending"


def test_a_read_card_is_kept_and_not_read_again(face: Face) -> None:
    face.go("card")
    face.lay_card()
    face.touch("bar:language", "language:kk")
    assert face.shown == "card_confirm"
    assert face.visit.language == KAZAKH
    assert len(face.ports.card_reader.starts) == 1


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_the_four_languages_are_on_one_page_and_whole(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes)
    face.go("language")
    stays_inside(face)
    for language in RESIDENT_LANGUAGES:
        assert f"language:{language.tag}" in face.elements()
        (name,) = [
            label for label in face.labels(face.screen)
            if label.text == catalogues().pattern("language.own_name", language)
        ]  # fmt: skip
        # A second line would break the name in its middle.
        assert name.height < 2 * name.font_size


def test_it_asks_in_every_language_who_has_not_chosen_and_who_wants_another(face: Face) -> None:
    face.touch("begin")
    asked = face.ports.voice.announcing
    assert asked is not None
    assert (asked.languages, asked.parts) == (RESIDENT_LANGUAGES, (Message("language.sentence"),))
    face.touch("language:kk", "bar:language")
    again = face.ports.voice.announcing
    assert again is not None
    assert again.languages == RESIDENT_LANGUAGES
