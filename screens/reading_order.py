"""The order in which the keypad's focus goes: as one reads, whatever the screen looks like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

LISTEN = "bar:listen"
_FORWARD_ROW = frozenset({"forward", "second"})


@dataclass(frozen=True)
class Box:
    """A box in window pixels; y grows upwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Block(Generic[Item]):
    """What stands together, with its items in their own order: a key, or a whole keyboard."""

    id: str
    box: Box
    items: tuple[Item, ...]


def in_reading_order(blocks: Iterable[Block[Item]], *, rtl: bool) -> tuple[Item, ...]:
    """The listen key, the work, the forward row, the bar; in each the rows from the top, and each row from
    the side that reading begins on."""
    zones: tuple[list[Block[Item]], ...] = ([], [], [], [])
    for block in blocks:
        zones[_zone(block.id)].append(block)
    return tuple(
        item for zone in zones for row in _rows(zone, rtl=rtl) for block in row for item in block.items
    )


def _zone(block_id: str) -> int:
    if block_id == LISTEN:
        return 0
    if block_id in _FORWARD_ROW:
        return 2
    return 3 if block_id.startswith("bar:") else 1


def _rows(blocks: Sequence[Block[Item]], *, rtl: bool) -> list[list[Block[Item]]]:
    """A row is the highest that is left and what stands beside it: what has its middle within its height."""
    left = sorted(blocks, key=lambda block: -block.box.top)
    rows = []
    while left:
        highest = left[0].box
        row = [block for block in left if highest.y < block.box.middle[1] <= highest.top]
        left = [block for block in left if block not in row]
        rows.append(sorted(row, key=lambda block: -block.box.right if rtl else block.box.x))
    return rows
