"""What a value in a service pack may look like: the words that format.py is written in.

The reader (checking.py), the JSON Schema (schema.py) and the tables of docs/services.md all come from the
same shapes, so that none of them can say something else than the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union


@dataclass(frozen=True)
class Identifier:
    """Small Latin letters, figures, - and _, beginning with a letter."""


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    low: int = 0
    high: int = 100_000


@dataclass(frozen=True)
class Plain:
    """A number with at most ``decimals`` digits after the point."""

    low: Decimal | None = None
    decimals: int = 4


@dataclass(frozen=True)
class Flag:
    """true or false."""


@dataclass(frozen=True)
class OneOf:
    """One of a few texts; ``name`` is what they are called in a fault."""

    values: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Text:
    """A text of a certain form. ``like``: an example for the fault."""

    pattern: str
    like: str


@dataclass(frozen=True)
class DayLimit:
    """A day, fixed (2026-11-23) or counted from the day of the visit (today, +30d, -18y)."""


@dataclass(frozen=True)
class Words:
    """A text in every language; Kazakh in Arabic script may be left to the derivation."""

    longest: int = 200


@dataclass(frozen=True)
class WordLists:
    """Several words in every language."""

    most: int = 20
    longest: int = 60


@dataclass(frozen=True)
class Value:
    """What an answer is compared with: an option's id, true or false, a number or a day."""


@dataclass(frozen=True)
class Listed:
    """A list. No two entries may be alike in ``distinct``: a key of theirs, or "." for all of an entry."""

    of: "Shape"
    at_least: int = 0
    at_most: int = 50
    distinct: str = ""


@dataclass(frozen=True)
class Key:
    """One key of a section. ``what`` tells an author what it is for."""

    name: str
    shape: "Shape"
    what: str
    required: bool = True


@dataclass(frozen=True)
class Section:
    """Keys and values. Of ``one_of``, where there are any, exactly one key stands in it."""

    keys: tuple[Key, ...]
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kinds:
    """A section that has further keys by what its key ``kind`` says."""

    common: tuple[Key, ...]
    each: Mapping[str, tuple[Key, ...]]
    name: str
    default: str = ""


@dataclass(frozen=True)
class Named:
    """Another shape by its name in format.SHAPES: it may hold itself."""

    name: str


@dataclass(frozen=True)
class UnitName:
    """The name of a unit, or, in the wire form, its words."""

    words: Words = field(default_factory=Words)


Shape = Union[  # noqa: UP007  a string of its own name stands in it
    Identifier, Whole, Plain, Flag, OneOf, Text, DayLimit, Words, WordLists, Value, Listed, Section, Kinds,
    Named, UnitName,
]  # fmt: skip
