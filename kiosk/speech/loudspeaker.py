"""The stream to whatever sound system the machine has.

A sound system that hangs (a server that was stopped, a driver that waits for a device) would keep whoever
calls it for ever. So it is called from threads of its own, for which nobody waits longer than a moment.
"""

import ctypes
from collections.abc import Callable, Generator, Sequence
from threading import Thread
from typing import Any

import miniaudio

from kiosk.speech.wav import SAMPLE_RATE

# Short, so that stop is heard within 60 ms (one period under way, one prepared).
_PERIOD_MS = 20
_PATIENCE_S = 1.0
_NO_SOUND_SYSTEM = "Null"
_BYTES_A_FRAME = 2

# Asked for so many bytes, gives them.
Fill = Callable[[int], bytes]


class Loudspeaker:
    """16-bit mono at SAMPLE_RATE, asked for through ``fill``. All methods for one thread, and each takes a
    second at most: then the sound system hangs, and until it comes back there is no loudspeaker."""

    def __init__(self, fill: Fill, *, backends: Sequence[miniaudio.Backend] = ()) -> None:
        self._fill = fill
        self._backends = backends
        self._device: _Device | None = None
        self._working = Thread()

    @property
    def is_open(self) -> bool:
        return self._device is not None and not self._working.is_alive()

    def open(self) -> None:
        """Opened it asks at once. Where there is no sound device it stays closed."""
        if self._device is None:
            self._beside(self._open)

    def rest(self) -> None:
        """Asks for nothing any more until `wake`, which is quicker than `open`."""
        if self._device is not None:
            self._beside(self._device.rest)

    def wake(self) -> None:
        if self._device is not None:
            self._beside(self._device.ask, self._fill)

    def close(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            self._beside(device.close)

    def _open(self) -> None:
        _quieten_alsa()
        try:
            device = _Device(self._backends)
        except miniaudio.MiniaudioError:
            return
        if device.backend == _NO_SOUND_SYSTEM and miniaudio.Backend.NULL not in self._backends:
            device.close()
            return
        device.ask(self._fill)
        self._device = device

    def _beside(self, work: Callable[..., None], *arguments: object) -> None:
        if not self._working.is_alive():
            self._working = Thread(target=work, args=arguments, name="loudspeaker", daemon=True)
            self._working.start()
            self._working.join(_PATIENCE_S)


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]
    """miniaudio's own keeps its connection to the sound system for ever, also where opening fails."""

    _connection: Any = None

    def __init__(self, backends: Sequence[miniaudio.Backend]) -> None:
        try:
            super().__init__(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_PERIOD_MS,
                callback_periods=2,
                backends=list(backends),
                app_name="kiosk",
            )
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def _make_context(self, *arguments: Any) -> Any:
        self._connection = super()._make_context(*arguments)
        # Opening what a sound server does not have loses four descriptors at every try.
        if self._connection.backend == miniaudio.Backend.PULSEAUDIO.value and not self._loudspeakers():
            raise miniaudio.MiniaudioError("a sound server without a loudspeaker")
        return self._connection

    def _loudspeakers(self) -> int:
        found, count = miniaudio.ffi.new("ma_device_info**"), miniaudio.ffi.new("ma_uint32*")
        nothing = miniaudio.ffi.NULL
        miniaudio.lib.ma_context_get_devices(self._connection, found, count, nothing, nothing)
        return int(count[0])

    def ask(self, fill: Fill) -> None:
        """Where the device has gone meanwhile it asks for nothing; who waits for it sees that."""
        stream = _stream(fill)
        next(stream)
        try:
            self.start(stream)
        except miniaudio.MiniaudioError:
            self.callback_generator = None

    def rest(self) -> None:
        try:
            self.stop()
        except miniaudio.MiniaudioError:
            self.running = False

    def close(self) -> None:
        super().close()
        connection, self._connection = self._connection, None
        if connection is not None:
            miniaudio.lib.ma_context_uninit(connection)


def _stream(fill: Fill) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield fill(frames * _BYTES_A_FRAME)


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
