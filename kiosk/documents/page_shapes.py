"""What is drawn on an A4 paper besides words: the woven band, codes, a signature, a seal's place."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kiosk.documents.page_model import PenStroke
from kiosk.documents.sheet import Block, Element, Ink, Item, PenLine, Polygon, modules, qr_matrix

# Of the design language: words and frames, ornament, thin lines. The first is black enough for a printer
# without colours; the others carry no words.
DEEP: Ink = (11, 66, 85)
WARM: Ink = (192, 138, 46)
LINE: Ink = (122, 106, 80)

_QUIET = 2  # modules; the paper around it is blank
_PEN = 7  # dots: 0.9 mm


def woven_band(x: int, y: int, width: int, height: int) -> Iterator[Polygon]:
    """Diamonds end to end, and halves of them above and below where they meet."""
    count = max(1, round(width / (height * 1.65)))
    ends = [x + round(number * width / count) for number in range(count + 1)]
    for left, right in pairwise(ends):
        middle, inset, flat = (left + right) // 2, (right - left) // 7, height // 6
        corners = (left + inset, y + height // 2), (middle, y + flat), (right - inset, y + height // 2)
        yield Polygon((*corners, (middle, y + height - flat)), DEEP)
    half, deep = round(width / count / 3), height * 2 // 5
    for end in ends:
        left, right = max(x, end - half), min(x + width, end + half)
        for edge, point in ((y, y + deep), (y + height, y + height - deep)):
            yield Polygon(((left, edge), (right, edge), (end, point)), WARM)


def qr_code(payload: str, x: int, y: int, side: int, says: str) -> Iterator[Block]:
    """A code of about ``side`` dots with its blank edge; nothing without a payload."""
    if not payload:
        return
    matrix = qr_matrix(payload)
    module = side // (len(matrix) + 2 * _QUIET)
    inset = (side - module * len(matrix)) // 2
    figure = Element("Figure", says=says)
    for block in modules(x + inset, y + inset, module, matrix):
        yield Block(block.x, block.y, block.width, block.height, element=figure)


def signature_lines(
    strokes: Sequence[PenStroke], x: int, y: int, width: int, height: int, figure: Element
) -> list[Item]:
    """What was drawn on the screen, as large as it fits, in its own proportions, standing on the bottom."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    wide = max(p[0] for p in points) - left or 1
    tall = max(p[1] for p in points) - top or 1
    scale = min((width - 2 * _PEN) / wide, (height - 2 * _PEN) / tall)
    over = y + height - _PEN - tall * scale
    lines: list[Item] = []
    for stroke in strokes:
        moved = tuple(
            (x + _PEN + round((a - left) * scale), round(over + (b - top) * scale)) for a, b in stroke
        )
        if moved:
            lines.append(PenLine(moved, _PEN, element=figure))
    return lines


def dashed_circle(x: int, y: int, radius: int, line: int = 4) -> Iterator[Polygon]:
    """A circle of dashes about (x, y), drawn inside the radius."""
    dashes = max(8, round(2 * math.pi * radius / 40))
    for number in range(dashes):
        begin, end = 2 * math.pi * number / dashes, 2 * math.pi * (number + 0.55) / dashes
        corners = [
            (x + round(far * math.cos(angle)), y + round(far * math.sin(angle)))
            for far, angle in ((radius, begin), (radius, end), (radius - line, end), (radius - line, begin))
        ]
        yield Polygon(tuple(corners), LINE)
