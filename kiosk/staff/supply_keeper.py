"""The host's count of paper and toner: hears what the visit process says, and keeps what follows from it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from kiosk.pipe import DeviceIs
from kiosk.staff.supplies import (
    Level,
    Supplies,
    Supply,
    SupplySettings,
    Used,
    estimate,
    near_its_end,
    put_right,
    ran_out,
    refilled,
    toner_is,
    used,
)
from kiosk.staff.supplies_file import (
    SuppliesFolder,
    SuppliesUnreadable,
    notes,
    read_supplies,
    take_up,
    with_notes,
    write_supplies,
)
from kiosk.staff.used import PaperUsed, TonerIs

# What each printer uses, and the failure code it says that it is out with.
_USES: Mapping[str, Mapping[Supply, str]] = {
    "receipt-printer": {Supply.RECEIPT: "PRN-02"},
    "paper-printer": {Supply.PAPER: "PRN-11", Supply.TONER: "PRN-14"},
}
_PAPER_OF: Mapping[str, Supply] = {"receipt-printer": Supply.RECEIPT, "paper-printer": Supply.PAPER}


def local_day() -> date:
    return datetime.now(UTC).astimezone().date()


class SupplyKeeper:
    """Called from one thread. ``warn`` is told what has become low or empty, once each time.

    A file that cannot be read is set aside, and counting starts anew. Raises OSError where the folder cannot
    be made; a full disk later only means that what was counted since is lost when the machine stops.
    """

    def __init__(
        self,
        folder: SuppliesFolder,
        settings: SupplySettings,
        warn: Callable[[Supply, Level], None],
        *,
        today: Callable[[], date] = local_day,
    ) -> None:
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._settings = settings
        self._warn = warn
        self._today = today
        read = read_supplies(folder)
        if isinstance(read, SuppliesUnreadable):
            folder.counted.replace(folder.unreadable)
            read = Supplies()
        self._supplies = read
        self._levels = self._level_of_each()
        # While no kiosk ran somebody may have laid a new roll in.
        self._may_be_changed = True

    def hear(self, message: object) -> None:
        """Any message of the visit process; also the time at which staff's notes are taken up."""
        noted = notes(self._folder)
        after = self._after(message, with_notes(self._folder, self._supplies, self._settings))
        if after != self._supplies or noted:
            self._supplies = after
            with suppress(OSError):
                write_supplies(self._folder, after)
            take_up(self._folder, noted)
        self._tell_levels()

    def _after(self, message: object, supplies: Supplies) -> Supplies:
        match message:
            case PaperUsed(printer, amount):
                return self._with_paper_used(_PAPER_OF[printer], amount, supplies)
            case TonerIs(percent):
                return toner_is(supplies, percent, self._today())
            case DeviceIs() if message.device in _USES:
                return self._with_printer(message, supplies)
        return supplies

    def _with_paper_used(self, supply: Supply, amount: int, supplies: Supplies) -> Supplies:
        """What has printed was not out of paper any more, whatever it said last."""
        there = put_right(supplies, supply, self._settings)
        return used(there, Used(supply, amount), self._today())

    def _with_printer(self, printer: DeviceIs, supplies: Supplies) -> Supplies:
        uses = _USES[printer.device]
        usable = printer.state in ("ready", "degraded")
        for supply, out in uses.items():
            if usable:
                supplies = put_right(supplies, supply, self._settings)
            elif printer.code == out:
                supplies = ran_out(supplies, supply)
        return self._with_roll(printer, supplies) if Supply.RECEIPT in uses else supplies

    def _with_roll(self, printer: DeviceIs, supplies: Supplies) -> Supplies:
        """The cover was opened, or the printer off, and its sensor is quiet again: a new roll."""
        if printer.state not in ("ready", "degraded"):
            self._may_be_changed = True
            return supplies
        was_changed, self._may_be_changed = self._may_be_changed, False
        if printer.state == "degraded":
            return near_its_end(supplies, self._settings)
        if was_changed and supplies.of(Supply.RECEIPT).near_end:
            return refilled(supplies, Supply.RECEIPT, self._settings)
        return supplies

    def _level_of_each(self) -> dict[Supply, Level]:
        today = self._today()
        return {supply: estimate(self._supplies, supply, self._settings, today).level for supply in Supply}

    def _tell_levels(self) -> None:
        before, self._levels = self._levels, self._level_of_each()
        for supply, level in self._levels.items():
            if level is not before[supply] and level in (Level.LOW, Level.EMPTY):
                self._warn(supply, level)
