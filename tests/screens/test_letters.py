"""Letters: sizes, colours, everything low down, slow and simple; seen at once, gone with the visit."""

import pytest

from kiosk.language.values import Message
from screens.app import SIMPLE_TIMES
from screens.letters import LetterChoice, SizeChoice, sizes, ways
from screens.theme import Anatomy, ColourTheme, Modes, Panel, TextStep
from tests.screens.face import PANEL, TIMERS, Face, FaceMaker

LYING = Panel(1280, 800, 331.7, 207.3)
WAYS = {"colour:contrast", "colour:night", "mode:reach", "mode:simple"}


def chosen(face: Face) -> set[str]:
    """What is on, of the page that is seen."""
    return {
        slab.element_id
        for slab in face.root.walk()
        if isinstance(slab, LetterChoice | SizeChoice) and slab.chosen
    }


def offered(face: Face) -> set[str]:
    """What all pages together offer."""
    found: set[str] = set()
    pages = face.screen.pages
    assert pages is not None
    for _ in range(int(pages.count)):
        found |= {i for i in face.elements() if i.startswith(("size:", "colour:", "mode:"))}
        if "more" in face.elements():
            face.touch("more")
    return found


def ground(face: Face) -> str:
    """The colour of the panel's ground as it is drawn, as #RRGGBB."""
    drawn = face.picture()
    return "#" + drawn.crop((4, drawn.height // 2, 5, drawn.height // 2 + 1)).tobytes().hex().upper()


def test_every_way_is_offered_and_spoken(face: Face) -> None:
    face.go("letters")
    assert offered(face) == {f"size:{step.name.lower()}" for step in TextStep} | WAYS
    for way in (*sizes(Modes()), *ways(Modes(), upright=True)):
        assert face.reads(way.key)
        assert way.key in face.heard_keys()
    assert chosen(face) == {"size:normal"}


def test_a_lying_panel_is_within_reach_as_it_is(open_face: FaceMaker) -> None:
    face = open_face(panel=LYING)
    face.go("letters")
    assert offered(face) == {f"size:{step.name.lower()}" for step in TextStep} | WAYS - {"mode:reach"}


@pytest.mark.parametrize("theme", ColourTheme, ids=lambda theme: theme.value)
def test_a_touched_colour_is_drawn_at_once_and_touched_again_it_is_day(
    face: Face, theme: ColourTheme
) -> None:
    face.go("letters")
    if theme is ColourTheme.DAY:
        face.touch("colour:night", "colour:contrast", "colour:contrast")
        assert chosen(face) == {"size:normal"}
    else:
        face.touch(f"colour:{theme.value}")
        assert chosen(face) == {"size:normal", f"colour:{theme.value}"}
    assert ground(face) == theme.palette.ground


@pytest.mark.parametrize("step", TextStep, ids=lambda step: step.name)
def test_a_touched_size_is_seen_at_once(face: Face, step: TextStep) -> None:
    face.go("letters")
    face.touch(f"size:{step.name.lower()}")
    sentence = next(label for label in face.labels() if label.text == face.app.text(face.screen.sentence()))
    assert sentence.font_size == face.app.look.type("title")
    assert face.app.look.step is step


def test_low_down_everything_to_touch_lies_low_until_it_is_turned_off(face: Face) -> None:
    face.go("letters")
    face.touch("mode:reach")
    assert face.app.look.anatomy is Anatomy.REACH
    assert all(box.y + box.height <= PANEL.reachable_px + 1 for box in face.elements().values())
    face.touch("bar:high")
    assert face.app.look.anatomy is Anatomy.TALL


def test_slow_and_simple_gives_more_time_and_names_every_key(face: Face) -> None:
    face.go("letters")
    face.touch("mode:simple")
    assert "bar.help" in face.heard_keys()
    face.touch("forward")
    face.pass_time(TIMERS.idle_s * SIMPLE_TIMES - 1)
    assert face.shown != "timeout"
    face.pass_time(1)
    assert face.shown == "timeout"
    assert face.app.seconds_left == TIMERS.warning_s * SIMPLE_TIMES


@pytest.mark.parametrize("modes", [Modes(step=TextStep.LARGEST), Modes(simple=True), Modes(reach=True)])
def test_there_are_never_more_choices_than_a_page_may_have(open_face: FaceMaker, modes: Modes) -> None:
    face = open_face(modes=modes)
    face.go("letters")
    pages = face.screen.pages
    assert pages is not None
    for _ in range(int(pages.count)):
        seen = [i for i in face.elements() if i.startswith(("size:", "colour:", "mode:", "more"))]
        assert len(seen) <= face.app.look.choices
        if "more" in face.elements():
            face.touch("more")
    assert offered(face) >= WAYS


def test_what_was_touched_stays_in_sight(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(step=TextStep.LARGEST))
    face.go("letters")
    face.touch("more", "colour:night")
    face.step(4)
    assert chosen(face) == {"colour:night"}
    assert "colour:night" in face.elements()


def test_what_is_on_says_so_with_a_tick_and_a_frame_not_with_colour_alone(face: Face) -> None:
    face.go("letters")
    slabs = [slab for slab in face.root.walk() if isinstance(slab, SizeChoice)]
    assert {slab.border_width for slab in slabs if slab.chosen} == {8}
    assert {slab.border_width for slab in slabs if not slab.chosen} == {4}
    for slab in slabs:
        assert bool(slab.ids.picture.canvas.after.length()) is slab.chosen


def test_a_colour_stays_for_the_whole_visit_in_every_language(face: Face) -> None:
    face.go("guide")
    face.touch("bar:letters", "colour:night", "forward", "bar:language", "language:kk")
    assert face.shown == "guide"
    assert face.app.look.theme is ColourTheme.NIGHT


def test_what_was_typed_stays(face: Face) -> None:
    face.go("step", "area")
    face.type("7")
    face.touch("bar:letters", "size:largest", "forward", "forward")
    assert face.visit.answers["area"] == "7"


def test_a_way_turned_twice_is_as_it_was() -> None:
    for way in ways(Modes(), upright=True):
        again = next(other for other in ways(way.turned, upright=True) if other.id == way.id)
        assert (way.on, again.on) == (False, True)
        assert again.turned == Modes()


def test_every_name_is_a_message() -> None:
    for way in (*sizes(Modes()), *ways(Modes(), upright=True)):
        assert Message(way.key).key
