"""Search finds errands by what is typed, letter by letter, in any of the languages."""

import gc

import pytest

from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Message, Number
from screens.theme import Modes, Panel
from screens.tiles import NOT_NOW, ServiceTile
from screens.widgets.candidate_row import CandidateRow
from screens.widgets.slab import PrimarySlab
from screens.widgets.text_field import TextField
from tests.recording_ports import every_service
from tests.screens.face import AGRI, Face, FaceMaker, visible
from tests.screens.finding import LETTERS, search_for
from tests.screens.keypad_hands import focus_on
from tests.screens.paging import TIGHT, pages_of, stays_inside
from tests.screens.readers import all_fail

EVERY = {"services": every_service()}


def tiles(face: Face) -> list[str]:
    """The services that can be touched, from the top."""
    return [element for element in face.elements() if element.startswith("service:")]


def found(face: Face, text: str) -> list[str]:
    """All that is found by a text in the visit's language, as tiles are called."""
    return [f"service:{service.id}" for service in every_service().find(text, face.visit.language)]


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_the_best_stand_below_the_field_while_it_is_typed(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language, **EVERY)
    search_for(face)
    expected = found(face, LETTERS[language.tag])
    assert tiles(face) and tiles(face) == expected[: len(tiles(face))]
    assert "key:delete" in face.elements()


@pytest.mark.parametrize(("language", "typed", "service"), [
    (UYGHUR, "دەپنە", "funeral-subsidy"),
    (KAZAKH, "неке", "marriage-appointment"),
    (KAZAKH_ARABIC, "نەكە", "marriage-appointment"),
    (CHINESE, "hunyin", "marriage-appointment"),
])  # fmt: skip
def test_a_word_of_its_name_finds_it_and_a_touch_begins_it(
    open_face: FaceMaker, language: Language, typed: str, service: str
) -> None:
    face = open_face(language=language, **EVERY)
    search_for(face, typed)
    if f"service:{service}" not in face.elements():
        face.touch("forward")
    face.touch(f"service:{service}")
    assert face.visit.service is not None and face.visit.service.id == service
    assert face.shown == "guide"


def test_a_further_letter_leaves_fewer_and_a_deleted_one_brings_them_back(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, "ب")
    first = tiles(face)
    face.type("اج")
    assert tiles(face) != first and tiles(face) == found(face, "باج")[: len(tiles(face))]
    face.touch("key:delete", "key:delete")
    assert tiles(face) == first


def test_all_that_was_found_is_shown_without_the_keyboard(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face)
    expected = found(face, LETTERS["ug"])
    assert face.reads(Message("search.show_all", {"count": Number(len(expected))}))
    face.touch("forward")
    assert "key:delete" not in face.elements()
    assert face.sentence() == face.words(Message("search.found", {"count": Number(len(expected))}))
    assert [tile for _ in pages_of(face) for tile in tiles(face)] == expected
    face.touch("search")
    assert "key:delete" in face.elements() and tiles(face)


def test_nothing_found_is_said_in_words_and_aloud(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, "ژژژ")
    assert tiles(face) == []
    assert face.sentence() == face.words("search.nothing")
    face.touch("forward")
    assert face.heard_keys() == ["search.nothing"]
    assert "key:delete" in face.elements()


def test_before_a_letter_is_typed_the_forward_key_asks_for_one(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    face.go("search")
    face.touch("forward")
    assert face.heard_keys() == ["search.type_first"]
    assert face.shown == "search"


def test_who_types_and_waits_hears_what_was_found(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face)
    assert "search.found" not in face.heard_keys()
    face.pass_time(2)
    assert face.heard_keys()[0] == "search.found"
    best = every_service().find(LETTERS["ug"], UYGHUR)[0]
    assert best.title in face.heard().parts


def test_back_from_an_errand_leads_to_what_was_found_and_then_to_the_groups(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, "باج")
    before = tiles(face)
    face.touch(before[0])
    while face.shown == "guide":
        face.touch("bar:back")
    assert (face.shown, tiles(face)) == ("search", before)
    face.touch("bar:back")
    assert face.shown == "services"


def test_from_the_groups_the_search_begins_empty(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, "باج")
    face.touch(tiles(face)[0])
    face.go("services")
    face.touch("search")
    assert face.shown == "search" and tiles(face) == []


def test_what_cannot_be_done_now_says_so_where_it_is_found(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, face.words(every_service().service(AGRI).title)[:5])
    all_fail(face)
    face.step(4)
    shown = [tile for tile in visible(face.screen) if isinstance(tile, ServiceTile)]
    assert any(tile.barred for tile in shown)
    for tile in shown:
        assert (face.words(NOT_NOW) in face.texts(tile)) == tile.barred
    barred = next(tile.element_id for tile in shown if tile.barred)
    face.touch(barred)
    assert face.shown == "not_possible"


def test_the_keypad_comes_from_the_keys_to_what_was_found(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face)
    focus_on(face, tiles(face)[0])
    assert face.heard().parts[0] == every_service().find(LETTERS["ug"], UYGHUR)[0].title


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_all_of_it_can_be_reached(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = open_face(panel=panel, modes=modes, language=language, **EVERY)
        search_for(face)
        stays_inside(face)
        face.touch("forward")
        assert [tile for _ in pages_of(face) for tile in tiles(face)] == found(face, LETTERS[language.tag])


def test_larger_letters_keep_what_was_typed(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    search_for(face, "باج")
    face.app.choose_modes(Modes(simple=True))
    face.step()
    assert tiles(face) == found(face, "باج")[: len(tiles(face))]


def test_who_comes_back_finds_the_field_as_it_was_with_letters_still_composed(open_face: FaceMaker) -> None:
    face = open_face(language=CHINESE, **EVERY)
    search_for(face, "hunyin")
    entry, before = face.find(TextField), tiles(face)
    assert (entry.text, entry.preedit.replace("'", "")) == ("", "hunyin")
    candidates = face.find(CandidateRow).candidates
    face.touch(before[0])
    while face.shown == "guide":
        face.touch("bar:back")
    assert (face.shown, tiles(face)) == ("search", before)
    entry = face.find(TextField)
    assert (entry.text, entry.preedit.replace("'", "")) == ("", "hunyin")
    assert face.find(CandidateRow).candidates == candidates
    face.touch("key:delete")
    assert entry.preedit.replace("'", "") == "hunyi"


def test_larger_letters_keep_what_is_being_composed(open_face: FaceMaker) -> None:
    face = open_face(language=CHINESE, **EVERY)
    search_for(face, "hun")
    face.app.choose_modes(Modes(simple=True))
    face.step()
    assert face.find(TextField).preedit == "hun"


def test_in_another_language_letters_that_were_composed_find_the_same(open_face: FaceMaker) -> None:
    face = open_face(language=CHINESE, **EVERY)
    search_for(face, "hunyin")
    face.touch("bar:language", "language:kk-Arab" if "language:kk-Arab" in face.elements() else "language:kk")
    assert face.shown == "search"
    assert face.find(TextField).text == "hunyin"
    assert "service:marriage-appointment" in tiles(face)


@pytest.mark.parametrize("where", TIGHT)
def test_tiles_for_the_first_letter_are_made_before_it_is_typed(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    face = open_face(panel=panel, modes=modes, **EVERY)
    face.app.entries.clear()
    face.go("search")
    face.step(12)
    made = all_tiles()
    face.type(LETTERS["ug"])
    assert len(all_tiles()) == len(made)
    shown = [tile for tile in visible(face.screen) if isinstance(tile, ServiceTile)]
    assert all(any(tile is one for one in made) for tile in shown)


def all_tiles() -> list[ServiceTile]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, ServiceTile)]


def test_the_key_beside_the_field_stands_there_also_after_a_screen_without_one(open_face: FaceMaker) -> None:
    face = open_face(panel=Panel(1280, 800, 331.7, 207.3), **EVERY)
    face.go("services")
    assert "forward" not in face.elements()
    face.touch("search")
    row = face.screen.ids.field_row
    key = next(slab for slab in visible(face.root) if isinstance(slab, PrimarySlab))
    assert row.y - 1 <= key.y and key.top <= row.top + 1
