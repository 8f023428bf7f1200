"""Lets another process lay cards on a simulated reader: lines over a Unix socket.

    lay {"name": …, "number": …, …}     keys as in MadeUpCard, days ISO 8601; what is missing is made up
    swap {…}                            another card in the place of the one that lies there, within the poll
    lift
    fault NAME                          a name in simulator.SCRIPTS; "none" ends it
    unplug
    plug                                in again, at the same link if it has one
    path                                answers the port the reader is on

Each line is answered with one: "ok", "ok PATH" or "error WHAT".
"""

import json
import os
import selectors
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.idcard.simulated_cards import appended_block_of, block_of, card_from_description
from devices.idcard.simulator import SCRIPTS, ReaderSimulator

_LONGEST_LINE = 8192
_JOIN_SECONDS = 5.0


class SimulatorControl:
    """Serves a reader's controls at ``socket_path`` (mode 0600) until closed; the reader lives on."""

    def __init__(self, reader: ReaderSimulator, socket_path: Path) -> None:
        self._reader = reader
        self.socket_path = socket_path
        self._wake_read, self._wake_write = os.pipe()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(socket_path))
        socket_path.chmod(0o600)
        self._listener.listen()
        self._lines: dict[socket.socket, bytes] = {}
        self._thread = threading.Thread(target=self._run, name="reader simulator control", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving and remove the socket."""
        os.write(self._wake_write, b"x")
        self._thread.join(_JOIN_SECONDS)
        self._listener.close()
        os.close(self._wake_read)
        os.close(self._wake_write)
        self.socket_path.unlink()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_read, selectors.EVENT_READ)
            selector.register(self._listener, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj == self._wake_read:
                        for client in self._lines:
                            client.close()
                        return
                    if key.fileobj is self._listener:
                        client, _ = self._listener.accept()
                        self._lines[client] = b""
                        selector.register(client, selectors.EVENT_READ)
                    elif isinstance(key.fileobj, socket.socket) and not self._serve(key.fileobj):
                        selector.unregister(key.fileobj)
                        del self._lines[key.fileobj]
                        key.fileobj.close()

    def _serve(self, client: socket.socket) -> bool:
        """Take in what has come and answer each whole line; False when the client is done with."""
        try:
            data = client.recv(4096)
            *lines, rest = (self._lines[client] + data).split(b"\n")
            self._lines[client] = rest
            for line in lines:
                client.sendall(obey(self._reader, line.decode("utf-8", "replace")).encode() + b"\n")
        except ConnectionError:
            return False
        return bool(data) and len(rest) <= _LONGEST_LINE


def obey(reader: ReaderSimulator, line: str) -> str:
    """Do what one line says; the answer to it."""
    command, _, argument = line.strip().partition(" ")
    match command:
        case "lay" | "swap":
            if command == "swap" and not reader.module.has_card:
                return "error no card lies there"
            try:
                card = card_from_description(json.loads(argument))
                reader.lay(block_of(card), appended_block_of(card))
            except (ValueError, TypeError) as trouble:
                return f"error no such card: {trouble}"
        case "lift":
            reader.lift()
        case "fault" if argument in SCRIPTS:
            reader.play(SCRIPTS[argument])
        case "unplug":
            reader.unplug()
        case "plug":
            reader.plug()
        case "path":
            return f"ok {reader.path}"
        case _:
            return "error no such command"
    return "ok"


@contextmanager
def serve(
    description: Mapping[str, object] | None = None,
    *,
    baud: int = 115200,
    control: Path | None = None,
    link: Path | None = None,
) -> Iterator[str]:
    """A reader, its card laid already if one is described, for as long as the block lasts; gives its port.

    With ``control`` another process can lay and lift cards over that socket.
    """
    with ExitStack() as stack:
        reader = stack.enter_context(ReaderSimulator(baud, link=link))
        if control is not None:
            stack.enter_context(SimulatorControl(reader, control))
        if description is not None:
            card = card_from_description(description)
            reader.lay(block_of(card), appended_block_of(card))
        yield reader.path


def tell(socket_path: Path, line: str, timeout: float = 5.0) -> str:
    """Send one line to a simulator's control and return its answer. Raises OSError if nobody serves there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(timeout)
        client.connect(str(socket_path))
        client.sendall(line.encode() + b"\n")
        with client.makefile("r", encoding="utf-8") as answers:
            return answers.readline().rstrip("\n")
