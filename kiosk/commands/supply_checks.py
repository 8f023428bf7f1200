"""What is left of paper and toner, in a sentence for staff and as rows of `kiosk doctor`."""

from collections.abc import Iterator, Mapping

from kiosk.commands.checks import Row
from kiosk.config import Settings
from kiosk.failures import FailureCode
from kiosk.staff.supplies import Estimate, Level, Supplies, Supply, SupplySettings, estimate
from kiosk.staff.supplies_file import SuppliesUnreadable, supplies_folder, supplies_now
from kiosk.staff.supply_keeper import local_day

NAMES: Mapping[Supply, str] = {
    Supply.RECEIPT: "receipt paper",
    Supply.PAPER: "A4 paper",
    Supply.TONER: "toner",
}
UNREADABLE = FailureCode.SUPPLIES_UNREADABLE
_OUT: Mapping[Supply, FailureCode] = {
    Supply.RECEIPT: FailureCode.PRINTER_PAPER_OUT,
    Supply.PAPER: FailureCode.A4_PAPER_EMPTY,
    Supply.TONER: FailureCode.A4_TONER_EMPTY,
}
_NOT_KNOWN: Mapping[Supply, str] = {
    Supply.RECEIPT: "nobody has said when the roll was changed",
    Supply.PAPER: "nobody has said when paper was put in",
    Supply.TONER: "the printer has not said how much it has",
}
_FILL: Mapping[Supply, str] = {
    Supply.RECEIPT: "Put a new roll in",
    Supply.PAPER: "Put paper in",
    Supply.TONER: "Put a new cartridge in",
}
_SAY = "say `kiosk supplies refilled {supply}`"
_PIECES: Mapping[Supply, tuple[str, str]] = {
    Supply.RECEIPT: ("receipt", "receipts"),
    Supply.PAPER: ("sheet", "sheets"),
}


def supply_settings(settings: Settings) -> SupplySettings:
    return settings.supplies


def fitted_supplies(settings: Settings) -> tuple[Supply, ...]:
    """Of the printers that are there; certificates on a printer of their own are not counted."""
    receipt = (Supply.RECEIPT,) if settings.receipt_printer.address else ()
    a4 = (Supply.PAPER, Supply.TONER) if settings.paper_printer.queue else ()
    return receipt + a4


def check_supplies(settings: Settings) -> Iterator[Row]:
    """A row for each supply that a printer of this machine uses, and one for a count that was lost."""
    supplies_wanted = fitted_supplies(settings)
    if not supplies_wanted:
        return
    folder, limits = supplies_folder(settings.kiosk.data), supply_settings(settings)
    read = supplies_now(folder, limits)
    if isinstance(read, SuppliesUnreadable):
        yield Row("supplies", UNREADABLE, told_unreadable(read), "Start the kiosk: it counts anew.")
        read = Supplies()
    elif folder.unreadable.exists():
        detail = f"counted anew: {folder.unreadable} was not readable"
        yield Row("supplies", UNREADABLE, detail, f"Fill up and {_SAY.format(supply='SUPPLY')}.")
    for supply in supplies_wanted:
        yield _row(estimate(read, supply, limits, local_day()))


def _row(estimated: Estimate) -> Row:
    supply, name, told = estimated.supply, NAMES[estimated.supply], sentence(estimated)
    say = _SAY.format(supply=supply)
    match estimated.level:
        case Level.EMPTY:
            return Row(name, _OUT[supply], told, f"{_FILL[supply]}.")
        case Level.LOW:
            return Row(name, None, told, f"{_FILL[supply]} and {say}.", notice=True)
        case Level.UNKNOWN:
            # Only the printer knows what its cartridge holds.
            advice = "" if supply is Supply.TONER else f"Fill it up and {say}."
            return Row(name, None, told, advice, notice=True)
        case Level.GOOD:
            return Row(name, detail=told)


def sentence(estimated: Estimate) -> str:
    """How much is left and for how long, in English."""
    if estimated.level is Level.EMPTY:
        return "the printer says that there is none"
    if estimated.left is None:
        return _NOT_KNOWN[estimated.supply]
    if estimated.papers == 0:
        return "none should be left by the count"
    if estimated.papers is None:
        left = f"{estimated.left} % left"
    else:
        one, many = _PIECES[estimated.supply]
        left = f"about {estimated.papers} {one if estimated.papers == 1 else many} left"
    return left if estimated.days is None else f"{left}, {_lasting(estimated.days)}"


def _lasting(days: int) -> str:
    return "less than a day" if days == 0 else "about a day" if days == 1 else f"about {days} days"


def told_unreadable(unreadable: SuppliesUnreadable) -> str:
    return f"{unreadable.file}: {unreadable.detail}"
