"""A composed paper as a PDF: letters as the text engine set them, and as text that can be read out of it.

ReportLab writes the file; its own shaping is wrong for Uyghur and is not used. It is imported here on
demand only: a visit that prints no PDF does not pay for it.
"""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from kiosk.documents.pdf_fonts import EmbeddedFont, Shown
from kiosk.documents.sheet import DOTS_PER_INCH, Block, Item, PlacedText, Polygon, Sheet
from kiosk.text.layout import Glyph, GlyphRun, LaidOutText

_POINT = 72 / DOTS_PER_INCH  # of a dot
# A hair more, so that whole dots never fall short of themselves: a viewer that draws at the printer's
# resolution cuts off the fractions of where a letter stands, and would put whole lines a dot too high.
_DRAWN_POINT = math.ceil(_POINT * 1e6) / 1e6
SIDE = 32  # blank paper left and right of what an 80 mm printer can reach, dots
_THICKENED_BY = 0.03  # em


def to_pdf(sheet: Sheet, *further: Sheet, side: int = SIDE) -> bytes:
    """A page for every sheet, with ``side`` dots of blank paper left and right of it, and with the first
    sheet's title and language. As it is, a page is as wide as the roll."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas: Any = Canvas(file, pageCompression=1, lang=sheet.language.tag)
    canvas.setTitle(sheet.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("kiosk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # Reaching into ReportLab, whose version is pinned: it has no public way to bring fonts of one's own
    # making, and begins every page by naming Helvetica, which is not embedded.
    canvas._preamble = "1 0 0 1 0 0 cm"
    document = canvas._doc
    fonts = _Fonts()
    for page in (sheet, *further):
        _draw(page, canvas, fonts, side)
        canvas.showPage()
    resources = document.idToObject["BasicFonts"].dict
    resources.clear()
    for font in fonts.used:
        resources[font.name] = font.write_into(document)
    canvas.save()
    return file.getvalue()


def _draw(sheet: Sheet, canvas: Any, fonts: "_Fonts", side: int) -> None:
    # Rounded down: a viewer that draws at the printer's resolution rounds up to whole dots.
    width, height = (
        math.floor(dots * _POINT * 1000) / 1000 for dots in (sheet.width + 2 * side, sheet.height)
    )
    canvas.setPageSize((width, height))
    bottom = height - sheet.height * _DRAWN_POINT  # measured from the top of the page, as the print is
    canvas.addLiteral(f"{_DRAWN_POINT:.6f} 0 0 {_DRAWN_POINT:.6f} {side * _DRAWN_POINT:.6f} {bottom:.6f} cm")
    for item in sheet.items:
        for operation in _drawn(item, sheet.height, fonts):
            canvas.addLiteral(operation)


class _Fonts:
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


def _drawn(item: Item, height: int, fonts: _Fonts) -> list[str]:
    match item:
        case Block(x, y, width, tall):
            return [f"0 g {x} {height - y - tall} {width} {tall} re f"]
        case Polygon(corners, white):
            path = " ".join(
                f"{x} {height - y} {'l' if number else 'm'}" for number, (x, y) in enumerate(corners)
            )
            return [f"{1 if white else 0} g {path} h f"]
        case PlacedText():
            return [_shown(run, item, height, fonts) for run in item.laid.glyph_runs()]


def _shown(run: GlyphRun, item: PlacedText, height: int, fonts: _Fonts) -> str:
    """The run's glyphs, each where the engine put it."""
    font = fonts.font(run.font_file)
    color = 1 if item.white else 0
    parts = [f"BT {color} g /{font.name} {run.size:g} Tf"]
    if run.thickened:
        parts.append(f"{color} G {run.size * _THICKENED_BY:.3f} w 2 Tr")
    top = height - item.y - _onto_whole_dots(run, item.laid)
    for y, placed in groupby(_readable(run), key=lambda piece: piece.y):
        parts.append(_in_one_line(list(placed), font, run.size, item.x, top - y))
    if run.thickened:
        parts.append("0 Tr")
    parts.append("ET")
    return "\n".join(parts)


def _onto_whole_dots(run: GlyphRun, laid: LaidOutText) -> float:
    """How much lower the run's line stands in the print than where it was laid out: up to half a dot.

    A run's line is the one that a glyph of it stands on; marks may stand above or below.
    """
    baselines = (line.baseline for line in laid.lines)
    baseline = min(baselines, key=lambda y: min(abs(glyph.y - y) for glyph in run.glyphs))
    return round(baseline) - baseline


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


@dataclass(frozen=True)
class _Placed:
    shown: Shown
    x: float
    y: float


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
