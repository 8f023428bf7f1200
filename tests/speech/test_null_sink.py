"""What really reaches a loudspeaker: the player and the voice on a PulseAudio server without a sound card."""

import io
import signal
import time
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log10
from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Message
from kiosk.speech.loudness import LOUDNESS, STARTING_LEVEL
from kiosk.speech.player import DevicePlayer
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered, Providers
from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice
from kiosk.speech.wav import SAMPLE_RATE, Wav, from_the_first_sound, scaled
from tests.speech.pulse import Microphone, PulseServer, joined, microphone, pulse_server

Until = Callable[[Callable[[], bool]], None]
LOW, HIGH = 3000, 9000


class Clock:
    """Real time, and as much more as a test lets go by."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@pytest.fixture
def server() -> Iterator[PulseServer]:
    with pulse_server() as server:
        yield server


@pytest.fixture
def ear(server: PulseServer) -> Iterator[Microphone]:
    with microphone(server) as ear:
        yield ear


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def player(ear: Microphone, clock: Clock) -> Iterator[DevicePlayer]:
    player = DevicePlayer(clock=clock)
    player.open()
    yield player
    player.close()


def level(height: int, seconds: float) -> Wav:
    """A sound that is told from others by its height alone."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((array("h", [height]) * round(seconds * SAMPLE_RATE)).tobytes())
    return Wav(file.getvalue(), "test")


def play(player: DevicePlayer, sound: Wav) -> None:
    player.play(sound, "prompt", wanted=lambda: True)


def ringing(ear: Microphone, height: int, since: float = 0.0) -> None:
    """Waits until a sound of this height is heard."""
    ear.wait(lambda heard: any(height in piece.samples for piece in heard), since=since)


def silence(ear: Microphone) -> None:
    """Waits until nothing is heard for a tenth of a second."""
    need = SAMPLE_RATE // 10
    ear.wait(lambda heard: (last := joined(heard[-200:])[-need:]).count(0) == len(last) == need)


def without_silence(samples: Sequence[int]) -> list[int]:
    return [sample for sample in samples if sample]


def test_what_is_said_reaches_the_loudspeaker_sample_for_sample(
    player: DevicePlayer, ear: Microphone, voices: Providers
) -> None:
    sound = voices.render(Prompt(("خۇش كەلدىڭىز",), "ug"))
    assert isinstance(sound, Wav)
    said = without_silence(array("h", from_the_first_sound(sound.samples)))
    play(player, sound)
    heard = ear.wait(lambda heard: len(without_silence(joined(heard))) >= len(said))
    assert without_silence(joined(heard)) == said
    assert max(said) > 1000


def test_stop_is_silence_and_what_was_left_is_never_heard(player: DevicePlayer, ear: Microphone) -> None:
    play(player, level(HIGH, 30))
    ringing(ear, HIGH)
    player.stop()
    silence(ear)
    # What was handed over last falls to silence, sample by sample, so that there is no click.
    heard = without_silence(joined(ear.heard()))
    fall = [sample for sample in heard if sample != HIGH]
    assert 100 < len(fall) <= 0.006 * SAMPLE_RATE
    assert fall == sorted(fall, reverse=True) == heard[-len(fall) :]


def test_of_two_prompts_only_the_newest_is_heard_to_its_end(player: DevicePlayer, ear: Microphone) -> None:
    play(player, level(LOW, 30))
    ringing(ear, LOW)
    player.stop()
    newest = level(HIGH, 0.2)
    play(player, newest)
    ringing(ear, HIGH)
    silence(ear)
    heard = list(joined(ear.heard()))
    assert heard.count(HIGH) == len(newest.samples) // 2
    assert LOW not in heard[heard.index(HIGH) :]


def test_half_the_volume_is_six_decibels_less_and_comes_without_a_step(
    player: DevicePlayer, ear: Microphone
) -> None:
    play(player, level(HIGH, 30))
    ringing(ear, HIGH)
    player.set_volume(0.5)
    ringing(ear, HIGH // 2)
    heard = without_silence(joined(ear.heard()))
    between = heard[heard.index(HIGH) : heard.index(HIGH // 2)]
    assert max(abs(one - next_) for one, next_ in pairwise(between)) < HIGH / 50
    assert 20 * log10(heard[-1] / HIGH) == pytest.approx(-6, abs=0.1)
    player.set_volume(0)
    silence(ear)
    player.set_volume(1)
    ringing(ear, HIGH, since=ear.heard()[-1].at)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_there_is_no_volume_below_nothing_or_above_all(share: float) -> None:
    with pytest.raises(ValueError, match=str(share)):
        DevicePlayer().set_volume(share)


@pytest.mark.parametrize("fault", [PulseServer.unplug, PulseServer.stop])
def test_a_loudspeaker_that_goes_while_it_speaks_is_named_and_heard_again_when_it_is_back(
    player: DevicePlayer,
    server: PulseServer,
    ear: Microphone,
    clock: Clock,
    fault: Callable[[PulseServer], None],
) -> None:
    play(player, level(LOW, 30))
    ringing(ear, LOW)
    assert player.health() is None
    fault(server)
    clock.ahead += 3
    assert player.health() is FailureCode.SOUND_DEVICE_ABSENT
    player.stop()
    play(player, level(LOW, 30))
    assert player.health() is FailureCode.SOUND_DEVICE_ABSENT and not player.playing
    player.stop()
    server.plug_in() if fault is PulseServer.unplug else server.start()
    with microphone(server) as new_ear:
        clock.ahead += 6
        play(player, level(HIGH, 0.2))
        ringing(new_ear, HIGH)
        assert LOW not in joined(new_ear.heard())
    assert player.health() is None


def test_what_was_said_to_a_loudspeaker_already_gone_is_heard_from_its_beginning(
    player: DevicePlayer, server: PulseServer, clock: Clock
) -> None:
    server.stop()
    server.start()
    with microphone(server) as ear:
        sound = level(HIGH, 0.2)
        player.play(sound, "prompt", wanted=lambda: True)  # nobody has noticed yet
        clock.ahead += 6
        player.tend()
        ringing(ear, HIGH)
        silence(ear)
        # The first milliseconds of a stream just opened may fall into what the server had taken before.
        assert joined(ear.heard()).count(HIGH) > 0.9 * len(sound.samples) // 2


def test_a_sound_server_that_hangs_is_a_missing_loudspeaker_and_keeps_nobody_for_ever(
    player: DevicePlayer, server: PulseServer, clock: Clock
) -> None:
    server.send(signal.SIGSTOP)
    try:
        clock.ahead += 6
        play(player, level(LOW, 30))  # closes, which does not come back
        assert player.health() is FailureCode.SOUND_DEVICE_ABSENT
        clock.ahead += 6
        play(player, level(LOW, 30))
        player.stop()
        player.close()
    finally:
        server.stop()


def test_a_loudspeaker_that_comes_and_goes_leaves_nothing_open(
    player: DevicePlayer, server: PulseServer, clock: Clock
) -> None:
    def come_and_go() -> int:
        server.unplug()
        clock.ahead += 6
        player.open()
        assert player.health() is FailureCode.SOUND_DEVICE_ABSENT
        server.plug_in()
        clock.ahead += 6
        player.open()
        assert player.health() is None
        return len(list(Path("/proc/self/fd").iterdir()))

    assert come_and_go() == come_and_go() == come_and_go()


def test_a_loudspeaker_rests_after_a_minute_of_silence_and_the_next_prompt_wakes_it(
    player: DevicePlayer, server: PulseServer, ear: Microphone, clock: Clock
) -> None:
    player.tend()
    assert "Corked: no" in server.ask("list", "sink-inputs")
    clock.ahead += 61
    ear.wait(lambda heard: len(heard) > 20, since=time.monotonic())  # it has asked since
    player.tend()
    assert "Corked: yes" in server.ask("list", "sink-inputs")
    clock.ahead += 61
    assert player.health() is None
    sound = level(HIGH, 0.2)
    play(player, sound)
    ringing(ear, HIGH)
    silence(ear)
    assert joined(ear.heard()).count(HIGH) == len(sound.samples) // 2


def test_three_hundred_touches_end_with_the_last_prompt_alone(
    player: DevicePlayer, ear: Microphone, catalogues: Catalogues
) -> None:
    said: list[Wav | NotRendered] = []

    class Remembering(Providers):
        def render(self, prompt: Prompt) -> Wav | NotRendered:
            said.append(super().render(prompt))
            return said[-1]

    voice = Voice(Remembering([Pyttsx3Voice(), SpareVoice()]), player, catalogues)
    try:
        for touch in range(300):
            voice.stop()
            ear.forget()
            voice.say([Message("hello"), Message("take")], UYGHUR, label=str(touch))
            ear.wait(bool)
        assert voice.wait_quiet(10)
        assert voice.health().code is None
        last = said[-1]
        assert isinstance(last, Wav)
        share = LOUDNESS[STARTING_LEVEL - 1]
        wanted = without_silence(array("h", scaled(from_the_first_sound(last.samples), share, share)))
        ear.wait(lambda heard: len(without_silence(joined(heard))) >= len(wanted))
        silence(ear)
        # Before it stands what was left of the prompt before, until the touch.
        assert without_silence(joined(ear.heard()))[-len(wanted) :] == wanted
    finally:
        voice.close()
