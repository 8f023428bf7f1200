"""The inside of a receipt printer, for the simulator: bytes in, answers and paper out.

It behaves as the real thing does where that matters to a driver: DLE EOT overtakes what waits in the
buffer (and is found even inside a picture), GS r does not, a printer without paper keeps its buffer
and goes on when it gets some, feeds count in half dots until told otherwise, and a picture's dots may be
double.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from devices.receipt.protocol import CLEAR_BUFFERS, CLEARED, DOTS_PER_INCH, Query

_UNITS_AT_START = 2 * DOTS_PER_INCH
_REAL_TIME_LONGEST = len(CLEAR_BUFFERS)
# Commands by their two first bytes: how many bytes follow.
_FOLLOWING = {
    b"\x1b@": 0,
    b"\x1bJ": 1,
    b"\x1b$": 2,
    b"\x1bd": 1,
    b"\x1ba": 1,
    b"\x1dP": 2,
    b"\x1dr": 1,
    b"\x1dv": 6,
    b"\x1dV": 1,
}
_DLE, _EOT = 0x10, 0x04
_CUT_AFTER_FEED = (65, 66)
_DOTS_A_LINE = 30


@dataclass(frozen=True)
class Page:
    """What was cut off: rows of ``width`` dots, 1 = black."""

    width: int
    rows: bytes

    def png(self) -> bytes:
        from PIL import Image, ImageOps  # a page that nobody looks at does not need it

        row_bytes = self.width // 8
        image = Image.frombytes("1", (self.width, len(self.rows) // row_bytes), self.rows)
        file = io.BytesIO()
        ImageOps.invert(image.convert("L")).convert("1").save(file, "PNG")
        return file.getvalue()


@dataclass
class Faults:
    """What is wrong with the printer. Set from outside, at any time, by ``ReceiptPrinterSimulator.fault``."""

    paper_out: bool = False
    paper_out_after_rows: int | None = None
    cover_open: bool = False
    cover_opens_after_rows: int | None = None
    near_end: bool = False
    near_end_after_rows: int | None = None
    cutter_jammed: bool = False
    cutter_jams_at_the_cut: bool = False
    offline: bool = False
    # A silent printer takes everything and neither prints nor answers.
    silent: bool = False
    silent_after_bytes: int | None = None
    hangs_up_after_bytes: int | None = None
    garbage_status: bytes = b""
    garbage_status_after_bytes: int | None = None
    knows_the_fence: bool = True


class Mechanism:
    """One printer. Not locked: its owner calls from one thread at a time."""

    def __init__(self, deliver: Callable[[Page], None], width: int = 576) -> None:
        self.width = width
        self.faults = Faults()
        self.received = 0
        self.unknown: list[bytes] = []
        self._deliver = deliver
        self._buffer = bytearray()
        self._tail = b""
        self._paper = bytearray()
        self._units = _UNITS_AT_START
        self._half_fed = 0.0
        self._left = 0
        self._picture_row_bytes = 0
        self._picture_rows = 0
        self._picture_mode = 0
        self._printed_rows = 0

    @property
    def uncut_rows(self) -> int:
        return len(self._paper) * 8 // self.width

    def job_begins(self) -> None:
        """A new connection: what is counted per job starts again."""
        self.received = 0

    def receive(self, data: bytes) -> bytes:
        """Take bytes in; returns what the printer says to them."""
        before = self.received
        self.received += len(data)
        if self.faults.silent:
            return b""
        limit = self.faults.silent_after_bytes
        if limit is not None and self.received > limit:
            data = data[: max(0, limit - before)]
            self.faults.silent = True
        said = self._overheard(data) + self.work()
        return b"" if self.faults.silent else said

    def work(self) -> bytes:
        """Go on with what waits in the buffer, as far as the printer is able to."""
        said = bytearray()
        while not self._stands_still() and self._step(said):
            pass
        return bytes(said)

    def _overheard(self, data: bytes) -> bytes:
        """The real-time commands in what has just come in, wherever they stand."""
        said = bytearray()
        window = self._tail + data
        fresh = len(self._tail)
        kept_from = 0
        position = 0
        while (position := window.find(b"\x10", position)) >= 0:
            end = position + 3
            asked = window[position + 1 : end]
            if end > fresh and asked[:1] == b"\x04" and asked[1:] in (b"\1", b"\2", b"\3", b"\4"):
                said += self._status(Query(asked[1]))
            end = position + len(CLEAR_BUFFERS)
            if end > fresh and window[position:end] == CLEAR_BUFFERS:
                self._buffer.clear()
                self._picture_rows = 0
                kept_from = end - fresh
                said += CLEARED
            position += 1
        self._buffer += data[kept_from:]
        self._tail = window[-(_REAL_TIME_LONGEST - 1) :]
        return bytes(said)

    def _status(self, about: Query) -> bytes:
        limit = self.faults.garbage_status_after_bytes
        if self.faults.garbage_status and (limit is None or self.received > limit):
            return self.faults.garbage_status
        faults, byte = self.faults, 0x12
        if about is Query.PRINTER and self._stands_still():
            byte |= 0x08
        elif about is Query.OFFLINE_CAUSE:
            byte |= 0x04 * faults.cover_open | 0x20 * faults.paper_out | 0x40 * faults.cutter_jammed
        elif about is Query.ERROR_CAUSE:
            byte |= 0x08 * faults.cutter_jammed
        elif about is Query.PAPER:
            byte |= 0x0C * (faults.near_end or faults.paper_out) | 0x60 * faults.paper_out
        return bytes((byte,))

    def _stands_still(self) -> bool:
        faults = self.faults
        return faults.paper_out or faults.cover_open or faults.cutter_jammed or faults.offline

    def _step(self, said: bytearray) -> bool:
        """One row of a picture or one command; False if more bytes are needed for it."""
        taken = self._picture_row_bytes if self._picture_rows else self._command_length()
        if not taken or len(self._buffer) < taken:
            return False
        piece = bytes(self._buffer[:taken])
        del self._buffer[:taken]
        if self._picture_rows:
            self._picture_rows -= 1
            row = bytes(self._left) + (_twice_as_wide(piece) if self._picture_mode & 1 else piece)
            for _ in range(2 if self._picture_mode & 2 else 1):
                self._print_row(row)
            if not self._picture_rows:
                self._left = 0
        elif piece[:2] in _FOLLOWING:
            self._obey(piece[:2], piece[2:], said)
        elif piece[0] != _DLE:
            self.unknown.append(piece)
        return True

    def _command_length(self) -> int:
        """Bytes of the command the buffer begins with; 0 if that cannot be told yet."""
        start = bytes(self._buffer[:3])
        if start[:1] not in (b"\x10", b"\x1b", b"\x1d"):
            return min(len(start), 1)
        if len(start) < len(b"\x10\x04\x01"):
            return len(start) if start[:2] == b"\x1b@" else 0
        if start[0] == _DLE:  # obeyed when it came in, passed over now
            return len(start) if start[1] == _EOT else _REAL_TIME_LONGEST
        if start[:2] == b"\x1dV":
            return 4 if start[2] in _CUT_AFTER_FEED else 3
        return 2 + _FOLLOWING.get(start[:2], 0)

    def _obey(self, name: bytes, arguments: bytes, said: bytearray) -> None:
        match name:
            case b"\x1b@":
                self._units = _UNITS_AT_START
            case b"\x1dP":
                self._units = arguments[1] or _UNITS_AT_START
            case b"\x1bJ":
                self._feed(arguments[0] * DOTS_PER_INCH / self._units)
            case b"\x1b$":
                self._left = int.from_bytes(arguments, "little") // 8
            case b"\x1bd":
                self._feed(arguments[0] * _DOTS_A_LINE)
            case b"\x1dv":
                self._picture_mode = arguments[1]
                self._picture_row_bytes = int.from_bytes(arguments[2:4], "little")
                self._picture_rows = int.from_bytes(arguments[4:6], "little")
            case b"\x1dr" if self.faults.knows_the_fence:
                said.append(0x03 * self.faults.near_end)
            case b"\x1dV":
                self._cut()

    def _feed(self, dots: float) -> None:
        self._half_fed += dots
        for _ in range(int(self._half_fed)):
            self._print_row(b"")
        self._half_fed %= 1

    def _print_row(self, row: bytes) -> None:
        row_bytes = self.width // 8
        # What is too wide goes on in a further row.
        for start in range(0, max(1, len(row)), row_bytes):
            self._paper += row[start : start + row_bytes].ljust(row_bytes, b"\0")
            self._printed_rows += 1
        faults = self.faults
        if self._is_past(faults.paper_out_after_rows):
            faults.paper_out, faults.paper_out_after_rows = True, None
        if self._is_past(faults.cover_opens_after_rows):
            faults.cover_open, faults.cover_opens_after_rows = True, None
        if self._is_past(faults.near_end_after_rows):
            faults.near_end, faults.near_end_after_rows = True, None

    def _is_past(self, rows: int | None) -> bool:
        return rows is not None and self._printed_rows >= rows

    def _cut(self) -> None:
        if self.faults.cutter_jams_at_the_cut:
            self.faults.cutter_jams_at_the_cut = False
            self.faults.cutter_jammed = True
            return
        page = Page(self.width, bytes(self._paper))
        self._paper.clear()
        self._printed_rows = 0
        self._deliver(page)


def _twice_as_wide(row: bytes) -> bytes:
    dots = "".join(f"{byte:08b}" for byte in row)
    return int("".join(2 * dot for dot in dots), 2).to_bytes(2 * len(row), "big")
