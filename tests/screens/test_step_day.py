"""A day: three boxes that go on to the next by themselves, and the day in words."""

from datetime import date

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Day, Message
from kiosk.services.days import DayLimit
from kiosk.services.service import FieldKind
from screens.step_day import DayPart
from screens.theme import TextStep
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import each_panel, each_step, face_on, millimetres
from tests.screens.steps import only

DATE = FieldKind.DATE
FREE = {"earliest": None, "latest": None, "example": None, "personal": False}


def asked(open_face: FaceMaker, **changes: object) -> Face:
    face = open_face(services=only(DATE, **{**FREE, **changes}))
    face.go("step", DATE.value)
    return face


def boxes(face: Face) -> dict[str, DayPart]:
    return {
        widget.key.removeprefix("day."): widget for widget in face.root.walk() if isinstance(widget, DayPart)
    }


def stands(face: Face) -> list[str]:
    return [boxes(face)[part].figures for part in ("year", "month", "day")]


def test_eight_figures_fill_all_three_and_the_day_is_said_and_shown(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.type("20261123")
    assert stands(face) == ["2026", "11", "23"]
    day = Message("spoken.value", {"value": Day(date(2026, 11, 23))})
    assert face.heard().parts == (day,)
    assert face.reads(day)
    face.touch("forward")
    assert face.visit.answers == {DATE.value: "2026-11-23"}


def test_a_month_of_one_figure_needs_no_zero(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.type("202659")
    assert stands(face) == ["2026", "5", "9"]
    face.touch("forward")
    assert face.visit.answers == {DATE.value: "2026-05-09"}


def test_a_box_that_is_touched_is_typed_anew_and_the_others_stay(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.type("20261123")
    face.touch("day:month")
    assert stands(face) == ["2026", "", "23"]
    face.type("4")
    assert stands(face) == ["2026", "4", "23"]
    face.touch("forward")
    assert face.visit.answers == {DATE.value: "2026-04-23"}


def test_delete_goes_back_from_box_to_box(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.type("202611")
    face.touch("key:delete", "key:delete", "key:delete")
    assert stands(face) == ["202", "", ""]
    assert boxes(face)["year"].chosen


@pytest.mark.parametrize(
    ("figures", "fault"),
    [("", "field.missing"), ("2026", "field.not_a_date"), ("20260230", "field.no_such_day")],
)
def test_what_is_no_day_is_said_and_stays_to_be_changed(
    open_face: FaceMaker, figures: str, fault: str
) -> None:
    face = asked(open_face)
    face.type(figures)
    before = stands(face)
    face.touch("forward")
    assert face.shown == f"step-{DATE}"
    assert face.heard_keys() == [fault]
    assert face.reads(fault)
    assert stands(face) == before
    assert all(box.faulty for box in boxes(face).values())
    face.touch("key:delete")
    assert not any(box.faulty for box in boxes(face).values())


def test_a_day_out_of_its_limits_is_told_the_limits_as_days(open_face: FaceMaker) -> None:
    face = asked(open_face, earliest=DayLimit(), latest=DayLimit(months=12))
    face.type("20260503")
    face.touch("forward")
    limits = {"first": Day(date(2026, 5, 4)), "last": Day(date(2027, 5, 4))}
    assert face.heard().parts == (Message("field.day_range", limits),)


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_the_year_stands_where_reading_begins_and_the_day_in_the_languages_words(
    open_face: FaceMaker, language: Language
) -> None:
    face = open_face(services=only(DATE, **FREE), language=language)
    face.go("step", DATE.value)
    face.type("20261123")
    year, day = (face.elements()[f"day:{part}"] for part in ("year", "day"))
    assert (year.x > day.x) == language.rtl
    assert face.reads(Message("spoken.value", {"value": Day(date(2026, 11, 23))}))


def test_a_personal_day_is_not_said_to_the_room(open_face: FaceMaker) -> None:
    face = asked(open_face, personal=True)
    said = len(face.ports.voice.said)
    face.type("19870412")
    assert len(face.ports.voice.said) == said
    assert all(box.noted is None for box in boxes(face).values())


def test_what_was_typed_stands_there_again(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.type("2026112")
    face.touch("bar:help", "forward")
    assert stands(face) == ["2026", "11", "2"]


def test_an_optional_day_is_left_out_by_a_key_that_says_so(open_face: FaceMaker) -> None:
    face = asked(open_face, optional=True)
    assert face.reads("step.leave_out")
    face.type("2")
    assert not face.reads("step.leave_out")
    face.touch("key:delete", "forward")
    assert (face.shown, face.visit.answers) == ("review", {})


@each_panel
@each_step
def test_everything_is_seen_and_large_enough_to_be_hit(
    open_face: FaceMaker, where: str, step: TextStep
) -> None:
    face = face_on(open_face, where, step, services=only(DATE, **FREE))
    face.go("step", DATE.value)
    face.type("20261123")
    elements = face.elements()
    assert face.shown == f"step-{DATE}"
    for name in ("day:year", "day:month", "day:day", "key:0", "key:delete", "forward"):
        assert millimetres(face, min(elements[name].width, elements[name].height)) >= 12.7, name
