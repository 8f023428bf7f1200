"""The line to a module on a serial port, which nobody else may use meanwhile."""

import select
import termios
from collections.abc import Iterator

import serial

from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble, trouble_of

BAUDS = (115200, 57600, 38400, 19200, 9600)
"""What a SAM_V module can be set to; 115200 is how it is delivered."""

_WRITE_SECONDS = 1.0


class SerialLine:
    """An open port, 8N1, locked against others. To be used from one thread at a time."""

    checked = False

    def __init__(self, port: serial.Serial, bauds: tuple[int, ...] = ()) -> None:
        """``bauds``: what it may have to be set to; none if it is set already."""
        self._port = port
        self._bauds = bauds

    @property
    def baud(self) -> int | None:
        """See Transport."""
        return int(self._port.baudrate)

    def settings(self) -> Iterator[None]:
        """See Transport."""
        for baud in self._bauds:
            try:
                # On the open port: opening it anew would move its control lines, which resets some modules.
                self._port.baudrate = baud
            except (OSError, termios.error) as trouble:
                raise LineLostError(str(trouble)) from trouble
            yield

    def send(self, data: bytes) -> None:
        """See Transport."""
        try:
            self._port.write(data)
        except (OSError, termios.error) as trouble:
            raise LineLostError(str(trouble)) from trouble

    def receive(self, seconds: float) -> bytes:
        """See Transport."""
        # select here instead of pyserial's timeout, whose every change sets the whole port up again.
        try:
            ready, _, _ = select.select([self._port.fileno()], [], [], max(0.0, seconds))
            return bytes(self._port.read(max(1, self._port.in_waiting))) if ready else b""
        except (OSError, termios.error) as trouble:
            raise LineLostError(str(trouble)) from trouble

    def discard_input(self) -> None:
        """See Transport."""
        try:
            self._port.reset_input_buffer()
        except (OSError, termios.error) as trouble:
            raise LineLostError(str(trouble)) from trouble

    def close(self) -> None:
        """See Transport."""
        self._port.close()


def open_serial(port: str, baud: int | None = BAUDS[0]) -> SerialLine | PortNotOpened:
    """Open and lock a serial port, best named under /dev/serial/by-id.

    ``baud`` None: to be found out (see Transport.settings). ValueError for one not in BAUDS.
    """
    if baud is not None and baud not in BAUDS:
        raise ValueError(f"{baud} baud: a SAM_V module does one of {BAUDS}")
    try:
        opened = serial.Serial(
            port, baud or BAUDS[0], timeout=0, write_timeout=_WRITE_SECONDS, exclusive=True
        )
    except serial.SerialException as refused:
        return PortNotOpened(trouble_of(refused.errno), str(refused))
    except (OSError, termios.error) as refused:
        # A port that vanishes while it is being set up.
        return PortNotOpened(PortTrouble.MISSING, str(refused))
    return SerialLine(opened, BAUDS if baud is None else ())
