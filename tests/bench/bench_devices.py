"""Devices: 200 times unplugged and plugged in again, how soon a card is noticed, a day's use in minutes."""

import itertools
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from figure import Figure
from measuring import tell
from processes import private_mb
from told import Told

from devices.card_events import CardAnswered, Reading
from devices.device import DeviceEvent, DeviceState
from devices.idcard.scripts import SCRIPTS
from devices.idcard.simulated_cards import MadeUpCard, block_of
from devices.idcard.simulator import ReaderSimulator
from devices.idcard.worker import IdCardWorker
from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import KeypadWorker
from devices.smartcard.service import Service
from devices.smartcard.simulated_service import SOCKET_VARIABLE, SimulatedService
from devices.smartcard.socialcard.simulated_cards import social_chip
from devices.smartcard.socialcard.worker import SocialCardWorker

CYCLES, SERVICE_CYCLES, INSERTIONS = 200, 30, 30
# Of a day with 600 visits; the first hundred warm up.
CARDS, WARM = 700, 100
BACK_WITHIN_S, NOTICED_WITHIN_MS = 3.0, 300.0
CARD = block_of(MadeUpCard())


def is_state(*states: DeviceState) -> Callable[[object], bool]:
    return lambda event: isinstance(event, DeviceEvent) and event.state in states


GONE, READY = is_state(DeviceState.ABSENT, DeviceState.FAULT), is_state(DeviceState.READY)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def weight() -> tuple[float, int, int]:
    return private_mb(os.getpid()), open_descriptors(), threading.active_count()


@contextmanager
def nothing_left_behind(name: str) -> Iterator[None]:
    """Threads and descriptors after it against those before it."""
    threads, descriptors = threading.active_count(), open_descriptors()
    yield
    tell(Figure(f"{name}: threads left behind", "", (threading.active_count() - threads,), reach=0))
    tell(Figure(f"{name}: descriptors left behind", "", (open_descriptors() - descriptors,), reach=0))


def card_reader_cycles(folder: Path) -> None:
    link, told, back = folder / "reader", Told(), []
    with nothing_left_behind("ID card reader"), closing(IdCardWorker(str(link), None, told)):
        told.next(GONE)
        for _ in range(CYCLES):
            plugged = time.perf_counter()
            with ReaderSimulator(link=link):
                back.append(told.next(READY) - plugged)
            told.next(GONE)
    tell(Figure("ID card reader plugged in -> ready, longest", "s", (max(back),), reach=BACK_WITHIN_S))
    tell(Figure("ID card reader plugged in -> ready", "s", tuple(back)))


def keypad_cycles(folder: Path) -> None:
    link, told, back = folder / "keypad", Told(), []
    with nothing_left_behind("keypad"), closing(KeypadWorker(str(link), told)):
        told.next(GONE)
        for _ in range(CYCLES):
            plugged = time.perf_counter()
            with KeypadSimulator(link=link):
                back.append(told.next(READY) - plugged)
            told.next(GONE)
    tell(Figure("keypad plugged in -> ready, longest", "s", (max(back),), reach=BACK_WITHIN_S))


def chip_cards() -> None:
    """A PC/SC service that stops and starts, and cards that are put in."""
    told, back, noticed, behind = Told(), [], [], []
    with SimulatedService() as service:
        os.environ[SOCKET_VARIABLE] = str(service.socket_path)
        service.start()
        with nothing_left_behind("PC/SC service"), closing(SocialCardWorker("", told, settling=0)):
            told.next(READY)
            for _ in range(SERVICE_CYCLES):
                service.stop()
                told.next(GONE)
                service.start()
                started = time.perf_counter()
                back.append(max(0.0, told.next(READY) - started))
            tell(Figure("PC/SC service back -> ready, longest", "s", (max(back),), reach=BACK_WITHIN_S))
        with closing(SocialCardWorker("", told, settling=0)) as worker, Service() as other:
            worker.start_reading("v")
            told.next(is_state(DeviceState.READY))
            for _ in range(INSERTIONS):
                until(other, there=False)
                worker.start_reading("v")
                put_in = time.perf_counter()
                with service.lay(social_chip()):
                    known = until(other, there=True)
                    found = told.next(lambda event: isinstance(event, Reading))
                    noticed.append((found - put_in) * 1000)
                    behind.append((found - known) * 1000)
                    told.next(lambda event: isinstance(event, CardAnswered))
    # The service asks the virtual reader every 0.4 s; a reader on USB tells by itself.
    tell(Figure("chip card put in -> noticed", "ms", tuple(noticed), reach=NOTICED_WITHIN_MS, by_p95=True))
    tell(Figure("the service knows of a card -> noticed", "ms", tuple(behind), reach=50, by_p95=True))


def until(session: Service, *, there: bool) -> float:
    """When the service knew that a card is there, or none."""
    while bool(session.look("")) is not there:
        session.wait_for_change()
    return time.perf_counter()


def a_days_use(folder: Path) -> None:
    """Cards laid, faults, other visits; the same reader, the same process."""
    link, told = folder / "reader", Told()
    scripts = itertools.cycle(("none", "none", "garbled-once", "none", "removed", "none", "unreadable"))
    with (
        ReaderSimulator(paced=False, link=link) as reader,
        closing(IdCardWorker(str(link), None, told)) as worker,
    ):
        for count in range(CARDS):
            if count == WARM:
                before = weight()
            reader.play(SCRIPTS[next(scripts)])
            worker.start_reading(f"visit {count}")
            reader.lay(CARD)
            told.next(lambda event: isinstance(event, CardAnswered))
            reader.lift()
            worker.stop_reading()
        after = weight()
    for name, unit, first, last, reach in zip(
        ("memory", "descriptors", "threads"), ("MB", "", ""), before, after, (1.0, 0.0, 0.0), strict=True
    ):
        tell(Figure(f"600 cards, growth of {name}", unit, (float(last - first),), reach=reach))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        card_reader_cycles(Path(made))
        keypad_cycles(Path(made))
        chip_cards()
        a_days_use(Path(made))
