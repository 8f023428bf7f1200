"""Watching the headphone socket in a thread of its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox
from devices.headphones.protocol import SW_HEADPHONE_INSERT, SocketReader
from devices.input_events.line import EventLine, LineLostError, NotOpened, open_event_line

DEVICE = "headphones"
# How often the thread looks whether it is to end, in seconds; a plug wakes it at once.
_LOOK_UP_EVERY = 0.25


class HeadphonesFailure(StrEnum):
    """Why it cannot be told whether headphones are plugged in."""

    NOT_THERE = "JACK-01"


@dataclass(frozen=True)
class HeadphonesPlugged:
    """Headphones were plugged in or pulled out. ``already``: they were in when the socket was first asked."""

    plugged_in: bool
    already: bool = False


HeadphonesEvent = DeviceEvent | HeadphonesPlugged


class HeadphonesWorker:
    """Watches from its construction to ``close``. Nothing is plugged in until it is told.

    ``on_event`` is called from this worker's thread: DeviceEvent OPENING, then READY, or ABSENT or FAULT
    (JACK-01); HeadphonesPlugged at each change. A socket that is lost counts as empty.
    """

    def __init__(
        self, path: str, on_event: Callable[[HeadphonesEvent], None], *, back_off: BackOff | None = None
    ) -> None:
        self._path = path
        self._on_event = on_event
        self._back_off = back_off or BackOff(last=4.0)
        self._life = DeviceLife(DEVICE, on_event)
        self._plugged_in = False
        self._worker: DeviceWorker[None] = DeviceWorker(DEVICE, self._work, self._crashed)

    def close(self) -> None:
        """End the thread. Not from on_event."""
        self._worker.close()

    def _crashed(self) -> None:
        self._tell(plugged_in=False)
        self._life.become(DeviceState.FAULT, HeadphonesFailure.NOT_THERE)

    def _work(self, inbox: Inbox[None]) -> None:
        self._life.become(DeviceState.OPENING)
        while not inbox.stirred():
            # The sound server watches the same socket.
            opened = open_event_line(self._path, grabbed=False)
            if isinstance(opened, NotOpened):
                state = DeviceState.ABSENT if opened.absent else DeviceState.FAULT
                self._life.become(state, HeadphonesFailure.NOT_THERE)
            else:
                with opened:
                    self._watch(opened, inbox)
            inbox.wait(self._back_off.next())

    def _watch(self, line: EventLine, inbox: Inbox[None]) -> None:
        self._back_off.reset()
        self._life.become(DeviceState.READY)
        with suppress(LineLostError):
            reader = SocketReader(line.switch_is_on(SW_HEADPHONE_INSERT))
            self._tell(reader.plugged_in, already=reader.plugged_in)
            while not inbox.stirred():
                self._tell(reader.plugged_in)
                reader.read(line.receive(_LOOK_UP_EVERY))
                if reader.lost:
                    # What was lost can be asked for.
                    reader = SocketReader(line.switch_is_on(SW_HEADPHONE_INSERT))
        self._tell(plugged_in=False)

    def _tell(self, plugged_in: bool, *, already: bool = False) -> None:
        if plugged_in != self._plugged_in:
            self._plugged_in = plugged_in
            self._on_event(HeadphonesPlugged(plugged_in, already))
