"""The line to a receipt printer: ``tcp://host:port`` or ``serial:///dev/...?baud=115200``."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlsplit

DEFAULT_TCP_PORT = 9100
DEFAULT_BAUD = 115200

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
    """Where a printer is. ``fence``: whether it knows GS r (``?fence=off`` for the few that do not)."""

    scheme: Literal["tcp", "serial"]
    place: str
    port: int = 0
    baud: int = DEFAULT_BAUD
    flow: Flow = "none"
    fence: bool = True

    def seconds_for(self, data: bytes) -> float:
        """How long the line itself needs for so much: on a serial line ten bits a byte."""
        return len(data) * 10 / self.baud if self.scheme == "serial" else 0.0


def parse_address(address: str) -> Address:
    """Raises ValueError for what is no printer's address, with a reason that can be shown."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    fence = options.pop("fence", "on")
    if fence not in ("on", "off"):
        raise ValueError(f"fence is on or off, not {fence}")
    if parts.scheme == "tcp" and parts.hostname:
        _refuse(options)
        return Address("tcp", parts.hostname, port=parts.port or DEFAULT_TCP_PORT, fence=fence == "on")
    if parts.scheme == "serial" and not parts.netloc and parts.path.startswith("/"):
        baud = options.pop("baud", str(DEFAULT_BAUD))
        flow = options.pop("flow", "none")
        _refuse(options)
        if not baud.isascii() or not baud.isdigit() or not int(baud):
            raise ValueError(f"{baud} is no baud rate")
        if flow not in _FLOWS:
            raise ValueError(f"flow is one of {', '.join(_FLOWS)}, not {flow}")
        return Address("serial", parts.path, baud=int(baud), flow=_FLOWS[flow], fence=fence == "on")
    raise ValueError(f"{address} is neither tcp://host:port nor serial:///dev/...")


def _refuse(options: dict[str, str]) -> None:
    if options:
        raise ValueError(f"unknown option: {', '.join(sorted(options))}")


@contextmanager
def opened(address: Address, timeout: float) -> Iterator[Link]:
    """The open line; OSError if nobody is there."""
    link: Link = _SerialLink(address) if address.scheme == "serial" else _TcpLink(address, timeout)
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
