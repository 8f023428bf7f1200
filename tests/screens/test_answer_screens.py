"""What the platform answered stands there large, is said to the right ears, and can be taken along."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from kiosk.central.answers import Papers
from kiosk.central.questions import SaveForCounter, TakeTicket
from kiosk.errand_questions import Wish
from kiosk.failures import FailureCode
from kiosk.language.languages import ALL_LANGUAGES, KAZAKH, RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message, Moment, Number, Terms
from kiosk.papers import PrinterRole
from kiosk.visit_events import HeadphonesChanged, PaperPrinted
from screens.journey import Place
from screens.theme import Modes, TextStep
from tests.recording_ports import HOLDER, every_service
from tests.screens.answers import (
    BOOKED,
    COUNTER,
    ENROLMENT,
    NUMBER,
    PAPERS,
    QUERY,
    SAVED,
    TICKET,
    answer,
    answered,
    asked,
    begun,
    booked,
    certificate,
    choosing_department,
    found,
    leaving,
    numbered,
    papers,
    papers_of,
    reviewing,
    saved,
    show_drawn,
    statement,
)
from tests.screens.face import Face, FaceMaker
from tests.screens.papers import printers


@pytest.fixture
def face(open_face: FaceMaker) -> Face:
    return open_face(services=every_service())


def spoken(face: Face) -> str:
    """All that is said, as the words of the visit's language."""
    return " ".join(face.words(part) for part in face.heard().parts)


# Department


def test_the_counter_that_is_touched_gets_the_question(face: Face) -> None:
    choosing_department(face)
    assert {f"department:{one.id}" for one in face.screen.service.departments} <= face.elements().keys()
    face.touch("department:civil")
    assert face.shown == "asking-outcome"
    (request,) = [request for _, request in face.ports.asker.asked]
    assert isinstance(request, TakeTicket) and request.department == "civil"


def test_every_counter_is_named_aloud(face: Face) -> None:
    choosing_department(face)
    assert all(one.name in face.heard().parts for one in face.screen.service.departments)


# Ticket


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_ticket_says_number_counter_how_many_and_how_long(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language, services=every_service())
    numbered(face)
    assert face.shown == "ticket"
    assert "A037" in face.texts() and face.reads(COUNTER)
    assert face.reads(Message("ticket.people", {"number": Number(4)}))
    assert face.reads(Message("ticket.about", {"minutes": Number(16)}))
    assert "A037" in spoken(face)


def test_the_ticket_is_the_largest_thing_on_the_screen(face: Face) -> None:
    numbered(face)
    sizes = {label.text: label.font_size for label in face.labels()}
    largest = max(sizes, key=lambda text: sizes[text])
    assert "A037" in largest and sizes[largest] > 2 * sorted(sizes.values())[-2]


def test_nobody_ahead_is_told_so_and_not_as_nought(face: Face) -> None:
    answered(face, TICKET, replace(NUMBER, ahead=0, minutes=0))
    assert face.reads("ticket.next")
    assert not face.reads(Message("ticket.people", {"number": Number(0)}))


def test_who_has_a_number_is_not_kept_with_a_rating(face: Face) -> None:
    numbered(face)
    face.touch("second")
    assert face.shown == "gone"


# Booked


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_an_appointment_says_day_time_place_and_number(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language, services=every_service())
    booked(face)
    texts = face.texts()
    assert face.shown == "booked" and "10:30" in texts and BOOKED.number in texts
    assert face.reads(COUNTER) and face.reads("weekday.1")


def test_when_somebody_comes_is_said_to_headphones_only(face: Face) -> None:
    booked(face)
    when = face.words(Message("spoken.value", {"value": Moment(BOOKED.at)}))
    assert when not in spoken(face) and BOOKED.number not in spoken(face)
    assert "review.on_screen" in face.heard_keys()
    face.post(HeadphonesChanged(face.visit.id, plugged_in=True))
    assert when in spoken(face) and BOOKED.number in spoken(face)


# Saved for the counter


def test_a_form_is_saved_from_the_review_and_its_code_stands_there(face: Face) -> None:
    reviewing(face)
    face.touch("second")
    assert face.shown == "asking-save"
    (request,) = [request for _, request in face.ports.asker.asked]
    assert isinstance(request, SaveForCounter) and request.form.answers == face.visit.answers
    answer(face, SAVED)
    assert face.shown == "saved" and SAVED.code in face.texts()
    assert face.reads("saved.where")
    assert face.reads(Message("saved.kept_until", {"moment": Moment(SAVED.until)}))


def test_who_wants_to_leave_is_offered_to_go_on_at_the_counter(face: Face) -> None:
    leaving(face)
    face.touch("save")
    assert face.shown == "asking-save" and face.ended is None


def test_where_nothing_is_filled_in_there_is_nothing_to_save(face: Face) -> None:
    begun(face, QUERY)
    face.go("leave")
    assert "save" not in face.elements()


def test_the_code_that_opens_a_form_is_not_said_aloud(face: Face) -> None:
    saved(face)
    assert SAVED.code not in spoken(face)
    face.post(HeadphonesChanged(face.visit.id, plugged_in=True))
    assert SAVED.code in spoken(face)


# Papers


def test_a_single_paper_is_shown_at_once(face: Face) -> None:
    certificate(face)
    assert face.shown == "papers" and face.sentence() == face.words("papers.sentence")
    assert "659000000001" in face.texts()


def test_of_several_certificates_the_chosen_one_is_shown_and_printed(face: Face) -> None:
    papers(face, PAPERS, 3)
    assert face.sentence() == face.words("papers.which") and "forward" not in face.elements()
    face.touch("paper:2")
    assert "659000000002" in face.texts() and "659000000001" not in face.texts()
    face.touch("forward")
    (_, content) = face.ports.printing.previews[-1]
    assert getattr(content, "number", "") == "659000000002"


def test_several_certificates_are_told_apart_by_their_names_where_they_have_any(face: Face) -> None:
    names = [Terms({language.tag: name for language in ALL_LANGUAGES}) for name in ("نىكاھ", "تىجارەت")]
    one, two = (
        dict(paper) for paper in papers_of(every_service().service("electronic-certificates"), 2).papers
    )
    same = {row: value for row, value in one.items() if row not in ("certificate", "number")}
    asked(face, "electronic-certificates")
    answer(
        face,
        Papers(
            tuple(
                {**same, "certificate": name, "number": number}
                for name, number in zip(names, (one["number"], two["number"]), strict=True)
            )
        ),
    )
    shown = " ".join(face.texts())
    assert all(words in shown for words in ("نىكاھ", "تىجارەت", "659000000002"))


def test_back_from_the_chosen_one_leads_to_the_others(face: Face) -> None:
    papers(face, PAPERS, 3)
    face.touch("paper:2", "bar:back")
    assert face.sentence() == face.words("papers.which")
    face.touch("paper:1")
    assert "659000000001" in face.texts()


def test_the_lines_of_a_statement_are_one_paper(face: Face) -> None:
    statement(face)
    assert face.sentence() == face.words("papers.sentence")


def test_who_has_no_paper_is_told_so_kindly_and_can_go(face: Face) -> None:
    papers(face, PAPERS, 0)
    assert face.sentence() == face.words("papers.none") and face.reads("papers.none_do")
    face.touch("forward")
    assert face.shown == "rating"


def test_what_a_paper_says_is_said_when_it_is_asked_for(face: Face) -> None:
    certificate(face)
    assert "659000000001" not in spoken(face) and HOLDER.name not in spoken(face)
    face.touch("bar:listen", "bar:listen")
    assert "659000000001" in spoken(face)


# What is public


def test_what_is_public_stands_there_and_is_read_out(face: Face) -> None:
    found(face)
    service = face.screen.service
    assert face.shown == "found" and all(face.reads(row.label) for row in service.result.rows)
    assert all(row.label in face.heard().parts for row in service.result.rows)


def test_nothing_found_is_said_with_the_way_back_to_what_was_typed(face: Face) -> None:
    asked(face, QUERY)
    answer(face, Papers(()))
    assert face.sentence() == face.words("fail.ASK-01.what")
    face.touch("forward")
    assert face.shown == f"step-{face.visit.steps[-1].id}"


def test_what_was_found_can_be_looked_up_again_with_something_else(face: Face) -> None:
    found(face)
    face.touch("bar:back", "forward")
    assert face.shown == "asking-outcome" and len(face.ports.asker.asked) == 2
    answer(face, papers_of(every_service().service(QUERY), 1))
    assert face.shown == "found"


# On paper


@pytest.mark.parametrize(
    ("show", "rolls"), [(numbered, True), (booked, True), (saved, True), (found, True), (certificate, False)]
)
def test_every_answer_is_looked_at_and_printed(face: Face, show: object, rolls: bool) -> None:
    assert callable(show)
    show(face)
    face.touch("forward")
    assert face.shown == "paper"
    show_drawn(face)
    face.touch("forward")
    (_, content) = face.ports.printing.printed[-1]
    assert content is face.ports.printing.previews[-1][1]
    on = PrinterRole.RECEIPT if rolls else PrinterRole.PAPERS
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, on))
    assert face.sentence() == face.words("copy.take")


@pytest.mark.parametrize("show", [numbered, booked, saved, found, certificate, statement])
def test_time_that_passes_is_no_reason_to_compose_a_paper_anew(face: Face, show: object) -> None:
    assert callable(show)
    begin, asked_at = face.visit.now(), count()
    face.visit.now = lambda: begin + timedelta(microseconds=next(asked_at))
    show(face)
    face.app.open(Place("paper"))
    face.step()
    show_drawn(face)
    face.touch("bar:help", "bar:back")
    assert face.shown == "paper"
    assert len(face.ports.printing.previews) == 1


@pytest.mark.parametrize("show", [booked, numbered, saved])
def test_without_a_printer_the_number_stands_there_and_counts(face: Face, show: object) -> None:
    assert callable(show)
    show(face)
    printers(face, FailureCode.PRINTER_ABSENT, FailureCode.A4_JAM, fitted=(PrinterRole.PAPERS,))
    face.touch("forward")
    assert face.reads("slip.counts")
    assert {BOOKED.number, NUMBER.number, SAVED.code} & set(face.texts())


def test_a_paper_without_a_number_claims_none(face: Face) -> None:
    statement(face)
    printers(face, FailureCode.PRINTER_ABSENT, FailureCode.A4_JAM, fitted=(PrinterRole.PAPERS,))
    face.app.open(Place("paper"))
    face.step()
    assert face.sentence() == face.words("slip.none") and face.reads("slip.look_again")


def test_after_its_paper_a_ticket_leads_out_and_an_appointment_to_the_rating(face: Face) -> None:
    for show, after in ((numbered, "gone"), (booked, "rating")):
        show(face)
        face.touch("forward")
        show_drawn(face)
        face.touch("forward")
        face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))
        face.touch("forward")
        assert face.shown == after


def test_the_answer_to_the_next_question_has_a_paper_of_its_own(face: Face) -> None:
    found(face)
    face.touch("forward")
    show_drawn(face)
    face.touch("forward")
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))
    face.go("asking", Wish.OUTCOME)
    answer(face, papers_of(every_service().service(QUERY), 1))
    face.touch("forward")
    assert face.sentence() == face.words("slip.see")


def test_a_form_in_which_nothing_stands_yet_is_not_saved(face: Face) -> None:
    face.choose(ENROLMENT)
    face.go("leave")
    assert "save" not in face.elements()


def test_who_misses_a_paper_without_a_number_is_promised_none(face: Face) -> None:
    statement(face)
    while face.shown == "papers":
        face.touch("forward")
    show_drawn(face)
    face.touch("forward")
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))
    face.touch("second")
    assert face.reads("fail.PRN-13.do") and not face.reads("receipt.call_staff")


def test_long_words_on_the_keys_of_one_screen_take_no_room_on_the_next(open_face: FaceMaker) -> None:
    def height_of_keys(*, after_a_review: bool) -> float:
        modes = Modes(step=TextStep.LARGE, reach=True)
        face = open_face(language=KAZAKH, services=every_service(), modes=modes)
        if after_a_review:
            reviewing(face)
        begun(face, QUERY)
        face.app.open(Place("guide"))
        face.step()
        return face.elements()["forward"].height

    assert height_of_keys(after_a_review=True) == height_of_keys(after_a_review=False)
