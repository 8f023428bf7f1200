"""A question answered by typing: the right keyboard, what is typed, and why it is not taken."""

from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.failures import FailureCode
from kiosk.input.candidates import InputAbsent
from kiosk.input.chinese import ChineseInput
from kiosk.input.keyboards import letters_for
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message, Terms
from screens.theme import ColourTheme, TextStep
from screens.widgets.text_field import TextField
from tests.screens.face import (
    AGRI,
    SUGGESTION,
    Face,
    FaceMaker,
    changed_field,
    fields_of,
    keyboard_ids,
    with_service,
)
from tests.screens.panels import apart, each_panel, face_on, millimetres, not_tall, of_the_screen

# VVSG 2.0.
LEAST_TOUCH_MM, LEAST_GAP_MM = 12.7, 2.54


def typed(face: Face) -> str:
    """What stands in the field."""
    return str(face.find(TextField).text)


def test_what_is_typed_stands_in_the_field_and_delete_takes_the_last_back(face: Face) -> None:
    face.go("step", "phone")
    face.type("139")
    assert typed(face) == "139"
    face.touch("key:delete")
    assert typed(face) == "13"
    face.touch("key:delete", "key:delete", "key:delete")
    assert typed(face) == ""


@pytest.mark.parametrize(("step", "point"), [("area", True), ("phone", False), ("bank-card", False)])
def test_figures_are_typed_on_figures_and_a_point_is_there_only_where_it_means_something(
    face: Face, step: str, point: bool
) -> None:
    face.go("step", step)
    assert {f"key:{figure}" for figure in range(10)} <= set(keyboard_ids(face))
    assert ("key:." in keyboard_ids(face)) == point


def test_a_number_that_is_never_broken_has_no_point(open_face: FaceMaker) -> None:
    face = open_face(services=with_service(changed_field(AGRI, "area", decimals=0)))
    face.go("step", "area")
    assert "key:." not in keyboard_ids(face)


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_words_are_typed_in_the_letters_of_the_language(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language)
    face.go("step", "village")
    layout = letters_for(language)
    assert keyboard_ids(face) == [key.element_id for row in layout.rows for key in row]
    elements = face.elements()
    first, second = (elements[key.element_id] for key in layout.rows[0][:2])
    assert (first.x > second.x) == language.rtl
    face.touch("key:digits", "key:1", "key:letters", layout.rows[1][0].element_id)
    face.touch("forward")
    assert face.visit.answers["village"] == f"1{layout.rows[1][0].writes}"


@pytest.fixture
def chinese(open_face: FaceMaker) -> Face:
    """The question for the village, with pinyin and handwriting there."""
    face = open_face(language=CHINESE)
    face.go("step", "village")
    for opened in (face.app.surroundings.chinese.pinyin(), face.app.surroundings.chinese.handwriting()):
        if isinstance(opened, InputAbsent):
            pytest.skip(opened.detail)
    return face


def test_pinyin_becomes_the_characters_that_are_touched(chinese: Face) -> None:
    chinese.type("bulakecun")
    assert typed(chinese) == ""
    chinese.touch("candidate:1")
    assert typed(chinese) == "布拉克村"
    chinese.touch("forward")
    assert chinese.visit.answers["village"] == "布拉克村"


def test_letters_behind_a_candidate_go_on_being_composed(chinese: Face) -> None:
    chinese.type("quanshuicun")
    chinese.touch("candidate:2")
    assert typed(chinese) == "泉水"
    chinese.touch("candidate:1")
    assert typed(chinese) == "泉水村"


def test_delete_takes_a_letter_back_before_it_takes_a_character(chinese: Face) -> None:
    chinese.type("cunn")
    chinese.touch("key:delete", "candidate:1", "key:delete")
    assert typed(chinese) == ""


def test_letters_nobody_made_characters_of_stay_when_the_screen_is_left(chinese: Face) -> None:
    chinese.type("bula")
    chinese.touch("bar:help", "forward")
    assert typed(chinese) == "bula"


def test_a_character_can_be_written_by_hand_and_the_keyboard_comes_back(chinese: Face) -> None:
    chinese.touch("second")
    # 十: one stroke across, one down.
    chinese.stroke("handwriting:pad", (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    chinese.stroke("handwriting:pad", (0.5, 0.85), (0.5, 0.5), (0.5, 0.15))
    chinese.touch("candidate:1")
    assert typed(chinese) == "十"
    chinese.touch("second")
    assert "key:a" in keyboard_ids(chinese)


def test_without_pinyin_and_handwriting_latin_letters_are_written(open_face: FaceMaker) -> None:
    absent = InputAbsent(FailureCode.PINYIN_ABSENT, "not here", "")
    face = open_face(language=CHINESE, chinese=WithoutChinese(absent))
    face.go("step", "village")
    face.type("bulak")
    assert typed(face) == "bulak"
    assert "second" not in face.elements()


class WithoutChinese(ChineseInput):
    """A machine on which neither is installed."""

    def __init__(self, absent: InputAbsent) -> None:
        super().__init__()
        self._pinyin = self._handwriting = absent


def test_example_and_unit_stand_by_the_field(face: Face) -> None:
    face.go("step", "area")
    field = next(field for field in fields_of() if field.id == "area")
    assert field.example is not None and field.unit is not None
    assert face.reads(Message("step.example", {"example": field.example}))
    assert face.reads(field.unit)


def test_a_service_without_an_example_shows_no_empty_line(face: Face) -> None:
    face.go("step", "phone")
    assert "step.example" not in face.heard_keys()
    assert "" not in [text.strip() for text in face.texts()]


@pytest.mark.parametrize(("step", "text", "fault"), [
    ("area", "", "field.missing"),
    ("area", "1.2.", "field.not_a_number"),
    ("area", "1.23", "field.not_a_number"),
    ("area", "99999", "field.out_of_range"),
    ("phone", "12345", "field.phone"),
    ("bank-card", "482", "field.digits"),
])  # fmt: skip
def test_what_is_not_taken_is_said_with_what_to_do_and_stays_to_be_changed(
    face: Face, step: str, text: str, fault: str
) -> None:
    face.go("step", step)
    face.type(text)
    face.touch("forward")
    assert face.shown == f"step-{step}"
    (said,) = face.heard().parts
    assert isinstance(said, Message) and said.key == fault
    assert face.reads(said)
    assert typed(face) == text
    assert step not in face.visit.answers
    face.touch("key:delete")
    assert not face.reads(said)


@pytest.mark.parametrize(("step", "most"), [("phone", 11), ("bank-card", 4), ("area", 9)])
def test_no_more_is_typed_than_can_be_taken(face: Face, step: str, most: int) -> None:
    face.go("step", step)
    face.type("1" * (most + 2))
    assert typed(face) == "1" * most


def test_words_have_the_length_the_service_gives_them(open_face: FaceMaker) -> None:
    face = open_face(services=with_service(changed_field(AGRI, "village", max_length=3)))
    face.go("step", "village")
    face.type("بپتج")
    assert typed(face) == "بپت"


def test_a_taken_answer_is_kept_normalised_and_leads_on(face: Face) -> None:
    face.go("step", "area")
    face.type("012.5")
    face.touch("forward")
    assert face.visit.answers["area"] == "12.5"
    assert face.shown == "step-village"
    face.touch("bar:back")
    assert typed(face) == "12.5"


def test_what_was_typed_and_not_sent_on_is_still_there_after_going_back(face: Face) -> None:
    face.go("step", "area")
    face.type("7")
    face.touch("bar:back", "choice:wheat", "forward")
    assert (face.shown, typed(face)) == ("step-area", "7")


def test_an_optional_question_can_be_left_empty(face: Face) -> None:
    face.choose(SUGGESTION)
    face.go("step", "phone")
    face.touch("forward")
    assert face.shown == "review"


def test_what_is_typed_is_never_spoken(face: Face) -> None:
    face.go("step", "phone")
    said = len(face.ports.voice.said)
    face.type("139")
    assert len(face.ports.voice.said) == said


def test_a_finger_that_leaves_a_key_does_not_type_it(face: Face) -> None:
    face.go("step", "phone")
    face.stroke("key:5", (0.5, 0.5), (3.0, 0.5))
    assert typed(face) == ""


@not_tall
def test_the_way_on_stands_beside_what_is_typed_or_typed_with(open_face: FaceMaker, where: str) -> None:
    """The row below is the keyboard's room; within reach nothing is higher than may be."""
    face = face_on(open_face, where, TextStep.LARGEST)
    for question in ("village", "phone"):
        face.go("step", question)
        elements = face.elements()
        forward, keys = elements["forward"], [elements[key] for key in keyboard_ids(face)]
        lowest = min(key.y for key in keys)
        assert forward.y >= lowest - 1
        assert all(apart(forward, key) > 0 for key in keys)
        if where == "reach":
            limit = face.app.look.panel.reachable_px
            assert all(element.y + element.height <= limit for element in elements.values())


@each_panel
@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_every_key_can_be_hit_on_every_panel(open_face: FaceMaker, where: str, language: Language) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, language=language)
    for question in ("village", "phone"):
        face.go("step", question)
        elements = face.elements()
        keys = [elements[key] for key in keyboard_ids(face)]
        for key in keys:
            assert millimetres(face, min(key.width, key.height)) >= LEAST_TOUCH_MM, key.id
        for one, other in combinations(keys, 2):
            assert millimetres(face, apart(one, other)) >= LEAST_GAP_MM, (one.id, other.id)
        top, field = max(key.y + key.height for key in keys), elements["entry"]
        # Figures may stand beside the field.
        beside = all(key.x >= field.x + field.width or key.x + key.width <= field.x for key in keys)
        assert beside or top < field.y


@each_panel
def test_a_whole_telephone_number_is_seen(open_face: FaceMaker, where: str) -> None:
    face = face_on(open_face, where, TextStep.LARGEST)
    face.go("step", "phone")
    face.type("13900000000")
    face.step()
    field = face.find(TextField)
    start = field.caret_box()[0]
    field.move_to(0)
    assert abs(field.caret_box()[0] - start) <= field.width
    field.move_to(11)
    # A text that is wider than its room is moved along.
    assert field.index_at(field.x + 1, field.center_y) == 0


@not_tall
def test_why_it_is_not_taken_stands_in_the_sentence_where_there_is_no_room_for_more(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST)
    face.go("step", "phone")
    face.touch("key:1", "forward")
    (said,) = face.heard().parts
    assert face.sentence() == face.words(said)
    assert face.find(TextField).faulty
    face.touch("bar:listen")
    question = next(field.question for field in fields_of() if field.id == "phone")
    assert said in face.heard().parts
    assert question in face.heard().parts
    face.touch("key:3")
    assert face.sentence() == face.words(question)
    assert not face.find(TextField).faulty


def test_what_was_typed_stays_when_letters_colours_and_places_change(face: Face) -> None:
    face.go("step", "area")
    face.type("12.5")
    for changes in ({"step": TextStep.LARGEST}, {"theme": ColourTheme.NIGHT}, {"reach": True}):
        face.app.choose_modes(replace(face.app.look.modes, **changes))
        face.step()
        assert (face.shown, typed(face)) == ("step-area", "12.5")
    face.touch("forward")
    assert face.visit.answers["area"] == "12.5"


def test_a_question_that_leaves_the_keys_no_room_is_named_shortly_and_spoken_in_full(
    open_face: FaceMaker,
) -> None:
    long = Terms({language.tag: "سۆزلەر " * 30 for language in ALL_LANGUAGES})
    service = changed_field(AGRI, "village", question=long)
    face = face_on(open_face, "smallest", TextStep.LARGEST, services=with_service(service))
    face.go("step", "village")
    face.step(4)
    assert face.sentence() == face.words(service.field("village").label)
    face.touch("bar:listen")
    assert long in face.heard().parts
    assert millimetres(face, min(face.elements()[key].height for key in keyboard_ids(face))) >= LEAST_TOUCH_MM


@not_tall
def test_writing_by_hand_is_offered_and_fits_where_there_is_no_second_key_below(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, language=CHINESE)
    face.go("step", "village")
    if isinstance(face.app.surroundings.chinese.handwriting(), InputAbsent):
        pytest.skip("no handwriting here")
    face.touch("second")
    face.stroke("handwriting:pad", (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    elements = face.elements()
    assert "candidate:1" in elements
    assert millimetres(face, elements["handwriting:pad"].width) >= 50
    for one, other in combinations(of_the_screen(face), 2):
        assert millimetres(face, apart(one, other)) >= LEAST_GAP_MM, (one.id, other.id)
    face.touch("second")
    assert "key:a" in keyboard_ids(face)
