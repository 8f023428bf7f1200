"""What is touched: large and far enough apart, on the lifting finger, and never by a gesture.

Sizes on every panel, in every size of letters: `make screens` (tests/overflow); palms, second and stuck
fingers: tests/screens/test_rough_touches.py; without touching at all: tests/screens/test_keypad_visit.py.
"""

import re
from itertools import combinations

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slab import Slab
from tests.recording_ports import ROOT
from tests.screens.face import Face
from tests.screens.hand import Hand
from tests.screens.survey import box_of, survey

PX_PER_MM = 1080 / 268
LEAST_MM, LEAST_GAP_MM = 12.7, 2.54
# What is drawn with a finger, and how one goes on without drawing.
DRAWN = {"signature_pad.py": "sign:cannot", "handwriting_pad.py": "key:pinyin"}
# They watch a finger that leaves them, and let it go.
LETS_GO = {"fingers.py", "keyboard.py"}
GESTURES = re.compile(
    r"\b(ScrollView|Carousel|Scatter\w*|PageLayout|is_double_tap|is_triple_tap|GestureSurface)\b"
)

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


@each_language
def test_everything_to_touch_is_half_an_inch_in_both_directions(language: Language) -> None:
    assert [
        f"{look.state}: {element.id}"
        for look in survey(language.tag)
        for element in look.elements
        if min(element.width, element.height) / PX_PER_MM < LEAST_MM
    ] == []


@each_language
def test_two_things_to_touch_are_a_tenth_of_an_inch_apart(language: Language) -> None:
    close = []
    for look in survey(language.tag):
        for one, other in combinations(look.elements, 2):
            here, there = box_of(one), box_of(other)
            across = max(here.x, there.x) - min(here.right, there.right)
            upright = max(here.y, there.y) - min(here.top, there.top)
            inside = here.inside(there, 0) or there.inside(here, 0)
            if not inside and max(across, upright) / PX_PER_MM < LEAST_GAP_MM - 0.05:
                close.append(f"{look.state}: {one.id} and {other.id}")
    assert close == []


@pytest.mark.parametrize("screen", ["language", "services", "guide", "review", "rating", "letters", "help"])
def test_a_touch_counts_only_where_it_starts_and_ends(face: Face, screen: str) -> None:
    face.go(screen)
    hand = Hand(face)
    for element in list(face.elements().values()):
        if not element.enabled:
            continue
        middle = (element.x + element.width / 2, element.y + element.height / 2)
        beside = (540.0, 1919.0)
        begins = hand.down(*middle)
        hand.move(begins, *beside)
        hand.up(begins)
        ends = hand.down(*beside)
        hand.move(ends, *middle)
        hand.up(ends)
        assert (face.shown, face.ended) == (screen, None), element.id
        assert all(slab.state == "normal" for slab in face.root.walk() if isinstance(slab, Slab))


def test_no_gesture_is_known() -> None:
    used = [
        f"{path.name}: {gesture}"
        for path in sorted((ROOT / "screens").rglob("*.[pk][yv]"))
        for gesture in GESTURES.findall(path.read_text(encoding="utf-8"))
    ]
    assert used == []


def test_only_what_has_a_way_without_it_is_drawn_with_a_finger() -> None:
    moving = {
        path.name
        for path in (ROOT / "screens").rglob("*.py")
        if "def on_touch_move" in path.read_text(encoding="utf-8")
    }
    assert moving - LETS_GO == set(DRAWN)


def test_who_cannot_draw_signs_with_a_tap(face: Face) -> None:
    face.go("sign")
    assert face.find(SignaturePad)
    face.touch("sign:cannot", "forward")
    assert face.shown == "sending"
    assert face.visit.signature == ()


def test_chinese_is_written_without_drawing_too(face: Face) -> None:
    face.go("step", "village")
    face.touch("bar:language", "language:zh-Hans")
    ids = set(face.elements())
    assert any(element_id.startswith("key:") for element_id in ids)
    assert not any("pad" in element_id for element_id in ids)


def test_holding_a_finger_down_longer_does_nothing_else(face: Face) -> None:
    face.go_last("guide")
    hand = Hand(face)
    finger = hand.on("forward")
    face.pass_time(3)
    assert face.shown == "guide"
    hand.up(finger)
    face.step()
    assert face.shown == "card"
