"""Services shows what can be done here, as pictures with words."""

from dataclasses import replace

from kiosk.services.packs import Catalogue
from screens.services import ServiceTile
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker


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


def test_all_tiles_are_equally_high_and_no_more_than_fit(open_face: FaceMaker) -> None:
    first = sample_services().services[0]
    many = tuple(replace(first, id=f"service-{number}") for number in range(8))
    face = open_face(services=Catalogue(many, ()))
    face.go("services")
    tiles = [tile for tile in face.root.walk() if isinstance(tile, ServiceTile)]
    assert len(tiles) == 6
    assert len({tile.height for tile in tiles}) == 1
    assert all(tile.y >= face.screen.y for tile in tiles)


def test_every_service_is_reached_however_many_there_are(open_face: FaceMaker) -> None:
    first = sample_services().services[0]
    many = tuple(replace(first, id=f"service-{number}") for number in range(8))
    face = open_face(services=Catalogue(many, ()))
    face.go("services")
    seen: list[str] = []
    for _ in range(2):
        seen += [element for element in face.elements() if element.startswith("service:")]
        face.touch("second")
    assert sorted(seen) == sorted(f"service:{service.id}" for service in many)
    assert "service:service-0" in face.elements()


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
