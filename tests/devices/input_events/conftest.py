"""A keypad on a pty: what is true of its line is true of every input device's."""

from collections.abc import Iterator

import pytest

from devices.keypad.simulator import KeypadSimulator


@pytest.fixture
def keypad() -> Iterator[KeypadSimulator]:
    with KeypadSimulator() as simulator:
        yield simulator
