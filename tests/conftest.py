"""Kivy without a display and without traces, which reads its settings when it is first imported; and one
real PC/SC service with a virtual reader, in namespaces of its own: it needs root and says so."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

from devices.smartcard.simulated_service import SOCKET_VARIABLE, SimulatedService

_KIVY_HOME = tempfile.mkdtemp(prefix="kivy-home-")
atexit.register(shutil.rmtree, _KIVY_HOME, ignore_errors=True)
os.environ.update(
    SDL_VIDEODRIVER="offscreen",
    KIVY_NO_ARGS="1",
    KIVY_NO_CONFIG="1",
    KIVY_NO_FILELOG="1",
    KIVY_LOG_MODE="PYTHON",
    KIVY_HOME=_KIVY_HOME,
)


# One for all rooms: the system's library reads where the service is once in a process.
@pytest.fixture(scope="session")
def pcsc() -> Iterator[SimulatedService]:
    """Not started yet. Its socket is the one this process asks, from here to its end."""
    with SimulatedService() as service, pytest.MonkeyPatch.context() as environment:
        environment.setenv(SOCKET_VARIABLE, str(service.socket_path))
        yield service


@pytest.fixture
def service(pcsc: SimulatedService) -> Iterator[SimulatedService]:
    """Started anew, its reader empty."""
    pcsc.start()
    yield pcsc
    pcsc.stop()
    pcsc.set_reader(True)
