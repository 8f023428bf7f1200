"""`kiosk demo`: whole visits against the sandbox, with virtual residents and virtual devices.

The sandbox platform and the simulated world are processes of their own, as outside as the real ones; the
kiosk between them is the one that ships.
"""

import argparse
import json
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.central.outbox import Outbox
from kiosk.commands.answer import FAILED, WORKED, refuse
from kiosk.commands.running import run_kiosk
from kiosk.commands.sandbox_kiosk import sandbox_platform, sandbox_settings
from kiosk.commands.simulated_world import WorldPeople, WorldProcess
from kiosk.config import Settings
from kiosk.data_folder import DataFolder, HeldDataFolder, hold_data_folder
from kiosk.failures import FailureCode
from kiosk.host import Host
from kiosk.journal import (
    AttractDrawn,
    Delivered,
    DeviceFailed,
    Event,
    NotDelivered,
    VisitBegun,
    VisitEnded,
    VisitProcessDied,
)
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.sandbox.residents import SERVICES, SPEAKS, Visitor

_MOST_VISITS = 1000
# How long the demo waits for deliveries once its visits are over, in seconds.
_DELIVERY_S = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    tags = [language.tag for language in RESIDENT_LANGUAGES]
    parser.add_argument(
        "--language", choices=tags, default=tags[0], help=f"the resident's (default: {tags[0]})"
    )
    parser.add_argument(
        "--service", choices=SERVICES, default=SERVICES[0], metavar="ID", help=", ".join(SERVICES)
    )
    parser.add_argument(
        "--out", type=_folder, default=Path("demo-out"), metavar="DIR", help="default: demo-out"
    )
    parser.add_argument("--window", action="store_true", help="a window, and you are the resident")
    parser.add_argument("--offline", action="store_true", help="the central platform cannot be reached")
    parser.add_argument("--visits", type=_count, default=1, metavar="N", help="so many visits in one run")


def run(arguments: argparse.Namespace) -> int:
    out: Path = arguments.out.resolve()
    sandbox = out / "sandbox"
    sandbox.mkdir(parents=True, exist_ok=True)
    held = hold_data_folder(sandbox / "kiosk")
    if not isinstance(held, HeldDataFolder):
        # Asked before anything of the demo that is running there is cleared away.
        return refuse(False, held)
    held.release()
    visitors = tuple(_visitors(arguments, out))
    # Ctrl-C reaches every process of a terminal. The world and the platform inherit that they ignore it,
    # and end when this process has; run_kiosk makes it a stop for itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ExitStack() as stack:
        # A Unix socket's path must be short, whatever --out is.
        short = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-")))
        people = WorldPeople(person=visitors[0]) if arguments.window else WorldPeople(coming=visitors)
        world = stack.enter_context(WorldProcess(people, short)).address
        platform = stack.enter_context(sandbox_platform(sandbox, offline=arguments.offline))
        settings = sandbox_settings(out, world, platform, windowed=arguments.window)
        if waiting := _waiting(settings):
            _say(f"of an earlier run {waiting} wait to be delivered")
        visits = 0 if arguments.window else len(visitors)
        progress = _Progress(visits, settings, offline=arguments.offline)
        failure = run_kiosk(settings, control=world.control, seen=progress.seen)
    if failure is not None:
        return refuse(False, failure)
    if arguments.window:
        return WORKED
    return _told(out, visitors, progress, "received" if arguments.offline else "accepted")


def _visitors(arguments: argparse.Namespace, out: Path) -> Iterator[Visitor]:
    """The residents who come, each with an empty folder for what their visit leaves."""
    first = SPEAKS.index(arguments.language)
    for number in range(arguments.visits):
        folder = out if arguments.visits == 1 else out / f"visit-{number + 1}"
        for left in ("screens", "speech"):
            shutil.rmtree(folder / left, ignore_errors=True)
        for left in ("receipt.png", "receipt.pdf", "result.json"):
            (folder / left).unlink(missing_ok=True)
        (folder / "screens").mkdir(parents=True)
        yield Visitor(
            resident=(first + number) % len(SPEAKS),
            language=arguments.language,
            service=arguments.service,
            out=folder,
        )


def _waiting(settings: Settings) -> int:
    """How many envelopes wait to be delivered."""
    file = DataFolder(settings.kiosk.data).outbox
    if not file.exists():
        return 0
    outbox = Outbox(file)
    waiting = outbox.status().waiting
    outbox.close()
    return waiting


class _Progress:
    """Follows the host's journal, tells people what happens, and stops the host when all is done."""

    def __init__(self, visits: int, settings: Settings, *, offline: bool) -> None:
        self._visits = visits
        self._settings = settings
        self._offline = offline
        self._ended = 0
        self._began_at = time.monotonic()
        self.attract_ms: list[int] = []

    def seen(self, event: Event, host: Host) -> None:
        match event:
            case AttractDrawn(ms):
                self.attract_ms.append(ms)
                self._say(f"attract screen drawn after {ms} ms")
                if 0 < self._visits == self._ended:
                    Thread(target=self._finish, args=(host,), daemon=True).start()
            case VisitBegun():
                self._say("a visit begins")
            case VisitEnded(how):
                self._ended += 1
                self._say(f"the visit has ended: {how}; its process is gone")
            case VisitProcessDied(exit_code, during_visit, code):
                self._ended += 1 if during_visit else 0
                self._say(f"{code}: a visit process died with {exit_code}")
            case Delivered():
                self._say("delivered to the central platform")
            case NotDelivered(code):
                self._say(f"{code}: not delivered; it is kept and sent again")
            case DeviceFailed(device, code):
                self._say(f"{code}: {device}")

    def _finish(self, host: Host) -> None:
        """The visits are over; what was confirmed is delivered first, if anybody can take it."""
        deadline = time.monotonic() + (0 if self._offline else _DELIVERY_S)
        while time.monotonic() < deadline and _waiting(self._settings):
            time.sleep(0.1)
        host.stop()

    def _say(self, what: str) -> None:
        _say(f"{time.monotonic() - self._began_at:6.2f} s  {what}")


def _told(out: Path, visitors: Sequence[Visitor], progress: _Progress, expected: str) -> int:
    """Completes each visit's result.json, tells the outcome, and whether it is the expected one."""
    results = []
    for number, visitor in enumerate(visitors):
        file = visitor.out / "result.json"
        result = json.loads(file.read_text(encoding="utf-8")) if file.exists() else _cut_off(visitor)
        # The attract screen before this visit, and the one that came back after it.
        drawn = progress.attract_ms[number : number + 2]
        result["timings_ms"] |= dict(zip(("attract", "attract_again"), drawn, strict=False))
        results.append(result)
        file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        case = f", case {result['case']}" if result["case"] else ""
        _say(f"{result['outcome']}{case}: {visitor.out}")
    if len(results) > 1:
        together = {**results[-1], "visits": results}
        text = json.dumps(together, ensure_ascii=False, indent=1) + "\n"
        (out / "result.json").write_text(text, encoding="utf-8")
    return WORKED if all(result["outcome"] == expected for result in results) else FAILED


def _cut_off(visitor: Visitor) -> dict[str, Any]:
    """The result of a visit whose process did not live to write one."""
    return {
        "outcome": "cut-off",
        "case": None,
        "language": visitor.language,
        "service": visitor.service,
        "screens": [],
        "failures": [FailureCode.VISIT_CRASHED.value],
        "timings_ms": {},
    }


def _say(what: str) -> None:
    print(what, flush=True)


def _folder(given: str) -> Path:
    folder = Path(given)
    if folder.exists() and not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{given} is no folder")
    return folder


def _count(given: str) -> int:
    number = int(given)
    if not 1 <= number <= _MOST_VISITS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {_MOST_VISITS}")
    return number
