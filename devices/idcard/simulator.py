"""A SAM_V module on a pseudo-terminal: the real protocol at the real pace, with faults to a script."""

import os
import select
import termios
import threading
import time
import tty
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.idcard.protocol import (
    FIND,
    HEADER,
    PHOTO_BYTES,
    PREAMBLE,
    READ,
    READ_APPENDED,
    RESET,
    SELECT,
    TEXT_BYTES,
    Request,
    Status,
    check_byte,
    reply_frame,
)
from devices.idcard.scripts import ALL_REQUESTS, KNOWN, NOISE_LIKE_A_HEADER, SCRIPTS, Script

__all__ = [
    "ALL_REQUESTS", "NOISE_LIKE_A_HEADER", "SCRIPTS", "PluggedIn", "ReaderSimulator", "Script",
    "SimulatedModule",
]  # fmt: skip

_BITS_A_BYTE = 10  # 8N1
_CHUNK = 64
_LONGEST_REQUEST = 64
_JOIN_SECONDS = 5.0
# Within a READ reply: the printed address, whose characters stay characters when these bits turn.
_FIRST_FLIP, _FLIPS_APART, _FLIP_PLACES, _FLIP = HEADER + 3 + 4 + 52, 8, 10, 0x04


@dataclass(frozen=True)
class Sent:
    """A reply as it goes out; ``then_unplugged``: the reader is pulled out behind it."""

    frame: bytes
    then_unplugged: bool = False


class SimulatedModule:
    """What a module does, whatever line it hangs on. All methods may be called from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._script = Script()
        self._garbled_left = self._flips_left = self._flipped = self._played_at = 0
        self._card: bytes | None = None
        self._appended = b""
        self._found = self._selected = self._given_out = False
        self._heard: list[tuple[int, int]] = []
        self._photo = os.urandom(PHOTO_BYTES)

    def lay(self, block: bytes, appended: bytes = b"") -> None:
        """A card is laid on the reader, or another one in its place, within the poll.

        ``appended``: its appended address as it is answered. ValueError if the block has not 256 bytes.
        """
        if len(block) != TEXT_BYTES:
            raise ValueError(f"a text block has {TEXT_BYTES} bytes")
        with self._changed:
            self._lift()
            self._card, self._appended = block, appended

    def lift(self) -> None:
        """The card is taken away."""
        with self._changed:
            self._lift()

    @property
    def has_card(self) -> bool:
        """Whether a card lies there."""
        with self._changed:
            return self._card is not None

    def play(self, script: Script) -> None:
        """From now on this goes wrong; ``Script()`` for nothing."""
        with self._changed:
            self._script = script
            self._garbled_left = script.garbled
            self._flips_left = script.column_flips
            self._played_at = len(self._heard)

    def power_up(self) -> None:
        """It has been without power."""
        with self._changed:
            self._found = self._selected = self._given_out = False

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

    def answer(self, asked: tuple[int, int]) -> Sent | None:
        """What it says to this request; None if nothing."""
        with self._changed:
            self._heard.append(asked)
            request = KNOWN.get(asked)
            sent = self._reply(request)
            if request is not None:
                self._change_cards((request, self._heard[self._played_at :].count(asked)))
            self._changed.notify_all()
            return sent

    def _reply(self, request: Request | None) -> Sent | None:
        if request is None:
            return Sent(reply_frame(Status.UNKNOWN_COMMAND))
        script = self._script
        if request in script.mute:
            return None
        refused = script.statuses.get(request)
        out = self._do(request) if refused is None else reply_frame(refused)
        ends = False
        if request == READ:
            if script.claimed is not None:
                out = out[: len(PREAMBLE)] + script.claimed.to_bytes(2, "big") + out[HEADER:]
            if script.truncated is not None:
                out, ends = out[: script.truncated], script.unplugged
        if request in (READ, READ_APPENDED) and len(out) > _FIRST_FLIP and self._flips_left:
            out = self._with_column_flips(out)
        if request in script.garbles and self._garbled_left:
            self._garbled_left -= 1
            middle = len(out) - 2
            out = out[:middle] + bytes((out[middle] ^ 0x40,)) + out[middle + 1 :]
        return Sent(script.noise + out, ends)

    def _change_cards(self, moment: tuple[Request, int]) -> None:
        if moment in self._script.afterwards:
            self._lift()
            self._card = self._script.afterwards[moment]

    def _with_column_flips(self, out: bytes) -> bytes:
        self._flips_left -= 1
        turned = bytearray(out)
        first = _FIRST_FLIP + 2 * (self._flipped % _FLIP_PLACES)
        self._flipped += 1
        for place in (first, first + _FLIPS_APART):
            turned[place] ^= _FLIP
        return bytes(turned)

    def _do(self, request: Request) -> bytes:
        if request == FIND:
            # A card that was selected does not answer a second search: it has to leave the field.
            self._found = self._card is not None and not self._selected
            return reply_frame(Status.FOUND, bytes(4)) if self._found else reply_frame(Status.NO_CARD)
        if request == SELECT:
            if self._card is None or not self._found:
                return reply_frame(Status.SELECT_FAILED)
            self._selected, self._given_out = True, False
            if self._script.lifted_after_select:
                self._lift()
            return reply_frame(Status.OK, bytes(8))
        if request == READ:
            return self._read()
        if request == READ_APPENDED:
            if self._card is None or not self._selected:
                return reply_frame(Status.READ_FAILED)
            data = self._appended if self._script.appended is None else self._script.appended
            return reply_frame(Status.OK, data) if data else reply_frame(Status.EMPTY)
        if request == RESET:
            self._found = self._selected = False
        return reply_frame(Status.OK)

    def _read(self) -> bytes:
        if self._card is None or not self._selected or (self._given_out and self._script.reads_once):
            return reply_frame(Status.READ_FAILED)
        self._given_out = True
        lengths = TEXT_BYTES.to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")
        reply = reply_frame(Status.OK, lengths + self._card + self._photo)
        if self._script.lifted_after_read:
            self._lift()
        return reply

    def _lift(self) -> None:
        self._card, self._appended = None, b""
        self._found = self._selected = False


class PluggedIn:
    """One plugging in: a pseudo-terminal, and what ends its thread."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        self._wake_read, self._wake_write = os.pipe()
        self.gone = threading.Event()
        self._hung_up = False

    def heard(self) -> bytes:
        """What has come; b"" when it is to end."""
        ready, _, _ = select.select([self.master, self._wake_read], [], [])
        return b"" if self._wake_read in ready else os.read(self.master, 4096)

    def end(self) -> None:
        """Tell its thread to end."""
        self.gone.set()
        os.write(self._wake_write, b"x")

    def hang_up(self) -> None:
        """Whoever has the terminal open notices. May be called again, from one thread at a time."""
        if not self._hung_up:
            self._hung_up = True
            os.close(self.slave)
            os.close(self.master)

    def close(self) -> None:
        """Give everything back, once."""
        self.hang_up()
        os.close(self._wake_read)
        os.close(self._wake_write)


class ReaderSimulator:
    """One reader, plugged in from construction to ``unplug`` (or the end of the with block).

    ``baud``: its pace; a client that has set another hears nonsense, or nothing if ``babbles`` is False.
    ``paced=False``: as fast as it can. ``thinking``: seconds a request takes before its reply. ``link``: a
    path that points to it while it is plugged in, as /dev/serial/by-id does. All methods may be called from
    any thread.
    """

    def __init__(
        self,
        baud: int = 115200,
        *,
        paced: bool = True,
        thinking: Mapping[Request, float] | None = None,
        link: Path | None = None,
        babbles: bool = True,
    ) -> None:
        self.module = SimulatedModule()
        self._baud = baud
        self._paced = paced
        self._babbles = babbles
        self._thinking = dict(thinking or {})
        self._speed: int = getattr(termios, f"B{baud}")
        self._link = link
        self.path = ""
        self._lock = threading.Lock()
        self._plugged: PluggedIn | None = None
        self._thread: threading.Thread | None = None
        self.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def plug(self) -> None:
        """Plug it in (again): another terminal, at the same link. Nothing if it is."""
        with self._lock:
            if self._plugged is not None and not self._plugged.gone.is_set():
                return
            self._put_away()
            self.module.power_up()
            self._plugged = plugged = PluggedIn()
            self.path = plugged.path
            if self._link is not None:
                self._link.symlink_to(plugged.path)
                self.path = str(self._link)
            self._thread = threading.Thread(
                target=self._run, args=(plugged,), name="reader simulator", daemon=True
            )
            self._thread.start()

    def unplug(self) -> None:
        """The reader is pulled out; its path is gone. May be called again."""
        with self._lock:
            self._put_away()

    def lay(self, block: bytes, appended: bytes = b"") -> None:
        """See SimulatedModule, as for all that follows."""
        self.module.lay(block, appended)

    def lift(self) -> None:
        """The card is taken away."""
        self.module.lift()

    def play(self, script: Script) -> None:
        """From now on this goes wrong; ``Script()`` for nothing."""
        self.module.play(script)

    @property
    def photo(self) -> bytes:
        """The bytes it sends for the photo."""
        return self.module.photo

    @property
    def heard(self) -> tuple[tuple[int, int], ...]:
        """Command and parameter of every request so far."""
        return self.module.heard

    def await_request(self, request: Request, times: int = 1, timeout: float = 5.0) -> None:
        """Wait until the request has come (and its reply is under way). TimeoutError otherwise."""
        self.module.await_request(request, times, timeout)

    def _put_away(self) -> None:
        if self._plugged is None or self._thread is None:
            return
        self._plugged.end()
        self._thread.join(_JOIN_SECONDS)
        self._plugged.close()
        self._plugged = self._thread = None
        self._remove_link()

    def _remove_link(self) -> None:
        if self._link is not None:
            self._link.unlink(missing_ok=True)

    def _run(self, plugged: PluggedIn) -> None:
        heard = bytearray()
        while not plugged.gone.is_set():
            heard += self._out_of_line(plugged.heard())
            while not plugged.gone.is_set() and (asked := take_request(heard)) is not None:
                self._answer(asked, plugged)

    def _answer(self, asked: tuple[int, int], plugged: PluggedIn) -> None:
        request = KNOWN.get(asked)
        if request is not None:
            plugged.gone.wait(self._thinking.get(request, 0.0))
        sent = self.module.answer(asked)
        if sent is None:
            return
        self._send(sent.frame, plugged)
        if sent.then_unplugged:
            # The rest is put away by plug or unplug: this is the thread that they wait for.
            plugged.gone.set()
            self._remove_link()
            plugged.hang_up()

    def _send(self, out: bytes, plugged: PluggedIn) -> None:
        if not self._is_set_alike(plugged):
            if not self._babbles:
                return
            out = os.urandom(len(out)).replace(PREAMBLE[:1], b"\x55")
        due = time.monotonic()
        for chunk in self._into_line(out):
            due += len(chunk) * _BITS_A_BYTE / self._baud
            if self._paced and plugged.gone.wait(max(0.0, due - time.monotonic())):
                return
            os.write(plugged.master, chunk)

    def _is_set_alike(self, plugged: PluggedIn) -> bool:
        return bool(termios.tcgetattr(plugged.master)[5] == self._speed)

    def _into_line(self, out: bytes) -> Iterator[bytes]:
        """The pieces in which bytes go over this line."""
        for start in range(0, len(out), _CHUNK):
            yield out[start : start + _CHUNK]

    def _out_of_line(self, data: bytes) -> bytes:
        """What of the bytes that came over this line was sent."""
        return data


def take_request(heard: bytearray) -> tuple[int, int] | None:
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
