"""Where speech goes: to the loudspeaker, into a folder, or nowhere."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Protocol

import miniaudio

from kiosk.failures import FailureCode
from kiosk.speech.loudspeaker import Loudspeaker
from kiosk.speech.wav import SAMPLE_RATE, Wav, from_the_first_sound, scaled

# A try where nothing is costs milliseconds; a loudspeaker plugged in again is heard with the next prompt.
_RETRY_AFTER = 5.0
# Where nothing is said, a loudspeaker is looked for less often: that, too, would keep a core awake.
_LOOKS_AGAIN_AFTER = 25.0
# It asks every 20 ms; on a machine that is busy a sentence may be held up for a moment, and is not cut off.
_GONE_AFTER = 2.0
# A device that was just opened may first play what others left in it.
_BEGINS_WITHIN = 2.0
# A kiosk that nobody uses asks for silence 50 times a second: 2 % of a core here, more in a sound server.
_RESTS_AFTER = 60.0
# Cut off in the middle of a wave, a sound ends with a click.
_FADE_BYTES = 2 * round(0.005 * SAMPLE_RATE)


class Sink(Protocol):
    """One place where speech goes. ``keeps_all``: every text counts, not only the newest."""

    keeps_all: bool

    def open(self) -> None:
        """Makes ready, and again ready after a failure; may block, never fails loudly."""

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        """Takes the newest speech, unless it is not `wanted` any more when its turn comes; may block."""

    def stop(self) -> None:
        """Silence, at once. From any thread."""

    def set_volume(self, share: float) -> None:
        """How loud all speech is from now on, also what is being heard: 1 as it is, 0.5 is 6 dB less,
        0 silence. From any thread. Raises ValueError for anything else."""

    def tend(self) -> None:
        """To be called about once a second by the thread that plays: sees after the device."""

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

    def set_volume(self, share: float) -> None:
        pass

    def tend(self) -> None:
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

    def set_volume(self, share: float) -> None:
        """A file is as loud as its speech was rendered; the volume is the loudspeaker's."""

    def tend(self) -> None:
        pass

    def health(self) -> FailureCode | None:
        return None

    def close(self) -> None:
        pass


class DevicePlayer:
    """One stream to the loudspeaker that is always open and mostly plays silence.

    The newest speech wins. Where no device is, nothing is heard, `health` says so, and it is tried again
    with the next speech. A device that asks for nothing any more is gone, unplugged or its sound server
    ended: it is opened anew, and what nobody has begun to hear is then said from its beginning.
    """

    keeps_all = False

    def __init__(
        self,
        *,
        backends: Sequence[miniaudio.Backend] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loudspeaker = Loudspeaker(self.next_samples, backends=backends)
        self._clock = clock
        self._tried = False
        self._not_before = 0.0
        self._resting = False
        self._asked_at = 0.0
        self._heard_at = 0.0
        self._lock = Lock()  # for what follows
        self._samples = memoryview(b"")
        self._begun = False  # whether the device has had some of it
        self._fading = b""
        self._volume = self._was_volume = 1.0

    def open(self) -> None:
        now = self._clock()
        if self._loudspeaker.is_open and self._is_gone(now, _GONE_AFTER):
            self._loudspeaker.close()
            self._forget(only_begun=True)
            self._not_before = now
        if self._loudspeaker.is_open or (self._tried and now < self._not_before):
            return
        self._tried = True
        self._loudspeaker.open()
        self._resting = False
        now = self._heard_at = self._clock()
        self._not_before = now + _RETRY_AFTER
        self._asked_at = now + _BEGINS_WITHIN

    def play(self, wav: Wav, label: str, *, wanted: Callable[[], bool]) -> None:
        self.open()
        if self._resting:
            self._asked_at = self._clock() + _BEGINS_WITHIN
            self._resting = False
            self._loudspeaker.wake()
        samples = memoryview(from_the_first_sound(wav.samples))
        with self._lock:
            if wanted():
                self._samples, self._begun = samples, False

    def stop(self) -> None:
        with self._lock:
            if self._begun and self._samples:
                self._fading = scaled(bytes(self._samples[:_FADE_BYTES]), 1.0, 0.0)
            self._samples, self._begun = memoryview(b""), False

    def set_volume(self, share: float) -> None:
        if not 0 <= share <= 1:
            raise ValueError(share)
        with self._lock:
            self._volume = share

    def tend(self) -> None:
        if self._loudspeaker.is_open or self._clock() >= self._not_before + _LOOKS_AGAIN_AFTER:
            self.open()
        idle = not self.playing and self._clock() - self._heard_at > _RESTS_AFTER
        if idle and not self._resting and self._loudspeaker.is_open:
            self._resting = True
            self._loudspeaker.rest()

    @property
    def playing(self) -> bool:
        with self._lock:
            return self._loudspeaker.is_open and len(self._samples) > 0

    def health(self) -> FailureCode | None:
        if not self._tried:
            return None
        absent = not self._loudspeaker.is_open or self._is_gone(self._clock(), _BEGINS_WITHIN)
        return FailureCode.SOUND_DEVICE_ABSENT if absent else None

    def close(self) -> None:
        self._forget(only_begun=False)
        self._loudspeaker.close()

    def next_samples(self, size: int) -> bytes:
        """What the device gets next: `size` bytes, silence where there is nothing to say."""
        self._asked_at = self._clock()
        with self._lock:
            fading, self._fading = self._fading[:size], self._fading[size:]
            end = size - len(fading)
            part, self._samples = self._samples[:end], self._samples[end:]
            before, self._was_volume = self._was_volume, self._volume
            after = self._volume
            self._begun = self._begun or len(part) > 0
        if not part and not fading:
            return bytes(size)
        self._heard_at = self._asked_at
        # Over the whole of this part: a step would be heard as a click.
        return scaled((fading + part).ljust(size, b"\0"), before, after)

    def _is_gone(self, now: float, after: float) -> bool:
        return not self._resting and now - self._asked_at > after

    def _forget(self, *, only_begun: bool) -> None:
        with self._lock:
            self._fading = b""
            if self._begun or not only_begun:
                self._samples, self._begun = memoryview(b""), False
