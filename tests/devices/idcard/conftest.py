"""A reader on a pty that answers at once; patience for where an answer comes, and for where none does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.idcard.exchange import Quiet
from devices.idcard.reader import Patience
from devices.idcard.simulator import ReaderSimulator


@pytest.fixture
def reader() -> Iterator[ReaderSimulator]:
    with ReaderSimulator(paced=False) as simulator:
        yield simulator


@pytest.fixture
def patience() -> Patience:
    """Where an answer comes, however busy the machine is."""
    quiet = Quiet(slice=0.01, garbled=0.03, broken_off=0.25)
    return Patience(answer=5, trying=5, reset=5, reading=5, between_looks=0.005, quiet=quiet)


@pytest.fixture
def impatience(patience: Patience) -> Patience:
    """Where none comes."""
    return replace(patience, answer=0.1, trying=0.05, reset=0.1, reading=0.1)


@pytest.fixture
def open_files() -> Callable[[], int]:
    """How many this process has now."""
    return lambda: len(list(Path("/proc/self/fd").iterdir()))
