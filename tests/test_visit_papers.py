"""The papers of what was answered say all of it, of nobody else, and no more than the service needs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kiosk.central.answers import Answer, Papers
from kiosk.documents.certificate import CertificateContent
from kiosk.documents.page_model import Issued
from kiosk.documents.pages import compose
from kiosk.documents.paper import a4_paper, receipt_raster
from kiosk.documents.slip import SlipContent
from kiosk.documents.statement import Payment, StatementContent
from kiosk.errand_questions import Wish
from kiosk.failures import Failure
from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Code, Day, Name, Number, Terms, Text, Value
from kiosk.papers import PaperContent, PrinterRole, RollContent, printers_for
from kiosk.services.samples import sample_answers
from kiosk.services.service import FieldKind, PaperKind, ResultPaper, ResultRow, Service
from kiosk.text.engine import TextEngine, open_engine
from kiosk.visit import Visit
from kiosk.visit_events import Answered
from kiosk.visit_papers import paper_of
from kiosk.visit_progress import QuestionProgress
from tests.recording_ports import HOLDER, NOW, Recording, catalogues, every_service, make_visit
from tests.screens.answers import (
    APPOINTMENT,
    BOOKED,
    ENROLMENT,
    NUMBER,
    PAPERS,
    QUERY,
    SAVED,
    STATEMENT,
    TICKET,
    papers_of,
)

ROLL, A4 = PrinterRole
ALL: list[tuple[str, Answer]] = [
    (APPOINTMENT, BOOKED),
    (TICKET, NUMBER),
    (ENROLMENT, SAVED),
    (QUERY, papers_of(every_service().service(QUERY), 2)),
    (PAPERS, papers_of(every_service().service(PAPERS), 2)),
    (STATEMENT, papers_of(every_service().service(STATEMENT), 2)),
]


def answered(service: Service, answer: Answer, language: Language = UYGHUR) -> Visit:
    visit = make_visit(Recording(), language)
    visit.choose_service(service)
    if service.needs_card:
        visit.card.holder = HOLDER
        visit.take_over_holder()
    for step, text in sample_answers(service, language, NOW.date()).items():
        visit.answer(service.field(step), text)
    visit.question = QuestionProgress(Wish.OUTCOME, "request-1")
    visit.post(Answered(visit.id, "request-1", answer))
    visit.take_events()
    return visit


def paper(service_id: str, answer: Answer, language: Language = UYGHUR) -> PaperContent:
    return paper_of(answered(every_service().service(service_id), answer, language), catalogues())


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return open_engine()


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize(("service_id", "answer"), ALL, ids=[service for service, _ in ALL])
def test_every_paper_is_composed_for_every_printer_that_can_print_it(
    service_id: str, answer: Answer, language: Language, engine: TextEngine
) -> None:
    content = paper(service_id, answer, language)
    assert not isinstance(compose(a4_paper(content), catalogues(), engine), Failure)
    assert printers_for(content)[-1] is A4
    assert (ROLL in printers_for(content)) is isinstance(content, RollContent)
    if isinstance(content, RollContent):
        assert not isinstance(receipt_raster(content, catalogues(), engine), Failure)


def test_a_ticket_has_its_number_large_and_says_where_and_how_long() -> None:
    content = paper(TICKET, NUMBER)
    assert isinstance(content, SlipContent) and content.number == "A037"
    values = [value for rows in content.sections for _, value in rows]
    assert values == [NUMBER.counter, Number(4), Number(16)]


def test_a_booking_says_whose_it_is_and_what_to_bring() -> None:
    content = paper(APPOINTMENT, BOOKED)
    assert isinstance(content, SlipContent)
    values = [value for rows in content.sections for _, value in rows]
    assert Name(HOLDER.name) in values and BOOKED.place in values
    materials = every_service().service(APPOINTMENT).materials
    assert all(material.name in values for material in materials)
    assert content.scan == content.number == BOOKED.number


@pytest.mark.parametrize(("service_id", "answer"), [(APPOINTMENT, BOOKED), (TICKET, NUMBER)])
def test_a_slip_has_the_heading_that_its_pack_gives_it(service_id: str, answer: Answer) -> None:
    service = every_service().service(service_id)
    content = paper(service_id, answer)
    assert isinstance(content, SlipContent) and content.title == service.result.title
    without = paper_of(answered(replace(service, result=ResultPaper()), answer), catalogues())
    assert isinstance(without, SlipContent) and without.title != content.title


def test_a_saved_form_is_a_code_and_nothing_of_what_was_filled_in() -> None:
    content = paper(ENROLMENT, SAVED)
    assert isinstance(content, SlipContent) and content.number == SAVED.code
    assert HOLDER.name not in str(content.sections) and HOLDER.number not in str(content.sections)


def test_what_is_public_says_what_was_asked_and_every_row() -> None:
    content = paper(QUERY, papers_of(every_service().service(QUERY), 2))
    assert isinstance(content, SlipContent) and len(content.sections) == 3
    labels = [label for label, _ in content.sections[1]]
    assert labels == [row.label for row in every_service().service(QUERY).result.rows]


def test_a_certificate_is_the_chosen_one_of_its_holder() -> None:
    service = every_service().service(PAPERS)
    visit = answered(service, papers_of(service, 3))
    visit.choose_paper(1)
    content = paper_of(visit, catalogues())
    assert isinstance(content, CertificateContent)
    assert (content.number, content.holder) == ("659000000002", HOLDER.name)
    assert content.verify_code == content.number and content.sample
    # The number stands in its own place.
    assert content.number not in str(content.rows)


def test_rows_with_a_place_of_their_own_on_a_certificate_are_not_said_twice() -> None:
    held: Mapping[str, Value] = {
        "number": Code("Z-17"),
        "holder": Name("阿依古丽"),
        "authority": Text("样本局"),
        "issued": Day(date(2024, 3, 1)),
        "until": Day(date(2034, 3, 1)),
    }
    content = paper("electronic-certificates", Papers((held,)), CHINESE)
    assert isinstance(content, CertificateContent) and content.rows == ()
    assert content.holder == "阿依古丽" and content.issuer.words["zh-Hans"] == "样本局"
    assert (content.issued_on, content.valid_to) == (date(2024, 3, 1), date(2034, 3, 1))


def paid(subject: Value, day: date, yuan: str) -> Mapping[str, Value]:
    return {"what": subject, "day": Day(day), "yuan": Number(Decimal(yuan))}


def test_lines_of_a_day_a_matter_and_an_amount_are_a_statement_with_its_sum() -> None:
    label = Terms({language.tag: "样本" for language in RESIDENT_LANGUAGES})
    rows = (
        ResultRow("day", label, FieldKind.DATE),
        ResultRow("what", label),
        ResultRow("yuan", label, FieldKind.AMOUNT),
    )
    service = replace(every_service().service(STATEMENT), result=ResultPaper(PaperKind.STATEMENT, None, rows))
    lines = Papers((paid(label, date(2026, 3, 1), "12.50"), paid(label, date(2026, 4, 1), "7.50")))
    content = paper_of(answered(service, lines), catalogues())
    assert isinstance(content, StatementContent)
    assert content.payments == (
        Payment(date(2026, 3, 1), label, Decimal("12.50")),
        Payment(date(2026, 4, 1), label, Decimal("7.50")),
    )


def test_nothing_of_what_the_platform_lacks_stands_on_the_paper() -> None:
    rows = every_service().service(QUERY).result.rows
    content = paper(QUERY, Papers(({rows[0].id: Text("样本")},)))
    assert isinstance(content, SlipContent) and len(content.sections[1]) == 1


def test_what_makes_no_paper_is_refused() -> None:
    with pytest.raises(RuntimeError):
        paper(PAPERS, Papers(()))


@pytest.mark.parametrize(("service_id", "answer"), ALL, ids=[service for service, _ in ALL])
def test_nothing_personal_is_in_the_repr(service_id: str, answer: Answer) -> None:
    content = paper(service_id, answer)
    assert HOLDER.name not in repr(content) and HOLDER.number not in repr(content)


def test_a_certificate_states_nothing_that_the_platform_did_not_say(engine: TextEngine) -> None:
    content = paper("electronic-certificates", Papers(({"holder": Name("阿依古丽")},)))
    assert isinstance(content, CertificateContent)
    assert (content.issued_on, content.number, content.verify) == (None, "", "")
    composed = a4_paper(content)
    assert "paper.issued" not in str(composed.parts) and "paper.number" not in str(composed.parts)
    (foot,) = [part for part in composed.parts if isinstance(part, Issued)]
    assert foot.scan is None
    assert not isinstance(compose(composed, catalogues(), engine), Failure)
