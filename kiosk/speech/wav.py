"""A piece of speech: a WAV file in memory."""

import io
import struct
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

SAMPLE_RATE = 22050
_HEADER = 44
# Of 32768.
_AUDIBLE = 32
_KEPT_BEFORE = round(0.002 * SAMPLE_RATE)


@dataclass(frozen=True)
class Wav:
    """One rendered text: 16-bit mono RIFF/WAVE at SAMPLE_RATE. ``provider`` is who rendered it."""

    data: bytes = field(repr=False)
    provider: str

    @property
    def seconds(self) -> float:
        with wave.open(io.BytesIO(self.data)) as file:
            return float(file.getnframes() / file.getframerate())

    @property
    def samples(self) -> bytes:
        """Signed 16-bit little-endian frames."""
        with wave.open(io.BytesIO(self.data)) as file:
            return bytes(file.readframes(file.getnframes()))


def in_turn(sounds: Sequence[Wav], *, pause_s: float) -> Wav:
    """Several pieces of speech, at least one, as a single one, with a pause between them."""
    pause = bytes(2 * round(pause_s * SAMPLE_RATE))
    return Wav(_file(pause.join(sound.samples for sound in sounds)), sounds[0].provider)


def quieter(sound: Wav, share: float) -> Wav:
    """The same at a share of its loudness: 1 is as loud as it is, 0 is silence."""
    return Wav(_file(scaled(sound.samples, share, share)), sound.provider)


def scaled(samples: bytes, first: float, last: float) -> bytes:
    """Signed 16-bit little-endian frames, the first times ``first`` and evenly on to ``last``."""
    if first == last == 1:
        return samples
    frames = array("h", samples)
    if sys.byteorder == "big":
        frames.byteswap()
    step = (last - first) / len(frames) if frames else 0.0
    if step:
        changed = array("h", (round(frame * (first + step * at)) for at, frame in enumerate(frames, 1)))
    else:
        changed = array("h", (round(frame * first) for frame in frames))
    if sys.byteorder == "big":
        changed.byteswap()
    return changed.tobytes()


def from_the_first_sound(samples: bytes) -> bytes:
    """The frames without the silence before them, all but 2 ms of it; voices begin with up to 60 ms."""
    frames = array("h", samples)
    if sys.byteorder == "big":
        frames.byteswap()
    first = next((at for at, frame in enumerate(frames) if abs(frame) > _AUDIBLE), 0)
    return samples[2 * max(0, first - _KEPT_BEFORE) :]


def _file(samples: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setnchannels(1)
        writing.setsampwidth(2)
        writing.setframerate(SAMPLE_RATE)
        writing.writeframes(samples)
    return file.getvalue()


def is_speech(data: bytes) -> bool:
    """Whether these bytes are a WAV file of the expected form with samples in it."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            return form == (1, 2, SAMPLE_RATE) and file.getnframes() > 0
    except (wave.Error, EOFError):
        return False


def with_true_lengths(data: bytes) -> bytes:
    """A WAV that was written to a pipe has made-up lengths in its header; these are the true ones.

    Data that does not begin with the plain 44-byte header comes back as it was.
    """
    plain = data[:4] == b"RIFF" and data[8:16] == b"WAVEfmt " and data[36:40] == b"data"
    if not plain or len(data) < _HEADER:
        return data
    size, samples = struct.pack("<I", len(data) - 8), struct.pack("<I", len(data) - _HEADER)
    return data[:4] + size + data[8:40] + samples + data[_HEADER:]
