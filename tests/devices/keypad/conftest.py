"""A keypad on a pty, and what a worker tells of it."""

from collections.abc import Iterator

import pytest

from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import KeyPressed
from tests.devices.told import Events


class KeypadEvents(Events):
    @property
    def keys(self) -> list[str]:
        return [event.key.value for event in self.told if isinstance(event, KeyPressed)]


@pytest.fixture
def keypad() -> Iterator[KeypadSimulator]:
    with KeypadSimulator() as simulator:
        yield simulator


@pytest.fixture
def events() -> KeypadEvents:
    return KeypadEvents()
