"""What a bench measured: one figure with its samples and what it should reach."""

from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Figure:
    """Samples of one thing in ``unit``. ``reach``: at most this (median, or p95 where ``by_p95``)."""

    name: str
    unit: str
    samples: tuple[float, ...]
    reach: float | None = None
    by_p95: bool = False

    @property
    def median(self) -> float:
        return median(self.samples)

    @property
    def p95(self) -> float:
        return quantiles(self.samples, n=20)[-1] if len(self.samples) > 1 else self.samples[0]

    @property
    def reached(self) -> bool | None:
        if self.reach is None:
            return None
        return (self.p95 if self.by_p95 else self.median) <= self.reach
