import math
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.speech.renderer import LONGEST_PROMPT, NotRendered, Reason, Renderer
from kiosk.speech.spare_voice import render_directly
from kiosk.speech.wav import SAMPLE_RATE, Wav

PROMPTS = {
    "ug": "خۇش كەلدىڭىز. تىلىڭىزنى تاللاڭ.",
    "kk": "Қош келдіңіз. Тіліңізді таңдаңыз.",
    "zh-Hans": "欢迎，请选择语言。",
    "en": "Welcome. Please choose your language.",
}
ROOT = Path(__file__).parents[2]
NO_WORKER = ("false",)
NO_PROGRAM = "no-such-espeak"


@pytest.fixture
def own() -> Iterator[Renderer]:
    """A renderer whose worker a test may kill."""
    renderer = Renderer()
    assert renderer.tend(wait=20)
    yield renderer
    renderer.close()


def rendered(sound: Wav | NotRendered) -> Wav:
    assert isinstance(sound, Wav)
    return sound


def levels(wav: Wav) -> tuple[int, ...]:
    return struct.unpack(f"<{len(wav.samples) // 2}h", wav.samples)


@pytest.mark.parametrize("tag", PROMPTS)
def test_a_prompt_becomes_sound_by_pyttsx3(tag: str, renderer: Renderer) -> None:
    wav = rendered(renderer.render(PROMPTS[tag], tag))
    assert wav.provider == "pyttsx3"
    assert 1.5 < wav.seconds < 6
    assert renderer.health() is None


@pytest.mark.parametrize("tag", PROMPTS)
def test_a_prompt_starts_at_once_and_is_neither_clipped_nor_faint(tag: str, renderer: Renderer) -> None:
    samples = levels(rendered(renderer.render(PROMPTS[tag], tag)))
    silent = sum(1 for _ in takewhile(lambda level: abs(level) < 100, samples))
    assert silent < 0.06 * SAMPLE_RATE
    assert max(map(abs, samples)) < 32_767
    loudness = math.sqrt(sum(level * level for level in samples) / len(samples))
    assert 800 < loudness < 8000


@pytest.mark.parametrize("tag", PROMPTS)
def test_both_providers_speak_with_the_same_voice_and_pace(tag: str, renderer: Renderer) -> None:
    wav = rendered(renderer.render(PROMPTS[tag], tag))
    spare = render_directly(PROMPTS[tag], tag)
    assert spare is not None and spare.provider == "espeak-ng"
    assert wav.seconds == pytest.approx(spare.seconds, rel=0.05)


def test_every_text_is_its_own_whatever_came_before(renderer: Renderer) -> None:
    """pyttsx3 speaks the last text or in the last language again when it is called wrongly."""
    texts = [(tag, text * times) for times, (tag, text) in enumerate(PROMPTS.items(), start=1)]
    first = [rendered(renderer.render(text, tag)).seconds for tag, text in texts]
    again = [rendered(renderer.render(text, tag)).seconds for tag, text in reversed(texts)]
    assert first == pytest.approx(list(reversed(again)), rel=0.02)
    assert all(longer > 1.2 * shorter for shorter, longer in pairwise(first))


@pytest.mark.parametrize("text", ["", "   ", "…", "?!", "—", "\n"])
def test_a_text_without_words_is_not_rendered(text: str, renderer: Renderer) -> None:
    assert renderer.render(text, "ug") == NotRendered(Reason.NOTHING_TO_SAY)


@pytest.mark.parametrize(
    ("text", "tag"), [("Қош", "ug"), ("سالام", "kk"), ("你好", "kk"), ("сәлем", "zh-Hans"), ("3 карта", "kk")]
)
def test_a_text_the_voice_would_spell_in_english_is_refused(text: str, tag: str, renderer: Renderer) -> None:
    assert renderer.render(text, tag) == NotRendered(Reason.UNREADABLE)


def test_a_very_long_text_is_cut_and_still_said(renderer: Renderer) -> None:
    wav = rendered(renderer.render("бір екі " * LONGEST_PROMPT, "kk"))
    assert wav.provider == "pyttsx3"
    assert 30 < wav.seconds < 400


def test_a_killed_worker_is_back_and_no_prompt_is_lost(own: Renderer) -> None:
    killed = own.worker_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    rendered(own.render(PROMPTS["ug"], "ug"))
    assert own.health() is None
    assert own.tend(wait=20)
    assert own.worker_pid not in (None, killed)
    assert rendered(own.render(PROMPTS["ug"], "ug")).provider == "pyttsx3"


def test_a_worker_that_does_not_answer_is_killed_and_the_prompt_is_said_all_the_same(own: Renderer) -> None:
    hung = own.worker_pid
    assert hung is not None
    os.kill(hung, signal.SIGSTOP)
    began = time.monotonic()
    wav = rendered(own.render(PROMPTS["kk"], "kk"))
    assert wav.provider == "espeak-ng"
    assert 1.0 <= time.monotonic() - began < 3.0
    assert not Path(f"/proc/{hung}").exists()
    assert own.tend(wait=20)


def test_a_machine_without_pyttsx3_speaks_through_the_program() -> None:
    renderer = Renderer(worker=NO_WORKER)
    try:
        assert rendered(renderer.render(PROMPTS["zh-Hans"], "zh-Hans")).provider == "espeak-ng"
        assert renderer.health() is None
    finally:
        renderer.close()


def test_a_machine_without_any_engine_is_silent_and_says_so() -> None:
    renderer = Renderer(worker=NO_WORKER, program=NO_PROGRAM)
    try:
        assert renderer.health() is None
        answer = renderer.render(PROMPTS["ug"], "ug")
        assert answer == NotRendered(Reason.NO_VOICE, FailureCode.VOICE_ENGINE_ABSENT)
        assert renderer.health() is FailureCode.VOICE_ENGINE_ABSENT
    finally:
        renderer.close()


def test_without_the_program_the_first_prompt_waits_for_the_worker() -> None:
    renderer = Renderer(program=NO_PROGRAM)
    try:
        assert rendered(renderer.render(PROMPTS["ug"], "ug")).provider == "pyttsx3"
    finally:
        renderer.close()


def test_a_worker_that_cannot_start_is_not_started_over_and_over(
    until: Callable[[Callable[[], bool]], None],
) -> None:
    now = 0.0
    renderer = Renderer(worker=NO_WORKER, clock=lambda: now)
    starts: set[int] = set()

    def settled() -> bool:
        renderer.tend()
        if renderer.worker_pid is not None:
            starts.add(renderer.worker_pid)
        return renderer.worker_pid is None and not renderer.tend() and renderer.worker_pid is None

    try:
        until(settled)
        assert len(starts) <= 2
        for pause in (1.0, 2.0, 4.0):
            now += pause - 0.01
            assert not renderer.tend() and renderer.worker_pid is None
            now += 0.02
            renderer.tend()
            until(settled)
    finally:
        renderer.close()


def test_the_worker_ends_when_its_parent_is_killed() -> None:
    script = (
        "import sys; from kiosk.speech.renderer import Renderer\n"
        "r = Renderer(); assert r.tend(wait=20); print(r.worker_pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert parent.stdout is not None
    with parent:
        worker = os.pidfd_open(int(parent.stdout.readline()))
        ended = select.poll()
        ended.register(worker, select.POLLIN)
        assert not ended.poll(0)
        began = time.monotonic()
        parent.kill()
        assert ended.poll(5000), "the worker outlived its parent"
        assert time.monotonic() - began < 0.5
    os.close(worker)


def test_close_ends_the_worker() -> None:
    renderer = Renderer()
    assert renderer.tend(wait=20)
    pid = renderer.worker_pid
    renderer.close()
    assert not Path(f"/proc/{pid}").exists()


def test_nothing_that_was_said_is_in_a_file_not_even_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shared_memory = {entry.name for entry in Path("/dev/shm").iterdir()}
    renderer = Renderer()
    try:
        assert renderer.tend(wait=20)
        pid = renderer.worker_pid
        assert pid is not None
        for tag, text in PROMPTS.items():
            rendered(renderer.render(text, tag))
        assert list(_files_it_writes(pid)) == []
        os.kill(pid, signal.SIGKILL)
        rendered(renderer.render(PROMPTS["ug"], "ug"))
    finally:
        renderer.close()
    assert list(tmp_path.rglob("*")) == []
    assert not {n for n in (e.name for e in Path("/dev/shm").iterdir()) if "speech" in n} - shared_memory


def test_what_is_said_stands_in_no_process_list(own: Renderer) -> None:
    rendered(own.render(PROMPTS["en"], "en"))
    assert "Welcome" not in Path(f"/proc/{own.worker_pid}/cmdline").read_text()


def _files_it_writes(pid: int) -> Iterator[str]:
    """Regular files on a disk that a process holds open for writing."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        target = str(link.readlink())
        info = Path(f"/proc/{pid}/fdinfo/{link.name}").read_text()
        flags = next(line.split()[1] for line in info.splitlines() if line.startswith("flags"))
        writes = int(flags, 8) & (os.O_WRONLY | os.O_RDWR)
        if writes and target.startswith("/") and not target.startswith(("/dev/null", "/memfd:")):
            yield target
