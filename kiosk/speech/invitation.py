"""When the kiosk says by itself how to begin."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Invitation:
    """Every ``interval_s`` seconds (0: never), from one full hour of the local day until another, at a
    share of the full volume. Hours may run over midnight; the same hour twice means all day."""

    interval_s: float = 120.0
    from_hour: int = 8
    until_hour: int = 20
    volume: float = 0.5

    def may_be_heard(self, at: datetime) -> bool:
        """Whether somebody may be spoken to at this local time."""
        if self.from_hour == self.until_hour:
            return True
        if self.from_hour < self.until_hour:
            return self.from_hour <= at.hour < self.until_hour
        return at.hour >= self.from_hour or at.hour < self.until_hour
