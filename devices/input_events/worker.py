"""Listening to an input device in a thread of its own, whenever there is one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from devices.attendance import Attendance, Rhythm, Stopped, TellState, Trouble
from devices.device import BackOff, DeviceEvent, DeviceState
from devices.input_events.line import EventLine, LineLostError, NotOpened, open_event_line
from devices.plugged_in import identity_at

# How often the thread looks whether it is to end, in seconds; an event wakes it at once.
LOOK_UP_EVERY = 0.25

Listen = Callable[[EventLine, Stopped], None]


class LineWorker:
    """Listens from its construction to ``close``; the device can be plugged in and pulled out meanwhile.

    ``on_event`` is called from this worker's thread with DeviceEvent OPENING, then READY, or ABSENT or FAULT
    (``failure``), and again when that changes. ``listen`` hears an open line until it is stopped or the line
    is lost.
    """

    def __init__(
        self,
        device: str,
        path: str,
        *,
        grabbed: bool,
        failure: str,
        on_event: Callable[[DeviceEvent], None],
        listen: Listen,
        back_off: BackOff | None = None,
        rhythm: Rhythm | None = None,
    ) -> None:
        self._life: Attendance[EventLine, _Listening] = Attendance(
            device,
            _LineDriver(path, grabbed, failure, listen),
            failure,
            on_event,
            # Whoever plugs one in stands there and waits.
            back_off=back_off or BackOff(last=2.0),
            rhythm=rhythm,
        )
        self._life.begin(_Listening())

    def close(self) -> None:
        """End the thread and give the device back. Not from on_event."""
        self._life.close()


@dataclass(frozen=True)
class _Listening:
    """It has no end, and is not for a visit."""

    visit: None = None


@dataclass(frozen=True)
class _LineDriver:
    path: str
    grabbed: bool
    failure: str
    listen: Listen

    def identity(self) -> Hashable:
        return identity_at(self.path)

    def open(self, stopped: Stopped) -> EventLine | Trouble:
        opened = open_event_line(self.path, grabbed=self.grabbed)
        if isinstance(opened, NotOpened):
            return Trouble(DeviceState.ABSENT if opened.absent else DeviceState.FAULT, self.failure)
        return opened

    def heartbeat(self, device: EventLine) -> Trouble | None:
        """What is listened to all the time needs none."""
        return None

    def do(self, device: EventLine, task: _Listening, stopped: Stopped, tell: TellState) -> Trouble | None:
        try:
            self.listen(device, stopped)
        except LineLostError:
            return Trouble(DeviceState.ABSENT, self.failure)
        return None
