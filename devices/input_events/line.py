"""The line to an input device: an event node of the kernel, or a terminal or FIFO with the same structs."""

import errno
import fcntl
import os
import select
import stat
import struct
import sys
import termios
import time
import tty
from dataclasses import dataclass
from types import TracebackType
from typing import Self

# linux/input.h: the node's protocol version; its events for us alone; which clock its times are of.
_EVIOCGVERSION, _EVIOCGRAB, _EVIOCSCLOCKID = 0x80044501, 0x40044590, 0x400445A0
# How all switches stand now, one bit each, in eight bytes.
_EVIOCGSW = 0x8008451B
_MOST_BYTES = 64 * 24
_NO_EVENT_NODE = (errno.ENOTTY, errno.EINVAL)


class LineLostError(Exception):
    """The device has gone while it was listened to."""


@dataclass(frozen=True)
class NotOpened:
    """Why there is no line. ``absent``: nothing is there; else it is and cannot be had. English."""

    absent: bool
    detail: str


class EventLine:
    """An open input device. For one thread at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the device back; a grab ends with it."""
        os.close(self._descriptor)

    def receive(self, seconds: float) -> bytes:
        """What has come, waiting at most ``seconds`` for it; b"" if nothing came. Raises LineLostError."""
        try:
            ready, _, _ = select.select([self._descriptor], [], [], seconds)
            data = os.read(self._descriptor, _MOST_BYTES) if ready else b""
        except BlockingIOError:
            return b""
        except OSError as gone:
            raise LineLostError(os.strerror(gone.errno or 0)) from gone
        if ready and not data:
            raise LineLostError("the other end is closed")
        return data

    def switch_is_on(self, code: int) -> bool | None:
        """How a switch of an event node stands; None where the line has no switches that can be asked."""
        try:
            switches = fcntl.ioctl(self._descriptor, _EVIOCGSW, bytes(8))
        except OSError as refused:
            if refused.errno in _NO_EVENT_NODE:
                return None
            raise LineLostError(os.strerror(refused.errno or 0)) from refused
        return bool(int.from_bytes(switches, sys.byteorder) >> code & 1)


def open_event_line(path: str, *, grabbed: bool) -> EventLine | NotOpened:
    """Open an input device, best named under /dev/input/by-id. What it has sent before is not heard.

    ``grabbed``: an event node is heard by nobody else.
    """
    try:
        # Writing to it is never wanted; a FIFO that is open for both does not end with its writer.
        kind = os.stat(path).st_mode  # noqa: PTH116  a path of /dev as it is
        way = os.O_RDWR if stat.S_ISFIFO(kind) else os.O_RDONLY
        if not stat.S_ISFIFO(kind) and not stat.S_ISCHR(kind):
            return NotOpened(absent=False, detail=f"{path} is no device")
        descriptor = os.open(path, way | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as refused:
        missing = refused.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR)
        return NotOpened(missing, f"{path}: {os.strerror(refused.errno or 0)}")
    try:
        _set_up(descriptor, grabbed=grabbed)
    except (OSError, termios.error) as refused:
        os.close(descriptor)
        return NotOpened(absent=False, detail=f"{path}: {refused}")
    return EventLine(descriptor)


def _set_up(descriptor: int, *, grabbed: bool) -> None:
    if _is_event_node(descriptor):
        if grabbed:
            fcntl.ioctl(descriptor, _EVIOCGRAB, 1)
        fcntl.ioctl(descriptor, _EVIOCSCLOCKID, struct.pack("i", time.CLOCK_MONOTONIC))
    elif os.isatty(descriptor):
        # This also drops what has come before.
        tty.setraw(descriptor)


def _is_event_node(descriptor: int) -> bool:
    try:
        fcntl.ioctl(descriptor, _EVIOCGVERSION, bytes(4))
    except OSError as refused:
        if refused.errno in _NO_EVENT_NODE:
            return False
        raise
    return True
