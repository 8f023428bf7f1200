"""The world around the demo's kiosk: a card reader, printers and residents' cards.

``python -m kiosk.commands.simulated_world --people F.json --control SOCKET`` says in one JSON line on
standard output where its devices are, and ends when its standard input does. What the printer prints is
put into the visitor's folder as receipt.png, and what comes after it as receipt-2.png; what comes out on A4
as paper.pdf. On the control socket each line is answered with one:

    next          who walks up now, as JSON, or "nobody"
    lay N, lift   the card of resident N, so that no name travels
    stands        the resident stands still (see Visitor.stops_at)
    watch         waits until one does
    fault NAME    what goes wrong with the reader from now on
"""

import argparse
import json
import os
import socket
import socketserver
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType

from devices.idcard.simulated_cards import block_of, card_from_description
from devices.idcard.simulator import SCRIPTS, ReaderSimulator
from devices.printer.simulated_printer import SimulatedA4Printer
from devices.printer.simulated_queues import SimulatedQueues
from devices.printer.simulated_services import Services, ServicesAbsent
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands.a4_printers import PAPERS
from kiosk.record import from_mapping, to_mapping
from kiosk.sandbox.residents import Visitor, cards

# How long somebody watches for a resident to stand still, in seconds.
_WATCH_S = 60.0


@dataclass(frozen=True)
class WorldPeople:
    """Who comes: virtual visitors one after the other, or a real person who uses ``person``'s card.

    ``a4``: an A4 printer stands there too, if one can be simulated on this machine.
    """

    coming: tuple[Visitor, ...] = ()
    person: Visitor | None = None
    a4: bool = False


@dataclass(frozen=True)
class WorldAddress:
    """Where the world's devices are; ``a4_queue``, ``a4_device``: empty where there is no A4 printer."""

    reader: str
    printer: str
    control: Path
    a4_queue: str = ""
    a4_device: str = ""


class WorldProcess:
    """A world in a process of its own; it ends with this one, however that ends.

    ``folder`` holds its control socket, so its path must be short. RuntimeError where it does not start.
    """

    def __init__(self, people: WorldPeople, folder: Path) -> None:
        control, file = folder / "world.sock", folder / "people.json"
        coming = [to_mapping(visitor) for visitor in people.coming]
        person = None if people.person is None else to_mapping(people.person)
        told = {"coming": coming, "person": person, "a4": people.a4}
        file.write_text(json.dumps(told), encoding="utf-8")
        command = [sys.executable, "-m", "kiosk.commands.simulated_world"]
        command += ["--people", str(file), "--control", str(control)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self._process.stdout.readline() if self._process.stdout else b""
        if not line:
            raise RuntimeError(f"the simulated world ended at once with {self._process.wait()}")
        self.address = WorldAddress(**{**json.loads(line), "control": control})

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        self._process.communicate()

    def __enter__(self) -> "WorldProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True)
class WorldOfResident:
    """The world as one resident reaches it: their number is all that is known of them here."""

    control: Path
    resident: int

    def lay_card(self) -> None:
        tell_world(self.control, f"lay {self.resident}")

    def lift_card(self) -> None:
        tell_world(self.control, "lift")

    def stand_still(self) -> None:
        tell_world(self.control, "stands")


def next_visitor(control: Path) -> Visitor | None:
    """Who walks up to the screen now, if anybody does."""
    answer = _ask(control, "next")
    if answer == "nobody":
        return None
    return _visitor(json.loads(answer))


def _visitor(given: Mapping[str, object]) -> Visitor:
    visitor = from_mapping(Visitor, given)
    if isinstance(visitor, list):
        raise ValueError(f"this is no visitor: {visitor}")
    return visitor


def tell_world(control: Path, line: str) -> None:
    """One line to the world. RuntimeError where it does not obey, OSError where it is gone."""
    if _ask(control, line) != "ok":
        raise RuntimeError(f"the simulated world does not understand: {line}")


def _ask(control: Path, line: str) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as world:
        world.settimeout(_WATCH_S + 5)
        world.connect(str(control))
        world.sendall(line.encode("ascii") + b"\n")
        return world.makefile("r", encoding="utf-8").readline().rstrip("\n")


class _World:
    """The reader, the printer, the cards, and who is still to come."""

    def __init__(
        self, people: WorldPeople, reader: ReaderSimulator, a4: SimulatedA4Printer | None = None
    ) -> None:
        self._reader = reader
        self._a4 = a4
        self._sheets = 0
        self._coming = deque(people.coming)
        self._person = people.person
        self._here: Visitor | None = None
        self._changing = Lock()
        self._papers = 0
        self._stands = Event()
        self._blocks = [block_of(card_from_description(card)) for card in cards()]

    def obey(self, line: str) -> str:
        command, _, argument = line.partition(" ")
        if command == "next":
            return self._next()
        if command == "lay" and argument.isdigit() and int(argument) < len(self._blocks):
            self._reader.lay(self._blocks[int(argument)])
        elif command == "lift":
            self._reader.lift()
        elif command == "stands":
            self._stands.set()
        elif command == "fault" and argument in SCRIPTS:
            self._reader.play(SCRIPTS[argument])
        elif command != "watch" or not self._stands.wait(_WATCH_S):
            return "error"
        return "ok"

    def printed(self, page: bytes) -> None:
        """From the printer's thread."""
        with self._changing:
            if self._here is not None:
                self._papers += 1
                number = "" if self._papers == 1 else f"-{self._papers}"
                (self._here.out / f"receipt{number}.png").write_bytes(page)

    def _next(self) -> str:
        with self._changing:
            self._keep_sheets()
            # Whoever was here has taken the card along.
            self._reader.lift()
            self._stands.clear()
            self._papers = 0
            if self._coming:
                self._here = self._coming.popleft()
                return json.dumps(to_mapping(self._here))
            self._here = self._person
            if self._person is not None:
                # A person has no card to lay down: theirs lies there already.
                self._reader.lay(self._blocks[self._person.resident])
            return "nobody"

    def _keep_sheets(self) -> None:
        """What came out on A4 belongs to whoever was here."""
        papers = self._a4.papers if self._a4 is not None else []
        if self._here is not None and len(papers) > self._sheets:
            (self._here.out / "paper.pdf").write_bytes(papers[-1].pdf)
        self._sheets = len(papers)


class _Control(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, path: Path, world: _World) -> None:
        self.world = world
        super().__init__(str(path), _Line)


class _Line(socketserver.StreamRequestHandler):
    server: _Control

    def handle(self) -> None:
        for line in self.rfile:
            answer = self.server.world.obey(line.decode("ascii", "replace").strip())
            self.wfile.write(answer.encode() + b"\n")


def _a4_printer(stack: ExitStack, devices: dict[str, str]) -> SimulatedA4Printer | None:
    """With its print service, and their addresses among the devices; None where none can be simulated."""
    try:
        services = stack.enter_context(Services())
        services.start_avahi()
        printer = SimulatedA4Printer(services)
        queues = SimulatedQueues(services, {PAPERS: printer.address})
    except ServicesAbsent as absent:
        print(f"no A4 printer can be simulated here: {absent}", file=sys.stderr, flush=True)
        return None
    devices |= {"a4_queue": queues.address(PAPERS), "a4_device": printer.address}
    return printer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kiosk.commands.simulated_world", description=__doc__)
    parser.add_argument("--people", type=Path, required=True, help="who walks up, as JSON")
    parser.add_argument("--control", type=Path, required=True, help="the Unix socket it listens on")
    given = parser.parse_args()
    told = json.loads(given.people.read_text(encoding="utf-8"))
    people = WorldPeople(
        coming=tuple(_visitor(one) for one in told["coming"]),
        person=None if told["person"] is None else _visitor(told["person"]),
        a4=told["a4"],
    )
    with ExitStack() as stack:
        devices: dict[str, str] = {}
        a4 = _a4_printer(stack, devices) if people.a4 else None
        reader = stack.enter_context(ReaderSimulator())
        world = _World(people, reader, a4)
        printer = stack.enter_context(ReceiptPrinterSimulator(world.printed))
        control = stack.enter_context(_Control(given.control, world))
        Thread(target=control.serve_forever, daemon=True).start()
        devices |= {"reader": reader.path, "printer": printer.address}
        print(json.dumps(devices), flush=True)
        while os.read(sys.stdin.fileno(), 4096):
            pass
        control.shutdown()
    given.control.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
