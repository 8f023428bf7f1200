"""Listening to the keypad."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from devices.attendance import Stopped
from devices.device import BackOff, DeviceEvent
from devices.input_events.line import EventLine
from devices.input_events.worker import LOOK_UP_EVERY, LineWorker
from devices.keypad.protocol import EventReader, KeypadKey

DEVICE = "keypad"


class KeypadFailure(StrEnum):
    """Why no key can be heard."""

    NOT_THERE = "KEY-01"


@dataclass(frozen=True)
class KeyPressed:
    """A key was pressed; ``held`` where it is only still down."""

    key: KeypadKey
    held: bool = False


KeypadEvent = DeviceEvent | KeyPressed


class KeypadWorker(LineWorker):
    """Tells ``on_event`` of every press, from its own thread, and of the keypad's state (KEY-01)."""

    def __init__(
        self, path: str, on_event: Callable[[KeypadEvent], None], *, back_off: BackOff | None = None
    ) -> None:
        def listen(line: EventLine, stopped: Stopped) -> None:
            reader = EventReader()
            while not stopped():
                for press in reader.read(line.receive(LOOK_UP_EVERY)):
                    on_event(KeyPressed(press.key, press.held))

        # Its keys are keys of a keyboard: whoever else listens would take them for typing.
        super().__init__(
            DEVICE, path, grabbed=True, failure=KeypadFailure.NOT_THERE, on_event=on_event, listen=listen,
            back_off=back_off,
        )  # fmt: skip
