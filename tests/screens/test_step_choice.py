"""A question with a few choices: one is touched, and says so."""

import pytest

from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Terms
from kiosk.services.packs import Catalogue
from kiosk.services.service import Option
from screens.step_choice import Choice
from screens.theme import Modes, TextStep
from tests.screens.face import AGRI, Face, FaceMaker, changed_field, fields_of, with_service
from tests.screens.panels import each_panel, face_on

CROP = fields_of()[0]
TAGS = [language.tag for language in ALL_LANGUAGES]


def chosen(face: Face) -> list[str]:
    """Ids of the choices that are marked."""
    return [widget.element_id for widget in face.root.walk() if isinstance(widget, Choice) and widget.chosen]


def test_it_asks_its_question_and_says_where_one_stands(face: Face) -> None:
    face.go("step", CROP.id)
    assert face.sentence() == face.words(CROP.question)
    question = face.app.question_message((1, len(fields_of())))
    assert question is not None and face.reads(question)


def test_every_choice_is_there_and_is_spoken(face: Face) -> None:
    face.go("step", CROP.id)
    for option in CROP.options:
        assert f"choice:{option.id}" in face.elements()
        assert face.reads(option.label)
        assert option.label in face.heard().parts


def test_the_touched_choice_says_so_and_takes_the_mark_from_the_others(face: Face) -> None:
    face.go("step", CROP.id)
    assert chosen(face) == []
    face.touch("choice:wheat", "choice:melon")
    assert chosen(face) == ["choice:melon"]
    assert face.texts().count(face.words("step.chosen")) == 1
    assert face.heard().parts == (CROP.option("melon").label,)


def test_it_does_not_go_on_without_a_choice_and_says_why(face: Face) -> None:
    face.go("step", CROP.id)
    face.touch("forward")
    assert face.shown == "step-crop"
    assert face.reads("field.missing")
    assert face.heard_keys() == ["field.missing"]
    face.touch("choice:wheat")
    assert not face.reads("field.missing")


def test_the_choice_is_kept_and_stands_there_again(face: Face) -> None:
    face.go("step", CROP.id)
    face.touch("choice:grapes", "forward")
    assert face.visit.answers == {"crop": "grapes"}
    assert face.shown == "step-area"
    face.touch("bar:back")
    assert chosen(face) == ["choice:grapes"]


def test_an_optional_question_can_be_left_out(open_face: FaceMaker) -> None:
    face = open_face(services=with_service(changed_field(AGRI, "crop", optional=True)))
    face.go("step", CROP.id)
    face.touch("forward")
    assert face.shown == "step-area"


def with_many_choices(count: int) -> Catalogue:
    """The crop chosen from so many, one of them with long words."""
    words = "يېسىمۇقتىن باشقا ياغلىق زىرائەت"
    options = tuple(
        Option(f"o{number}", None, Terms(dict.fromkeys(TAGS, words if number == 2 else f"{number}")))
        for number in range(count)
    )
    return with_service(changed_field(AGRI, "crop", options=options))


def touchables(face: Face) -> list[str]:
    return [id_ for id_ in face.elements() if id_.startswith("choice:") or id_ == "more"]


@each_panel
def test_every_choice_is_on_some_page_and_no_page_has_too_many(open_face: FaceMaker, where: str) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, services=with_many_choices(11))
    face.go("step", CROP.id)
    seen: set[str] = set()
    for _ in range(11):
        page = touchables(face)
        assert len(page) <= face.app.look.choices
        seen.update(page)
        face.touch("more")
    assert seen == {"more", *(f"choice:o{number}" for number in range(11))}


@pytest.mark.parametrize("where", ["tall", "lying", "smallest"])
def test_the_page_of_the_chosen_one_comes_first_and_leafing_through_is_free(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, services=with_many_choices(11))
    face.choose()
    face.visit.answer(face.app.services[0].field("crop"), "o9")
    face.go("step", CROP.id)
    assert chosen(face) == ["choice:o9"]
    face.touch("more")
    assert chosen(face) == []
    while "choice:o0" not in touchables(face):
        face.touch("more")
        assert chosen(face) == []


def test_what_was_chosen_stays_when_letters_become_larger(open_face: FaceMaker) -> None:
    face = open_face(services=with_many_choices(7))
    face.go("step", CROP.id)
    while "choice:o6" not in touchables(face):
        face.touch("more")
    face.touch("choice:o6", "bar:letters", "size:largest", "forward")
    assert chosen(face) == ["choice:o6"]
    face.touch("forward")
    assert face.visit.answers == {"crop": "o6"}


@each_panel
def test_why_it_does_not_go_on_is_always_seen_and_the_question_comes_back(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST)
    face.go("step", CROP.id)
    before = touchables(face)
    face.touch("forward")
    assert face.reads("field.missing")
    assert touchables(face) == before
    face.touch("choice:wheat")
    assert not face.reads("field.missing")
    assert face.sentence() == face.words(CROP.question)


def test_simple_offers_fewer_at_a_time(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(simple=True))
    face.go("step", CROP.id)
    assert len(touchables(face)) == 5
    assert open_face().app.look.choices == 7
