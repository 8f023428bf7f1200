"""Paragraphs in the columns of an A4 paper, in two languages, and rows of them that a page's end can part."""

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from kiosk.documents.page_flow import Slab
from kiosk.documents.sheet import BLACK, Element, Ink, Item, Kind, PlacedText
from kiosk.documents.written import written
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.languages import CHINESE, Language
from kiosk.language.values import Terms, Value, Words
from kiosk.text.engine import TextEngine, TextStyle
from kiosk.text.layout import LaidOutText

Side = Literal["start", "center", "end"]

SMALLEST = 32  # dots: 11.3 pt
_CHINESE_SMALLER = 0.92  # ideographs fill their em, letters do not
# Between baselines, in em (design language, type).
_LINE_HEIGHTS = {"ug": 1.42, "kk-Arab": 1.42, "kk": 1.3, "zh-Hans": 1.35, "en": 1.3}
_WHOLE_MOST = 640  # dots; a row that is taller may be parted


@dataclass(frozen=True)
class Type:
    """How letters stand: ``size`` in dots, ``side`` of the column in the direction of the page."""

    size: int
    bold: bool = False
    side: Side = "start"
    ink: Ink = BLACK


@dataclass(frozen=True)
class Text:
    """A paragraph and the x it belongs at."""

    laid: LaidOutText
    x: int
    ink: Ink
    element: Element

    @property
    def width(self) -> float:
        return max(line.width for line in self.laid.lines)

    @property
    def height(self) -> int:
        return round(self.laid.height)

    def placed(self, y: int) -> PlacedText:
        return PlacedText(self.laid, self.x, y, self.ink, self.element)


# Paragraphs one below the other.
Cell = tuple[Text, ...]


@dataclass(frozen=True)
class Place:
    """A column: ``offset`` from the reading start of the page's words."""

    offset: int
    width: int


@dataclass(frozen=True)
class Setter:
    """Sets words in places of a page whose words stand between ``margin`` and ``margin + width``."""

    language: Language
    catalogues: Catalogues
    engine: TextEngine
    margin: int
    width: int

    @property
    def bilingual(self) -> bool:
        return self.language != CHINESE

    @property
    def whole(self) -> Place:
        return Place(0, self.width)

    def left(self, place: Place) -> int:
        """Where it begins on the paper."""
        if self.language.rtl:
            return self.margin + self.width - place.offset - place.width
        return self.margin + place.offset

    def mine(
        self, words: Words, place: Place, form: Type, kind: Kind = "P", of: Element | None = None
    ) -> Text:
        said = display(words, self.language, self.catalogues)
        return self._text(said, self.language, place, form, Element(kind, of, self.language))

    def chinese(
        self, words: Words, place: Place, form: Type, kind: Kind = "P", of: Element | None = None
    ) -> Text:
        said = display(words, CHINESE, self.catalogues)
        return self._text(said, CHINESE, place, smaller(form), Element(kind, of, CHINESE))

    def both(
        self, words: Words, place: Place, form: Type, kind: Kind = "P", of: Element | None = None
    ) -> Cell:
        """The resident's language and below it Chinese, in regular letters."""
        if not self.bilingual:
            return (self.mine(words, place, form, kind, of),)
        of, kind = (Element(kind, of), "P") if of else (None, kind)  # two paragraphs of one cell
        plain = replace(form, bold=False)
        return self.mine(words, place, form, kind, of), self.chinese(words, place, plain, kind, of)

    def value(self, value: Value, place: Place, form: Type, of: Element | None = None) -> Cell:
        """A value; a term in Chinese as well, below it. ``of``: the table's row."""
        cell = Element("TD", of) if of else None
        mine = written(value, self.language)
        if not (isinstance(value, Terms) and self.bilingual):
            return (self._text(mine, self.language, place, form, cell or Element("P")),)
        plain = smaller(replace(form, bold=False))
        return (
            self._text(mine, self.language, place, form, Element("P", cell, self.language)),
            self._text(written(value, CHINESE), CHINESE, place, plain, Element("P", cell, CHINESE)),
        )

    def at_other_side(self, text: Text, place: Place) -> Text:
        """One line, moved to the reading end of its place."""
        line = text.laid.lines[0]
        left = self.left(place) if self.language.rtl else self.left(place) + place.width - round(line.width)
        return replace(text, x=left - round(line.x))

    def said(self, words: Words) -> str:
        """For a figure's alternative text."""
        return display(words, self.language, self.catalogues)

    def _text(self, text: str, language: Language, place: Place, form: Type, element: Element) -> Text:
        align = form.side
        if align != "center" and language.rtl != self.language.rtl:
            align = "end" if align == "start" else "start"
        style = TextStyle(form.size, form.bold, _LINE_HEIGHTS[language.tag])
        laid = self.engine.lay_out(text, language, style, width=place.width, align=align)
        return Text(laid, self.left(place), form.ink, element)


def smaller(form: Type) -> Type:
    """The same for Chinese."""
    return replace(form, size=max(SMALLEST, round(form.size * _CHINESE_SMALLER)))


def stacked(cell: Cell, y: int) -> tuple[list[Item], int]:
    """The cell's paragraphs from ``y`` down, and where they end."""
    items: list[Item] = []
    for text in cell:
        items.append(text.placed(y))
        y += text.height
    return items, y


def whole_row(cells: list[Cell], above: int, below: int) -> Slab:
    """Cells beside each other, their first lines on one baseline, with so much paper above and below."""
    baseline = max(cell[0].laid.baseline for cell in cells)
    items, height = list[Item](), 0
    for cell in cells:
        drawn, end = stacked(cell, above + round(baseline - cell[0].laid.baseline))
        items += drawn
        height = max(height, end)
    return Slab(height + below, tuple(items))


def row(cells: list[Cell], above: int, below: int) -> list[Slab]:
    """The same, but a tall row as a slab for each of its lines, so that a page's end can part it."""
    whole = whole_row(cells, above, below)
    if whole.height <= _WHOLE_MOST:
        return [whole]
    slabs = [_line_slab([line for line in lines if line]) for lines in zip_longest(*map(_lines, cells))]
    return [Slab(above, keep=True), *slabs, Slab(below)]


@dataclass(frozen=True)
class _Line:
    text: Text
    number: int
    ascent: int
    height: int


def _lines(cell: Cell) -> list[_Line]:
    lines = []
    for text in cell:
        baselines = [line.baseline for line in text.laid.lines]
        ends = [*(baseline - baselines[0] for baseline in baselines[1:]), text.laid.height]
        for number, baseline in enumerate(baselines):
            top = baseline - baselines[0]
            lines.append(_Line(text, number, round(baselines[0]), round(ends[number] - top)))
    return lines


def _line_slab(lines: list[_Line]) -> Slab:
    ascent = max(line.ascent for line in lines)
    items = []
    for line in lines:
        y = ascent - round(line.text.laid.lines[line.number].baseline)
        text = line.text
        only = (line.number, line.number + 1)
        items.append(PlacedText(text.laid, text.x, y, text.ink, text.element, only))
    return Slab(max(line.height for line in lines), tuple(items))
