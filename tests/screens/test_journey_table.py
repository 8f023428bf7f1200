"""The table of screens: in every errand every row leads somewhere that exists, and every screen is led to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from kiosk.central.answers import (
    Announcements,
    Answer,
    ApplicationHeld,
    Booked,
    CaseChanged,
    CaseProgress,
    CaseState,
    HeldValues,
    NotGranted,
    Papers,
    Progress,
    Saved,
    Slots,
    Ticket,
    Why,
)
from kiosk.errand_questions import Wish
from kiosk.language.values import Terms
from kiosk.papers import PrinterRole
from kiosk.services.samples import sample_answers
from kiosk.services.service import Journey, Service
from kiosk.visit import Visit
from kiosk.visit_events import CardRead, PrinterState
from kiosk.visit_progress import Delivery, Paper, QuestionProgress
from screens.app import OVERLAYS
from screens.journey import JOURNEY, Place, next_place
from screens.registry import SCREENS
from tests.recording_ports import HOLDER, Recording, every_service, make_visit

WORDS = Terms(dict.fromkeys(("ug", "kk", "kk-Arab", "zh-Hans", "en"), "…"))
THEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CASE = CaseProgress("659999-1", "agri-subsidy", WORDS, THEN, None, None, CaseState.RECEIVED)
# What may be answered, and to what.
ANSWERS: tuple[tuple[Wish, Answer], ...] = (
    (Wish.HELD, HeldValues({})),
    (Wish.HELD, NotGranted(Why.NOT_FOUND)),
    (Wish.OUTCOME, Booked("7", THEN, WORDS)),
    (Wish.OUTCOME, Ticket("A1", 3, WORDS, THEN)),
    (Wish.OUTCOME, Progress((CASE, CASE))),
    (Wish.OUTCOME, Progress((CASE,))),
    (Wish.OUTCOME, Papers(())),
    (Wish.OUTCOME, Announcements(())),
    (Wish.OUTCOME, NotGranted(Why.SLOT_TAKEN)),
    (Wish.APPLICATION, ApplicationHeld("agri-subsidy", 1, {}, frozenset())),
    (Wish.CORRECTION, CaseChanged(CASE)),
    (Wish.WITHDRAWAL, CaseChanged(CASE)),
    (Wish.SAVE, Saved("0000-0000", THEN)),
)
every_errand = pytest.mark.parametrize("service", every_service().services, ids=lambda service: service.id)


def ready(service: Service, *, filled_in: bool) -> Visit:
    """A visit for a service, its card read where it needs one."""
    visit = make_visit(Recording())
    visit.choose_service(service)
    if service.needs_card:
        visit.post(CardRead(visit.id, HOLDER))
        visit.take_events()
        visit.take_over_holder()
    if filled_in:
        for step, text in sample_answers(service, visit.language, date(2026, 11, 23)).items():
            visit.answer(service.field(step), text)
    return visit


def ways(visit: Visit, place: Place) -> Iterator[Place]:
    """Every place that may follow, whatever is answered, delivered or printed."""
    for screen, happened in JOURNEY:
        if screen != place.screen:
            continue
        for wish, answer in ANSWERS:
            visit.question = QuestionProgress(wish, "request-1", answer)
            visit.case = CASE
            for delivery in (Delivery.ACCEPTED, Delivery.NOT_KEPT, Delivery.REFUSED):
                visit.delivery = delivery
                yield next_place(visit, place, happened)


@every_errand
@pytest.mark.parametrize("filled_in", [False, True])
def test_every_row_leads_to_a_screen_that_exists(service: Service, filled_in: bool) -> None:
    visit = ready(service, filled_in=filled_in)
    for screen in {screen for screen, _ in JOURNEY}:
        steps = [step.id for step in visit.steps] if screen == "step" else [None]
        for step in steps:
            for changing in (False, True):
                for place in ways(visit, Place(screen, step, changing)):
                    assert place.screen in {*SCREENS, "end"}
                    if place.screen == "step":
                        service.field(str(place.step))
                    if place.screen == "asking":
                        assert place.step in set(Wish)


def test_every_screen_is_led_to() -> None:
    reached: set[str] = set()
    for service in every_service().services:
        for filled_in in (False, True):
            visit = ready(service, filled_in=filled_in)
            visit.printers[PrinterRole.PAPERS] = PrinterState(visit.id, PrinterRole.PAPERS, None)
            visit.printing.state = Paper.PRINTED
            frontier, seen = [Place("attract")], {"attract"}
            while frontier:
                place = frontier.pop()
                for following in ways(visit, place):
                    if following.name not in seen:
                        seen.add(following.name)
                        frontier.append(following)
            reached |= seen
            if filled_in and service.kind is not Journey.GUIDE:
                assert {f"step-{step.id}" for step in visit.steps} <= seen
    screens = {name.split("-")[0] for name in reached} - {"end"}
    assert screens | OVERLAYS == set(SCREENS)


@every_errand
def test_the_way_through_a_form_and_back_passes_every_question_once(service: Service) -> None:
    visit = ready(service, filled_in=True)
    if not visit.steps:
        return
    asked = [Place("step", step.id) for step in visit.steps]
    there, back = [asked[0]], [asked[-1]]
    while (following := next_place(visit, there[-1], "next")).screen == "step":
        there.append(following)
    while (before := next_place(visit, back[-1], "back")).screen == "step":
        back.append(before)
    assert there == asked
    assert back == asked[::-1]


def test_an_answer_that_calls_for_another_question_is_followed_by_it_when_changed_from_the_review() -> None:
    service = every_service().service("marriage-appointment")
    visit = ready(service, filled_in=True)
    visit.answer(service.field("ceremony"), "no")
    visit.answer(service.field("guests"), "")
    place = Place("step", "ceremony", changing=True)
    assert next_place(visit, place, "next") == Place("review")
    visit.answer(service.field("ceremony"), "yes")
    assert next_place(visit, place, "next") == Place("step", "guests", changing=True)


def test_slots_are_asked_where_they_are_chosen_and_need_no_screen_of_their_own() -> None:
    visit = ready(every_service().service("marriage-appointment"), filled_in=True)
    visit.question = QuestionProgress(Wish.SLOTS, "request-1", Slots(()))
    with pytest.raises(RuntimeError, match="nothing follows"):
        next_place(visit, Place("asking", Wish.SLOTS.value), "answered")


def test_what_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        next_place(make_visit(Recording()), Place("gone"), "back")
