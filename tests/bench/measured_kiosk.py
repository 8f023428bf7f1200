"""The kiosk that ships, in processes of its own, telling what happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from threading import Thread

from kiosk.commands.bundled import SANDBOX_SERVICES

ROOT = Path(__file__).parents[2]
KIOSK = """
import sys, time
from pathlib import Path
from kiosk.commands.running import run_kiosk
from kiosk.config import load_settings

def seen(event, host):
    print(type(event).__name__, getattr(event, "ms", 0), host.visit_pid or 0, time.monotonic(), flush=True)

if __name__ == "__main__":
    control = Path(sys.argv[2]) if sys.argv[2:] else None
    run_kiosk(load_settings(Path(sys.argv[1])), control=control, seen=seen)
"""
SETTINGS = """
[kiosk]
id = "BENCH-1"
data = "data"
help_phone = "12345"
[central]
url = "http://127.0.0.1:9"
public_key = "{key}"
token = "bench"
connect_timeout_s = 1.0
[services]
folder = "{services}"
"""


@dataclass(frozen=True)
class Told:
    """What happened, how long it took, the visit process then, and when (monotonic seconds)."""

    event: str
    ms: int
    visit_pid: int
    at: float


class MeasuredKiosk:
    """One run of it; ``begun`` is when its first process was started."""

    def __init__(self, process: "subprocess.Popen[str]", begun: float) -> None:
        self.pid = process.pid
        self.begun = begun
        self._told: Queue[Told] = Queue()
        Thread(target=self._read, args=(process,), daemon=True).start()

    def next(self, event: str) -> Told:
        while True:
            told = self._told.get(timeout=60)
            if told.event == event:
                return told

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            event, ms, pid, at = line.split()
            self._told.put(Told(event, int(ms), int(pid), float(at)))


@contextmanager
def folder_with_settings() -> Iterator[Path]:
    """A folder of its own with a kiosk.toml, as it stands on a machine without a card reader."""
    with TemporaryDirectory(prefix="kiosk-bench-") as folder:
        settings = SETTINGS.format(key="A" * 43 + "=", services=SANDBOX_SERVICES)
        (Path(folder) / "kiosk.toml").write_text(settings, encoding="utf-8")
        yield Path(folder)


@contextmanager
def running_kiosk(folder: Path, settings: Path | None = None, *control: str) -> Iterator[MeasuredKiosk]:
    """The kiosk of ``settings`` (default: the folder's kiosk.toml), until the ``with`` ends."""
    environment = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    # As it is installed, with its byte code beside it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for ours in ("KIVY_NO_ARGS", "KIVY_NO_CONFIG", "KIVY_NO_FILELOG", "KIVY_LOG_MODE"):
        environment.pop(ours, None)
    command = [sys.executable, "-c", KIOSK, str(settings or folder / "kiosk.toml"), *control]
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield MeasuredKiosk(process, begun)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
