"""One visit: what its ports are asked, what their events change, and what they never change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.documents.preview import Preview
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import KAZAKH
from kiosk.papers import PrinterRole
from kiosk.services.cards import CardField, CardKind
from kiosk.services.service import Need, Service
from kiosk.visit import Visit
from kiosk.visit_events import (
    Accepted,
    CardFound,
    CardNotRead,
    CardRead,
    CardReaderState,
    Kept,
    NotAccepted,
    NotDelivered,
    NotKept,
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
    VisitEvent,
)
from kiosk.visit_progress import CardProgress, Delivery, Paper, PaperProgress
from kiosk.visit_receipt import application_of, receipt_of
from tests.recording_ports import HOLDER, NOW, SITE, Recording, catalogues, make_visit, sample_services

AGRI = sample_services().service("agri-subsidy")
SUGGESTION = sample_services().service("suggestion")
UNREACHABLE = Failure(FailureCode.PLATFORM_UNREACHABLE)
PREVIEW = Preview(1, 1, bytes(3))
SIGNATURE = (((1, 2), (3, 4)),)


@pytest.fixture
def ports() -> Recording:
    return Recording()


@pytest.fixture
def visit(ports: Recording) -> Visit:
    """A visit that has chosen the subsidy."""
    made = make_visit(ports, visit_id="now")
    made.choose_service(AGRI)
    return made


def with_holder(visit: Visit) -> Visit:
    visit.card = CardProgress(holder=HOLDER)
    visit.take_over_holder()
    return visit


def confirmed(visit: Visit) -> Visit:
    with_holder(visit).answer(AGRI.field("crop"), "cotton")
    visit.confirm()
    return visit


def key(visit: Visit) -> str:
    assert visit.submission is not None
    return visit.submission.key


def accepted(visit: Visit, of: str | None = None) -> Accepted:
    return Accepted(of or visit.id, key(visit), "CASE-1", NOW, None, None)


def take(visit: Visit, *events: VisitEvent) -> None:
    for event in events:
        visit.post(event)
    visit.take_events()


# Events


def test_events_come_in_order_and_once(visit: Visit) -> None:
    events: list[VisitEvent] = [CardFound("now"), CardRead("now", HOLDER)]
    for event in events:
        visit.post(event)
    assert visit.take_events() == events
    assert visit.take_events() == []


def test_posting_wakes_the_face(visit: Visit) -> None:
    woken: list[bool] = []
    visit.wake = lambda: woken.append(True)
    visit.post(CardFound("now"))
    assert woken == [True]


def test_events_of_another_visit_are_dropped(visit: Visit) -> None:
    confirmed(visit)
    visit.show_paper(receipt_of(visit, catalogues()))
    before = replace(visit)
    foreign: list[VisitEvent] = [
        CardReaderState("before", CardKind.IDENTITY, Failure(FailureCode.CARD_NO_READER)),
        CardFound("before"),
        CardRead("before", HOLDER),
        CardNotRead("before", Failure(FailureCode.CARD_REMOVED)),
        Kept("before", key(visit)),
        NotKept("before", key(visit), UNREACHABLE),
        accepted(visit, of="before"),
        NotAccepted("before", key(visit), UNREACHABLE),
        NotDelivered("before", key(visit), UNREACHABLE),
        PrinterState("before", PrinterRole.PAPERS, Failure(FailureCode.PRINTER_FAULT)),
        PreviewReady("before", "paper-1", PREVIEW),
        PaperMoved("before", "paper-1", PrinterRole.PAPERS),
        PaperPrinted("before", "paper-1", PrinterRole.RECEIPT),
        PaperNotPrinted("before", "paper-1", Failure(FailureCode.PRINTER_FAULT)),
        PaperNotComposed("before", "paper-1", Failure(FailureCode.GLYPH_MISSING)),
    ]
    for event in foreign:
        visit.post(event)
    assert visit.take_events() == []
    assert replace(visit) == before
    assert visit.failures == []


# The card


def test_reading_is_asked_for_this_visit_and_can_be_called_off(visit: Visit, ports: Recording) -> None:
    visit.start_card()
    assert (ports.card_reader.starts, ports.card_reader.reading) == (["now"], True)
    visit.stop_card()
    assert not ports.card_reader.reading


def test_a_card_is_found_read_and_its_holder_there(visit: Visit) -> None:
    take(visit, CardFound("now"))
    assert visit.card == CardProgress(reading=True)
    take(visit, CardRead("now", HOLDER))
    assert visit.card == CardProgress(holder=HOLDER)


def test_a_card_that_fails_leaves_no_holder_and_a_code(visit: Visit) -> None:
    failure = Failure(FailureCode.CARD_UNREADABLE)
    take(visit, CardFound("now"), CardNotRead("now", failure))
    assert visit.card == CardProgress(failure=failure)
    take(visit, CardFound("now"))
    assert visit.card == CardProgress(reading=True)
    assert visit.failures == ["CARD-04"]


NO_READER = Failure(FailureCode.CARD_NO_READER)
DOWN = Failure(FailureCode.CARD_SERVICE_DOWN)


def reader(kind: CardKind, failure: Failure | None, *, fitted: bool = True) -> CardReaderState:
    return CardReaderState("now", kind, failure, fitted)


def needing(*fields: CardField) -> Service:
    return replace(AGRI, needs=tuple(Need(field, AGRI.needs[0].reason) for field in fields))


def test_a_reader_that_fails_and_comes_back_is_noted_once_and_stands_for_its_cards_only(visit: Visit) -> None:
    address = needing(CardField.NAME, CardField.ADDRESS)
    take(visit, reader(CardKind.IDENTITY, NO_READER), reader(CardKind.IDENTITY, NO_READER))
    assert visit.card_trouble(address) == NO_READER
    assert visit.card_trouble(needing(CardField.SOCIAL_CARD)) is None
    take(visit, reader(CardKind.IDENTITY, None))
    assert visit.card_trouble(address) is None
    assert visit.failures == ["CARD-02"]


def test_one_of_two_cards_is_enough(visit: Visit) -> None:
    either = needing(CardField.NAME, CardField.NUMBER)
    assert list(visit.cards_taken(either)) == [CardKind.IDENTITY, CardKind.SOCIAL_SECURITY]
    take(visit, reader(CardKind.IDENTITY, DOWN))
    assert list(visit.cards_taken(either)) == [CardKind.SOCIAL_SECURITY]
    assert visit.card_trouble(either) is None
    take(visit, reader(CardKind.SOCIAL_SECURITY, NO_READER, fitted=False))
    # Of the two reasons the one that can be put right.
    assert visit.card_trouble(either) == DOWN


def test_where_a_reader_is_not_fitted_nothing_has_failed(visit: Visit) -> None:
    take(visit, reader(CardKind.SOCIAL_SECURITY, NO_READER, fitted=False))
    assert visit.failures == []
    assert visit.card_trouble(needing(CardField.SOCIAL_CARD)) == NO_READER


def test_a_service_that_needs_no_card_has_no_trouble_with_one(visit: Visit) -> None:
    take(visit, reader(CardKind.IDENTITY, DOWN), reader(CardKind.SOCIAL_SECURITY, DOWN))
    assert visit.card_trouble(SUGGESTION) is None


@pytest.mark.parametrize("fields", [(CardField.NAME,), (CardField.NAME, CardField.ADDRESS)])
def test_the_newest_address_is_read_only_for_a_service_that_needs_the_address(
    visit: Visit, ports: Recording, fields: tuple[CardField, ...]
) -> None:
    visit.choose_service(needing(*fields))
    visit.start_card()
    assert ports.card_reader.newest_address == (CardField.ADDRESS in fields)
    assert ports.card_reader.cards == needing(*fields).cards


def test_starting_anew_forgets_the_card_before(visit: Visit) -> None:
    take(visit, CardRead("now", HOLDER))
    visit.start_card()
    assert visit.card == CardProgress()


@pytest.mark.parametrize(
    "needed", [(), (CardField.NAME,), (CardField.SEX, CardField.ADDRESS), tuple(CardField)]
)
def test_only_what_the_service_needs_goes_into_the_draft(
    ports: Recording, needed: tuple[CardField, ...]
) -> None:
    service = replace(AGRI, needs=tuple(Need(field, AGRI.why) for field in needed))
    visit = make_visit(ports)
    visit.choose_service(service)
    with_holder(visit)
    assert visit.draft is not None
    assert set(visit.draft.holder) == {field.value for field in needed}
    visit.confirm()
    ((_, submission),) = ports.sender.sent
    assert set(submission.holder) == {field.value for field in needed}


def test_a_holder_is_taken_over_only_from_a_card_and_for_a_service(ports: Recording) -> None:
    visit = make_visit(ports)
    with pytest.raises(RuntimeError):
        visit.take_over_holder()
    visit.choose_service(AGRI)
    with pytest.raises(RuntimeError):
        visit.take_over_holder()


# Answers


def test_an_answer_is_kept_and_an_empty_one_is_none(visit: Visit) -> None:
    visit.answer(AGRI.field("area"), "12.5")
    assert dict(visit.answers) == {"area": "12.5"}
    visit.answer(AGRI.field("area"), "")
    assert dict(visit.answers) == {}


def test_an_answer_needs_a_service(ports: Recording) -> None:
    with pytest.raises(RuntimeError):
        make_visit(ports).answer(AGRI.field("area"), "1")
    assert dict(make_visit(ports).answers) == {}


@pytest.mark.parametrize("service", [AGRI, SUGGESTION], ids=lambda service: service.id)
def test_choosing_a_service_lets_go_of_everything_of_the_one_before(
    visit: Visit, ports: Recording, service: Service
) -> None:
    confirmed(visit)
    visit.signature, visit.signed_by_touch = SIGNATURE, True
    take(visit, Kept("now", key(visit)), NotAccepted("now", key(visit), UNREACHABLE))
    visit.show_paper(receipt_of(visit, catalogues()))
    visit.print_paper()
    take(visit, PaperNotPrinted("now", "paper-1", Failure(FailureCode.PRINTER_FAULT)))
    failures = visit.failures
    visit.choose_service(service)
    fresh = make_visit(ports, visit_id="now")
    fresh.choose_service(service)
    fresh.now, fresh.wake, fresh._inbox, fresh.failures = visit.now, visit.wake, visit._inbox, failures
    assert visit == fresh


# Confirming


def test_the_submission_is_what_was_entered_in_the_language_of_the_visit(
    visit: Visit, ports: Recording
) -> None:
    visit.language, visit.signature = KAZAKH, SIGNATURE
    confirmed(visit)
    ((of, submission),) = ports.sender.sent
    assert of == "now"
    assert dict(submission.answers) == {"crop": "cotton"}
    assert dict(submission.holder) == {"name": HOLDER.name, "number": HOLDER.number}
    assert (submission.signature, submission.print_language) == (SIGNATURE, "kk")
    assert (submission.confirmed_at, submission.kiosk_id) == (NOW, SITE.kiosk_id)
    assert (submission.service_id, submission.service_version) == (AGRI.id, AGRI.version)
    assert visit.delivery is Delivery.KEEPING


def test_confirming_twice_sends_the_same_under_the_same_key(visit: Visit, ports: Recording) -> None:
    confirmed(visit)
    take(visit, NotKept("now", key(visit), Failure(FailureCode.OUTBOX_UNAVAILABLE)))
    visit.confirm()
    first, second = (submission for _, submission in ports.sender.sent)
    assert first is second


def test_who_could_not_sign_sends_no_signature(visit: Visit, ports: Recording) -> None:
    visit.signed_by_touch = True
    confirmed(visit)
    assert ports.sender.sent[0][1].signature is None


def test_nothing_is_confirmed_without_a_service(ports: Recording) -> None:
    with pytest.raises(RuntimeError):
        make_visit(ports).confirm()


def test_a_draft_without_the_card_it_needs_is_never_sent(visit: Visit, ports: Recording) -> None:
    with pytest.raises(ValueError, match="name"):
        visit.confirm()
    assert ports.sender.sent == []


# Delivery


Make = Callable[[Visit], VisitEvent]
KEPT: Make = lambda visit: Kept("now", key(visit))  # noqa: E731
NOT_KEPT: Make = lambda visit: NotKept("now", key(visit), Failure(FailureCode.OUTBOX_UNAVAILABLE))  # noqa: E731
ACCEPTED: Make = accepted
REFUSED: Make = lambda visit: NotAccepted("now", key(visit), Failure(FailureCode.PLATFORM_REFUSED))  # noqa: E731
LATE: Make = lambda visit: NotDelivered("now", key(visit), UNREACHABLE)  # noqa: E731


@pytest.mark.parametrize(("events", "delivery", "failures"), [
    ((KEPT,), Delivery.KEPT, []),
    ((NOT_KEPT,), Delivery.NOT_KEPT, ["OUT-01"]),
    ((KEPT, ACCEPTED), Delivery.ACCEPTED, []),
    ((KEPT, REFUSED), Delivery.REFUSED, ["NET-03"]),
    ((KEPT, LATE), Delivery.NOT_DELIVERED, ["NET-01"]),
    ((KEPT, LATE, ACCEPTED), Delivery.ACCEPTED, ["NET-01"]),
    ((KEPT, LATE, REFUSED), Delivery.REFUSED, ["NET-01", "NET-03"]),
])  # fmt: skip
def test_the_delivery_is_as_far_as_it_is(
    visit: Visit, events: tuple[Make, ...], delivery: Delivery, failures: list[str]
) -> None:
    confirmed(visit)
    take(visit, *(make(visit) for make in events))
    assert (visit.delivery, visit.failures) == (delivery, failures)
    assert (visit.acceptance is not None) == (delivery is Delivery.ACCEPTED)


def test_a_late_word_does_not_undo_an_acceptance(visit: Visit) -> None:
    confirmed(visit)
    take(visit, KEPT(visit), ACCEPTED(visit), LATE(visit))
    assert visit.delivery is Delivery.ACCEPTED
    assert visit.delivery_failure is None
    assert visit.failures == []


@pytest.mark.parametrize("event", [Kept("now", "other"), NotDelivered("now", "other", UNREACHABLE)])
def test_the_word_on_another_submission_changes_nothing(visit: Visit, event: VisitEvent) -> None:
    confirmed(visit)
    take(visit, event)
    assert visit.delivery is Delivery.KEEPING


def test_no_word_counts_before_anything_was_confirmed(visit: Visit) -> None:
    take(visit, Kept("now", "key"))
    assert visit.delivery is Delivery.NONE


def test_a_refusal_keeps_the_platforms_reasons(visit: Visit) -> None:
    confirmed(visit)
    refusal = NotAccepted("now", key(visit), Failure(FailureCode.PLATFORM_REFUSED), (AGRI.why,))
    take(visit, refusal)
    assert visit.refusal == refusal


# Paper and rating


def test_a_paper_is_shown_then_printed_or_not(visit: Visit, ports: Recording) -> None:
    confirmed(visit)
    content = receipt_of(visit, catalogues())
    visit.show_paper(content)
    assert (ports.printing.previews, ports.printing.printed) == ([("now", content)], [])
    take(visit, PreviewReady("now", "paper-1", PREVIEW))
    assert visit.printing == PaperProgress("paper-1", content, PREVIEW)
    visit.print_paper()
    assert ports.printing.printed == [("now", content)]
    assert visit.printing == PaperProgress("paper-1", content, PREVIEW, Paper.PRINTING)
    failure = Failure(FailureCode.PRINTER_PAPER_OUT)
    take(visit, PaperNotPrinted("now", "paper-1", failure, may_be_out=True))
    assert (visit.printing.state, visit.printing.failure) == (Paper.FAILED, failure)
    assert visit.printing.may_be_out
    assert visit.failures == ["PRN-02"]
    visit.print_paper()
    take(
        visit,
        PaperMoved("now", "paper-1", PrinterRole.PAPERS),
        PaperPrinted("now", "paper-1", PrinterRole.PAPERS),
    )
    assert visit.printing == PaperProgress("paper-1", content, PREVIEW, Paper.PRINTED, on=PrinterRole.PAPERS)


def test_what_becomes_of_a_paper_that_is_not_shown_any_more_is_dropped(visit: Visit) -> None:
    confirmed(visit)
    visit.show_paper(receipt_of(visit, catalogues()))
    visit.print_paper()
    visit.show_paper(application_of(visit, catalogues()))
    before = replace(visit.printing)
    for event in (
        PreviewReady("now", "paper-1", PREVIEW),
        PaperMoved("now", "paper-1", PrinterRole.PAPERS),
        PaperPrinted("now", "paper-1", PrinterRole.RECEIPT),
        PaperNotPrinted("now", "paper-1", Failure(FailureCode.PRINTER_FAULT), may_be_out=True),
        PaperNotComposed("now", "paper-1", Failure(FailureCode.GLYPH_MISSING)),
    ):
        visit.post(event)
    assert visit.take_events() == []
    assert (visit.printing, visit.failures) == (before, [])
    take(visit, PreviewReady("now", "paper-2", PREVIEW))
    assert visit.printing.preview == PREVIEW


def test_from_the_confirmation_on_the_printers_are_watched(visit: Visit, ports: Recording) -> None:
    assert not ports.printing.watched
    confirmed(visit)
    assert ports.printing.watched


def test_a_paper_that_cannot_be_composed_is_not_printed(visit: Visit) -> None:
    confirmed(visit)
    visit.show_paper(application_of(visit, catalogues()))
    failure = Failure(FailureCode.GLYPH_MISSING)
    take(visit, PaperNotComposed("now", "paper-1", failure))
    assert (visit.printing.state, visit.printing.failure) == (Paper.FAILED, failure)


def test_nothing_is_printed_that_was_not_shown(visit: Visit) -> None:
    with pytest.raises(RuntimeError):
        visit.print_paper()


def test_printers_are_in_trouble_together_only_if_each_of_them_is(visit: Visit) -> None:
    both = (PrinterRole.RECEIPT, PrinterRole.PAPERS)
    out = Failure(FailureCode.PRINTER_PAPER_OUT)
    assert visit.printer_trouble(*both) is None
    take(visit, PrinterState("now", PrinterRole.RECEIPT, out), PrinterState("now", PrinterRole.RECEIPT, out))
    assert visit.printer_trouble(*both) is None
    assert visit.printer_trouble(PrinterRole.RECEIPT) == out
    absent = Failure(FailureCode.PRINTER_ABSENT)
    take(visit, PrinterState("now", PrinterRole.PAPERS, absent, fitted=False))
    # Of the two reasons the one that can be put right.
    assert visit.printer_trouble(*both) == out
    assert visit.failures == ["PRN-02"]


def test_a_rating_names_the_service_and_the_grade_and_nothing_else(visit: Visit, ports: Recording) -> None:
    confirmed(visit)
    visit.rate(4)
    assert ports.sender.ratings == [(AGRI.id, 4)]


def test_without_a_service_there_is_nothing_to_rate(ports: Recording) -> None:
    make_visit(ports).rate(5)
    assert ports.sender.ratings == []
