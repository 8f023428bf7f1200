import os
import signal
import statistics
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from miniaudio import Backend

from kiosk.failures import FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH_ARABIC, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Message, Name, Number
from kiosk.speech.invitation import Invitation
from kiosk.speech.player import DevicePlayer, FolderSink, SilentSink
from kiosk.speech.renderer import NotRendered, Renderer
from kiosk.speech.voice import Voice, VoiceHealth, as_one_prompt
from kiosk.speech.wav import SAMPLE_RATE, Wav, is_speech

HELLO, TAKE = Message("hello"), Message("take")
SECRET = Message("name", {"name": Name("ئايگۈل")})


class Ear(SilentSink):
    """Hears what a loudspeaker would be given; can be made deaf until it is ready."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.stops = 0
        self.ready = Event()
        self.ready.set()

    def open(self) -> None:
        self.ready.wait(10)

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        assert is_speech(wav.data)
        if wanted():
            self.heard.append(label)

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def voice(ear: Ear, catalogues: Catalogues) -> Iterator[Voice]:
    voice = Voice(Renderer(), ear, catalogues)
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
    voice = Voice(Renderer(), ear, catalogues)
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
    voice = Voice(Renderer(), ear, catalogues)
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
    voice = Voice(Renderer(), player, catalogues)
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


class Remembering(Renderer):
    """Keeps what it rendered: no two renderings of a text are the same to the sample."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[tuple[str, Sequence[int]]] = []

    def render(self, text: str, tag: str) -> Wav | NotRendered:
        sound = super().render(text, tag)
        assert isinstance(sound, Wav)
        self.rendered.append((tag, array("h", sound.samples)))
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
    voice = Voice(Renderer(), ear, catalogues)
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
    voice = Voice(Renderer(), FolderSink(tmp_path), catalogues)
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
    renderer = Renderer()
    voice = Voice(renderer, ear, catalogues)
    try:
        voice.say([HELLO], CHINESE, label="before")
        assert voice.wait_quiet(10)
        assert renderer.worker_pid is not None
        os.kill(renderer.worker_pid, signal.SIGKILL)
        voice.say([HELLO], CHINESE, label="after")
        assert voice.wait_quiet(10)
        assert ear.heard == ["before", "after"]
    finally:
        voice.close()


def test_without_a_sound_device_the_visit_goes_on(
    catalogues: Catalogues, until: Callable[[Callable[[], bool]], None]
) -> None:
    voice = Voice(Renderer(), DevicePlayer(backends=[Backend.JACK]), catalogues)
    try:
        voice.say([HELLO], UYGHUR, label="hello")
        assert voice.wait_quiet(10)
        until(lambda: voice.health().code is FailureCode.SOUND_DEVICE_ABSENT)
        voice.stop()
    finally:
        voice.close()


def test_without_any_engine_the_visit_goes_on_in_silence(ear: Ear, catalogues: Catalogues) -> None:
    voice = Voice(Renderer(worker=("false",), program="no-such-espeak"), ear, catalogues)
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
    voice = Voice(Renderer(), ear, catalogues)
    voice.say([Message("no.such.key")], UYGHUR, label="fault")
    until(lambda: voice.health().code is FailureCode.VOICE_ENGINE_ABSENT)
    voice.close()


def test_close_ends_the_worker_and_the_thread(ear: Ear, catalogues: Catalogues) -> None:
    renderer = Renderer()
    voice = Voice(renderer, ear, catalogues)
    voice.say([HELLO], UYGHUR, label="hello")
    assert voice.wait_quiet(10)
    pid = renderer.worker_pid
    voice.close()
    assert pid is not None and not Path(f"/proc/{pid}").exists()


def test_parts_become_sentences_of_one_prompt() -> None:
    assert as_one_prompt(["One", "two?", "three,"], ENGLISH) == "One. two? three."
    assert as_one_prompt(["请看", "好。"], CHINESE) == "请看。 好。"
