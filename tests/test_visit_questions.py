"""A visit asks about nobody but the holder of the card that was read in it."""

from dataclasses import replace

import pytest

from kiosk.central.answers import Announcements, ApplicationHeld, CaseProgress, CaseState
from kiosk.central.questions import (
    AskAnnouncements,
    AskApplication,
    AskHeld,
    AskPapers,
    AskProgress,
    CardHolder,
    CaseOf,
    Correct,
    Form,
    ReceiptCode,
    Withdraw,
    card_holder,
    holders_in,
    public_query,
)
from kiosk.errand_questions import Wish, request_for
from kiosk.failures import Failure, FailureCode
from kiosk.holder import HolderCard
from kiosk.services.cards import CardField, CardKind
from kiosk.services.service import FieldKind, Service
from kiosk.visit import Visit
from kiosk.visit_events import Answered, CardRead, NotAnswered
from tests.central.questions import EVERY_REQUEST, NUMBER, SERVICE
from tests.recording_ports import HOLDER, NOW, Recording, make_visit, sample_services

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


def test_what_was_applied_for_is_asked_about_with_the_card_only() -> None:
    visit = make_visit(Recording())
    case = CaseOf("659000-1", ReceiptCode("7K4Q-2M9J"))
    for request in (AskApplication(case), Withdraw(case), Correct(case, Form(SERVICE))):
        with pytest.raises(RuntimeError, match="card was not read"):
            visit.ask(request)


def correcting(service: Service, holder: HolderCard = HOLDER) -> Visit:
    """An application with an answer of every kind that is corrected, the crop alone."""
    visit = make_visit(Recording())
    visit.choose_service(AGRI)
    visit.card.holder = holder
    visit.take_over_holder()
    visit.case = CaseProgress("1", service.id, service.title, NOW, None, None, CaseState.RECEIVED)
    held = {"crop": "cotton", "area": "12.5", "sign": "signed"}
    visit.correct(service, ApplicationHeld(service.id, 1, held, frozenset({"crop"})))
    return visit


def test_a_correction_takes_of_the_card_its_number_alone() -> None:
    social = replace(HOLDER, card=CardKind.SOCIAL_SECURITY, address="", authority="")
    needs = (*AGRI.needs, replace(AGRI.needs[0], field=CardField.ADDRESS))
    visit = correcting(replace(AGRI, needs=needs), social)
    request = request_for(visit, Wish.CORRECTION)
    assert isinstance(request, Correct) and dict(request.form.holder) == {"number": HOLDER.number}


def test_a_correction_is_signed_anew() -> None:
    sign = replace(AGRI.steps[0], id="sign", kind=FieldKind.SIGNATURE, options=())
    visit = correcting(replace(AGRI, steps=(*AGRI.steps, sign), signature=False))
    assert "sign" in [step.id for step in visit.unanswered] and visit.may_change(sign)


def test_a_new_answer_of_a_correction_can_be_changed_until_it_is_sent() -> None:
    visit = correcting(AGRI)
    village = AGRI.field("village")
    visit.answer(village, "x")
    assert visit.may_change(village) and not visit.may_change(AGRI.field("area"))
