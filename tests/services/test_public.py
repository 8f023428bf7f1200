"""The kiosk itself looks nobody up, whatever a pack says: what no check let through is not asked either."""

from dataclasses import replace

import pytest

from kiosk.central.questions import AskProgress, CardHolder, ReceiptCode, public_query
from kiosk.errand_questions import Wish, request_for
from kiosk.services.cards import CardField
from kiosk.services.public import ASKED, SHOWN
from kiosk.services.service import FieldKind, Need, ResultPaper, ResultRow, Service
from tests.recording_ports import HOLDER, Recording, every_service, make_visit

COMPANY = every_service().service("company-credit")
PROJECT = every_service().service("project-state")
BY_CODE = every_service().service("progress-by-code")
BY_CARD = every_service().service("progress")
ROW = COMPANY.result.rows[0]


def asking(kind: FieldKind, mask: str | None = None) -> Service:
    return replace(COMPANY, steps=(*COMPANY.steps, replace(COMPANY.steps[0], id="x", kind=kind, mask=mask)))


def showing(kind: FieldKind) -> Service:
    return replace(COMPANY, result=ResultPaper(rows=(ROW, ResultRow("x", ROW.label, kind))))


@pytest.mark.parametrize("kind", sorted(set(FieldKind) - ASKED))
def test_a_query_with_a_question_that_may_find_somebody_is_not_asked(kind: FieldKind) -> None:
    with pytest.raises(ValueError, match="a person"):
        public_query(asking(kind), {"x": "659999198704120024"})


@pytest.mark.parametrize("mask", ["#################*", "###########", "####-####-####-####"])
def test_a_query_by_a_code_that_a_persons_number_fits_in_is_not_asked(mask: str) -> None:
    with pytest.raises(ValueError, match="a person"):
        public_query(asking(FieldKind.CODE, mask), {"x": "13800000000"})


@pytest.mark.parametrize("kind", sorted({FieldKind.NAME, FieldKind.ID_NUMBER, FieldKind.PHONE} - SHOWN))
def test_a_query_that_shows_who_somebody_is_is_not_asked(kind: FieldKind) -> None:
    with pytest.raises(ValueError, match="a person"):
        public_query(showing(kind), {})


def test_a_company_and_a_project_can_be_asked_about() -> None:
    assert public_query(COMPANY, {"credit-code": "91659999MA0000000Y"}).rows == COMPANY.result.rows
    assert public_query(PROJECT, {"project-code": "2026-659999-44-03-000123"}).answers
    assert {FieldKind.NAME, FieldKind.ID_NUMBER, FieldKind.PHONE}.isdisjoint(ASKED | SHOWN)


@pytest.mark.parametrize(
    ("service", "needs", "proof"),
    [
        (BY_CODE, (CardField.NAME,), ReceiptCode("0000-0000")),
        (BY_CODE, (), ReceiptCode("0000-0000")),
        (BY_CARD, (CardField.NUMBER,), CardHolder(HOLDER.number)),
    ],
)
def test_a_card_proves_something_only_where_its_number_was_asked_for(
    service: Service, needs: tuple[CardField, ...], proof: CardHolder | ReceiptCode
) -> None:
    reason = BY_CARD.needs[0].reason
    service = replace(service, needs=tuple(Need(field, reason) for field in needs))
    visit = make_visit(Recording())
    visit.choose_service(service)
    visit.card.holder = HOLDER
    visit.take_over_holder()
    for step in service.steps:
        visit.answer(step, "0000-0000")
    assert request_for(visit, Wish.OUTCOME) == AskProgress(proof)
