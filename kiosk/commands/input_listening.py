"""The visit's keypad and headphone socket: what they tell as the visit's events, once it is told to begin."""

from collections.abc import Callable

from devices.device import DeviceEvent, DeviceState
from devices.headphones.worker import HeadphonesEvent, HeadphonesPlugged, HeadphonesWorker
from devices.keypad.worker import DEVICE as KEYPAD
from devices.keypad.worker import KeypadEvent, KeypadWorker, KeyPressed
from kiosk.commands.device_state import device_is
from kiosk.config import HeadphonesSettings, KeypadSettings
from kiosk.failures import Failure, FailureCode
from kiosk.keypad import KeypadKey
from kiosk.pipe import DeviceIs
from kiosk.visit_events import HeadphonesChanged, InputDeviceState, KeypadPressed, VisitEvent


class InputListening:
    """Listens for one visit, from ``begin`` on. Of what is not fitted nothing is told."""

    def __init__(
        self,
        keypad: KeypadSettings,
        headphones: HeadphonesSettings,
        visit: str,
        post: Callable[[VisitEvent], None],
        tell_host: Callable[[DeviceIs], None],
    ) -> None:
        self._keypad = keypad
        self._headphones = headphones
        self._visit = visit
        self._post = post
        self._tell_host = tell_host
        self._workers: tuple[KeypadWorker | HeadphonesWorker, ...] | None = None

    def begin(self) -> None:
        if self._workers is None:
            self._workers = (
                *([KeypadWorker(self._keypad.path, self._tell)] if self._keypad.path else []),
                *([HeadphonesWorker(self._headphones.path, self._tell)] if self._headphones.path else []),
            )

    def close(self) -> None:
        """Gives the devices back. Not from a thread that posts."""
        for worker in self._workers or ():
            worker.close()
        self._workers = None

    def _tell(self, event: KeypadEvent | HeadphonesEvent) -> None:
        if isinstance(event, DeviceEvent):
            state = device_is("keypad" if event.device == KEYPAD else "headphones", event)
            if state is not None:
                self._tell_host(state)
        translated = visit_event(event, self._visit)
        if translated is not None:
            self._post(translated)


def visit_event(event: KeypadEvent | HeadphonesEvent, visit: str) -> VisitEvent | None:
    """What the visit has to know of it, if anything."""
    match event:
        case KeyPressed(key, held):
            return KeypadPressed(visit, KeypadKey(key.value), held)
        case HeadphonesPlugged(plugged_in, already):
            return HeadphonesChanged(visit, plugged_in, already)
        case DeviceEvent(state=DeviceState.OPENING):
            return None
        case DeviceEvent(device=device, failure_code=code):
            failure = None if code is None else Failure(FailureCode(code))
            return InputDeviceState(visit, "keypad" if device == KEYPAD else "headphones", failure)
