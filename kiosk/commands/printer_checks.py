"""What `kiosk doctor` looks at of the A4 printers and the print service."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from devices.printer.ipp import NoReply
from devices.printer.jobs import A4Printer, Seconds, printer_state, unfinished
from devices.printer.last_paper import LastPaper
from devices.printer.state import PrinterFailure
from kiosk.commands.a4_printers import ROLES, a4_printers
from kiosk.commands.checks import Row
from kiosk.config import Settings
from kiosk.data_folder import DataFolder
from kiosk.failures import FailureCode

# A printer that sleeps may take its time; nobody waits here.
_SECONDS = Seconds(answer=3.0)
# Below this a supply is worth a notice, in percent; a waste box above its opposite.
_LOW = 15
# In memory: see deploy/cups/cups-files.conf.
_SPOOL = Path("/run/cups/spool")
_LEAST_FREE_BYTES = 50_000_000
_ADVICE: Mapping[PrinterFailure, str] = {
    PrinterFailure.UNREACHABLE: "Check its power, its network and [{section}] device.",
    PrinterFailure.PAPER_EMPTY: "Put paper in.",
    PrinterFailure.JAM: "Clear the jam; see that no page of a resident is left in it.",
    PrinterFailure.COVER_OPEN: "Close it.",
    PrinterFailure.TONER_EMPTY: "Put a new cartridge in.",
    PrinterFailure.SPOOL_FULL: "Make room, or switch the printer off and on.",
    PrinterFailure.SERVICE_DOWN: "See `systemctl status cups` and `lpstat -p`; check [{section}] queue.",
}
_AFTER_A_FAILURE = "Try `kiosk print --test --printer {role}`: a page that comes out ends this."
_USUAL_ADVICE = "Look at the printer's own display; `kiosk print --test --printer {role}`."
_SECTIONS = dict(zip(ROLES, ("paper_printer", "certificate_printer"), strict=True))


def check_a4_printers(settings: Settings) -> Iterator[Row]:
    """A row for each printer that is fitted, one for the print service's room on the disk."""
    fitted = a4_printers(settings)
    if not fitted:
        yield Row("A4 printer", notice=True, detail="none is fitted")
        if not settings.receipt_printer.address:
            # Meant or not: it is what residents are told.
            none = "none is fitted; a receipt is a code on the screen"
            yield Row("printers", FailureCode.PRINTER_NOT_FITTED, none, notice=True)
        return
    for role, printer in fitted.items():
        if printer.role == role:
            last = LastPaper(DataFolder(settings.kiosk.data).paper_failure(role))
            yield check_a4_printer(printer, last.failure)
    yield check_spool(_SPOOL)


def check_a4_printer(printer: A4Printer, last: PrinterFailure | None = None) -> Row:
    """Asks the device and its queue; changes nothing. ``last``: what the last paper failed of, of which the
    printer tells nothing."""
    name, section = f"A4 printer for {printer.role}", _SECTIONS.get(printer.role, "paper_printer")
    state = printer_state(printer, _SECONDS)
    if state.failure is not None:
        advice = _ADVICE.get(state.failure, _USUAL_ADVICE).format(section=section, role=printer.role)
        return Row(name, FailureCode(state.failure.value), state.detail, advice)
    if last is not None:
        advice = _AFTER_A_FAILURE.format(role=printer.role)
        return Row(name, FailureCode(last.value), "the printer is well, but its last paper failed", advice)
    ours = unfinished(printer, _SECONDS)
    if not isinstance(ours, NoReply) and ours:
        count = len(ours.in_queue) + len(ours.at_device)
        return Row(name, notice=True, detail=f"{count} jobs have not ended")
    low = [
        f"{supply.name} {supply.level} %"
        for supply in state.supplies
        if supply.level is not None and _is_low(supply.level, supply.fills_up)
    ]
    notices = [*state.warnings, *low]
    return Row(name, notice=bool(notices), detail=", ".join(notices) or printer.device)


def check_spool(spool: Path) -> Row:
    """Papers pass through here; they are wiped when they are printed or given up."""
    if not spool.exists():
        advice = "Install cups-daemon (deploy/packages.txt) with the settings of deploy/cups."
        return Row("print service", FailureCode.A4_SERVICE_DOWN, f"{spool} is not there", advice)
    free = shutil.disk_usage(spool).free
    if free < _LEAST_FREE_BYTES:
        detail = f"{free // 1_000_000} MB are free for papers"
        return Row("print service", FailureCode.A4_SPOOL_FULL, detail, "Make room.")
    return Row("print service", detail=f"{free // 1_000_000} MB are free")


def _is_low(level: int, fills_up: bool) -> bool:
    return level > 100 - _LOW if fills_up else level < _LOW
