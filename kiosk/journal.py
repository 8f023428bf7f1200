"""What happened here, never who: JSON lines of a fixed vocabulary of events with fixed fields.

No event holds free text, so nothing personal can get in by accident; no event holds a language or a
service, so that it does not tell who was here either.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from kiosk.failures import FailureCode
from kiosk.pipe import Device, HowEnded
from kiosk.record import from_mapping, to_mapping
from kiosk.staff.supplies import Level, Supply

_NAME = "journal.jsonl"
# One file being written and this many full ones; at 1 MB each that is years of a quiet machine.
_FULL_KEPT = 4


@dataclass(frozen=True)
class HostStarted:
    version: str = field(metadata={"matches": r"[0-9][0-9A-Za-z.+-]{0,31}"})


@dataclass(frozen=True)
class HostStopped:
    pass


@dataclass(frozen=True)
class AttractDrawn:
    """The machine can be used (again); ``ms`` since the visit process before it was gone."""

    ms: int


@dataclass(frozen=True)
class VisitBegun:
    pass


@dataclass(frozen=True)
class VisitEnded:
    how: HowEnded


@dataclass(frozen=True)
class VisitProcessDied:
    """It ended without saying so. ``exit_code`` as multiprocessing gives it: -9 is signal 9."""

    exit_code: int
    during_visit: bool
    code: FailureCode = FailureCode.VISIT_CRASHED


@dataclass(frozen=True)
class BackedOff:
    """Visit processes keep dying before they draw: the next one starts only after this pause."""

    seconds: float


@dataclass(frozen=True)
class Delivered:
    pass


@dataclass(frozen=True)
class NotDelivered:
    code: FailureCode


@dataclass(frozen=True)
class DeviceFailed:
    device: Device
    code: FailureCode


@dataclass(frozen=True)
class DeviceBack:
    """It can be used again."""

    device: Device


@dataclass(frozen=True)
class SupplyLow:
    """Paper or toner is running out, or has."""

    supply: Supply
    level: Level


Event = (
    HostStarted
    | HostStopped
    | AttractDrawn
    | VisitBegun
    | VisitEnded
    | VisitProcessDied
    | BackedOff
    | Delivered
    | NotDelivered
    | DeviceFailed
    | DeviceBack
    | SupplyLow
)

_EVENTS: dict[str, type[Event]] = {
    "host-started": HostStarted,
    "host-stopped": HostStopped,
    "attract-drawn": AttractDrawn,
    "visit-begun": VisitBegun,
    "visit-ended": VisitEnded,
    "visit-process-died": VisitProcessDied,
    "backed-off": BackedOff,
    "delivered": Delivered,
    "not-delivered": NotDelivered,
    "device-failed": DeviceFailed,
    "device-back": DeviceBack,
    "supply-low": SupplyLow,
}
_NAMES = {kind: name for name, kind in _EVENTS.items()}


@dataclass(frozen=True)
class Entry:
    """One line: ``at`` in UTC to the second, and what happened."""

    at: datetime
    event: Event

    def as_object(self) -> dict[str, object]:
        return {
            "at": self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "event": _NAMES[type(self.event)],
            **to_mapping(self.event),
        }


class Journal:
    """Appends events below a folder; a full file is set aside and the oldest is dropped.

    Any thread may write. Raises OSError where the folder cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        max_bytes: int = 1_000_000,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._now = now
        self._max_bytes = max_bytes
        self._writing = Lock()

    def write(self, event: Event) -> None:
        entry = Entry(self._now(), event).as_object()
        line = json.dumps(entry, separators=(",", ":")).encode("ascii") + b"\n"
        file = self._folder / _NAME
        with self._writing:
            if file.exists() and file.stat().st_size + len(line) > self._max_bytes:
                self._set_aside(file)
            # One write of one line on an append-only descriptor: a kill leaves no half of a line behind it.
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)

    def _set_aside(self, file: Path) -> None:
        for number in range(_FULL_KEPT, 1, -1):
            older = _full(self._folder, number - 1)
            if older.exists():
                older.replace(_full(self._folder, number))
        file.replace(_full(self._folder, 1))


def read_journal(folder: Path) -> Iterator[Entry]:
    """Everything that is kept, oldest first. A line that is no entry (a torn write) is left out."""
    files = [_full(folder, number) for number in range(_FULL_KEPT, 0, -1)]
    for file in (*files, folder / _NAME):
        if file.exists():
            for line in file.read_bytes().splitlines():
                entry = _entry(line)
                if entry is not None:
                    yield entry


def _entry(line: bytes) -> Entry | None:
    try:
        given = json.loads(line)
        at = datetime.strptime(given.pop("at"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        kind = _EVENTS[given.pop("event")]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    event = from_mapping(kind, given)
    return None if isinstance(event, list) else Entry(at, event)


def _full(folder: Path, number: int) -> Path:
    return folder / f"journal.{number}.jsonl"
