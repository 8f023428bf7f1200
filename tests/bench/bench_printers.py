"""Printers: how soon the visit is told of what happens to them, and that it is over."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from figure import Figure
from measuring import tell
from told import Told

from devices.printer.simulated_printer import SimulatedA4Printer
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.simulated_services import Services
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands.a4_printers import PAPERS
from kiosk.commands.printing import Printing
from kiosk.config import A4PrinterSettings, ReceiptPrinterSettings, load_settings
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.papers import PrinterRole
from kiosk.visit_events import PrinterState

ROOT = Path(__file__).parents[2]
ROUNDS, TOLD_WITHIN_MS = 8, 1000.0
VISIT = "visit"


def changes(
    told: Told, role: PrinterRole, faults: list[tuple[Callable[[], object], Callable[[], object]]]
) -> tuple[list[float], list[float]]:
    """Milliseconds until it is told that something is wrong, and that all is well again."""

    def is_told(*, well: bool) -> Callable[[object], bool]:
        return lambda event: (
            isinstance(event, PrinterState) and event.printer is role and (event.failure is None) is well
        )

    wrong, well = list[float](), list[float]()
    for _ in range(ROUNDS):
        for break_it, mend_it in faults:
            for change, samples, is_well in ((break_it, wrong, False), (mend_it, well, True)):
                began = time.perf_counter()
                change()
                samples.append((told.next(is_told(well=is_well)) - began) * 1000)
    return wrong, well


def show(name: str, samples: tuple[list[float], list[float]]) -> None:
    for change, taken in zip(("something is wrong", "all is well again"), samples, strict=True):
        tell(Figure(f"{name}: {change} -> told", "ms", tuple(taken), reach=TOLD_WITHIN_MS, by_p95=True))


def main(folder: Path) -> None:
    told = Told()
    with Services() as services, ReceiptPrinterSimulator() as roll:
        services.start_avahi()
        a4 = SimulatedA4Printer(services)
        queues = SimulatedQueues(services, {PAPERS: a4.address})
        settings = load_settings(ROOT / "deploy" / "kiosk.toml")
        settings = replace(
            settings,
            kiosk=replace(settings.kiosk, data=folder),
            receipt_printer=ReceiptPrinterSettings(roll.address),
            paper_printer=A4PrinterSettings(queues.address(PAPERS), a4.address),
        )
        catalogues = load_catalogues(ROOT / "locales")
        with closing(Printing(settings, catalogues, VISIT, told, lambda _: None)) as printing:
            printing.watch(VISIT, UYGHUR)
            for role in PrinterRole:
                told.next(lambda event, role=role: isinstance(event, PrinterState) and event.printer is role)
            roll_faults = [
                (lambda: roll.fault(paper_out=True), roll.fault),
                (lambda: roll.fault(cover_open=True), roll.fault),
                (roll.refuse_connections, roll.accept_connections),
            ]
            show("receipt printer", changes(told, PrinterRole.RECEIPT, roll_faults))
            a4_faults = [
                (lambda: a4.fault("media-empty"), a4.fault),
                (lambda: a4.fault("cover-open"), a4.fault),
                (a4.switch_off, a4.switch_on),
            ]
            show("A4 printer", changes(told, PrinterRole.PAPERS, a4_faults))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
