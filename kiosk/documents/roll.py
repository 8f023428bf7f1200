"""Composing a paper from top to bottom in two languages.

The resident's language stands at its own reading start, Chinese behind it, so that the resident and whoever
is asked about the errand both can read it. Not at the other side: every row would then be sent to the printer
from margin to margin, with nothing in the middle.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from kiosk.documents.sheet import (
    BLACK,
    WHITE,
    Block,
    Element,
    Ink,
    Item,
    PlacedText,
    dashed_frame,
    dashed_rule,
    diamonds,
    modules,
    qr_matrix,
    rule,
    tick,
)
from kiosk.documents.written import written
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display, display_value
from kiosk.language.languages import CHINESE, Language
from kiosk.language.values import Code, Message, Terms, Value, Words
from kiosk.text.engine import TextEngine, TextStyle
from kiosk.text.layout import LaidOutText

Side = Literal["start", "center", "end"]

WIDTH = 576
MARGIN = 24
_INNER = WIDTH - 2 * MARGIN
_GAP = 24  # at least, between the two languages of one row
_PADDING = 20
# Even, so that a printer told to double its dots needs a quarter of them.
_LINE, _THICK = 4, 6

_LABEL = 29
_TITLE, _TITLE_CHINESE = 46, 39
_DONE, _WAITING, _STANDING_CHINESE, _TICK = 42, 38, 37, 40
_ASK = 32
_BAND = 16
_NUMBER_SIZES = (92, 78, 64, 52, 42, 34)
_CAPITAL = 0.714  # height of a digit, in em
_CHINESE_SMALLER = 0.9  # ideographs fill their em, letters do not

# Of a size that any telephone reads; a row of it costs the line as much as a row of words.
_CODE, _MODULE_LEAST, _QUIET = 150, 5, 2

# Between baselines, in em (design language, type).
_LINE_HEIGHTS = {"ug": 1.38, "kk-Arab": 1.38, "kk": 1.28, "zh-Hans": 1.3, "en": 1.28}


@dataclass(frozen=True)
class _Setting:
    """How a paragraph stands. ``side`` is the page's; ``inset``: from both margins, ``indent``: from the
    reading start."""

    size: int
    side: Side = "start"
    bold: bool = False
    inset: int = 0
    indent: int = 0
    ink: Ink = BLACK


@dataclass(frozen=True)
class _Laid:
    """A paragraph and the x it belongs at."""

    text: LaidOutText
    x: int
    ink: Ink
    element: Element

    @property
    def width(self) -> float:
        return max(line.width for line in self.text.lines)

    @property
    def height(self) -> int:
        return round(self.text.height)


@dataclass
class Roll:
    """A paper as far as it is composed: everything above ``y`` is done."""

    language: Language
    catalogues: Catalogues
    engine: TextEngine
    y: int = 0
    items: list[Item] = field(default_factory=list)

    def space(self, dots: int) -> None:
        self.y += dots

    def band(self) -> None:
        """The woven chain, at the very top."""
        self.items.extend(diamonds(MARGIN, MARGIN, _INNER, _BAND, 22))
        self.y = MARGIN + _BAND + 8

    def line(self) -> None:
        self.items.append(rule(MARGIN, self.y, _INNER, _LINE))
        self.y += _LINE + 8

    def title(self, words: Words) -> None:
        self._put(self._mine(words, _Setting(_TITLE, "center", bold=True)))
        if self._bilingual:
            self._put(self._theirs(words, _Setting(_TITLE_CHINESE, "center", bold=True)))
        self.y += 10

    def ruled_number(self, label: Words, number: str) -> None:
        """The number between two thick lines, as large as it fits in one line.

        No box: its sides would make the printer draw every row from margin to margin.
        """
        self.items.append(rule(MARGIN, self.y, _INNER, _THICK))
        self.y += _THICK + 8
        self.pair(label, _LABEL)
        text = display_value(Code(number), self.language)
        for size in _NUMBER_SIZES:
            laid = self._lay(text, self.language, _Setting(size, "center", bold=True, inset=_PADDING))
            if len(laid.text.lines) == 1:
                break
        # Digits have nothing below the line and little above: set by their own height, not the line's.
        above = round(laid.text.baseline - _CAPITAL * size)
        self.y += 10
        self.items.append(PlacedText(laid.text, laid.x, self.y - above, element=laid.element))
        self.y += round(laid.text.lines[-1].baseline) - above + 22
        self.items.append(rule(MARGIN, self.y, _INNER, _THICK))
        self.y += _THICK + 8

    def row(self, label: Words, value: Value, size: int) -> None:
        """Label, value and a dashed line below."""
        self.pair(label, _LABEL)
        self.value(value, size)
        self.y += 8
        self.items.extend(dashed_rule(MARGIN, self.y, _INNER, _LINE))
        self.y += _LINE + 6

    def entry(self, label: Words, value: Value, size: int) -> None:
        """Label and value, one of a list of many: in one language one row, in two one below the other."""
        if self._bilingual:
            self.pair(label, _LABEL)
            self.value(value, size)
            self.y += 4
        else:
            self.around(label, value, _LABEL, size)

    def pair(self, words: Words, size: int, *, bold: bool = False, inset: int = 0) -> None:
        """The words at the reading start, in Chinese behind them; below if there is no room."""
        setting = _Setting(size, bold=bold, inset=inset)
        mine = self._mine(words, setting)
        if not self._bilingual:
            self._put(mine)
            return
        self._put_behind(mine, self._theirs(words, setting), _INNER - 2 * inset)

    def stacked(self, words: Words, size: int) -> None:
        """A sentence, in Chinese below it."""
        self._put(self._mine(words, _Setting(size)))
        if self._bilingual:
            self._put(self._theirs(words, _Setting(size)))
        self.y += 6

    def value(self, value: Value, size: int) -> None:
        """A value at the reading start; a term in Chinese as well, behind it or below."""
        mine = self._lay(written(value, self.language), self.language, _Setting(size, bold=True))
        if not (isinstance(value, Terms) and self._bilingual):
            self._put(mine)
            return
        chinese, setting = written(value, CHINESE), _Setting(round(size * _CHINESE_SMALLER), bold=True)
        self._put_behind(mine, self._lay(chinese, CHINESE, setting), _INNER)

    def around(self, label: Words, value: Value, size: int, value_size: int, *, bold: bool = False) -> None:
        """Label, value, label in Chinese, in one row; the value below them if there is no room."""
        row = [self._mine(label, _Setting(size, bold=bold))]
        if self._bilingual:
            row.append(self._theirs(label, _Setting(size, "end", bold=bold)))
        setting = _Setting(value_size, "center" if self._bilingual else "end", bold=True)
        middle = self._lay(written(value, self.language), self.language, setting)
        room = (_INNER - middle.width) / len(row) - _GAP
        if max(laid.width for laid in row) > room:
            self.pair(label, size, bold=bold)
            self.value(value, value_size)
        else:
            self._put_beside(*row, middle)

    def alone(self, words: Message, size: int) -> None:
        """In the middle, in the resident's language only: what is told by its figures."""
        self._put(self._mine(words, _Setting(size, "center")))

    def centered(self, words: Message, size: int) -> None:
        """Both languages in the middle of one line, a space between them."""
        setting = _Setting(size, "center", bold=True)
        mine = self._mine(words, setting)
        if not self._bilingual:
            self._put(mine)
            return
        theirs = self._theirs(words, setting)
        inset = max(0, round(_INNER - mine.width - theirs.width - _GAP) // 2)
        self.pair(words, size, bold=True, inset=inset)

    def done_bar(self, words: Message) -> None:
        """White on black, with a tick at the reading start."""
        setting = _Setting(_DONE, bold=True, inset=_PADDING, indent=_TICK + 16, ink=WHITE)
        texts = [self._mine(words, setting)]
        if self._bilingual:
            theirs = replace(setting, size=_STANDING_CHINESE, side="end", indent=0)
            texts.append(self._theirs(words, theirs))
        room = _INNER - 2 * _PADDING - setting.indent
        one_row = sum(text.width for text in texts) + _GAP <= room
        self.y += 8
        height = texts[0].height if one_row else sum(text.height for text in texts)
        self.items.append(Block(MARGIN, self.y, _INNER, height + 2 * 6))
        self.y += 6
        middle = self.y + round(texts[0].text.baseline - _CAPITAL * _DONE / 2)
        left = WIDTH - MARGIN - _PADDING - _TICK if self.language.rtl else MARGIN + _PADDING
        self.items.append(tick(left, middle - _TICK // 2, _TICK))
        if one_row:
            self._put_beside(*texts)
        else:
            for text in texts:
                self._put(text)
        self.y += 6 + 14

    def waiting_bar(self, words: Message) -> None:
        """Black on white in a dashed outline: nothing is done yet."""
        self.y += 8
        top = self.y
        self.y += 14
        setting = _Setting(_WAITING, bold=True, inset=_PADDING)
        self._put(self._mine(words, setting))
        if self._bilingual:
            self._put(self._theirs(words, replace(setting, size=_STANDING_CHINESE)))
        self.y += 16
        self.items.extend(dashed_frame(Block(MARGIN, top, _INNER, self.y - top), _THICK))
        self.y += 14

    def code_and_words(self, payload: str, words: Words) -> None:
        """A QR code at the reading start, the words beside it; the words alone without a payload."""
        self.y += 8
        top, side, code = self.y, 0, list[Block]()
        if payload:
            matrix = qr_matrix(payload)
            module = max(_MODULE_LEAST, _CODE // (len(matrix) + 2 * _QUIET))
            side = module * (len(matrix) + 2 * _QUIET)
            left = WIDTH - MARGIN - side if self.language.rtl else MARGIN
            code = list(modules(left + _QUIET * module, top + _QUIET * module, module, matrix))
        setting = _Setting(_ASK, bold=True, indent=side + 12 if side else 0)
        texts = [self._mine(words, setting)]
        if self._bilingual:
            texts.append(self._theirs(words, replace(setting, size=round(_ASK * _CHINESE_SMALLER))))
        height = sum(text.height for text in texts) + 6 * (len(texts) - 1)
        self.y += max(0, (side - height) // 2)
        for text in texts:
            self._put(text)
            self.y += 6
        self.items.extend(code)
        self.y = max(self.y, top + side) + 8

    # Inside

    @property
    def _bilingual(self) -> bool:
        return self.language != CHINESE

    def _mine(self, words: Words, setting: _Setting) -> _Laid:
        return self._lay(display(words, self.language, self.catalogues), self.language, setting)

    def _theirs(self, words: Words, setting: _Setting) -> _Laid:
        return self._lay(display(words, CHINESE, self.catalogues), CHINESE, setting)

    def _lay(self, text: str, language: Language, setting: _Setting) -> _Laid:
        align = setting.side
        if align != "center" and language.rtl != self.language.rtl:
            align = "end" if align == "start" else "start"
        style = TextStyle(setting.size, setting.bold, _LINE_HEIGHTS[language.tag])
        width = _INNER - 2 * setting.inset - setting.indent
        laid = self.engine.lay_out(text, language, style, width=width, align=align)
        left = MARGIN + setting.inset + (0 if self.language.rtl else setting.indent)
        return _Laid(laid, left, setting.ink, Element("P", language=language))

    def _put(self, laid: _Laid) -> None:
        self.items.append(PlacedText(laid.text, laid.x, self.y, laid.ink, laid.element))
        self.y += laid.height

    def _put_behind(self, mine: _Laid, theirs: _Laid, room: int) -> None:
        """Both stand at the reading start; in one row if there is room, the second behind the first."""
        aside = round(mine.width) + _GAP
        if aside + theirs.width <= room:
            x = theirs.x - aside if self.language.rtl else theirs.x + aside
            self._put_beside(mine, replace(theirs, x=x))
        else:
            self._put(mine)
            self._put(theirs)

    def _put_beside(self, *row: _Laid) -> None:
        """On one baseline."""
        top, baseline = self.y, max(laid.text.baseline for laid in row)
        for laid in row:
            y = top + round(baseline - laid.text.baseline)
            self.items.append(PlacedText(laid.text, laid.x, y, laid.ink, laid.element))
            self.y = max(self.y, y + laid.height)
