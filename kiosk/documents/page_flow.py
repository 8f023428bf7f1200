"""From what stands below one another to pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kiosk.documents.sheet import FURNITURE, Item, PenLine, Polygon


@dataclass(frozen=True)
class Slab:
    """What stands together; its items as if it stood at the top of the page.

    ``keep``: not the last of a page. ``head``: repeated above it where it is the first of a page.
    ``foot``: at the very bottom of its page.
    """

    height: int
    items: tuple[Item, ...] = ()
    keep: bool = False
    head: "Slab | None" = None
    foot: bool = False


def pages(slabs: Sequence[Slab], room: int, first_room: int) -> list[list[Slab]]:
    """The slabs of each page, at least one page. What is taller than a page stands alone and is not cut.

    What ends a paper does not stand overleaf by itself: what is before it comes along.
    """
    groups = list(_groups(slabs))
    filled = _filled(groups, room, first_room)
    if len(filled) > 1 and filled[-1].groups == 1 and len(groups) > 1:
        filled = _filled([*groups[:-2], groups[-2] + groups[-1]], room, first_room)
    return [page.slabs for page in filled]


def _filled(groups: Sequence[Sequence[Slab]], room: int, first_room: int) -> "list[_Page]":
    filled = [_Page(first_room)]
    for group in groups:
        height = sum(slab.height for slab in group)
        if filled[-1].slabs and filled[-1].left < height:
            filled.append(_Page(room))
        filled[-1].groups += 1
        for slab in group:
            if filled[-1].slabs and filled[-1].left < slab.height:
                filled.append(_Page(room))
            filled[-1].add(slab)
    return filled


def placed(slabs: Sequence[Slab], top: int, bottom: int) -> Iterator[Item]:
    """The items of a page whose slabs begin at ``top``."""
    y = top
    for slab in slabs:
        if slab.foot:
            y = max(y, bottom - slab.height)
        yield from moved(slab.items, y)
        y += slab.height


def moved(items: Iterable[Item], down: int) -> Iterator[Item]:
    """The items that much further down."""
    for item in items:
        if isinstance(item, Polygon):
            yield replace(item, corners=tuple((x, y + down) for x, y in item.corners))
        elif isinstance(item, PenLine):
            yield replace(item, points=tuple((x, y + down) for x, y in item.points))
        else:
            yield replace(item, y=item.y + down)


@dataclass
class _Page:
    left: int
    # How many began on it.
    groups: int = 0
    slabs: list[Slab] = field(default_factory=list)

    def add(self, slab: Slab) -> None:
        if slab.head is not None and not self.slabs:
            # Who has the paper read aloud has heard it.
            again = tuple(replace(item, element=FURNITURE) for item in slab.head.items)
            self.add(replace(slab.head, items=again, head=None))
        self.slabs.append(slab)
        self.left -= slab.height


def _groups(slabs: Sequence[Slab]) -> Iterator[list[Slab]]:
    """What is not to be parted by a page's end."""
    group: list[Slab] = []
    for slab in slabs:
        group.append(slab)
        if not slab.keep:
            yield group
            group = []
    if group:
        yield group
