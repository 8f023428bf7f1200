"""Chromium with one page, as a browser kiosk would be: new each time, with nothing on that it can do without.

Its first paint and its transitions are what its own page tells the server that it came from. Clicks come
through its debugging pipe, as a touch driver's would.
"""

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from four_screens import FONTS, page
from processes import family

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1080,1920", "--kiosk",
)  # fmt: skip
# What the child finds its debugging pipe at.
_FROM_US, _TO_US = 3, 4


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that is killed breaks off what it was reading."""


class Page:
    """The page's server on 127.0.0.1, and what the page told it."""

    def __init__(self) -> None:
        self.told: Queue[dict[str, Any]] = Queue()
        files = {"/": ("text/html", page().encode())}
        files |= {f"/{font.name}": ("font/ttf", font.read_bytes()) for font in FONTS.glob("*.ttf")}
        told = self.told

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                kind, content = files.get(self.path, ("text/plain", b""))
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, daemon=True).start()


class Chromium:
    """One browser. ``begun`` is when it was started, in seconds of the wall clock."""

    def __init__(self, pid: int, begun: float, profile: str, page: Page, to_it: int) -> None:
        self.pid = pid
        self.begun = begun
        self._profile = profile.encode()
        self._page = page
        self._to_it = to_it
        self._last = 0

    def first_paint_ms(self) -> float:
        """From the start of its first process to the first contents on the screen."""
        return float(self._hear("painted")["painted"]) - self.begun * 1000

    def processes(self) -> list[int]:
        """All of its processes, also those that are nobody's children any more."""
        pids = set(family(self.pid))
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self._profile in (folder / "cmdline").read_bytes():
                    pids.add(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        return sorted(pids)

    def attach(self) -> None:
        """Takes hold of the page, to click on it."""
        self._ask("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)

    def click_ms(self, session: str) -> float:
        """Milliseconds from a click in the middle until the next of the four screens was painted."""
        for kind in ("mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent",
                session=session,
                type=kind, x=540, y=900, button="left", clickCount=1,
            )  # fmt: skip
        return float(self._hear("went")["ms"])

    def _ask(self, method: str, session: str = "", **parameters: object) -> None:
        self._last += 1
        asked = {"id": self._last, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        os.write(self._to_it, json.dumps(asked).encode() + b"\0")

    def _hear(self, what: str) -> dict[str, Any]:
        while True:
            told = self._page.told.get(timeout=60)
            if what in told:
                return told


def session_of(answers: int) -> str:
    """The page's session, from what the debugging pipe says after attach()."""
    said = b""
    while True:
        said += os.read(answers, 1 << 16)
        for line in said.split(b"\0")[:-1]:
            message = json.loads(line)
            target = message.get("params", {}).get("targetInfo", {})
            if message.get("method") == "Target.attachedToTarget" and target["type"] == "page":
                return str(message["params"]["sessionId"])
        said = said[said.rfind(b"\0") + 1 :]


@contextmanager
def running_chromium(page: Page, *, clicks: bool = False) -> Iterator[tuple[Chromium, int]]:
    """A browser with a new profile that shows the page; with ``clicks``, where its debugging pipe answers."""
    assert PROGRAM is not None
    display = () if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else ("--headless=new",)
    from_us, to_it = os.pipe()
    answers, to_us = os.pipe()
    with TemporaryDirectory(prefix="kiosk-bench-", ignore_cleanup_errors=True) as profile:
        command = [PROGRAM, *display, *FLAGS, f"--user-data-dir={profile}"]
        command += ["--remote-debugging-pipe"] if clicks else []
        nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)
        pipes = (os.POSIX_SPAWN_DUP2, from_us, 63), (os.POSIX_SPAWN_DUP2, to_us, 64)
        places = (os.POSIX_SPAWN_DUP2, 63, _FROM_US), (os.POSIX_SPAWN_DUP2, 64, _TO_US)
        begun = time.time()
        pid = os.posix_spawn(
            PROGRAM,
            [*command, page.address],
            os.environ,
            file_actions=[*nowhere, *pipes, *places],
        )
        os.close(from_us)
        os.close(to_us)
        browser = Chromium(pid, begun, profile, page, to_it)
        try:
            yield browser, answers
        finally:
            for each in browser.processes():
                try:
                    os.kill(each, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            os.waitpid(pid, 0)
            os.close(to_it)
            os.close(answers)
