"""A real PC/SC service with a virtual reader, in mount and network namespaces of its own.

It touches neither the machine's own service nor any interface but its own loopback. Needs root, unshare,
setpriv (util-linux), ip (iproute2), pcscd and vsmartcard-vpcd. Clients of it are those that have its socket
in PCSCLITE_CSOCK_NAME; the library reads that once in a process.
"""

import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.own_namespaces import own_namespaces
from devices.smartcard.virtual_card import SCRIPTS, Chip, Script, VirtualCard, connect_inside

SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"
READER = "Virtual PCD"
_PORT = 0x8D00
_START_SECONDS = 10.0
_STOP_SECONDS = 2.0
_LOOK_UP_EVERY = 0.005
_DRIVERS = "usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_READER_CONF = f"""FRIENDLYNAME "{READER}"
DEVICENAME /dev/null:{_PORT:#x}
LIBPATH /{_DRIVERS}
CHANNELID {_PORT:#x}
"""
# Real readers stay the machine's own: what is on USB is not seen.
_BEGIN = (
    'ip link set lo up && mount --bind "$0/run" /run && mkdir -p /run/pcscd '
    "&& { [ ! -d /dev/bus/usb ] || mount -t tmpfs none /dev/bus/usb; } "
    '&& exec pcscd --foreground --info --config "$0/readers"'
)


class SimulatedServiceError(Exception):
    """The service did not start; the message says what it takes."""


class SimulatedService:
    """The service, running from ``start`` to ``stop``, as often as wanted, always at the same socket.

    ``reader`` False: it has no reader.
    """

    def __init__(self, *, reader: bool = True) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pcsc-"))
        (self._folder / "run" / "pcscd").mkdir(parents=True)
        (self._folder / "readers").mkdir()
        self.set_reader(reader)
        self.socket_path = self._folder / "run" / "pcscd" / "pcscd.comm"
        self._process: subprocess.Popen[str] | None = None
        self._drain: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def set_reader(self, there: bool) -> None:
        """Whether it has a reader from its next start on."""
        conf = self._folder / "readers" / "vpcd"
        if there:
            conf.write_text(_READER_CONF, encoding="ascii")
        else:
            conf.unlink(missing_ok=True)

    def start(self) -> None:
        """Returns when it is ready. SimulatedServiceError where it cannot run."""
        if self._process is not None:
            return
        command = ["setpriv", "--pdeathsig", "KILL", "sh", "-c", _BEGIN]
        try:
            self._process = subprocess.Popen(
                [*own_namespaces(), *command, str(self._folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        except FileNotFoundError as missing:
            raise SimulatedServiceError(f"{missing.filename} is missing (deploy/test-packages.txt)") from None
        ready = threading.Event()
        told: list[str] = []
        self._drain = threading.Thread(target=self._read, args=(self._process, ready, told), daemon=True)
        self._drain.start()
        if not ready.wait(_START_SECONDS) or not self._serves():
            self.stop()
            raise SimulatedServiceError(
                "a PC/SC service of its own needs root, unshare (mount and network namespaces), pcscd and "
                f"vsmartcard-vpcd (deploy/test-packages.txt). It said: {' / '.join(told[-3:])}"
            )

    def stop(self) -> None:
        """End it, as when it is stopped or crashes. May be called again."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            # A mute card holds it.
            self._process.kill()
            self._process.wait()
        if self._drain is not None:
            self._drain.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None

    def hold_up(self, held: bool) -> None:
        """It is there and answers nobody, until it is let go again."""
        if self._process is None:
            raise SimulatedServiceError("it is not running")
        self._process.send_signal(signal.SIGSTOP if held else signal.SIGCONT)

    def lay(self, chip: Chip, script: Script = SCRIPTS["none"]) -> VirtualCard:
        """Put a card into the reader."""
        return VirtualCard(chip, self._connect, script)

    def _serves(self) -> bool:
        """It says that it is ready a moment before it listens."""
        deadline = time.monotonic() + _START_SECONDS
        while self._process is not None and self._process.poll() is None and time.monotonic() < deadline:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                if client.connect_ex(str(self.socket_path)) == 0:
                    return True
            time.sleep(_LOOK_UP_EVERY)
        return False

    def _connect(self) -> socket.socket:
        if self._process is None:
            raise SimulatedServiceError("it is not running")
        return connect_inside(self._process.pid, _PORT)

    @staticmethod
    def _read(process: "subprocess.Popen[str]", ready: threading.Event, told: list[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if not ready.is_set():
                told.append(line.strip())
            if "daemon ready" in line:
                ready.set()
        ready.set()
