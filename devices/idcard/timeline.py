"""Faults in time: a text of lines "SECONDS COMMAND", played against a simulator's control.

    # a resident with an expired card, then somebody pulls the plug
    0.5  lay {"valid_to": "2020-01-01"}
    1.2  fault mute
    3    unplug
    4    plug

Seconds count from the start and do not go back. Empty lines and those that begin with # are stepped over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """``line``: where it stands, from 1."""

    line: int
    seconds: float
    command: str


def timeline(lines: Iterable[str]) -> tuple[Moment, ...]:
    """The moments in their order. ValueError, with the line's number, for what is none."""
    moments: list[Moment] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        when, _, command = text.partition(" ")
        try:
            seconds = float(when)
        except ValueError:
            raise ValueError(f"line {number}: not SECONDS COMMAND") from None
        earliest = moments[-1].seconds if moments else 0.0
        if not command.strip() or not earliest <= seconds < float("inf"):
            raise ValueError(f"line {number}: no command, or seconds that go back")
        moments.append(Moment(number, seconds, command.strip()))
    return tuple(moments)


def play_timeline(
    lines: Iterable[str], obey: Callable[[str], str], wait: Callable[[float], bool | None]
) -> None:
    """Give each command at its time to ``obey``, which answers "ok …" or "error …".

    ``wait``: waits so many seconds; if it answers True (threading.Event.wait does), the rest is not played.
    Everything is read before anything is played. ValueError as for timeline, and for a refused command.
    """
    played = 0.0
    for moment in timeline(lines):
        if wait(moment.seconds - played):
            return
        played = moment.seconds
        answer = obey(moment.command)
        if not answer.startswith("ok"):
            raise ValueError(f"line {moment.line}: {answer}")
