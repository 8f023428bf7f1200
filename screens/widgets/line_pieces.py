"""A long text in pieces of a few lines each: each may stand on any page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.language.values import Words
from kiosk.text.engine import TextStyle

if TYPE_CHECKING:
    from screens.app import KioskApp


def pieces(app: "KioskApp", words: Words, *, role: str, width: float, lines: int) -> Sequence[str]:
    """The words as they are shown, of at most so many lines each at a width in pixels."""
    look, text = app.look, app.text(words)
    laid = app.engine.lay_out(text, look.language, TextStyle(look.type(role)), width=width).lines
    ends = [line.end for line in laid[lines - 1 : -1 : lines]]
    starts = [0, *ends]
    return [text[start:end].strip() for start, end in zip(starts, [*ends, len(text)], strict=True)]
