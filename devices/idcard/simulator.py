"""A SAM_V module on a pseudo-terminal: the real protocol at the real pace, with faults to a script."""

import os
import select
import termios
import threading
import time
import tty
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from devices.idcard.protocol import (
    FIND,
    HEADER,
    MODULE_STATUS,
    PHOTO_BYTES,
    PREAMBLE,
    READ,
    RESET,
    SELECT,
    TEXT_BYTES,
    Request,
    Status,
    check_byte,
    reply_frame,
)

_BITS_A_BYTE = 10  # 8N1
_CHUNK = 64
_LONGEST_REQUEST = 64
_JOIN_SECONDS = 5.0
_KNOWN = {(r.command, r.parameter): r for r in (RESET, MODULE_STATUS, FIND, SELECT, READ)}


@dataclass(frozen=True)
class Script:
    """What goes wrong.

    ``noise``: comes before each reply. ``garbled``: so many replies to ``garbles`` have a bit turned.
    ``truncated``: so many bytes of a READ reply come. ``statuses``: these requests are refused.
    ``lifted_after_select``: the card goes as soon as it is selected.
    """

    noise: bytes = b""
    garbled: int = 0
    garbles: frozenset[Request] = frozenset({READ})
    truncated: int | None = None
    mute: frozenset[Request] = frozenset()
    statuses: Mapping[Request, int] = field(default_factory=lambda: MappingProxyType({}))
    lifted_after_select: bool = False


ALL_REQUESTS = frozenset(_KNOWN.values())
NOISE_LIKE_A_HEADER = b"\x00\xff\xaa" + PREAMBLE + b"\x00\x20\x00\x00\x90"

SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        "none": Script(),
        "noise": Script(noise=NOISE_LIKE_A_HEADER),
        "garbled-once": Script(garbled=1),
        "garbled": Script(garbled=1_000_000),
        "truncated": Script(truncated=600),
        "mute": Script(mute=ALL_REQUESTS),
        "removed": Script(lifted_after_select=True),
        "unreadable": Script(statuses={READ: Status.READ_FAILED}),
        "wrong-card": Script(statuses={SELECT: Status.WRONG_CARD_TYPE}),
        "self-test": Script(statuses={FIND: Status.SELF_TEST_FAILED}),
        "not-authorised": Script(statuses={FIND: Status.NOT_AUTHORISED}),
    }
)
"""Faults by name, for whoever drives the simulator from outside."""


class ReaderSimulator:
    """One reader, alive from construction to ``unplug`` (or the end of the with block).

    ``baud``: its pace; a client that has set another hears nonsense. ``paced=False``: as fast as it can.
    ``thinking``: seconds a request takes before its reply. ``link``: a path that points to it while it is
    plugged in, as /dev/serial/by-id does. All methods may be called from any thread.
    """

    def __init__(
        self,
        baud: int = 115200,
        *,
        paced: bool = True,
        thinking: Mapping[Request, float] | None = None,
        link: Path | None = None,
    ) -> None:
        self._baud = baud
        self._paced = paced
        self._thinking = dict(thinking or {})
        self._speed: int = getattr(termios, f"B{baud}")
        self._changed = threading.Condition()
        self._script = Script()
        self._garbled_left = 0
        self._card: bytes | None = None
        self._found = self._selected = False
        self._heard: list[tuple[int, int]] = []
        self._photo = os.urandom(PHOTO_BYTES)
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._wake_read, self._wake_write = os.pipe()
        self._gone = threading.Event()
        self._link = link
        self.path = os.ttyname(self._slave)
        if link is not None:
            link.symlink_to(self.path)
            self.path = str(link)
        self._thread = threading.Thread(target=self._run, name="reader simulator", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def lay(self, block: bytes) -> None:
        """A card is laid on the reader (or another one in its place). ValueError if it has not 256 bytes."""
        if len(block) != TEXT_BYTES:
            raise ValueError(f"a text block has {TEXT_BYTES} bytes")
        with self._changed:
            self._card = block
            self._found = self._selected = False

    def lift(self) -> None:
        """The card is taken away."""
        with self._changed:
            self._lift()

    def play(self, script: Script) -> None:
        """From now on this goes wrong; ``Script()`` for nothing."""
        with self._changed:
            self._script = script
            self._garbled_left = script.garbled

    @property
    def photo(self) -> bytes:
        """The bytes it sends for the photo."""
        return self._photo

    @property
    def heard(self) -> tuple[tuple[int, int], ...]:
        """Command and parameter of every request so far."""
        with self._changed:
            return tuple(self._heard)

    def await_request(self, request: Request, times: int = 1, timeout: float = 5.0) -> None:
        """Wait until the request has come (and its reply is under way). TimeoutError otherwise."""
        wanted = (request.command, request.parameter)
        with self._changed:
            if not self._changed.wait_for(lambda: self._heard.count(wanted) >= times, timeout):
                raise TimeoutError(f"the request {wanted} did not come")

    def unplug(self) -> None:
        """The reader is pulled out; its path is gone. May be called again."""
        if self._gone.is_set():
            return
        self._gone.set()
        os.write(self._wake_write, b"x")
        self._thread.join(_JOIN_SECONDS)
        if self._link is not None:
            self._link.unlink()
        for descriptor in (self._slave, self._master, self._wake_read, self._wake_write):
            os.close(descriptor)

    def _run(self) -> None:
        heard = bytearray()
        while not self._gone.is_set():
            ready, _, _ = select.select([self._master, self._wake_read], [], [])
            if self._master in ready:
                heard += os.read(self._master, 4096)
                while (request := _take_request(heard)) is not None:
                    self._answer(request)

    def _answer(self, asked: tuple[int, int] | None) -> None:
        if asked is None:
            return
        request = _KNOWN.get(asked)
        if request is not None:
            self._gone.wait(self._thinking.get(request, 0.0))
        with self._changed:
            self._heard.append(asked)
            out = self._reply(request)
            self._changed.notify_all()
        if out is not None:
            self._send(out)

    def _reply(self, request: Request | None) -> bytes | None:
        if request is None:
            return reply_frame(Status.UNKNOWN_COMMAND)
        script = self._script
        if request in script.mute:
            return None
        refused = script.statuses.get(request)
        out = self._do(request) if refused is None else reply_frame(refused)
        if request == READ and script.truncated is not None:
            out = out[: script.truncated]
        if request in script.garbles and self._garbled_left:
            self._garbled_left -= 1
            middle = len(out) - 2
            out = out[:middle] + bytes((out[middle] ^ 0x40,)) + out[middle + 1 :]
        return script.noise + out

    def _do(self, request: Request) -> bytes:
        if request == FIND:
            # A card that was selected does not answer a second search: it has to leave the field.
            self._found = self._card is not None and not self._selected
            return reply_frame(Status.FOUND, bytes(4)) if self._found else reply_frame(Status.NO_CARD)
        if request == SELECT:
            if self._card is None or not self._found:
                return reply_frame(Status.SELECT_FAILED)
            self._selected = True
            if self._script.lifted_after_select:
                self._lift()
            return reply_frame(Status.OK, bytes(8))
        if request == READ:
            if self._card is None or not self._selected:
                return reply_frame(Status.READ_FAILED)
            lengths = TEXT_BYTES.to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")
            return reply_frame(Status.OK, lengths + self._card + self._photo)
        if request == RESET:
            self._found = self._selected = False
        return reply_frame(Status.OK)

    def _lift(self) -> None:
        self._card = None
        self._found = self._selected = False

    def _send(self, out: bytes) -> None:
        if termios.tcgetattr(self._master)[5] != self._speed:
            out = os.urandom(len(out)).replace(PREAMBLE[:1], b"\x55")
        due = time.monotonic()
        for start in range(0, len(out), _CHUNK):
            chunk = out[start : start + _CHUNK]
            due += len(chunk) * _BITS_A_BYTE / self._baud
            if self._paced and self._gone.wait(max(0.0, due - time.monotonic())):
                return
            os.write(self._master, chunk)


def _take_request(heard: bytearray) -> tuple[int, int] | None:
    """The next whole request, taken out of what was heard; noise is dropped."""
    while (start := heard.find(PREAMBLE)) >= 0:
        del heard[:start]
        if len(heard) < HEADER:
            return None
        length = int.from_bytes(heard[len(PREAMBLE) : HEADER], "big")
        end = HEADER + length
        if 3 <= length <= _LONGEST_REQUEST:
            if len(heard) < end:
                return None
            if check_byte(heard[len(PREAMBLE) : end - 1]) == heard[end - 1]:
                asked = (heard[HEADER], heard[HEADER + 1])
                del heard[:end]
                return asked
        del heard[:1]
    return None
