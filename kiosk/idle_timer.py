"""When a visit that nobody touches ends: quiet → warned → over (WCAG 2.2.1: warned ≥ 20 s ahead)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Idle:
    """How long nobody has touched. ``seconds_left`` is None until the warning begins."""

    seconds_left: int | None
    over: bool


class IdleTimer:
    """Counts from the last touch; the caller gives the time (seconds, monotonic), nothing sleeps."""

    def __init__(self, *, idle_s: float, warning_s: float, now: float) -> None:
        self._idle_s = idle_s
        self._warning_s = warning_s
        self._since = now
        self._times = 1

    def slowed(self, times: int) -> None:
        """From here on everything takes so many times as long as at first."""
        self._times = times

    def touched(self, now: float) -> None:
        """A touch, or work the resident has to wait for, starts the count anew."""
        self._since = now

    def at(self, now: float) -> Idle:
        passed = now - self._since
        idle_s, warning_s = self._idle_s * self._times, self._warning_s * self._times
        if passed < idle_s:
            return Idle(seconds_left=None, over=False)
        left = idle_s + warning_s - passed
        return Idle(seconds_left=max(0, int(left + 0.999)), over=left <= 0)
