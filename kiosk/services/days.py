"""A day as a service pack gives it: fixed, or counted from the day of the visit."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# The most that a limit may lie off the day of the visit, per unit: 150 years.
_MOST = {"d": 54_787, "w": 7_826, "m": 1_800, "y": 150}
_RELATIVE = re.compile(r"today|([+-])([1-9]\d{0,4})([dwmy])")
_FIXED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class DayLimit:
    """``fixed``, or ``months`` and then ``days`` from the day of the visit."""

    fixed: date | None = None
    months: int = 0
    days: int = 0

    def on(self, today: date) -> date:
        """The day meant on a visit's day. The 29th to 31st of a shorter month is its last day."""
        if self.fixed is not None:
            return self.fixed
        month = today.year * 12 + today.month - 1 + self.months
        year, month = month // 12, month % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1])) + timedelta(self.days)


def day_limit(text: str) -> DayLimit | None:
    """2026-11-23, today, +30d, -2w, +6m or -18y; None for anything else."""
    if _FIXED.fullmatch(text):
        try:
            return DayLimit(date.fromisoformat(text))
        except ValueError:
            return None
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    if not found[1]:
        return DayLimit()
    count, unit = int(found[1] + found[2]), found[3]
    if abs(count) > _MOST[unit]:
        return None
    if unit in "dw":
        return DayLimit(days=count * (7 if unit == "w" else 1))
    return DayLimit(months=count * (12 if unit == "y" else 1))
