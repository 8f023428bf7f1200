"""`kiosk simulate keypad` and `headphones`: letters in, events out, as processes of their own."""

import json
import signal
import subprocess
import sys

import pytest

from devices.headphones.worker import HeadphonesPlugged, HeadphonesWorker
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


def simulator(device: str = "keypad") -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "kiosk", "simulate", device, "--json"]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def path_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return str(json.loads(process.stdout.readline())["path"])


def say(process: "subprocess.Popen[str]", letters: str) -> None:
    assert process.stdin is not None
    process.stdin.write(letters)
    process.stdin.flush()
