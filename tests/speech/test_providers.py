import math
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import LONGEST_PROMPT, NotRendered, Providers, Reason
from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.wav import SAMPLE_RATE, Wav

PROMPTS = {
    "ug": "خۇش كەلدىڭىز. تىلىڭىزنى تاللاڭ.",
    "kk": "Қош келдіңіз. Тіліңізді таңдаңыз.",
    "zh-Hans": "欢迎，请选择语言。",
    "en": "Welcome. Please choose your language.",
}
NO_WORKER = ("false",)
NO_PROGRAM = "no-such-espeak"


class Scripted:
    """A voice that can say what a test lets it, and has what a test gives it."""

    def __init__(self, name: str, says: Sequence[str] = (), code: FailureCode | None = None) -> None:
        self.name = name
        self._says = says
        self._code = code
        self.asked: list[Prompt] = []
        self.closed = False

    def render(self, prompt: Prompt) -> Wav | None:
        self.asked.append(prompt)
        spoken = SpareVoice().render(prompt) if set(prompt.texts) <= set(self._says) else None
        return Wav(spoken.data, self.name) if spoken else None

    def tend(self, *, wait: float = 0.0) -> bool:
        return True

    def health(self) -> FailureCode | None:
        return self._code

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def own() -> Iterator[Pyttsx3Voice]:
    """A voice whose worker a test may kill."""
    voice = Pyttsx3Voice()
    assert voice.tend(wait=20)
    yield voice
    voice.close()


def prompt(tag: str, *, slow: bool = False) -> Prompt:
    return Prompt((PROMPTS[tag],), tag, slow)


def rendered(sound: Wav | NotRendered) -> Wav:
    assert isinstance(sound, Wav)
    return sound


def levels(wav: Wav) -> tuple[int, ...]:
    return struct.unpack(f"<{len(wav.samples) // 2}h", wav.samples)


@pytest.mark.parametrize("tag", PROMPTS)
def test_a_prompt_becomes_sound_by_pyttsx3(tag: str, voices: Providers) -> None:
    wav = rendered(voices.render(prompt(tag)))
    assert wav.provider == "pyttsx3"
    assert 1.5 < wav.seconds < 6
    assert voices.health() is None


@pytest.mark.parametrize("tag", PROMPTS)
def test_a_prompt_starts_at_once_and_is_neither_clipped_nor_faint(tag: str, voices: Providers) -> None:
    samples = levels(rendered(voices.render(prompt(tag))))
    silent = sum(1 for _ in takewhile(lambda level: abs(level) < 100, samples))
    assert silent < 0.06 * SAMPLE_RATE
    assert max(map(abs, samples)) < 32_767
    loudness = math.sqrt(sum(level * level for level in samples) / len(samples))
    assert 800 < loudness < 8000


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("tag", PROMPTS)
def test_both_voices_speak_alike_and_at_the_same_pace(tag: str, slow: bool, pyttsx3: Pyttsx3Voice) -> None:
    first, spare = pyttsx3.render(prompt(tag, slow=slow)), SpareVoice().render(prompt(tag, slow=slow))
    assert first is not None and spare is not None
    assert (first.provider, spare.provider) == ("pyttsx3", "espeak-ng")
    assert first.seconds == pytest.approx(spare.seconds, rel=0.05)


@pytest.mark.parametrize("tag", PROMPTS)
def test_slower_speech_takes_at_least_a_quarter_longer_and_only_while_it_is_asked_for(
    tag: str, pyttsx3: Pyttsx3Voice
) -> None:
    usual, slow, after = (pyttsx3.render(prompt(tag, slow=slow)) for slow in (False, True, False))
    assert usual is not None and slow is not None and after is not None
    assert 1.25 * usual.seconds < slow.seconds < 1.6 * usual.seconds
    assert after.seconds == pytest.approx(usual.seconds, rel=0.03)


def test_every_text_is_its_own_whatever_came_before(voices: Providers) -> None:
    """pyttsx3 speaks the last text or in the last language again when it is called wrongly."""
    prompts = [Prompt((text * times,), tag) for times, (tag, text) in enumerate(PROMPTS.items(), start=1)]
    first = [rendered(voices.render(prompt)).seconds for prompt in prompts]
    again = [rendered(voices.render(prompt)).seconds for prompt in reversed(prompts)]
    assert first == pytest.approx(list(reversed(again)), rel=0.02)
    assert all(longer > 1.2 * shorter for shorter, longer in pairwise(first))


def test_no_text_takes_the_place_of_the_one_after_it_however_the_pace_changes(pyttsx3: Pyttsx3Voice) -> None:
    """pyttsx3 cancels a text that follows a new rate too closely, and gives its sound to the next."""
    prompts = [
        Prompt((" ".join([word] * times),), tag, slow)
        for word, tag in (("бір", "kk"), ("سالام", "ug"), ("你好", "zh-Hans"))
        for times in (1, 3, 6)
        for slow in (False, True)
    ]
    expected = {}
    for asked in prompts:
        spare = SpareVoice().render(asked)
        assert spare is not None
        expected[asked] = spare.seconds
    for asked in (*prompts, *prompts[::-1], *prompts[::5], *prompts[::-4]):
        wav = pyttsx3.render(asked)
        assert wav is not None
        assert wav.seconds == pytest.approx(expected[asked], rel=0.08, abs=0.05)


@pytest.mark.parametrize("text", ["   ", "…", "?!", "—", "\n"])
def test_a_text_without_words_is_not_rendered(text: str, voices: Providers) -> None:
    assert voices.render(Prompt((text,), "ug")) == NotRendered(Reason.NOTHING_TO_SAY)


def test_no_text_at_all_is_not_rendered(voices: Providers) -> None:
    assert voices.render(Prompt((), "ug")) == NotRendered(Reason.NOTHING_TO_SAY)


@pytest.mark.parametrize(
    ("text", "tag"), [("Қош", "ug"), ("سالام", "kk"), ("你好", "kk"), ("сәлем", "zh-Hans"), ("3 карта", "kk")]
)
def test_a_text_the_voice_would_spell_in_english_is_refused(text: str, tag: str, voices: Providers) -> None:
    assert voices.render(Prompt((text,), tag)) == NotRendered(Reason.UNREADABLE)


def test_a_very_long_text_is_cut_and_still_said(voices: Providers) -> None:
    wav = rendered(voices.render(Prompt(("бір екі " * LONGEST_PROMPT,), "kk")))
    assert wav.provider == "pyttsx3"
    assert 30 < wav.seconds < 400


def test_the_first_that_can_speaks_the_whole_prompt() -> None:
    able, half, none = Scripted("able", ["One", "Two"]), Scripted("half", ["One"]), Scripted("none")
    voices = Providers([none, half, able])
    assert rendered(voices.render(Prompt(("One", "Two"), "en"))).provider == "able"
    assert rendered(voices.render(Prompt(("One",), "en"))).provider == "half"
    assert [len(voice.asked) for voice in (none, half, able)] == [2, 2, 1]
    voices.close()
    assert none.closed and half.closed and able.closed


def test_what_staff_should_know_is_told_while_the_next_one_speaks() -> None:
    damaged, able = Scripted("pack", code=FailureCode.VOICE_PACK_DAMAGED), Scripted("able", ["One"])
    voices = Providers([damaged, able])
    assert rendered(voices.render(Prompt(("One",), "en"))).provider == "able"
    assert voices.health() is FailureCode.VOICE_PACK_DAMAGED
    # Silence is worse.
    assert voices.render(Prompt(("Two",), "en")) == NotRendered(
        Reason.NO_VOICE, FailureCode.VOICE_ENGINE_ABSENT
    )
    assert voices.health() is FailureCode.VOICE_ENGINE_ABSENT
    rendered(voices.render(Prompt(("One",), "en")))
    assert voices.health() is FailureCode.VOICE_PACK_DAMAGED


def test_a_killed_worker_is_back_and_no_prompt_is_lost(own: Pyttsx3Voice) -> None:
    voices = Providers([own, SpareVoice()])
    killed = own.worker_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    began = time.monotonic()
    rendered(voices.render(prompt("ug")))
    assert time.monotonic() - began < 0.5, "the spare voice speaks at once"
    assert voices.health() is None
    assert own.tend(wait=20)
    assert own.worker_pid not in (None, killed)
    assert rendered(voices.render(prompt("ug"))).provider == "pyttsx3"


def test_a_worker_that_does_not_answer_is_killed_and_the_prompt_is_said_all_the_same(
    own: Pyttsx3Voice,
) -> None:
    hung = own.worker_pid
    assert hung is not None
    os.kill(hung, signal.SIGSTOP)
    began = time.monotonic()
    wav = rendered(Providers([own, SpareVoice()]).render(prompt("kk")))
    assert wav.provider == "espeak-ng"
    assert 1.0 <= time.monotonic() - began < 3.0
    assert not Path(f"/proc/{hung}").exists()
    assert own.tend(wait=20)


def test_a_machine_without_pyttsx3_speaks_through_the_program() -> None:
    voices = Providers([Pyttsx3Voice(worker=NO_WORKER), SpareVoice()])
    try:
        assert rendered(voices.render(prompt("zh-Hans"))).provider == "espeak-ng"
        assert voices.health() is None
    finally:
        voices.close()


def test_a_machine_without_any_engine_is_silent_and_says_so() -> None:
    voices = Providers([Pyttsx3Voice(worker=NO_WORKER), SpareVoice(NO_PROGRAM)])
    try:
        assert voices.health() is None
        assert voices.render(prompt("ug")) == NotRendered(Reason.NO_VOICE, FailureCode.VOICE_ENGINE_ABSENT)
        assert voices.health() is FailureCode.VOICE_ENGINE_ABSENT
    finally:
        voices.close()


def test_without_the_program_the_first_prompt_waits_for_the_worker() -> None:
    voices = Providers([Pyttsx3Voice(), SpareVoice(NO_PROGRAM)])
    try:
        assert rendered(voices.render(prompt("ug"))).provider == "pyttsx3"
    finally:
        voices.close()


@pytest.mark.parametrize("program", ["cat", "true", "false", "/dev/null"])
def test_a_program_that_gives_no_sound_is_no_voice(program: str) -> None:
    assert SpareVoice(program).render(prompt("ug")) is None


def test_the_worker_ends_when_its_parent_is_killed() -> None:
    script = (
        "import sys; from kiosk.speech.pyttsx3_voice import Pyttsx3Voice\n"
        "r = Pyttsx3Voice(); assert r.tend(wait=20); print(r.worker_pid, flush=True); sys.stdin.read()"
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
    voice = Pyttsx3Voice()
    assert voice.tend(wait=20)
    pid = voice.worker_pid
    Providers([voice]).close()
    assert not Path(f"/proc/{pid}").exists()


def test_nothing_that_was_said_is_in_a_file_not_even_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shared_memory = {entry.name for entry in Path("/dev/shm").iterdir()}
    voice = Pyttsx3Voice()
    voices = Providers([voice, SpareVoice()])
    try:
        assert voice.tend(wait=20)
        pid = voice.worker_pid
        assert pid is not None
        for tag in PROMPTS:
            rendered(voices.render(prompt(tag)))
        assert list(_files_it_writes(pid)) == []
        os.kill(pid, signal.SIGKILL)
        rendered(voices.render(prompt("ug")))
    finally:
        voices.close()
    assert list(tmp_path.rglob("*")) == []
    assert not {n for n in (e.name for e in Path("/dev/shm").iterdir()) if "speech" in n} - shared_memory


def test_what_is_said_stands_in_no_process_list(own: Pyttsx3Voice) -> None:
    assert own.render(prompt("en"))
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
