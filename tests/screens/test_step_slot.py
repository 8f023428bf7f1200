"""A time at a counter: asked for on arrival, a day, a time; and what is said where there is none."""

from datetime import datetime, timedelta

import pytest

from kiosk.central.answers import Slot, Slots, Why
from kiosk.central.questions import AskSlots
from kiosk.failures import FailureCode
from kiosk.language.languages import CHINESE
from kiosk.language.values import Day, Message
from kiosk.services.cards import CardKind
from kiosk.services.service import FieldKind
from kiosk.visit_events import CardReaderState
from screens.not_granted import CODES
from tests.screens.answers import REASON
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import each_panel, face_on
from tests.screens.steps import FIRST_DAY, NONE_FREE, answer_slots, deny_slots, fail_slots, free_times, only

SLOT = FieldKind.SLOT
HERE = f"step-{SLOT}"
SECOND_DAY = FIRST_DAY + timedelta(days=1)
CHOSEN = f"{FIRST_DAY}T09:30"


def asked(open_face: FaceMaker, slots: Slots | None = None, **changes: object) -> Face:
    face = open_face(services=only(SLOT, **changes))
    face.go("step", SLOT.value)
    if slots is not None:
        answer_slots(face, slots)
    return face


def requests(face: Face) -> list[object]:
    return [request for _, request in face.ports.asker.asked]


def test_the_free_times_are_asked_for_on_arrival_and_it_says_so(open_face: FaceMaker) -> None:
    face = asked(open_face)
    (request,) = requests(face)
    assert isinstance(request, AskSlots)
    assert face.reads("slot.asking")
    assert "slot.asking" in face.heard_keys()
    assert "forward" not in face.elements()


def test_who_waits_long_is_told(open_face: FaceMaker) -> None:
    face = asked(open_face)
    face.pass_time(11)
    assert face.reads("slot.slow")
    assert "slot.slow" in face.heard_keys()


def test_a_day_is_chosen_and_then_a_time_which_is_kept_to_the_minute(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    assert "slot.which_day" in face.heard_keys()
    assert face.reads("weekday.2")
    face.touch(f"day:{FIRST_DAY}")
    assert face.sentence() == face.words("slot.which_time")
    assert face.reads(Message("spoken.value", {"value": Day(FIRST_DAY)}))
    face.touch(f"choice:{CHOSEN}", "forward")
    assert face.visit.answers == {SLOT.value: CHOSEN}


def test_no_more_is_shown_at_once_than_can_be_taken_in(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}")
    on_page = [name for name in face.elements() if name.startswith("choice:") or name == "more"]
    assert len(on_page) <= face.app.look.choices
    seen = set()
    for _ in range(4):
        seen |= {name for name in face.elements() if name.startswith("choice:")}
        face.touch("more")
    assert len(seen) == 14


def test_another_day_is_one_key_away_and_so_is_back(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    for way in ("second", "bar:back"):
        face.touch(f"day:{FIRST_DAY}", way)
        assert face.shown == HERE
        assert f"day:{SECOND_DAY}" in face.elements()


def test_it_does_not_go_on_without_a_time_and_says_so(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", "forward")
    assert face.shown == HERE
    assert face.heard_keys() == ["field.missing"]
    assert face.reads("field.missing")


def test_full_times_are_not_offered(open_face: FaceMaker) -> None:
    at = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 9)
    face = asked(open_face, Slots((Slot(at, 0), Slot(at + timedelta(hours=1), 1))))
    face.touch(f"day:{FIRST_DAY}")
    assert [name for name in face.elements() if name.startswith("choice:")] == [f"choice:{FIRST_DAY}T10:00"]


@pytest.mark.parametrize("slots", [NONE_FREE, Slots(())], ids=["all full", "none given"])
def test_none_free_is_said_with_what_can_be_done(open_face: FaceMaker, slots: Slots) -> None:
    face = asked(open_face, slots)
    assert face.reads("slot.none") and face.reads("slot.none_note")
    assert {"slot.none", "slot.none_note"} <= set(face.heard_keys())
    face.touch("forward")
    assert face.reads("slot.asking")
    assert len(requests(face)) == 2
    answer_slots(face, free_times())
    assert f"day:{FIRST_DAY}" in face.elements()


def test_not_answered_is_said_with_its_code_and_asked_again_under_the_same_id(open_face: FaceMaker) -> None:
    face = asked(open_face)
    fail_slots(face, FailureCode.PLATFORM_TOO_SLOW)
    assert face.reads("slot.not_answered")
    assert any("NET-02" in text for text in face.texts())
    assert "slot.not_answered" in face.heard_keys()
    face.touch("forward")
    assert face.reads("slot.asking")
    assert len(requests(face)) == 1
    assert face.ports.asker.again == ["request-1"]
    answer_slots(face, free_times())
    assert f"day:{FIRST_DAY}" in face.elements()


def test_who_cannot_be_given_a_time_can_go_to_another_errand(open_face: FaceMaker) -> None:
    face = asked(open_face)
    fail_slots(face)
    face.touch("second")
    assert face.shown == "services"


@pytest.mark.parametrize("state", ["waiting", "failed", "none"])
def test_an_optional_time_is_left_out_whatever_the_platform_says(open_face: FaceMaker, state: str) -> None:
    face = asked(open_face, NONE_FREE if state == "none" else None, optional=True)
    if state == "failed":
        fail_slots(face)
    assert face.reads("step.leave_out")
    face.touch("second")
    assert (face.shown, face.visit.answers) == ("review", {})


def test_another_language_asks_nothing_again_and_keeps_what_was_chosen(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "bar:language", "language:zh-Hans")
    assert face.visit.language == CHINESE
    assert len(requests(face)) == 1
    face.touch("forward")
    assert face.visit.answers == {SLOT.value: CHOSEN}


def test_a_time_that_is_taken_meanwhile_is_chosen_anew(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "forward")
    face.visit.question = None
    face.go("step", SLOT.value)
    assert len(requests(face)) == 2
    left = tuple(slot for slot in free_times().slots if slot.at != datetime.fromisoformat(CHOSEN))
    answer_slots(face, Slots(left))
    assert face.reads("slot.gone")
    assert f"day:{FIRST_DAY}" in face.elements()
    assert f"choice:{CHOSEN}" not in face.elements()


def test_a_time_that_is_still_free_stays_chosen(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "forward")
    face.visit.question = None
    face.go("step", SLOT.value)
    answer_slots(face, free_times())
    face.touch("forward")
    assert face.visit.answers == {SLOT.value: CHOSEN}


def test_a_time_of_another_day_is_not_taken_along(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "second", f"day:{SECOND_DAY}", "forward")
    assert face.shown == HERE
    assert face.reads("field.missing")
    assert face.visit.answers == {}


def test_a_look_at_the_other_days_leaves_the_time_chosen(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "second", f"day:{FIRST_DAY}", "forward")
    assert face.visit.answers == {SLOT.value: CHOSEN}


def test_an_answer_that_comes_after_the_failure_is_shown_with_its_keys(open_face: FaceMaker) -> None:
    face = asked(open_face)
    fail_slots(face)
    answer_slots(face, free_times())
    assert not face.reads("slot.not_answered")
    assert "slot.which_day" in face.heard_keys()
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "forward")
    assert face.visit.answers == {SLOT.value: CHOSEN}


def test_what_other_ports_tell_draws_nothing_anew(open_face: FaceMaker) -> None:
    face = asked(open_face, free_times())
    before = face.screen.ids.place.children[:]
    face.post(CardReaderState(face.visit.id, CardKind.IDENTITY, None))
    assert face.screen.ids.place.children == before


@pytest.mark.parametrize("why", Why)
def test_what_is_not_granted_is_a_failure_of_its_own(open_face: FaceMaker, why: Why) -> None:
    face = asked(open_face)
    deny_slots(face, why, REASON)
    assert not face.reads("slot.none")
    assert face.reads(f"fail.{CODES[why]}.what")
    assert face.reads(f"fail.{CODES[why]}.do")
    assert face.reads(REASON)
    assert {f"fail.{CODES[why]}.what", f"fail.{CODES[why]}.do"} <= set(face.heard_keys())
    assert "second" not in face.elements()
    face.touch("forward")
    assert face.shown == "services"


def test_a_time_that_is_not_granted_is_left_out_where_it_may_be(open_face: FaceMaker) -> None:
    face = asked(open_face, optional=True)
    deny_slots(face, Why.SERVICE_GONE)
    face.touch("forward")
    assert (face.shown, face.visit.answers) == ("review", {})


@each_panel
def test_that_a_time_is_taken_meanwhile_is_heard_to_its_end(open_face: FaceMaker, where: str) -> None:
    face = face_on(open_face, where, services=only(SLOT))
    face.go("step", SLOT.value)
    answer_slots(face, free_times())
    face.touch(f"day:{FIRST_DAY}", f"choice:{CHOSEN}", "forward")
    face.visit.question = None
    face.go("step", SLOT.value)
    answer_slots(face, Slots((Slot(datetime.fromisoformat(CHOSEN) + timedelta(days=1), 1),)))
    assert face.heard_keys().count("slot.gone") == 1
    assert "slot.which_day" in face.heard_keys()
