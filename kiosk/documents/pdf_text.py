"""A paragraph inside a PDF: its glyphs where the text engine put them, each with what it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unicodedata import bidirectional

from kiosk.documents.pdf_fonts import EmbeddedFont, Shown
from kiosk.documents.sheet import PlacedText
from kiosk.text.layout import Glyph, GlyphRun

_THICKENED_BY = 0.03  # em
_BASIC_PLANE = 0xFFFF
_DIRECTED = frozenset(("L", "R", "AL", "EN", "AN"))


class PdfFonts:
    """The faces of one document."""

    def __init__(self) -> None:
        self._by_path: dict[Path, EmbeddedFont] = {}

    @property
    def used(self) -> list[EmbeddedFont]:
        return list(self._by_path.values())

    def font(self, path: Path) -> EmbeddedFont:
        if path not in self._by_path:
            self._by_path[path] = EmbeddedFont(path, f"F{len(self._by_path) + 1}")
        return self._by_path[path]


def shown_text(item: PlacedText, height: int, fonts: PdfFonts, color: str, *, rtl: bool) -> list[str]:
    """The operations that show a placed paragraph on a page of ``height``; ``color``: the operation that
    fills with its ink; ``rtl``: the paper is read from the right."""
    operations = []
    for number in range(len(item.laid.lines))[slice(*item.lines)]:
        runs = [_Run(run, list(_readable(run))) for run in item.laid.glyph_runs(slice(number, number + 1))]
        if rtl or any(run.glyphs.rtl for run in runs):
            _mark_ends(runs, rtl=rtl)
        # As in the print, a line stands on whole dots: up to half a dot off where it was laid out.
        baseline = item.laid.lines[number].baseline
        top = height - item.y - (round(baseline) - baseline)
        operations += [_shown(run, item.x, top, fonts, color) for run in runs]
    return operations


@dataclass(frozen=True)
class _Placed:
    shown: Shown
    x: float
    y: float


@dataclass(frozen=True)
class _Run:
    glyphs: GlyphRun
    placed: list[_Placed]

    def insert(self, beside: _Placed, mark: str, *, behind: bool = False) -> None:
        """A mark without ink or width, left of a glyph or behind it: outside of marks that are there."""
        at, x = self.placed.index(beside), beside.x
        step = -1 if not behind else 1
        while 0 <= at + step < len(self.placed) and _is_mark(self.placed[at + step]):
            at += step
        if behind:
            at, x = at + 1, beside.x + beside.shown.advance * self.glyphs.size / 1000
        self.placed.insert(at, _Placed(Shown(None, mark, 0), x, beside.y))


def _shown(run: _Run, x: float, top: float, fonts: PdfFonts, color: str) -> str:
    """The run's glyphs, each where the engine put it."""
    font, size = fonts.font(run.glyphs.font_file), run.glyphs.size
    parts = [f"BT {color} /{font.name} {size:g} Tf"]
    if run.glyphs.thickened:
        parts.append(f"{color.upper()} {size * _THICKENED_BY:.3f} w 2 Tr")
    for y, placed in groupby(run.placed, key=lambda piece: piece.y):
        parts.append(_in_one_line(list(placed), font, size, x, top - y))
    if run.glyphs.thickened:
        parts.append("0 Tr")
    parts.append("ET")
    return "\n".join(parts)


def _mark_ends(runs: list[_Run], *, rtl: bool) -> None:
    """Direction marks where the directions of a line meet, and beside a sign at the end of a stretch of one.

    Who reads the words out of a PDF sees letters in their places only. A space, a full stop or a bracket
    between two directions would be taken for a part of either, and end up at the wrong side of a code or of
    a sentence.
    """
    stretches = [
        [(run, piece) for run in stretch for piece in run.placed if piece.shown.text.strip()]
        for _, stretch in groupby(runs, key=lambda run: run.glyphs.rtl)
    ]
    inked = [stretch for stretch in stretches if stretch]
    for number, stretch in enumerate(inked):
        (first, left), (last, right) = stretch[0], stretch[-1]
        own = _mark(first.glyphs.rtl)
        if _is_neutral(left.shown.text):
            first.insert(left, own)
        if _is_neutral(right.shown.text):
            last.insert(right, own, behind=True)
        # What reads on from a stretch against the line's direction: the space there is the line's.
        if first.glyphs.rtl != rtl:
            if rtl and number > 0:
                first.insert(left, _mark(rtl))
            elif not rtl and number < len(inked) - 1:
                last.insert(right, _mark(rtl), behind=True)


def _is_mark(piece: _Placed) -> bool:
    return piece.shown.glyph is None and piece.shown.advance == 0


def _mark(rtl: bool) -> str:
    return "\u200f" if rtl else "\u200e"


def _is_neutral(text: str) -> bool:
    """Without a direction of its own, or, as with rare ideographs, one that readers do not know of."""
    return all(
        bidirectional(character) not in _DIRECTED or ord(character) > _BASIC_PLANE for character in text
    )


def _in_one_line(placed: list["_Placed"], font: EmbeddedFont, size: float, x: float, y: float) -> str:
    operands, at = [], placed[0].x
    for piece in placed:
        back = round((at - piece.x) * 1000 / size)
        if back:
            operands.append(str(back))
            at -= back * size / 1000
        operands.append(f"<{font.cid(piece.shown):04X}>")
        at += piece.shown.advance * size / 1000
    return f"1 0 0 1 {x + placed[0].x:.2f} {y:.2f} Tm [{''.join(operands)}] TJ"


def _readable(run: GlyphRun) -> Iterator[_Placed]:
    """The run's glyphs, left to right, with each cluster's characters dealt out among them.

    Readers turn a right-to-left line around character by character, also within what one glyph stands
    for: the لا of a single glyph would come out as ال. So each further character of a glyph gets a blank
    one of its own, beside it.
    """
    clusters: list[list[Glyph]] = []
    for glyph in run.glyphs:
        if glyph.text or not clusters:
            clusters.append([])
        clusters[-1].append(glyph)
    for cluster in clusters:
        text = cluster[0].text
        texts = [text] if not run.rtl and len(cluster) == 1 else list(reversed(text) if run.rtl else text)
        yield from _dealt(cluster, texts, run.size)


def _dealt(cluster: list[Glyph], texts: list[str], size: float) -> Iterator[_Placed]:
    further = max(0, len(texts) - len(cluster))
    for number, glyph in enumerate(cluster):
        blanks = further if number == len(cluster) - 1 else 0
        width = glyph.advance / (blanks + 1)
        advance = round(width * 1000 / size)
        text = texts[number] if number < len(texts) else ""
        yield _Placed(Shown(glyph.id, text, advance), glyph.x, glyph.y)
        for blank in range(1, blanks + 1):
            character = texts[number + blank]
            yield _Placed(Shown(None, character, advance), glyph.x + blank * width, glyph.y)
