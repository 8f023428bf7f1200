"""A chip in the virtual reader of a real PC/SC service: the card's side of vpcd, over TCP.

Frames: two bytes of length, then 00 power off, 01 on, 02 reset, 04 "give your ATR", else a command. vpcd
listens on every interface of its network namespace, so it belongs into one of its own (simulated_service),
never on a kiosk.
"""

import ctypes
import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Protocol, Self

_CLONE_NEWNET = 0x40000000
_CONNECT_SECONDS = 5.0
_JOIN_SECONDS = 5.0
_GIVE_ATR = 4


class Chip(Protocol):
    """What is on a card."""

    def reset(self) -> None:
        """Power off, on, or reset."""

    def atr(self) -> bytes:
        """Answer to reset."""

    def answer(self, command: bytes) -> bytes:
        """To one command."""


class Fate(Enum):
    """What may happen to a card in the middle."""

    MUTE = auto()
    PULLED = auto()


@dataclass(frozen=True)
class SwappedFor:
    """Another card is there instead, and the reader has not noticed."""

    chip: Chip


Fault = Fate | SwappedFor | bytes
"""Bytes: the chip answers these instead of what is right."""
Script = Mapping[int, Fault]
"""Which command (the first is 1) meets which fault."""

SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        "none": {},
        "mute": {1: Fate.MUTE},
        "removed": {4: Fate.PULLED},
        "nonsense": {3: b"\x6f\x00", 5: b"\x6f\x00", 6: b"\x6f\x00"},
    }
)


class VirtualCard:
    """A card, in the reader from construction to ``remove``."""

    def __init__(
        self, chip: Chip, connect: Callable[[], socket.socket], script: Script = SCRIPTS["none"]
    ) -> None:
        self._chip = chip
        self._script = script
        self.commands = 0
        self.looked_at = threading.Event()
        """The service has seen it."""
        self.commanded = threading.Event()
        """It was given its first command."""
        self._line = connect()
        self._line.settimeout(None)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread = threading.Thread(target=self._run, name="virtual card", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> None:
        """It is pulled out. May be called again."""
        self._pull()
        if threading.current_thread() is not self._thread:
            self._thread.join(_JOIN_SECONDS)
        self._line.close()

    def _pull(self) -> None:
        try:
            self._line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the service has ended, or it is out already

    def _run(self) -> None:
        try:
            while (frame := self._receive()) is not None:
                answer = self._answer(frame)
                if answer is not None:
                    self._line.sendall(len(answer).to_bytes(2, "big") + answer)
        except OSError:
            return  # the service has ended

    def _answer(self, frame: bytes) -> bytes | None:
        self.looked_at.set()
        if len(frame) == 1:
            if frame[0] == _GIVE_ATR:
                return self._chip.atr()
            self._chip.reset()
            return None
        self.commands += 1
        self.commanded.set()
        match self._script.get(self.commands):
            case Fate.MUTE:
                return None
            case Fate.PULLED:
                self._pull()
                return None
            case SwappedFor(chip):
                self._chip = chip
            case bytes(instead):
                return instead
        return self._chip.answer(frame)

    def _receive(self) -> bytes | None:
        head = self._exactly(2)
        return None if head is None else self._exactly(int.from_bytes(head, "big"))

    def _exactly(self, length: int) -> bytes | None:
        data = b""
        while len(data) < length:
            part = self._line.recv(length - len(data))
            # vpcd sends length and content apart, and waits for the first to be acknowledged.
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            if not part:
                return None
            data += part
        return data


def connect_to(host: str, port: int) -> socket.socket:
    """A line to a vpcd that listens there."""
    return socket.create_connection((host, port), _CONNECT_SECONDS)


def connect_inside(pid: int, port: int) -> socket.socket:
    """A line to a vpcd inside the network namespace of process ``pid``. Needs root. Raises OSError."""
    made: list[socket.socket | OSError] = []

    def enter() -> None:
        # A thread of its own, for it stays in that namespace to its end.
        namespace = os.open(Path(f"/proc/{pid}/ns/net"), os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).setns(namespace, _CLONE_NEWNET):
                made.append(OSError(ctypes.get_errno(), "cannot enter the service's network namespace"))
                return
            made.append(connect_to("127.0.0.1", port))
        except OSError as refused:
            made.append(refused)
        finally:
            os.close(namespace)

    thread = threading.Thread(target=enter, name="into a namespace")
    thread.start()
    thread.join()
    if isinstance(made[0], OSError):
        raise made[0]
    return made[0]
