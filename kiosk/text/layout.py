"""A laid-out paragraph: where its lines, letters and carets are, and its pixels.

Pango breaks the lines and shapes them; where each line stands is decided here, from the fonts' common
metrics, so that it is the same under every version of Pango. All figures are in the unit of the text
size, x to the right and y down from the top left corner of the paragraph. Indexes count the characters
of the text as it was given (with markup: of its plain text).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from kiosk.language.languages import Direction
from kiosk.text import drawing
from kiosk.text.fonts import ASCENT, NATURAL_HEIGHT, Fonts
from kiosk.text.isolation import without_isolates
from kiosk.text.markup import Color, Span
from kiosk.text.native import (
    ELLIPSIS_FLAG,
    GLYPH_EMPTY,
    GLYPH_UNKNOWN_FLAG,
    INTEGER_OUT,
    INTEGERS_OUT,
    RECTANGLE_OUT,
    UNIT,
    ffi,
    native,
)
from kiosk.text.shown_text import ELLIPSIS, LINE_SEPARATOR, ShownText
from kiosk.text.style import TextStyle

LINE_ENDS = "\n" + LINE_SEPARATOR
ALL_LINES = slice(None)

_SEMIBOLD = 600  # PangoWeight

Align = Literal["start", "center", "end", "justify"]


@dataclass(frozen=True)
class TextLine:
    """One line. ``text``: the stretch of the text that stands in it, in reading order, without bidi
    controls and the line end. ``x``, ``width``: its letters with their spacing. ``baseline``: from the
    top of the paragraph. ``direction``: the base direction of the line."""

    text: str
    x: float
    width: float
    direction: Direction
    baseline: float
    start: int
    end: int


@dataclass(frozen=True)
class Caret:
    """Where a caret stands: a vertical line at ``x`` from ``top``, ``height`` long."""

    x: float
    top: float
    height: float


@dataclass(frozen=True)
class Area:
    """A rectangle of a selection."""

    x: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Glyph:
    """One glyph at its origin: ``x`` and the baseline ``y``. ``text``: the characters its cluster stands
    for; empty for the cluster's further glyphs. ``advance``: how far the next glyph is."""

    id: int
    x: float
    y: float
    advance: float
    text: str


@dataclass(frozen=True)
class GlyphRun:
    """Glyphs of one face in visual order, left to right. ``thickened``: bold wanted, but the regular
    face drawn bolder. ``color``: of the markup, None = the paragraph's."""

    font_file: Path
    face_index: int
    size: float
    rtl: bool
    thickened: bool
    color: Color | None
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class _Box:
    """A line's place: baseline-left origin (x, baseline), from ``top`` to ``bottom``."""

    line: Any
    x: float
    width: float
    top: float
    bottom: float
    baseline: float


class LaidOutText:
    """Made by TextEngine.lay_out. Holds Pango's layout; belongs to the engine's thread."""

    def __init__(
        self, fonts: Fonts, layout: Any, shown: ShownText, spans: tuple[Span, ...], *,
        style: TextStyle, direction: Direction, align: Align, box_width: float | None,
    ) -> None:  # fmt: skip
        self._fonts = fonts
        self._layout = layout
        self._spans = spans
        self._direction = direction
        self._style = style
        self._text = shown.text
        self._readable = shown.readable
        self._offsets = None if shown.text.isascii() else _byte_offsets(shown.text)
        self._length = len(shown.text) if self._offsets is None else self._offsets[-1]
        self.unknown_glyphs = shown.unknown
        self.replaced_characters = shown.replaced
        self.truncated = shown.cut or bool(native.pango_layout_is_ellipsized(layout))
        self._boxes, self.width, self.height = _place(layout, style, direction, align, box_width)
        self.baseline = self._boxes[0].baseline
        if native.pango_layout_get_unknown_glyphs_count(layout):
            self.unknown_glyphs += self._empty_unknown_glyphs()
        self.lines = tuple(self._text_line(box) for box in self._boxes)

    # Pictures

    def draw(
        self, color: Color = (0, 0, 0, 1), *, width: int, height: int, x: float = 0, y: float = 0
    ) -> bytes | bytearray:
        """The paragraph with its top left corner at (x, y) of a transparent picture of width x height
        pixels: RGBA, 8 bits each, alpha not multiplied in, rows from the top."""
        strokes = list(self._strokes(color))
        colors = {stroke.color for stroke in strokes}
        if len(colors) > 1:
            return drawing.colored(strokes, width, height, x, y)
        return drawing.tinted(strokes, next(iter(colors), color), width, height, x, y)

    def coverage(self, *, width: int, height: int, x: float = 0, y: float = 0) -> bytes:
        """As draw, but one byte a pixel: how much of it the letters cover, 0 … 255."""
        return drawing.coverage(self._strokes((0, 0, 0, 1)), width, height, x, y)

    def strokes(self, x: float, y: float, lines: slice = ALL_LINES) -> Iterator[drawing.Stroke]:
        """What is drawn of ``lines`` with the paragraph's top left corner at (x, y): for drawing.coverage of
        several paragraphs at once."""
        for stroke in self._strokes((0, 0, 0, 1), lines):
            yield replace(
                stroke,
                x=x + stroke.x,
                baseline=y + stroke.baseline,
                top=y + stroke.top,
                bottom=y + stroke.bottom,
            )

    def _strokes(self, color: Color, lines: slice = ALL_LINES) -> Iterator[drawing.Stroke]:
        for box, item, x in self._runs(lines):
            font, glyphs = item.item.analysis.font, item.glyphs
            own_color = self._color_at(self._character(item.item.offset)) if self._spans else None
            y = box.baseline - item.y_offset / UNIT
            yield drawing.Stroke(font, glyphs, x, y, own_color or color, box.top, box.bottom)

    # Paper

    def glyph_runs(self, lines: slice = ALL_LINES) -> tuple[GlyphRun, ...]:
        """Every glyph that is drawn of ``lines``, line by line, for a PDF: none for a bidi control."""
        runs = (self._glyph_run(box, item, x) for box, item, x in self._runs(lines))
        return tuple(run for run in runs if run.glyphs)

    # Caret and selection

    def caret(self, index: int) -> Caret:
        """Where a character typed before character ``index`` of the text's own direction appears."""
        strong = ffi.new(RECTANGLE_OUT)
        at = self._byte(index)
        native.pango_layout_get_cursor_pos(self._layout, at, strong, ffi.NULL)
        box = self._boxes[self._line_number(at)]
        return Caret(box.x + strong.x / UNIT, box.top, box.bottom - box.top)

    def index_at(self, x: float, y: float) -> int:
        """The index before which a caret stands after a touch at (x, y)."""
        number = min(bisect_right([box.top for box in self._boxes], y), len(self._boxes)) - 1
        box = self._boxes[max(0, number)]
        index, trailing = ffi.new(INTEGER_OUT), ffi.new(INTEGER_OUT)
        native.pango_layout_line_x_to_index(box.line, _units(x - box.x), index, trailing)
        return min(self._character(index[0]) + int(trailing[0]), len(self._text))

    def move(self, index: int, step: Literal[-1, 1]) -> int:
        """The index one caret place to the left (-1) or to the right (1) on the screen."""
        at, trailing = ffi.new(INTEGER_OUT), ffi.new(INTEGER_OUT)
        native.pango_layout_move_cursor_visually(self._layout, 1, self._byte(index), 0, step, at, trailing)
        if at[0] < 0:
            return 0
        if at[0] > self._length:
            return len(self._text)
        return min(self._character(at[0]) + int(trailing[0]), len(self._text))

    def ranges(self, start: int, end: int) -> tuple[Area, ...]:
        """The rectangles that the characters from ``start`` to before ``end`` fill."""
        first, last = self._byte(min(start, end)), self._byte(max(start, end))
        areas = []
        for box in self._boxes:
            line_start = native.pango_layout_line_get_start_index(box.line)
            line_end = line_start + native.pango_layout_line_get_length(box.line)
            if first >= line_end or last <= line_start:
                continue
            found, count = ffi.new(INTEGERS_OUT), ffi.new(INTEGER_OUT)
            native.pango_layout_line_get_x_ranges(
                box.line, max(first, line_start), min(last, line_end), found, count
            )
            pairs = [(found[0][2 * i], found[0][2 * i + 1]) for i in range(count[0])]
            native.g_free(found[0])
            for left, right in pairs:
                areas.append(Area(box.x + left / UNIT, box.top, (right - left) / UNIT, box.bottom - box.top))
        return tuple(areas)

    # Inside

    def _runs(self, lines: slice = ALL_LINES) -> Iterator[tuple[_Box, Any, float]]:
        """Every run with its line and the x where it begins, in visual order."""
        for box in self._boxes[lines]:
            yield from self._line_runs(box)

    def _line_runs(self, box: _Box) -> Iterator[tuple[_Box, Any, float]]:
        x = box.x
        link = box.line.runs
        while link:
            item = link.data
            x += item.start_x_offset / UNIT
            yield box, item, x
            width = native.pango_glyph_string_get_width(item.glyphs)
            x += (width + item.end_x_offset) / UNIT
            link = link.next

    def _glyph_run(self, box: _Box, item: Any, x: float) -> GlyphRun:
        analysis = item.item.analysis
        described = ffi.gc(
            native.pango_font_describe_with_absolute_size(analysis.font), native.pango_font_description_free
        )
        family = ffi.string(native.pango_font_description_get_family(described)).decode()
        bold = native.pango_font_description_get_weight(described) >= _SEMIBOLD
        size = native.pango_font_description_get_size(described) / UNIT
        index = self._character(item.item.offset)
        texts = self._cluster_texts(item)
        glyphs = []
        baseline = box.baseline - item.y_offset / UNIT
        for i in range(item.glyphs.num_glyphs):
            info = item.glyphs.glyphs[i]
            if info.glyph != GLYPH_EMPTY:
                text = texts.pop(item.glyphs.log_clusters[i], "")
                left, below = x + info.x_offset / UNIT, baseline + info.y_offset / UNIT
                glyphs.append(Glyph(info.glyph, left, below, info.width / UNIT, text))
            x += info.width / UNIT
        return GlyphRun(
            self._fonts.files[family, bold].path, 0, size, bool(analysis.level & 1),
            thickened=self._bold_at(index) and not bold, color=self._color_at(index), glyphs=tuple(glyphs),
        )  # fmt: skip

    def _cluster_texts(self, item: Any) -> dict[int, str]:
        """Byte offset of a cluster in its run -> its characters."""
        if item.item.analysis.flags & ELLIPSIS_FLAG:
            return {item.glyphs.log_clusters[0]: ELLIPSIS}
        starts = sorted({item.glyphs.log_clusters[i] for i in range(item.glyphs.num_glyphs)})
        first, length = item.item.offset, item.item.length
        texts = {}
        for start, end in zip(starts, [*starts[1:], length], strict=True):
            characters = self._readable[self._character(first + start) : self._character(first + end)]
            texts[start] = without_isolates(characters)
        return texts

    def _empty_unknown_glyphs(self) -> int:
        """Let what Pango has no glyph for be drawn as nothing rather than as a box of digits."""
        count = 0
        for _, item, _ in self._runs():
            for i in range(item.glyphs.num_glyphs):
                if item.glyphs.glyphs[i].glyph & GLYPH_UNKNOWN_FLAG:
                    item.glyphs.glyphs[i].glyph = GLYPH_EMPTY
                    count += 1
        return count

    def _bold_at(self, index: int) -> bool:
        return self._style.bold or any(span.bold and span.start <= index < span.end for span in self._spans)

    def _color_at(self, index: int) -> Color | None:
        colors = [span.color for span in self._spans if span.color and span.start <= index < span.end]
        return colors[-1] if colors else None

    def _text_line(self, box: _Box) -> TextLine:
        first = native.pango_layout_line_get_start_index(box.line)
        start = self._character(first)
        end = self._character(first + native.pango_layout_line_get_length(box.line))
        text = self._visible_text(box) if self.truncated else self._readable[start:end]
        text = without_isolates(text).rstrip(LINE_ENDS)
        return TextLine(text, box.x, box.width, self._direction, box.baseline, start, end)

    def _visible_text(self, box: _Box) -> str:
        pieces = []
        for _, item, _ in self._line_runs(box):
            start, end = item.item.offset, item.item.offset + item.item.length
            if item.item.analysis.flags & ELLIPSIS_FLAG:
                pieces.append((start, ELLIPSIS))
            else:
                pieces.append((start, self._readable[self._character(start) : self._character(end)]))
        return "".join(text for _, text in sorted(pieces))

    def _line_number(self, byte: int) -> int:
        number, x = ffi.new(INTEGER_OUT), ffi.new(INTEGER_OUT)
        native.pango_layout_index_to_line_x(self._layout, byte, 0, number, x)
        return min(max(0, int(number[0])), len(self._boxes) - 1)

    def _byte(self, index: int) -> int:
        index = min(max(0, index), len(self._text))
        return index if self._offsets is None else self._offsets[index]

    def _character(self, byte: int) -> int:
        byte = min(max(0, byte), self._length)
        return byte if self._offsets is None else bisect_right(self._offsets, byte) - 1


def _byte_offsets(text: str) -> list[int]:
    """Where each character begins in UTF-8; one more for the end."""
    offsets, at = [0], 0
    for character in text:
        code = ord(character)
        at += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
        offsets.append(at)
    return offsets


def _units(length: float) -> int:
    return round(max(-1e6, min(length, 1e6)) * UNIT)


def _place(
    layout: Any, style: TextStyle, direction: Direction, align: Align, box_width: float | None
) -> tuple[tuple[_Box, ...], float, float]:
    """The lines' places, and the width and height that hold letters and line boxes alike."""
    ink, logical = ffi.new(RECTANGLE_OUT), ffi.new(RECTANGLE_OUT)
    count = native.pango_layout_get_line_count(layout)
    lines = [native.pango_layout_get_line_readonly(layout, number) for number in range(count)]
    measured = []
    for line in lines:
        native.pango_layout_line_get_extents(line, ink, logical)
        sides = (ink.x / UNIT, (ink.x + ink.width) / UNIT) if ink.width else (0.0, 0.0)
        # Half a pixel more: lines are drawn with their baselines on whole pixels.
        heights = (ink.y / UNIT - 0.5, (ink.y + ink.height) / UNIT + 0.5) if ink.height else (0.0, 0.0)
        em = logical.height / UNIT / NATURAL_HEIGHT or style.size
        measured.append((line, logical.width / UNIT, sides, heights, em))
    width = max(line_width for _, line_width, *_ in measured) if box_width is None else box_width
    boxes, y, top, bottom, left, right = [], 0.0, 0.0, 0.0, 0.0, width
    for line, line_width, sides, heights, em in measured:
        height = em * (style.line_height or NATURAL_HEIGHT)
        baseline = y + (height - em * NATURAL_HEIGHT) / 2 + em * ASCENT
        x = _line_x(line_width, width, direction, align)
        if box_width is not None:  # inside the box, as far as it goes
            x = max(min(x, width - sides[1]), -sides[0]) if line_width <= width else x
        boxes.append(_Box(line, x, line_width, y, y + height, baseline))
        y += height
        top, bottom = min(top, baseline + heights[0]), max(bottom, baseline + heights[1])
        left, right = min(left, x + sides[0]), max(right, x + sides[1])
    # Letters with many marks could make it as high as anything.
    top, bottom = max(top, -style.size), min(bottom, y + style.size)
    shift_x = -left if box_width is None else 0.0
    shifted = tuple(
        _Box(b.line, b.x + shift_x, b.width, b.top - top, b.bottom - top, b.baseline - top) for b in boxes
    )
    return shifted, right + shift_x, max(bottom, y) - top


def _line_x(line_width: float, width: float, direction: Direction, align: Align) -> float:
    if align == "center":
        return (width - line_width) / 2
    at_left = (align == "end") == (direction == "rtl")
    return 0.0 if at_left else width - line_width
