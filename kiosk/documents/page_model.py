"""What an A4 paper consists of, whatever it is about: its parts from top to bottom.

All words stand in the resident's language and in Chinese; in Chinese alone if that is the resident's.
Nothing here knows where it will stand: kiosk/documents/page_layout.py.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.language.languages import Language
from kiosk.language.values import Terms, Value, Words

# The points of one line of a signature, in any unit, in the order they were drawn.
PenStroke = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Heading:
    """What the parts below it are about."""

    words: Words


@dataclass(frozen=True, repr=False)
class Paragraph:
    """A sentence or more, the two languages side by side. ``large``: what a certificate states, in the
    languages one below the other."""

    words: Words
    large: bool = False


@dataclass(frozen=True)
class Note:
    """What the reader is to know or do about the paper itself."""

    words: Words


@dataclass(frozen=True, repr=False)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[Words, Value], ...]


@dataclass(frozen=True)
class Column:
    """A table's column. ``share``: of the width, as compared with the others'. ``figures``: amounts, which
    stand flush at the far side."""

    words: Words
    share: int
    figures: bool = False


@dataclass(frozen=True, repr=False)
class Table:
    """Rows of as many values as there are columns. The head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Words, Value] | None = None


@dataclass(frozen=True)
class Bar:
    """How far the errand is. ``done``: white on a filled bar with a tick; else in a dashed outline."""

    words: Words
    done: bool


@dataclass(frozen=True, repr=False)
class Scan:
    """A QR code with words and, for who has nothing to scan it with, the short code in letters."""

    payload: str
    words: Words
    code: str = ""


@dataclass(frozen=True, repr=False)
class Number:
    """The one number the paper is found by, in a box; ``scan``: with its QR code."""

    label: Words
    number: str
    scan: Scan | None = None


@dataclass(frozen=True, repr=False)
class Signature:
    """What was signed on the screen."""

    label: Words
    strokes: tuple[PenStroke, ...]


@dataclass(frozen=True, repr=False)
class Issued:
    """The foot of a certificate: code, who has issued it, and a place that is kept free for a seal."""

    scan: Scan | None
    label: Words
    issuer: Terms
    place_for_seal: Words | None


Part = Heading | Paragraph | Note | Facts | Table | Number | Bar | Scan | Signature | Issued


@dataclass(frozen=True, repr=False)
class Paper:
    """One paper of as many pages as it needs.

    ``number``: at the foot of every page, so that pages find back together. ``machine``, ``printed_at``: at
    its head. ``framed``: as a certificate is. ``sample``: it says so on every page.
    """

    language: Language
    title: Words
    number: str
    parts: tuple[Part, ...]
    machine: str
    printed_at: datetime
    framed: bool = False
    sample: bool = False
