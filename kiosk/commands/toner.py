"""What an A4 printer says of its toner, as the host is told it."""

from devices.printer.state import PrinterState
from kiosk.staff.used import TonerIs


def toner_is(state: PrinterState) -> TonerIs | None:
    """Of the colour that has least; None where the printer does not know. A waste box is no supply."""
    levels = [supply.level for supply in state.supplies if supply.level is not None and not supply.fills_up]
    return TonerIs(min(levels)) if levels else None
