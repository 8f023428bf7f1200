"""ESC/POS as bytes: a raster job, the status queries, the decoding of their answers.

Source: Epson, "ESC/POS Command Reference" (DLE EOT, DLE DC4 fn 8, ESC @, ESC J, GS P, GS r, GS V). Pure
functions; no line is opened here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from devices.receipt.pictures import compact_pictures, picture

DOTS_PER_INCH = 203
MAX_WIDTH = 576

INITIALISE = b"\x1b@"
# ESC J counts in units that differ from model to model (half a dot on some); this makes one unit one dot.
UNIT_IS_ONE_DOT = bytes((0x1D, 0x50, DOTS_PER_INCH, DOTS_PER_INCH))
# GS V 66 0: feed until the print stands behind the cutter, then cut, leaving one point uncut.
CUT = b"\x1dV\x42\x00"
# Where nothing cuts, the print is fed until it can be torn off behind the cover: some 20 mm.
TEAR = b"\x1bJ\xa0"
# GS r 1 is answered only when the printer has come to it in its buffer, unlike DLE EOT, which overtakes.
FENCE = b"\x1dr\x01"
# DLE DC4 8 with its fixed parameters: forget everything received and not yet printed.
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
CLEARED = b"\x37\x25\x00"

# A blank row costs 72 bytes, a feed and a new picture's header 11; but the paper halts between pictures.
BLANK_ROWS_WORTH_A_FEED = 4
BAND_ROWS = 128
FEED_MOST = 255
# As much goes to the printer at a time; the more it holds, the longer a question waits behind it.
PIECE = 8192
# Printed across the end of a receipt that stopped in the middle: black bars, which no receipt ends with.
VOID_BARS = 5
_BAR = b"\xff" * (MAX_WIDTH // 8)
_BAR_ROWS, _BETWEEN_BARS = 6, 8


@dataclass(frozen=True)
class Raster:
    """A page of dots, one bit a dot: 1 = black, most significant bit left.

    ``width``: dots a row, a multiple of 8, at most 576. Raises ValueError if the rows are not whole.
    """

    width: int
    rows: bytes

    def __post_init__(self) -> None:
        if self.width <= 0 or self.width % 8 or self.width > MAX_WIDTH:
            raise ValueError(f"a raster of {self.width} dots a row cannot be printed")
        if len(self.rows) % self.row_bytes:
            raise ValueError("the last row of the raster is not whole")

    @property
    def row_bytes(self) -> int:
        return self.width // 8

    @property
    def height(self) -> int:
        return len(self.rows) // self.row_bytes

    def row(self, number: int) -> bytes:
        return self.rows[number * self.row_bytes : (number + 1) * self.row_bytes]


def print_job(raster: Raster, *, fence: bool = True, cut: bool = True, compact: bool = False) -> list[bytes]:
    """The bytes that print a raster and cut it off, in pieces; with ``fence``, the printer says when it has
    come to the end of each.

    ``cut``: whether there is a cutter. ``compact``: in as few bytes as can be, see `compact_pictures`; for
    slow lines, because some printers put such pictures at the edge, or draw them half as large.
    """
    parts = [INITIALISE, UNIT_IS_ONE_DOT]
    for blank, start, end in _stretches(raster):
        if blank:
            parts.extend(feed(amount) for amount in _split(end - start, FEED_MOST))
        else:
            for first in range(start, end, BAND_ROWS):
                rows = [raster.row(number) for number in range(first, min(end, first + BAND_ROWS))]
                parts.append(compact_pictures(rows) if compact else picture(rows))
    parts.append(CUT if cut else TEAR)
    pieces = [bytearray()]
    for part in parts:
        if len(pieces[-1]) + len(part) > PIECE:
            pieces.append(bytearray())
        pieces[-1] += part
    return [bytes(piece) + (FENCE if fence else b"") for piece in pieces]


def void_part(*, cut: bool = True) -> bytes:
    """What makes an end of a receipt that hangs out of the printer worthless, and cuts it off."""
    bar = picture([_BAR] * _BAR_ROWS) + feed(_BETWEEN_BARS)
    return INITIALISE + UNIT_IS_ONE_DOT + feed(_BETWEEN_BARS) + bar * VOID_BARS + (CUT if cut else TEAR)


def feed(rows: int) -> bytes:
    """ESC J: paper forward by 0 to 255 rows."""
    return bytes((0x1B, 0x4A, rows))


def _stretches(raster: Raster) -> Iterator[tuple[bool, int, int]]:
    """(blank, first row, row after the last), in order and without gaps."""
    blank_row = bytes(raster.row_bytes)
    printed_from = row = 0
    while row < raster.height:
        if raster.row(row) != blank_row:
            row += 1
            continue
        blank_from = row
        while row < raster.height and raster.row(row) == blank_row:
            row += 1
        if row - blank_from >= BLANK_ROWS_WORTH_A_FEED:
            if blank_from > printed_from:
                yield False, printed_from, blank_from
            yield True, blank_from, row
            printed_from = row
    if row > printed_from:
        yield False, printed_from, row


def _split(amount: int, most: int) -> Iterator[int]:
    while amount > 0:
        yield min(amount, most)
        amount -= most


class Query(IntEnum):
    """What DLE EOT can be asked, n = 1 to 4."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


def query(about: Query) -> bytes:
    """DLE EOT n. Answered with one byte as soon as it arrives, even with a full buffer."""
    return bytes((0x10, 0x04, about))


_FIXED_BITS, _FIXED_VALUE = 0b1001_0011, 0b0001_0010


def is_status_byte(byte: int) -> bool:
    """Whether a byte has the four fixed bits of a DLE EOT answer (0xx1xx10)."""
    return byte & _FIXED_BITS == _FIXED_VALUE


@dataclass(frozen=True)
class Condition:
    """What the four status bytes say together."""

    offline: bool
    cover_open: bool
    paper_out: bool
    paper_near_end: bool
    cutter_fault: bool
    other_fault: bool


def decode_status(answers: dict[Query, int]) -> Condition | None:
    """The four answers read together; None if one of them is no status byte.

    KeyError if one is missing.
    """
    if not all(is_status_byte(answers[about]) for about in Query):
        return None
    printer, cause = answers[Query.PRINTER], answers[Query.OFFLINE_CAUSE]
    error, paper = answers[Query.ERROR_CAUSE], answers[Query.PAPER]
    return Condition(
        offline=bool(printer & 0x08),
        cover_open=bool(cause & 0x04),
        paper_out=bool(cause & 0x20 or paper & 0x60),
        paper_near_end=bool(paper & 0x0C),
        cutter_fault=bool(error & 0x08),
        # Unrecoverable (0x20), recovering by itself, such as a hot head (0x40), or named by DLE EOT 2 only.
        other_fault=bool(error & 0x64 or (cause & 0x40 and not error & 0x08)),
    )
