"""A question is answered now or not at all, and what comes back is what the platform said to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from sqlite3 import connect
from threading import Event
from typing import Any

import pytest
import requests

from kiosk.application import Draft, Submission, confirm
from kiosk.asking import Asking, AskingSettings
from kiosk.central.answers import (
    Announcements,
    ApplicationHeld,
    Booked,
    CaseChanged,
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
from kiosk.central.contents import seal_submission
from kiosk.central.port import Delivered, DeliveryResult, Kind
from kiosk.central.questioning import Questioning
from kiosk.central.questions import (
    AskAnnouncements,
    AskApplication,
    AskHeld,
    AskPapers,
    AskProgress,
    AskPublic,
    AskSlots,
    BookSlot,
    CardHolder,
    CaseOf,
    Correct,
    Form,
    ReceiptCode,
    Request,
    SaveForCounter,
    ServiceVersion,
    TakeTicket,
    Withdraw,
)
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Name, Number, Terms
from kiosk.pipe import Asked, Replied
from kiosk.sandbox.platform.process import PlatformProcess
from kiosk.sandbox.platform.terms import ServiceTerms
from kiosk.services.service import FieldKind
from kiosk.visit_events import Answered, NotAnswered, VisitEvent
from tests.central.questions import ALL_WORDS, HOLDER, NUMBER, ROWS, row

KIOSK = "K-1"
SERVICE = ServiceVersion("sample.allowance", 1)
FORM = Form(SERVICE, {"children": "2"}, {"number": NUMBER, "name": "Sample Name"})
OFFICES = (ALL_WORDS, {**ALL_WORDS, "en": "Second office"})
TERMS = {
    "sample.allowance": ServiceTerms(5, 20, OFFICES, ALL_WORDS, {"amount": "amount", "who": "name"}),
    "company-credit": ServiceTerms(0, None, rows={"amount": "amount", "day": "date"}),
}
FIRST, LAST = datetime.now(UTC).date() + timedelta(days=1), datetime.now(UTC).date() + timedelta(days=10)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    with PlatformProcess(tmp_path_factory.mktemp("platform"), TERMS, faults=True) as process:
        yield process


@dataclass
class Visit:
    """A visit that asks a platform through a host's way for questions, and what it was told."""

    asking: Asking
    events: "Queue[VisitEvent]"
    passed: list[Asked]
    process: PlatformProcess

    def told(self) -> VisitEvent:
        return self.events.get(timeout=10)

    def ask(self, request: Request) -> Any:
        """The answer; the failure where there is none."""
        request_id = self.asking.ask("v1", request)
        told = self.told()
        assert isinstance(told, Answered | NotAnswered)
        assert (told.visit, told.request_id) == ("v1", request_id)
        return told.answer if isinstance(told, Answered) else told.failure

    def faults(self, *faults: dict[str, Any]) -> None:
        url = f"{self.process.address.url}/v1/sandbox/faults"
        requests.put(url, json=faults, timeout=10).raise_for_status()

    def apply(self, holder: str = NUMBER) -> Submission:
        """An application that the platform has taken, and its case number."""

        class Service:
            id, version, needs = SERVICE.id, 1, ()

        draft = replace(
            Draft(Service()).with_answer("children", "2"), holder={"number": holder} if holder else {}
        )
        sent = confirm(
            draft, signature=None, print_language="ug", confirmed_at=datetime.now(UTC), kiosk_id=KIOSK
        )
        address = self.process.address
        port = RestPlatform(RestSettings(address.url, KIOSK, address.token))
        envelope = seal_submission(sent, address.public_key)
        assert isinstance(port.deliver(sent.key, Kind.APPLICATION, envelope), Delivered)
        port.close()
        return sent

    def case_of(self, sent: Submission, proof: CardHolder | ReceiptCode = HOLDER) -> CaseOf:
        cases = requests.get(f"{self.process.address.url}/v1/sandbox/cases", timeout=10).json()["cases"]
        (number,) = [case["case_number"] for case in cases if case["key"] == sent.key]
        return CaseOf(number, proof)


MakeVisit = Callable[..., Visit]


@pytest.fixture
def visit(process: PlatformProcess) -> Iterator[MakeVisit]:
    ends: list[Callable[[], None]] = []

    def make(*, answer_wait_s: float = 600.0, url: str = "", **rest: float) -> Visit:
        address = process.address
        settings = RestSettings(url or address.url, KIOSK, address.token, **rest)
        questioning = Questioning(lambda: RestPlatform(settings))
        events: Queue[VisitEvent] = Queue()
        passed: list[Asked] = []

        def tell_host(asked: Asked) -> None:
            passed.append(asked)
            questioning.ask(asked, asking.replied)

        asking = Asking(
            AskingSettings(address.public_key, KIOSK, answer_wait_s), tell_host=tell_host, post=events.put
        )
        ends.extend((asking.close, questioning.stop))
        made = Visit(asking, events, passed, process)
        made.faults()
        return made

    yield make
    for end in ends:
        end()


# What can be asked.


def test_what_the_platform_holds_is_given_by_the_names_that_were_asked_for(visit: MakeVisit) -> None:
    held = visit().ask(AskHeld(SERVICE, HOLDER, ("phone", "bank-card", "unheard-of")))
    assert isinstance(held, HeldValues)
    assert set(held.values) == {"phone", "bank-card"}
    assert len(held.values["phone"]) == 11


def test_a_time_that_is_offered_can_be_booked_until_it_is_taken(visit: MakeVisit) -> None:
    here = visit()
    slots = here.ask(AskSlots(SERVICE, "civil", FIRST, LAST))
    assert isinstance(slots, Slots)
    slot = next(slot for slot in slots.slots if slot.places == 1)
    booked = here.ask(BookSlot(FORM, "civil", slot.at))
    assert isinstance(booked, Booked)
    assert booked.at == slot.at
    taken = here.ask(BookSlot(FORM, "civil", slot.at))
    assert isinstance(taken, NotGranted)
    assert taken.why is Why.SLOT_TAKEN
    again = here.ask(AskSlots(SERVICE, "civil", FIRST, LAST))
    assert slot.at not in [left.at for left in again.slots]


def test_each_ticket_is_the_next_in_its_queue_and_says_how_many_are_before(visit: MakeVisit) -> None:
    here = visit()
    tickets = [here.ask(TakeTicket(FORM, "tax")) for _ in range(3)]
    assert all(isinstance(ticket, Ticket) for ticket in tickets)
    assert [ticket.ahead for ticket in tickets] == [0, 1, 2]
    assert len({ticket.number for ticket in tickets}) == 3


def test_progress_is_found_by_the_card_and_by_the_code_on_the_receipt(visit: MakeVisit) -> None:
    here = visit()
    sent = here.apply()
    number = here.case_of(sent).case_number
    by_card = here.ask(AskProgress(HOLDER))
    assert isinstance(by_card, Progress)
    assert number in [case.case_number for case in by_card.cases]
    assert any(len(case.branches) > 1 for case in by_card.cases)
    by_code = here.ask(AskProgress(ReceiptCode(sent.receipt_code)))
    (case,) = by_code.cases
    assert case.case_number == number
    assert [branch.state for branch in case.branches] == [CaseState.IN_PROGRESS, CaseState.RECEIVED]
    assert case.promised_day is not None
    # Another holder's card finds none of it.
    others = here.ask(AskProgress(CardHolder("659999199002020022")))
    assert number not in [case.case_number for case in others.cases]


def test_a_code_that_was_never_given_out_finds_nothing(visit: MakeVisit) -> None:
    answer = visit().ask(AskProgress(ReceiptCode("0000-0000")))
    assert isinstance(answer, NotGranted)
    assert answer.why is Why.NOT_FOUND


def test_papers_have_the_rows_of_the_pack_in_their_kinds(visit: MakeVisit) -> None:
    rows = (row("amount", FieldKind.AMOUNT), row("who", FieldKind.NAME))
    papers = visit().ask(AskPapers(FORM, rows))
    assert isinstance(papers, Papers)
    assert len(papers.papers) == 2
    for paper in papers.papers:
        assert isinstance(paper["amount"], Number)
        assert paper["who"] == Name("Sample Name")


def test_a_company_is_found_by_its_code_and_nothing_by_a_wrong_one(visit: MakeVisit) -> None:
    here, service = visit(), ServiceVersion("company-credit", 1)
    (found,) = here.ask(AskPublic(service, {"company": "91659999MA00000012"}, ROWS)).papers
    assert isinstance(found["state"], Terms)
    missed = here.ask(AskPublic(service, {"company": "91659999MA0000999X"}, ROWS[:1]))
    assert isinstance(missed, NotGranted)
    assert missed.why is Why.NOT_FOUND


def test_announcements_are_there_in_every_language(visit: MakeVisit) -> None:
    answer = visit().ask(AskAnnouncements(SERVICE))
    assert isinstance(answer, Announcements)
    tags = {language.tag for language in ALL_LANGUAGES}
    assert all(set(entry.text.words) == tags for entry in answer.entries)
    assert len(answer.entries) > 1


def test_an_application_is_corrected_without_typing_it_again_and_withdrawn_once(visit: MakeVisit) -> None:
    here = visit()
    case = here.case_of(here.apply())
    held = here.ask(AskApplication(case))
    assert isinstance(held, ApplicationHeld)
    assert (dict(held.answers), held.may_change) == ({"children": "2"}, {"children"})
    corrected = here.ask(Correct(case, replace(FORM, answers={**held.answers, "children": "3"})))
    assert isinstance(corrected, CaseChanged)
    assert here.ask(AskApplication(case)).answers["children"] == "3"
    withdrawn = here.ask(Withdraw(case))
    assert isinstance(withdrawn, CaseChanged)
    assert withdrawn.case.state is CaseState.WITHDRAWN
    assert not withdrawn.case.may_withdraw
    for late in (Withdraw(case), Correct(case, FORM), AskApplication(case)):
        answer = here.ask(late)
        assert isinstance(answer, NotGranted)
        assert answer.why is Why.TOO_LATE


def test_a_receipt_that_somebody_found_opens_no_application_that_was_made_with_a_card(
    visit: MakeVisit,
) -> None:
    here = visit()
    sent = here.apply()
    case = here.case_of(sent, ReceiptCode(sent.receipt_code))
    for request in (AskApplication(case), Withdraw(case)):
        answer = here.ask(request)
        assert isinstance(answer, NotGranted)
        assert answer.why is Why.CARD_NEEDED
    # Nor one that was made without a card: its paper can be found as well.
    complaint = here.apply(holder="")
    found = here.ask(AskProgress(ReceiptCode(complaint.receipt_code)))
    assert isinstance(found, Progress)
    assert not found.cases[0].may_correct and not found.cases[0].may_withdraw
    answer = here.ask(Withdraw(here.case_of(complaint, ReceiptCode(complaint.receipt_code))))
    assert isinstance(answer, NotGranted) and answer.why is Why.CARD_NEEDED


def test_a_port_that_breaks_is_answered_for_is_loud_and_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken:
        closed = 0

        def ask(self, question_id: str, envelope: bytes) -> DeliveryResult:
            raise LookupError("nobody expected this")

        def close(self) -> None:
            Broken.closed += 1

    loud: Queue[type[BaseException]] = Queue()
    monkeypatch.setattr("threading.excepthook", lambda crash: loud.put(crash.exc_type))
    replies: Queue[Replied] = Queue()

    def cannot_open() -> Broken:
        raise OSError

    for opens, error in ((Broken, LookupError), (cannot_open, OSError)):
        questioning = Questioning(opens)
        # More than may be under way at a time.
        for number in range(10):
            questioning.ask(Asked(f"q{number}", b"sealed"), replies.put)
            assert replies.get(timeout=10) == Replied(f"q{number}", "unreachable", "NET-04")
            assert loud.get(timeout=10) is error
        questioning.stop()
    assert Broken.closed == 10


@pytest.mark.parametrize("proof", [CardHolder("659999199002020022"), ReceiptCode("0000-0000")])
def test_a_case_number_is_no_proof(visit: MakeVisit, proof: CardHolder | ReceiptCode) -> None:
    here = visit()
    case = here.case_of(here.apply(), proof)
    answer = here.ask(AskApplication(case))
    assert isinstance(answer, NotGranted)
    assert answer.why is Why.NOT_FOUND


def test_a_form_that_was_saved_is_found_at_the_counter_by_its_code(visit: MakeVisit) -> None:
    here = visit()
    saved = here.ask(SaveForCounter(FORM))
    assert isinstance(saved, Saved)
    assert saved.until > datetime.now(UTC)
    at_counter = requests.get(f"{here.process.address.url}/v1/sandbox/saved/{saved.code}", timeout=10).json()
    assert at_counter["answers"] == {"children": "2"}


# How it goes wrong.


def test_a_refusal_has_its_reasons_in_every_language(visit: MakeVisit) -> None:
    here = visit()
    words = {"ug": "ياق", "kk": "Жоқ", "zh-Hans": "否"}
    here.faults({"fault": "refuse", "reasons": [words], "of": "question"})
    answer = here.ask(AskSlots(SERVICE, "civil", FIRST, LAST))
    assert isinstance(answer, NotGranted)
    (reason,) = answer.reasons
    assert reason.words == {**words, "kk-Arab": "جوق", "en": "否"}


@pytest.mark.parametrize("request_", [AskHeld(SERVICE, HOLDER, ("phone",)), TakeTicket(FORM, "tax")])
def test_a_service_that_vanished_says_so_whatever_is_asked(visit: MakeVisit, request_: Request) -> None:
    here = visit()
    here.faults({"fault": "gone", "of": "question"})
    answer = here.ask(request_)
    assert isinstance(answer, NotGranted)
    assert answer.why is Why.SERVICE_GONE
    assert set(answer.reasons[0].words) == {language.tag for language in ALL_LANGUAGES}


def test_a_service_that_the_platform_does_not_know_is_gone(visit: MakeVisit) -> None:
    answer = visit().ask(AskAnnouncements(ServiceVersion("removed", 3)))
    assert isinstance(answer, NotGranted)
    assert answer.why is Why.SERVICE_GONE


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "drop-before"}, FailureCode.PLATFORM_UNREACHABLE),
        ({"fault": "drop-after"}, FailureCode.PLATFORM_UNREACHABLE),
        ({"fault": "slow", "seconds": 2.0}, FailureCode.PLATFORM_TOO_SLOW),
        ({"fault": "status", "status": 503}, FailureCode.PLATFORM_FAULT),
        ({"fault": "status", "status": 429, "retry_after": "60"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "status", "status": 404}, FailureCode.PLATFORM_REFUSED),
        ({"fault": "nonsense", "nonsense": "html"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "nonsense", "nonsense": "oversized"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "nonsense", "nonsense": "redirect"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "nonsense", "nonsense": "no-reply"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "another"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "mismatch"}, FailureCode.PLATFORM_FAULT),
        ({"fault": "empty"}, FailureCode.PLATFORM_FAULT),
    ],
    ids=lambda given: "-".join(map(str, given.values())) if isinstance(given, dict) else str(given),
)
def test_what_goes_wrong_is_named_and_asking_again_helps(
    visit: MakeVisit, fault: dict[str, Any], code: FailureCode
) -> None:
    here = visit(**({"read_timeout_s": 1.5} if fault["fault"] == "slow" else {}))
    here.faults(fault)
    request_id = here.asking.ask("v1", AskSlots(SERVICE, "civil", FIRST, LAST))
    told = here.told()
    assert isinstance(told, NotAnswered)
    assert (told.request_id, told.failure.code) == (request_id, code)
    here.asking.ask_again(request_id)
    answered = here.told()
    assert isinstance(answered, Answered)
    assert answered.request_id == request_id


def test_nobody_listening_is_unreachable(visit: MakeVisit) -> None:
    failure = visit(url="http://127.0.0.1:9").ask(AskAnnouncements(SERVICE))
    assert isinstance(failure, Failure)
    assert failure.code is FailureCode.PLATFORM_UNREACHABLE


def test_what_was_done_though_its_answer_was_lost_is_not_done_twice(visit: MakeVisit) -> None:
    here = visit()
    here.faults({"fault": "drop-after"})
    request_id = here.asking.ask("v1", TakeTicket(FORM, "land"))
    assert isinstance(here.told(), NotAnswered)
    here.asking.ask_again(request_id)
    first = here.told()
    assert isinstance(first, Answered)
    assert isinstance(first.answer, Ticket)
    # Nobody stands between: the first ticket was this one.
    assert first.answer.ahead == 0
    second = here.ask(TakeTicket(FORM, "land"))
    assert second.ahead == 1
    assert here.passed[0] == here.passed[1]


def test_nothing_is_asked_a_second_time_by_itself(visit: MakeVisit) -> None:
    here = visit()
    here.faults({"fault": "status", "status": 503})
    assert isinstance(here.ask(AskAnnouncements(SERVICE)), Failure)
    assert isinstance(here.ask(AskAnnouncements(SERVICE)), Announcements)
    assert len(here.passed) == 2
    assert here.events.empty()


def test_what_passes_the_host_shows_nothing_of_whom_or_what(visit: MakeVisit) -> None:
    here = visit()
    assert isinstance(here.ask(AskHeld(SERVICE, HOLDER, ("phone",))), HeldValues)
    (asked,) = here.passed
    for text in (NUMBER, "sample.allowance", "held-values", "phone"):
        assert text.encode() not in asked.envelope
        assert text not in repr(asked)


# The thread by itself: the host's word is given by hand.


@dataclass
class ByHand:
    asking: Asking
    events: "Queue[VisitEvent]"
    asked: "Queue[Asked]"


@pytest.fixture
def by_hand(process: PlatformProcess) -> Iterator[Callable[..., ByHand]]:
    made: list[Asking] = []

    def make(answer_wait_s: float = 600.0) -> ByHand:
        events: Queue[VisitEvent] = Queue()
        asked: Queue[Asked] = Queue()
        settings = AskingSettings(process.address.public_key, KIOSK, answer_wait_s)
        made.append(Asking(settings, tell_host=asked.put, post=events.put))
        return ByHand(made[-1], events, asked)

    yield make
    for asking in made:
        asking.close()


def test_nobody_waits_for_ever_and_it_is_said_once(by_hand: Callable[..., ByHand]) -> None:
    here = by_hand(answer_wait_s=0.0)
    request_id = here.asking.ask("v1", AskAnnouncements(SERVICE))
    assert here.events.get(timeout=10) == NotAnswered(
        "v1", request_id, Failure(FailureCode.PLATFORM_TOO_SLOW)
    )
    here.asking.replied(Replied(request_id, "unreachable", "NET-01"))
    here.asking.close()
    assert here.events.empty()


def test_an_earlier_failure_does_not_end_the_waiting_for_the_later_answer(
    by_hand: Callable[..., ByHand],
) -> None:
    here = by_hand()
    request_id = here.asking.ask("v1", AskAnnouncements(SERVICE))
    here.asking.ask_again(request_id)
    here.asking.replied(Replied(request_id, "unreachable", "NET-02"))
    here.asking.replied(Replied(request_id, "unreachable", "NET-01"))
    told = here.events.get(timeout=10)
    assert isinstance(told, NotAnswered)
    assert told.failure.code is FailureCode.PLATFORM_UNREACHABLE
    here.asking.close()
    assert here.events.empty()


def test_the_answer_to_another_visits_question_is_nothing_here(by_hand: Callable[..., ByHand]) -> None:
    here = by_hand()
    here.asking.replied(Replied("another", "delivered", reply=b"sealed"))
    here.asking.ask_again("another")
    here.asking.close()
    assert here.events.empty()
    assert here.asked.empty()


def test_a_visit_that_ends_waits_for_no_answer(by_hand: Callable[..., ByHand]) -> None:
    here = by_hand()
    here.asking.ask("v1", AskAnnouncements(SERVICE))
    here.asked.get(timeout=10)
    here.asking.close()
    assert here.events.empty()


# The host's way by itself.


@dataclass
class SlowPort:
    """A platform that answers when it is let."""

    let: Event
    closed: int = 0

    def ask(self, question_id: str, envelope: bytes) -> DeliveryResult:
        assert self.let.wait(10)
        return Delivered(b"sealed")

    def close(self) -> None:
        self.closed += 1


def test_a_question_waits_behind_no_other_and_too_many_are_turned_away() -> None:
    let, replies = Event(), Queue[Replied]()
    ports: list[SlowPort] = []

    def open_port() -> SlowPort:
        ports.append(SlowPort(let))
        return ports[-1]

    questioning = Questioning(open_port)
    for number in range(9):
        questioning.ask(Asked(f"q{number}", b"sealed"), replies.put)
    assert replies.get(timeout=10) == Replied("q8", "unreachable", "NET-02")
    let.set()
    assert {replies.get(timeout=10).id for _ in range(8)} == {f"q{number}" for number in range(8)}
    # Two stay warm for the next, which opens none.
    questioning.ask(Asked("next", b"sealed"), replies.put)
    assert replies.get(timeout=10).id == "next"
    assert len(ports) == 8
    assert sum(port.closed for port in ports) == 6
    questioning.stop()
    assert [port.closed for port in ports] == [1] * 8


def test_stopping_waits_for_no_platform() -> None:
    let, replies = Event(), Queue[Replied]()
    port = SlowPort(let)
    questioning = Questioning(lambda: port)
    questioning.ask(Asked("q", b"sealed"), replies.put)
    questioning.stop()
    let.set()
    assert replies.get(timeout=10).id == "q"
    assert port.closed == 1


def test_reading_questions_leave_nothing_at_the_platform(tmp_path: Path) -> None:
    with PlatformProcess(tmp_path, TERMS) as own:
        port = RestPlatform(RestSettings(own.address.url, KIOSK, own.address.token))
        questioning = Questioning(lambda: port)
        events: Queue[VisitEvent] = Queue()
        asking = Asking(
            AskingSettings(own.address.public_key, KIOSK, 60.0),
            tell_host=lambda asked: questioning.ask(asked, asking.replied),
            post=events.put,
        )
        asking.ask("v1", AskHeld(SERVICE, HOLDER, ("phone",)))
        assert isinstance(events.get(timeout=10), Answered)
        with connect(tmp_path / "platform.sqlite") as platform:
            assert platform.execute("SELECT count(*) FROM envelopes").fetchone() == (0,)
        asking.close()
        questioning.stop()
    for file in tmp_path.iterdir():
        assert NUMBER.encode() not in file.read_bytes()
