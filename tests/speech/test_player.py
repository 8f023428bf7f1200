import io
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniaudio import Backend

from kiosk.failures import FailureCode
from kiosk.speech.player import DevicePlayer, FolderSink
from kiosk.speech.wav import SAMPLE_RATE, Wav, from_the_first_sound, is_speech, scaled, with_true_lengths

Until = Callable[[Callable[[], bool]], None]


def tone(seconds: float) -> Wav:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(b"\x00\x10" * int(seconds * SAMPLE_RATE))
    return Wav(file.getvalue(), "test")


@pytest.fixture
def player() -> Iterator[DevicePlayer]:
    """A player on miniaudio's own clockwork device, which takes sound at real pace and makes none."""
    player = DevicePlayer(backends=[Backend.NULL])
    player.open()
    yield player
    player.close()


def play(player: DevicePlayer, wav: Wav) -> None:
    player.play(wav, "prompt", wanted=lambda: True)


def test_a_sound_is_played_to_its_end_in_real_time(player: DevicePlayer, until: Until) -> None:
    began = time.monotonic()
    play(player, tone(0.2))
    assert player.playing
    until(lambda: not player.playing)
    assert 0.1 < time.monotonic() - began < 1.0
    assert player.health() is None


def test_stop_is_silence_at_once(player: DevicePlayer) -> None:
    play(player, tone(30))
    began = time.monotonic()
    player.stop()
    assert not player.playing
    assert time.monotonic() - began < 0.02


def test_after_stop_nothing_but_silence_reaches_the_device(player: DevicePlayer) -> None:
    play(player, tone(30))
    player.stop()
    assert set(player.next_samples(2000)) == {0}


def test_the_newest_sound_replaces_the_one_before(player: DevicePlayer, until: Until) -> None:
    play(player, tone(30))
    play(player, tone(0.1))
    until(lambda: not player.playing)


def test_a_sound_that_is_not_wanted_any_more_is_not_played(player: DevicePlayer) -> None:
    player.play(tone(30), "prompt", wanted=lambda: False)
    assert not player.playing


def test_without_a_sound_device_the_player_says_so_and_goes_on() -> None:
    player = DevicePlayer(backends=[Backend.JACK])  # no JACK server runs on a kiosk
    assert player.health() is None
    play(player, tone(1))
    assert player.health() is FailureCode.SOUND_DEVICE_ABSENT
    assert not player.playing
    player.stop()
    player.close()


def test_a_device_that_comes_later_is_found_after_a_while() -> None:
    now = 100.0
    backends = [Backend.JACK]
    player = DevicePlayer(backends=backends, clock=lambda: now)
    try:
        play(player, tone(1))
        backends[0] = Backend.NULL
        now += 4
        play(player, tone(1))
        assert player.health() == FailureCode.SOUND_DEVICE_ABSENT
        now += 2
        play(player, tone(1))
        assert player.health() is None and player.playing
    finally:
        player.close()


def test_where_nothing_is_said_a_missing_device_is_looked_for_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    now, looked = [0.0], []
    # A sound system that is not there on any machine of ours.
    player = DevicePlayer(backends=[Backend.AUDIO4], clock=lambda: now[0])
    monkeypatch.setattr(player._loudspeaker, "open", lambda: looked.append(now[0]))
    player.open()
    for _ in range(120):
        now[0] += 1
        player.tend()
    assert 2 <= len(looked) <= 6
    # With a prompt it is looked for soon.
    now[0] += 6
    before = len(looked)
    play(player, tone(0.1))
    assert len(looked) == before + 1


def test_every_speech_is_in_the_folder_in_its_order(tmp_path: Path) -> None:
    sink = FolderSink(tmp_path / "speech")
    sink.open()
    for label in ("attract", "card/../x", "سالام"):
        sink.play(tone(0.1), label, wanted=lambda: True)
    names = sorted(path.name for path in (tmp_path / "speech").iterdir())
    assert names == ["01-attract.wav", "02-card-..-x.wav", "03-speech.wav"]
    assert all(is_speech(path.read_bytes()) for path in (tmp_path / "speech").iterdir())


def test_a_sound_begins_without_the_silence_before_it() -> None:
    sound, silence = array("h", [900, 0, 40]).tobytes(), array("h", [0, 32, -32])
    assert from_the_first_sound((silence * 400).tobytes() + sound) == (silence * 400).tobytes()[-88:] + sound
    for short in (sound, silence.tobytes() + sound, silence.tobytes(), b""):
        assert from_the_first_sound(short) == short


@given(samples=st.lists(st.integers(-32768, 32767)), first=st.floats(0, 1), last=st.floats(0, 1))
def test_a_volume_that_changes_never_goes_beyond_its_ends(
    samples: list[int], first: float, last: float
) -> None:
    changed = array("h", scaled(array("h", samples).tobytes(), first, last))
    assert len(changed) == len(samples)
    low, high = sorted((first, last))
    for before, after in zip(samples, changed, strict=True):
        assert low * abs(before) - 1 <= abs(after) <= high * abs(before) + 1


def test_a_wav_from_a_pipe_gets_its_true_lengths() -> None:
    right = tone(0.1).data
    made_up = right[:4] + b"\x24\xf0\xff\x7f" + right[8:40] + b"\x00\xf0\xff\x7f" + right[44:]
    assert with_true_lengths(made_up) == right
    assert with_true_lengths(b"no wav") == b"no wav"


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\x00" * 100, tone(0).data])
def test_what_holds_no_sound_is_no_speech(data: bytes) -> None:
    assert not is_speech(data)
