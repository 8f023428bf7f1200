"""Neural voices, by a stand-in for the package `piper` (stand_in_piper/).

No voice of Kazakh, Chinese or Uyghur is free to be shipped with tests. The real piper-tts 1.8.0 was tried by
hand, with a published English voice.
"""

import json
import os
import signal
import sys
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.speech.neural_voice import NeuralVoice, find_models
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import Providers
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.speech_worker import Patience
from kiosk.speech.wav import SAMPLE_RATE, Wav

STAND_IN = Path(__file__).parent / "stand_in_piper"
DAMAGED = FailureCode.VOICE_PACK_DAMAGED

KAZAKH, CHINESE = Prompt(("Тіліңізді таңдаңыз.",), "kk"), Prompt(("请选择语言。",), "zh-Hans")
UYGHUR = Prompt(("تىلىڭىزنى تاللاڭ.",), "ug")


@pytest.fixture(autouse=True)
def with_piper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))


@pytest.fixture
def opened() -> Iterator[Callable[..., NeuralVoice]]:
    """Opens voices that are closed at the end."""
    voices: list[NeuralVoice] = []

    def open_voice(folder: Path, **more: Patience) -> NeuralVoice:
        voices.append(NeuralVoice(folder, **more))
        voices[-1].tend(wait=20)
        return voices[-1]

    yield open_voice
    for voice in voices:
        voice.close()


def lay(folder: Path, name: str, *, rate: int = 22_050, data: bytes = b"a model", **settings: object) -> Path:
    """Puts a voice as Piper publishes them into a folder, which may be given as a path in it."""
    model = folder / f"{name}.onnx"
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes(data)
    whole = {
        "audio": {"sample_rate": rate},
        "inference": {"length_scale": 1.0},
        "espeak": {"voice": "nobody"},
    }
    model.with_name(f"{model.name}.json").write_text(json.dumps(whole | settings), encoding="utf-8")
    return model


def heard(wav: Wav | None) -> Wav:
    assert wav is not None
    return wav


def pitch(wav: Wav) -> float:
    """Of a tone, in Hz, by its zero crossings."""
    samples = array("h", wav.samples)
    rising = sum(before < 0 <= after for before, after in pairwise(samples))
    return rising / wav.seconds


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
def test_it_speaks_at_our_rate_whatever_its_model_has(
    rate: int, tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/kk_KZ-iseke-x_low", rate=rate)
    wav = heard(opened(tmp_path).render(KAZAKH))
    assert wav.provider == "piper"
    assert wav.seconds == pytest.approx(17 * 0.06, rel=0.02)
    assert pitch(wav) == pytest.approx(600, rel=0.03)
    assert 15_000 < max(array("h", wav.samples)) < 32_000


def test_a_text_comes_to_it_in_its_own_script(tmp_path: Path, opened: Callable[..., NeuralVoice]) -> None:
    """Not as the pinyin and the spelled-out vowels that espeak-ng is given."""
    for tag in ("ug", "kk", "zh-Hans"):
        lay(tmp_path, f"{tag}/voice")
    voice = opened(tmp_path)
    pitches = [round(pitch(heard(voice.render(prompt))), -1) for prompt in (UYGHUR, KAZAKH, CHINESE)]
    assert pitches == [
        pytest.approx(800, rel=0.03),
        pytest.approx(600, rel=0.03),
        pytest.approx(400, rel=0.03),
    ]
    assert heard(voice.render(CHINESE)).seconds == pytest.approx(5 * 0.06, rel=0.02)


def test_sentences_are_parted(tmp_path: Path, opened: Callable[..., NeuralVoice]) -> None:
    lay(tmp_path, "kk/voice")
    wav = heard(opened(tmp_path).render(Prompt(("Бір", "екі"), "kk")))
    assert wav.seconds == pytest.approx(6 * 0.06 + 0.15, rel=0.02)
    middle = array("h", wav.samples)[len(wav.samples) // 4 - 200 : len(wav.samples) // 4 + 200]
    assert set(middle) == {0}


def test_it_speaks_more_slowly_when_asked(tmp_path: Path, opened: Callable[..., NeuralVoice]) -> None:
    lay(tmp_path, "kk/voice", inference={"length_scale": 0.8})
    voice = opened(tmp_path)
    usual = heard(voice.render(KAZAKH)).seconds
    slow = heard(voice.render(Prompt(KAZAKH.texts, "kk", slow=True))).seconds
    assert usual == pytest.approx(17 * 0.06 * 0.8, rel=0.02)
    assert slow >= 1.25 * usual


def test_what_it_has_no_voice_for_is_said_by_the_next(
    tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/voice")
    voices = Providers([opened(tmp_path), SpareVoice()])
    by = [sound.provider for p in (KAZAKH, UYGHUR, CHINESE) if isinstance(sound := voices.render(p), Wav)]
    assert by == ["piper", "espeak-ng", "espeak-ng"]
    assert voices.health() is None


@pytest.mark.parametrize(
    ("name", "settings", "tag"),
    [
        ("zh-Hans/zh_CN-huayan-medium", {}, "zh-Hans"),
        ("voices/kk_KZ", {"language": {"code": "kk_KZ", "family": "kk"}}, "kk"),
        ("kk_KZ-issai-high", {"espeak": {"voice": "kk"}}, "kk"),
        ("any", {"espeak": {"voice": "cmn"}}, "zh-Hans"),
        ("any", {"espeak": {"voice": "en-us"}}, "en"),
        ("any", {"language": {"family": "zh"}, "espeak": {"voice": "nobody"}}, "zh-Hans"),
        # The folder has the last word.
        ("ug/any", {"espeak": {"voice": "kk"}}, "ug"),
    ],
)
def test_whose_language_a_voice_is(name: str, settings: dict[str, object], tag: str, tmp_path: Path) -> None:
    model = lay(tmp_path, name, **settings)
    found = find_models(tmp_path)
    assert found.damaged == ()
    assert {tag: model} == {tag: found.by_tag[tag].model}


def test_of_two_voices_for_a_language_the_first_by_name_counts(tmp_path: Path) -> None:
    first = lay(tmp_path, "kk/a")
    lay(tmp_path, "kk/b")
    assert find_models(tmp_path).by_tag["kk"].model == first


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", '{"espeak": 3}', '{"espeak": {"voice": "de"}}'])
def test_a_model_without_right_settings_is_told_and_the_others_speak(
    text: str | None, tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/voice")
    settings = lay(tmp_path, "others/voice").with_name("voice.onnx.json")
    settings.unlink()
    if text is not None:
        settings.write_text(text)
    voice = opened(tmp_path)
    assert heard(voice.render(KAZAKH)).provider == "piper"
    assert voice.health() is DAMAGED
    (told,) = find_models(tmp_path).damaged
    assert told.startswith("others/voice.onnx: ")


def test_a_chinese_voice_that_would_fetch_its_readings_from_the_network_is_not_loaded(tmp_path: Path) -> None:
    lay(tmp_path, "zh-Hans/voice", phoneme_type="pinyin")
    assert find_models(tmp_path).by_tag == {}
    assert find_models(tmp_path).damaged
    (tmp_path / "zh-Hans" / "g2pW").mkdir()
    (tmp_path / "zh-Hans" / "g2pW" / "g2pw.onnx").touch()
    assert find_models(tmp_path).damaged == ()


def test_a_model_that_cannot_be_loaded_is_told_and_the_others_speak(
    tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/voice")
    lay(tmp_path, "ug/voice", data=b"half a mod")
    lay(tmp_path, "zh-Hans/voice", audio={})
    voice = opened(tmp_path)
    assert heard(voice.render(KAZAKH)).provider == "piper"
    assert voice.render(UYGHUR) is None
    assert voice.health() is DAMAGED


@pytest.mark.parametrize("why", ["no package", "no model that loads"])
def test_where_it_can_never_speak_it_is_told_and_not_tried_again(
    why: str, tmp_path: Path, opened: Callable[..., NeuralVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "no package":
        package = tmp_path / "packages" / "piper"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("import no_such_onnxruntime\n")
        monkeypatch.setenv("PYTHONPATH", str(package.parent))
    lay(tmp_path, "kk/voice", data=b"a model" if why == "no package" else b"")
    voice = opened(tmp_path)
    assert voice.health() is DAMAGED
    assert not voice.tend(wait=20)
    assert voice.worker_pid is None
    sound = Providers([voice, SpareVoice()]).render(KAZAKH)
    assert isinstance(sound, Wav) and sound.provider == "espeak-ng"


def test_where_no_voice_is_no_process_is_started(tmp_path: Path, opened: Callable[..., NeuralVoice]) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        voice = opened(folder)
        assert not voice.tend(wait=20)
        assert voice.worker_pid is None
        assert voice.render(KAZAKH) is None
        assert voice.health() is None


def test_nothing_of_it_is_ever_loaded_into_the_kiosk(
    tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/voice")
    heard(opened(tmp_path).render(KAZAKH))
    assert not {"piper", "onnxruntime", "numpy"} & {name.partition(".")[0] for name in sys.modules}


def test_a_killed_worker_costs_no_prompt_and_is_back(
    tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "kk/voice")
    voice = opened(tmp_path)
    assert voice.worker_pid is not None
    os.kill(voice.worker_pid, signal.SIGKILL)
    sound = Providers([voice, SpareVoice()]).render(KAZAKH)
    assert isinstance(sound, Wav)
    assert voice.tend(wait=20)
    assert heard(voice.render(KAZAKH)).provider == "piper"


@pytest.mark.parametrize("word", ["hang", "die"])
def test_one_that_fails_in_the_middle_of_a_text_leaves_it_to_the_next_and_is_back(
    word: str, tmp_path: Path, opened: Callable[..., NeuralVoice]
) -> None:
    lay(tmp_path, "en/voice")
    voice = opened(tmp_path, patience=Patience(0.2))
    sound = Providers([voice, SpareVoice()]).render(Prompt((word,), "en"))
    assert isinstance(sound, Wav) and sound.provider == "espeak-ng"
    assert voice.tend(wait=20)
    assert voice.health() is None
    assert heard(voice.render(Prompt(("one",), "en"))).provider == "piper"


def test_one_that_fails_again_and_again_is_told(tmp_path: Path) -> None:
    lay(tmp_path, "en/voice")
    now = 0.0
    voice = NeuralVoice(tmp_path, clock=lambda: now)
    try:
        for _ in range(3):
            now += 60
            assert voice.health() is None
            assert voice.tend(wait=20)
            assert voice.render(Prompt(("die",), "en")) is None
        assert voice.health() is DAMAGED
        now += 60
        assert voice.tend(wait=20)
        heard(voice.render(Prompt(("one",), "en")))
        assert voice.health() is None
    finally:
        voice.close()


def test_its_sound_is_of_our_form(tmp_path: Path, opened: Callable[..., NeuralVoice]) -> None:
    lay(tmp_path, "kk/voice", rate=8_000)
    wav = heard(opened(tmp_path).render(KAZAKH))
    assert len(wav.samples) / 2 / SAMPLE_RATE == pytest.approx(wav.seconds)
