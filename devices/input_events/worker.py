"""Listening to an input device in a thread of its own, whenever there is one."""

from collections.abc import Callable
from contextlib import suppress

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox
from devices.input_events.line import EventLine, LineLostError, NotOpened, open_event_line

# How often the thread looks whether it is to end, in seconds; an event wakes it at once.
LOOK_UP_EVERY = 0.25


class LineWorker:
    """Listens from its construction to ``close``; the device can be plugged in and pulled out meanwhile.

    ``on_event`` is called from this worker's thread with DeviceEvent OPENING, then READY, or ABSENT or FAULT
    (``failure``), and again when that changes. ``listen`` hears an open line until the inbox is stirred or
    the line is lost.
    """

    def __init__(
        self,
        device: str,
        path: str,
        *,
        grabbed: bool,
        failure: str,
        on_event: Callable[[DeviceEvent], None],
        listen: Callable[[EventLine, Inbox[None]], None],
        back_off: BackOff | None = None,
    ) -> None:
        self._path = path
        self._grabbed = grabbed
        self._failure = failure
        self._listen = listen
        # Whoever plugs one in stands there and waits.
        self._back_off = back_off or BackOff(last=4.0)
        self._life = DeviceLife(device, on_event)
        self._worker: DeviceWorker[None] = DeviceWorker(device, self._work, self._crashed)

    def close(self) -> None:
        """End the thread and give the device back. Not from on_event."""
        self._worker.close()

    def _crashed(self) -> None:
        self._life.become(DeviceState.FAULT, self._failure)

    def _work(self, inbox: Inbox[None]) -> None:
        self._life.become(DeviceState.OPENING)
        while not inbox.stirred():
            opened = open_event_line(self._path, grabbed=self._grabbed)
            if isinstance(opened, NotOpened):
                state = DeviceState.ABSENT if opened.absent else DeviceState.FAULT
                self._life.become(state, self._failure)
            else:
                self._back_off.reset()
                self._life.become(DeviceState.READY)
                with opened, suppress(LineLostError):
                    self._listen(opened, inbox)
            inbox.wait(self._back_off.next())
