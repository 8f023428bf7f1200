"""The journal tells what happened, never who."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.failures import FailureCode
from kiosk.journal import (
    AttractDrawn,
    BackedOff,
    Delivered,
    DeviceBack,
    DeviceFailed,
    Event,
    HostStarted,
    HostStopped,
    Journal,
    NotDelivered,
    SupplyLow,
    VisitBegun,
    VisitEnded,
    VisitProcessDied,
    read_journal,
)
from kiosk.pipe import Device
from kiosk.staff.supplies import Level, Supply

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
codes = st.sampled_from(FailureCode)
devices = st.sampled_from(get_args(Device))
events: st.SearchStrategy[Event] = st.one_of(
    st.just(HostStarted("0.1.0")),
    st.just(HostStopped()),
    st.builds(AttractDrawn, st.integers(0, 10**6)),
    st.just(VisitBegun()),
    st.builds(VisitEnded, st.sampled_from(["finished", "left", "timed-out"])),
    st.builds(VisitProcessDied, st.integers(-64, 255), st.booleans()),
    st.builds(BackedOff, st.floats(1, 30)),
    st.just(Delivered()),
    st.builds(NotDelivered, codes),
    st.builds(DeviceFailed, devices, codes),
    st.builds(DeviceBack, devices),
    st.builds(SupplyLow, st.sampled_from(Supply), st.sampled_from(Level)),
)


@settings(max_examples=50)
@given(st.lists(events, max_size=8))
def test_what_is_written_is_read_back(tmp_path_factory: object, happened: list[Event]) -> None:
    folder = tmp_path_factory.mktemp("journal")  # type: ignore[attr-defined]
    journal = Journal(folder, now=lambda: NOON)
    for event in happened:
        journal.write(event)
    read = list(read_journal(folder))
    assert [entry.event for entry in read] == happened
    assert all(entry.at == NOON for entry in read)


def test_no_event_can_hold_free_text() -> None:
    """Every field is a number, a switch, one of a fixed set, or (the version) has a fixed form."""
    for kind in get_args(Event):
        for field in dataclasses.fields(kind):
            fixed = field.type in (int, float, bool, FailureCode, Supply, Level) or get_args(field.type)
            assert fixed or "matches" in field.metadata, f"{kind.__name__}.{field.name}"


def test_a_full_file_is_set_aside_and_the_oldest_is_dropped(tmp_path: Path) -> None:
    clock = iter(NOON + timedelta(seconds=second) for second in range(10_000))
    journal = Journal(tmp_path, now=lambda: next(clock), max_bytes=1000)
    for number in range(200):
        journal.write(AttractDrawn(number))
    files = list(tmp_path.iterdir())
    assert len(files) == 5
    assert all(file.stat().st_size <= 1000 for file in files)
    kept = [entry.event.ms for entry in read_journal(tmp_path) if isinstance(entry.event, AttractDrawn)]
    assert kept == list(range(kept[0], 200))
    assert 0 < kept[0] < 150


def test_a_torn_line_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    journal = Journal(tmp_path, now=lambda: NOON)
    journal.write(VisitBegun())
    file = tmp_path / "journal.jsonl"
    file.write_bytes(file.read_bytes() + b'{"at":"2026-03-01T12:0\n\xff\n{"at":1,"event":[]}\n')
    journal.write(VisitEnded("left"))
    assert [entry.event for entry in read_journal(tmp_path)] == [VisitBegun(), VisitEnded("left")]


def test_the_file_is_the_kiosks_alone_and_holds_plain_json_lines(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", now=lambda: NOON).write(VisitEnded("timed-out"))
    file = tmp_path / "journal" / "journal.jsonl"
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text()) == {
        "at": "2026-03-01T12:00:00Z",
        "event": "visit-ended",
        "how": "timed-out",
    }
