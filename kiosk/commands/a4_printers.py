"""The A4 printers of kiosk.toml, by what they are for."""

from devices.printer.jobs import A4Printer
from kiosk.config import A4PrinterSettings, Settings

PAPERS, CERTIFICATES = "papers", "certificates"
ROLES = (PAPERS, CERTIFICATES)


def a4_printers(settings: Settings) -> dict[str, A4Printer]:
    """Those that are fitted. A printer for papers alone prints certificates as well."""
    fitted = {
        role: a4_printer(role, found)
        for role, found in ((PAPERS, settings.paper_printer), (CERTIFICATES, settings.certificate_printer))
        if found.queue and found.device
    }
    if PAPERS in fitted:
        fitted.setdefault(CERTIFICATES, fitted[PAPERS])
    return fitted


def a4_printer(role: str, settings: A4PrinterSettings) -> A4Printer:
    return A4Printer(role, settings.queue, settings.device, frozenset(settings.overlooked.split()))
