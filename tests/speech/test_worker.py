"""The worker by itself, over its pipes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.speech.frames import read_frame, write_frame
from kiosk.speech.wav import is_speech

ROOT = Path(__file__).parents[2]


@pytest.fixture
def worker() -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk.speech.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        asking, answers = process.stdin.fileno(), process.stdout.fileno()
        assert read_frame(answers, timeout=20) == ({"ready": True}, b"")
        yield process, asking, answers
        process.kill()


def test_it_answers_each_text_with_one_wav(worker: tuple[subprocess.Popen[bytes], int, int]) -> None:
    _, asking, answers = worker
    for text, tag in (("سالام", "ug"), ("сәлем", "kk"), ("你好", "zh-Hans"), ("hello", "en")):
        write_frame(asking, {"text": text, "tag": tag})
        head, wav = read_frame(answers, timeout=5)
        assert head == {"status": "rendered"}
        assert is_speech(wav)


def test_nothing_is_answered_with_nothing(worker: tuple[subprocess.Popen[bytes], int, int]) -> None:
    _, asking, answers = worker
    for text in ("سالام", "", "  "):
        write_frame(asking, {"text": text, "tag": "ug"})
    assert read_frame(answers, timeout=5)[0] == {"status": "rendered"}
    assert read_frame(answers, timeout=5) == ({"status": "nothing"}, b"")
    assert read_frame(answers, timeout=5) == ({"status": "nothing"}, b"")


def test_it_ends_when_its_stdin_closes(worker: tuple[subprocess.Popen[bytes], int, int]) -> None:
    process, _, _ = worker
    assert process.stdin is not None
    began = time.monotonic()
    process.stdin.close()
    assert process.wait(timeout=5) == 0
    assert time.monotonic() - began < 0.5


def test_it_ends_at_once_even_in_the_middle_of_a_long_text(
    worker: tuple[subprocess.Popen[bytes], int, int],
) -> None:
    process, asking, _ = worker
    assert process.stdin is not None
    write_frame(asking, {"text": "бір екі үш. " * 5000, "tag": "kk"})  # several seconds of work
    began = time.monotonic()
    process.stdin.close()
    assert process.wait(timeout=5) == 0
    assert time.monotonic() - began < 0.5
