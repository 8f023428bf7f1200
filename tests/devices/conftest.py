"""A real PC/SC service with a virtual reader, in namespaces of its own: it needs root and says so.

One for all rooms: the system's library reads where the service is once in a process.
"""

from collections.abc import Iterator

import pytest

from devices.smartcard.simulated_service import SOCKET_VARIABLE, SimulatedService


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
