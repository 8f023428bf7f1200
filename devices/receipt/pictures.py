"""Rows of dots as the pictures a receipt printer takes, in as few bytes as it understands.

Source: Epson, "ESC/POS Command Reference" (ESC $, GS v 0). Plain printers get a picture without the blank
bytes at its right. Compact ones are told where a picture begins, get pictures parted where their width
changes, and those of dots twice as large (rules, bars) as every second dot of every second row.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

# Bytes that another picture costs a slow line: its header, and that the paper halts.
WORTH_A_HALT = 24
_SINGLE, _DOUBLE = 0, 3
_MOST_BYTES = 72

# Bytes in which each even dot is as the odd one behind it, and what is left of a byte without the odd ones.
_OF_PAIRS = bytes(byte for byte in range(256) if not (byte ^ byte >> 1) & 0x55)
_EVERY_SECOND = bytes(sum((byte >> 2 * bit + 1 & 1) << bit for bit in range(4)) for byte in range(256))


@dataclass(frozen=True)
class _Part:
    """Rows from ``start`` to before ``end`` that go as one picture, of double dots or not."""

    start: int
    end: int
    double: bool


def picture(rows: Sequence[bytes]) -> bytes:
    """GS v 0 of rows of equal length, without the blank bytes at their right ends."""
    _, right = _ink(rows)
    return _raster([row[:right] for row in rows], _SINGLE)


def compact_pictures(rows: Sequence[bytes]) -> bytes:
    """The same rows for a printer that knows ESC $ before a picture, and double dots."""
    parts = ((part, rows[part.start : part.end]) for part in _parts(rows))
    return b"".join(_doubled(inside) if part.double else _shifted(inside) for part, inside in parts)


def _shifted(rows: Sequence[bytes]) -> bytes:
    left, right = _ink(rows)
    return _place(left) + _raster([row[left:right] for row in rows], _SINGLE)


def _doubled(rows: Sequence[bytes]) -> bytes:
    left, right = _ink(rows)
    # Two bytes become one: not beyond the edge, where some printers begin a further row.
    if (right - left) % 2 and right == _MOST_BYTES:
        left -= 1
    return _place(left) + _raster([_halved(row[left:right]) for row in rows[::2]], _DOUBLE)


def _halved(row: bytes) -> bytes:
    halves = row.translate(_EVERY_SECOND) + bytes(len(row) % 2)
    return bytes(high << 4 | low for high, low in zip(halves[::2], halves[1::2], strict=True))


def _place(left: int) -> bytes:
    """ESC $ to the dot that a byte begins with; nothing at the edge."""
    return bytes((0x1B, 0x24)) + (left * 8).to_bytes(2, "little") if left else b""


def _raster(rows: Sequence[bytes], mode: int) -> bytes:
    size = len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return bytes((0x1D, 0x76, 0x30, mode)) + size + b"".join(rows)


def _ink(rows: Sequence[bytes]) -> tuple[int, int]:
    """The first byte with ink in any row, and the one after the last; at least one byte."""
    right = max(1, *(len(row.rstrip(b"\0")) for row in rows))
    return min(right - 1, *(len(row) - len(row.lstrip(b"\0")) for row in rows)), right


def _parts(rows: Sequence[bytes]) -> list[_Part]:
    """Rows in pictures as wide as each has ink: where a short line ends, or a tall letter. As few bytes as
    can be, with what a further picture costs."""
    spans = [(len(row) - len(row.lstrip(b"\0")), len(row.rstrip(b"\0"))) for row in rows]
    of_pairs = [not row.translate(None, _OF_PAIRS) for row in rows]
    # For the first rows, none and more: the bytes they cost at least, and their last part.
    costs, lasts = [0], [_Part(0, 0, double=False)]
    for end in range(1, len(rows) + 1):
        left, right, least, double = len(rows[0]), 0, sys.maxsize, True
        for start in range(end - 1, -1, -1):
            if spans[start][1]:  # a blank row needs no width of its own
                left, right = min(left, spans[start][0]), max(right, spans[start][1])
            count, width = end - start, max(1, right - left)
            cost = costs[start] + WORTH_A_HALT + count * width
            if count % 2 == 0:
                double = double and of_pairs[start] and rows[start] == rows[start + 1]
                if double:
                    cost = costs[start] + WORTH_A_HALT + count // 2 * ((width + 1) // 2)
            if cost < least:
                least, last = cost, _Part(start, end, double and count % 2 == 0)
        costs.append(least)
        lasts.append(last)
    parts, end = list[_Part](), len(rows)
    while end:
        parts.insert(0, lasts[end])
        end = lasts[end].start
    return parts
