"""The line to the module: a serial port that nobody else may use meanwhile."""

import errno
import select
import termios
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import serial

BAUDS = (115200, 57600, 38400, 19200, 9600)
"""What a SAM_V module can be set to; 115200 is how it is delivered."""

_WRITE_SECONDS = 1.0
_TAKEN = (errno.EBUSY, errno.EAGAIN, errno.EACCES, errno.EPERM)


class LineLostError(Exception):
    """The port has gone while it was in use: unplugged, or its driver has given up."""


class Transport(Protocol):
    """What the driver needs of a line. Each method raises LineLostError."""

    def send(self, data: bytes) -> None:
        """Write all of it."""

    def receive(self, seconds: float) -> bytes:
        """What has come, waiting at most ``seconds`` for the first byte; b"" if nothing came."""

    def discard_input(self) -> None:
        """Forget what has come and was not received."""

    def close(self) -> None:
        """Give the line back. May be called again."""


class PortTrouble(StrEnum):
    """Why a port was not opened."""

    MISSING = "missing"
    TAKEN = "taken"


@dataclass(frozen=True)
class PortNotOpened:
    """``detail`` is English and for the technician."""

    trouble: PortTrouble
    detail: str


class SerialLine:
    """An open port, 8N1, locked against others. To be used from one thread at a time."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port

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


def open_serial(port: str, baud: int = BAUDS[0]) -> SerialLine | PortNotOpened:
    """Open and lock a serial port, best named under /dev/serial/by-id. ValueError for a baud not in BAUDS."""
    if baud not in BAUDS:
        raise ValueError(f"{baud} baud: a SAM_V module does one of {BAUDS}")
    try:
        return SerialLine(serial.Serial(port, baud, timeout=0, write_timeout=_WRITE_SECONDS, exclusive=True))
    except serial.SerialException as refused:
        trouble = PortTrouble.TAKEN if refused.errno in _TAKEN else PortTrouble.MISSING
        return PortNotOpened(trouble, str(refused))
    except (OSError, termios.error) as refused:
        # A port that vanishes while it is being set up.
        return PortNotOpened(PortTrouble.MISSING, str(refused))
