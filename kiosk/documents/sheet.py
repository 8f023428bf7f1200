"""A composed paper: words, shapes and lines of the pen, each in its place, whatever it will be drawn on.

Lengths are in dots of the receipt printer (203 an inch), x to the right and y down from the top left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.language.languages import Language
from kiosk.text.layout import LaidOutText

DOTS_PER_INCH = 203

# Red, green, blue, 0 … 255.
Ink = tuple[int, int, int]
BLACK: Ink = (0, 0, 0)
WHITE: Ink = (255, 255, 255)

Kind = Literal["H1", "H2", "P", "Table", "TR", "ColumnHead", "RowHead", "TD", "Figure", "Artifact"]


@dataclass(frozen=True, eq=False)
class Element:
    """What a stretch of the paper is to somebody who has it read aloud: a PDF's structure element.

    ``within``: the one it is part of. ``language``: where it is not the paper's. ``says``: what stands for
    a figure. Two are the same only if they are one: a table that goes on overleaf stays one table.
    """

    kind: Kind
    within: "Element | None" = None
    language: Language | None = None
    says: str = ""


# What is no part of what the paper says: page numbers, what is repeated on every page.
FURNITURE = Element("Artifact")


@dataclass(frozen=True)
class PlacedText:
    """A paragraph with its top left corner at (x, y); ``lines``: (first, after the last) of it that are
    drawn, None for all the rest."""

    laid: LaidOutText
    x: int
    y: int
    ink: Ink = BLACK
    element: Element | None = None
    lines: tuple[int, int | None] = (0, None)


@dataclass(frozen=True)
class Block:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    ink: Ink = BLACK
    element: Element | None = None


@dataclass(frozen=True)
class Polygon:
    """A filled shape through its corners."""

    corners: tuple[tuple[int, int], ...]
    ink: Ink = BLACK
    element: Element | None = None


@dataclass(frozen=True)
class PenLine:
    """A line drawn by hand through its points, with round ends."""

    points: tuple[tuple[int, int], ...]
    width: int
    ink: Ink = BLACK
    element: Element | None = None


Item = PlacedText | Block | Polygon | PenLine


@dataclass(frozen=True)
class Sheet:
    """One paper. ``items`` in reading order, which is also the order of drawing."""

    width: int
    height: int
    items: tuple[Item, ...]
    title: str
    language: Language

    @property
    def missing_glyphs(self) -> int:
        """Characters that no bundled font has, or none could have: with one of them it must not be drawn."""
        # A paragraph that goes on overleaf counts once on each page: it is none or some that matters.
        texts = (item.laid for item in self.items if isinstance(item, PlacedText))
        return sum(text.unknown_glyphs + text.replaced_characters for text in texts)


def rule(x: int, y: int, width: int, line: int, ink: Ink = BLACK) -> Block:
    return Block(x, y, width, line, ink)


def dashed_rule(x: int, y: int, width: int, line: int, dash: int = 8) -> Iterator[Block]:
    """Dashes with gaps about as long, beginning and ending with a whole dash."""
    for start in _dash_starts(width, dash):
        yield Block(x + start, y, dash, line)


def frame(area: Block, line: int) -> Iterator[Block]:
    """An outline, drawn inside the rectangle."""
    yield Block(area.x, area.y, area.width, line)
    yield Block(area.x, area.y + area.height - line, area.width, line)
    yield Block(area.x, area.y + line, line, area.height - 2 * line)
    yield Block(area.x + area.width - line, area.y + line, line, area.height - 2 * line)


def dashed_frame(area: Block, line: int, dash: int = 14) -> Iterator[Block]:
    """An outline of dashes that meet in whole corners, drawn inside the rectangle."""
    for start in _dash_starts(area.width, dash):
        yield Block(area.x + start, area.y, dash, line)
        yield Block(area.x + start, area.y + area.height - line, dash, line)
    for start in _dash_starts(area.height, dash):
        yield Block(area.x, area.y + start, line, dash)
        yield Block(area.x + area.width - line, area.y + start, line, dash)


def _dash_starts(length: int, dash: int) -> Iterator[int]:
    gaps = max(1, round((length - dash) / (1.8 * dash)))
    # Even, as the roll's lines are: see there.
    return (2 * round(number * (length - dash) / gaps / 2) for number in range(gaps + 1))


def diamonds(x: int, y: int, width: int, height: int, count: int) -> Iterator[Block]:
    """The woven chain: ``count`` diamonds, end to end, in steps of two dots: each one upright and ever lower,
    wider blocks."""
    steps = height // 4
    for number in range(count):
        left, right = (x + round(end * width / count) for end in (number, number + 1))
        middle, half = (left + right) // 2, (right - left) / 2
        for step in range(steps):
            reach = max(2, 2 * round(half * (step + 0.5) / steps / 2))
            yield Block(middle - reach, y + 2 * step, 2 * reach, height - 4 * step)


def tick(x: int, y: int, size: int) -> Polygon:
    """A white tick in a square of ``size``."""
    corners = ((0.0, 0.56), (0.12, 0.43), (0.37, 0.68), (0.88, 0.13), (1.0, 0.25), (0.37, 0.93))
    return Polygon(tuple((x + round(a * size), y + round(b * size)) for a, b in corners), WHITE)


def qr_matrix(payload: str) -> Sequence[bytearray]:
    """A QR code's rows of modules, 1 = dark, without its blank edge. ValueError for what no code can hold."""
    import segno  # brings half of the standard library's network code along

    matrix: Sequence[bytearray] = segno.make(payload, error="m", micro=False).matrix
    return matrix


def modules(x: int, y: int, size: int, matrix: Sequence[bytearray]) -> Iterator[Block]:
    """A QR code's dark modules, ``size`` dots each, neighbours in a row joined."""
    for row, cells in enumerate(matrix):
        start = 0
        while start < len(cells):
            end = start
            while end < len(cells) and cells[end]:
                end += 1
            if end > start:
                yield Block(x + start * size, y + row * size, (end - start) * size, size)
            start = end + 1
