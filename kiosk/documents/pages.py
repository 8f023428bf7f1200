"""An A4 paper: composed once, then printed as PDF or looked at on the screen before it is printed."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from kiosk.documents.page_flow import Slab, moved, pages, placed
from kiosk.documents.page_layout import PartSetter
from kiosk.documents.page_model import Paper
from kiosk.documents.page_shapes import DEEP, woven_band
from kiosk.documents.page_text import SMALLEST, Place, Setter, Type, whole_row
from kiosk.documents.pdf import to_pdf
from kiosk.documents.preview import Preview
from kiosk.documents.sheet import (
    FURNITURE,
    Block,
    Ink,
    Item,
    PenLine,
    PlacedText,
    Polygon,
    Sheet,
    dashed_frame,
    frame,
    rule,
)
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.values import Code, Message, Moment
from kiosk.text.drawing import coverage
from kiosk.text.engine import TextEngine

# A4 in dots (sheet.py). Printers leave 5 mm = 40 dots blank at each edge.
WIDTH, HEIGHT = 1678, 2374
_SIDE, _TOP, _BOTTOM = 144, 88, 88
_FRAMED_SIDE, _FRAMED_TOP, _FRAMED_BOTTOM = 204, 216, 216
_OUTER, _INNER, _BAND = 76, 100, 58
_HEAD_BAND = 34
_TIME_WIDTH = 360
_PICTURE_WIDTH = 1240  # 150 pixels an inch
_SMALL = Type(SMALLEST)
_TITLE = Type(0, True, "center", DEEP)
_TITLE_SIZES, _TITLE_SIZES_FRAMED = (70, 62, 54), (80, 70, 62, 56)


@dataclass(frozen=True)
class Pages:
    """A composed paper, every glyph of it printable. Belongs to its engine's thread."""

    sheets: tuple[Sheet, ...]


def compose(paper: Paper, catalogues: Catalogues, engine: TextEngine) -> Pages | Failure:
    """The pages of a paper. TXT-01 if a character cannot be printed; KeyError for a text that a catalogue
    or a term lacks."""
    sheets = _Composition(paper, catalogues, engine).sheets()
    missing = sum(sheet.missing_glyphs for sheet in sheets)
    if missing:
        # Not which: it may be of somebody's name.
        return Failure(FailureCode.GLYPH_MISSING, f"{missing} characters that no bundled font has")
    return Pages(sheets)


def pages_pdf(composed: Pages) -> bytes:
    """All pages, as they go to the printer."""
    return to_pdf(*composed.sheets, side=0)


def pages_preview(page: Sheet, width: int) -> Preview:
    """One page, ``width`` pixels wide: every letter and line from the place it is printed at."""
    scale = width / page.width
    height = round(page.height * scale)
    # Shapes at twice the size: Pillow draws their edges hard.
    shapes = Image.new("RGB", (2 * width, 2 * height), "white")
    pen = ImageDraw.Draw(shapes)
    words: dict[Ink, list[PlacedText]] = {}
    for item in page.items:
        if isinstance(item, PlacedText):
            words.setdefault(item.ink, []).append(item)
        else:
            _draw_shape(pen, item, 2 * scale)
    picture = shapes.reduce(2)
    for ink, texts in words.items():
        strokes = (
            stroke for text in texts for stroke in text.laid.strokes(text.x, text.y, slice(*text.lines))
        )
        letters = Image.frombytes("L", picture.size, coverage(strokes, width, height, scale=scale))
        picture.paste(ink, (0, 0), letters)
    return Preview(width, height, picture.tobytes())


def page_preview(composed: Pages, page: int, width: int) -> Preview:
    """A page of a paper, counted from 1; the last one for a number that is too high."""
    page = min(page, len(composed.sheets))
    drawn = pages_preview(composed.sheets[page - 1], width)
    return replace(drawn, page=page, pages=len(composed.sheets))


def pages_picture(composed: Pages, width: int = _PICTURE_WIDTH) -> bytes:
    """All pages one below the other, as PNG: for trying a paper."""
    previews = [pages_preview(page, width) for page in composed.sheets]
    picture = Image.new("RGB", (width, sum(preview.height for preview in previews)))
    y = 0
    for preview in previews:
        size = (preview.width, preview.height)
        picture.paste(Image.frombytes("RGB", size, preview.pixels), (0, y))
        y += preview.height
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _draw_shape(pen: ImageDraw.ImageDraw, item: Block | Polygon | PenLine, scale: float) -> None:
    match item:
        case Block(x, y, width, height, ink):
            right, bottom = round((x + width) * scale), round((y + height) * scale)
            left, top = round(x * scale), round(y * scale)
            pen.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=ink)
        case Polygon(corners, ink):
            pen.polygon([(x * scale, y * scale) for x, y in corners], fill=ink)
        case PenLine(points, width, ink):
            path = [(x * scale, y * scale) for x, y in points]
            pen.line(path, fill=ink, width=max(1, round(width * scale)), joint="curve")


@dataclass(frozen=True)
class _Composition:
    paper: Paper
    catalogues: Catalogues
    engine: TextEngine

    def sheets(self) -> tuple[Sheet, ...]:
        paper = self.paper
        side = _FRAMED_SIDE if paper.framed else _SIDE
        setter = Setter(paper.language, self.catalogues, self.engine, side, WIDTH - 2 * side)
        top, bottom = (_FRAMED_TOP, _FRAMED_BOTTOM) if paper.framed else (_TOP, _BOTTOM)
        first, further = self._head(setter, first=True), self._head(setter, first=False)
        foot = 64
        end = HEIGHT - bottom - foot
        slabs = list(PartSetter(setter).slabs(paper.parts))
        filled = pages(slabs, end - top - further.height, end - top - first.height)
        title = display(paper.title, paper.language, self.catalogues)
        sheets = []
        for number, page in enumerate(filled, 1):
            head = first if number == 1 else further
            items: list[Item] = list(_frame()) if paper.framed else []
            items += moved(head.items, top)
            items += placed(page, top + head.height, end)
            items += moved(self._foot(setter, number, len(filled)), HEIGHT - bottom - foot + 16)
            name = f"{title} {paper.number}".strip()
            sheets.append(Sheet(WIDTH, HEIGHT, tuple(items), name, paper.language))
        return tuple(sheets)

    def _head(self, setter: Setter, *, first: bool) -> Slab:
        """Machine and time; below them the title, on the first page large."""
        paper = self.paper
        words = Message("paper.machine_is", {"machine": Code(paper.machine)})
        machine = setter.mine(words, Place(0, setter.width - _TIME_WIDTH), _SMALL)
        (time,) = setter.value(Moment(paper.printed_at), setter.whole, replace(_SMALL, side="end"))
        items: list[Item] = [replace(text.placed(0), element=FURNITURE) for text in (machine, time)]
        y = machine.height + 10
        if not first:
            name = setter.mine(paper.title, Place(0, setter.width), Type(SMALLEST, True, "center", DEEP))
            if (
                len(name.laid.lines) == 1
                and name.width < setter.width - 2 * max(machine.width, time.width) - 60
            ):
                items.append(replace(name.placed(0), element=FURNITURE))
            items.append(rule(setter.margin, y, setter.width, 3, DEEP))
            return Slab(y + 3 + 20, tuple(items))
        if not paper.framed:
            items += woven_band(setter.margin, y, setter.width, _HEAD_BAND)
            y += _HEAD_BAND
        y += 26 if not paper.framed else 72
        for size in _TITLE_SIZES_FRAMED if paper.framed else _TITLE_SIZES:
            form = replace(_TITLE, size=size)
            mine = setter.mine(paper.title, setter.whole, form, "H1")
            if len(mine.laid.lines) == 1:
                break
        items.append(mine.placed(y))
        y += mine.height
        if setter.bilingual:
            theirs = setter.chinese(
                paper.title, setter.whole, replace(form, size=round(form.size * 0.86)), "H1"
            )
            items.append(theirs.placed(y))
            y += theirs.height
        y += 8 if not paper.framed else 24
        if paper.sample:
            mark, y = self._sample_mark(setter, y)
            items += mark
        return Slab(y + 16 if not paper.framed else y + 40, tuple(items))

    def _sample_mark(self, setter: Setter, y: int) -> tuple[list[Item], int]:
        """So that nobody takes it for valid: words in a dashed frame, which no office uses for a seal."""
        words, form = Message("paper.not_valid"), replace(_SMALL, bold=True, side="center")
        width = round(sum(text.width for text in setter.both(words, setter.whole, form))) + 96
        place = Place((setter.width - width) // 2 + 24, width - 48)
        mine, *theirs = setter.both(
            words, place, replace(form, side="start" if setter.bilingual else "center")
        )
        slab = whole_row([(mine,), *((setter.at_other_side(text, place),) for text in theirs)], y + 10, 8)
        items, end = list(slab.items), slab.height - 8
        left = setter.margin + (setter.width - width) // 2
        items += dashed_frame(Block(left, y, width, end + 8 - y), 3, 12)
        return items, end + 18

    def _foot(self, setter: Setter, number: int, of: int) -> Iterator[Item]:
        """The paper's number, the page's and, on a sample, that it is one."""
        paper = self.paper
        yield rule(setter.margin, 0, setter.width, 2, DEEP)
        texts = [setter.value(Code(f"{number} / {of}"), setter.whole, replace(_SMALL, side="center"))[0]]
        if paper.number:
            (name,) = setter.value(Code(paper.number), Place(0, setter.width // 2 - 80), _SMALL)
            # Longer than its place: it stands on the first page in any case.
            texts += [name] if len(name.laid.lines) == 1 else []
        if paper.sample:
            place = Place(setter.width // 2 + 80, setter.width // 2 - 80)
            texts.append(setter.mine(Message("paper.sample"), place, replace(_SMALL, bold=True, side="end")))
        yield from (replace(text.placed(10), element=FURNITURE) for text in texts)


def _frame() -> Iterator[Item]:
    """Two frames and a woven band at the head and at the foot."""
    for inset, line in ((_OUTER, 8), (_INNER, 3)):
        area = Block(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
        yield from (replace(edge, ink=DEEP) for edge in frame(area, line))
    left, width = _INNER + 30, WIDTH - 2 * (_INNER + 30)
    yield from woven_band(left, _INNER + 30, width, _BAND)
    yield from woven_band(left, HEIGHT - _INNER - 30 - _BAND, width, _BAND)
