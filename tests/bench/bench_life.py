"""The processes: how soon the next visit stands there, what an idle kiosk costs, what 2,000 visits leave.

The kiosk that ships, on 1080 × 1920 without a GPU. Only the 2,000 visits are light ones: they speak the real
pipe to the real host, visit server, journal and outbox, but show nothing.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from figure import Figure
from measured_kiosk import ROOT, folder_with_settings, running_kiosk
from measuring import tell
from processes import cpu_seconds, family, pss_mb

KILLS, VISITS = 15, 50
SETTLES_S, IDLE_S, FRAMES_S = 6.0, 20.0, 5.0
LIGHT_VISITS = 2000
HOST_OF_LIGHT_VISITS = """
import os, sys
from pathlib import Path
from kiosk.commands.hosting import host_visits
from kiosk.config import load_settings
from kiosk.journal import VisitEnded
from kiosk.pipe import Begun, Drawn, Ended, VisitEnd
from kiosk.visit_server import VisitProcess, start_visit_server

def light_visit(connection, after_crash):
    end = VisitEnd(connection)
    for message in (Drawn("attract"), Begun(), Ended("left")):
        end.send(message)

def look():
    own, server = Path("/proc/self"), Path(f"/proc/{visits.pid}")
    pages = [int((each / "statm").read_text().split()[1]) for each in (own, server)]
    descriptors = sum(len(os.listdir(each / "fd")) for each in (own, server))
    threads = sum(len(os.listdir(each / "task")) for each in (own, server))
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6, descriptors, threads

def seen(event, host):
    global ended
    if isinstance(event, VisitEnded):
        ended += 1
        for end in (100, last):
            # Of ten looks the smallest: the process before may not be put away yet.
            if end - 10 < ended <= end:
                looks.setdefault(end, []).append(look())
        if ended == last:
            for seen_at in looks.values():
                print(*map(min, zip(*seen_at)), flush=True)
            host.stop()

ended, last, looks = 0, int(sys.argv[2]), {}
if __name__ == "__main__":
    visits = start_visit_server(VisitProcess(light_visit, first=("kiosk.pipe",)))
    host_visits(visits, load_settings(Path(sys.argv[1])), seen)
    visits.stop()
"""


def life() -> None:
    """The next visit, memory and idling, all of one kiosk."""
    with folder_with_settings() as folder, running_kiosk(folder) as kiosk:
        drawn = kiosk.next("AttractDrawn")
        after: list[float] = []
        for number in range(VISITS):
            if number < KILLS:
                # As after a visit: everything that was begun at its start has settled.
                time.sleep(1.0)
            os.kill(drawn.visit_pid, signal.SIGKILL)
            drawn = kiosk.next("AttractDrawn")
            if number < KILLS:
                after.append(drawn.ms)
        tell(Figure("kill -9 of a visit → attract drawn by the next", "ms", tuple(after), reach=300))
        time.sleep(SETTLES_S)
        pids = family(kiosk.pid)
        names = ("host", "visit server", "visit", "speech worker")
        for name, pid in zip(names, pids, strict=False):
            tell(Figure(f"memory of the {name}", "MB", (pss_mb([pid]),)))
        # 0.6 of the 430 MB that Chromium takes with one page; bench_chromium.py measures it where it is.
        tell(Figure(f"memory of all after {VISITS} visits cut off", "MB", (pss_mb(pids),), reach=258))
        begun, worked = time.monotonic(), cpu_seconds(pids)
        time.sleep(IDLE_S)
        share = (cpu_seconds(pids) - worked) / (time.monotonic() - begun) * 100
        tell(Figure("idle: all processes together", "% of a core", (share,), reach=1.0))


def growth() -> None:
    """What the host and the visit server have more after 2,000 visits than after 100."""
    with folder_with_settings() as folder:
        settings = str(folder / "kiosk.toml")
        ran = subprocess.run(
            [sys.executable, "-c", HOST_OF_LIGHT_VISITS, settings, str(LIGHT_VISITS)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
            check=True,
        )  # fmt: skip
    early, late = ([float(part) for part in line.split()] for line in ran.stdout.splitlines())
    visits = f"visits 100 → {LIGHT_VISITS} (light)"
    # A page or two of a dictionary that doubles is no growth; ten bytes a visit would be.
    tell(Figure(f"growth of host and visit server, {visits}", "MB", (late[0] - early[0],), reach=0.25))
    tell(Figure(f"growth of their descriptors, {visits}", "", (late[1] - early[1],), reach=0))
    tell(Figure(f"growth of their threads, {visits}", "", (late[2] - early[2],), reach=0))


def frames() -> None:
    """How often the still attract screen is drawn."""
    from kivy.base import EventLoop

    import screens.preload  # noqa: F401  the text provider stands before any kivy.uix import
    from tests.screens.face import Face

    Face()
    window = EventLoop.window
    until = time.monotonic() + 2.0
    while time.monotonic() < until:
        EventLoop.idle()
    drawn: list[float] = []
    window.bind(on_flip=lambda *_: drawn.append(time.monotonic()))
    until = time.monotonic() + FRAMES_S
    while time.monotonic() < until:
        EventLoop.idle()
    tell(Figure("idle: frames drawn", "/s", (len(drawn) / FRAMES_S,), reach=0))


def main() -> None:
    life()
    growth()
    sys.path.insert(0, str(Path(ROOT)))
    frames()


main()
