"""Where the parts of an A4 paper stand: each part becomes slabs, which are then dealt out to pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.documents.page_flow import Slab, moved
from kiosk.documents.page_model import (
    Bar,
    Column,
    Facts,
    Heading,
    Issued,
    Note,
    Number,
    Paragraph,
    Part,
    Scan,
    Signature,
    Table,
)
from kiosk.documents.page_shapes import DEEP, LINE, dashed_circle, qr_code, signature_lines
from kiosk.documents.page_text import SMALLEST, Cell, Place, Setter, Side, Text, Type, row, stacked, whole_row
from kiosk.documents.sheet import (
    WHITE,
    Block,
    Element,
    Item,
    dashed_frame,
    dashed_rule,
    frame,
    rule,
    tick,
)
from kiosk.language.languages import CHINESE
from kiosk.language.values import Code, Value, Words

# Dots of letters: 16, 15, 13, 12 and 11.3 pt.
_HEADING = Type(46, bold=True, ink=DEEP)
_LARGE = Type(44)
_VALUE = Type(37, bold=True)
_BODY = Type(35)
_LABEL = Type(34)
_NOTE = Type(SMALLEST)
_BAR = Type(44, bold=True)
_NUMBER_SIZES = (88, 72, 58, 46, 38)
_CODE_SIZES = (58, 46, 38, 32)
_CAPITAL = 0.714  # height of a digit, in em

_GAP = 36  # at least, between two columns
_PADDING = 32
_HAIRLINE, _RULE, _FRAME = 2, 4, 5
_TICK = 46
_QR, _QR_SMALL = 248, 248
_SIGNATURE_WIDTH, _SIGNATURE_HEIGHT = 620, 200
_SEAL = 336  # 42 mm


@dataclass(frozen=True)
class PartSetter:
    """Makes slabs of parts."""

    set: Setter

    def slabs(self, parts: Sequence[Part]) -> Iterator[Slab]:
        for part in parts:
            yield from self._slabs(part)

    def _slabs(self, part: Part) -> Iterator[Slab]:
        match part:
            case Heading(words):
                yield self._heading(words)
            case Paragraph(words, large):
                yield from self._paragraph(words, _LARGE) if large else self._beside(words, _BODY, 6, 18)
            case Note(words):
                yield from self._beside(words, _NOTE, 6, 12)
            case Facts(rows):
                yield from self._facts(rows)
            case Table():
                yield from self._table(part)
            case Number(label, number, scan):
                yield self._number_to_scan(label, number, scan) if scan else self._number(label, number)
            case Bar(words, done):
                yield self._bar(words, done)
            case Scan():
                yield self._scan(part)
            case Signature():
                yield self._signature(part)
            case Issued():
                yield self._issued(part)

    def _heading(self, words: Words) -> Slab:
        mine = self.set.mine(words, self.set.whole, _HEADING, "H2")
        slab = self._in_one_row(
            [mine, *self._chinese(words, replace(_HEADING, side="end"), mine.element)], above=28, below=8
        )
        line = rule(self.set.margin, slab.height, self.set.width, _RULE, DEEP)
        return Slab(slab.height + _RULE + 4, (*slab.items, line), keep=True)

    def _paragraph(self, words: Words, form: Type) -> Iterator[Slab]:
        yield from row([(self.set.mine(words, self.set.whole, form),)], 24, 12)
        side: Side = "end" if self.set.language.rtl else "start"  # its own reading start
        for theirs in self._chinese(words, replace(form, side=side)):
            yield from row([(theirs,)], 12, 24)

    def _beside(self, words: Words, form: Type, above: int, below: int) -> list[Slab]:
        """The two languages side by side."""
        if not self.set.bilingual:
            return row([(self.set.mine(words, self.set.whole, form),)], above, below)
        half = (self.set.width - _GAP) // 2
        mine = self.set.mine(words, Place(0, half), form)
        # Each from its own reading start: it is read as a column of its own.
        side = replace(form, side="end" if self.set.language.rtl else "start")
        theirs = self.set.chinese(words, Place(half + _GAP, half), side)
        return row([(mine,), (theirs,)], above, below)

    def _facts(self, rows: Sequence[tuple[Words, Value]]) -> Iterator[Slab]:
        table = Element("Table")
        for number, (label, value) in enumerate(rows):
            cells = self._fact(label, value, Element("TR", table))
            slabs = row(cells, 9, 9)
            yield from slabs[:-1]
            line = rule(self.set.margin, slabs[-1].height, self.set.width, _HAIRLINE, LINE)
            more = number == 0 and len(rows) > 1  # one row does not stand below a heading alone
            yield Slab(slabs[-1].height + _HAIRLINE, (*slabs[-1].items, line), keep=more)
        yield Slab(14)

    def _fact(self, label: Words, value: Value, of: Element) -> list[Cell]:
        """Label, value, and the label in Chinese at the other side."""
        at_start, middle, at_end = self._thirds()
        cells: list[Cell] = [(self.set.mine(label, at_start, _LABEL, "RowHead", of),)]
        cells.append(self.set.value(value, middle, _VALUE, of))
        if self.set.bilingual:
            cells.append((self.set.chinese(label, at_end, replace(_LABEL, side="end"), "RowHead", of),))
        return cells

    def _thirds(self) -> tuple[Place, Place, Place]:
        width = self.set.width
        if not self.set.bilingual:
            label = round(width * 0.24)
            return Place(0, label), Place(label + _GAP, width - label - _GAP), Place(0, 0)
        label, chinese = round(width * 0.32), round(width * 0.17)
        middle = width - label - chinese - 2 * _GAP
        return Place(0, label), Place(label + _GAP, middle), Place(width - chinese, chinese)

    def _table(self, table: Table) -> Iterator[Slab]:
        places, whole = self._columns(table.columns), Element("Table")
        head = self._table_head(table.columns, places, Element("TR", whole))
        yield replace(head, keep=True)
        for values in table.rows:
            of = Element("TR", whole)
            cells: list[Cell] = []
            for column, value, place in zip(table.columns, values, places, strict=True):
                cells += self._side_by_side(
                    self.set.value(value, place, replace(_BODY, side=self._side(column)), of), place
                )
            slabs = row(cells, 10, 10)
            line = rule(self.set.margin, slabs[-1].height, self.set.width, _HAIRLINE, LINE)
            slabs[-1] = Slab(slabs[-1].height + _HAIRLINE, (*slabs[-1].items, line))
            yield from (replace(slab, head=head) for slab in slabs)
        if table.total is not None:
            label, value = table.total
            of = Element("TR", whole)
            wide = Place(0, places[-1].offset - _GAP)
            name = self.set.both(label, wide, _VALUE, "RowHead", of)
            amount = self.set.value(
                value, places[-1], replace(_VALUE, side=self._side(table.columns[-1])), of
            )
            slab = whole_row([name, amount], 14, 14)
            line = rule(self.set.margin, 0, self.set.width, _RULE, DEEP)
            yield replace(slab, items=(line, *slab.items), head=head)
        yield Slab(16)

    def _table_head(self, columns: Sequence[Column], places: Sequence[Place], of: Element) -> Slab:
        form = replace(_LABEL, bold=True)
        cells = [
            self.set.both(column.words, place, replace(form, side=self._side(column)), "ColumnHead", of)
            for column, place in zip(columns, places, strict=True)
        ]
        slab = whole_row(cells, 10, 10)
        line = rule(self.set.margin, slab.height, self.set.width, _RULE, DEEP)
        return Slab(slab.height + _RULE + 4, (*slab.items, line))

    def _side(self, column: Column) -> Side:
        """Figures stand flush right in every language, so that their points are below one another."""
        return "end" if column.figures and not self.set.language.rtl else "start"

    def _side_by_side(self, cell: Cell, place: Place) -> list[Cell]:
        """A term's two languages in one line, where there is room."""
        if len(cell) < 2 or sum(text.width for text in cell) + _GAP > place.width:
            return [cell]
        mine, theirs = cell
        return [(mine,), (self.set.at_other_side(theirs, place),)]

    def _columns(self, columns: Sequence[Column]) -> list[Place]:
        room = self.set.width - _GAP * (len(columns) - 1)
        whole = sum(column.share for column in columns)
        places, offset = [], 0
        for column in columns:
            width = room * column.share // whole
            places.append(Place(offset, width))
            offset += width + _GAP
        return places

    def _number(self, label: Words, number: str) -> Slab:
        """The label at both sides, the number between them."""
        at_start, middle, at_end = self._quarters()
        mine = self.set.mine(label, at_start, _LABEL)
        theirs = self._chinese(label, replace(_LABEL, side="end"), place=at_end)
        large, size = self._fitting(number, middle, _NUMBER_SIZES, "center")
        digits = round(_CAPITAL * size)
        height = digits + 2 * 34 + _further_lines(large)
        base = 34 + digits
        items: list[Item] = [
            text.placed(base - round((digits - _CAPITAL * _LABEL.size) / 2 + text.laid.baseline))
            for text in (mine, *theirs)
        ]
        items.append(large.placed(base - round(large.laid.baseline)))
        box = Block(self.set.margin, 0, self.set.width, height)
        edges = [replace(edge, ink=DEEP) for edge in frame(box, _FRAME)]
        return Slab(height + 24, (*edges, *items))

    def _number_to_scan(self, label: Words, number: str, scan: Scan) -> Slab:
        """The same with its QR code at the reading start, and what it is for below the number."""
        room = self.set.width - _QR - 3 * _PADDING
        beside = Place(2 * _PADDING + _QR, room)
        mine = self.set.mine(label, beside, _LABEL)
        theirs = self._chinese(label, replace(_LABEL, side="end"), place=beside)
        above = whole_row([(text,) for text in (mine, *theirs)], 20, 0)
        large, size = self._fitting(number, beside, _NUMBER_SIZES, "center")
        base = above.height + 16 + round(_CAPITAL * size)
        ask = self.set.mine(scan.words, beside, _NOTE)
        asked = self._chinese(scan.words, replace(_NOTE, side="end"), place=beside)
        words = self._in_one_row([ask, *asked], above=0, below=0, room=room)
        below = base + _further_lines(large) + 24
        height = max(below + words.height + 16, _QR + 24)
        qr_left = self.set.left(Place(_PADDING, _QR))
        box = Block(self.set.margin, 0, self.set.width, height)
        return Slab(
            height + 24,
            (
                *(replace(edge, ink=DEEP) for edge in frame(box, _FRAME)),
                *above.items,
                large.placed(base - round(large.laid.baseline)),
                *moved(words.items, below),
                *qr_code(scan.payload, qr_left, (height - _QR) // 2, _QR, self.set.said(scan.words)),
            ),
        )

    def _quarters(self) -> tuple[Place, Place, Place]:
        side = round(self.set.width * 0.26) - _PADDING
        middle = self.set.width - 2 * (side + _PADDING + _GAP)
        return (
            Place(_PADDING, side),
            Place(_PADDING + side + _GAP, middle),
            Place(self.set.width - _PADDING - side, side),
        )

    def _fitting(self, code: str, place: Place, sizes: Sequence[int], side: Side) -> tuple[Text, int]:
        """The code as large as it fits in one line."""
        for size in sizes:
            form = Type(size, True, side)
            (text,) = self.set.value(Code(code), place, form)
            if len(text.laid.lines) == 1:
                break
        return replace(text, element=Element("P")), size

    def _bar(self, words: Words, done: bool) -> Slab:
        form = replace(_BAR, ink=WHITE) if done else _BAR
        indent = _PADDING + (_TICK + 20 if done else 0)
        mine = self.set.mine(words, Place(indent, self.set.width - indent - _PADDING), form)
        inner = Place(_PADDING, self.set.width - 2 * _PADDING)
        theirs = self._chinese(words, replace(form, side="end"), place=inner)
        slab = self._in_one_row([mine, *theirs], above=16, below=16)
        box = Block(self.set.margin, 0, self.set.width, slab.height)
        if not done:
            return Slab(slab.height + 24, (*dashed_frame(box, _FRAME, 20), *slab.items))
        left = self.set.left(Place(_PADDING, _TICK))
        mark = tick(left, 16 + round(mine.laid.baseline - _CAPITAL * _BAR.size / 2 - _TICK / 2), _TICK)
        return Slab(slab.height + 24, (replace(box, ink=DEEP), mark, *slab.items))

    def _scan(self, scan: Scan) -> Slab:
        """The QR code at the reading start, the words and the short code beside it."""
        side = _QR if scan.payload else 0
        indent = side + _GAP if side else 0
        texts = self._scan_texts(scan, Place(indent, self.set.width - indent), _CODE_SIZES)
        _, height = stacked(texts, 0)
        tall = max(side, height)
        items, _ = stacked(texts, (tall - height) // 2 + 12)
        code = qr_code(scan.payload, self.set.left(Place(0, side)), 12, side, self.set.said(scan.words))
        return Slab(tall + 24, (*code, *items))

    def _scan_texts(self, scan: Scan, place: Place, sizes: Sequence[int]) -> Cell:
        texts = self.set.both(scan.words, place, replace(_BODY, bold=True))
        if not scan.code:
            return texts
        return (*texts, self._fitting(scan.code, place, sizes, "start")[0])

    def _signature(self, signature: Signature) -> Slab:
        at_start, middle, _ = self._thirds()
        height = _SIGNATURE_HEIGHT + 44
        mine = self.set.mine(signature.label, at_start, _LABEL)
        base = height - 16
        items: list[Item] = [mine.placed(base - round(mine.laid.lines[-1].baseline))]
        width = min(_SIGNATURE_WIDTH, middle.width)
        left = self.set.left(Place(middle.offset, width))
        figure = Element("Figure", says=self.set.said(signature.label))
        items += signature_lines(signature.strokes, left, 12, width, _SIGNATURE_HEIGHT, figure)
        items += [replace(dash, ink=LINE) for dash in dashed_rule(left, base, width, 3, 12)]
        for theirs in self._chinese(signature.label, replace(_LABEL, side="end")):
            items.append(theirs.placed(base - round(theirs.laid.lines[-1].baseline)))
        return Slab(height + 12, tuple(items))

    def _issued(self, issued: Issued) -> Slab:
        """The QR code with its words at the reading start, then who has issued it, then the seal's place."""
        width = self.set.width
        seal = _SEAL if issued.place_for_seal is not None else 0
        left_over = width - seal - (_GAP if seal else 0) - _GAP
        left = left_over * 11 // 20
        codes, issuer = Place(0, left), Place(left + _GAP, left_over - left)
        items: list[Item] = []
        end = 0
        if issued.scan is not None:
            scan, qr_left = issued.scan, self.set.left(Place(0, _QR_SMALL))
            items += qr_code(scan.payload, qr_left, 0, _QR_SMALL, self.set.said(scan.words))
            under, end = stacked(self._scan_texts(scan, codes, _CODE_SIZES[1:]), _QR_SMALL + 8)
            items += under
        name = Type(_VALUE.size, bold=True)
        label = self.set.both(issued.label, issuer, _LABEL)
        items_label, y = stacked(label, 24)
        items_issuer, y = stacked(self.set.both(issued.issuer, issuer, name), y + 8)
        items += [*items_label, *items_issuer]
        if issued.place_for_seal is not None:
            place = Place(width - seal, seal)
            items += dashed_circle(self.set.left(place) + seal // 2, seal // 2, seal // 2)
            words = self.set.both(issued.place_for_seal, place, replace(_NOTE, side="center", ink=LINE))
            _, high = stacked(words, 0)
            items += stacked(words, (seal - high) // 2)[0]
        return Slab(max(end, y, seal) + 24, tuple(items), foot=True)

    def _chinese(
        self, words: Words, form: Type, of: Element | None = None, *, place: Place | None = None
    ) -> list[Text]:
        """The words in Chinese, unless that is what they stand in."""
        if not self.set.bilingual:
            return []
        text = self.set.chinese(words, place or self.set.whole, form)
        return [replace(text, element=Element("P", of, CHINESE))]

    def _in_one_row(self, texts: Sequence[Text], above: int, below: int, room: int = 0) -> Slab:
        """On one baseline, or below one another if there is no room."""
        if sum(text.width for text in texts) + _GAP * (len(texts) - 1) <= (room or self.set.width):
            return whole_row([(text,) for text in texts], above, below)
        items, end = stacked(tuple(texts), above)
        return Slab(end + below, tuple(items))


def _further_lines(text: Text) -> int:
    """How much lower a text that should stand in one line ends if it does not."""
    return round(text.laid.lines[-1].baseline - text.laid.baseline)
