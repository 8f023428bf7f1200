"""`kiosk card read --pcsc`, `kiosk card staff` and `kiosk simulate card`, as processes.

Each asks a PC/SC service of its own. The simulator needs root.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.smartcard.simulated_service import SOCKET_VARIABLE

KIOSK = [sys.executable, "-m", "kiosk"]


@contextmanager
def simulated(*words: str) -> Iterator[str]:
    """The socket of a simulated service with a card in it."""
    command = [*KIOSK, "simulate", "card", "--json", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield str(json.loads(line)[SOCKET_VARIABLE])
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def card(socket: str | Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, SOCKET_VARIABLE: str(socket)}
    command = [*KIOSK, "card", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def read(socket: str | Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return card(socket, "read", "--pcsc", *words)


def test_a_social_security_card_is_read_as_json() -> None:
    made_up = {
        "name": "阿卜杜" * 8,
        "number": "65999919900307228X",
        "expires": "2020-01-02",
        "version": "1.00",
    }
    with simulated("--card", json.dumps(made_up)) as socket:
        answered = read(socket, "Virtual", "--json")
    assert answered.returncode == 0
    assert json.loads(answered.stdout) == {
        "status": "read",
        "card": {
            "kind": "social-security",
            "name": "阿卜杜" * 8,
            "number": "65999919900307228X",
            "sex": "female",
            "birth": "1990-03-07",
            "address": "",
            "authority": "",
            "valid_from": "2018-05-04",
            "valid_to": "2020-01-02",
            "name_may_be_cut": False,
            "expired": True,
            "generation": 1,
            "card_number": "T00000001",
        },
    }
    assert not Path(socket).exists()


def test_a_bank_card_and_another_reader_have_their_names() -> None:
    with simulated("--kind", "bank") as socket:
        bank = read(socket, "--json")
        other = read(socket, "Another", "--json")
    assert (bank.returncode, json.loads(bank.stdout)) == (1, {"status": "wrong-card", "code": "CARD-05"})
    assert json.loads(other.stdout) == {"status": "no-reader", "code": "CARD-02"}


def test_a_card_of_generation_3_says_what_it_needs() -> None:
    with simulated("--card", '{"version": "3.00"}', "--t1") as socket:
        answered = read(socket, "--json")
    assert answered.returncode == 1
    assert json.loads(answered.stdout) == {
        "status": "wrong-card",
        "code": "CARD-07",
        "detail": "this card's generation (3) needs the issuer's module",
    }


def test_a_mute_card_is_unreadable_and_the_command_ends() -> None:
    with simulated("--fault", "mute") as socket:
        answered = read(socket, "--json")
    assert (answered.returncode, json.loads(answered.stdout)) == (
        1,
        {"status": "unreadable", "code": "CARD-04"},
    )


def test_it_waits_no_longer_than_it_is_told_to() -> None:
    with simulated("--empty") as socket:
        answered = read(socket, "--wait", "0", "--json")
    assert (answered.returncode, json.loads(answered.stdout)) == (1, {"status": "no-card", "code": "CARD-03"})


def test_a_card_that_is_put_in_while_it_waits_is_read_and_pulled_later() -> None:
    with simulated("--after", "0.5", "--for", "1") as socket:
        assert read(socket, "--wait", "30").returncode == 0
        answers = (read(socket, "--wait", "0", "--json") for _ in range(60))
        assert any(json.loads(answer.stdout).get("code") == "CARD-03" for answer in answers)


@pytest.mark.parametrize("reader", [(), ("Some Reader",)])
def test_without_the_service_it_says_so(tmp_path: Path, reader: tuple[str, ...]) -> None:
    answered = read(tmp_path / "none", *reader, "--json")
    assert answered.returncode == 1
    assert json.loads(answered.stdout) == {"status": "service-down", "code": "CARD-01"}


def test_a_staff_card_is_accepted_by_its_number_and_refused_when_it_is_revoked(tmp_path: Path) -> None:
    authority, revoked = tmp_path / "ca.pem", tmp_path / "revoked"
    revoked.write_text("AB:C1  # lost\n", encoding="ascii")
    with simulated(
        "--kind", "staff", "--key", "rsa2048", "--serial", "abc1", "--ca", str(authority)
    ) as socket:
        accepted = card(socket, "staff", "--pcsc", "--ca", authority, "--json")
        refused = card(socket, "staff", "--pcsc", "Virtual", "--ca", authority, "--revoked", revoked)
    assert (accepted.returncode, json.loads(accepted.stdout)) == (0, {"status": "accepted", "card": "abc1"})
    assert (refused.returncode, refused.stdout) == (1, "STAFF-03: refused: the card is revoked\n")


def test_a_copied_staff_card_is_refused(tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    with simulated("--kind", "staff", "--flaw", "copied", "--ca", str(authority)) as socket:
        answered = card(socket, "staff", "--pcsc", "--ca", authority, "--json")
    refused = {"status": "refused", "code": "STAFF-05"}
    assert (answered.returncode, json.loads(answered.stdout)) == (1, refused)


def test_files_that_are_not_what_they_are_named_for_are_wrong_usage(tmp_path: Path) -> None:
    none = tmp_path / "none"
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("xyz", encoding="ascii")
    for words in (("--ca", none), ("--ca", nonsense)):
        assert card(none, "staff", "--pcsc", *words).returncode == 2


def test_no_such_card_is_wrong_usage() -> None:
    command = [*KIOSK, "simulate", "card", "--card", '{"ethnic": 1}']
    assert subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 2
