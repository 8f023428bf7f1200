"""The host keeps a visit process on the screen, whatever becomes of the one before."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from kiosk.failures import FailureCode
from kiosk.host import Host
from kiosk.journal import (
    AttractDrawn,
    BackedOff,
    Delivered,
    DeviceBack,
    DeviceFailed,
    Event,
    VisitBegun,
    VisitEnded,
    VisitProcessDied,
)
from kiosk.pipe import DeviceIs, Settled
from kiosk.visit_server import VisitProcess, start_visit_server
from kiosk.watchdog import Watchdog, watchdog_from
from tests import trial_visits

ROOT = Path(__file__).parent.parent
SILENT = Watchdog(None, None)


class DeliveryOfOne:
    """Settles one key whenever it is nudged."""

    def __init__(self) -> None:
        self.running = False

    def start(self, settled: Callable[[Settled], None]) -> None:
        self.running = True
        self._settled = settled

    def nudge(self) -> None:
        self._settled(Settled("key-1", "delivered", reply=b"sealed"))

    def stop(self) -> None:
        self.running = False


@contextmanager
def running_host(
    target: Callable[..., None],
    watchdog: Watchdog = SILENT,
    *,
    silence_s: float = 20.0,
    stop_s: float = 2.0,
) -> Iterator[tuple[Host, "Queue[Event]"]]:
    events: Queue[Event] = Queue()
    server = start_visit_server(VisitProcess(target, first=("kiosk.pipe",)))
    host = Host(server, DeliveryOfOne(), events.put, watchdog, silence_s=silence_s, stop_s=stop_s)
    thread = Thread(target=host.run)
    thread.start()
    try:
        yield host, events
    finally:
        host.stop()
        thread.join(10)
        server.stop()
        assert not thread.is_alive()


def next_of(events: "Queue[Event]", kind: type[Event]) -> Event:
    while True:
        event = events.get(timeout=10)
        if isinstance(event, kind):
            return event


def test_a_device_is_journalled_when_it_fails_and_when_it_is_back_and_not_by_each_visit_anew() -> None:
    with running_host(trial_visits.tells_of_devices) as (_, events):
        told: list[Event] = []
        while told.count(VisitEnded("finished")) < 2:
            told.append(events.get(timeout=10))
        ours = [event for event in told if isinstance(event, DeviceFailed | DeviceBack)]
    first = [DeviceFailed("id-card-reader", FailureCode.CARD_NO_READER), DeviceBack("id-card-reader")]
    assert ours[:2] == first
    assert ours.count(DeviceBack("keypad")) == 0


def test_how_all_devices_are_is_told_on_whenever_one_has_changed() -> None:
    heard: Queue[list[DeviceIs]] = Queue()
    server = start_visit_server(VisitProcess(trial_visits.tells_of_devices, first=("kiosk.pipe",)))
    host = Host(server, DeliveryOfOne(), lambda event: None, SILENT, lambda states: heard.put(list(states)))
    thread = Thread(target=host.run)
    thread.start()
    told = [heard.get(timeout=10) for _ in range(3)]
    host.stop()
    thread.join(10)
    server.stop()
    failed, keypad = DeviceIs("id-card-reader", "absent", "CARD-02"), DeviceIs("keypad", "ready")
    assert told == [[failed], [failed, keypad], [DeviceIs("id-card-reader", "ready"), keypad]]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_visit_process_is_replaced_within_a_second() -> None:
    with running_host(trial_visits.waits_until_told) as (host, events):
        next_of(events, AttractDrawn)
        killed = host.visit_pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert next_of(events, VisitProcessDied) == VisitProcessDied(exit_code=-9, during_visit=False)
        drawn = next_of(events, AttractDrawn)
        assert isinstance(drawn, AttractDrawn)
        assert drawn.ms <= 1000
        assert host.visit_pid != killed
        assert not alive(killed)


def test_the_visit_after_a_cut_off_visit_knows_of_it() -> None:
    with running_host(trial_visits.begins_and_waits) as (host, events):
        next_of(events, VisitBegun)
        assert host.visit_pid is not None
        os.kill(host.visit_pid, signal.SIGKILL)
        assert next_of(events, VisitProcessDied) == VisitProcessDied(exit_code=-9, during_visit=True)
        # The trial visit ends as "left" only when it was told that the one before was cut off.
        assert next_of(events, VisitEnded) == VisitEnded("left")


def test_a_confirmed_application_is_delivered_and_the_visit_hears_of_it() -> None:
    with running_host(trial_visits.finishes) as (_, events):
        assert next_of(events, Delivered) == Delivered()
        assert next_of(events, VisitEnded) == VisitEnded("finished")
        # And the next one stands there.
        next_of(events, AttractDrawn)


def test_visit_processes_that_never_draw_are_started_more_and_more_slowly() -> None:
    with running_host(trial_visits.dies_before_drawing) as (_, events):
        seen = [events.get(timeout=10) for _ in range(4)]
        died = VisitProcessDied(exit_code=3, during_visit=False)
        assert seen == [died, died, died, BackedOff(1.0)]
        assert next_of(events, BackedOff) == BackedOff(2.0)


def test_a_frozen_visit_process_is_killed() -> None:
    with running_host(trial_visits.freezes, silence_s=0.2) as (_, events):
        next_of(events, AttractDrawn)
        assert next_of(events, VisitProcessDied) == VisitProcessDied(exit_code=-9, during_visit=False)


def test_a_visit_process_that_will_not_end_is_killed() -> None:
    with running_host(trial_visits.will_not_end, stop_s=0.1) as (host, events):
        first = host.visit_pid
        next_of(events, VisitEnded)
        next_of(events, AttractDrawn)
        assert host.visit_pid != first


def test_systemd_hears_ready_alive_and_stopping(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(10)
        asked = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "100000"}
        with running_host(trial_visits.waits_until_told, watchdog_from(asked)):
            heard = [systemd.recv(100) for _ in range(6)]
        while heard[-1] != b"STOPPING=1":
            heard.append(systemd.recv(100))
    assert b"READY=1" in heard
    assert heard.count(b"WATCHDOG=1") >= 4


HOST_OF_ITS_OWN = """
import signal, sys
from kiosk.host import Host
from kiosk.visit_server import VisitProcess, start_visit_server
from kiosk.watchdog import Watchdog
from tests import test_host, trial_visits

def record(event):
    print(type(event).__name__, host.visit_pid, flush=True)

server = start_visit_server(VisitProcess(trial_visits.waits_until_told, first=("kiosk.pipe",)))
host = Host(server, test_host.DeliveryOfOne(), record, Watchdog(None, None))
signal.signal(signal.SIGTERM, lambda *_: host.stop())
if __name__ == "__main__":
    host.run()
    server.stop()
"""


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def host_of_its_own() -> Iterator[tuple["subprocess.Popen[str]", list[int]]]:
    """A host in a process of its own, and every process it has started once the screen is drawn."""
    with subprocess.Popen(
        [sys.executable, "-c", HOST_OF_ITS_OWN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            name, visit_pid = process.stdout.readline().split()
            assert name == "AttractDrawn"
            yield process, [*children(process.pid), int(visit_pid)]
        finally:
            process.kill()


def wait_until_gone(pids: list[int]) -> None:
    """Without sleeping: a pidfd becomes readable when its process ends."""
    for pid in pids:
        try:
            watched = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            assert select.select([watched], [], [], 5)[0], f"process {pid} is still there"
        finally:
            os.close(watched)


def test_sigterm_ends_the_host_and_every_process_it_started() -> None:
    with host_of_its_own() as (process, started):
        assert len(started) >= 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        wait_until_gone(started)


def test_a_killed_host_leaves_no_process_behind() -> None:
    with host_of_its_own() as (process, started):
        process.kill()
        process.wait(5)
        wait_until_gone(started)
