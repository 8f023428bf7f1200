"""Patience for where an answer comes, and for where none does."""

import pytest

from devices.smartcard.guarded_reading import Patience


@pytest.fixture
def patience() -> Patience:
    """Where an answer comes, however busy the machine is."""
    return Patience(reading=15)


@pytest.fixture
def impatience() -> Patience:
    """Where none comes."""
    return Patience(reading=0.1)
