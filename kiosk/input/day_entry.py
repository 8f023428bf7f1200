"""A day that is being typed in figures: year, month and day, each going on to the next when it is full."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Part = Literal["year", "month", "day"]

PARTS: tuple[Part, ...] = ("year", "month", "day")
_LENGTH = {"year": 4, "month": 2, "day": 2}
# The largest that can stand in a part of two figures.
_MOST = {"month": 12, "day": 31}
_KEPT = re.compile(r"(\d{0,4})-(\d{0,2})-(\d{0,2})")


@dataclass(frozen=True)
class DayEntry:
    """The figures of each part so far; ``at`` is the part that is typed in."""

    year: str = ""
    month: str = ""
    day: str = ""
    at: Part = "year"

    @classmethod
    def of(cls, text: str) -> "DayEntry":
        """From what `text` gave, or a day in ISO form; anything else begins anew."""
        found = _KEPT.fullmatch(text)
        if found is None:
            return cls()
        year, month, day = found.groups()
        entry = cls(year, month, day)
        return replace(entry, at=next((part for part in PARTS if not entry.full(part)), "day"))

    @property
    def text(self) -> str:
        """What was typed, to be kept and checked: 2026-5-4, or less of it; "" where nothing was typed."""
        return f"{self.year}-{self.month}-{self.day}" if self.typed_any else ""

    @property
    def on(self) -> date | None:
        """The day, once it is one."""
        if len(self.year) < _LENGTH["year"] or not self.month or not self.day:
            return None
        try:
            return date(int(self.year), int(self.month), int(self.day))
        except ValueError:
            return None

    @property
    def typed_any(self) -> bool:
        return bool(self.year or self.month or self.day)

    def figures(self, part: Part) -> str:
        """What stands in a part."""
        figures: str = getattr(self, part)
        return figures

    def full(self, part: Part) -> bool:
        """Whether no further figure belongs to it: after a 5 no month goes on, after a 1 one may."""
        figures = self.figures(part)
        if len(figures) == _LENGTH[part]:
            return True
        return part != "year" and figures > "0" and int(figures) * 10 > _MOST[part]

    def typed(self, figure: str) -> "DayEntry":
        """After another figure. One that the part cannot take opens the next, or stands for nothing."""
        if self.full(self.at) or not self._can_take(figure):
            following = self._following()
            return self if following is None or not self.figures(self.at) else following.typed(figure)
        entry = self._with(self.at, self.figures(self.at) + figure)
        return (entry._following() or entry) if entry.full(entry.at) else entry

    def deleted(self) -> "DayEntry":
        """Without the last figure of the part, or where it is empty of the part before."""
        at = self.at
        while not self.figures(at) and at != PARTS[0]:
            at = PARTS[PARTS.index(at) - 1]
        return self._with(at, self.figures(at)[:-1])

    def going_to(self, part: Part) -> "DayEntry":
        """Typing goes on in this part, from its beginning: what is full would take nothing more."""
        return self._with(part, "" if self.full(part) else self.figures(part))

    def _with(self, part: Part, figures: str) -> "DayEntry":
        """With these figures in a part, where typing goes on."""
        match part:
            case "year":
                return replace(self, at=part, year=figures)
            case "month":
                return replace(self, at=part, month=figures)
            case "day":
                return replace(self, at=part, day=figures)

    def _following(self) -> "DayEntry | None":
        """Typing goes on in the next part that is not full; None where there is none."""
        later = PARTS[PARTS.index(self.at) + 1 :]
        part = next((part for part in later if not self.full(part)), None)
        return None if part is None else replace(self, at=part)

    def _can_take(self, figure: str) -> bool:
        if self.at == "year":
            return True
        figures = self.figures(self.at) + figure
        return len(figures) == 1 or 1 <= int(figures) <= _MOST[self.at]
