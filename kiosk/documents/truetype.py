"""Cutting the few glyphs a paper needs out of a TrueType file, without reading the rest.

A general subsetter unpacks all 28 000 glyphs of the Chinese face first, 0.1 s a face. Source: OpenType
1.9, tables head, hhea, hmtx, maxp, loca, glyf.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import pack, unpack_from

_HEAD_LENGTH, _CHECKSUM_AT, _LOCA_FORMAT_AT = 54, 8, 50
_LONG_METRICS_AT = 34
_GLYPHS_AT = 4

# Flags of a component of a composite glyph.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


@dataclass(frozen=True)
class FontCut:
    """A font of its own with only some glyphs. ``numbers``: glyph number in the whole font → in this one.
    ``blank``: the number of a glyph of no ink and no width."""

    file: bytes
    numbers: Mapping[int, int]
    blank: int


@dataclass(frozen=True)
class FaceMetrics:
    """In thousandths of the em, as a PDF wants them."""

    name: str
    ascent: int
    descent: int
    box: tuple[int, int, int, int]


class TrueTypeFile:
    """One open font file with outlines in glyf. Raises fontTools' TTLibError for what is none."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont  # a visit without a PDF does not need it

        self._font = TTFont(path, lazy=True)
        self._tables = self._font.reader
        self._units: int = self._font["head"].unitsPerEm
        self._hmtx: bytes = self._tables["hmtx"]
        self._long_metrics: int = self._font["hhea"].numberOfHMetrics
        self._loca: bytes = self._tables["loca"]
        self._wide_loca: bool = self._font["head"].indexToLocFormat == 1
        self._glyf_at: int = self._tables.tables["glyf"].offset

    def metrics(self) -> FaceMetrics:
        head, hhea = self._font["head"], self._font["hhea"]
        left, low, right, high = (self._scaled(edge) for edge in (head.xMin, head.yMin, head.xMax, head.yMax))
        name = self._font["name"].getDebugName(6) or "Font"
        ascent, descent = self._scaled(hhea.ascent), self._scaled(hhea.descent)
        return FaceMetrics(name, ascent, descent, (left, low, right, high))

    def cut(self, glyphs: Iterable[int]) -> FontCut:
        """A font of these glyphs, of what they are composed of, and of glyph 0, which no font may lack."""
        outlines = self._outlines(glyphs)
        numbers = {old: new for new, old in enumerate(sorted(outlines))}
        blank, count = len(numbers), len(numbers) + 1
        offsets, body = [0], bytearray()
        for old in sorted(outlines):
            body += _renumbered(outlines[old], numbers)
            body += bytes(-len(body) % 4)
            offsets.append(len(body))
        offsets.append(len(body))
        metrics = b"".join(self._metric(old) for old in sorted(outlines)) + bytes(4)
        head = bytearray(self._tables["head"][:_HEAD_LENGTH])
        head[_CHECKSUM_AT : _CHECKSUM_AT + 4] = bytes(4)
        head[_LOCA_FORMAT_AT : _LOCA_FORMAT_AT + 2] = pack(">h", 1)
        hhea = bytearray(self._tables["hhea"])
        hhea[_LONG_METRICS_AT : _LONG_METRICS_AT + 2] = pack(">H", count)
        maxp = bytearray(self._tables["maxp"])
        maxp[_GLYPHS_AT : _GLYPHS_AT + 2] = pack(">H", count)
        tables = {
            "head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp), "hmtx": metrics,
            "loca": pack(f">{len(offsets)}L", *offsets), "glyf": bytes(body),
        }  # fmt: skip
        for instructions in ("cvt ", "fpgm", "prep"):
            if instructions in self._tables:
                tables[instructions] = self._tables[instructions]
        return FontCut(_written(tables), numbers, blank)

    def _outlines(self, glyphs: Iterable[int]) -> dict[int, bytes]:
        outlines: dict[int, bytes] = {}
        wanted = {0, *glyphs}
        while wanted:
            glyph = wanted.pop()
            outlines[glyph] = self._outline(glyph)
            wanted |= {part for _, part in _components(outlines[glyph])} - outlines.keys()
        return outlines

    def _outline(self, glyph: int) -> bytes:
        if self._wide_loca:
            start, end = unpack_from(">2L", self._loca, 4 * glyph)
        else:
            start, end = (2 * half for half in unpack_from(">2H", self._loca, 2 * glyph))
        file = self._tables.file
        file.seek(self._glyf_at + start)
        return bytes(file.read(end - start))

    def _metric(self, glyph: int) -> bytes:
        if glyph < self._long_metrics:
            return self._hmtx[4 * glyph : 4 * glyph + 4]
        advance = self._hmtx[4 * self._long_metrics - 4 : 4 * self._long_metrics - 2]
        bearing = 4 * self._long_metrics + 2 * (glyph - self._long_metrics)
        return advance + self._hmtx[bearing : bearing + 2]

    def _scaled(self, units: int) -> int:
        return round(units * 1000 / self._units)


def _components(outline: bytes) -> list[tuple[int, int]]:
    """(where its number stands in the outline, glyph number) of each part of a composite glyph."""
    if len(outline) < 10 or unpack_from(">h", outline)[0] >= 0:
        return []
    parts, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = unpack_from(">2H", outline, at)
        parts.append((at + 2, glyph))
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return parts


def _renumbered(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    changed = bytearray(outline)
    for at, glyph in _components(outline):
        changed[at : at + 2] = pack(">H", numbers[glyph])
    return bytes(changed)


def _written(tables: Mapping[str, bytes]) -> bytes:
    from fontTools.ttLib.sfnt import SFNTWriter

    file = io.BytesIO()
    writer = SFNTWriter(file, len(tables))
    for tag, data in sorted(tables.items()):
        writer[tag] = data
    writer.close()
    return file.getvalue()
