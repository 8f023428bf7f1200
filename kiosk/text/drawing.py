"""Glyphs to pixels.

On the screen letters come from Cairo's cache of glyph pictures: a paragraph costs a tenth of what filling
its outlines would. Cairo before 1.17.4 puts them on whole pixels, later ones on quarters; at the sizes of
the screen (31 px and more) the joins of Arabic letters stay closed either way. For paper, where letters are
small and time is not short, outlines are filled, so that it has the exact proportions everywhere.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from kiosk.text.markup import Color
from kiosk.text.native import PIXELS, ffi, native

_FORMAT_ARGB32, _FORMAT_A8 = 0, 2
_OPERATOR_OVER, _OPERATOR_ADD = 2, 12


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


def _show_pictures(context: Any, font: Any, glyphs: Any) -> None:
    native.pango_cairo_show_glyph_string(context, font, glyphs)


def _fill_outlines(context: Any, font: Any, glyphs: Any) -> None:
    native.pango_cairo_glyph_string_path(context, font, glyphs)
    native.cairo_fill(context)


def coverage(
    strokes: Iterable[Stroke], width: int, height: int, x: float = 0, y: float = 0, *, scale: float = 1
) -> bytes:
    """How much the strokes, moved by (x, y), cover of each pixel, whatever their colour; width * height
    bytes. ``scale``: pixels a unit, of a paper that is shown smaller than it is printed."""
    stride = native.cairo_format_stride_for_width(_FORMAT_A8, width)
    buffer = bytearray(stride * height)
    _draw(buffer, _FORMAT_A8, stride, strokes, width, height, x, y, scale=scale, show=_fill_outlines)
    if stride == width:
        return bytes(buffer)
    view = memoryview(buffer)
    return b"".join(view[row * stride : row * stride + width] for row in range(height))


def tinted(strokes: Iterable[Stroke], color: Color, width: int, height: int, x: float, y: float) -> bytearray:
    """RGBA pixels of strokes in one colour. The colour is whole where the alpha is zero, so that a scaled
    or filtered texture has no dark fringe.

    Only alpha is added to pixels that have the colour already: no multiplied alpha has to be undone, and
    nothing is copied. (Cairo takes the first three bytes for blue, green and red; it adds nothing to them.)
    """
    red, green, blue, opacity = (min(max(part, 0.0), 1.0) for part in color)
    ink = bytes((round(255 * red), round(255 * green), round(255 * blue), 0))
    buffer = bytearray(ink) * (width * height)
    alpha = (0.0, 0.0, 0.0, opacity)
    _draw(buffer, _FORMAT_ARGB32, width * 4, strokes, width, height, x, y, ink=alpha, operator=_OPERATOR_ADD)
    return buffer


def colored(strokes: Iterable[Stroke], width: int, height: int, x: float, y: float) -> bytes:
    """RGBA pixels of strokes in several colours."""
    stride = native.cairo_format_stride_for_width(_FORMAT_ARGB32, width)
    buffer = bytearray(stride * height)
    _draw(buffer, _FORMAT_ARGB32, stride, strokes, width, height, x, y)
    if not buffer:
        return b""
    # Cairo: 32-bit words, alpha multiplied in. Pillow's "RGBa" is that, "RGBA" what is wanted.
    picture = Image.frombuffer("RGBa", (width, height), bytes(buffer), "raw", "BGRa", stride, 1)
    return picture.convert("RGBA").tobytes()


def _draw(
    buffer: bytearray,
    form: int,
    stride: int,
    strokes: Iterable[Stroke],
    width: int,
    height: int,
    x: float,
    y: float,
    *,
    ink: Color | None = None,
    operator: int = _OPERATOR_OVER,
    scale: float = 1,
    show: Callable[[Any, Any, Any], None] = _show_pictures,
) -> None:
    """``ink`` in place of the strokes' own colours."""
    if not buffer:
        return
    pixels = ffi.cast(PIXELS, ffi.from_buffer(buffer))
    surface = native.cairo_image_surface_create_for_data(pixels, form, width, height, stride)
    surface = ffi.gc(surface, native.cairo_surface_destroy)
    context = ffi.gc(native.cairo_create(surface), native.cairo_destroy)
    native.cairo_set_operator(context, operator)
    if scale != 1:
        native.cairo_scale(context, scale, scale)
    for stroke in strokes:
        # All lines of a paragraph equally crisp.
        baseline = round((y + stroke.baseline) * scale) / scale
        if (
            y + stroke.bottom + stroke.bottom - stroke.top < 0
            or y + 2 * stroke.top - stroke.bottom > height / scale
        ):
            continue
        native.cairo_set_source_rgba(context, *(ink or stroke.color))
        native.cairo_move_to(context, x + stroke.x, baseline)
        show(context, stroke.font, stroke.glyphs)
    native.cairo_surface_flush(surface)
    status = native.cairo_status(context)
    if status:
        raise RuntimeError(f"Cairo: {ffi.string(native.cairo_status_to_string(status)).decode()}")
