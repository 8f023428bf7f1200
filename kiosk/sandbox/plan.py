"""What a virtual resident has come for, and how they answer each question. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choose:
    """One choice, or several of them."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class Type:
    """Text to be typed, in the language of the visit."""

    text: str


@dataclass(frozen=True)
class Compose:
    """Chinese by its sound: the letters, then the first candidate until all of them are taken."""

    letters: str


@dataclass(frozen=True)
class TakeFirstTime:
    """The first day that has a free time, and its first time."""


@dataclass(frozen=True)
class Sign:
    """Drawn into the field."""


Answer = Choose | Type | Compose | TakeFirstTime | Sign


@dataclass(frozen=True)
class Plan:
    """What a resident has come for. ``stops_at`` is a screen on which they stand still for ever.

    ``categories``: those that lead to the service. ``known``: steps that may be filled in already. ``brisk``:
    touches as soon as a screen takes it.
    """

    language: str
    service: str
    answers: Mapping[str, Answer] = field(repr=False)
    categories: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    grade: int = 5
    signs: bool = True
    stops_at: str | None = None
    brisk: bool = False
