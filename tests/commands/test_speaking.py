"""Who speaks here, and in which order; and a voice that begins once something is drawn."""

import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.commands.bundled import LOCALES
from kiosk.commands.speaking import LateVoice, open_providers
from kiosk.failures import FailureCode
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Message
from kiosk.speech.player import FolderSink
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import Providers
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice
from kiosk.speech.wav import Wav

RECORDED, OTHER = "خۇش كەلدىڭىز.", "تىلىڭىزنى تاللاڭ."
STAND_IN = Path(__file__).parents[1] / "speech" / "stand_in_piper"


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One sentence recorded in Uyghur, and a neural voice in Kazakh."""
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))
    sound = SpareVoice().render(Prompt((RECORDED,), "ug"))
    assert sound is not None
    recorded, neural = tmp_path / "ug", tmp_path / "kk"
    recorded.mkdir()
    neural.mkdir()
    (recorded / "hello.wav").write_bytes(sound.data)
    entry = {
        "key": "hello",
        "text": sha256(RECORDED.encode()).hexdigest(),
        "file": "hello.wav",
        "sha256": sha256(sound.data).hexdigest(),
    }
    manifest = {"format": 1, "language": "ug", "voice": "made up", "prompts": [entry]}
    (recorded / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    (neural / "voice.onnx").write_bytes(b"a model")
    settings = {
        "audio": {"sample_rate": 22_050},
        "inference": {"length_scale": 1.0},
        "espeak": {"voice": "kk"},
    }
    (neural / "voice.onnx.json").write_text(json.dumps(settings), encoding="utf-8")
    return tmp_path


@pytest.fixture
def voices(packs: Path) -> Iterator[Providers]:
    with closing(open_providers(packs)) as voices:
        voices.tend(wait=20)
        yield voices


def who_says(voices: Providers, tag: str, *texts: str, slow: bool = False) -> str:
    sound = voices.render(Prompt(texts, tag, slow))
    assert isinstance(sound, Wav)
    return sound.provider


def test_recordings_come_first_then_neural_voices_then_the_engine(voices: Providers) -> None:
    assert who_says(voices, "ug", RECORDED) == "recorded"
    assert who_says(voices, "kk", "Қош келдіңіз.") == "piper"
    assert who_says(voices, "zh-Hans", "欢迎。") == "pyttsx3"
    assert voices.health() is None


def test_no_prompt_is_spoken_by_two_voices(voices: Providers) -> None:
    assert who_says(voices, "ug", RECORDED, RECORDED) == "recorded"
    assert who_says(voices, "ug", RECORDED, OTHER) == "pyttsx3"


def test_who_asks_for_slower_speech_gets_a_voice_that_can(voices: Providers) -> None:
    assert who_says(voices, "ug", RECORDED, slow=True) == "pyttsx3"
    assert who_says(voices, "kk", "Қош келдіңіз.", slow=True) == "piper"


def test_a_damaged_recording_is_told_and_the_next_voice_speaks(packs: Path) -> None:
    (packs / "ug" / "hello.wav").write_bytes(b"RIFF")
    with closing(open_providers(packs)) as voices:
        voices.tend(wait=20)
        assert who_says(voices, "ug", RECORDED) == "pyttsx3"
        assert voices.health() is FailureCode.VOICE_PACK_DAMAGED


def test_a_folder_of_packs_that_is_not_there_is_told(tmp_path: Path) -> None:
    with closing(open_providers(tmp_path / "missing")) as voices:
        voices.tend(wait=20)
        assert who_says(voices, "ug", RECORDED) == "pyttsx3"
        assert voices.health() is FailureCode.VOICE_PACK_DAMAGED


def test_what_was_set_before_the_voice_begins_holds_once_it_has(tmp_path: Path) -> None:
    opened: list[Voice] = []

    def open_voice() -> Voice:
        opened.append(Voice(Providers([SpareVoice()]), FolderSink(tmp_path), load_catalogues(LOCALES)))
        return opened[-1]

    late = LateVoice(open_voice)
    assert (late.volume, late.busy) == (4, False)
    late.turn_down()
    late.turn_down()
    late.turn_up()
    late.set_slow(True)
    late.set_headphones(True)
    late.say((Message("attract.say"),), UYGHUR, label="first")
    assert late.busy
    late.begin()
    assert late.volume == opened[0].volume == 3
    late.set_slow(False)
    late.say((Message("attract.say"),), UYGHUR, label="second")
    assert late.wait_quiet(20)
    assert not late.busy
    opened[0].close()
    slow, usual = (Wav(file.read_bytes(), "").seconds for file in sorted(tmp_path.iterdir()))
    assert slow > 1.25 * usual
