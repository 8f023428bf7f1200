"""An A4 printer without the printer: ippeveprinter, with faults by name, and its papers to look at.

It behaves as real ones do where that matters: a job stands still while a fault stands and goes on when it is
put right, a cancelled job still comes out of it, one that is switched off forgets its jobs.
"""

import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from devices.printer.ipp import BUSY, NoReply, Operation, ask
from devices.printer.simulated_services import Services, free_port, listens

# Faults by name, with the IPP reason that each gives; those without one only stop the paper.
REASONS = {
    "media-jam": "media-jam",
    "cover-open": "cover-open",
    "toner-empty": "toner-empty",
    "toner-low": "toner-low",
    "spool-full": "spool-area-full",
    "fault": "paused",
}
STANDS_STILL = ("media-jam", "cover-open", "toner-empty", "spool-full", "fault", "stall")
# last-sheet: the tray is empty when the paper has come out. sheet-short: it is empty before the last page,
# and the job is completed all the same. job-fails: the printer gives its job up.
FAULTS = (*REASONS, "media-empty", "stall", "last-sheet", "sheet-short", "job-fails")
_CONTROL = b"%CONTROL"
# The paper tray is filled and emptied through the printer's own web page.
_MEDIA = (
    "/media?size1=iso_a4_210x297mm&type1=stationery"
    "&size3=na_number-10_4.125x9.5in&type3=envelope&level3=25&level1="
)
_SHEETS = 250
_STEP = 0.02
_PATIENCE = 5.0
_SCRIPT = """#!/bin/sh
# What the printer does with a document: $1. Tells its faults as they come and go.
cd '{folder}' || exit 1
told=
tell() {{
    now=$(echo faults/*)
    [ "$now" = "$told" ] && return
    told=$now
    for pair in {reasons}; do
        if [ -e "faults/${{pair%%:*}}" ]; then echo "STATE: +${{pair#*:}}" >&2
        else echo "STATE: -${{pair#*:}}" >&2; fi
    done
}}
stands_still() {{
    for fault in {stands_still}; do [ -e "faults/$fault" ] && return; done
    return 1
}}
tell
read -r first <"$1"
[ "$first" = '{control}' ] && exit 0
trap '' TERM
while stands_still; do tell; sleep 0.05; done
tell
pages=$(pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p')
if [ -z "$pages" ]; then echo "ERROR: no document" >&2; exit 1; fi
[ -e faults/job-fails ] && exit 1
out=$pages
[ -e faults/sheet-short ] && out=$((pages - 1))
echo "ATTR: job-impressions=$pages job-impressions-completed=$out" >&2
cp "$1" "papers/.coming" && mv papers/.coming "papers/$(date +%s%N) $IPP_JOB_NAME.pdf"
if [ -e faults/last-sheet ] || [ -e faults/sheet-short ]; then echo "STATE: +media-empty" >&2; fi
"""


@dataclass(frozen=True)
class Paper:
    """What came out: the job's name and the whole document."""

    job: str
    pdf: bytes


class SimulatedA4Printer:
    """Needs ``services`` with Avahi started. Listens on this machine's loopback only."""

    def __init__(self, services: Services, name: str = "a4", port: int = 0) -> None:
        self._services = services
        self._name = name
        self._folder = services.folder / name
        for folder in ("faults", "papers", "spool", "keys"):
            (self._folder / folder).mkdir(parents=True)
        self._script = self._folder / "print"
        self._script.write_text(
            _SCRIPT.format(
                folder=self._folder,
                reasons=" ".join(f"{fault}:{reason}" for fault, reason in REASONS.items()),
                stands_still=" ".join(STANDS_STILL),
                control=_CONTROL.decode(),
            )
        )
        self._script.chmod(0o755)
        self._port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.switch_on()

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    @property
    def papers(self) -> list[Paper]:
        """All that came out, in order."""
        return [
            Paper(file.stem.split(" ", 1)[1], file.read_bytes())
            for file in sorted((self._folder / "papers").glob("[0-9]*.pdf"))
        ]

    @property
    def papers_folder(self) -> Path:
        return self._folder / "papers"

    def switch_on(self) -> None:
        """Nothing happens if it is on."""
        if self._process is not None:
            return
        self._process = self._services.start(
            [
                "ippeveprinter",
                *("-c", str(self._script)),
                *("-d", str(self._folder / "spool")),
                *("-K", str(self._folder / "keys")),
                *("-f", "application/pdf"),
                *("-p", str(self._port)),
                *("-n", "localhost"),
                f"Simulated {self._name}",
            ],
            self._name,
        )
        self._services.await_start(self._process, self._name, lambda: listens(self._port))

    def switch_off(self) -> None:
        """At once, in the middle of whatever it does; its jobs are forgotten."""
        assert self._process is not None
        (self._folder / "faults" / "stall").touch()
        self._services.stop(self._process, at_once=True)
        self._process = None

    def fall_silent(self) -> None:
        """It is there and answers nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def answer_again(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def fault(self, *faults: str) -> None:
        """Put it into a state, names of FAULTS; without any, put everything right. True when it returns."""
        unknown = set(faults) - set(FAULTS)
        if unknown:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        folder = self._folder / "faults"
        # Paper goes in before and out after the rest: without paper it looks at nothing else.
        if "media-empty" not in faults:
            self._put_in(_SHEETS)
        for fault in FAULTS:
            if fault in faults:
                (folder / fault).touch()
            else:
                (folder / fault).unlink(missing_ok=True)
        self._look_at_itself()
        if "media-empty" in faults:
            self._put_in(0)
        self._await_reasons({REASONS[fault] for fault in faults if fault in REASONS})

    def reasons(self) -> set[str]:
        """What it tells of itself, without severities."""
        wanted = {"requested-attributes": ["printer-state-reasons"]}
        told = ask(self.address, Operation.GET_PRINTER_ATTRIBUTES, wanted, within=_PATIENCE)
        assert not isinstance(told, NoReply), told
        given = told.printers[0]["printer-state-reasons"]
        words: Iterable[str] = [given] if isinstance(given, str) else given
        return {word.rsplit("-", 1)[0] if word != "none" else word for word in words} - {"none"}

    def _put_in(self, sheets: int) -> None:
        url = f"http://127.0.0.1:{self._port}{_MEDIA}{sheets}"
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=_PATIENCE).close()

    def _look_at_itself(self) -> None:
        """Faults are told by what it does with a document; one that is at it sees them by itself."""
        document = _CONTROL + b"\n"
        attributes = {"job-name": "control", "document-format": "application/pdf"}
        told = ask(self.address, Operation.PRINT_JOB, attributes, document=document, within=_PATIENCE)
        assert not isinstance(told, NoReply) or told.status == BUSY, told

    def _await_reasons(self, wanted: set[str]) -> None:
        deadline = time.monotonic() + _PATIENCE
        while self.reasons() & set(REASONS.values()) != wanted:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self._name} does not tell {wanted}")
            time.sleep(_STEP)
            # What it was busy with may have been a look that came too early.
            if "media-empty" not in self.reasons():
                self._look_at_itself()
