"""Made-up recordings: a tone where a person would speak, and packs of them."""

import io
import json
import math
import wave
from array import array
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk.speech.wav import SAMPLE_RATE


def tone(
    seconds: float = 1.0, dbfs: float = -20.0, *, lead: float = 0.02, trail: float = 0.3, pitch: float = 200.0
) -> list[int]:
    """Samples of a tone of that loudness with silence before and behind it."""
    top = 32768 * 10 ** (dbfs / 20) * math.sqrt(2)
    heard = [
        round(top * math.sin(2 * math.pi * pitch * at / SAMPLE_RATE))
        for at in range(round(seconds * SAMPLE_RATE))
    ]
    return [0] * round(lead * SAMPLE_RATE) + heard + [0] * round(trail * SAMPLE_RATE)


def wav_file(samples: list[int], *, channels: int = 1, width: int = 2, rate: int = SAMPLE_RATE) -> bytes:
    """The samples as they are, under whatever header."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setnchannels(channels)
        writing.setsampwidth(width)
        writing.setframerate(rate)
        writing.writeframes(array("h", samples).tobytes())
    return file.getvalue()


def prompt_entry(key: str, text: str, data: bytes, /, **changes: object) -> dict[str, object]:
    """What stands in a manifest for a text and its file."""
    entry: dict[str, object] = {
        "key": key,
        "text": sha256(text.encode()).hexdigest(),
        "file": f"{key}.wav",
        "sha256": sha256(data).hexdigest(),
    }
    return entry | changes


def write_pack_file(folder: Path, prompts: Any, /, **changes: object) -> None:
    """A pack.json, right but for the changes."""
    folder.mkdir(parents=True, exist_ok=True)
    head: dict[str, object] = {"format": 1, "language": "en", "voice": "nobody", "prompts": prompts}
    (folder / "pack.json").write_text(json.dumps(head | changes), encoding="utf-8")


def write_pack(folder: Path, recordings: dict[str, bytes], language: str = "en") -> Path:
    """A right pack of {spoken text: WAV}; its keys are p.1, p.2 …"""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, (text, data) in enumerate(recordings.items(), 1):
        entries.append(prompt_entry(f"p.{number}", text, data))
        (folder / f"p.{number}.wav").write_bytes(data)
    write_pack_file(folder, entries, language=language)
    return folder
