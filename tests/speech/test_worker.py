"""pyttsx3's worker by itself, over its pipes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.speech.frames import PipeEndedError, read_frame, write_frame
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


def test_the_pace_is_of_each_text(worker: tuple[subprocess.Popen[bytes], int, int]) -> None:
    _, asking, answers = worker
    lengths = []
    for slow in (False, True, False):
        write_frame(asking, {"text": "бір екі үш", "tag": "kk", "slow": slow})
        lengths.append(len(read_frame(answers, timeout=5)[1]))
    usual, slow_one, after = lengths
    assert slow_one > 1.25 * usual
    assert after == pytest.approx(usual, rel=0.05)


def test_a_language_without_a_voice_ends_it_and_is_not_spoken_in_the_last_one(
    worker: tuple[subprocess.Popen[bytes], int, int],
) -> None:
    process, asking, answers = worker
    write_frame(asking, {"text": "سالام", "tag": "ug"})
    assert read_frame(answers, timeout=5)[0] == {"status": "rendered"}
    write_frame(asking, {"text": "hello", "tag": "no-such-language"})
    with pytest.raises(PipeEndedError):
        read_frame(answers, timeout=5)
    assert process.wait(timeout=5) != 0


def test_a_voice_that_the_engine_does_not_know_is_noticed() -> None:
    """It would speak on in the language before."""
    script = (
        "from kiosk.speech import worker\n"
        "worker.VOICES = {**worker.VOICES, 'kk': 'no-such-voice'}\n"
        "engine = worker.Engine()\n"
        "assert engine.render('سالام', 'ug', False)[0] == 'rendered'\n"
        "assert engine.render('сәлем', 'kk', False) == ('wrong-voice', b'')\n"
        "assert engine.render('سالام', 'ug', False)[0] == 'rendered'\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=20, capture_output=True)


def test_the_first_text_is_waited_for_and_whole() -> None:
    """pyttsx3 comes back from its first text a hundredth of a second later, rendered or not."""
    script = (
        "from kiosk.speech import worker\n"
        "long, short = 'бір екі үш. ' * 100, 'бір'\n"
        "engine = worker.Engine()\n"
        "first, second, third = (engine.render(text, 'kk', False)[1] for text in (long, short, long))\n"
        "assert len(second) < len(first) / 50\n"
        "assert abs(len(first) - len(third)) < len(first) / 50\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=20, capture_output=True)
