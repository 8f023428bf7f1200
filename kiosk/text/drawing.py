"""Glyph outlines to pixels.

Letters are filled as outlines rather than drawn from Cairo's cache of glyph pictures: the cache puts
letters on whole pixels or quarters of them depending on Cairo's version, which opens the joins of Arabic
letters and changes the picture from one release of the system to the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from kiosk.text.markup import Color
from kiosk.text.native import GLYPHS, PIXELS, cairo, cairo_ffi, ffi, pangocairo

_FORMAT_ARGB32, _FORMAT_A8 = 0, 2
_ANTIALIAS_GOOD = 5
_OPAQUE = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Stroke:
    """A run of glyphs in one colour, from (x, baseline); its line lies between top and bottom."""

    font: Any
    glyphs: Any
    x: float
    baseline: float
    color: Color
    top: float
    bottom: float


def coverage(strokes: Iterable[Stroke], width: int, height: int, x: float, y: float) -> bytes:
    """How much the strokes, moved by (x, y), cover of each pixel, whatever their colour; width * height
    bytes."""
    buffer, stride = _fill(_FORMAT_A8, strokes, width, height, x, y)
    if stride == width:
        return bytes(buffer)
    view = memoryview(buffer)
    return b"".join(view[row * stride : row * stride + width] for row in range(height))


def tinted(alpha: bytes, color: Color) -> bytes:
    """RGBA pixels of one colour. The colour is whole where the alpha is zero, so that a scaled or
    filtered texture has no dark fringe."""
    red, green, blue, opacity = (round(255 * min(max(part, 0.0), 1.0)) for part in color)
    if opacity < 255:
        alpha = alpha.translate(bytes((value * opacity + 127) // 255 for value in range(256)))
    pixels = bytearray(bytes((red, green, blue, 0)) * len(alpha))
    pixels[3::4] = alpha
    return bytes(pixels)


def colored(strokes: Iterable[Stroke], width: int, height: int, x: float, y: float) -> bytes:
    """RGBA pixels of strokes in several colours."""
    buffer, stride = _fill(_FORMAT_ARGB32, strokes, width, height, x, y)
    if not width or not height:
        return b""
    # Cairo: 32-bit words, alpha multiplied in. Pillow's "RGBa" is that, "RGBA" what is wanted.
    picture = Image.frombuffer("RGBa", (width, height), bytes(buffer), "raw", "BGRa", stride, 1)
    return picture.convert("RGBA").tobytes()


def _fill(
    form: int, strokes: Iterable[Stroke], width: int, height: int, x: float, y: float
) -> tuple[bytearray, int]:
    stride = cairo.cairo_format_stride_for_width(form, width)
    buffer = bytearray(stride * height)
    if not buffer:
        return buffer, stride
    pixels = cairo_ffi.cast(PIXELS, cairo_ffi.from_buffer(buffer))
    surface = cairo.cairo_image_surface_create_for_data(pixels, form, width, height, stride)
    surface = cairo_ffi.gc(surface, cairo.cairo_surface_destroy)
    context = cairo_ffi.gc(cairo.cairo_create(surface), cairo.cairo_destroy)
    cairo.cairo_set_antialias(context, _ANTIALIAS_GOOD)
    for stroke in strokes:
        baseline = round(y + stroke.baseline)  # all lines of a paragraph equally crisp
        if y + stroke.bottom + stroke.bottom - stroke.top < 0 or y + 2 * stroke.top - stroke.bottom > height:
            continue
        cairo.cairo_set_source_rgba(context, *(_OPAQUE if form == _FORMAT_A8 else stroke.color))
        cairo.cairo_move_to(context, x + stroke.x, baseline)
        glyphs = ffi.cast(GLYPHS, stroke.glyphs)
        pangocairo.pango_cairo_glyph_string_path(context, stroke.font, glyphs)
        cairo.cairo_fill(context)
    cairo.cairo_surface_flush(surface)
    status = cairo.cairo_status(context)
    if status:
        raise RuntimeError(f"Cairo: {cairo_ffi.string(cairo.cairo_status_to_string(status)).decode()}")
    return buffer, stride
