"""The neural voices' process, `python -m kiosk.speech.neural_worker FOLDER` (see neural_voice.py).

Written for piper-tts 1.8.0 of github.com/OHF-Voice/piper1-gpl, which is not among the kiosk's requirements:
`pip install piper-tts` where its voices are wanted. It is GPL-3.0, so it is imported here and in no other
process. Of it are used PiperVoice.load, .synthesize and .config.length_scale, SynthesisConfig and what
AudioChunk has had since 1.3.0.

It speaks as speech_worker.py has it. It is ready once every voice has rendered a word, and names the "tags"
of those that could; where Piper is not installed or no voice can be loaded it says that it never will be.
A voice gets the text in its own script. Its stderr is not to be kept: a traceback could quote the text.
"""

import io
import sys
import wave
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import miniaudio

from kiosk.speech.neural_voice import NeuralModel, find_models
from kiosk.speech.wav import SAMPLE_RATE
from kiosk.speech.worker_loop import Render, serve

# About as loud as espeak-ng: Piper brings every sentence to the full range first.
_LOUDNESS = 0.7
# Measured: the sound is then about 1.35 times as long, since not all of it scales.
_SLOWER = 1.5
_BETWEEN_SENTENCES_S = 0.15
# Said to nobody: the first text takes several times as long as the next.
_WARMING: Mapping[str, str] = {"ug": "بىر", "kk": "бір", "zh-Hans": "一", "en": "one"}


class _Voices:
    def __init__(self, piper: Any) -> None:
        self._piper = piper
        self._voices: dict[str, Any] = {}

    @property
    def tags(self) -> list[str]:
        return sorted(self._voices)

    def load(self, model: NeuralModel) -> None:
        """Loads a voice and has it say a word; one that cannot is left out."""
        try:
            voice = self._piper.PiperVoice.load(model.model, model.settings, download_dir=model.model.parent)
            if self._samples(voice, _WARMING[model.tag], slow=False):
                self._voices[model.tag] = voice
        # What a damaged file makes onnxruntime and Piper raise has no common kind. The parent is told by what
        # is missing among the tags, and names it VOICE-03.
        except Exception:
            return

    def render(self, text: str, tag: str, slow: bool) -> tuple[str, bytes]:
        """("rendered", WAV), ("wrong-voice", nothing) or ("nothing", nothing)."""
        if tag not in self._voices:
            return "wrong-voice", b""
        samples = self._samples(self._voices[tag], text, slow)
        return ("rendered", _wav(samples)) if samples else ("nothing", b"")

    def _samples(self, voice: Any, text: str, slow: bool) -> bytes:
        """Mono 16-bit frames at our rate."""
        length_scale = voice.config.length_scale * _SLOWER if slow else None
        settings = self._piper.SynthesisConfig(length_scale=length_scale, volume=_LOUDNESS)
        pause = bytes(2 * round(_BETWEEN_SENTENCES_S * SAMPLE_RATE))
        return pause.join(_at_our_rate(chunk) for chunk in voice.synthesize(text, settings))


def _at_our_rate(chunk: Any) -> bytes:
    data = bytes(chunk.audio_int16_bytes)
    if not data or (chunk.sample_rate, chunk.sample_channels) == (SAMPLE_RATE, 1):
        return data
    form = miniaudio.SampleFormat.SIGNED16
    return bytes(
        miniaudio.convert_frames(form, chunk.sample_channels, chunk.sample_rate, data, form, 1, SAMPLE_RATE)
    )


def _wav(samples: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setnchannels(1)
        writing.setsampwidth(2)
        writing.setframerate(SAMPLE_RATE)
        writing.writeframes(samples)
    return file.getvalue()


def _prepared(folder: Path) -> tuple[Render, Mapping[str, object]] | None:
    try:
        voices = _Voices(import_module("piper"))
    except ImportError:
        return None
    for model in find_models(folder).by_tag.values():
        voices.load(model)
    return (voices.render, {"tags": voices.tags}) if voices.tags else None


if __name__ == "__main__":
    serve(lambda: _prepared(Path(sys.argv[1])))
