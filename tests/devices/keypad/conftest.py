"""A keypad on a pty, and what a worker tells of it."""

import threading
from collections.abc import Callable, Iterator

import pytest

from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import KeypadEvent, KeyPressed

SECONDS = 10.0


class Events:
    """What the worker has told, to be waited for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._told: list[KeypadEvent] = []
        self.threads: set[str] = set()

    def __call__(self, event: KeypadEvent) -> None:
        with self._changed:
            self._told.append(event)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    @property
    def told(self) -> list[KeypadEvent]:
        with self._changed:
            return list(self._told)

    @property
    def keys(self) -> list[str]:
        return [event.key.value for event in self.told if isinstance(event, KeyPressed)]

    def wait_for(self, event: KeypadEvent, times: int = 1) -> None:
        self.wait_until(lambda told: told.count(event) >= times)

    def wait_until(self, holds: Callable[[list[KeypadEvent]], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self._told), SECONDS), self._told


@pytest.fixture
def keypad() -> Iterator[KeypadSimulator]:
    with KeypadSimulator() as simulator:
        yield simulator


@pytest.fixture
def events() -> Events:
    return Events()
