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
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    quiet = array("h", (round(sample * share) for sample in samples))
    if sys.byteorder == "big":
        quiet.byteswap()
    return Wav(_file(quiet.tobytes()), sound.provider)


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
