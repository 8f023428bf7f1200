"""`kiosk simulate`: letters or a script in, events out, as processes of their own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from devices.headphones.worker import HeadphonesPlugged, HeadphonesWorker
from devices.idcard.card import CardRead
from devices.idcard.reader import read_card
from devices.keypad.worker import KeypadWorker, KeyPressed
from tests.devices.keypad.conftest import KeypadEvents as Events


@pytest.fixture
def events() -> Events:
    return Events()


def test_letters_are_keys_and_their_end_pulls_it_out(events: Events) -> None:
    with simulator() as process:
        path = path_of(process)
        worker = KeypadWorker(path, events)
        events.wait_until(lambda told: len(told) > 1)
        say(process, "dd s\nx u+-hbr\n")
        events.wait_until(lambda told: sum(isinstance(event, KeyPressed) for event in told) >= 9)
        _, complaint = process.communicate(timeout=20)
        worker.close()
    assert process.returncode == 0
    assert events.keys == [
        "down", "down", "select", "up", "volume-up", "volume-down", "help", "back", "repeat",
    ]  # fmt: skip
    assert "letter x" in complaint


def test_it_ends_when_it_is_told_to() -> None:
    with simulator() as process:
        path_of(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_i_plugs_headphones_in_and_o_pulls_them_out(events: Events) -> None:
    with simulator("headphones") as process:
        worker = HeadphonesWorker(path_of(process), events)
        events.wait_until(lambda told: len(told) > 1)
        say(process, "i")
        events.wait_for(HeadphonesPlugged(True))
        say(process, "x o")
        events.wait_for(HeadphonesPlugged(False))
        _, complaint = process.communicate(timeout=20)
        worker.close()
    assert "i plugs in" in complaint


def test_a_readers_faults_come_at_their_times(tmp_path: Path) -> None:
    script, link = tmp_path / "script", tmp_path / "reader"
    script.write_text('0 lift\n0.1 lay {"name": "后来"}\n0.2 fault none\n')
    with simulator("reader", "--link", str(link), "--play", str(script)) as process:
        path_of(process, "port")
        answer = read_card(str(link), wait=20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert isinstance(answer, CardRead)
    assert answer.card.name == "后来"


def test_a_script_that_goes_back_in_time_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "script").write_text("2 lift\n1 unplug\n")
    with simulator("reader", "--play", str(tmp_path / "script")) as process:
        _, complaint = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "line 2" in complaint


def simulator(device: str = "keypad", *more: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "kiosk", "simulate", device, "--json", *more]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def path_of(process: "subprocess.Popen[str]", key: str = "path") -> str:
    assert process.stdout is not None
    return str(json.loads(process.stdout.readline())[key])


def say(process: "subprocess.Popen[str]", letters: str) -> None:
    assert process.stdin is not None
    process.stdin.write(letters)
    process.stdin.flush()
