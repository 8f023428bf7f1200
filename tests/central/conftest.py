"""A sandbox platform in a process of its own, and applications to send it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.application import Draft, Submission, confirm
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.sandbox.platform.process import PlatformAddress, PlatformProcess
from kiosk.sandbox.platform.terms import ServiceTerms

KIOSK = "K-1"
OFFICE = {"en": "Sample office", "ug": "ئۈلگە ئىدارە", "zh-Hans": "示例部门"}


@dataclass(frozen=True)
class Need:
    field: str


@dataclass(frozen=True)
class SampleService:
    id: str = "sample.allowance"
    version: int = 1
    needs: tuple[Need, ...] = (Need("name"), Need("number"))


@dataclass(frozen=True)
class RunningPlatform:
    """The platform under a test: its address, its faults, and what it has taken."""

    address: PlatformAddress
    _http: requests.Session = field(default_factory=requests.Session)

    def faults(self, *faults: dict[str, Any]) -> None:
        self._http.put(f"{self.address.url}/v1/sandbox/faults", json=faults, timeout=10).raise_for_status()

    def taken(self) -> dict[str, Any]:
        answer = self._http.get(f"{self.address.url}/v1/sandbox/cases", timeout=10)
        taken: dict[str, Any] = answer.json()
        return taken

    def ratings(self) -> list[dict[str, Any]]:
        answer = self._http.get(f"{self.address.url}/v1/sandbox/ratings", timeout=10)
        ratings: list[dict[str, Any]] = answer.json()["ratings"]
        return ratings

    def cases_of(self, key: str) -> list[dict[str, Any]]:
        return [case for case in self.taken()["cases"] if case["key"] == key]

    def port(self, **settings: Any) -> RestPlatform:
        return RestPlatform(RestSettings(self.address.url, KIOSK, self.address.token, **settings))


@pytest.fixture(scope="session")
def platform_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    terms = {"sample.allowance": ServiceTerms(5, 20, (OFFICE,))}
    with PlatformProcess(tmp_path_factory.mktemp("platform"), terms, faults=True) as process:
        yield process


@pytest.fixture
def platform(platform_process: PlatformProcess) -> RunningPlatform:
    running = RunningPlatform(platform_process.address)
    running.faults()
    return running


@pytest.fixture
def submission_of() -> Callable[..., Submission]:
    """Makes a confirmed submission of a made-up resident."""

    def make(name: str = "Sample Name", number: str = "659999198001010014") -> Submission:
        draft = Draft(SampleService()).with_holder({"name": name, "number": number})
        return confirm(
            draft.with_answer("children", "2"),
            signature=[((10, 20), (30, 40)), ((5, 5),)],
            print_language="ug",
            confirmed_at=datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
            kiosk_id=KIOSK,
        )

    return make


@pytest.fixture
def outbox_file(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite"
