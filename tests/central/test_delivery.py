"""The delivery thread: at once for who is waiting, later for what failed, and never for nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from kiosk.application import Acceptance, Submission
from kiosk.central.contents import open_reply, seal_submission
from kiosk.central.delivery import Delivery
from kiosk.central.outbox import Connection, Outbox, State, connect
from kiosk.central.port import CentralPort, Delivered, Kind, LinkState, Refused, Unreachable
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.failures import FailureCode
from kiosk.sandbox.platform.process import PlatformProcess

Event = tuple[str, Delivered | Refused | Unreachable]


@dataclass
class Station:
    """One kiosk's outbox and its delivery, under a clock that the test sets."""

    file: Path
    port: CentralPort
    connect: Callable[[Path], Connection] = connect
    now: float = 1_800_000_000.0
    events: "SimpleQueue[Event]" = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        clock = lambda: self.now  # noqa: E731
        self.outbox = Outbox(self.file, clock=clock, jitter=lambda: 1.0, connect=self.connect)
        self.delivery = Delivery(
            self.outbox,
            self.port,
            clock,
            on_settled=lambda key, result: self.events.put((key, result)),
            on_attempt_failed=lambda key, result: self.events.put((key, result)),
        )

    def put(self, submission: Submission, platform_key: bytes) -> None:
        self.outbox.put(submission.key, Kind.APPLICATION, seal_submission(submission, platform_key))
        self.delivery.wake()

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.delivery.wake()

    def next(self) -> Event:
        return self.events.get(timeout=10)


@pytest.fixture
def station(platform: Any, outbox_file: Path) -> Iterator[Station]:
    station = Station(outbox_file, platform.port())
    station.delivery.start()
    yield station
    station.delivery.stop()


def test_the_visit_gets_the_reply_and_the_envelope_is_erased(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    submission = submission_of()
    station.put(submission, platform.address.public_key)
    key, result = station.next()
    assert key == submission.key
    assert isinstance(result, Delivered)
    assert isinstance(open_reply(result.reply, submission), Acceptance)
    station.delivery.stop()
    assert station.outbox.state(key) is State.DELIVERED
    assert station.delivery.link == LinkState(True)
    assert len(platform.cases_of(key)) == 1


def test_a_failed_attempt_is_told_at_once_and_repeated_when_its_time_has_come(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    platform.faults({"fault": "drop-after"})
    submission = submission_of()
    station.put(submission, platform.address.public_key)
    key, result = station.next()
    assert isinstance(result, Unreachable)
    assert result.code is FailureCode.PLATFORM_UNREACHABLE
    station.pass_time(2)
    again, result = station.next()
    assert (again, type(result)) == (key, Delivered)
    assert len(platform.cases_of(key)) == 1


def test_while_the_line_rests_only_who_has_just_confirmed_is_tried(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    platform.faults({"fault": "status", "status": 503, "retry_after": "300"})
    old, new = submission_of(), submission_of()
    station.put(old, platform.address.public_key)
    assert isinstance(station.next()[1], Unreachable)
    platform.faults({"fault": "status", "status": 503})
    station.pass_time(250)
    station.put(new, platform.address.public_key)
    assert station.next()[0] == new.key
    # The line's rest is over only when the platform's five minutes are: a newer failure does not shorten it.
    station.pass_time(10)
    newest = submission_of()
    station.put(newest, platform.address.public_key)
    settled = [station.next()[0] for _ in range(2)]
    assert settled == [newest.key, new.key]
    station.pass_time(50)
    assert station.next()[0] == old.key


def test_who_has_just_confirmed_comes_before_any_backlog(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    platform.faults({"fault": "down", "times": None})
    backlog = [submission_of() for _ in range(5)]
    for submission in backlog:
        station.put(submission, platform.address.public_key)
        assert isinstance(station.next()[1], Unreachable)
    platform.faults()
    station.now += 600
    newest = submission_of()
    station.put(newest, platform.address.public_key)
    order = [station.next()[0] for _ in range(6)]
    assert order[0] == newest.key
    assert set(order[1:]) == {submission.key for submission in backlog}


def test_a_refusal_is_told_and_the_envelope_is_kept_for_an_operator(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    platform.faults({"fault": "status", "status": 404})
    submission = submission_of()
    station.put(submission, platform.address.public_key)
    assert station.next() == (submission.key, Refused(FailureCode.PLATFORM_REFUSED, 404))
    assert station.outbox.state(submission.key) is State.REFUSED
    assert station.outbox.retry_refused() == 1
    station.delivery.wake()
    assert isinstance(station.next()[1], Delivered)


def test_one_poisoned_envelope_does_not_hold_up_the_others(
    platform: Any, station: Station, submission_of: Callable[..., Submission]
) -> None:
    platform.faults({"fault": "status", "status": 500})
    poisoned, good = submission_of(), submission_of()
    station.put(poisoned, platform.address.public_key)
    assert isinstance(station.next()[1], Unreachable)
    station.put(good, platform.address.public_key)
    key, result = station.next()
    assert (key, type(result)) == (good.key, Delivered)


def test_a_disk_that_refuses_does_not_end_the_delivery_nor_keep_the_answer_from_the_resident(
    platform: Any, outbox_file: Path, submission_of: Callable[..., Submission]
) -> None:
    connections: list[Connection] = []

    def remembered(file: Path) -> Connection:
        connections.append(connect(file))
        return connections[-1]

    station = Station(outbox_file, platform.port(), connect=remembered)
    submission = submission_of()
    station.put(submission, platform.address.public_key)
    connections[0].execute("PRAGMA query_only=ON")
    station.delivery.start()
    assert isinstance(station.next()[1], Delivered)
    # The second answer shows that the thread came through the first one's failure.
    station.delivery.wake()
    assert isinstance(station.next()[1], Delivered)
    assert station.delivery.disk_failure is not None
    assert station.delivery.alive
    connections[0].execute("PRAGMA query_only=OFF")
    station.delivery.wake()
    assert isinstance(station.next()[1], Delivered)
    station.delivery.stop()
    assert station.outbox.state(submission.key) is State.DELIVERED
    assert len(platform.cases_of(submission.key)) == 1


def test_what_was_confirmed_offline_is_delivered_after_the_next_start(
    tmp_path: Path, submission_of: Callable[..., Submission]
) -> None:
    with PlatformProcess(tmp_path / "platform") as platform:
        address = platform.address
        platform.kill()
    submission = submission_of()
    port = RestPlatform(RestSettings(address.url, "K-1", address.token))
    evening = Station(tmp_path / "outbox.sqlite", port)
    evening.delivery.start()
    evening.put(submission, address.public_key)
    assert isinstance(evening.next()[1], Unreachable)
    evening.delivery.stop()
    assert evening.delivery.link is not None
    assert not evening.delivery.link.reachable
    evening.outbox.close()
    with PlatformProcess(tmp_path / "platform", port=int(address.url.rpartition(":")[2])):
        morning = Station(tmp_path / "outbox.sqlite", port, now=1_800_040_000.0)
        morning.delivery.start()
        key, result = morning.next()
        morning.delivery.stop()
    assert key == submission.key
    assert isinstance(result, Delivered)
    assert isinstance(open_reply(result.reply, submission), Acceptance)


def test_stopping_waits_for_the_thread(station: Station) -> None:
    station.delivery.stop()
    assert not station.delivery.alive
