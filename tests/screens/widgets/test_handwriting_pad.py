"""The handwriting pad: what the finger writes, taking it back, and storms of strokes."""

import pytest
from kivy.base import EventLoop

from kiosk.input.handwriting import MAX_STROKES, Strokes
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message
from screens.theme import ColourTheme
from screens.touching import Finger
from screens.widgets.handwriting_pad import MAX_POINTS, HandwritingPad
from tests.screens.face import Face, FaceMaker

HEIGHT = 560


class Shown:
    """A pad in the window, and what it told."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.told: list[Strokes] = []
        self.pad = HandwritingPad(self.told.append, size_hint=(None, None), size=(984, HEIGHT), pos=(48, 300))
        face.root.add_widget(self.pad)
        face.step()

    def write(self, *points: tuple[float, float]) -> None:
        """A stroke; points as fractions of the square from its upper left corner."""
        self.face.stroke("handwriting:pad", *((x, 1 - y) for x, y in points))


@pytest.fixture
def shown(face: Face) -> Shown:
    return Shown(face)


def test_a_stroke_is_told_when_the_finger_is_lifted_as_fractions_from_the_upper_left(shown: Shown) -> None:
    shown.write((0.1, 0.2), (0.9, 0.2))
    shown.write((0.5, 0.1), (0.5, 0.5), (0.5, 0.9))
    assert [len(strokes) for strokes in shown.told] == [1, 2]
    first, second = shown.told[-1]
    assert [x for x, _ in first] == pytest.approx([0.1, 0.9], abs=0.01)
    assert [y for _, y in first] == pytest.approx([0.2, 0.2], abs=0.01)
    assert [y for _, y in second] == pytest.approx([0.1, 0.5, 0.9], abs=0.01)


def test_the_square_is_square_white_in_every_theme_and_shows_the_ink(open_face: FaceMaker) -> None:
    for theme in ColourTheme:
        face = open_face(theme=theme)
        shown = Shown(face)
        square = face.elements()["handwriting:pad"]
        assert square.width == square.height > 500
        shown.write((0.2, 0.25), (0.8, 0.25))
        picture = face.picture().convert("L")
        x, top = square.x + square.width / 4, picture.height - (square.y + square.height)
        assert picture.getpixel((round(x), round(top + square.height * 0.25))) < 60
        assert picture.getpixel((round(x), round(top + square.height * 0.75))) == 255


def test_undo_takes_the_last_stroke_and_clear_all(shown: Shown) -> None:
    for x in (0.2, 0.4, 0.6):
        shown.write((x, 0.2), (x, 0.8))
    shown.face.touch("pad:undo")
    assert [round(stroke[0][0], 1) for stroke in shown.pad.strokes] == [0.2, 0.4]
    assert shown.told[-1] == shown.pad.strokes
    shown.face.touch("pad:clear")
    assert shown.pad.strokes == shown.told[-1] == ()


def test_without_a_stroke_there_is_nothing_to_take_back(shown: Shown) -> None:
    assert not shown.face.offers("pad:undo")
    assert not shown.face.offers("pad:clear")
    shown.write((0.5, 0.5))
    assert shown.face.offers("pad:undo")
    assert shown.face.offers("pad:clear")
    shown.face.touch("pad:undo")
    assert not shown.face.offers("pad:undo")
    assert [len(strokes) for strokes in shown.told] == [1, 0]


def test_a_dot_is_a_stroke(shown: Shown) -> None:
    shown.write((0.5, 0.5))
    assert [len(stroke) for stroke in shown.pad.strokes] == [1]


def test_two_fingers_write_two_strokes(shown: Shown) -> None:
    square = shown.face.elements()["handwriting:pad"]
    window = shown.face.window

    def place(x: float, y: float) -> dict[str, float]:
        return {
            "x": (square.x + square.width * x) / window.width,
            "y": (square.y + square.height * (1 - y)) / window.height,
        }

    fingers = {x: Finger(901 + number, **place(x, 0.2)) for number, x in enumerate((0.2, 0.7))}
    for finger in fingers.values():
        EventLoop.post_dispatch_input("begin", finger)
    for x, finger in fingers.items():
        finger.move(place(x, 0.8))
        EventLoop.post_dispatch_input("update", finger)
    for finger in fingers.values():
        EventLoop.post_dispatch_input("end", finger)
    assert [{round(x, 1) for x, _ in stroke} for stroke in shown.pad.strokes] == [{0.2}, {0.7}]
    assert len(shown.told) == 2


def test_a_stroke_that_leaves_the_square_goes_on_along_its_edge(shown: Shown) -> None:
    shown.write((0.5, 0.5), (0.5, 1.4), (1.6, 1.4))
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in shown.pad.strokes[0])
    shown.write((1.2, 0.5), (0.5, 0.5))
    assert len(shown.pad.strokes) == 1


def test_a_finger_still_down_while_all_is_cleared_writes_no_further(shown: Shown) -> None:
    square = shown.face.elements()["handwriting:pad"]
    finger = Finger(
        950, (square.x + 50) / shown.face.window.width, (square.y + 50) / shown.face.window.height
    )
    EventLoop.post_dispatch_input("begin", finger)
    shown.pad.show(())
    finger.move({"x": (square.x + 200) / shown.face.window.width, "y": finger.sy})
    EventLoop.post_dispatch_input("update", finger)
    EventLoop.post_dispatch_input("end", finger)
    assert shown.pad.strokes == ()


def test_storms_of_strokes_and_points_stay_bounded(shown: Shown) -> None:
    shown.write((0.5, 0.5), *(((number % 97) / 97, (number % 89) / 89) for number in range(10_000)))
    assert len(shown.pad.strokes[0]) == MAX_POINTS
    for number in range(200):
        shown.write(((number % 20) / 20, 0.1), ((number % 20) / 20, 0.9))
    assert len(shown.pad.strokes) == MAX_STROKES
    shown.face.touch("pad:clear")
    shown.write((0.2, 0.2), (0.8, 0.8))
    assert len(shown.pad.strokes) == 1


def test_what_was_written_is_shown_again_at_another_size(shown: Shown) -> None:
    shown.write((0.25, 0.25), (0.75, 0.75))
    written = shown.pad.strokes
    another = Shown(shown.face)
    another.pad.show(written)
    another.pad.height = 400
    shown.face.step()
    assert another.pad.strokes == written
    assert another.told == []
    assert shown.face.offers("pad:undo")


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_its_words_stand_in_the_language_inside_their_boxes(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language)
    shown = Shown(face)
    for key in ("handwriting.write_here", "handwriting.undo", "handwriting.clear"):
        assert face.reads(key)
    for label in face.labels(shown.pad):
        x, y = label.to_window(*label.pos)
        assert x >= 48 - 1
        assert x + label.width <= 48 + 984 + 1
        assert y >= 300 - 1
        assert y + label.height <= 300 + HEIGHT + 1
    for key in (shown.pad.ids.undo_key, shown.pad.ids.clear_key):
        (words,) = face.labels(key)
        assert words.texture_size[0] <= words.width <= key.width
        assert words.texture_size[1] <= key.height
        assert key.x <= words.x
        assert words.right <= key.right
    square, undo = (face.elements()[element_id] for element_id in ("handwriting:pad", "pad:undo"))
    assert (square.x > undo.x) == language.rtl
    assert undo.height >= 96
    called = {key.element_id: key.called for key in (shown.pad.ids.undo_key, shown.pad.ids.clear_key)}
    assert called == {
        "pad:undo": Message("handwriting.undo"),
        "pad:clear": Message("handwriting.clear"),
    }
