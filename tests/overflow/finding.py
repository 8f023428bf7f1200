"""What the overflow scanner finds, as plain data."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is wrong."""

    UNREACHED = "state not reached"
    RESTLESS = "layout in a circle"
    CUT = "text cut"
    BROKEN = "word broken"
    OUTSIDE = "outside its box"
    OVER_TEXT = "text over text"
    OVER_TOUCH = "text over another thing to touch"
    TOO_SMALL = "text too small"
    CONTRAST = "contrast"
    PICTURE_CONTRAST = "contrast of a picture or line"
    SMALL_TARGET = "target too small"
    CLOSE_TARGETS = "targets too close"
    OFF_PANEL = "target off the panel"
    CHOICES = "too many choices"
    OUT_OF_REACH = "out of reach"
    LINES = "sentence too long"


@dataclass(frozen=True)
class Box:
    """A box in window pixels, y upwards."""

    x: float
    y: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.x

    @property
    def height(self) -> float:
        return self.top - self.y

    def inside(self, other: "Box", slack: float = 0.0) -> bool:
        return self.leaves(other) <= slack

    def leaves(self, other: "Box") -> float:
        """By how much it reaches beyond another; pixels."""
        return max(other.x - self.x, other.y - self.y, self.right - other.right, self.top - other.top, 0.0)

    def overlap(self, other: "Box") -> float:
        """How deep two boxes lie in each other; pixels, 0 where they do not."""
        across = min(self.right, other.right) - max(self.x, other.x)
        upright = min(self.top, other.top) - max(self.y, other.y)
        return max(0.0, min(across, upright))

    def gap(self, other: "Box") -> tuple[float, float]:
        """What is free between two boxes, across and upright; pixels."""
        across = max(self.x - other.right, other.x - self.right, 0.0)
        upright = max(self.y - other.top, other.y - self.top, 0.0)
        return across, upright


@dataclass(frozen=True)
class Finding:
    """One fault on one screen. ``by``: how far it is from what it must reach, in words; ``other``: the
    other one of two that are in each other's way."""

    kind: Kind
    text: str
    box: Box
    by: str
    other: Box | None = None


@dataclass(frozen=True)
class Setting:
    """What a visit is shown in. ``locale``: a language's tag, or pseudo-ltr or pseudo-rtl; ``panel``: a
    name of `panels.PANELS`; ``step`` and ``theme`` by their names."""

    locale: str
    step: str = "NORMAL"
    theme: str = "DAY"
    panel: str = "1080x1920"
    reach: bool = False
    simple: bool = False

    def __str__(self) -> str:
        parts = [self.locale, self.panel, self.step.lower(), self.theme.lower()]
        return " ".join([*parts, *(["reach"] if self.reach else []), *(["simple"] if self.simple else [])])

    @property
    def file_name(self) -> str:
        return str(self).replace(" ", "-")


def as_json(setting: Setting, state: str, finding: Finding) -> dict[str, Any]:
    return {"state": state, **asdict(setting), **asdict(finding)}
