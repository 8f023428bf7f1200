import math
import os
import signal
import statistics
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest
from miniaudio import Backend

from kiosk.failures import FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import (
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    RESIDENT_LANGUAGES,
    UYGHUR,
    Language,
)
from kiosk.language.values import Message, Name, Number
from kiosk.speech.invitation import Invitation
from kiosk.speech.player import DevicePlayer, FolderSink, SilentSink
from kiosk.speech.provider import Prompt, as_one_prompt
from kiosk.speech.providers import NotRendered, Providers
from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice, VoiceHealth
from kiosk.speech.wav import SAMPLE_RATE, Wav, is_speech

HELLO, TAKE = Message("hello"), Message("take")
SECRET = Message("name", {"name": Name("ئايگۈل")})


class Ear(SilentSink):
    """Hears what a loudspeaker would be given; can be made deaf until it is ready."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.seconds: list[float] = []
        self.shares: list[float] = []
        self.stops = 0
        self.ready = Event()
        self.ready.set()

    def open(self) -> None:
        self.ready.wait(10)

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        assert is_speech(wav.data)
        if wanted():
            self.heard.append(label)
            self.seconds.append(wav.seconds)

    def set_volume(self, share: float) -> None:
        self.shares.append(share)

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def ear() -> Ear:
    return Ear()


def everybody() -> Providers:
    """Whom a machine without packs has; closed by the voice."""
    return Providers([Pyttsx3Voice(), SpareVoice()])


@pytest.fixture
def voice(ear: Ear, catalogues: Catalogues) -> Iterator[Voice]:
    voice = Voice(everybody(), ear, catalogues)
    yield voice
    voice.close()


def test_a_message_is_heard_in_every_language(voice: Voice, ear: Ear) -> None:
    for language in (*RESIDENT_LANGUAGES, ENGLISH):
        voice.say([HELLO, TAKE], language, label=language.tag)
        assert voice.wait_quiet(10)
    assert ear.heard == ["ug", "zh-Hans", "kk-Arab", "kk", "en"]
    assert voice.health() == VoiceHealth(None)


def test_the_newest_wins_and_what_it_replaced_is_never_heard(ear: Ear, catalogues: Catalogues) -> None:
    ear.ready.clear()
    voice = Voice(everybody(), ear, catalogues)
    try:
        for number in range(20):
            voice.say([HELLO], UYGHUR, label=str(number))
        ear.ready.set()
        assert voice.wait_quiet(10)
        assert ear.heard == ["19"]
        assert ear.stops >= 20  # each say also silenced what was being heard
    finally:
        voice.close()


def test_after_stop_nothing_that_was_asked_for_is_heard(ear: Ear, catalogues: Catalogues) -> None:
    ear.ready.clear()
    voice = Voice(everybody(), ear, catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="old")
        voice.stop()
        ear.ready.set()
        assert voice.wait_quiet(10)
        voice.say([HELLO], UYGHUR, label="new")
        assert voice.wait_quiet(10)
        assert ear.heard == ["new"]
    finally:
        voice.close()


def test_say_and_stop_keep_nobody_waiting(catalogues: Catalogues) -> None:
    player = DevicePlayer(backends=[Backend.NULL])
    voice = Voice(everybody(), player, catalogues)
    try:
        took = []
        for _ in range(60):
            began = time.perf_counter()
            voice.say([HELLO, TAKE], UYGHUR, label="prompt")
            took.append(time.perf_counter() - began)
        began = time.perf_counter()
        voice.stop()
        assert time.perf_counter() - began < 0.06
        assert statistics.median(took) < 0.002
        assert not player.playing
    finally:
        voice.close()


def test_something_personal_is_not_said_aloud_unless_the_resident_chooses(voice: Voice, ear: Ear) -> None:
    voice.say([SECRET], UYGHUR, label="hidden")
    assert voice.wait_quiet(10)
    assert ear.heard == []
    voice.say([SECRET], UYGHUR, label="revealed", reveal_personal=True)
    assert voice.wait_quiet(10)
    assert ear.heard == ["revealed"]


class Remembering(Providers):
    """Keeps what it rendered: no two renderings of a text are the same to the sample."""

    def __init__(self) -> None:
        super().__init__([SpareVoice()])
        self.rendered: list[tuple[str, Sequence[int]]] = []

    def render(self, prompt: Prompt) -> Wav | NotRendered:
        sound = super().render(prompt)
        assert isinstance(sound, Wav)
        self.rendered.append((prompt.tag, array("h", sound.samples)))
        return sound


def announced(
    folder: Path, catalogues: Catalogues, languages: Sequence[Language], volume: float
) -> tuple[list[int], list[tuple[str, Sequence[int]]]]:
    """What an announcement sounds like, and what each voice rendered for it."""
    renderer = Remembering()
    voice = Voice(renderer, FolderSink(folder), catalogues)
    voice.announce([HELLO], languages, label="all", volume=volume)
    assert voice.wait_quiet(20)
    voice.close()
    (file,) = folder.iterdir()
    assert is_speech(file.read_bytes())
    return list(array("h", Wav(file.read_bytes(), "").samples)), renderer.rendered


def test_an_announcement_is_in_every_language_one_after_the_other_each_by_its_own_voice(
    tmp_path: Path, catalogues: Catalogues
) -> None:
    heard, rendered = announced(tmp_path, catalogues, RESIDENT_LANGUAGES, 1.0)
    # Kazakh is written in two scripts and said once.
    assert [tag for tag, _ in rendered] == ["ug", "zh-Hans", "kk"]
    pause = [0] * round(0.7 * SAMPLE_RATE)
    first, second, third = (list(samples) for _, samples in rendered)
    assert heard == first + pause + second + pause + third


@pytest.mark.parametrize("volume", [0.0, 0.25, 0.5])
def test_a_quiet_announcement_is_that_much_quieter(
    tmp_path: Path, catalogues: Catalogues, volume: float
) -> None:
    heard, ((_, loud),) = announced(tmp_path, catalogues, [UYGHUR], volume)
    assert heard == [round(sample * volume) for sample in loud]
    assert max(loud) > 1000


def test_stop_ends_an_announcement_in_the_middle_of_its_languages(ear: Ear, catalogues: Catalogues) -> None:
    ear.ready.clear()
    voice = Voice(everybody(), ear, catalogues)
    try:
        voice.announce([HELLO], RESIDENT_LANGUAGES, label="all")
        voice.stop()
        ear.ready.set()
        assert voice.wait_quiet(10)
        assert ear.heard == []
    finally:
        voice.close()


def test_nothing_personal_is_announced(voice: Voice, ear: Ear) -> None:
    voice.announce([SECRET], RESIDENT_LANGUAGES, label="all")
    assert voice.wait_quiet(10)
    assert ear.heard == []


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [(8, 20, range(8, 20)), (20, 8, [*range(8), *range(20, 24)]), (0, 24, range(24)), (9, 9, range(24))],
)
def test_it_invites_only_in_its_hours(first: int, last: int, hours: Sequence[int]) -> None:
    invitation = Invitation(from_hour=first, until_hour=last)
    assert [h for h in range(24) if invitation.may_be_heard(datetime(2026, 5, 4, h, 59))] == list(hours)


def test_every_prompt_of_a_demo_is_in_its_folder(tmp_path: Path, catalogues: Catalogues) -> None:
    voice = Voice(everybody(), FolderSink(tmp_path), catalogues)
    try:
        for number in range(6):
            voice.say([Message("days", {"days": Number(number)})], KAZAKH_ARABIC, label=f"screen-{number}")
        voice.stop()
        assert voice.wait_quiet(20)
    finally:
        voice.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{number + 1:02d}-screen-{number}.wav" for number in range(6)
    ]


def test_a_worker_that_is_killed_between_prompts_costs_no_prompt(ear: Ear, catalogues: Catalogues) -> None:
    pyttsx3 = Pyttsx3Voice()
    voice = Voice(Providers([pyttsx3, SpareVoice()]), ear, catalogues)
    try:
        voice.say([HELLO], CHINESE, label="before")
        assert voice.wait_quiet(10)
        assert pyttsx3.worker_pid is not None
        os.kill(pyttsx3.worker_pid, signal.SIGKILL)
        voice.say([HELLO], CHINESE, label="after")
        assert voice.wait_quiet(10)
        assert ear.heard == ["before", "after"]
    finally:
        voice.close()


def test_without_a_sound_device_the_visit_goes_on(
    catalogues: Catalogues, until: Callable[[Callable[[], bool]], None]
) -> None:
    voice = Voice(everybody(), DevicePlayer(backends=[Backend.JACK]), catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="hello")
        assert voice.wait_quiet(10)
        until(lambda: voice.health().code is FailureCode.SOUND_DEVICE_ABSENT)
        voice.stop()
    finally:
        voice.close()


def test_without_any_engine_the_visit_goes_on_in_silence(ear: Ear, catalogues: Catalogues) -> None:
    voice = Voice(Providers([Pyttsx3Voice(worker=("false",)), SpareVoice("no-such-espeak")]), ear, catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="hello")
        assert voice.wait_quiet(10)
        assert ear.heard == []
        assert voice.health() == VoiceHealth(FailureCode.VOICE_ENGINE_ABSENT)
    finally:
        voice.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_silences_the_voice_visibly(
    ear: Ear, catalogues: Catalogues, until: Callable[[Callable[[], bool]], None]
) -> None:
    voice = Voice(everybody(), ear, catalogues)
    voice.say([Message("no.such.key")], UYGHUR, label="fault")
    until(lambda: voice.health().code is FailureCode.VOICE_ENGINE_ABSENT)
    voice.close()


def test_close_ends_the_worker_and_the_thread(ear: Ear, catalogues: Catalogues) -> None:
    pyttsx3 = Pyttsx3Voice()
    voice = Voice(Providers([pyttsx3, SpareVoice()]), ear, catalogues)
    voice.say([HELLO], UYGHUR, label="hello")
    assert voice.wait_quiet(10)
    pid = pyttsx3.worker_pid
    voice.close()
    assert pid is not None and not Path(f"/proc/{pid}").exists()


def test_parts_become_sentences_of_one_prompt() -> None:
    assert as_one_prompt(["One", "two?", "three,"], "en") == "One. two? three."
    assert Prompt(("请看", "好。"), "zh-Hans").whole == "请看。 好。"


def test_slower_speech_is_from_the_next_prompt_on_and_of_this_voice_alone(
    voice: Voice, ear: Ear, catalogues: Catalogues
) -> None:
    for slow in (False, True, False):
        voice.set_slow(slow)
        voice.say([HELLO, TAKE], KAZAKH, label="prompt")
        assert voice.wait_quiet(10)
    usual, slow_one, after = ear.seconds
    assert slow_one > 1.25 * usual
    assert after == pytest.approx(usual, rel=0.05)
    voice.set_slow(True)
    next_one = Voice(Providers([SpareVoice()]), ear, catalogues)
    next_one.say([HELLO, TAKE], KAZAKH, label="prompt")
    assert next_one.wait_quiet(10)
    next_one.close()
    assert ear.seconds[-1] == pytest.approx(usual, rel=0.05)


def test_the_loudness_has_five_levels_that_are_heard_alike_and_the_next_visit_begins_anew(
    voice: Voice, ear: Ear, catalogues: Catalogues
) -> None:
    assert voice.volume == 4
    levels = []
    for turn in (*[voice.turn_up] * 3, *[voice.turn_down] * 6):
        turn()
        levels.append(voice.volume)
    assert levels == [5, 5, 5, 4, 3, 2, 1, 1, 1]
    loud = sorted(set(ear.shares), reverse=True)
    assert loud[0] == 1.0 and loud[-1] > 0, "the softest is still heard"
    decibels = [20 * math.log10(before / after) for before, after in pairwise(loud)]
    assert len(loud) == 5 and all(4.5 < step < 5.5 for step in decibels)
    next_one = Voice(Providers([]), ear, catalogues)
    assert next_one.volume == 4 and ear.shares[-1] == loud[1]
    next_one.close()
    other = Voice(Providers([]), ear, catalogues, volume=2)
    assert other.volume == 2 and ear.shares[-1] == loud[3]
    other.close()


def test_to_headphones_something_personal_is_said_unasked(voice: Voice, ear: Ear) -> None:
    voice.set_headphones(True)
    voice.say([SECRET], UYGHUR, label="to one")
    assert voice.wait_quiet(10)
    voice.set_headphones(False)
    voice.say([SECRET], UYGHUR, label="to all")
    voice.say([HELLO, SECRET], UYGHUR, label="without it")
    assert voice.wait_quiet(10)
    assert ear.heard == ["to one", "without it"]


def test_nothing_personal_is_announced_to_headphones_either(voice: Voice, ear: Ear) -> None:
    voice.set_headphones(True)
    voice.announce([SECRET], RESIDENT_LANGUAGES, label="all")
    assert voice.wait_quiet(10)
    assert ear.heard == []


@pytest.mark.parametrize("asked_for", [False, True])
def test_when_headphones_are_pulled_out_something_personal_stops_at_once(
    asked_for: bool, voice: Voice, ear: Ear
) -> None:
    voice.set_headphones(True)
    voice.say([HELLO, SECRET], UYGHUR, label="personal", reveal_personal=asked_for)
    assert voice.wait_quiet(10)
    stops = ear.stops
    began = time.perf_counter()
    voice.set_headphones(False)
    assert time.perf_counter() - began < 0.05
    assert ear.stops == stops + 1


def test_when_headphones_are_pulled_out_what_is_for_everybody_is_said_on(voice: Voice, ear: Ear) -> None:
    voice.set_headphones(True)
    voice.say([HELLO], UYGHUR, label="for everybody")
    assert voice.wait_quiet(10)
    stops = ear.stops
    voice.set_headphones(False)
    voice.set_headphones(False)
    assert ear.stops == stops


@pytest.mark.parametrize("asked_for", [False, True])
def test_something_personal_that_waits_is_not_said_once_the_headphones_are_out(
    asked_for: bool, ear: Ear, catalogues: Catalogues
) -> None:
    ear.ready.clear()
    voice = Voice(everybody(), ear, catalogues)
    try:
        voice.set_headphones(True)
        voice.say([SECRET], UYGHUR, label="personal", reveal_personal=asked_for)
        voice.set_headphones(False)
        ear.ready.set()
        assert voice.wait_quiet(10)
        assert ear.heard == []
    finally:
        voice.close()


class Held(Providers):
    """Renders when a test lets it."""

    def __init__(self) -> None:
        super().__init__([SpareVoice()])
        self.begun, self.go_on = Event(), Event()

    def render(self, prompt: Prompt) -> Wav | NotRendered:
        self.begun.set()
        assert self.go_on.wait(10)
        return super().render(prompt)


def test_something_personal_under_way_is_not_heard_once_the_headphones_are_out(
    ear: Ear, catalogues: Catalogues
) -> None:
    held = Held()
    voice = Voice(held, ear, catalogues)
    try:
        voice.set_headphones(True)
        voice.say([SECRET], UYGHUR, label="personal")
        assert held.begun.wait(10)
        voice.set_headphones(False)
        held.go_on.set()
        assert voice.wait_quiet(10)
        assert ear.heard == []
    finally:
        voice.close()


def test_of_two_prompts_at_once_the_newest_is_heard(ear: Ear, catalogues: Catalogues) -> None:
    held = Held()
    voice = Voice(held, ear, catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="old")
        assert held.begun.wait(10)
        callers = [Thread(target=voice.say, args=([TAKE], UYGHUR), kwargs={"label": "new"}) for _ in range(2)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(10)
        assert voice.busy
        held.go_on.set()
        assert voice.wait_quiet(10)
        assert ear.heard == ["new"]
        assert not voice.busy
    finally:
        voice.close()


def test_nobody_who_adjusts_the_voice_is_kept_waiting_while_it_works(
    ear: Ear, catalogues: Catalogues
) -> None:
    held = Held()
    voice = Voice(held, ear, catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="hello")
        assert held.begun.wait(10)
        took = []
        for number in range(50):
            began = time.perf_counter()
            voice.turn_up()
            voice.turn_down()
            voice.set_slow(number % 2 == 0)
            voice.set_headphones(number % 2 == 0)
            assert voice.busy
            took.append(time.perf_counter() - began)
        assert statistics.median(took) < 0.002
        held.go_on.set()
    finally:
        voice.close()


class Everything(SilentSink):
    """A folder in memory."""

    keeps_all = True

    def __init__(self) -> None:
        self.labels: list[str] = []

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        assert wanted() and is_speech(wav.data) and wav.provider == "pyttsx3"
        self.labels.append(label)


def held_by(pid: int) -> tuple[int, int, int, int]:
    """Descriptors, threads and children of a process, and its memory in kB."""
    process = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    children = sum(len((task / "children").read_text().split()) for task in (process / "task").iterdir())
    descriptors = len(list((process / "fd").iterdir()))
    return descriptors, int(status["Threads"]), children, int(status["VmRSS"].split()[0])


def test_a_thousand_prompts_are_all_said_and_leave_nothing_behind(catalogues: Catalogues) -> None:
    pyttsx3, sink = Pyttsx3Voice(), Everything()
    assert pyttsx3.tend(wait=20)
    voice = Voice(Providers([pyttsx3]), sink, catalogues)

    def say(numbers: range) -> None:
        for number in numbers:
            voice.set_slow(number % 7 == 0)
            language = RESIDENT_LANGUAGES[number % 4]
            voice.say([Message("days", {"days": Number(number % 10)})], language, label=str(number))
        assert voice.wait_quiet(60)

    try:
        say(range(100))
        assert pyttsx3.worker_pid is not None
        before = [held_by(pid) for pid in (os.getpid(), pyttsx3.worker_pid)]
        worker = pyttsx3.worker_pid
        say(range(100, 1000))
        assert sink.labels == [str(number) for number in range(1000)]
        assert pyttsx3.worker_pid == worker
        after = [held_by(pid) for pid in (os.getpid(), worker)]
        assert [held[:3] for held in after] == [held[:3] for held in before]
        for (*_, memory_before), (*_, memory_after) in zip(before, after, strict=True):
            assert memory_after - memory_before < 8_000
    finally:
        voice.close()


def test_a_voice_that_says_nothing_looks_after_its_loudspeaker(catalogues: Catalogues) -> None:
    tended = Event()

    class Tended(SilentSink):
        def tend(self) -> None:
            tended.set()

    voice = Voice(Providers([SpareVoice()]), Tended(), catalogues)
    try:
        assert tended.wait(10)
    finally:
        voice.close()
