"""Any string as the string that is drawn: same length, nothing in it that cannot be drawn.

Index i of the one is index i of the other, so that carets and ranges need no mapping.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.text.isolation import FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE

GAP = "\u2002"  # an en space: a glyph that is missing leaves a hole, not a box
ELLIPSIS = "…"
ISOLATES_OPEN = frozenset((LEFT_TO_RIGHT_ISOLATE, "\u2067", FIRST_STRONG_ISOLATE))
LINE_SEPARATOR = "\u2028"
INVISIBLE = "\u2060"  # word joiner: no width, no break

_SPACES = frozenset("\t\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_VARIATION_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
# Format characters that do have a glyph (Unicode's Prepended_Concatenation_Mark and the like).
_VISIBLE_FORMATS = frozenset(
    [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xFFF9, 0xFFFA, 0xFFFB, 0x110BD, 0x110CD]
)
_HIEROGLYPH_JOINERS = range(0x13430, 0x13460)
_GRAPHEME_JOINER = 0x34F
_LONE_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True)
class ShownText:
    """What is drawn for a text.

    ``text``: what Pango is given. ``readable``: the same, but with the characters that have no glyph.
    ``unknown``: characters no bundled font has, drawn as a gap. ``replaced``: control characters and
    lone surrogates, which no font could have. ``cut``: this is only the beginning, and an ellipsis.
    """

    text: str
    readable: str
    unknown: int
    replaced: int
    cut: bool = False


def replaced(shown: ShownText, old: str, new: str) -> ShownText:
    """``shown`` with one character in place of another."""
    return replace(shown, text=shown.text.replace(old, new), readable=shown.readable.replace(old, new))


def shortened(shown: ShownText, end: int) -> ShownText:
    """The first ``end`` characters of ``shown``, the isolates left open in them closed, and an ellipsis."""
    beginning = shown.text[:end].rstrip()
    opened = sum((character in ISOLATES_OPEN) - (character == POP_ISOLATE) for character in beginning)
    tail = POP_ISOLATE * max(0, opened) + ELLIPSIS
    return replace(shown, text=beginning + tail, readable=shown.readable[: len(beginning)] + tail, cut=True)


class ShownTexts:
    """Makes texts showable; remembers of every character it met how that is shown."""

    def __init__(self, covers: Callable[[str], bool]) -> None:
        self._covers = covers
        self._plain: set[str] = set()
        self._substitutes: dict[str, tuple[str, bool, bool]] = {}

    def show(self, text: str) -> ShownText:
        met = set(text)
        for character in met - self._plain - self._substitutes.keys():
            self._judge(character)
        odd = met - self._plain
        if not odd:
            return ShownText(text, text, 0, 0)
        if "\r" in odd:
            text = text.replace("\r\n", INVISIBLE + "\n")
        unknown = replaced = 0
        readable_table: dict[int, str] = {}
        table: dict[int, str] = {}
        for character in odd:
            substitute, is_unknown, is_replaced = self._substitutes[character]
            table[ord(character)] = substitute
            if is_unknown:
                unknown += text.count(character)
            else:
                readable_table[ord(character)] = substitute
                replaced += text.count(character) if is_replaced else 0
        return ShownText(text.translate(table), text.translate(readable_table), unknown, replaced)

    def _judge(self, character: str) -> None:
        code, category = ord(character), unicodedata.category(character)
        if character in "\n" + LINE_SEPARATOR:
            self._plain.add(character)
        elif character in "\r\u2029":
            self._substitutes[character] = ("\n", False, False)
        elif character in _SPACES:
            self._substitutes[character] = (" ", False, False)
        elif category == "Cc" or code in _LONE_SURROGATES:
            self._substitutes[character] = (GAP, False, True)
        elif any(first <= code <= last for first, last in _VARIATION_SELECTORS):
            # No bundled face has variants, and one alone would be given a dotted circle to stand on.
            self._substitutes[character] = (INVISIBLE, False, False)
        elif _is_ignorable(code, category) or self._covers(character):
            self._plain.add(character)
        else:
            self._substitutes[character] = (GAP, True, False)


def _is_ignorable(code: int, category: str) -> bool:
    """Bidi controls, joiners and tags: they take no room and need no glyph."""
    if category == "Cf":
        return code not in _VISIBLE_FORMATS and code not in _HIEROGLYPH_JOINERS
    return code == _GRAPHEME_JOINER
