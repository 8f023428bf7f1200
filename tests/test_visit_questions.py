"""A visit asks about nobody but the holder of the card that was read in it."""

from dataclasses import replace

import pytest

from kiosk.central.answers import Announcements
from kiosk.central.questions import (
    AskAnnouncements,
    AskHeld,
    AskPapers,
    AskProgress,
    CardHolder,
    Form,
    ReceiptCode,
    card_holder,
    holders_in,
    public_query,
)
from kiosk.failures import Failure, FailureCode
from kiosk.services.service import FieldKind
from kiosk.visit_events import Answered, CardRead, NotAnswered
from tests.central.questions import EVERY_REQUEST, NUMBER, SERVICE
from tests.recording_ports import HOLDER, Recording, make_visit, sample_services

SUGGESTION = sample_services().service("suggestion")
AGRI = sample_services().service("agri-subsidy")


def test_without_a_card_nobody_can_be_asked_about() -> None:
    ports = Recording()
    visit = make_visit(ports)
    visit.choose_service(AGRI)
    about_somebody = [request for request in EVERY_REQUEST if holders_in(request)]
    assert len(about_somebody) >= 8
    for request in about_somebody:
        with pytest.raises(RuntimeError, match="card was not read"):
            visit.ask(request)
    assert ports.asker.asked == []


def test_another_persons_number_is_never_asked_about() -> None:
    ports = Recording()
    visit = make_visit(ports)
    visit.choose_service(AGRI)
    visit.post(CardRead(visit.id, HOLDER))
    visit.take_events()
    with pytest.raises(RuntimeError, match="card was not read"):
        visit.ask(AskProgress(CardHolder(NUMBER)))
    assert visit.ask(AskProgress(card_holder(HOLDER, AGRI))) == "request-1"
    # Another errand: the card has to be read for it anew.
    visit.choose_service(AGRI)
    with pytest.raises(RuntimeError, match="card was not read"):
        visit.ask(AskHeld(SERVICE, card_holder(HOLDER, AGRI), ("phone",)))


def test_papers_of_nobody_and_queries_for_a_person_are_not_asked() -> None:
    visit = make_visit(Recording())
    with pytest.raises(RuntimeError, match="card was not read"):
        visit.ask(AskPapers(Form(SERVICE), ()))
    assert public_query(replace(SUGGESTION, steps=SUGGESTION.steps[:1]), {"topic": "fee"}).answers
    for kind in (FieldKind.ID_NUMBER, FieldKind.NAME, FieldKind.PHONE, FieldKind.BANK_CARD):
        asks = replace(SUGGESTION, steps=(replace(SUGGESTION.steps[0], kind=kind),))
        with pytest.raises(ValueError, match="a person"):
            public_query(asks, {"topic": "x"})


def test_what_is_about_nobody_needs_no_card() -> None:
    ports = Recording()
    visit = make_visit(ports)
    for request in (AskAnnouncements(SERVICE), AskProgress(ReceiptCode("7K4Q-2M9J"))):
        visit.ask(request)
    visit.ask_again("request-2")
    assert [visit_id for visit_id, _ in ports.asker.asked] == [visit.id] * 2
    assert ports.asker.again == ["request-2"]


def test_answers_come_as_events_of_this_visit_only() -> None:
    visit = make_visit(Recording())
    mine = Answered(visit.id, "request-1", Announcements(()))
    failed = NotAnswered(visit.id, "request-2", Failure(FailureCode.PLATFORM_TOO_SLOW))
    for event in (mine, Answered("another", "request-1", Announcements(())), failed):
        visit.post(event)
    assert visit.take_events() == [mine, failed]
    assert visit.failures == ["NET-02"]
