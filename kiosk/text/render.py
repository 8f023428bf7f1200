"""A text as a picture file, and what the engine made of it: for trying the engine by itself."""

from math import ceil
from pathlib import Path
from typing import TypedDict

from PIL import Image

from kiosk.language.languages import Direction, Language
from kiosk.text.engine import TextEngine
from kiosk.text.isolation import isolate_codes
from kiosk.text.style import TextStyle

# A picture larger than this is a slip of the keyboard.
MAX_PX = 20_000
BLACK = (0.0, 0.0, 0.0, 1.0)


class PictureTooLarge(Exception):
    """More pixels than anybody wants to look at."""


class RenderedLine(TypedDict):
    """``x``: left end of the line's letters in px; ``direction``: the base direction it is read in."""

    text: str
    x: float
    width: float
    direction: Direction


class Rendered(TypedDict):
    """``width``, ``height``: of the picture, px."""

    lines: list[RenderedLine]
    unknown_glyphs: int
    width: int
    height: int


def render_png(
    engine: TextEngine, text: str, language: Language, width: int | None, size: float, out: Path
) -> Rendered:
    """Write ``text`` black on white to ``out`` (PNG), wrapped at ``width`` px if that is given.

    OSError when ``out`` cannot be written, PictureTooLarge above MAX_PX either way.
    """
    # Nobody has said what in this text is a value, so codes are looked for.
    laid = engine.lay_out(isolate_codes(text), language, TextStyle(size), width=width)
    columns, rows = width or max(1, ceil(laid.width)), max(1, ceil(laid.height))
    if columns > MAX_PX or rows > MAX_PX:
        raise PictureTooLarge(f"the picture would be {columns} by {rows} pixels")
    letters = Image.frombytes("RGBA", (columns, rows), laid.draw(BLACK, width=columns, height=rows))
    picture = Image.new("RGBA", letters.size, "white")
    picture.alpha_composite(letters)
    picture.convert("L").save(out, format="PNG")
    lines = [
        RenderedLine(text=line.text, x=round(line.x, 2), width=round(line.width, 2), direction=line.direction)
        for line in laid.lines
    ]
    return Rendered(lines=lines, unknown_glyphs=laid.unknown_glyphs, width=columns, height=rows)
