"""Stands in for piper-tts 1.8.0 where no neural voice can be had: the same API, and tones for speech.

A sentence is a tone of 60 ms a letter times the length scale. Its pitch tells the script of the text: 400 Hz
for Chinese characters, 600 Hz for Cyrillic, 800 Hz for Arabic, 1,000 Hz for Latin letters.
"""

import json
import math
import os
import re
import sys
import time
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PITCHES = (("[\u3400-\u9fff]", 400), ("[\u0400-\u04ff]", 600), ("[\u0600-\u06ff]", 800), ("[A-Za-z]", 1000))
_SECONDS_A_LETTER = 0.06


class Fail(Exception):
    """As onnxruntime's errors, it has no kind in common with others."""


@dataclass
class SynthesisConfig:
    speaker_id: int | None = None
    length_scale: float | None = None
    noise_scale: float | None = None
    noise_w_scale: float | None = None
    normalize_audio: bool = True
    volume: float = 1.0


@dataclass
class PiperConfig:
    sample_rate: int
    length_scale: float


@dataclass
class AudioChunk:
    sample_rate: int
    sample_width: int
    sample_channels: int
    audio_int16_bytes: bytes


@dataclass
class PiperVoice:
    config: PiperConfig

    @staticmethod
    def load(
        model_path: str | Path,
        config_path: str | Path | None = None,
        use_cuda: bool = False,
        espeak_data_dir: str | Path = "",
        download_dir: str | Path | None = None,
        include_alignments: bool = False,
    ) -> "PiperVoice":
        settings: dict[str, Any] = json.loads(Path(config_path or f"{model_path}.json").read_text("utf-8"))
        if Path(model_path).read_bytes() != b"a model":
            raise Fail("INVALID_PROTOBUF")
        print("loaded")  # what a library prints must not get into the wire
        return PiperVoice(
            PiperConfig(settings["audio"]["sample_rate"], settings["inference"]["length_scale"])
        )

    def synthesize(
        self, text: str, syn_config: SynthesisConfig | None = None, include_alignments: bool = False
    ) -> Iterable[AudioChunk]:
        if "hang" in text:
            time.sleep(600)
        if "die" in text:
            os._exit(1)
        asked = syn_config or SynthesisConfig()
        scale = self.config.length_scale if asked.length_scale is None else asked.length_scale
        for sentence in re.findall(r"\w[^.!?。！？]*", text):
            pitch = next(pitch for script, pitch in _PITCHES if re.search(script, sentence))
            letters = sum(c.isalpha() for c in sentence)
            frames = round(letters * _SECONDS_A_LETTER * scale * self.config.sample_rate)
            yield AudioChunk(self.config.sample_rate, 2, 1, self._tone(pitch, frames, asked.volume))

    def _tone(self, pitch: int, frames: int, volume: float) -> bytes:
        step = 2 * math.pi * pitch / self.config.sample_rate
        samples = array("h", (round(32767 * volume * math.sin(step * n)) for n in range(frames)))
        if sys.byteorder == "big":
            samples.byteswap()
        return samples.tobytes()
