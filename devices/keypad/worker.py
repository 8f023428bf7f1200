"""Listening to the keypad in a thread of its own, whenever there is one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox
from devices.input_events.line import EventLine, LineLostError, NotOpened, open_event_line
from devices.keypad.protocol import EventReader, KeypadKey

DEVICE = "keypad"
# How often the thread looks whether it is to end, in seconds; a key wakes it at once.
_LOOK_UP_EVERY = 0.25


class KeypadFailure(StrEnum):
    """Why no key can be heard."""

    NOT_THERE = "KEY-01"


@dataclass(frozen=True)
class KeyPressed:
    """A key was pressed; ``held`` where it is only still down."""

    key: KeypadKey
    held: bool = False


KeypadEvent = DeviceEvent | KeyPressed


class KeypadWorker:
    """Listens from its construction to ``close``; a keypad can be plugged in and pulled out meanwhile.

    ``on_event`` is called from this worker's thread: DeviceEvent OPENING, then READY, or ABSENT or FAULT
    (KEY-01), and again when that changes; and every press.
    """

    def __init__(
        self, path: str, on_event: Callable[[KeypadEvent], None], *, back_off: BackOff | None = None
    ) -> None:
        self._path = path
        self._on_event = on_event
        # Whoever plugs one in stands there and waits.
        self._back_off = back_off or BackOff(last=4.0)
        self._life = DeviceLife(DEVICE, on_event)
        self._worker: DeviceWorker[None] = DeviceWorker(DEVICE, self._work, self._crashed)

    def close(self) -> None:
        """End the thread and give the keypad back. Not from on_event."""
        self._worker.close()

    def _crashed(self) -> None:
        self._life.become(DeviceState.FAULT, KeypadFailure.NOT_THERE)

    def _work(self, inbox: Inbox[None]) -> None:
        self._life.become(DeviceState.OPENING)
        while not inbox.stirred():
            # Its keys are keys of a keyboard: whoever else listens would take them for typing.
            opened = open_event_line(self._path, grabbed=True)
            if isinstance(opened, NotOpened):
                state = DeviceState.ABSENT if opened.absent else DeviceState.FAULT
                self._life.become(state, KeypadFailure.NOT_THERE)
            else:
                with opened:
                    self._listen(opened, inbox)
            inbox.wait(self._back_off.next())

    def _listen(self, line: EventLine, inbox: Inbox[None]) -> None:
        self._back_off.reset()
        self._life.become(DeviceState.READY)
        reader = EventReader()
        with suppress(LineLostError):
            while not inbox.stirred():
                for press in reader.read(line.receive(_LOOK_UP_EVERY)):
                    self._on_event(KeyPressed(press.key, press.held))
