"""`kiosk simulate printer a4`: an A4 printer with a print service in front of it, faults typed by name."""

import argparse
import os
import select
import sys
from collections.abc import Iterator
from threading import Event

from devices.printer.simulated_printer import FAULTS, SimulatedA4Printer
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.simulated_services import Services, ServicesAbsent
from kiosk.commands.a4_printers import PAPERS
from kiosk.commands.answer import WORKED, refuse, tell
from kiosk.failures import Failure, FailureCode

_LOOK_UP_EVERY = 0.2
WORDS = ", ".join((*FAULTS, "off", "on", "silent", "answers", "well"))


def run(arguments: argparse.Namespace, ended: Event) -> int:
    """Until it is told to end, or what it reads ends."""
    try:
        with Services() as services:
            services.start_avahi()
            printer = SimulatedA4Printer(services)
            queues = SimulatedQueues(services, {PAPERS: printer.address})
            answer = {
                "device": printer.address,
                "queue": queues.address(PAPERS),
                "papers": str(printer.papers_folder),
            }
            tell(arguments.json, answer, [f"{name}: {value}" for name, value in answer.items()])
            for word in _words_read(ended):
                _obey(printer, word)
    except ServicesAbsent as absent:
        return refuse(arguments.json, Failure(FailureCode.A4_SERVICE_DOWN, str(absent)))
    return WORKED


def _obey(printer: SimulatedA4Printer, word: str) -> None:
    match word:
        case "off":
            printer.switch_off()
        case "on":
            printer.switch_on()
        case "silent":
            printer.fall_silent()
        case "answers":
            printer.answer_again()
        case "well":
            printer.fault()
        case _ if word in FAULTS:
            printer.fault(word)
        case _:
            print(f"{word} is none of {WORDS}", file=sys.stderr)


def _words_read(ended: Event) -> Iterator[str]:
    while not ended.is_set():
        ready, _, _ = select.select([sys.stdin], [], [], _LOOK_UP_EVERY)
        if ready:
            words = os.read(sys.stdin.fileno(), 4096).decode("utf-8", "replace")
            if not words:
                return
            yield from words.split()
