"""What a speaker reads when a voice pack is recorded: every sentence, numbered, on A4 paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.documents.page_flow import moved
from kiosk.documents.pdf import to_pdf
from kiosk.documents.sheet import Block, Item, PlacedText, Sheet, frame, rule
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.language.languages import ENGLISH, KAZAKH_ARABIC, Language
from kiosk.language.values import Message, Number, Text
from kiosk.speech.pack_manifest import file_name
from kiosk.speech.prompts import Recordable, SpokenMessage, recordables
from kiosk.text.engine import TextEngine, TextStyle
from kiosk.text.layout import Align, LaidOutText

# A4 in dots (sheet.py).
_WIDTH, _HEIGHT = 1678, 2374
_MARGIN = 128
_INNER = _WIDTH - 2 * _MARGIN
_BOTTOM = _HEIGHT - _MARGIN - 60  # above the page number

_NUMBER_WIDTH, _BOX, _GAP = 112, 48, 24
_TITLE, _NOTE, _SENTENCE, _SAID, _NUMBER, _SMALL, _SMALLEST = 64, 34, 44, 36, 36, 25, 22
_ROW_SPACE, _LINE, _GROUP_LINE = 14, 2, 6


@dataclass(frozen=True)
class _Row:
    """What stands together; its items as if it stood at the top of the page."""

    height: int
    items: tuple[Item, ...]


def voice_script_pdf(
    messages: Sequence[SpokenMessage], language: Language, catalogues: Catalogues, engine: TextEngine
) -> bytes | Failure:
    """The script for all ``messages`` that can be recorded. TXT-01 if a character cannot be printed."""
    pages = voice_script(messages, language, catalogues, engine)
    missing = sum(page.missing_glyphs for page in pages)
    if missing:
        return Failure(FailureCode.GLYPH_MISSING, f"{missing} characters that no bundled font has")
    return to_pdf(*pages, side=0)


def voice_script(
    messages: Sequence[SpokenMessage], language: Language, catalogues: Catalogues, engine: TextEngine
) -> tuple[Sheet, ...]:
    """The composed pages, at least one."""
    script = _Script(language, catalogues, engine)
    pages: list[list[_Row]] = [[script.head()]]
    group = None
    for number, recordable in enumerate(recordables(messages), 1):
        screen = recordable.messages[0].screen
        row = script.row(number, recordable, begins=screen != group)
        group = screen
        if sum(above.height for above in pages[-1]) + row.height > _BOTTOM - _MARGIN:
            pages.append([])
        pages[-1].append(row)
    return tuple(script.page(rows, number, len(pages)) for number, rows in enumerate(pages, 1))


@dataclass(frozen=True)
class _Script:
    language: Language
    catalogues: Catalogues
    engine: TextEngine

    def head(self) -> _Row:
        """The title, the language, and how to go about it."""
        y, items = 0, list[Item]()
        for key, size, bold in (
            ("script.title", _TITLE, True),
            ("language.own_name", _SENTENCE, True),
            ("script.how", _NOTE, False),
            ("script.file", _NOTE, False),
        ):
            laid = self._lay(self._words(Message(key)), size, _INNER, bold=bold)
            items.append(PlacedText(laid, _MARGIN, y))
            y += round(laid.height) + 12
        return _Row(y + 20, tuple(items))

    def row(self, number: int, recordable: Recordable, *, begins: bool) -> _Row:
        """Number, sentence, box; below them how it is said where that is not as written, file and keys.

        ``begins``: a thick line above says that another screen or service begins.
        """
        message = recordable.messages[0]
        width = _INNER - _NUMBER_WIDTH - _BOX - _GAP
        left = _MARGIN + (_BOX + _GAP if self.language.rtl else _NUMBER_WIDTH)
        line = _GROUP_LINE if begins else _LINE
        items: list[Item] = [rule(_MARGIN, 0, _INNER, line)]
        y = top = line + _ROW_SPACE

        def add(laid: LaidOutText) -> int:
            items.append(PlacedText(laid, left, y))
            return y + round(laid.height)

        sentence = self._lay(message.shown, _SENTENCE, width, bold=True)
        y = add(sentence)
        if not message.as_written:
            y = add(self._lay(self._said(message), _SAID, width))
        file = self._code(file_name(recordable.key), _SMALL, width, "start")
        names = [same.key for same in recordable.messages]
        keys = self._code("  ".join(names), _SMALLEST, width, "end")
        if len(file.lines) == len(keys.lines) == 1 and _widest(file) + _widest(keys) + _GAP <= width:
            add(keys)
            y = add(file)
        else:
            y = add(file)
            # A name that is parted at its hyphens is not found.
            parted = len(keys.lines) > 1
            for name in [self._code(name, _SMALLEST, width, "end") for name in names] if parted else [keys]:
                y = add(name)
        figures = self._lay(str(number), _NUMBER, None)
        number_left = _WIDTH - _MARGIN - math.ceil(figures.width) if self.language.rtl else _MARGIN
        items.append(PlacedText(figures, number_left, top + round(sentence.baseline - figures.baseline)))
        box_left = _MARGIN if self.language.rtl else _WIDTH - _MARGIN - _BOX
        items += frame(Block(box_left, top + 4, _BOX, _BOX), 4)
        return _Row(max(y, top + _BOX) + _ROW_SPACE, tuple(items))

    def page(self, rows: Sequence[_Row], number: int, of: int) -> Sheet:
        items, y = list[Item](), _MARGIN
        for row in rows:
            items += moved(row.items, y)
            y += row.height
        count = Message("script.page", {"page": Number(number), "pages": Number(of)})
        foot = self._lay(self._words(count), _NOTE, _INNER, align="center")
        items.append(PlacedText(foot, _MARGIN, _HEIGHT - _MARGIN - round(foot.height)))
        title = f"{self._words(Message('script.title'))} ({self._words(Message('language.own_name'))})"
        return Sheet(_WIDTH, _HEIGHT, tuple(items), title, self.language)

    def _said(self, message: SpokenMessage) -> str:
        # Who reads Kazakh in Arabic script is told in that script.
        told = cyrillic_to_arabic(message.spoken) if self.language is KAZAKH_ARABIC else message.spoken
        return self._words(Message("script.said", {"words": Text(told)}))

    def _words(self, message: Message) -> str:
        return display(message, self.language, self.catalogues)

    def _code(self, text: str, size: int, width: int, side: Literal["start", "end"]) -> LaidOutText:
        """Latin, and yet at the side that is the page's own start or end."""
        align: Align = side if not self.language.rtl else "end" if side == "start" else "start"
        return self.engine.lay_out(text, ENGLISH, TextStyle(size), width=width, align=align)

    def _lay(
        self, text: str, size: int, width: int | None, *, bold: bool = False, align: Align = "start"
    ) -> LaidOutText:
        return self.engine.lay_out(text, self.language, TextStyle(size, bold), width=width, align=align)


def _widest(laid: LaidOutText) -> float:
    return max(line.width for line in laid.lines)
