"""A long text in pieces of a few lines each: each may stand on any page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.text.engine import TextStyle
from kiosk.text.isolation import without_isolates

if TYPE_CHECKING:
    from screens.app import KioskApp


def pieces(
    app: "KioskApp", text: str, *, role: str, width: float, lines: int, bold: bool = False
) -> Sequence[str]:
    """The text, in several where it has more than so many lines at a width in pixels.

    Several are without the marks that keep a value in its order, for a pair of them may be cut apart.
    """
    look, plain = app.look, without_isolates(text)
    # No letter is wider than this; to lay it out costs more than to count.
    if "\n" not in plain and len(plain) * look.type(role) <= width * lines:
        return (text,)
    style = TextStyle(look.type(role), bold=bold)
    laid = app.engine.lay_out(plain, look.language, style, width=width).lines
    ends = [line.end for line in laid[lines - 1 : -1 : lines]]
    if not ends:
        return (text,)
    return [plain[start:end].strip() for start, end in zip([0, *ends], [*ends, len(plain)], strict=True)]
