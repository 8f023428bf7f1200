"""The line to a receipt printer: ``tcp://host:port``, ``serial:///dev/...?baud=115200``, ``usb:///dev/usb/lp0``."""

import contextlib
import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlsplit

DEFAULT_TCP_PORT = 9100
DEFAULT_BAUD = 115200

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL
# A printer with nothing to say answers every reading with an empty packet at once.
_EMPTY_PACKET_PAUSE = 0.005

Flow = Literal["none", "rtscts", "xonxoff"]
_FLOWS: dict[str, Flow] = {"none": "none", "rtscts": "rtscts", "xonxoff": "xonxoff"}


class Link(Protocol):
    """An open line. Every method raises OSError when the line is gone."""

    def send(self, data: bytes, timeout: float) -> None:
        """All of it, or OSError (TimeoutError when the printer takes no more)."""

    def receive(self, timeout: float) -> int | None:
        """The next byte; None if none came in time."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class Address:
    """Where a printer is. ``fence``: whether it knows GS r (``?fence=off`` for the few that do not). ``cut``:
    whether it has a cutter. ``compact``: whether it takes compact pictures; used on slow lines."""

    scheme: Literal["tcp", "serial", "usb"]
    place: str
    port: int = 0
    baud: int = DEFAULT_BAUD
    flow: Flow = "none"
    fence: bool = True
    cut: bool = True
    compact: bool = False

    def seconds_for(self, size: int) -> float:
        """How long the line itself needs for so many bytes: on a serial line ten bits a byte."""
        return size * 10 / self.baud if self.scheme == "serial" else 0.0


def parse_address(address: str) -> Address:
    """Raises ValueError for what is no printer's address, with a reason that can be shown."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    fence, cut = _switch(options, "fence", True), _switch(options, "cut", True)
    compact = _switch(options, "compact", parts.scheme == "serial")
    if parts.scheme == "tcp" and parts.hostname:
        _refuse(options)
        return Address(
            "tcp", parts.hostname, port=parts.port or DEFAULT_TCP_PORT, fence=fence, cut=cut, compact=compact
        )
    if parts.scheme == "usb" and not parts.netloc and parts.path.startswith("/"):
        _refuse(options)
        return Address("usb", parts.path, fence=fence, cut=cut, compact=compact)
    if parts.scheme == "serial" and not parts.netloc and parts.path.startswith("/"):
        baud = options.pop("baud", str(DEFAULT_BAUD))
        flow = options.pop("flow", "none")
        _refuse(options)
        if not baud.isascii() or not baud.isdigit() or not int(baud):
            raise ValueError(f"{baud} is no baud rate")
        if flow not in _FLOWS:
            raise ValueError(f"flow is one of {', '.join(_FLOWS)}, not {flow}")
        return Address(
            "serial", parts.path, baud=int(baud), flow=_FLOWS[flow], fence=fence, cut=cut, compact=compact
        )
    raise ValueError(f"{address} is neither tcp://host:port nor serial:///dev/... nor usb:///dev/usb/...")


def _switch(options: dict[str, str], name: str, default: bool) -> bool:
    given = options.pop(name, "on" if default else "off")
    if given not in ("on", "off"):
        raise ValueError(f"{name} is on or off, not {given}")
    return given == "on"


def _refuse(options: dict[str, str]) -> None:
    if options:
        raise ValueError(f"unknown option: {', '.join(sorted(options))}")


@contextmanager
def opened(address: Address, timeout: float) -> Iterator[Link]:
    """The open line; OSError if nobody is there."""
    link: Link
    match address.scheme:
        case "serial":
            link = _SerialLink(address)
        case "usb":
            link = _UsbLink(address)
        case "tcp":
            link = _TcpLink(address, timeout)
    try:
        yield link
    finally:
        link.close()


class _TcpLink:
    def __init__(self, address: Address, timeout: float) -> None:
        self._socket = socket.create_connection((address.place, address.port), timeout=timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, timeout: float) -> None:
        self._socket.settimeout(timeout)
        self._socket.sendall(data)

    def receive(self, timeout: float) -> int | None:
        self._socket.settimeout(max(timeout, 1e-3))  # 0 would mean "do not block", which raises instead
        try:
            data = self._socket.recv(1)
        except TimeoutError:
            return None
        if not data:
            raise ConnectionResetError("the printer hung up")
        return data[0]

    def close(self) -> None:
        self._socket.close()


class _SerialLink:
    def __init__(self, address: Address) -> None:
        import serial  # only machines with a serial printer pay for it

        self._port = serial.Serial(
            address.place,
            address.baud,
            rtscts=address.flow == "rtscts",
            xonxoff=address.flow == "xonxoff",
            exclusive=True,
        )

    def send(self, data: bytes, timeout: float) -> None:
        self._port.write_timeout = timeout
        self._port.write(data)

    def receive(self, timeout: float) -> int | None:
        self._port.timeout = timeout
        data = self._port.read(1)
        return data[0] if data else None

    def close(self) -> None:
        self._port.close()


class _UsbLink:
    """The kernel's usblp: one opens it at a time, what cannot be written now is written later."""

    def __init__(self, address: Address) -> None:
        self._device = os.open(address.place, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)

    def send(self, data: bytes, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        left = memoryview(data)
        while left:
            if not self._ready(select.POLLOUT, max(0.0, deadline - time.monotonic())):
                raise TimeoutError("the printer takes no more")
            with contextlib.suppress(BlockingIOError):
                left = left[os.write(self._device, left) :]

    def receive(self, timeout: float) -> int | None:
        deadline = time.monotonic() + timeout
        while self._ready(select.POLLIN, max(0.0, deadline - time.monotonic())):
            with contextlib.suppress(BlockingIOError):
                # An empty packet is read as nothing and means nothing.
                if data := os.read(self._device, 1):
                    return data[0]
            if time.monotonic() >= deadline:
                return None
            time.sleep(_EMPTY_PACKET_PAUSE)
        return None

    def close(self) -> None:
        os.close(self._device)

    def _ready(self, what: int, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._device, what)
        found = poll.poll(seconds * 1000)
        if found and found[0][1] & _GONE:
            raise ConnectionResetError("the printer was unplugged")
        return bool(found)
