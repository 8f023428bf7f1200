"""`kiosk supplies`, and what doctor says of them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from devices.printer.state import Activity, PrinterState
from devices.printer.state import Supply as PrinterSupply
from kiosk.commands.supply_checks import check_supplies
from kiosk.commands.toner import toner_is
from kiosk.config import Settings, load_settings
from kiosk.staff.supplies import DayUse, Stock, Supplies, Supply, SupplySettings, ran_out, refilled
from kiosk.staff.supplies_file import SuppliesFolder, supplies_folder, write_supplies
from kiosk.staff.supply_keeper import SupplyKeeper, local_day
from kiosk.staff.used import TonerIs
from tests.commands.conftest import Typed

SETTINGS = SupplySettings()
PRINTERS = """
[receipt_printer]
address = "tcp://127.0.0.1:9"
[paper_printer]
queue = "ipp://127.0.0.1:9/printers/papers"
device = "ipp://127.0.0.1:9/ipp/print"
"""

Config = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> SuppliesFolder:
    """As a kiosk that has run once leaves it."""
    folder = supplies_folder(tmp_path / "data")
    folder.path.mkdir(parents=True)
    return folder


def roll_with(left_mm: int, *, a_day: int) -> Supplies:
    days = tuple(DayUse(local_day() - timedelta(back), Supply.RECEIPT, a_day) for back in range(1, 15))
    return Supplies(days=days).put(Stock(Supply.RECEIPT, left_mm, known=True))


def settings_of(file: Path) -> Settings:
    loaded = load_settings(file)
    assert isinstance(loaded, Settings)
    return loaded


def test_it_says_how_many_papers_are_left_and_for_how_many_days(
    kiosk: Typed, config: Config, folder: SuppliesFolder
) -> None:
    write_supplies(folder, roll_with(13_600, a_day=13))
    answered = kiosk("supplies", "show", "--config", config(PRINTERS))
    assert answered.code == 0
    assert answered.out.splitlines() == [
        "low     receipt paper: about 40 receipts left, about 3 days",
        "unknown A4 paper: nobody has said when paper was put in",
        "unknown toner: the printer has not said how much it has",
    ]


def test_it_is_one_object_for_programs(kiosk: Typed, config: Config, folder: SuppliesFolder) -> None:
    write_supplies(folder, roll_with(34_000, a_day=2))
    receipt, paper, toner = kiosk("supplies", "show", "--config", config(PRINTERS), "--json").object[
        "supplies"
    ]
    assert receipt == {
        "supply": "receipt",
        "level": "good",
        "left": 34_000,
        "unit": "mm",
        "papers_left": 100,
        "days_left": 50,
    }
    assert (paper["level"], toner["unit"]) == ("unknown", "percent")


def test_what_staff_say_counts_at_once_and_the_kiosk_takes_it_up(
    kiosk: Typed, config: Config, folder: SuppliesFolder
) -> None:
    file = config(PRINTERS)
    assert kiosk("supplies", "refilled", "receipt", "--config", file).code == 0
    assert kiosk("supplies", "refilled", "paper", "--config", file, "--json").object == {"refilled": "paper"}
    before = kiosk("supplies", "show", "--config", file).out
    assert "about 235 receipts left" in before
    assert "about 250 sheets left" in before
    SupplyKeeper(folder, SETTINGS, lambda supply, level: None).hear(None)
    assert [path.name for path in folder.path.iterdir()] == ["counted.jsonl"]
    assert kiosk("supplies", "show", "--config", file).out == before


def test_where_no_kiosk_has_ever_run_there_is_nobody_to_tell(kiosk: Typed, config: Config) -> None:
    answered = kiosk("supplies", "refilled", "toner", "--config", config(PRINTERS), "--json")
    assert answered.code == 1
    assert answered.object["failure"]["code"] == "OUT-01"


def test_only_supplies_that_there_are_can_be_refilled(kiosk: Typed, config: Config) -> None:
    assert kiosk("supplies", "refilled", "ink", "--config", config(PRINTERS)).code == 2


def test_a_file_that_cannot_be_read_is_a_named_failure(
    kiosk: Typed, config: Config, folder: SuppliesFolder
) -> None:
    folder.counted.write_text('{"version":0}\n')
    answered = kiosk("supplies", "show", "--config", config(PRINTERS), "--json")
    assert answered.code == 1
    assert "line 1" in answered.object["failure"]["detail"]


def test_without_a_printer_there_is_nothing_to_count(kiosk: Typed, config: Config) -> None:
    file = config()
    assert kiosk("supplies", "show", "--config", file).out == "no printer is fitted\n"
    assert list(check_supplies(settings_of(file))) == []


def rows(file: Path) -> dict[str, tuple[str, str | None, str]]:
    return {row.name: (row.state, row.code, row.detail) for row in check_supplies(settings_of(file))}


def test_doctor_has_a_row_for_each_and_says_what_helps(config: Config, folder: SuppliesFolder) -> None:
    file = config(PRINTERS)
    supplies = refilled(roll_with(13_600, a_day=13), Supply.PAPER, SETTINGS)
    write_supplies(folder, supplies.put(Stock(Supply.TONER, 14, known=True)))
    assert rows(file) == {
        "receipt paper": ("notice", None, "about 40 receipts left, about 3 days"),
        "A4 paper": ("ok", None, "about 250 sheets left"),
        "toner": ("notice", None, "14 % left"),
    }
    assert all(row.what_to_do for row in check_supplies(settings_of(file)) if row.state != "ok")


@pytest.mark.parametrize(
    ("supply", "name", "code"),
    [
        (Supply.RECEIPT, "receipt paper", "PRN-02"),
        (Supply.PAPER, "A4 paper", "PRN-11"),
        (Supply.TONER, "toner", "PRN-14"),
    ],
)
def test_what_the_printer_has_run_out_of_fails(
    config: Config, folder: SuppliesFolder, supply: Supply, name: str, code: str
) -> None:
    write_supplies(folder, ran_out(Supplies(), supply))
    assert rows(config(PRINTERS))[name][:2] == ("failed", code)


def test_doctor_stays_loud_about_a_lost_count_until_staff_have_said_what_is_full(
    kiosk: Typed, config: Config, folder: SuppliesFolder
) -> None:
    file = config(PRINTERS)
    folder.counted.write_text("nonsense")
    assert rows(file)["supplies"][0] == "failed"
    keeper = SupplyKeeper(folder, SETTINGS, lambda supply, level: None)
    assert rows(file)["supplies"][0] == "failed"
    kiosk("supplies", "refilled", "receipt", "--config", file)
    keeper.hear(None)
    assert "supplies" not in rows(file)


def test_the_colour_that_has_least_is_the_one_that_counts() -> None:
    state = PrinterState(
        Activity.IDLE,
        supplies=(
            PrinterSupply("black", 70),
            PrinterSupply("yellow", 12),
            PrinterSupply("cyan", None),
            PrinterSupply("waste", 3, fills_up=True),
        ),
    )
    assert toner_is(state) == TonerIs(12)
    assert toner_is(PrinterState(Activity.IDLE)) is None
