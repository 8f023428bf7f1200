"""Text to paragraph: the one place where a paragraph is laid out.

    engine = open_engine()
    laid = engine.lay_out("ياخشىمۇسىز", UYGHUR, TextStyle(40), width=600)
    pixels = laid.draw((0, 0, 0, 1), width=600, height=math.ceil(laid.height))

An engine belongs to the thread that opened it; opening another takes a few milliseconds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Any, Literal

from kiosk.language.languages import CHINESE, Direction, Language
from kiosk.text import fonts
from kiosk.text.layout import Align, LaidOutText
from kiosk.text.markup import Span, parse_markup
from kiosk.text.native import ATTRIBUTE, TO_THE_END, UNIT, ffi, native, owned_object
from kiosk.text.shown_text import ShownText, ShownTexts, replaced, shortened
from kiosk.text.style import MAX_SIZE, TextStyle

__all__ = ["FontsMissing", "TextEngine", "TextStyle", "open_engine"]

FontsMissing = fonts.FontsMissing
EllipsisPlace = Literal["start", "middle", "end"]

MAX_WIDTH = 1_000_000.0

_LTR, _RTL = 0, 1  # PangoDirection
_WEIGHT_NORMAL, _WEIGHT_BOLD = 400, 700
_WRAP_WORD_CHAR = 2
_KEPT_DESCRIPTIONS = 256
_LONG_WORD = 16  # characters that may be longer than a line
_ELLIPSIZE = {"start": 1, "middle": 2, "end": 3}
_ANTIALIAS_GRAY, _HINT_STYLE_NONE, _HINT_METRICS_OFF = 2, 1, 1

# Letters, digits and signs without a space or an ideograph between them.
_WORD = re.compile(r"[^\s\u2028\u2e80-\U0003ffff]+")
# A word, or one ideograph with the signs behind it.
_CUTTABLE = re.compile(r"[\u2e80-\U0003ffff][\u3000-\u303f\uff00-\uff0f]*|[^\s\u2028\u2e80-\U0003ffff]+")
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# A name is written without spaces in Chinese only; an address of that length may stand on a line of its own.
_SHORT_VALUE = re.compile(r"[\u2066\u2068]([^\s\u2066-\u2069]{2,24})\u2069")
# 11-ئاينىڭ, 3-терезе, 650102-2024-A17: a line does not end after such a hyphen.
_HYPHEN_BY_DIGIT = re.compile(r"\d-|-\d")


@dataclass(frozen=True)
class TextEngine:
    """Lays out text of any language over the bundled fonts. Made by open_engine."""

    fonts: fonts.Fonts
    _shown: ShownTexts
    _rare: tuple[Path, ...] = ()
    _contexts: dict[tuple[str, Direction], Any] = field(default_factory=dict)
    _descriptions: dict[tuple[str, float, bool], Any] = field(default_factory=dict)

    def lay_out(
        self,
        text: str,
        language: Language,
        style: TextStyle,
        *,
        width: float | None = None,
        align: Align = "start",
        max_lines: int | None = None,
        ellipsis: EllipsisPlace = "end",
        markup: bool = False,
        direction: Direction | None = None,
    ) -> LaidOutText:
        """``text`` set in ``language``.

        The base direction is the language's (or ``direction``), never guessed from the text.
        ``width``: where lines wrap, between words, else between letters. ``max_lines``: what is left
        over ends in an ellipsis (``ellipsis`` "start" and "middle" are for one line). ``markup``:
        Kivy's [b], [color=…], [size=…].
        Any string is laid out; see ``unknown_glyphs`` and ``replaced_characters`` of the result.
        """
        spans: tuple[Span, ...] = ()
        if markup:
            text, spans = parse_markup(text)
        direction = direction or language.direction
        shown = self._shown.show(text)
        if shown.unknown and _IDEOGRAPH.search(text) and self._with_rare is not None:
            return self._with_rare.lay_out(
                text, language, style, width=width, align=align, max_lines=max_lines, ellipsis=ellipsis,
                markup=markup, direction=direction,
            )  # fmt: skip
        job = _Job(self, shown, language, style, direction, width, align, max_lines, ellipsis, spans)
        return job.laid_out()

    def unknown_characters(self, text: str) -> str:
        """The characters of ``text``, each once, that no font here has."""
        unknown = "".join(char for char in dict.fromkeys(text) if self._shown.show(char).unknown)
        if _IDEOGRAPH.search(unknown) and self._with_rare is not None:
            return self._with_rare.unknown_characters(unknown)
        return unknown

    @cached_property
    def _with_rare(self) -> "TextEngine | None":
        """An engine that has the rare ideographs as well, where the machine has them."""
        there = tuple(path for path in self._rare if path.is_file())
        if not there:
            return None
        opened = fonts.open_fonts(self.fonts.folder, there)

        def covers(character: str) -> bool:
            # Of the rare fonts nothing but ideographs: the rest would look like another hand's.
            return self.fonts.covers(character) or bool(
                _IDEOGRAPH.match(character) and opened.covers(character)
            )

        return TextEngine(opened, ShownTexts(covers))

    def context(self, language: Language, direction: Direction) -> Any:
        key = (language.tag, direction)
        if key not in self._contexts:
            self._contexts[key] = _new_context(self.fonts.font_map, language, direction)
        return self._contexts[key]

    def description(self, language: Language, direction: Direction, style: TextStyle) -> Any:
        families = _families(language, direction)
        key = (families, style.size, style.bold)
        if key not in self._descriptions:
            if len(self._descriptions) >= _KEPT_DESCRIPTIONS:
                self._descriptions.clear()
            self._descriptions[key] = _new_description(families, style)
        return self._descriptions[key]


def open_engine(folder: Path | None = None, rare: tuple[Path, ...] = fonts.RARE_FONTS) -> TextEngine:
    """An engine over the fonts in ``folder`` (default: the bundled ones); raises FontsMissing (TXT-02).

    ``rare``: files for the ideographs that those do not have, opened when a text needs one.
    """
    opened = fonts.open_fonts(folder)
    return TextEngine(opened, ShownTexts(opened.covers), rare)


@dataclass(frozen=True)
class _Job:
    """One call of lay_out."""

    engine: TextEngine
    shown: ShownText
    language: Language
    style: TextStyle
    direction: Direction
    width: float | None
    align: Align
    max_lines: int | None
    ellipsis: EllipsisPlace
    spans: tuple[Span, ...]

    def laid_out(self) -> LaidOutText:
        if self.max_lines is not None and self.ellipsis != "end" and self.width is not None:
            return self._laid_out(replaced(self.shown, "\n", " "), ellipsis=self.ellipsis)
        whole = self._laid_out(self.shown)
        if self.max_lines is None or len(whole.lines) <= self.max_lines:
            return whole
        return self._cut(whole, max(1, self.max_lines))

    def _cut(self, whole: LaidOutText, lines: int) -> LaidOutText:
        """As many whole words as fit with an ellipsis behind them; of an endless word, its beginning."""
        text = self.shown.text
        first = whole.lines[lines - 1].start
        laid = whole
        for end in _ends(text, first, whole.lines[lines - 1].end):
            laid = self._laid_out(shortened(self.shown, end))
            if len(laid.lines) <= lines:
                break
        return laid

    def _laid_out(self, shown: ShownText, *, ellipsis: EllipsisPlace | None = None) -> LaidOutText:
        unbroken = list(_unbroken(shown.text)) if self.width is not None else []
        laid = self._set(shown, ellipsis, unbroken)
        if unbroken and any(line.width > ceil(self.width or 0) for line in laid.lines):
            # A value longer than the line is divided rather than cut off.
            return self._set(shown, ellipsis, [])
        return laid

    def _set(
        self, shown: ShownText, ellipsis: EllipsisPlace | None, unbroken: list[tuple[int, int]]
    ) -> LaidOutText:
        layout = owned_object(native.pango_layout_new(self.engine.context(self.language, self.direction)))
        raw = shown.text.encode()
        native.pango_layout_set_text(layout, raw, len(raw))
        description = self.engine.description(self.language, self.direction, self.style)
        native.pango_layout_set_font_description(layout, description)
        native.pango_layout_set_auto_dir(layout, 0)
        native.pango_layout_set_wrap(layout, _WRAP_WORD_CHAR)
        if self.width is not None:
            native.pango_layout_set_width(layout, ceil(min(max(self.width, 0), MAX_WIDTH) * UNIT))
            native.pango_layout_set_justify(layout, self.align == "justify")
        if ellipsis is not None:
            native.pango_layout_set_ellipsize(layout, _ELLIPSIZE[ellipsis])
            native.pango_layout_set_height(layout, -max(1, self.max_lines or 1))
        self._set_attributes(layout, shown.text, unbroken)
        return LaidOutText(
            self.engine.fonts, layout, shown, self.spans,
            style=self.style, direction=self.direction, align=self.align, box_width=self.width,
        )  # fmt: skip

    def _set_attributes(self, layout: Any, text: str, unbroken: list[tuple[int, int]]) -> None:
        # A code that is divided because it is longer than the line must not get a hyphen that is not its own.
        whole = self.width is not None and max(map(len, text.split()), default=0) >= _LONG_WORD
        if not self.spans and not unbroken and not whole:
            return
        attributes = ffi.gc(native.pango_attr_list_new(), native.pango_attr_list_unref)

        def insert(attribute: Any, start: int, end: int) -> None:
            placed = ffi.cast(ATTRIBUTE, attribute)
            placed.start_index = len(text[:start].encode())
            placed.end_index = len(text[:end].encode()) if end < len(text) else TO_THE_END
            native.pango_attr_list_insert(attributes, attribute)

        if whole:
            insert(native.pango_attr_insert_hyphens_new(0), 0, len(text))
        for start, end in unbroken:
            insert(native.pango_attr_allow_breaks_new(0), start, end)
        for span in self.spans:
            if span.bold:
                insert(native.pango_attr_weight_new(_WEIGHT_BOLD), span.start, span.end)
            if span.size is not None:
                size = min(max(span.size, 1.0), MAX_SIZE)
                insert(native.pango_attr_size_new_absolute(round(size * UNIT)), span.start, span.end)
            if span.color is not None:
                # Only so that the run is split here; letters still join across it.
                red, green, blue = (round(part * 0xFFFF) for part in span.color[:3])
                insert(native.pango_attr_foreground_new(red, green, blue), span.start, span.end)
        native.pango_layout_set_attributes(layout, attributes)


def _unbroken(text: str) -> Iterator[tuple[int, int]]:
    """What a line end must not divide, unless it fills the line: words at their hyphen, and short isolated
    values: a number, a code, a name."""
    if "-" in text:
        yield from (word.span() for word in _WORD.finditer(text) if _HYPHEN_BY_DIGIT.search(word[0]))
    # The isolate's own sign belongs to what stands before it (UAX #14, LB9): the line may end behind it.
    yield from (value.span(1) for value in _SHORT_VALUE.finditer(text))


def _ends(text: str, first: int, last: int) -> Iterator[int]:
    """Where a line of ``text`` can be cut, from the longest: after words, then within the first word."""
    words = [match.end() for match in _CUTTABLE.finditer(text, first, last)]
    yield from reversed(words)
    first_word = words[0] if words else last
    yield from range(first_word - 1, first, -1)
    yield first


def _families(language: Language, direction: Direction) -> str:
    """Which face is asked first: signs that several faces have look as the language writes them."""
    if language == CHINESE:
        order = (fonts.CHINESE, fonts.LATIN, fonts.ARABIC)
    elif direction == "rtl":
        order = (fonts.ARABIC, fonts.LATIN, fonts.CHINESE)
    else:
        order = (fonts.LATIN, fonts.ARABIC, fonts.CHINESE)
    return ",".join(order)


def _new_context(font_map: Any, language: Language, direction: Direction) -> Any:
    context = owned_object(native.pango_font_map_create_context(font_map))
    native.pango_context_set_base_dir(context, _RTL if direction == "rtl" else _LTR)
    native.pango_context_set_language(context, native.pango_language_from_string(language.tag.encode()))
    # Letters stand where the outlines put them, not on whole pixels: joins stay closed and a paper has
    # the proportions of the screen.
    native.pango_context_set_round_glyph_positions(context, 0)
    options = ffi.gc(native.cairo_font_options_create(), native.cairo_font_options_destroy)
    native.cairo_font_options_set_antialias(options, _ANTIALIAS_GRAY)
    native.cairo_font_options_set_hint_style(options, _HINT_STYLE_NONE)
    native.cairo_font_options_set_hint_metrics(options, _HINT_METRICS_OFF)
    native.pango_cairo_context_set_font_options(context, options)
    return context


def _new_description(families: str, style: TextStyle) -> Any:
    description = ffi.gc(native.pango_font_description_new(), native.pango_font_description_free)
    native.pango_font_description_set_family(description, families.encode())
    native.pango_font_description_set_weight(description, _WEIGHT_BOLD if style.bold else _WEIGHT_NORMAL)
    native.pango_font_description_set_absolute_size(description, style.size * UNIT)
    return description
