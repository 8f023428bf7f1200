"""The sandbox platform as a server: takes each envelope once, whoever races, and forgets nothing."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import requests

from kiosk.application import Draft, Submission, confirm
from kiosk.central.contents import seal_submission
from kiosk.central.sealing import Binding, key_id, seal
from kiosk.sandbox.platform.process import PlatformAddress, PlatformProcess
from kiosk.sandbox.platform.terms import ServiceTerms

Post = Callable[..., requests.Response]


class SampleService:
    id = "sample.allowance"
    version = 1
    needs = ()


def submission() -> Submission:
    return confirm(
        Draft(SampleService()).with_answer("children", "2"),
        signature=None,
        print_language="ug",
        confirmed_at=datetime(2026, 5, 4, tzinfo=UTC),
        kiosk_id="K-1",
    )


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    with PlatformProcess(tmp_path_factory.mktemp("platform")) as process:
        yield process


@pytest.fixture
def address(process: PlatformProcess) -> PlatformAddress:
    return process.address


def post(address: PlatformAddress, key: str, envelope: bytes, **changed: str) -> requests.Response:
    headers = {
        "Authorization": f"Bearer {address.token}",
        "Idempotency-Key": key,
        "Kiosk-Id": "K-1",
        "Envelope-Kind": "application",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return requests.post(f"{address.url}/v1/envelopes", data=envelope, headers=headers, timeout=20)


def cases_of(address: PlatformAddress, key: str) -> list[dict[str, Any]]:
    cases = requests.get(f"{address.url}/v1/sandbox/cases", timeout=10).json()["cases"]
    return [case for case in cases if case["key"] == key]


def test_racing_deliveries_of_one_key_make_one_case_and_get_one_reply(address: PlatformAddress) -> None:
    mine = submission()
    envelope = seal_submission(mine, address.public_key)
    start = Barrier(12)

    def race(_: int) -> tuple[int, str]:
        start.wait(10)
        answer = post(address, mine.key, envelope)
        return answer.status_code, answer.json()["reply"]

    with ThreadPoolExecutor(12) as racers:
        answers = list(racers.map(race, range(12)))
    assert sorted(status for status, _ in answers) == [200] * 11 + [201]
    assert len({reply for _, reply in answers}) == 1
    assert len(cases_of(address, mine.key)) == 1


def test_racing_deliveries_of_different_envelopes_under_one_key_let_one_in(address: PlatformAddress) -> None:
    mine = submission()
    start = Barrier(6)

    def race(_: int) -> int:
        envelope = seal_submission(mine, address.public_key)
        start.wait(10)
        return post(address, mine.key, envelope).status_code

    with ThreadPoolExecutor(6) as racers:
        assert sorted(racers.map(race, range(6))) == [201] + [409] * 5
    assert len(cases_of(address, mine.key)) == 1


def test_two_kiosks_may_use_the_same_key(address: PlatformAddress) -> None:
    mine = submission()
    assert post(address, mine.key, seal_submission(mine, address.public_key)).status_code == 201
    contents = json.dumps({"service_id": "sample.allowance", "grade": 3}).encode()
    envelope = seal(contents, address.public_key, Binding("rating", "K-2", mine.key))
    assert post(address, mine.key, envelope, Kiosk_Id="K-2", Envelope_Kind="rating").status_code == 201


def test_an_envelope_in_another_kiosks_name_or_under_another_key_does_not_open(
    address: PlatformAddress,
) -> None:
    mine = submission()
    envelope = seal_submission(mine, address.public_key)
    assert post(address, mine.key, envelope, Kiosk_Id="K-2").status_code == 422
    assert post(address, "another", envelope).status_code == 422
    assert post(address, mine.key, envelope, Envelope_Kind="rating").status_code == 422
    # Nothing of it was kept: the right delivery is still the first.
    assert post(address, mine.key, envelope).status_code == 201


@pytest.mark.parametrize(
    "contents",
    [b"", b"[]", b"{}", b'{"receipt_code": "X"}', b"\xff\xfe", b'{"service": {"id": 5}}', b"[" * 5000],
)
def test_contents_that_are_no_application_are_refused_and_not_kept(
    address: PlatformAddress, contents: bytes
) -> None:
    envelope = seal(contents, address.public_key, Binding("application", "K-1", "junk"))
    assert post(address, "junk", envelope).status_code == 422
    assert cases_of(address, "junk") == []


def test_a_reply_key_of_no_use_is_refused_and_makes_no_case(address: PlatformAddress) -> None:
    contents = {
        "receipt_code": "0000-0000",
        "service": {"id": "s", "version": 1},
        "answers": {},
        "holder": {},
        "signature": None,
        "print_language": "ug",
        "confirmed_at": "2026-05-04T12:00:00+00:00",
        "reply_key": "A" * 43 + "=",
    }
    binding = Binding("application", "K-1", "low-order")
    envelope = seal(json.dumps(contents).encode(), address.public_key, binding)
    assert post(address, "low-order", envelope).status_code == 422
    assert cases_of(address, "low-order") == []


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", "Basic eDp5"])
def test_without_the_token_nothing_is_taken(address: PlatformAddress, token: str) -> None:
    assert post(address, "k", b"sealed", Authorization=token).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Idempotency_Key": ""}, {"Kiosk_Id": "K 1"}, {"Envelope_Kind": "complaint"}]
)
def test_headers_that_are_not_of_this_interface_are_refused(
    address: PlatformAddress, headers: dict[str, str]
) -> None:
    assert post(address, "k", b"sealed", **headers).status_code == 422


def test_an_envelope_of_more_than_a_megabyte_is_refused(address: PlatformAddress) -> None:
    assert post(address, "large", bytes(1_000_001)).status_code == 413


def test_the_platform_says_which_key_to_seal_to(address: PlatformAddress) -> None:
    said = requests.get(f"{address.url}/v1/key", timeout=10).json()
    assert said["id"] == address.key_id == key_id(address.public_key)


def test_a_case_can_be_looked_up_by_its_number(address: PlatformAddress) -> None:
    mine = submission()
    post(address, mine.key, seal_submission(mine, address.public_key))
    (case,) = cases_of(address, mine.key)
    assert case["case_number"].startswith("659000-")
    found = requests.get(f"{address.url}/v1/sandbox/cases/{case['case_number']}", timeout=10).json()
    assert found == case
    assert found["application"]["answers"] == {"children": "2"}
    assert found["application"]["receipt_code"] == mine.receipt_code
    assert "reply_key" not in found["application"]
    missing = requests.get(f"{address.url}/v1/sandbox/cases/659000-2026-A999999", timeout=10)
    assert missing.status_code == 404


def test_faults_are_only_where_they_were_asked_for(address: PlatformAddress) -> None:
    answer = requests.put(f"{address.url}/v1/sandbox/faults", json=[{"fault": "down"}], timeout=10)
    assert answer.status_code == 404


def test_a_platform_that_was_killed_comes_back_with_its_key_its_cases_and_its_replies(
    tmp_path: Path,
) -> None:
    mine = submission()
    terms = {"sample.allowance": ServiceTerms(0, None, ({"en": "Sample office"},))}
    with PlatformProcess(tmp_path / "data", terms) as first:
        envelope = seal_submission(mine, first.address.public_key)
        taken = post(first.address, mine.key, envelope)
        first.kill()
    with PlatformProcess(tmp_path / "data", terms) as second:
        assert second.address.public_key == first.address.public_key
        assert second.address.token == first.address.token
        again = post(second.address, mine.key, envelope)
    assert (taken.status_code, again.status_code) == (201, 200)
    assert taken.json() == again.json()


def test_a_platform_that_cannot_start_says_so(tmp_path: Path) -> None:
    (tmp_path / "platform.sqlite").write_bytes(b"not a database, but perhaps somebody's" * 100)
    with pytest.raises(RuntimeError, match="ended"):
        PlatformProcess(tmp_path)


def test_the_platform_ends_with_who_started_it_and_leaves_word_in_its_ready_file(tmp_path: Path) -> None:
    ready_file = tmp_path / "ready.json"
    started = (
        "import subprocess, sys\n"
        "platform = subprocess.Popen([sys.executable, '-m', 'kiosk.sandbox.platform', '--data', sys.argv[1],"
        " '--ready-file', sys.argv[2]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "platform.stdout.readline()\n"
        "print(platform.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", started, str(tmp_path / "data"), str(ready_file)]
    starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    ready = json.loads(ready_file.read_text(encoding="utf-8"))
    assert ready["url"] == f"http://127.0.0.1:{ready['port']}"
    assert {"public_key", "key_id", "token"} < set(ready)
    assert requests.get(f"{ready['url']}/v1/health", timeout=10).json() == {"status": "ok"}
    platform = os.pidfd_open(pid)
    starter.send_signal(signal.SIGKILL)
    starter.communicate()
    # A pidfd can be read when its process has ended; nothing else tells who is not its parent.
    assert ended_within(platform, 10)


def ended_within(pidfd: int, seconds: float) -> bool:
    try:
        return bool(select.select([pidfd], [], [], seconds)[0])
    finally:
        os.close(pidfd)
