"""A confirmed application is kept before anything is said, and nothing is said that is not so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.application import Draft, Submission, confirm
from kiosk.central.contents import REPLY, padded
from kiosk.central.outbox import Outbox, State
from kiosk.central.sealing import Binding, generate_keypair, seal
from kiosk.failures import Failure, FailureCode
from kiosk.pipe import Settled
from kiosk.sending import Sending, SendingSettings
from kiosk.visit_events import Accepted, Kept, NotAccepted, NotDelivered, NotKept, VisitEvent

PLATFORM = generate_keypair()


def submission() -> Submission:
    service = SimpleNamespace(id="agri-subsidy", version=1, needs=())
    return confirm(
        Draft(service).with_answer("crop", "cotton"),
        signature=None,
        print_language="ug",
        confirmed_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        kiosk_id="T-1",
    )


@dataclass
class Visit:
    """What the visit and the host were told."""

    sending: Sending
    outbox: Path
    events: "Queue[VisitEvent]"
    filled: "Queue[str]"

    def next(self) -> VisitEvent:
        return self.events.get(timeout=10)


MakeVisit = Callable[..., Visit]


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[MakeVisit]:
    made: list[Visit] = []

    def make(*, answer_wait_s: float = 600.0, folder: str = "") -> Visit:
        events: Queue[VisitEvent] = Queue()
        filled: Queue[str] = Queue()
        settings = SendingSettings(
            outbox=tmp_path / folder / "outbox.sqlite",
            platform_key=PLATFORM.public,
            kiosk_id="T-1",
            answer_wait_s=answer_wait_s,
            rating_delay=lambda: 1000.0,
        )
        sending = Sending(settings, filled=filled.put, post=events.put)
        made.append(Visit(sending, settings.outbox, events, filled))
        return made[-1]

    yield make
    for one in made:
        one.sending.close()


def reply(to: Submission, contents: dict[str, object]) -> bytes:
    return seal(padded(contents), to.reply_key.public, Binding(REPLY, to.kiosk_id, to.key))


ACCEPTED: dict[str, object] = {
    "outcome": "accepted",
    "case_number": "659000-1",
    "accepted_at": "2026-03-01T12:00:05+00:00",
    "promised_day": "2026-03-06",
    "statutory_day": None,
    "departments": [],
}


def test_kept_is_said_after_it_is_on_the_disk_and_then_the_host_is_told(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert here.next() == Kept("v1", sent.key)
    assert here.filled.get(timeout=10) == sent.key
    assert Outbox(here.outbox).state(sent.key) is State.WAITING


def test_the_platforms_answer_is_opened_here_and_nowhere_else(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    sealed = reply(sent, ACCEPTED)
    assert b"659000-1" not in sealed
    here.sending.settled(Settled(sent.key, "delivered", reply=sealed))
    accepted = here.next()
    assert isinstance(accepted, Accepted)
    assert accepted.case_number == "659000-1"


def test_an_answer_that_cannot_be_opened_is_never_called_accepted(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    here.sending.settled(Settled(sent.key, "delivered", reply=reply(submission(), ACCEPTED)))
    told = here.next()
    assert isinstance(told, NotDelivered)
    assert told.failure.code is FailureCode.PLATFORM_FAULT


def test_a_refusal_gives_its_reasons(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    reason = {"ug": "ياق", "kk": "Жоқ", "zh-Hans": "否"}
    refusal: dict[str, object] = {"outcome": "refused", "reasons": [reason]}
    here.sending.settled(Settled(sent.key, "delivered", reply=reply(sent, refusal)))
    told = here.next()
    assert isinstance(told, NotAccepted)
    assert told.reasons[0].words["ug"] == "ياق"


def test_what_a_platform_turned_away_is_erased_once_the_resident_knows(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    host = Outbox(here.outbox)
    host.mark_refused(sent.key)
    here.sending.settled(Settled(sent.key, "refused", "NET-03"))
    assert here.next() == NotAccepted("v1", sent.key, Failure(FailureCode.PLATFORM_REFUSED))
    here.sending.close()
    assert host.retry_refused() == 0


def test_what_cannot_be_delivered_now_is_said_once_and_a_later_answer_is_told(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    here.sending.settled(Settled(sent.key, "unreachable", "NET-01"))
    here.sending.settled(Settled(sent.key, "unreachable", "NET-01"))
    here.sending.settled(Settled(sent.key, "delivered", reply=reply(sent, ACCEPTED)))
    assert here.next() == NotDelivered("v1", sent.key, Failure(FailureCode.PLATFORM_UNREACHABLE))
    assert isinstance(here.next(), Accepted)


def test_nobody_waits_for_ever_for_an_answer(visit: MakeVisit) -> None:
    here, sent = visit(answer_wait_s=0.0), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    assert here.next() == NotDelivered("v1", sent.key, Failure(FailureCode.PLATFORM_TOO_SLOW))


def test_a_disk_that_takes_nothing_is_said_and_nothing_is_promised(visit: MakeVisit) -> None:
    here, sent = visit(folder="not-there"), submission()
    here.sending.send("v1", sent)
    told = here.next()
    assert isinstance(told, NotKept)
    assert told.failure.code is FailureCode.OUTBOX_UNAVAILABLE
    # It is tried anew, and works once the disk does.
    here.outbox.parent.mkdir()
    here.sending.send("v1", sent)
    assert here.next() == Kept("v1", sent.key)


def test_the_same_application_confirmed_twice_is_kept_once(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert here.next() == Kept("v1", sent.key)
    here.sending.close()
    assert Outbox(here.outbox).status().waiting == 1


def test_another_visits_answer_is_not_told(visit: MakeVisit) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    here.sending.settled(Settled("another-key", "delivered", reply=b"x"))
    here.sending.close()
    assert here.events.empty()


def test_a_rating_waits_on_its_own_and_is_sealed(visit: MakeVisit) -> None:
    here = visit()
    here.sending.rate("agri-subsidy", 5)
    key = here.filled.get(timeout=10)
    here.sending.close()
    outbox = Outbox(here.outbox)
    assert outbox.state(key) is State.WAITING
    # Not yet: it is not to be known whose application it came after.
    assert outbox.due() == []
    assert b"agri-subsidy" not in here.outbox.read_bytes()


@pytest.mark.parametrize("other", [{"key": "another"}, {"kiosk_id": "T-2"}])
def test_a_reply_is_bound_to_its_application_and_its_kiosk(visit: MakeVisit, other: dict[str, Any]) -> None:
    here, sent = visit(), submission()
    here.sending.send("v1", sent)
    assert isinstance(here.next(), Kept)
    reply_to_other = reply(replace(sent, **other), ACCEPTED)
    here.sending.settled(Settled(sent.key, "delivered", reply=reply_to_other))
    assert isinstance(here.next(), NotDelivered)
