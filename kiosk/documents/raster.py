"""A composed paper as dots: black or white, nothing between, for a thermal printer."""

from typing import NamedTuple

from PIL import Image, ImageDraw

from kiosk.documents.sheet import WHITE, Block, PenLine, PlacedText, Polygon, Sheet
from kiosk.text.drawing import coverage

# From which coverage on a dot is black. Below the half, because thin strokes break before thick ones clog.
_BLACK_FROM = 112


class Dots(NamedTuple):
    """``width`` dots a row, a multiple of 8; ``rows`` one bit a dot, 1 = black, most significant bit left."""

    width: int
    rows: bytes

    @property
    def height(self) -> int:
        return len(self.rows) // (self.width // 8)


def to_dots(sheet: Sheet) -> Dots:
    """Draw a sheet, whose width is a multiple of 8: shapes, then letters, then what is white on black."""
    page = Image.new("1", (sheet.width, sheet.height), 0)
    pen = ImageDraw.Draw(page)
    black, white = list[PlacedText](), list[PlacedText]()
    for item in sheet.items:
        match item:
            case Block(x, y, width, height, ink):
                pen.rectangle((x, y, x + width - 1, y + height - 1), fill=0 if ink == WHITE else 1)
            case Polygon(corners, ink):
                pen.polygon(corners, fill=0 if ink == WHITE else 1)
            case PenLine(points, width, ink):
                pen.line(points, fill=0 if ink == WHITE else 1, width=width, joint="curve")
            case PlacedText(ink=ink):
                (white if ink == WHITE else black).append(item)
    _write(page, black, 1)
    for item in white:
        _write(page, [item], 0)
    return Dots(sheet.width, page.tobytes())


def to_image(dots: Dots) -> Image.Image:
    """As it looks on paper, for a PNG."""
    page = Image.frombytes("1", (dots.width, dots.height), bytes(~byte & 0xFF for byte in dots.rows))
    page.info["dpi"] = (203, 203)
    return page


def _write(page: Image.Image, items: list[PlacedText], value: int) -> None:
    """All letters of one colour in one go: a surface of its own for each paragraph costs more than its
    letters."""
    if not items:
        return
    top = min(item.y for item in items)
    bottom = min(page.height, max(item.y + round(item.laid.height) + 2 for item in items))
    strokes = (
        stroke for item in items for stroke in item.laid.strokes(item.x, item.y - top, slice(*item.lines))
    )
    letters = coverage(strokes, page.width, bottom - top)
    mask = Image.frombytes("L", (page.width, bottom - top), letters).point(_THRESHOLD, "1")
    page.paste(value, (0, top), mask)


_THRESHOLD = [255 if value >= _BLACK_FROM else 0 for value in range(256)]
