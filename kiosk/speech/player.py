"""Where speech goes: to the loudspeaker, into a folder, or nowhere."""

import ctypes
import re
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import miniaudio

from kiosk.failures import FailureCode
from kiosk.speech.wav import SAMPLE_RATE, Wav

# Short, so that stop is heard within 60 ms (one period under way, one prepared).
_PERIOD_MS = 20
_RETRY_AFTER = 30.0
_STALLED_AFTER = 2.0
_NO_SOUND_SYSTEM = "Null"
_BYTES_A_FRAME = 2


class Sink(Protocol):
    """One place where speech goes. ``keeps_all``: every text counts, not only the newest."""

    keeps_all: bool

    def open(self) -> None:
        """Makes ready, and again ready after a failure; may block, never fails loudly."""

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        """Takes the newest speech, unless it is not `wanted` any more when its turn comes; may block."""

    def stop(self) -> None:
        """Silence, at once. From any thread."""

    def health(self) -> FailureCode | None:
        """VOICE-02 where nobody can hear anything."""

    def close(self) -> None: ...


class SilentSink:
    """For machines and tests without sound."""

    keeps_all = False

    def open(self) -> None:
        pass

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        pass

    def stop(self) -> None:
        pass

    def health(self) -> FailureCode | None:
        return None

    def close(self) -> None:
        pass


class FolderSink:
    """Writes every speech as NN-label.wav. For the demo with made-up residents only."""

    keeps_all = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        self._count += 1
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", label).strip("-.") or "speech"
        (self._folder / f"{self._count:02d}-{name}.wav").write_bytes(wav.data)

    def stop(self) -> None:
        pass

    def health(self) -> FailureCode | None:
        return None

    def close(self) -> None:
        pass


class DevicePlayer:
    """One stream to the loudspeaker that is always open and mostly plays silence.

    The newest speech wins. Where no device is, nothing is heard, `health` says so, and it is tried again
    when the next speech comes after a while; the same when the device stops asking for sound.
    """

    keeps_all = False

    def __init__(
        self,
        *,
        backends: Sequence[miniaudio.Backend] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._backends = backends
        self._clock = clock
        self._device: Any = None
        self._tried_at: float | None = None
        self._asked_at = 0.0
        self._lock = Lock()
        self._samples = memoryview(b"")

    def open(self) -> None:
        now = self._clock()
        if self._device is not None and now - self._asked_at > _STALLED_AFTER:
            self._device.close()
            self._device = None
        if self._device is not None or (self._tried_at is not None and now - self._tried_at < _RETRY_AFTER):
            return
        self._tried_at = now
        self._device = self._open_device()
        self._asked_at = self._clock()

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        self.open()
        samples = memoryview(wav.samples)
        with self._lock:
            if wanted():
                self._samples = samples

    def stop(self) -> None:
        with self._lock:
            self._samples = memoryview(b"")

    @property
    def playing(self) -> bool:
        with self._lock:
            return self._device is not None and len(self._samples) > 0

    def health(self) -> FailureCode | None:
        if self._device is None and self._tried_at is None:
            return None  # not tried yet
        stalled = self._device is not None and self._clock() - self._asked_at > _STALLED_AFTER
        return FailureCode.SOUND_DEVICE_ABSENT if self._device is None or stalled else None

    def close(self) -> None:
        self.stop()
        if self._device is not None:
            self._device.close()
            self._device = None

    def _open_device(self) -> Any:
        _quieten_alsa()
        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_PERIOD_MS,
                callback_periods=2,
                backends=list(self._backends),
                app_name="kiosk",
            )
            if device.backend == _NO_SOUND_SYSTEM and miniaudio.Backend.NULL not in self._backends:
                device.close()
                return None
            stream = self._stream()
            next(stream)
            device.start(stream)
        except miniaudio.MiniaudioError:
            return None
        return device

    def _stream(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield self.next_samples(frames * _BYTES_A_FRAME)

    def next_samples(self, size: int) -> bytes:
        """What the device gets next: `size` bytes, silence where there is nothing to say."""
        self._asked_at = self._clock()
        with self._lock:
            part, self._samples = self._samples[:size], self._samples[size:]
        return bytes(part).ljust(size, b"\0")


_ALSA_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
# Lives as long as the program, since the library keeps its address.
_SAY_NOTHING = _ALSA_HANDLER(lambda file, line, function, error, format_: None)


def _quieten_alsa() -> None:
    """Without a sound card libasound writes fifty lines to stderr at every try."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_SAY_NOTHING)
    except OSError:
        return  # no ALSA on this machine, so nothing to quieten
