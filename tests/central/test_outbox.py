"""What is put is kept, once, and handed out when it is due."""

import multiprocessing
import stat
from collections.abc import Callable
from multiprocessing.connection import Connection as PipeEnd
from pathlib import Path
from typing import Any

import pytest

from kiosk.central.outbox import KEEP_SETTLED, KeyReusedError, Outbox, OutboxStatus, State
from kiosk.central.port import Kind

HOUR = 3600.0


class Clock:
    """Seconds since 1970, as the test says."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(outbox_file: Path, clock: Clock) -> Outbox:
    return Outbox(outbox_file, clock=clock, jitter=lambda: 1.0)


def keys_due(outbox: Outbox, limit: int = 100) -> list[str]:
    return [waiting.key for waiting in outbox.due(limit=limit)]


def test_what_was_put_is_there_after_closing_and_opening(outbox: Outbox, outbox_file: Path) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed \0 bytes")
    outbox.close()
    (waiting,) = Outbox(outbox_file).due(limit=9)
    assert (waiting.key, waiting.kind, waiting.envelope) == ("k1", Kind.APPLICATION, b"sealed \0 bytes")


def test_putting_the_same_again_changes_nothing_even_when_it_was_delivered(outbox: Outbox) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    assert keys_due(outbox) == ["k1"]
    outbox.mark_delivered("k1")
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    assert keys_due(outbox) == []


@pytest.mark.parametrize("delivered_before", [False, True])
def test_a_key_is_never_used_for_other_bytes_or_another_kind(outbox: Outbox, delivered_before: bool) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    if delivered_before:
        outbox.mark_delivered("k1")
    with pytest.raises(KeyReusedError):
        outbox.put("k1", Kind.APPLICATION, b"other")
    with pytest.raises(KeyReusedError):
        outbox.put("k1", Kind.RATING, b"sealed")


def test_a_delivered_envelope_is_gone_from_the_file(outbox: Outbox, outbox_file: Path) -> None:
    outbox.put("k1", Kind.APPLICATION, b"SEALED-CANARY" * 400)
    outbox.put("k2", Kind.APPLICATION, b"still waiting")
    outbox.tidy()
    assert b"SEALED-CANARY" in outbox_file.read_bytes()
    outbox.mark_delivered("k1")
    outbox.tidy()
    for file in outbox_file.parent.iterdir():
        assert b"SEALED-CANARY" not in file.read_bytes()
    assert keys_due(outbox) == ["k2"]


def test_the_file_is_for_the_kiosks_user_alone(outbox: Outbox, outbox_file: Path) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    modes = {stat.S_IMODE(file.stat().st_mode) for file in outbox_file.parent.iterdir()}
    assert modes == {0o600}


def test_back_off_grows_with_every_attempt_up_to_ten_minutes(outbox: Outbox, clock: Clock) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    waits = [outbox.postpone("k1") - clock.now for _ in range(12)]
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]


@pytest.mark.parametrize("jitter", [0.0, 0.25, 0.75])
def test_back_off_is_jittered_over_its_whole_length(outbox_file: Path, clock: Clock, jitter: float) -> None:
    outbox = Outbox(outbox_file, clock=clock, jitter=lambda: jitter)
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    waits = [outbox.postpone("k1") - clock.now for _ in range(3)]
    assert waits == [2 * jitter, 4 * jitter, 8 * jitter]


def test_a_platform_that_asks_to_be_left_alone_is_but_for_no_longer_than_an_hour(
    outbox: Outbox, clock: Clock
) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    assert outbox.postpone("k1", 120.0) - clock.now == 120 + 2
    assert outbox.postpone("k1", 1e12) - clock.now == HOUR + 4
    assert outbox.postpone("k1", -5.0) - clock.now == 8


def test_what_is_postponed_is_due_when_its_time_has_come(outbox: Outbox, clock: Clock) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    due_at = outbox.postpone("k1")
    assert (keys_due(outbox), outbox.next_due()) == ([], due_at)
    clock.now = due_at
    assert keys_due(outbox) == ["k1"]


def test_what_was_never_tried_comes_first(outbox: Outbox, clock: Clock) -> None:
    for key in ("old1", "old2"):
        outbox.put(key, Kind.APPLICATION, b"sealed")
        outbox.postpone(key)
    clock.now += 60
    outbox.put("new", Kind.APPLICATION, b"sealed")
    assert keys_due(outbox) == ["new", "old1", "old2"]
    assert [waiting.key for waiting in outbox.due(untried_only=True, limit=9)] == ["new"]


def test_a_clock_set_back_by_years_keeps_nothing_waiting(outbox: Outbox, clock: Clock) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.postpone("k1")
    clock.now = 946_684_800.0
    assert keys_due(outbox) == ["k1"]
    assert outbox.next_due() == clock.now
    assert outbox.status().oldest_s == 0


def test_a_rating_can_be_held_back_so_that_it_does_not_show_who_gave_it(outbox: Outbox, clock: Clock) -> None:
    outbox.put("r1", Kind.RATING, b"sealed", delay_s=HOUR)
    assert keys_due(outbox) == []
    clock.now += HOUR
    assert keys_due(outbox) == ["r1"]
    with pytest.raises(ValueError, match="two hours"):
        outbox.put("r2", Kind.RATING, b"sealed", delay_s=2 * HOUR)


def test_a_refused_envelope_is_kept_for_an_operator_to_send_again(outbox: Outbox) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.mark_refused("k1")
    assert (keys_due(outbox), outbox.state("k1")) == ([], State.REFUSED)
    assert outbox.retry_refused() == 1
    assert keys_due(outbox) == ["k1"]


def test_a_refused_envelope_that_the_resident_was_told_of_is_never_sent_again(outbox: Outbox) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.mark_refused("k1")
    outbox.discard("k1")
    assert outbox.retry_refused() == 0
    assert outbox.status().refused == 1


def test_a_waiting_envelope_cannot_be_discarded(outbox: Outbox) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.discard("k1")
    assert outbox.due()[0].envelope == b"sealed"


def test_what_was_delivered_is_never_taken_back(outbox: Outbox) -> None:
    outbox.put("k1", Kind.APPLICATION, b"sealed")
    outbox.mark_delivered("k1")
    outbox.mark_refused("k1")
    outbox.postpone("k1")
    assert outbox.state("k1") is State.DELIVERED


def test_the_status_counts_and_names_nobody(outbox: Outbox, clock: Clock) -> None:
    assert outbox.status() == OutboxStatus(0, 0, 0, None)
    for key in ("k1", "k2", "k3", "k4"):
        outbox.put(key, Kind.APPLICATION, b"sealed")
        clock.now += 10
    outbox.mark_delivered("k1")
    outbox.mark_refused("k2")
    assert outbox.status() == OutboxStatus(waiting=2, delivered=1, refused=1, oldest_s=20)


def test_keys_are_kept_for_thirty_days_and_what_waits_for_ever(outbox: Outbox, clock: Clock) -> None:
    for key in ("delivered", "refused", "waiting"):
        outbox.put(key, Kind.APPLICATION, b"sealed")
    outbox.mark_delivered("delivered")
    outbox.mark_refused("refused")
    clock.now += KEEP_SETTLED
    outbox.tidy()
    assert outbox.status() == OutboxStatus(1, 1, 1, KEEP_SETTLED)
    clock.now += 1
    outbox.tidy()
    assert outbox.status() == OutboxStatus(1, 0, 0, KEEP_SETTLED + 1)


def test_processes_that_open_a_new_outbox_at_the_same_moment_wait_for_each_other(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")

    def put_one(file: Path, start: Any, key: str) -> None:
        start.wait()
        Outbox(file).put(key, Kind.APPLICATION, b"sealed")

    # Without their waiting, about every seventh round failed.
    for number in range(20):
        file, start = tmp_path / f"{number}.sqlite", fork.Event()
        openers = [fork.Process(target=put_one, args=(file, start, key)) for key in "abcdefgh"]
        for opener in openers:
            opener.start()
        start.set()
        for opener in openers:
            opener.join(20)
        assert [opener.exitcode for opener in openers] == [0] * 8
        assert Outbox(file).status().waiting == 8


def test_processes_put_and_settle_at_once_and_nothing_is_lost(outbox_file: Path) -> None:
    fork = multiprocessing.get_context("fork")
    start = fork.Event()

    def put_all(prefix: str) -> None:
        start.wait()
        own = Outbox(outbox_file)
        for number in range(150):
            own.put(f"{prefix}{number}", Kind.APPLICATION, b"sealed" * 200)
            if number % 3 == 0:
                own.mark_delivered(f"{prefix}{number}")

    visits = [fork.Process(target=put_all, args=(prefix,)) for prefix in ("a", "b", "c")]
    for visit in visits:
        visit.start()
    start.set()
    for visit in visits:
        visit.join(20)
    assert [visit.exitcode for visit in visits] == [0, 0, 0]
    status = Outbox(outbox_file).status()
    assert (status.waiting, status.delivered) == (300, 150)


def test_an_outbox_opened_before_a_fork_is_not_used_after_it(outbox: Outbox) -> None:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()

    def use(end: "PipeEnd[str, str]", put: Callable[[str, Kind, bytes], None]) -> None:
        try:
            put("k1", Kind.APPLICATION, b"sealed")
        except RuntimeError as error:
            end.send(str(error))

    child = fork.Process(target=use, args=(there, outbox.put))
    child.start()
    assert here.poll(10)
    assert "fork" in here.recv()
    child.join(10)
