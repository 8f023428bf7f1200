"""What the driver needs of a line to the module, and what can be wrong with one."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

_TAKEN = (errno.EBUSY, errno.EAGAIN, errno.EACCES, errno.EPERM)


class LineLostError(Exception):
    """The port has gone while it was in use: unplugged, or its driver has given up."""


class ServiceLostError(LineLostError):
    """The system's service through which the line went has gone; the reader may still be there."""


class Transport(Protocol):
    """What the driver needs of a line. Each method raises LineLostError."""

    @property
    def checked(self) -> bool:
        """Whether what arrives is what was sent: the line has a check of its own, stronger than XOR."""

    @property
    def baud(self) -> int | None:
        """What it is set to; None where there is no such thing."""

    def settings(self) -> Iterator[None]:
        """Sets it to each way in which a module may be reached, the likeliest first; no way if it is known.

        Whoever goes through them stops where the module answers.
        """

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
    NO_SERVICE = "no service"


@dataclass(frozen=True)
class PortNotOpened:
    """``detail`` is English and for the technician."""

    trouble: PortTrouble
    detail: str


def trouble_of(error: int | None) -> PortTrouble:
    """What an error number of the system says about a port that does not open."""
    return PortTrouble.TAKEN if error in _TAKEN else PortTrouble.MISSING
