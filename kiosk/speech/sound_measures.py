"""What can be measured of a piece of speech: its form, its level, its silences.

Loudness is a gated level in dB of full scale, not LUFS: the blocks and gates of ITU-R BS.1770-5 without its
filter for the ear. It compares recordings of speech with each other, which is all that is asked here, and
needs neither numpy nor scipy, which pyloudnorm would bring to every kiosk.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from kiosk.speech.wav import SAMPLE_RATE

FULL_SCALE = 32768
# Below this a room is heard, not a voice; dBFS.
SILENCE_DBFS = -45.0
_WINDOW = SAMPLE_RATE // 200
_BLOCK = SAMPLE_RATE * 2 // 5
_STEP = _BLOCK // 4
_ABSOLUTE_GATE_DBFS = -70.0
_RELATIVE_GATE_DB = 10.0
# A converter that ran out of figures may stop a few of them short.
_AT_THE_LIMIT = FULL_SCALE - 8
_CLIPPED_RUN = 3


@dataclass(frozen=True)
class Silences:
    """Seconds of silence at both ends; ``whole``: there is nothing else."""

    lead: float
    trail: float
    whole: bool


def form_fault(data: bytes) -> str | None:
    """Why these bytes are no 16-bit mono WAV of SAMPLE_RATE with all its samples; None where they are."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.getnframes()
            if channels != 1:
                return f"has {channels} channels, not 1"
            if width != 2:
                return f"has {8 * width} bits a sample, not 16"
            if rate != SAMPLE_RATE:
                return f"has {rate} samples a second, not {SAMPLE_RATE}"
            if not frames:
                return "holds no sound"
            if len(file.readframes(frames)) != 2 * frames:
                return "is cut off"
    # A chunk that ends beyond the file is a RuntimeError to the wave module.
    except (wave.Error, EOFError, RuntimeError) as error:
        return f"is no WAV file: {error}" if str(error) else "is no WAV file"
    return None


def as_numbers(samples: bytes) -> "array[int]":
    """Signed 16-bit little-endian frames as numbers."""
    numbers = array("h", samples)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def silences(samples: Sequence[int]) -> Silences:
    """To 5 ms. Only as much of the sound is looked at as is silent."""
    windows = range(0, len(samples), _WINDOW)
    first = next((at for at in windows if _is_heard(samples[at : at + _WINDOW])), None)
    seconds = len(samples) / SAMPLE_RATE
    if first is None:
        return Silences(seconds, seconds, whole=True)
    last = next(at for at in reversed(windows) if _is_heard(samples[at : at + _WINDOW]))
    return Silences(first / SAMPLE_RATE, max(0, len(samples) - last - _WINDOW) / SAMPLE_RATE, whole=False)


def loudness(samples: Sequence[int]) -> float:
    """Gated level in dBFS; minus infinity where nothing passes the gate."""
    powers = [power for power in _block_powers(samples) if _dbfs(power) > _ABSOLUTE_GATE_DBFS]
    if not powers:
        return -math.inf
    gate = _dbfs(_mean(powers)) - _RELATIVE_GATE_DB
    return _dbfs(_mean([power for power in powers if _dbfs(power) > gate]))


def is_clipped(samples: Sequence[int]) -> bool:
    """Whether some samples in a row stand at full scale, on one side."""
    for low, high in ((-FULL_SCALE, -_AT_THE_LIMIT), (_AT_THE_LIMIT, FULL_SCALE)):
        run = 0
        for sample in samples:
            run = run + 1 if low <= sample <= high else 0
            if run == _CLIPPED_RUN:
                return True
    return False


def _is_heard(samples: Sequence[int]) -> bool:
    return _dbfs(_power(samples)) > SILENCE_DBFS


def _block_powers(samples: Sequence[int]) -> Iterator[float]:
    for at in range(0, max(1, len(samples) - _BLOCK + 1), _STEP):
        yield _power(samples[at : at + _BLOCK])


def _power(samples: Sequence[int]) -> float:
    return float(sum(map(mul, samples, samples))) / max(1, len(samples))


def _mean(powers: Sequence[float]) -> float:
    return sum(powers) / len(powers)


def _dbfs(power: float) -> float:
    return 10 * math.log10(power / FULL_SCALE**2) if power else -math.inf
