"""What can go wrong with a reader or a card, as data: how it begins, what is then shown, how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

Rig = TypeVar("Rig")

READ = "card.your_name"
"""The sentence of the screen that shows the name of a card that was read."""


class Well(Enum):
    """When it counts as over."""

    ASKS = "the screen asks for a card again"
    READS = "the name of the next card is on the screen"


@dataclass(frozen=True)
class Fault(Generic[Rig]):
    """One row of docs/faults.md.

    ``shows``: the key of the sentence on the screen; READ where the fault is not seen at all. ``provoke``
    brings it about, at the card screen or, ``from_start``, before the visit looks at its readers; ``mend``
    ends its cause, and is not timed. ``lay`` lays the right card, or the card that the fault is about where
    it is not seen. ``within``: the seconds in which it has to be over. ``times``: how often it is provoked.
    """

    name: str
    shows: str
    provoke: Callable[[Rig], None]
    mend: Callable[[Rig], None]
    lay: Callable[[Rig], None]
    well: Well = Well.READS
    reads: str = ""
    from_start: bool = False
    within: float | None = None
    times: int = 1

    @property
    def seen(self) -> bool:
        return self.shows != READ
