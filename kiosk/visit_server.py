"""The process that visit processes are forked from: it imports what they need once, and opens nothing.

The host forks it before it has a thread, a lock or a file of its own, so nothing of the host's is in a visit.
What only later screens need is imported after the first visit process was forked: somebody may already read
the attract screen meanwhile. multiprocessing's forkserver does neither, and keeps a process for resources
that nobody here has.

On the socket between them: a byte and a file descriptor ask for a process; answers are (pid, status) with a
pidfd for a process that was made, and without one for a process that has ended.
"""

import gc
import importlib
import os
import select
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from kiosk.process_guard import end_crashed

_ASK, _ASK_AFTER_CRASH = b"+", b"!"
_ANSWER = struct.Struct("=qi")
_MADE = -1


class VisitServerGoneError(RuntimeError):
    """The process that visits are forked from is gone: the machine must be started again."""


@dataclass(frozen=True)
class VisitProcess:
    """How a visit process is made.

    ``target`` is called in the new process as ``target(connection, after_crash, *arguments)``, where
    ``after_crash`` says that the visit before it was cut off. ``first`` are the modules that are imported
    before the first process is made, ``later`` those that are imported after it.
    """

    target: Callable[..., None]
    arguments: tuple[object, ...] = ()
    first: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forked:
    """A process that the server has made. ``descriptor`` is readable when it has ended (pidfd_open(2))."""

    pid: int
    descriptor: int

    def ended(self, wait_s: float = 0.0) -> bool:
        """Whether it has ended, within ``wait_s`` seconds."""
        watched = select.poll()
        watched.register(self.descriptor, select.POLLIN)
        return bool(watched.poll(wait_s * 1000))

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)

    def close(self) -> None:
        os.close(self.descriptor)


@dataclass
class VisitServer:
    """The host's side of it. One thread only."""

    _socket: socket.socket
    _pid: int
    _exit_codes: dict[int, int] = field(default_factory=dict)

    @property
    def pid(self) -> int:
        return self._pid

    def fork(self, connection: "Connection[Any, Any]", *, after_crash: bool) -> Forked:
        """A new visit process with ``connection`` as its end of the pipe."""
        try:
            socket.send_fds(self._socket, [_ASK_AFTER_CRASH if after_crash else _ASK], [connection.fileno()])
        except OSError as error:
            raise VisitServerGoneError from error
        while True:
            pid, status, descriptor = self._answer()
            if descriptor is not None:
                return Forked(pid, descriptor)
            self._exit_codes[pid] = os.waitstatus_to_exitcode(status)

    def exit_code(self, forked: Forked) -> int:
        """How a process that has ended did so; negative: by that signal."""
        while forked.pid not in self._exit_codes:
            pid, status, _ = self._answer()
            self._exit_codes[pid] = os.waitstatus_to_exitcode(status)
        return self._exit_codes.pop(forked.pid)

    def stop(self) -> None:
        """Ends the server, whatever it is doing."""
        self._socket.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def _answer(self) -> tuple[int, int, int | None]:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, _ANSWER.size, 1)
        except OSError as error:
            raise VisitServerGoneError from error
        if len(data) != _ANSWER.size:
            raise VisitServerGoneError
        pid, status = _ANSWER.unpack(data)
        return pid, status, descriptors[0] if descriptors else None


def start_visit_server(visit: VisitProcess) -> VisitServer:
    """Forks the server off this process, which should have no other thread and no file open that matters."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # What is here stays for good in both; a collection in one of them would copy it page by page.
    gc.freeze()
    pid = os.fork()
    if pid:
        theirs.close()
        return VisitServer(ours, pid)
    try:
        ours.close()
        _serve(theirs, visit)
    except BaseException as error:
        end_crashed(error)
    os._exit(0)


def _serve(host: socket.socket, visit: VisitProcess) -> None:
    # A terminal's Ctrl-C and a stop of the whole unit reach this process too: the host decides, and its end
    # of the socket closes.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Collecting while importing finds next to nothing and takes a tenth of the time.
    gc.disable()
    _import(visit.first)
    # What is here is shared by all visits; a collection in one of them would copy it page by page.
    gc.freeze()
    made: dict[int, int] = {}
    watched = select.poll()
    watched.register(host, select.POLLIN)
    imported = False
    while True:
        for descriptor, _ in watched.poll():
            if descriptor != host.fileno():
                pid = made.pop(descriptor)
                watched.unregister(descriptor)
                os.close(descriptor)
                if not _told(host, pid, os.waitpid(pid, 0)[1]):
                    return
                continue
            asked, received, _, _ = socket.recv_fds(host, 1, 1)
            if not asked:
                return
            pid = os.fork()
            if not pid:
                _visit(host, list(made), Connection(received[0]), asked == _ASK_AFTER_CRASH, visit)
            os.close(received[0])
            process = os.pidfd_open(pid)
            made[process] = pid
            watched.register(process, select.POLLIN)
            if not _told(host, pid, _MADE, process):
                return
        if made and not imported:
            imported = True
            _import(visit.later)
            # Of these modules only: what was imported first is the visit's too, which is on the screen.
            gc.collect()
            gc.freeze()


def _told(host: socket.socket, pid: int, status: int, process: int | None = None) -> bool:
    """Whether the host is still there to be told."""
    try:
        socket.send_fds(host, [_ANSWER.pack(pid, status)], [] if process is None else [process])
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _import(modules: tuple[str, ...]) -> None:
    for module in modules:
        importlib.import_module(module)


def _visit(
    host: socket.socket,
    others: list[int],
    connection: "Connection[Any, Any]",
    after_crash: bool,
    visit: VisitProcess,
) -> NoReturn:
    """The new process; never returns."""
    try:
        host.close()
        for descriptor in others:
            os.close(descriptor)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.enable()
        visit.target(connection, after_crash, *visit.arguments)
    except BaseException as error:
        end_crashed(error)
    os._exit(0)
