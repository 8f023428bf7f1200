"""What is left of paper and toner, as a small folder: one file that the host writes, and staff's notes.

A note says that something was filled; it is an empty file, so that whoever says so needs no kiosk to listen.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from kiosk.record import from_mapping, to_mapping
from kiosk.staff.supplies import DayUse, Stock, Supplies, Supply, SupplySettings, refilled

T = TypeVar("T")


@dataclass(frozen=True)
class SuppliesFolder:
    """``unreadable``: a file that could not be read, set aside until staff say that something is full."""

    path: Path

    @property
    def counted(self) -> Path:
        return self.path / "counted.jsonl"

    @property
    def unreadable(self) -> Path:
        return self.path / "unreadable.jsonl"

    def note(self, supply: Supply) -> Path:
        return self.path / f"refilled-{supply}"


@dataclass(frozen=True)
class SuppliesUnreadable:
    """``detail`` names the line."""

    file: Path
    detail: str


@dataclass(frozen=True)
class _Head:
    version: Literal[1]
    receipt_mm: int = field(metadata={"low": 1, "high": 20_000})


@dataclass(frozen=True)
class _Day:
    day: str = field(metadata={"matches": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"})
    supply: Supply
    count: int = field(metadata={"low": 0})


def supplies_folder(data: Path) -> SuppliesFolder:
    """Below the data folder."""
    return SuppliesFolder(data / "supplies")


def write_supplies(folder: SuppliesFolder, supplies: Supplies) -> None:
    """Replaces the file as a whole. Raises OSError where it cannot be written."""
    days = (_Day(use.day.isoformat(), use.supply, use.count) for use in supplies.days)
    records = (_Head(1, supplies.receipt_mm), *supplies.stocks, *days)
    new = folder.counted.with_name(folder.counted.name + ".new")
    new.write_text(
        "".join(json.dumps(to_mapping(record), separators=(",", ":")) + "\n" for record in records),
        encoding="ascii",
    )
    new.replace(folder.counted)


def read_supplies(folder: SuppliesFolder) -> Supplies | SuppliesUnreadable:
    """Nothing is known where there is no such file."""
    try:
        lines = folder.counted.read_bytes().splitlines()
    except FileNotFoundError:
        return Supplies()
    try:
        head, *records = [_object(line, number) for number, line in enumerate(lines or [b""], 1)]
        supplies = Supplies(receipt_mm=_record(_Head, head, 1).receipt_mm)
        days: dict[tuple[date, Supply], DayUse] = {}
        for number, given in enumerate(records, 2):
            if "day" in given:
                use = _day_use(given, number)
                days[use.day, use.supply] = use
            else:
                supplies = supplies.put(_record(Stock, given, number))
    except ValueError as error:
        return SuppliesUnreadable(folder.counted, str(error))
    return replace(supplies, days=tuple(days.values()))


def supplies_now(folder: SuppliesFolder, settings: SupplySettings) -> Supplies | SuppliesUnreadable:
    """With the notes that no kiosk has taken up yet."""
    supplies = read_supplies(folder)
    return supplies if isinstance(supplies, SuppliesUnreadable) else with_notes(folder, supplies, settings)


def with_notes(folder: SuppliesFolder, supplies: Supplies, settings: SupplySettings) -> Supplies:
    for supply in notes(folder):
        supplies = refilled(supplies, supply, settings)
    return supplies


def notes(folder: SuppliesFolder) -> tuple[Supply, ...]:
    return tuple(supply for supply in Supply if folder.note(supply).exists())


def leave_note(folder: SuppliesFolder, supply: Supply) -> None:
    """Raises OSError where it cannot be written, or where no kiosk has ever run."""
    folder.note(supply).touch()


def take_up(folder: SuppliesFolder, taken: Iterable[Supply]) -> None:
    """They are counted now. With the first of them, what had been unreadable is no more to be told of."""
    for supply in taken:
        folder.note(supply).unlink(missing_ok=True)
        folder.unreadable.unlink(missing_ok=True)


def _object(line: bytes, number: int) -> dict[str, object]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict):
        return given
    raise ValueError(f"line {number} is no JSON object")


def _day_use(given: dict[str, object], number: int) -> DayUse:
    kept = _record(_Day, given, number)
    try:
        return DayUse(date.fromisoformat(kept.day), kept.supply, kept.count)
    except ValueError:
        raise ValueError(f"line {number}: day: is no day") from None


def _record(kind: type[T], given: dict[str, object], number: int) -> T:
    record = from_mapping(kind, given)
    if isinstance(record, list):
        wrong = "; ".join(f"{problem.key}: {problem.wrong}" for problem in record)
        raise ValueError(f"line {number}: {wrong}")
    return record
