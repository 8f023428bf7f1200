"""A question answered by typing: the right keyboard, what is typed, and why it is not taken."""

import pytest

from kiosk.failures import FailureCode
from kiosk.input.candidates import InputAbsent
from kiosk.input.chinese import ChineseInput
from kiosk.input.keyboards import letters_for
from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message
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
