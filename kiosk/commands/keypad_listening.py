"""The visit's keypad: presses as the visit's events, from when it is told to begin."""

from collections.abc import Callable

from devices.device import DeviceEvent, DeviceState
from devices.keypad.worker import KeypadEvent, KeypadWorker, KeyPressed
from kiosk.config import KeypadSettings
from kiosk.failures import Failure, FailureCode
from kiosk.keypad import KeypadKey
from kiosk.visit_events import KeypadPressed, KeypadState, VisitEvent


class KeypadListening:
    """Listens for one visit, from ``begin`` on. Where no keypad is fitted, nothing is told."""

    def __init__(self, settings: KeypadSettings, visit: str, post: Callable[[VisitEvent], None]) -> None:
        self._settings = settings
        self._visit = visit
        self._post = post
        self._worker: KeypadWorker | None = None

    def begin(self) -> None:
        if self._settings.path and self._worker is None:
            self._worker = KeypadWorker(self._settings.path, self._tell)

    def close(self) -> None:
        """Gives the keypad back. Not from a thread that posts."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _tell(self, event: KeypadEvent) -> None:
        translated = visit_event(event, self._visit)
        if translated is not None:
            self._post(translated)


def visit_event(event: KeypadEvent, visit: str) -> VisitEvent | None:
    """What the visit has to know of it, if anything."""
    match event:
        case KeyPressed(key, held):
            return KeypadPressed(visit, KeypadKey(key.value), held)
        case DeviceEvent(state=DeviceState.READY):
            return KeypadState(visit, None)
        case DeviceEvent(failure_code=str(code)):
            return KeypadState(visit, Failure(FailureCode(code)))
    return None
