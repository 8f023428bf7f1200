"""Visit processes come from a process that has imported what they need, and nothing else of the host's."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

import pytest

from kiosk.services.bulk import uncollected
from kiosk.visit_server import Forked, VisitProcess, VisitServer, VisitServerGoneError, start_visit_server

# The standard library's, and imported by nothing else here.
FIRST, LATER = "colorsys", "tabnanny"


class _Garbage:
    """Refers to itself, so only a collection finds it; tells when one does."""

    def __init__(self, told: int) -> None:
        self._itself = self
        self._told = told

    def __del__(self) -> None:
        os.write(self._told, b"found.")


def tells_what_is_imported(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    connection.send([name for name in (FIRST, LATER) if name in sys.modules])


def tells_what_it_was_given(connection: "Connection[Any, Any]", after_crash: bool, *given: object) -> None:
    connection.send((after_crash, *given))


def tells_its_descriptors(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    connection.send(sorted(int(each.name) for each in Path("/proc/self/fd").iterdir()))


def tells_its_signals(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    connection.send((signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)))


def waits(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    connection.send("here")
    connection.poll(None)


def ends_with_three(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    os._exit(3)


def fails(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    raise ValueError("Somebody's words")


@contextmanager
def server_of(
    target: Callable[..., None], *arguments: object, first: tuple[str, ...] = (), later: tuple[str, ...] = ()
) -> Iterator[VisitServer]:
    server = start_visit_server(VisitProcess(target, arguments, first, later))
    try:
        yield server
    finally:
        server.stop()
        # A kiosk has one server for good, this process many.
        gc.unfreeze()


@contextmanager
def forked(
    server: VisitServer, *, after_crash: bool = False
) -> Iterator[tuple[Forked, "Connection[Any, Any]"]]:
    ours, theirs = Pipe()
    process = server.fork(theirs, after_crash=after_crash)
    theirs.close()
    with ours:
        yield process, ours
        process.kill()
        assert process.ended(10)
    process.close()


def test_what_is_needed_later_is_imported_after_the_first_process() -> None:
    with server_of(tells_what_is_imported, first=(FIRST,), later=(LATER,)) as server:
        with forked(server) as (_, first):
            assert first.recv() == [FIRST]
        with forked(server) as (_, second):
            assert second.recv() == [FIRST, LATER]


def test_no_collection_goes_through_what_was_there_before_the_server() -> None:
    told, tell = os.pipe()
    with uncollected():
        _Garbage(tell)
        with server_of(tells_what_is_imported, first=(FIRST,), later=(LATER,)) as server:
            gc.collect()
            # Before the second the server has imported the rest, and collected.
            for _ in range(2):
                with forked(server) as (_, connection):
                    connection.recv()
            os.write(tell, b"kept.")
        gc.collect()
    assert os.read(told, 100) == b"kept.found."
    os.close(told)
    os.close(tell)


def test_a_process_gets_its_arguments_and_hears_of_a_crash_before_it() -> None:
    with server_of(tells_what_it_was_given, "one", 2) as server:
        with forked(server) as (_, told):
            assert told.recv() == (False, "one", 2)
        with forked(server, after_crash=True) as (_, told):
            assert told.recv() == (True, "one", 2)


def test_how_a_process_ended_is_known() -> None:
    with server_of(ends_with_three) as server, forked(server) as (process, _):
        assert process.ended(10)
        assert server.exit_code(process) == 3
    with server_of(waits) as server, forked(server) as (process, told):
        assert told.recv() == "here"
        assert not process.ended()
        process.kill()
        assert process.ended(10)
        assert server.exit_code(process) == -signal.SIGKILL


def test_processes_that_end_in_another_order_are_told_apart() -> None:
    with server_of(waits) as server, forked(server) as (one, at_one), forked(server) as (two, at_two):
        assert at_one.recv() == at_two.recv() == "here"
        two.kill()
        assert two.ended(10)
        os.kill(one.pid, signal.SIGTERM)
        assert one.ended(10)
        assert server.exit_code(one) == -signal.SIGTERM
        assert server.exit_code(two) == -signal.SIGKILL


def test_an_error_in_a_process_is_reported_without_its_words(capfd: pytest.CaptureFixture[str]) -> None:
    with server_of(fails) as server, forked(server) as (process, _):
        assert process.ended(10)
        assert server.exit_code(process) == 70
    said = capfd.readouterr().err
    assert "ValueError" in said
    assert "Somebody" not in said


def test_a_process_has_no_descriptor_of_the_server_or_of_another_process() -> None:
    # What other tests left open is this process's, and the server may free it at any time.
    gc.collect()
    with server_of(tells_its_descriptors) as server:
        with forked(server) as (_, told):
            alone = told.recv()
        with forked(server) as (_, one), forked(server) as (_, other):
            assert len(one.recv()) <= len(alone)
            assert len(other.recv()) <= len(alone)


def test_a_process_can_be_stopped_as_any_other_though_the_server_cannot() -> None:
    with server_of(tells_its_signals) as server, forked(server) as (_, told):
        assert told.recv() == (signal.SIG_DFL, signal.default_int_handler)
        os.kill(server.pid, signal.SIGTERM)
        with forked(server) as (_, another):
            another.recv()


def test_a_server_that_is_gone_is_told_as_such() -> None:
    with server_of(waits) as server:
        os.kill(server.pid, signal.SIGKILL)
        ours, theirs = Pipe()
        with ours, theirs, pytest.raises(VisitServerGoneError):
            until = time.monotonic() + 10
            # The signal may take a moment.
            while time.monotonic() < until:
                server.fork(theirs, after_crash=False).close()


def test_a_stopped_server_leaves_nothing() -> None:
    with server_of(waits) as server:
        pid = server.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
