"""What a simulated A4 printer stands on: D-Bus and Avahi of its own, and the ends of processes.

ippeveprinter will not run without Avahi. Ours lives in a network of its own, where nobody hears it, and is
reached over a D-Bus socket in a folder of ours.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Self

from devices.own_namespaces import own_namespaces

_SECONDS_TO_START = 20.0
_SECONDS_TO_END = 5.0
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={bus}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/>
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>
"""
_AVAHI_CONFIG = """[server]
host-name=simulated
use-ipv6=no
enable-dbus=yes
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
"""
_AVAHI = 'mount -t tmpfs none /run && ip link set lo up && exec avahi-daemon --no-drop-root --no-rlimits \
--no-chroot --file="$0"'
PROGRAMS = ("unshare", "ip", "dbus-daemon", "avahi-daemon", "ippeveprinter")


class ServicesAbsent(Exception):
    """What the simulation needs is not installed, or may not be done here."""


def missing_programs(programs: Sequence[str] = PROGRAMS) -> list[str]:
    """Those that are not on the path; /usr/sbin, where services live, is looked through as well."""
    return [program for program in programs if shutil.which(program, path=_PATH) is None]


_PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))


class Services:
    """Processes that are started together and ended in the opposite order, by their ids."""

    def __init__(self) -> None:
        absent = missing_programs()
        if absent:
            raise ServicesAbsent(f"not installed: {', '.join(absent)}")
        self.folder = Path(mkdtemp(prefix="kiosk-printer-"))
        # Print services drop to a user of their own and have to find their files.
        self.folder.chmod(0o755)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {**os.environ, "PATH": _PATH}

    def start(self, words: Sequence[str], name: str) -> "subprocess.Popen[bytes]":
        """Its output goes to a file of its name in the folder."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def start_avahi(self) -> None:
        """D-Bus, then Avahi; those that are started afterwards find both."""
        bus, configuration = self.folder / "bus", self.folder / "dbus.conf"
        configuration.write_text(_BUS_CONFIG.format(bus=bus))
        (self.folder / "avahi.conf").write_text(_AVAHI_CONFIG)
        bus_process = self.start(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"], "dbus"
        )
        self.await_start(bus_process, "dbus", bus.exists)
        self._environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={bus}"
        own_network = [*own_namespaces(), *([] if os.geteuid() == 0 else ["--map-root-user"])]
        avahi = self.start([*own_network, "sh", "-c", _AVAHI, str(self.folder / "avahi.conf")], "avahi")
        self.await_start(avahi, "avahi", lambda: self._says("avahi", "Registering new address record"))

    def await_start(self, process: "subprocess.Popen[bytes]", name: str, started: Callable[[], bool]) -> None:
        """Raises ServicesAbsent with what the process said, if it ends or does not start in time."""
        deadline = time.monotonic() + _SECONDS_TO_START
        while not started():
            if process.poll() is not None or time.monotonic() > deadline:
                said = (self.folder / f"{name}.log").read_text(errors="replace")
                raise ServicesAbsent(f"{name} does not start: {said[-500:]}")
            time.sleep(0.01)

    def stop(self, process: "subprocess.Popen[bytes]", *, at_once: bool = False) -> None:
        """With all that it has started itself, which would go on without it."""
        if not at_once:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_SECONDS_TO_END)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with contextlib.suppress(ValueError):
            self._processes.remove(process)

    def close(self) -> None:
        for process in reversed(list(self._processes)):
            self.stop(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _says(self, name: str, words: str) -> bool:
        return words in (self.folder / f"{name}.log").read_text(errors="replace")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1.0).close()
    except OSError:
        return False
    return True
