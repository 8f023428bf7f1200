"""What the host and the visit process tell each other: typed, flat, and without anything personal.

One message is one JSON line over one multiprocessing Connection. A line that is not exactly a known
message is an error of ours and crashes its reader; it is never skipped.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, Literal, TypeVar

from kiosk.record import from_mapping, to_mapping
from kiosk.staff.used import PaperUsed, TonerIs

Device = Literal[
    "id-card-reader", "chip-card-reader", "receipt-printer", "paper-printer", "keypad", "headphones"
]
State = Literal["absent", "ready", "degraded", "fault"]
HowEnded = Literal["finished", "left", "timed-out"]
Outcome = Literal["delivered", "refused", "unreachable"]

_KEY = r"[A-Za-z0-9._-]{1,64}"
_CODE = r"[A-Z]{3,5}-[0-9]{2}"


@dataclass(frozen=True)
class Drawn:
    """The visit process shows this screen for the first time; the host waits only for "attract"."""

    screen: str = field(metadata={"matches": r"[a-z][a-z0-9_-]{0,40}"})


@dataclass(frozen=True)
class Begun:
    """Somebody touched the attract screen."""


@dataclass(frozen=True)
class OutboxFilled:
    """The sealed submission of this idempotency key is committed and can be delivered."""

    key: str = field(metadata={"matches": _KEY})


@dataclass(frozen=True)
class Ended:
    """The visit is over; the visit process ends right after this."""

    how: HowEnded


@dataclass(frozen=True)
class Alive:
    """The drawing thread is not stuck; told every few seconds."""


@dataclass(frozen=True)
class DeviceIs:
    """How a device is now; ``code`` is a failure code, empty where there is none. Never whether it is being
    used: that would tell of the visit."""

    device: Device
    state: State
    code: str = field(default="", metadata={"matches": "|" + _CODE})


@dataclass(frozen=True)
class Settled:
    """How a delivery went. ``code`` is a failure code or empty; ``reply`` is opaque to the host."""

    key: str = field(metadata={"matches": _KEY})
    outcome: Outcome
    code: str = field(default="", metadata={"matches": "|" + _CODE})
    reply: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Stop:
    """The machine is being stopped: end now."""


@dataclass(frozen=True)
class Asked:
    """A question to the platform, sealed; neither what is asked nor of whom can be seen here."""

    id: str = field(metadata={"matches": _KEY})
    envelope: bytes = field(repr=False)


@dataclass(frozen=True)
class Replied:
    """How a question went. ``code`` is a failure code or empty; ``reply`` is opaque to the host."""

    id: str = field(metadata={"matches": _KEY})
    outcome: Outcome
    code: str = field(default="", metadata={"matches": "|" + _CODE})
    reply: bytes = field(default=b"", repr=False)


M = TypeVar("M")
FromVisit = Drawn | Begun | OutboxFilled | Ended | Alive | DeviceIs | PaperUsed | TonerIs | Asked
FromHost = Settled | Replied | Stop

_FROM_VISIT: Mapping[str, type[FromVisit]] = {
    kind.__name__: kind
    for kind in (Drawn, Begun, OutboxFilled, Ended, Alive, DeviceIs, PaperUsed, TonerIs, Asked)
}
_FROM_HOST: Mapping[str, type[FromHost]] = {kind.__name__: kind for kind in (Settled, Replied, Stop)}


class WrongMessageError(ValueError):
    """A line that is no message of this pipe. Its content is not repeated."""


def encode(message: FromVisit | FromHost) -> bytes:
    line = {"message": type(message).__name__, **to_mapping(message)}
    return json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n"


def decode_from_visit(line: bytes) -> FromVisit:
    return _decode(line, _FROM_VISIT)


def decode_from_host(line: bytes) -> FromHost:
    return _decode(line, _FROM_HOST)


class HostEnd:
    """The host's end of the pipe. Any thread may send; one thread receives."""

    def __init__(self, connection: "Connection[Any, Any]") -> None:
        self.connection = connection
        self._sending = Lock()

    def receive(self) -> FromVisit | None:
        """The next message, or None when the visit process is gone. Blocks until there is one."""
        line = _receive(self.connection)
        return None if line is None else decode_from_visit(line)

    def send(self, message: FromHost) -> None:
        """A visit process that is gone needs no message."""
        with self._sending:
            _send(self.connection, message)


class VisitEnd:
    """The visit process's end of the pipe. Any thread may send; one thread receives."""

    def __init__(self, connection: "Connection[Any, Any]") -> None:
        self.connection = connection
        self._sending = Lock()

    def receive(self) -> FromHost | None:
        """The next message, or None when the host is gone. Blocks until there is one."""
        line = _receive(self.connection)
        return None if line is None else decode_from_host(line)

    def send(self, message: FromVisit) -> None:
        with self._sending:
            _send(self.connection, message)


def _receive(connection: "Connection[Any, Any]") -> bytes | None:
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        # Also a message cut off in the middle: its sender was killed while writing.
        return None


def _send(connection: "Connection[Any, Any]", message: FromVisit | FromHost) -> None:
    try:
        connection.send_bytes(encode(message))
    except (BrokenPipeError, ConnectionResetError):
        # The other end is gone; whoever reads from it learns so and acts on it.
        return


def _decode(line: bytes, kinds: Mapping[str, type[M]]) -> M:
    try:
        given = json.loads(line)
    except ValueError:
        raise WrongMessageError("not a JSON line") from None
    if not isinstance(given, dict) or not line.endswith(b"\n"):
        raise WrongMessageError("not one JSON object on one line")
    kind = kinds.get(str(given.pop("message", "")))
    if kind is None:
        raise WrongMessageError("not a kind of message of this pipe")
    message = from_mapping(kind, given)
    if isinstance(message, list):
        raise WrongMessageError("; ".join(f"{problem.key}: {problem.wrong}" for problem in message))
    return message
