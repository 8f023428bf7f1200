"""A composed paper as dots: black or white, nothing between, for a thermal printer."""

import math
from typing import NamedTuple

from PIL import Image, ImageDraw

from kiosk.documents.sheet import Block, PlacedText, Polygon, Sheet

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
    """Draw a sheet, whose width is a multiple of 8."""
    page = Image.new("1", (sheet.width, sheet.height), 0)
    pen = ImageDraw.Draw(page)
    for item in sheet.items:
        match item:
            case Block(x, y, width, height):
                pen.rectangle((x, y, x + width - 1, y + height - 1), fill=1)
            case Polygon(corners, white):
                pen.polygon(corners, fill=0 if white else 1)
            case PlacedText():
                _write(page, item)
    return Dots(sheet.width, page.tobytes())


def to_image(dots: Dots) -> Image.Image:
    """As it looks on paper, for a PNG."""
    page = Image.frombytes("1", (dots.width, dots.height), bytes(~byte & 0xFF for byte in dots.rows))
    page.info["dpi"] = (203, 203)
    return page


def _write(page: Image.Image, item: PlacedText) -> None:
    height = math.ceil(item.laid.height) + 1
    letters = item.laid.coverage(width=page.width, height=height, x=item.x)
    mask = Image.frombytes("L", (page.width, height), letters).point(
        [255 if value >= _BLACK_FROM else 0 for value in range(256)], "1"
    )
    page.paste(0 if item.white else 1, (0, item.y), mask)
