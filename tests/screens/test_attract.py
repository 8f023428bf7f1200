"""Attract greets in all languages at once, shows what is done here, and any touch begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from kivy.base import EventLoop

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message
from kiosk.services.packs import Catalogue
from kiosk.speech.invitation import Invitation
from screens.attract import (
    MOST_SERVICES,
    MOVES_EVERY_S,
    PLACES,
    FittedPicture,
    LanguageSlab,
    ServiceRow,
    StartStep,
)
from screens.theme import ColourTheme, Modes, Panel, TextStep
from screens.widgets.slab import Slab
from tests.recording_ports import catalogues, sample_services
from tests.screens.face import PANEL, TIMERS, Face, FaceMaker

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
PANELS = {
    "1080x1920": PANEL,
    "1920x1080": Panel(1920, 1080, 476, 268),
    "1280x800": Panel(1280, 800, 331.7, 207.3),
    "1024x768": Panel(1024, 768, 304, 228),
}
each_panel = pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)


@each_language
def test_every_language_greets_and_names_itself_in_its_own_words(face: Face, language: Language) -> None:
    shown = {label.text: label for label in face.labels()}
    for key in ("attract.greeting", "language.own_name", "attract.begin"):
        label = shown[catalogues().pattern(key, language)]
        assert label.text_language == language.tag


def test_every_language_is_laid_out_in_its_own_direction(face: Face) -> None:
    slabs = {slab.tag: slab for slab in face.root.walk() if isinstance(slab, LanguageSlab)}
    for language in RESIDENT_LANGUAGES:
        picture, words = sorted(slabs[language.tag].children, key=lambda child: child.width)
        assert (picture.x < words.x) == language.rtl


@each_language
def test_a_touch_on_a_language_goes_straight_to_the_services_in_it(face: Face, language: Language) -> None:
    face.touch(f"language:{language.tag}")
    assert face.shown == "services"
    assert face.visit.language == language
    assert face.sentence() == catalogues().pattern("services.sentence", language)


def test_a_touch_anywhere_else_asks_for_the_language(face: Face) -> None:
    face.touch("begin")
    assert face.shown == "language"


def test_nobody_there_is_no_reason_to_end(face: Face) -> None:
    face.pass_time(3600)
    assert (face.shown, face.ended) == ("attract", None)


def test_the_host_hears_of_the_screen_once_it_is_drawn_and_of_the_first_touch(face: Face) -> None:
    face.bring_up()
    face.step(4)
    assert face.ports.host.told == ["drawn"]
    face.touch("begin")
    face.touch("language:kk")
    assert face.ports.host.told == ["drawn", "begun"]


# What can be done here


def pictures_of_services(face: Face) -> list[str]:
    row = face.find(ServiceRow).walk(restrict=True)
    return [picture.name for picture in row if isinstance(picture, FittedPicture)][::-1]


def many_services(count: int) -> Catalogue:
    icons = ("agriculture", "pension", "medical", "school", "house", "certificate", "tax", "marriage")
    one = sample_services().services[0]
    return Catalogue(
        tuple(replace(one, id=f"service-{n}", icon=icon) for n, icon in enumerate(icons[:count])), ()
    )


def test_it_shows_what_can_be_done_here_and_the_three_steps_without_words(face: Face) -> None:
    assert set(pictures_of_services(face)) == {service.icon for service in sample_services().services}
    assert {"1", "2", "3"} <= set(face.texts())


def test_at_most_six_services_are_shown_and_the_others_later(open_face: FaceMaker) -> None:
    face = open_face(services=many_services(8))
    first = pictures_of_services(face)
    assert len(first) == MOST_SERVICES
    face.pass_time(MOVES_EVERY_S)
    then = pictures_of_services(face)
    assert sorted(first + then) == sorted(service.icon for service in many_services(8).services)
    face.pass_time(MOVES_EVERY_S)
    assert pictures_of_services(face) == first


@each_panel
@pytest.mark.parametrize("count", [1, 6])
def test_pictures_of_services_never_leave_their_place(open_face: FaceMaker, panel: Panel, count: int) -> None:
    face = open_face(services=many_services(count), panel=panel)
    row = face.find(ServiceRow)
    face.step(4)
    for picture in row.children:
        assert face.app.look.px(picture.side) <= picture.width + 1
        assert picture.x >= row.x and picture.right <= row.right
        assert picture.y >= row.y and picture.top <= row.top
        assert face.app.look.px(picture.side) >= face.app.look.px(44)


# The bar


def test_listen_says_how_to_begin_in_every_language(face: Face) -> None:
    face.touch("bar:listen")
    said = face.ports.voice.announcing
    assert said is not None
    assert [part.key for part in said.parts] == ["attract.say"]  # type: ignore[union-attr]
    assert (said.languages, said.volume) == (RESIDENT_LANGUAGES, 1.0)


@pytest.mark.parametrize("asked", ["help", "letters"])
def test_help_and_letters_ask_for_the_language_first_and_come_in_it(face: Face, asked: str) -> None:
    face.touch(f"bar:{asked}")
    assert face.shown == "language"
    face.touch("language:kk")
    assert (face.shown, face.app.place.screen) == (asked, "services")
    assert face.visit.language.tag == "kk"
    face.touch("forward")
    assert face.shown == "services"


def test_what_was_asked_for_once_does_not_come_again(face: Face) -> None:
    face.touch("bar:help", "language:kk", "forward", "bar:language", "language:ug")
    assert face.shown == "services"
    face.touch(next(element_id for element_id in face.elements() if element_id.startswith("service:")))
    assert face.shown == "guide"


def test_the_keys_are_named_in_every_language(face: Face) -> None:
    words = " · ".join(face.texts()).split(" · ")
    for key in ("bar.listen", "bar.help", "attract.letters", "attract.reach"):
        for language in RESIDENT_LANGUAGES:
            assert catalogues().pattern(key, language) in words


def test_reach_is_turned_on_and_off_at_once_and_stays_for_the_visit(face: Face) -> None:
    face.touch("bar:reach")
    assert (face.shown, face.app.look.reach) == ("attract", True)
    face.touch("bar:reach")
    assert not face.app.look.reach
    face.touch("bar:reach", "language:kk")
    assert face.app.look.reach


def test_a_panel_that_lies_has_no_key_for_reach(open_face: FaceMaker) -> None:
    face = open_face(panel=PANELS["1920x1080"])
    assert "bar:reach" not in face.elements()


# Everything fits


@each_panel
@pytest.mark.parametrize(
    ("step", "crashed"),
    [*((step, False) for step in TextStep), (TextStep.NORMAL, True)],
    ids=[*(step.name for step in TextStep), "crashed"],
)
def test_everything_fits_on_every_panel(
    open_face: FaceMaker, panel: Panel, step: TextStep, crashed: bool
) -> None:
    face = open_face(panel=panel, modes=Modes(step), crashed=crashed)
    face.bring_up()
    face.step(4)
    for label in face.labels():
        x, y = label.to_window(*label.pos)
        width, height = label.texture_size
        left, bottom = x + (label.width - width) / 2, y + (label.height - height) / 2
        assert left + 1 >= 0 and left + width <= panel.width_px + 1, label.text
        assert bottom + 1 >= 0 and bottom + height <= panel.height_px + 1, label.text
    boxes = list(face.elements().values())
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = max(
                one.x - other.x - other.width, other.x - one.x - one.width,
                one.y - other.y - other.height, other.y - one.y - one.height,
            )  # fmt: skip
            assert apart >= 0, (one.id, other.id)
    for key in (widget for widget in face.root.walk() if isinstance(widget, Slab)):
        for label in face.labels(key):
            x, y = label.to_window(*label.pos)
            assert key.x <= x and x + label.width <= key.right, label.text
            assert key.y <= y and y + label.height <= key.top, label.text
    ground = face.elements()["begin"]
    for label in face.labels(face.app.screen.ids.ground):  # type: ignore[union-attr]
        _, y = label.to_window(*label.pos)
        assert ground.y <= y + 1 and y + label.height <= ground.y + ground.height + 1, label.text


@pytest.mark.parametrize("step", TextStep, ids=lambda step: step.name)
def test_from_a_wheelchair_everything_is_in_the_lower_part(open_face: FaceMaker, step: TextStep) -> None:
    face = open_face(modes=Modes(step, reach=True))
    face.step(4)
    for element in face.elements().values():
        assert element.y + element.height <= PANEL.reachable_px, element.id


@pytest.mark.parametrize("theme", ColourTheme, ids=lambda theme: theme.value)
def test_the_greeting_stands_out_from_its_ground_in_every_theme(
    open_face: FaceMaker, theme: ColourTheme
) -> None:
    face = open_face(theme=theme)
    hello = catalogues().pattern("attract.greeting", RESIDENT_LANGUAGES[0])
    greeting = next(label for label in face.labels() if label.text == hello)
    light, dark = sorted((_luminance(greeting.color), _luminance(face.app.look.c("band"))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 10


def _luminance(colour: tuple[float, ...]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# The voice


@pytest.fixture
def inviting(open_face: FaceMaker) -> Face:
    """Half past twelve; says how to begin every two minutes by day."""
    face = open_face()
    face.app.surroundings = replace(face.app.surroundings, invitation=Invitation(120, 8, 20, 0.4))
    face.bring_up()
    return face


def test_it_is_quiet_at_first_so_that_who_leaves_is_not_asked_to_begin(inviting: Face) -> None:
    inviting.pass_time(119)
    assert not inviting.ports.voice.announced and not inviting.ports.voice.said


def test_at_intervals_it_says_quietly_in_every_language_how_to_begin(inviting: Face) -> None:
    for times in (1, 2, 3):
        inviting.pass_time(120)
        assert len(inviting.ports.voice.announced) == times
    said = inviting.ports.voice.announced[-1]
    assert [part.key for part in said.parts] == ["attract.say"]  # type: ignore[union-attr]
    assert (said.languages, said.volume) == (RESIDENT_LANGUAGES, 0.4)


def test_at_night_it_says_nothing_by_itself_but_answers(inviting: Face) -> None:
    inviting.visit.now = lambda: datetime(2026, 5, 4, 23, 0, tzinfo=UTC)
    inviting.pass_time(3600)
    assert not inviting.ports.voice.announced
    inviting.touch("bar:listen")
    assert inviting.ports.voice.announcing is not None


def test_it_can_be_kept_from_speaking_by_itself(open_face: FaceMaker) -> None:
    face = open_face()
    face.app.surroundings = replace(face.app.surroundings, invitation=Invitation(interval_s=0))
    face.pass_time(3600)
    assert not face.ports.voice.announced


def test_it_says_the_other_ways_to_begin_where_there_are_some(inviting: Face) -> None:
    ways = (Message("attract.keypad"), Message("attract.headphones"))
    inviting.app.surroundings = replace(inviting.app.surroundings, other_ways=ways)
    inviting.pass_time(120)
    said = inviting.ports.voice.announced[-1]
    assert said.parts == (Message("attract.say"), *ways)


def test_a_touch_stops_it(inviting: Face) -> None:
    inviting.pass_time(120)
    inviting.touch("begin")
    asked = inviting.ports.voice.announcing
    assert asked is not None and asked.parts == (Message("language.sentence"),)


# Still


@pytest.fixture
def flips() -> Iterator[list[float]]:
    """Every picture that is put on the panel."""
    EventLoop.ensure_window()
    counted: list[float] = []

    def flipped(_window: object) -> None:
        counted.append(1)

    EventLoop.window.bind(on_flip=flipped)
    yield counted
    EventLoop.window.unbind(on_flip=flipped)


def run_for(face: Face, seconds: int) -> None:
    """Every tick of so long a time, with all that a frame does, drawing too where something changed."""
    for _ in range(seconds * 4):
        face.now += 0.25
        EventLoop.idle()


def test_nothing_is_drawn_while_it_is_still(inviting: Face, flips: list[float]) -> None:
    inviting.picture()
    EventLoop.idle()
    flips.clear()
    run_for(inviting, 130)
    assert inviting.ports.voice.announced
    assert flips == []


def test_a_move_against_burning_in_is_drawn_once(inviting: Face, flips: list[float]) -> None:
    inviting.picture()
    EventLoop.idle()
    flips.clear()
    inviting.now += MOVES_EVERY_S
    run_for(inviting, 5)
    assert len(flips) == 1


def test_everything_moves_and_nothing_leaves_the_panel(face: Face) -> None:
    at_first = {element.id: (element.x, element.y) for element in face.elements().values()}
    places = set()
    for _ in PLACES[1:]:
        face.pass_time(MOVES_EVERY_S)
        for element in face.elements().values():
            assert (element.x, element.y) != at_first[element.id]
            assert element.x >= 0 or element.id == "begin"
            assert element.x + element.width <= PANEL.width_px or element.id == "begin"
            assert element.y >= 0
            if element.id == "bar:listen":
                places.add((element.x, element.y))
    assert len(places) == len(PLACES) - 1
    face.pass_time(MOVES_EVERY_S)
    assert {element.id: (element.x, element.y) for element in face.elements().values()} == at_first


def test_the_steps_turn_round_so_that_neither_direction_of_reading_is_always_first(face: Face) -> None:
    def first_is_right() -> bool:
        steps = {step.number: step.x for step in face.root.walk() if isinstance(step, StartStep)}
        return steps["1"] > steps["2"] > steps["3"]

    assert first_is_right()
    face.pass_time(MOVES_EVERY_S)
    assert not first_is_right()


# After a crash


def test_after_a_crash_it_says_in_every_language_that_nothing_was_lost(open_face: FaceMaker) -> None:
    face = open_face(crashed=True)
    for language in RESIDENT_LANGUAGES:
        for part in ("what", "do"):
            assert catalogues().pattern(f"fail.RUN-02.{part}", language) in face.texts()
    assert "RUN-02" in face.texts()
    said = face.ports.voice.announcing
    assert said is not None and said.languages == RESIDENT_LANGUAGES
    keys = [part.key for part in said.parts]  # type: ignore[union-attr]
    assert keys == ["attract.say", "fail.RUN-02.what", "fail.RUN-02.do"]
    face.touch("language:kk")
    assert face.shown == "services"


@each_panel
def test_who_comes_later_is_not_told_of_a_crash(open_face: FaceMaker, panel: Panel) -> None:
    face = open_face(crashed=True, panel=panel)
    face.pass_time(TIMERS.idle_s)
    assert "RUN-02" not in face.texts()
    assert {"1", "2", "3"} <= set(face.texts())
    for language in RESIDENT_LANGUAGES:
        assert catalogues().pattern("attract.greeting", language) in face.texts()


def test_without_a_crash_none_is_spoken_of(face: Face) -> None:
    assert "RUN-02" not in face.texts()
