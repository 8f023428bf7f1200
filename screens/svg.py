"""Draws the part of SVG that the icons are made of: paths with absolute commands, filled or stroked.

Cairo draws; a general SVG library took longer to import than all of Kivy, and longer to draw.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan
from typing import Any
from xml.etree import ElementTree

from kiosk.text.native import PIXELS, ffi, native

_FORMAT_ARGB32 = 0
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers a command takes, again and again until the next one.
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}

Point = tuple[float, float]
Rgb = tuple[float, float, float]


class SvgError(ValueError):
    """Something in an icon that is not drawn here."""


@dataclass(frozen=True)
class Stroked:
    color: str
    width: float
    cap: int
    join: int


@dataclass(frozen=True)
class Shape:
    """One path. ``fill``: a colour "#RRGGBB" or None."""

    segments: tuple[tuple[str, tuple[float, ...]], ...]
    fill: str | None
    stroke: Stroked | None


@dataclass(frozen=True)
class Drawing:
    """An icon in its own units."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def read_svg(text: str) -> Drawing:
    """The drawing in ``text``; SvgError for what is not drawn here."""
    root = ElementTree.fromstring(text)  # noqa: S314  our own files
    width, height = float(root.get("width", "96")), float(root.get("height", "96"))
    if root.get("viewBox", f"0 0 {width:g} {height:g}") != f"0 0 {width:g} {height:g}":
        raise SvgError("a viewBox that is not the size")
    return Drawing(width, height, tuple(_shape(element) for element in root))


def paint(drawing: Drawing, width: int, colors: Mapping[str, str]) -> tuple[int, int, bytes]:
    """(width, height, pixels) of the drawing ``width`` pixels wide; ``colors`` in place of its own.

    Pixels as Cairo has them: blue, green, red, alpha, multiplied by alpha; rows from the top.
    """
    height = max(1, int(width * drawing.height / drawing.width))
    buffer = bytearray(width * 4 * height)
    pixels = ffi.cast(PIXELS, ffi.from_buffer(buffer))
    surface = ffi.gc(
        native.cairo_image_surface_create_for_data(pixels, _FORMAT_ARGB32, width, height, width * 4),
        native.cairo_surface_destroy,
    )
    context = ffi.gc(native.cairo_create(surface), native.cairo_destroy)
    native.cairo_scale(context, width / drawing.width, width / drawing.width)
    for shape in drawing.shapes:
        _outline(context, shape)
        if shape.fill is not None:
            native.cairo_set_source_rgba(context, *_rgb(colors.get(shape.fill, shape.fill)), 1.0)
            native.cairo_fill_preserve(context)
        if (stroke := shape.stroke) is not None:
            native.cairo_set_source_rgba(context, *_rgb(colors.get(stroke.color, stroke.color)), 1.0)
            native.cairo_set_line_width(context, stroke.width)
            native.cairo_set_line_cap(context, stroke.cap)
            native.cairo_set_line_join(context, stroke.join)
            native.cairo_stroke(context)
        native.cairo_new_path(context)
    native.cairo_surface_flush(surface)
    if status := native.cairo_status(context):
        raise RuntimeError(f"Cairo: {ffi.string(native.cairo_status_to_string(status)).decode()}")
    return width, height, bytes(buffer)


def _shape(element: ElementTree.Element) -> Shape:
    if element.tag != f"{_NAMESPACE}path":
        raise SvgError(f"<{element.tag.removeprefix(_NAMESPACE)}>: only paths are drawn")
    given = dict(element.attrib)
    segments = tuple(_segments(given.pop("d", "")))
    fill, color = given.pop("fill", "#000000"), given.pop("stroke", "none")
    stroke = Stroked(
        color,
        float(given.pop("stroke-width", "1")),
        _CAPS[given.pop("stroke-linecap", "butt")],
        _JOINS[given.pop("stroke-linejoin", "miter")],
    )
    if given:
        raise SvgError(f"{', '.join(given)}: not drawn")
    return Shape(segments, None if fill == "none" else fill, None if color == "none" else stroke)


def _segments(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Moves, lines, curves and ends ("M", "L", "C", "Z") of a path's data."""
    tokens = _TOKEN.findall(data)
    at: Point = (0.0, 0.0)
    begun: Point = at
    i = 0
    command = ""
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
        if command not in _TAKES:
            raise SvgError(f"{command or 'a number'} in a path")
        numbers = tuple(float(token) for token in tokens[i : i + _TAKES[command]])
        i += _TAKES[command]
        match command:
            case "Z":
                at = begun
                yield "Z", ()
                command = ""
            case "M":
                at = begun = numbers[0], numbers[1]
                yield "M", numbers
                command = "L"
            case "A":
                yield from _arc(at, *numbers)
                at = numbers[5], numbers[6]
            case _:
                if command == "H":
                    numbers = numbers[0], at[1]
                elif command == "V":
                    numbers = at[0], numbers[0]
                at = numbers[-2], numbers[-1]
                yield ("C" if command == "C" else "L"), numbers


def _arc(
    start: Point, rx: float, ry: float, turned: float, large: float, sweep: float, x: float, y: float
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """An elliptical arc as curves of at most a quarter each (SVG 1.1, F.6.5)."""
    if not rx or not ry or start == (x, y):
        yield "L", (x, y)
        return
    rx, ry, angle = abs(rx), abs(ry), radians(turned)
    c, s = cos(angle), sin(angle)
    dx, dy = (start[0] - x) / 2, (start[1] - y) / 2
    x1, y1 = c * dx + s * dy, c * dy - s * dx
    # Radii that do not reach are made larger.
    short = sqrt(max(1.0, (x1 / rx) ** 2 + (y1 / ry) ** 2))
    rx, ry = rx * short, ry * short
    off = rx * rx * y1 * y1 + ry * ry * x1 * x1
    root = sqrt(max(0.0, (rx * rx * ry * ry - off) / off))
    root = root if bool(large) != bool(sweep) else -root
    cx1, cy1 = root * rx * y1 / ry, -root * ry * x1 / rx
    cx, cy = c * cx1 - s * cy1 + (start[0] + x) / 2, s * cx1 + c * cy1 + (start[1] + y) / 2
    first = _angle((x1 - cx1) / rx, (y1 - cy1) / ry)
    span = (_angle((-x1 - cx1) / rx, (-y1 - cy1) / ry) - first) % (2 * pi)
    span = span if sweep else span - 2 * pi
    pieces = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    step = span / pieces
    reach = 4 / 3 * tan(step / 4)

    def placed(px: float, py: float) -> Point:
        return cx + c * rx * px - s * ry * py, cy + s * rx * px + c * ry * py

    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        yield (
            "C",
            (
                *placed(cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
                *placed(cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
                *placed(cos(b), sin(b)),
            ),
        )


def _angle(x: float, y: float) -> float:
    return copysign(acos(min(1.0, max(-1.0, x / hypot(x, y)))), y)


def _outline(context: Any, shape: Shape) -> None:
    for command, numbers in shape.segments:
        match command:
            case "M":
                native.cairo_move_to(context, *numbers)
            case "L":
                native.cairo_line_to(context, *numbers)
            case "C":
                native.cairo_curve_to(context, *numbers)
            case "Z":
                native.cairo_close_path(context)


def _rgb(color: str) -> Rgb:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise SvgError(f"{color}: not a colour as #RRGGBB")
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255
