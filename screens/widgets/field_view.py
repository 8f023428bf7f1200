"""Which part of a field's text is seen: the part around the caret, moved no further than it has to be.

All in pixels, x to the right and y down from the top left corner of the view.
"""

from dataclasses import dataclass

from kiosk.language.languages import Direction
from kiosk.text.layout import Caret, LaidOutText


@dataclass(frozen=True)
class CaretSize:
    """``gap``: between the end of the text and a caret that stands there."""

    width: float
    height: float
    gap: float

    @property
    def beyond(self) -> float:
        """What a caret at the end of the text takes beyond it."""
        return self.gap + self.width


@dataclass(frozen=True)
class FieldView:
    """A view of ``width`` x ``height`` over a text whose top left corner is at (``x``, ``y``).

    ``caret_left``, ``caret_top``: the caret's corner.
    """

    width: float
    height: float
    x: float
    y: float
    caret_left: float
    caret_top: float

    def of_text(self, x: float, y: float) -> tuple[float, float]:
        """A point of the view as one of the text."""
        return x - self.x, y - self.y


def view_of_line(
    laid: LaidOutText, caret: Caret, size: CaretSize, width: float, height: float,
    *, direction: Direction, rtl: bool, at_end: bool, before: float | None,
) -> FieldView:  # fmt: skip
    """One line. It stands at the reading start of the screen (``rtl``) while it fits; the caret's end of it
    is kept free. ``before``: the x of the view so far; ``at_end``: the caret is behind the last character.
    """
    content = laid.width + size.beyond
    inset = size.beyond if direction == "rtl" else 0.0
    if content <= width:
        x = (width - content if rtl else 0.0) + inset
    else:
        least, most = width - content + inset, inset
        x = (least if rtl else most) if before is None else before
        left = _caret_left(caret, laid, size, direction, at_end=at_end)
        x = min(max(x, -left), width - left - size.width)
        x = min(max(x, least), most)
    left = x + _caret_left(caret, laid, size, direction, at_end=at_end)
    # The line's box, not its ink, is centred: the letters do not jump when one with tall marks is typed.
    y = height / 2 - caret.top - caret.height / 2
    return FieldView(width, height, round(x), y, round(left), height / 2 - size.height / 2)


def view_of_lines(
    laid: LaidOutText, caret: Caret, size: CaretSize, width: float, height: float,
    *, direction: Direction, at_end: bool, before: float | None,
) -> FieldView:  # fmt: skip
    """Several lines, wrapped to what `room_for_lines` leaves; from the top while they fit, in the middle
    where that is less than a line away."""
    x = size.beyond if direction == "rtl" else 0.0
    spare = height - laid.height
    y = spare / 2 if 0 <= spare < caret.height else 0.0
    if spare < 0:
        y = 0.0 if before is None else before
        y = min(max(y, -caret.top), height - caret.top - caret.height)
        y = min(max(y, spare), 0.0)
    left = x + _caret_left(caret, laid, size, direction, at_end=at_end)
    top = y + caret.top + (caret.height - size.height) / 2
    return FieldView(width, height, round(x), round(y), round(left), round(top))


def room_for_lines(width: float, size: CaretSize) -> float:
    """How wide lines may be so that a caret at their end is seen."""
    return max(1.0, width - size.beyond)


def _caret_left(
    caret: Caret, laid: LaidOutText, size: CaretSize, direction: Direction, *, at_end: bool
) -> float:
    """A caret stands over the joint of two letters; behind the last one it stands clear of it."""
    if at_end:
        line = laid.lines[-1]
        if direction == "ltr" and caret.x >= line.x + line.width - 1:
            return caret.x + size.gap
        if direction == "rtl" and caret.x <= line.x + 1:
            return caret.x - size.beyond
    return caret.x - size.width / 2
