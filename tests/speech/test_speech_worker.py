"""A watched worker, by workers that do what no worker should."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.speech.provider import Prompt
from kiosk.speech.speech_worker import Patience, SpeechWorker

# A worker that says every text with 1,000 frames a character, unless the text asks for a fault.
WORKER = """
import io, os, select, struct, sys, wave
from kiosk.speech.frames import read_frame, write_frame

def wav(frames):
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setnchannels(1); writing.setsampwidth(2); writing.setframerate(22050)
        writing.writeframes(bytes(2 * frames))
    return file.getvalue()

write_frame(1, {"ready": True})
while True:
    request, _ = read_frame(0)
    text = request["text"]
    sound = wav(1000 * len(text))
    match text:
        case "hang.":
            select.select([], [], [])
        case "late.":
            select.select([], [], [], 0.4)
            write_frame(1, {"status": "rendered"}, sound)
        case "die.":
            os._exit(1)
        case "die midway.":
            head = b'{"status": "rendered"}'
            os.write(1, struct.pack(">II", len(head), len(sound)) + head + sound[:500])
            os._exit(1)
        case "stop midway.":
            head = b'{"status": "rendered"}'
            os.write(1, struct.pack(">II", len(head), len(sound)) + head + sound[:500])
            select.select([], [], [])
        case "garbage.":
            os.write(1, b"Audio saved to /proc/self/fd/7" * 100)
        case "no head.":
            os.write(1, struct.pack(">II", 2, 0) + b"[]")
        case "no status.":
            write_frame(1, {"ready": True}, sound)
        case "no sound.":
            write_frame(1, {"status": "rendered"})
        case "no wav.":
            write_frame(1, {"status": "rendered"}, b"RIFF" + sound[:40])
        case "cannot.":
            write_frame(1, {"status": "nothing"})
        case _:
            write_frame(1, {"status": "rendered"}, sound)
"""
FAULTS = (
    "hang",
    "late",
    "die",
    "die midway",
    "stop midway",
    "garbage",
    "no head",
    "no status",
    "no sound",
    "no wav",
)


def running(script: str) -> SpeechWorker:
    return SpeechWorker("made up", (sys.executable, "-c", script), patience=Patience(0.2))


@pytest.fixture
def worker() -> Iterator[SpeechWorker]:
    worker = running(WORKER)
    assert worker.tend(wait=20)
    yield worker
    worker.close()


def prompt(text: str) -> Prompt:
    return Prompt((text,), "en")


def seconds(worker: SpeechWorker, text: str) -> float | None:
    wav = worker.render(prompt(text))
    return None if wav is None else wav.seconds


@pytest.mark.parametrize("fault", FAULTS)
def test_a_worker_at_fault_is_replaced_and_the_next_text_has_its_own_sound(
    fault: str, worker: SpeechWorker
) -> None:
    pid = worker.worker_pid
    began = time.monotonic()
    assert worker.render(prompt(fault)) is None
    assert time.monotonic() - began < 1.0
    assert not Path(f"/proc/{pid}").exists()
    assert worker.tend(wait=20)
    assert worker.worker_pid != pid
    for text in ("one", "three", "eleven"):
        assert seconds(worker, text) == pytest.approx((len(text) + 1) * 1000 / 22_050)


def test_a_worker_that_says_no_is_well(worker: SpeechWorker) -> None:
    pid = worker.worker_pid
    assert worker.render(prompt("cannot")) is None
    assert worker.worker_pid == pid
    assert worker.failures == 0


def test_a_worker_that_was_killed_between_two_texts_is_back_for_the_third(worker: SpeechWorker) -> None:
    assert worker.worker_pid is not None
    os.kill(worker.worker_pid, 9)
    worker.render(prompt("one"))
    assert worker.tend(wait=20)
    assert worker.render(prompt("two")) is not None


@pytest.mark.parametrize(
    "start",
    [
        "raise SystemExit(1)",
        "import no_such_module",
        "print('welcome', flush=True); input()",
        "import os; os.write(1, b'\\xff' * 8); input()",
        "from kiosk.speech.frames import write_frame; write_frame(1, {'ready': 'yes'}); input()",
    ],
)
def test_one_that_does_not_get_ready_is_ended_and_started_with_growing_pauses(
    start: str, until: Callable[[Callable[[], bool]], None]
) -> None:
    now = 0.0
    worker = SpeechWorker("made up", (sys.executable, "-c", start), clock=lambda: now)

    def down() -> bool:
        worker.tend(wait=0.05)
        return worker.worker_pid is None and not worker.tend() and worker.worker_pid is None

    try:
        until(down)
        for pause in (1.0, 2.0, 4.0):
            now += pause - 0.01
            assert not worker.tend() and worker.worker_pid is None
            now += 0.02
            worker.tend()
            until(down)
        assert worker.failures == 5
    finally:
        worker.close()


def test_one_that_never_says_it_is_ready_is_ended_after_a_while() -> None:
    now = 0.0
    script = "import select; select.select([], [], [])"
    worker = SpeechWorker("made up", (sys.executable, "-c", script), clock=lambda: now)
    try:
        assert not worker.tend()
        pid = worker.worker_pid
        now = 10.1
        assert not worker.tend()
        assert not Path(f"/proc/{pid}").exists()
    finally:
        worker.close()


def test_one_that_says_it_never_will_is_not_started_again() -> None:
    worker = running("from kiosk.speech.frames import write_frame; write_frame(1, {'ready': False})")
    assert not worker.tend(wait=20)
    assert worker.given_up
    assert not worker.tend(wait=20) and worker.worker_pid is None
    assert worker.render(prompt("one")) is None


def test_many_faults_leave_no_process_and_no_descriptor(worker: SpeechWorker) -> None:
    def held() -> tuple[int, int]:
        children = sum(
            len((task / "children").read_text().split()) for task in Path("/proc/self/task").iterdir()
        )
        return len(list(Path("/proc/self/fd").iterdir())), children

    before = held()
    for number in range(20):
        assert worker.render(prompt(("die", "garbage", "no sound", "no head")[number % 4])) is None
        assert worker.tend(wait=20)
        assert worker.render(prompt("one")) is not None
    assert held() == before
