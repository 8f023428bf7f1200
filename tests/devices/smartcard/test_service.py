"""A real PC/SC service of our own: its status loop, its end, and what it takes to run one."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from devices.card_failure import CardFailure
from devices.smartcard.guarded_reading import Patience, trouble_of
from devices.smartcard.service import Service, ServiceTroubleError
from devices.smartcard.simulated_cards import bank_chip
from devices.smartcard.simulated_service import READER, SimulatedService, SimulatedServiceError

SECONDS = 10.0


def test_a_card_is_noticed_at_once_when_the_service_has_noticed_it(service: SimulatedService) -> None:
    noticed: list[float] = []

    def wait_for_it() -> None:
        with Service() as session:
            while not session.look(READER):
                session.wait_for_change()
            noticed.append(time.monotonic())

    waiting = threading.Thread(target=wait_for_it)
    waiting.start()
    with service.lay(bank_chip()) as card:
        assert card.looked_at.wait(SECONDS)
        seen = time.monotonic()
        waiting.join(SECONDS)
    assert noticed and noticed[0] - seen <= 0.3


def test_a_session_ends_with_the_service(service: SimulatedService) -> None:
    with Service() as session:
        session.look(READER)
        service.stop()
        with pytest.raises(ServiceTroubleError):
            session.look(READER)


def test_a_service_that_is_there_and_answers_nobody_is_down(service: SimulatedService) -> None:
    service.hold_up(True)
    try:
        held_up = trouble_of("", Patience(service=0.2))
    finally:
        service.hold_up(False)
    assert held_up is not None and held_up.failure is CardFailure.SERVICE_DOWN
    watching = [thread for thread in threading.enumerate() if thread.name == "watching a card reader"]
    for thread in watching:
        thread.join(SECONDS)
        assert not thread.is_alive()


def test_trouble_is_the_services_or_the_readers_and_a_card_is_none(service: SimulatedService) -> None:
    def failure_of(reader: str) -> CardFailure | None:
        trouble = trouble_of(reader)
        return None if trouble is None else trouble.failure

    with service.lay(bank_chip()):
        assert (failure_of("Virtual"), failure_of("Another")) == (None, CardFailure.NO_READER)
    service.stop()
    assert failure_of("") is CardFailure.SERVICE_DOWN


def test_importing_the_room_loads_nothing_of_pcsc() -> None:
    script = (
        "import sys, devices.smartcard.simulated_service, devices.smartcard.socialcard.worker; "
        "import devices.smartcard.staffcard.reader; "
        "sys.exit('smartcard' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_where_no_service_can_be_started_it_is_said_what_it_takes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with SimulatedService() as own:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(SimulatedServiceError, match=r"unshare is missing \(deploy/test-packages.txt\)"):
            own.start()


def test_where_namespaces_are_not_allowed_it_is_said_what_it_takes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusing = tmp_path / "unshare"
    refusing.write_text("#!/bin/sh\necho unshare failed: Operation not permitted\nexit 1\n", encoding="ascii")
    refusing.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with SimulatedService() as own, pytest.raises(SimulatedServiceError, match=r"needs root.*not permitted"):
        own.start()
