"""`kiosk demo`: whole visits against the sandbox, with virtual residents and virtual devices.

The sandbox platform and the simulated world are processes of their own, as outside as the real ones; the
kiosk between them is the one that ships.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.central.outbox import Outbox
from kiosk.commands.answer import FAILED, WORKED, WRONG_USAGE, refuse
from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.commands.running import run_kiosk
from kiosk.commands.sandbox_kiosk import sandbox_platform, sandbox_settings
from kiosk.commands.simulated_world import WorldPeople, WorldProcess
from kiosk.commands.visit_outcome import expected_outcome, prints_on_a4
from kiosk.config import Settings
from kiosk.data_folder import DataFolder, HeldDataFolder, hold_data_folder
from kiosk.failures import Failure, FailureCode
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
from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.sandbox.errands import plan_for
from kiosk.sandbox.platform.scripts import SCRIPTS, play
from kiosk.sandbox.residents import SPEAKS, Visitor
from kiosk.services.packs import Catalogue, load_catalogue
from kiosk.services.samples import NoAnswerKnown
from kiosk.services.service import Service

_ALL = "all"
_FIRST_SERVICE = "agri-subsidy"
_MOST_VISITS = 1000
# How long the demo waits for deliveries once its visits are over, in seconds.
_DELIVERY_S = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    tags = [language.tag for language in RESIDENT_LANGUAGES]
    parser.add_argument(
        "--language", choices=tags, default=tags[0], help=f"the resident's (default: {tags[0]})"
    )
    parser.add_argument(
        "--service",
        action="append",
        metavar="ID",
        help=f"what the resident comes for; may stand several times; {_ALL}: everything "
        f"(default: {_FIRST_SERVICE}, or what --catalogue holds)",
    )
    parser.add_argument(
        "--catalogue", type=Path, default=SANDBOX_SERVICES, metavar="DIR", help="these service packs instead"
    )
    parser.add_argument(
        "--out", type=_folder, default=Path("demo-out"), metavar="DIR", help="default: demo-out"
    )
    parser.add_argument("--window", action="store_true", help="a window, and you are the resident")
    parser.add_argument("--offline", action="store_true", help="the central platform cannot be reached")
    parser.add_argument("--platform", choices=sorted(SCRIPTS), help="what the central platform does wrong")
    parser.add_argument("--visits", type=_count, default=1, metavar="N", help="so many visits for each")
    parser.add_argument(
        "--brisk", action="store_true", help="as fast as the screens take it, without pictures and voice"
    )


def run(arguments: argparse.Namespace) -> int:
    services = _services(arguments)
    if isinstance(services, int):
        return services
    out: Path = arguments.out.resolve()
    sandbox = out / "sandbox"
    sandbox.mkdir(parents=True, exist_ok=True)
    held = hold_data_folder(sandbox / "kiosk")
    if not isinstance(held, HeldDataFolder):
        # Asked before anything of the demo that is running there is cleared away.
        return refuse(False, held)
    held.release()
    visitors = tuple(_visitors(arguments, services, out))
    # Ctrl-C reaches every process of a terminal. The world and the platform inherit that they ignore it,
    # and end when this process has; run_kiosk makes it a stop for itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ExitStack() as stack:
        # A Unix socket's path must be short, whatever --out is.
        short = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-")))
        a4 = any(prints_on_a4(service) for service in services)
        coming = WorldPeople(person=visitors[0]) if arguments.window else WorldPeople(coming=visitors)
        people = replace(coming, a4=a4)
        world = stack.enter_context(WorldProcess(people, short)).address
        packs: Path = arguments.catalogue.resolve()
        platform = stack.enter_context(
            sandbox_platform(
                sandbox, offline=arguments.offline, services=packs, faults=arguments.platform is not None
            )
        )
        if arguments.platform is not None and not arguments.offline:
            play(arguments.platform, platform.url)
        settings = sandbox_settings(out, world, platform, windowed=arguments.window, services=packs)
        if waiting := _waiting(settings):
            _say(f"of an earlier run {waiting} wait to be delivered")
        visits = 0 if arguments.window else len(visitors)
        progress = _Progress(visits, settings, offline=arguments.offline)
        failure = run_kiosk(settings, control=world.control, seen=progress.seen)
    if failure is not None:
        return refuse(False, failure)
    if arguments.window:
        return WORKED
    expected = {
        service.id: expected_outcome(
            service, offline=arguments.offline, platform=arguments.platform, a4=bool(world.a4_device)
        )
        for service in services
    }
    return _told(out, visitors, progress, expected)


def _services(arguments: argparse.Namespace) -> Sequence[Service] | int:
    """What the residents come for; or the exit code, after it was told what is wrong."""
    catalogue = load_catalogue(arguments.catalogue)
    if catalogue.errors or not catalogue.services:
        what = "has faults" if catalogue.errors else "holds no service packs"
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, f"{arguments.catalogue} {what}")
        return refuse(False, failure, [str(error) for error in catalogue.errors])
    wanted = arguments.service or [_default_service(catalogue)]
    offered = [service.id for service in catalogue.services]
    unknown = [name for name in wanted if name not in (*offered, _ALL)]
    if unknown:
        print(f"kiosk demo: there is no service «{unknown[0]}»: {', '.join(offered)}", file=sys.stderr)
        return WRONG_USAGE
    names = offered if _ALL in wanted else wanted
    services = [catalogue.service(name) for name in names]
    unanswered = () if arguments.window else tuple(_unanswered(services, catalogue, arguments.language))
    if unanswered:
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, "a virtual resident cannot answer every step")
        return refuse(False, failure, unanswered)
    return services


def _unanswered(services: Sequence[Service], catalogue: Catalogue, language: str) -> Iterator[str]:
    """Of each service that no virtual resident gets through, which step stops them."""
    today = datetime.now().astimezone().date()
    for service in services:
        try:
            plan_for(service, catalogue, language_by_tag(language), today)
        except NoAnswerKnown as missing:
            yield f"{service.id}: {missing}"


def _default_service(catalogue: Catalogue) -> str:
    offered = [service.id for service in catalogue.services]
    return _FIRST_SERVICE if _FIRST_SERVICE in offered else offered[0]


def _visitors(arguments: argparse.Namespace, services: Sequence[Service], out: Path) -> Iterator[Visitor]:
    """The residents who come, each with an empty folder for what their visit leaves."""
    first = SPEAKS.index(arguments.language)
    errands = [service.id for _ in range(arguments.visits) for service in services]
    for number, service in enumerate(errands):
        folder = out if len(errands) == 1 else out / f"visit-{number + 1}"
        for left in ("screens", "speech"):
            shutil.rmtree(folder / left, ignore_errors=True)
        papers = folder.glob("receipt*.png")
        for file in (*papers, *(folder / name for name in ("receipt.pdf", "paper.pdf", "result.json"))):
            file.unlink(missing_ok=True)
        (folder / "screens").mkdir(parents=True)
        yield Visitor(
            resident=(first + number) % len(SPEAKS),
            language=arguments.language,
            service=service,
            out=folder,
            brisk=arguments.brisk,
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


def _told(out: Path, visitors: Sequence[Visitor], progress: _Progress, expected: Mapping[str, str]) -> int:
    """Completes each visit's result.json, tells the outcome, and whether it is the expected one."""
    results = []
    for number, visitor in enumerate(visitors):
        file = visitor.out / "result.json"
        result = json.loads(file.read_text(encoding="utf-8")) if file.exists() else _cut_off(visitor)
        # The attract screen before this visit, and the one that came back after it.
        drawn = progress.attract_ms[number : number + 2]
        result["timings_ms"] |= dict(zip(("attract", "attract_again"), drawn, strict=False))
        papers = (*visitor.out.glob("receipt*.png"), *visitor.out.glob("paper.pdf"))
        result["papers"] = sorted(paper.name for paper in papers)
        results.append(result)
        file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        case = f", case {result['case']}" if result["case"] else ""
        printed = f", {len(result['papers'])} on paper" if result["papers"] else ""
        _say(f"{visitor.service}: {result['outcome']}{case}{printed}: {visitor.out}")
    if len(results) > 1:
        together = {**results[-1], "visits": results}
        text = json.dumps(together, ensure_ascii=False, indent=1) + "\n"
        (out / "result.json").write_text(text, encoding="utf-8")
    return WORKED if all(result["outcome"] == expected[result["service"]] for result in results) else FAILED


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
