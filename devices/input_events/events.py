"""The kernel's input events (linux/input.h) out of a stream of bytes.

An event is ``struct input_event`` with a 64-bit timeval: seconds, microseconds, type, code, value.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

EVENT = struct.Struct("=qqHHi")
EV_SYN, EV_KEY, EV_SW = 0x00, 0x01, 0x05
SYN_REPORT, SYN_DROPPED = 0, 3

_HIGHEST_TYPE = 0x1F  # EV_MAX
_MICROSECONDS = 1_000_000
_LAST_SECOND = 1 << 35
# The highest value of types that have few: SYN and KEY (2: still held), and switches.
_HIGHEST_VALUES = {EV_SYN: 2, EV_KEY: 2, EV_SW: 1}


@dataclass(frozen=True)
class InputEvent:
    """One event; ``at`` in seconds of the event's own clock."""

    at: float
    kind: int
    code: int
    value: int


class EventStream:
    """Takes bytes as they come and gives whole events. Bytes that are no event are skipped one by one."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def read(self, data: bytes) -> Iterator[InputEvent]:
        """The events that are complete with ``data``."""
        self._bytes += data
        while len(self._bytes) >= EVENT.size:
            seconds, microseconds, kind, code, value = EVENT.unpack_from(self._bytes)
            in_time = 0 <= seconds < _LAST_SECOND and 0 <= microseconds < _MICROSECONDS
            highest = _HIGHEST_VALUES.get(kind)
            in_range = highest is None or 0 <= value <= highest
            if not in_time or kind > _HIGHEST_TYPE or not in_range:
                del self._bytes[0]
                continue
            del self._bytes[: EVENT.size]
            yield InputEvent(seconds + microseconds / _MICROSECONDS, kind, code, value)
