"""Services shows what can be done here, as pictures with words."""

from dataclasses import replace

import pytest

from kiosk.failures import FailureCode
from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Terms, Words
from kiosk.services.packs import Catalogue
from screens.theme import Look, Modes, Panel, TextStep
from screens.tiles import NOT_NOW, NotNow, ServiceTile, Tiling, tilings
from screens.widgets.picture import Picture
from screens.widgets.words import Words as WordsLabel
from tests.recording_ports import every_service, sample_services
from tests.screens.face import AGRI, PANEL, SUGGESTION, Face, FaceMaker, visible
from tests.screens.keypad_hands import focus_on
from tests.screens.paging import FULL_HD, TIGHT, WXGA, XGA, pages_of
from tests.screens.readers import IDENTITY, SOCIAL, all_fail, comes_back, fails


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


def two() -> Catalogue:
    """A service that needs a card and one that needs none, in no groups."""
    return Catalogue(tuple(map(sample_services().service, (AGRI, SUGGESTION))), ())


def many(count: int) -> Catalogue:
    """Services with the names of the two."""
    return Catalogue(
        tuple(replace(two().services[number % 2], id=f"service-{number}") for number in range(count)), ()
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
    assert next(tilings(Look(panel, UYGHUR, Modes(step)), 100, count)) == expected


def test_no_column_is_narrower_than_a_word() -> None:
    look = Look(PANEL, UYGHUR)
    assert next(tilings(look, look.px(425), 6)) == Tiling(2, upright=True)
    assert next(tilings(look, look.px(430), 6)) == Tiling(1, upright=False)


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
    # Its words need more lines than the others' do.
    face = open_face(language=KAZAKH_ARABIC, services=many(9))
    face.go("services")
    heights = {round(tile.height) for _ in pages_of(face) for tile in tiles(face)}
    assert len(heights) == 1


# What cannot be done now


def tile_of(face: Face, service_id: str) -> ServiceTile:
    return next(tile for tile in tiles(face) if tile.element_id == f"service:{service_id}")


def barred(face: Face) -> list[str]:
    return [tile.element_id for tile in tiles(face) if tile.barred]


def test_a_service_whose_cards_cannot_be_read_says_so_in_words_and_with_a_picture(face: Face) -> None:
    face.bring_up()
    all_fail(face)
    face.go("services")
    assert barred(face) == [f"service:{AGRI}"]
    agri = sample_services().service(AGRI)
    on_it = face.texts(tile_of(face, AGRI))
    assert on_it == [face.words(agri.title), face.words(NOT_NOW)]
    assert "card-struck" in [
        shown.name for shown in visible(tile_of(face, AGRI)) if isinstance(shown, Picture)
    ]
    assert face.words(NOT_NOW) not in face.texts(tile_of(face, SUGGESTION))


def test_one_card_that_can_be_read_is_enough(face: Face) -> None:
    face.go("services")
    fails(face, IDENTITY)
    assert barred(face) == []
    fails(face, SOCIAL)
    assert barred(face) == [f"service:{AGRI}"]


def test_what_cannot_be_done_is_said_after_its_name(face: Face) -> None:
    face.bring_up()
    all_fail(face)
    face.go("services")
    parts = list(face.heard().parts)
    agri, suggestion = (sample_services().service(service) for service in (AGRI, SUGGESTION))
    assert parts[parts.index(agri.title) + 1] == NOT_NOW
    assert parts.count(NOT_NOW) == 1 and suggestion.title in parts


def test_the_keypad_comes_to_it_and_hears_it(face: Face) -> None:
    face.go("services")
    all_fail(face)
    focus_on(face, f"service:{AGRI}")
    agri = sample_services().service(AGRI)
    heard: list[Words] = list(face.heard().parts)
    assert heard == [agri.title, NOT_NOW]
    comes_back(face, SOCIAL)
    focus_on(face, f"service:{SUGGESTION}")
    focus_on(face, f"service:{AGRI}")
    assert list(face.heard().parts) == [agri.title]


def test_a_barred_service_can_be_touched_and_leads_to_what_can_be_done_instead(face: Face) -> None:
    face.go("services")
    all_fail(face, FailureCode.CARD_SERVICE_DOWN)
    face.touch(f"service:{AGRI}")
    assert face.shown == "not_possible"
    assert face.visit.service is not None and face.visit.service.id == AGRI
    assert face.ports.card_reader.starts == []


def boxes(face: Face) -> dict[str, tuple[float, ...]]:
    """Where every tile is, and the name and the picture on it."""
    found = {}
    for tile in tiles(face):
        named = [below for below in visible(tile) if isinstance(below, WordsLabel)]
        drawn = tile.ids.drawn
        name = max(named, key=lambda label: label.top)
        found[tile.element_id] = (*tile.pos, *tile.size, *name.pos, *name.size, *drawn.pos, *drawn.size)
    return found


# Where the second lines need one line each, and two.
PLACES = {**TIGHT, "normal": (PANEL, Modes()), "wxga-large": (WXGA, Modes(TextStep.LARGE))}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("second_line", ["", "long"])
def test_nothing_moves_when_a_reader_goes_or_comes(
    open_face: FaceMaker, where: str, language: Language, second_line: str
) -> None:
    panel, modes = PLACES[where]
    services = many(9)
    if second_line:
        # As long as it is said three times.
        longer = tuple(
            replace(service, second_line=Terms({tag: f"{words} {words} {words}" for tag, words in
                                                service.second_line.words.items()}))
            for service in services.services
        )  # fmt: skip
        services = Catalogue(longer, ())
    face = open_face(panel=panel, modes=modes, language=language, services=services)
    face.go("services")
    before = boxes(face)
    all_fail(face)
    face.step(4)
    assert barred(face)
    assert boxes(face) == before
    face.go("services")
    face.step(4)
    assert boxes(face) == before
    comes_back(face, IDENTITY)
    face.step(4)
    assert barred(face) == []
    assert boxes(face) == before


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_it_is_read_whole_that_it_is_not_possible(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = open_face(services=many(9), panel=panel, modes=modes, language=language)
        face.bring_up()
        all_fail(face)
        face.go("services")
        for _ in pages_of(face):
            for tile in tiles(face):
                assert (face.words(NOT_NOW) in face.texts(tile)) == tile.barred


@pytest.mark.parametrize(("language", "rtl"), [(UYGHUR, True), (CHINESE, False)], ids=["ug", "zh-Hans"])
def test_the_struck_card_stands_at_the_reading_start(
    open_face: FaceMaker, language: Language, rtl: bool
) -> None:
    face = open_face(language=language)
    face.go("services")
    all_fail(face)
    words, struck = face.find(NotNow).children
    assert (struck.x > words.x) == rtl


# In groups


def in_groups(open_face: FaceMaker, **options: object) -> Face:
    face = open_face(services=every_service(), **options)
    face.go("services")
    return face


def test_the_first_page_has_groups_and_leads_to_the_search(open_face: FaceMaker) -> None:
    face = in_groups(open_face)
    categories = every_service().categories
    assert {f"category:{category.id}" for category in categories} <= set(face.elements())
    assert all(category.title in face.heard().parts for category in categories)
    assert len(tiles(face)) <= face.app.look.choices
    face.touch("search")
    assert face.shown == "search"


@pytest.mark.parametrize("category", [category.id for category in every_service().categories])
def test_a_group_holds_its_services_and_back_leads_up(open_face: FaceMaker, category: str) -> None:
    face = in_groups(open_face)
    face.touch(f"category:{category}")
    assert face.shown == f"services-{category}"
    held = {f"service:{one.id}" for one in every_service().services if category in one.categories}
    assert held == {tile.element_id for _ in pages_of(face) for tile in tiles(face)}
    face.touch("bar:back")
    assert face.shown == "services"


def test_a_group_within_a_group_leads_back_to_it(open_face: FaceMaker) -> None:
    every = every_service()
    inner = replace(every.categories[0], id="inner", within="trade")
    services = tuple(
        replace(service, categories=("inner",)) if service.id == "sole-trader" else service
        for service in every.services
    )
    nested = replace(every, services=services, categories=(*every.categories, inner))
    face = open_face(services=nested)
    face.go("services")
    assert "category:inner" not in face.elements()
    face.touch("category:trade", "category:inner")
    assert "service:sole-trader" in face.elements()
    face.touch("bar:back")
    assert face.shown == "services-trade"


def test_a_service_is_left_to_the_group_it_was_found_in(open_face: FaceMaker) -> None:
    face = in_groups(open_face)
    face.touch("category:opinion", f"service:{SUGGESTION}", "bar:back")
    assert face.shown == "services-opinion"


def test_a_group_without_services_is_not_offered(open_face: FaceMaker) -> None:
    every = every_service()
    face = open_face(services=replace(every, services=(every.service(SUGGESTION),)))
    face.go("services")
    assert [tile.element_id for tile in tiles(face)] == ["category:opinion"]


def test_a_service_in_no_group_stands_on_the_first_page(open_face: FaceMaker) -> None:
    every = every_service()
    services = tuple(
        replace(service, categories=()) if service.id == AGRI else service for service in every.services
    )
    face = open_face(services=replace(every, services=services))
    face.go("services")
    assert f"service:{AGRI}" in {tile.element_id for _ in pages_of(face) for tile in tiles(face)}


def test_what_cannot_be_done_now_says_so_within_its_group(open_face: FaceMaker) -> None:
    face = in_groups(open_face)
    all_fail(face)
    face.touch("category:support")
    assert f"service:{AGRI}" in barred(face)
    assert NOT_NOW in face.heard().parts


def test_who_leafs_through_hears_what_stands_on_the_page(open_face: FaceMaker) -> None:
    face = open_face(services=many(9))
    face.go("services")
    face.touch("more")
    assert list(face.heard().parts) == [tile.called for tile in tiles(face)]


def test_of_many_services_only_those_that_are_seen_are_made(open_face: FaceMaker) -> None:
    face = open_face(services=many(500))
    face.go("services")
    assert len(list(face.screen.ids.pages.tiles)) <= face.app.look.choices
    face.touch("more", "more")
    assert {tile.element_id for tile in tiles(face)} == {f"service:service-{n}" for n in range(12, 18)}


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_every_group_is_reached(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = in_groups(open_face, panel=panel, modes=modes, language=language)
        seen = {tile.element_id for _ in pages_of(face) for tile in tiles(face)}
        assert seen == {f"category:{category.id}" for category in every_service().categories}
