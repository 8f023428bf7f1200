"""Services shows what can be done here, as pictures with words."""

from dataclasses import replace

import pytest

from kiosk.language.languages import KAZAKH, KAZAKH_ARABIC, UYGHUR
from kiosk.services.packs import Catalogue
from screens.services import TALLEST, ServiceTile, Tiling, tiling
from screens.theme import Look, Modes, Panel, TextStep
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, PANEL, SUGGESTION, Face, FaceMaker, visible
from tests.screens.paging import FULL_HD, TIGHT, XGA, pages_of


def test_every_service_has_a_tile_with_its_words_and_is_spoken(face: Face) -> None:
    face.go("services")
    for service in sample_services().services:
        assert f"service:{service.id}" in face.elements()
        assert face.reads(service.title) and face.reads(service.second_line)
        assert service.title in face.heard().parts


def test_a_touched_service_is_chosen_and_explained(face: Face) -> None:
    face.go("services")
    face.touch(f"service:{SUGGESTION}")
    assert face.shown == "guide"
    assert face.visit.service is not None and face.visit.service.id == SUGGESTION


def test_another_service_forgets_what_was_typed_for_the_one_before(face: Face) -> None:
    face.go("services")
    face.touch(f"service:{AGRI}")
    face.go("step", "area")
    face.type("12")
    face.touch("forward")
    face.go("services")
    face.touch(f"service:{AGRI}")
    assert dict(face.visit.answers) == {}
    face.go("step", "area")
    face.touch("forward")
    assert face.shown == "step-area"


def many(count: int) -> Catalogue:
    """Services with the names of the samples."""
    samples = sample_services().services
    return Catalogue(
        tuple(replace(samples[number % 2], id=f"service-{number}") for number in range(count)), ()
    )


def tiles(face: Face) -> list[ServiceTile]:
    return [tile for tile in visible(face.screen) if isinstance(tile, ServiceTile)]


def test_all_tiles_are_equally_high_and_no_more_than_fit(open_face: FaceMaker) -> None:
    face = open_face(services=many(8))
    face.go("services")
    assert len(tiles(face)) == 6
    assert len({tile.height for tile in tiles(face)}) == 1
    assert all(tile.y >= face.screen.y for tile in tiles(face))


def test_every_service_is_reached_however_many_there_are(open_face: FaceMaker) -> None:
    face = open_face(services=many(8))
    face.go("services")
    seen = [element for _ in pages_of(face) for element in face.elements() if element.startswith("service:")]
    assert sorted(seen) == sorted(f"service:service-{number}" for number in range(8))
    face.touch("more")
    assert "service:service-0" in face.elements()


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_every_name_is_read_whole_and_few_choices_stand_on_a_page(
    open_face: FaceMaker, where: str
) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = open_face(services=many(9), panel=panel, modes=modes, language=language)
        face.go("services")
        named: list[object] = []
        for _ in pages_of(face):
            named += [tile.called for tile in tiles(face)]
            assert len(tiles(face)) + 1 <= face.app.look.choices
            assert all(face.reads(tile.called) for tile in tiles(face))
        assert len(named) == 9


def test_simple_offers_fewer_choices(open_face: FaceMaker) -> None:
    face = open_face(services=many(6), modes=Modes(simple=True))
    face.go("services")
    assert len(tiles(face)) < len(many(6).services)
    assert "more" in face.elements()


@pytest.mark.parametrize(("step", "panel", "count", "expected"), [
    (TextStep.NORMAL, PANEL, 6, Tiling(2, upright=True)),
    (TextStep.LARGE, PANEL, 6, Tiling(1, upright=False)),
    (TextStep.NORMAL, FULL_HD, 6, Tiling(3, upright=True)),
    (TextStep.NORMAL, FULL_HD, 12, Tiling(2, upright=False)),
    (TextStep.NORMAL, XGA, 6, Tiling(2, upright=False)),
])  # fmt: skip
def test_the_tiles_lie_as_the_panel_and_the_letters_ask(
    step: TextStep, panel: Panel, count: int, expected: Tiling
) -> None:
    assert tiling(Look(panel, UYGHUR, Modes(step)), 100, count) == expected


def test_no_column_is_narrower_than_a_word() -> None:
    look = Look(PANEL, UYGHUR)
    assert tiling(look, look.px(425), 6) == Tiling(2, upright=True)
    assert tiling(look, look.px(430), 6) == Tiling(1, upright=False)


def test_within_reach_the_tiles_are_rows_low_down(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(reach=True))
    face.go("services")
    assert all(tile.top <= face.app.look.panel.reachable_px for tile in tiles(face))
    assert not any(face.reads(service.second_line) for service in sample_services().services)


def test_where_nothing_can_be_done_it_says_so_and_where_to_go(open_face: FaceMaker) -> None:
    face = open_face(services=Catalogue((), ()))
    face.go("services")
    assert face.sentence() == face.words("services.none")
    assert face.reads("fail.SVC-01.do")
    assert any("SVC-01" in text for text in face.texts())
    assert face.heard_keys() == ["services.none", "fail.SVC-01.do"]


def test_back_leads_to_the_languages(face: Face) -> None:
    face.go("services")
    face.touch("bar:back")
    assert face.shown == "language"


def test_where_fewer_rows_than_wished_fit_the_tiles_still_are_as_high_as_each_other(
    open_face: FaceMaker,
) -> None:
    samples = sample_services().services
    many = Catalogue(tuple(replace(samples[number % 2], id=f"s{number}") for number in range(9)), ())
    # Its words need more lines than the others' do.
    face = open_face(language=KAZAKH_ARABIC, services=many)
    face.go("services")
    for _ in pages_of(face):
        tiles = [tile for tile in visible(face.root) if isinstance(tile, ServiceTile)]
        assert {round(tile.height) for tile in tiles} == {round(face.app.look.px(TALLEST))}
