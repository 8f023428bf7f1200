"""How wide a word is: narrower, no column may be, for no word is broken."""

import re
from collections.abc import Sequence

from kiosk.language.languages import Language
from kiosk.text.engine import TextEngine, TextStyle

# Letters differ in width: this many of the longest words are measured.
MEASURED = 3
# Signs of a short name in Chinese.
SHORT = 6
# Where no line of Chinese can be broken.
_FIGURES = re.compile("[!-~]+")


def longest_word_px(
    texts: Sequence[str], language: Language, engine: TextEngine, *, size: float, bold: bool = True
) -> float:
    """Pixels that the widest word of the texts needs.

    Lines of Chinese can be broken anywhere, but a short name is easier to read in one; a number in it is not.
    """
    short = 0.0
    if language.tag == "zh-Hans":
        short = max((min(len(text), SHORT) for text in texts), default=0) * size
        texts = [figures for text in texts for figures in _FIGURES.findall(text)]
    words = sorted({word for text in texts for word in text.split()}, key=len)[-MEASURED:]
    style = TextStyle(size=size, bold=bold)
    return max((short, *(engine.lay_out(word, language, style).width for word in words)))
