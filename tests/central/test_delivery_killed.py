"""kill -9 at any moment, of the visit and of the deliverer, while the line drops answers."""

import multiprocessing
import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from kiosk.application import Submission
from kiosk.central.contents import seal_submission
from kiosk.central.delivery import Delivery
from kiosk.central.outbox import Outbox
from kiosk.central.port import CentralPort, Kind

ROUNDS = range(15, 100)
# An ordeal worth the name, however fast the machine is: so much promised, so much delivered twice.
PROMISED, REPEATED = 60, 6
AT_ONCE: Callable[[], float] = lambda: 0.0  # noqa: E731 - back-off of no length


def confirm_some(file: Path, platform_key: bytes, submission_of: Callable[[], Submission], told: int) -> None:
    """A visit process's part: what it has told of was promised to a resident."""
    outbox = Outbox(file)
    for _ in range(12):
        submission = submission_of()
        outbox.put(submission.key, Kind.APPLICATION, seal_submission(submission, platform_key))
        os.write(told, submission.key.encode() + b"\n")


def deliver_until_killed(file: Path, port: CentralPort) -> None:
    """The host's part."""
    delivery = Delivery(Outbox(file, jitter=AT_ONCE), port, time.time, lambda *_: None, lambda *_: None)
    delivery.start()
    Event().wait()


def test_nothing_promised_is_lost_or_doubled_however_often_it_is_killed(
    platform: Any, submission_of: Callable[[], Submission], outbox_file: Path
) -> None:
    chance = random.Random(659)
    fork = multiprocessing.get_context("fork")
    hear, tell = os.pipe()
    before = {case["key"] for case in platform.taken()["cases"]}
    repeats_before = platform.taken()["repeats"]

    def repeats() -> int:
        repeated: int = platform.taken()["repeats"] - repeats_before
        return repeated

    platform.faults(
        {"fault": "drop-before", "chance": 0.2, "times": None},
        {"fault": "drop-after", "chance": 0.3, "times": None},
    )
    key = platform.address.public_key
    heard = b""
    for number in range(ROUNDS.stop):
        if number >= ROUNDS.start and heard.count(b"\n") >= PROMISED and repeats() >= REPEATED:
            break
        visit = fork.Process(target=confirm_some, args=(outbox_file, key, submission_of, tell))
        host = fork.Process(target=deliver_until_killed, args=(outbox_file, platform.port()))
        for process in (visit, host):
            process.start()
        heard += _lines(hear, chance.randint(0, 12))
        host.join(chance.uniform(0.0, 0.12))
        for process in (visit, host):
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
            process.join(10)
    os.close(tell)
    promised = set((heard + _lines(hear, 1_000_000)).decode().split())
    os.close(hear)
    platform.faults()
    outbox = Outbox(outbox_file, jitter=AT_ONCE)
    while due := outbox.due(limit=50):
        for envelope in due:
            platform.port().deliver(envelope.key, envelope.kind, envelope.envelope)
            outbox.mark_delivered(envelope.key)

    taken = platform.taken()
    cases = Counter(case["key"] for case in taken["cases"] if case["key"] not in before)
    assert promised - set(cases) == set()
    assert [key for key, count in cases.items() if count > 1] == []
    assert len(promised) >= PROMISED
    assert repeats() >= REPEATED


def _lines(pipe: int, count: int) -> bytes:
    """The next lines: as many as asked for, or all until nobody is left who could write any."""
    heard = b""
    while heard.count(b"\n") < count and select.select([pipe], [], [], 2)[0]:
        part = os.read(pipe, 65536)
        if not part:
            break
        heard += part
    return heard
