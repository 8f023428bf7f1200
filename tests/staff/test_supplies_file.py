"""The file of supplies: whole, small, without times, and loud when it is broken."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.supplies import DayUse, Stock, Supplies, Supply, SupplySettings, Used, refilled, used
from kiosk.staff.supplies_file import (
    SuppliesFolder,
    SuppliesUnreadable,
    leave_note,
    notes,
    read_supplies,
    supplies_now,
    take_up,
    write_supplies,
)

SETTINGS = SupplySettings()
DAY = date(2026, 11, 23)
stocks = st.tuples(
    *(
        st.builds(
            Stock,
            supply=st.just(supply),
            left=st.integers(0, 100_000),
            known=st.booleans(),
            out=st.booleans(),
            near_end=st.booleans(),
        )
        for supply in Supply
    )
)
day_uses = st.lists(
    st.builds(DayUse, st.dates(), st.sampled_from(Supply), st.integers(0, 9999)),
    unique_by=lambda use: (use.day, use.supply),
    max_size=20,
)


@pytest.fixture
def folder(tmp_path: Path) -> SuppliesFolder:
    return SuppliesFolder(tmp_path)


@given(stocks, day_uses, st.integers(1, 20_000))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    written: tuple[Stock, ...],
    days: list[DayUse],
    receipt_mm: int,
) -> None:
    folder = SuppliesFolder(tmp_path_factory.mktemp("supplies"))
    supplies = Supplies(written, tuple(days), receipt_mm)
    write_supplies(folder, supplies)
    assert read_supplies(folder) == supplies


def test_without_a_file_nothing_is_known(folder: SuppliesFolder) -> None:
    assert read_supplies(folder) == Supplies()


def test_no_time_is_written_and_no_length_of_a_days_receipts(folder: SuppliesFolder) -> None:
    supplies = used(refilled(Supplies(), Supply.RECEIPT, SETTINGS), Used(Supply.RECEIPT, 321), DAY)
    write_supplies(folder, supplies)
    text = folder.counted.read_text()
    assert re.findall(r"2026[^\"]*", text) == ["2026-11-23"]
    assert not re.search(r"[0-9]:[0-9]", text.replace('":', ""))
    assert "321" not in text


def test_two_months_fit_into_few_kilobytes(folder: SuppliesFolder) -> None:
    days = [DayUse(DAY - timedelta(back), supply, 999) for back in range(60) for supply in Supply]
    write_supplies(folder, Supplies(days=tuple(days)))
    assert folder.counted.stat().st_size < 10_000


@pytest.mark.parametrize("text", [
    "",
    "\n",
    "nonsense\n",
    "[]\n",
    '{"version":0,"receipt_mm":340}\n',
    '{"version":2,"receipt_mm":340}\n',
    '{"version":1}\n',
    '{"version":1,"receipt_mm":0}\n',
    '{"version":1,"receipt_mm":340}\n{"supply":"receipt","left":-1}\n',
    '{"version":1,"receipt_mm":340}\n{"supply":"ribbon","left":1}\n',
    '{"version":1,"receipt_mm":340}\n{"day":"2026-02-31","supply":"paper","count":1}\n',
    '{"version":1,"receipt_mm":340}\n{"day":"2026-11-23T10:00","supply":"paper","count":1}\n',
    '{"version":1,"receipt_mm":340}\n{"supply":"rec',
    "\0" * 512,
    "[" * 100_000,
])  # fmt: skip
def test_a_broken_or_older_file_is_named_with_its_line(folder: SuppliesFolder, text: str) -> None:
    folder.counted.write_text(text)
    read = read_supplies(folder)
    assert isinstance(read, SuppliesUnreadable)
    assert read.file == folder.counted
    assert "line" in read.detail


@given(st.binary(max_size=400))
def test_any_bytes_are_supplies_or_named(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = SuppliesFolder(tmp_path_factory.mktemp("supplies"))
    folder.counted.write_bytes(content)
    assert isinstance(read_supplies(folder), Supplies | SuppliesUnreadable)


def test_a_note_counts_at_once_though_only_the_kiosk_writes_the_file(folder: SuppliesFolder) -> None:
    leave_note(folder, Supply.PAPER)
    now = supplies_now(folder, SETTINGS)
    assert isinstance(now, Supplies)
    assert now.of(Supply.PAPER).left == SETTINGS.tray_sheets
    assert not folder.counted.exists()


def test_what_was_unreadable_is_told_until_staff_have_said_what_is_full(folder: SuppliesFolder) -> None:
    folder.unreadable.write_text("nonsense")
    take_up(folder, notes(folder))
    assert folder.unreadable.exists()
    leave_note(folder, Supply.RECEIPT)
    take_up(folder, notes(folder))
    assert not folder.unreadable.exists()
    assert notes(folder) == ()
