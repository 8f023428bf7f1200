"""The host's count: what the visit process says, in the order in which it does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.pipe import Alive, DeviceIs, State
from kiosk.record import from_mapping, to_mapping
from kiosk.staff.supplies import Level, Stock, Supplies, Supply, SupplySettings
from kiosk.staff.supplies_file import SuppliesFolder, leave_note, read_supplies, write_supplies
from kiosk.staff.supply_keeper import SupplyKeeper
from kiosk.staff.used import PaperUsed, TonerIs

SETTINGS = SupplySettings()
DAY = date(2026, 11, 23)
FULL_ROLL, NEAR_END = 80_000, 5000


class Kept:
    """A keeper, what it has warned of, and what stands in its file."""

    def __init__(self, folder: SuppliesFolder) -> None:
        self.folder = folder
        self.warned: list[tuple[Supply, Level]] = []
        self.start()

    def start(self) -> None:
        """As when the machine is switched on."""

        def warn(supply: Supply, level: Level) -> None:
            self.warned.append((supply, level))

        self.keeper = SupplyKeeper(self.folder, SETTINGS, warn, today=lambda: DAY)

    def hear(self, *messages: object) -> None:
        for message in messages:
            self.keeper.hear(message)

    def of(self, supply: Supply) -> Stock:
        read = read_supplies(self.folder)
        assert isinstance(read, Supplies)
        return read.of(supply)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(SuppliesFolder(tmp_path / "supplies"))


def roll(state: State, code: str = "") -> DeviceIs:
    return DeviceIs("receipt-printer", state, code)


def a4(state: State, code: str = "") -> DeviceIs:
    return DeviceIs("paper-printer", state, code)


def filled(kept: Kept, supply: Supply) -> None:
    leave_note(kept.folder, supply)
    kept.hear(Alive())


def test_the_messages_can_travel_through_the_pipe() -> None:
    for message in (PaperUsed("receipt-printer", 340), PaperUsed("paper-printer", 2), TonerIs(7)):
        assert from_mapping(type(message), to_mapping(message)) == message
    for wrong in ({"printer": "receipt-printer", "amount": 0}, {"printer": "fax", "amount": 1}):
        assert isinstance(from_mapping(PaperUsed, wrong), list)
    assert isinstance(from_mapping(TonerIs, {"percent": 101}), list)


def test_the_codes_are_those_of_the_printers() -> None:
    assert FailureCode.PRINTER_PAPER_OUT == "PRN-02"
    assert (FailureCode.A4_PAPER_EMPTY, FailureCode.A4_TONER_EMPTY) == ("PRN-11", "PRN-14")


def test_each_paper_is_taken_off_what_is_left(kept: Kept) -> None:
    for supply in (Supply.RECEIPT, Supply.PAPER):
        filled(kept, supply)
    kept.hear(PaperUsed("receipt-printer", 340), PaperUsed("paper-printer", 2), PaperUsed("paper-printer", 1))
    assert kept.of(Supply.RECEIPT).left == FULL_ROLL - 340
    assert kept.of(Supply.PAPER).left == 247


def test_what_was_counted_outlives_the_host(kept: Kept) -> None:
    filled(kept, Supply.PAPER)
    kept.hear(PaperUsed("paper-printer", 50))
    kept.start()
    kept.hear(PaperUsed("paper-printer", 50))
    assert kept.of(Supply.PAPER).left == 150


def test_a_note_is_taken_up_with_the_next_sign_of_life_and_only_once(kept: Kept) -> None:
    leave_note(kept.folder, Supply.PAPER)
    kept.hear(Alive())
    assert kept.of(Supply.PAPER).left == 250
    kept.hear(PaperUsed("paper-printer", 1), Alive())
    assert kept.of(Supply.PAPER).left == 249


def test_a_note_of_before_a_paper_counts_before_it(kept: Kept) -> None:
    leave_note(kept.folder, Supply.PAPER)
    kept.hear(PaperUsed("paper-printer", 3))
    assert kept.of(Supply.PAPER).left == 247


def test_the_near_end_sensor_sets_what_is_left_once_however_often_it_is_told(kept: Kept) -> None:
    filled(kept, Supply.RECEIPT)
    kept.hear(roll("ready"), roll("degraded"))
    assert kept.of(Supply.RECEIPT).left == NEAR_END
    # "ready" is also told while it prints.
    kept.hear(PaperUsed("receipt-printer", 1000), roll("ready"), roll("degraded"))
    assert kept.of(Supply.RECEIPT).left == NEAR_END - 1000
    kept.start()
    kept.hear(roll("degraded"))
    assert kept.of(Supply.RECEIPT).left == NEAR_END - 1000


def open_the_cover() -> list[DeviceIs]:
    return [roll("fault", "PRN-03")]


def switch_off() -> list[DeviceIs]:
    return [roll("absent", "PRN-01")]


def run_out() -> list[DeviceIs]:
    return [roll("fault", "PRN-02"), roll("fault", "PRN-03"), roll("fault", "PRN-02")]


@pytest.mark.parametrize("change", [open_the_cover, switch_off, run_out])
def test_a_sensor_that_is_quiet_after_the_roll_could_be_changed_is_a_new_roll(
    kept: Kept, change: Callable[[], list[DeviceIs]]
) -> None:
    kept.hear(roll("degraded"), *change())
    assert kept.of(Supply.RECEIPT).left == NEAR_END
    kept.hear(roll("ready"))
    assert kept.of(Supply.RECEIPT) == Stock(Supply.RECEIPT, FULL_ROLL, known=True)


def test_a_roll_changed_while_the_kiosk_was_off_is_noticed(kept: Kept) -> None:
    kept.hear(roll("degraded"))
    kept.start()
    kept.hear(roll("ready"))
    assert kept.of(Supply.RECEIPT).left == FULL_ROLL


def test_a_cover_opened_to_look_changes_nothing(kept: Kept) -> None:
    filled(kept, Supply.RECEIPT)
    kept.hear(roll("ready"), PaperUsed("receipt-printer", 9000), roll("fault", "PRN-03"), roll("ready"))
    assert kept.of(Supply.RECEIPT).left == FULL_ROLL - 9000
    kept.hear(roll("degraded"), roll("fault", "PRN-03"), roll("degraded"), roll("ready"))
    assert kept.of(Supply.RECEIPT).left == NEAR_END


def test_without_a_sensor_a_roll_that_ran_out_is_a_new_one_afterwards(kept: Kept) -> None:
    kept.hear(roll("ready"), roll("fault", "PRN-02"))
    assert not kept.of(Supply.RECEIPT).known
    kept.hear(roll("ready"))
    assert kept.of(Supply.RECEIPT) == Stock(Supply.RECEIPT, FULL_ROLL, known=True)


def test_paper_put_into_an_empty_tray_makes_it_full(kept: Kept) -> None:
    kept.hear(a4("fault", "PRN-11"))
    assert kept.of(Supply.PAPER).out
    kept.hear(a4("fault", "PRN-12"))
    assert kept.of(Supply.PAPER).out
    kept.hear(a4("ready"))
    assert kept.of(Supply.PAPER) == Stock(Supply.PAPER, 250, known=True)


def test_what_prints_is_not_out_of_paper(kept: Kept) -> None:
    kept.hear(a4("fault", "PRN-11"), PaperUsed("paper-printer", 2))
    assert kept.of(Supply.PAPER) == Stock(Supply.PAPER, 248, known=True)


def test_toner_is_out_until_the_printer_can_go_on_and_says_itself_how_much_it_has(kept: Kept) -> None:
    kept.hear(TonerIs(2), a4("fault", "PRN-14"))
    assert kept.of(Supply.TONER) == Stock(Supply.TONER, 2, known=True, out=True)
    kept.hear(TonerIs(100), a4("ready"))
    assert kept.of(Supply.TONER) == Stock(Supply.TONER, 100, known=True)


def test_a_jam_is_no_want_of_paper(kept: Kept) -> None:
    filled(kept, Supply.PAPER)
    kept.hear(PaperUsed("paper-printer", 100), a4("fault", "PRN-12"), a4("ready"))
    assert kept.of(Supply.PAPER).left == 150


def test_staff_are_warned_once_when_something_becomes_low_and_once_when_it_is_out(kept: Kept) -> None:
    filled(kept, Supply.PAPER)
    kept.hear(PaperUsed("paper-printer", 209))
    assert kept.warned == []
    kept.hear(PaperUsed("paper-printer", 1), PaperUsed("paper-printer", 1), Alive())
    assert kept.warned == [(Supply.PAPER, Level.LOW)]
    kept.start()
    kept.hear(Alive(), a4("fault", "PRN-11"), Alive())
    assert kept.warned == [(Supply.PAPER, Level.LOW), (Supply.PAPER, Level.EMPTY)]
    kept.hear(a4("ready"))
    assert len(kept.warned) == 2


def test_nothing_is_written_while_nothing_changes(kept: Kept) -> None:
    filled(kept, Supply.PAPER)
    kept.folder.counted.unlink()
    kept.hear(Alive(), a4("ready"), roll("ready"), DeviceIs("keypad", "absent", "KEY-01"))
    assert not kept.folder.counted.exists()


def test_a_broken_file_is_set_aside_and_counting_starts_anew(tmp_path: Path) -> None:
    folder = SuppliesFolder(tmp_path)
    folder.counted.write_text("nonsense")
    kept = Kept(folder)
    assert folder.unreadable.read_text() == "nonsense"
    kept.hear(PaperUsed("paper-printer", 1))
    assert not kept.of(Supply.PAPER).known
    assert folder.unreadable.exists()
    filled(kept, Supply.PAPER)
    assert not folder.unreadable.exists()


def test_a_folder_that_cannot_be_written_any_more_stops_nothing(kept: Kept) -> None:
    write_supplies(kept.folder, Supplies())
    kept.folder.counted.unlink()
    kept.folder.counted.mkdir()
    kept.hear(PaperUsed("paper-printer", 1), TonerIs(7))
    assert kept.warned == [(Supply.TONER, Level.LOW)]
