"""A worker that watches the headphone socket, against one on a pty."""

import errno
import fcntl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.device import BackOff, DeviceEvent, DeviceState
from devices.headphones.protocol import SW_HEADPHONE_INSERT
from devices.headphones.simulator import HeadphonesSimulator
from devices.headphones.worker import DEVICE, HeadphonesPlugged, HeadphonesWorker
from devices.input_events import line as line_module
from tests.devices.told import Events

READY = DeviceEvent(DEVICE, DeviceState.READY, None)
ABSENT = DeviceEvent(DEVICE, DeviceState.ABSENT, "JACK-01")
IN, OUT = HeadphonesPlugged(True), HeadphonesPlugged(False)


@pytest.fixture
def events() -> Events:
    return Events()


@contextmanager
def watching(path: str, events: Events) -> Iterator[HeadphonesWorker]:
    worker = HeadphonesWorker(path, events, back_off=BackOff(first=0.01, last=0.01))
    try:
        yield worker
    finally:
        worker.close()


def test_plugging_in_and_pulling_out_are_told_once_each(events: Events) -> None:
    with HeadphonesSimulator() as socket, watching(socket.path, events):
        events.wait_for(READY)
        socket.plug_in()
        events.wait_for(IN)
        socket.plug_in()
        socket.pull_out()
        events.wait_for(OUT)
        assert [event for event in events.told if isinstance(event, HeadphonesPlugged)] == [IN, OUT]


def test_a_socket_that_goes_away_counts_as_empty_and_is_watched_again(events: Events, tmp_path: Path) -> None:
    link = tmp_path / "socket"
    with watching(str(link), events):
        events.wait_for(ABSENT)
        with HeadphonesSimulator(link=link) as socket:
            events.wait_for(READY)
            socket.plug_in()
            events.wait_for(IN)
        events.wait_for(OUT)
        events.wait_for(ABSENT, times=2)
        with HeadphonesSimulator(link=link) as socket:
            events.wait_for(READY, times=2)
            socket.plug_in()
            events.wait_for(IN, times=2)


def test_after_lost_events_nothing_personal_may_be_said_aloud(events: Events) -> None:
    with HeadphonesSimulator() as socket, watching(socket.path, events):
        events.wait_for(READY)
        socket.plug_in()
        events.wait_for(IN)
        socket.lose_events()
        events.wait_for(OUT)
        socket.plug_in()
        events.wait_for(IN, times=2)


def test_headphones_that_were_in_before_are_told_as_such(
    events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No event node is there in a container: the kernel's answer to EVIOCGSW is played.
    def ioctl(_descriptor: int, request: int, *_: object) -> object:
        if request == line_module._EVIOCGSW:
            return struct.pack("Q", 1 << SW_HEADPHONE_INSERT)
        raise OSError(errno.ENOTTY, "no event node")

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    with HeadphonesSimulator() as socket, watching(socket.path, events):
        events.wait_for(HeadphonesPlugged(True, already=True))
        socket.pull_out()
        events.wait_for(OUT)
