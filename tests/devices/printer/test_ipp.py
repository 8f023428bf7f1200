"""Services that are none: what comes back is named, and in time."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from devices.printer.ipp import NoReply, Operation, Reply, Why, ask

WITHIN = 0.5
Serve = Callable[[bytes], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A service on the loopback that says the given bytes to whoever asks, and then nothing more."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(says: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def run() -> None:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5.0)
                connection.recv(65536)
                connection.sendall(says)
                while connection.recv(65536):
                    pass

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"ipp://127.0.0.1:{listener.getsockname()[1]}/ipp/print"

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join()


def http(body: bytes, status: str = "200 OK", length: int | None = None) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: application/ipp\r\nContent-Length: {length or len(body)}\r\n\r\n"
    )
    return head.encode() + body


def asked(address: str) -> Reply | NoReply:
    return ask(address, Operation.GET_PRINTER_ATTRIBUTES, {}, within=WITHIN)


CHARSET = b"\x47\0\x12attributes-charset\0\x05utf-8"
GOOD = b"\2\0\0\0\0\0\0\1\1" + CHARSET + b"\3"
BUSY = b"\2\0\5\7\0\0\0\1\1" + CHARSET + b"\3"


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (http(b""), Why.NONSENSE),
        (http(b"<html>It works!</html>"), Why.NONSENSE),
        (http(b"\xff" * 500), Why.NONSENSE),
        (http(GOOD[:-1]), Why.NONSENSE),
        (http(b"\xff\xfe", "404 Not Found"), Why.NONSENSE),
        (http(b"", "413 Request Entity Too Large"), Why.NO_ROOM),
        (b"ESC/POS\r\n\r\n", Why.NONSENSE),
        (http(GOOD, length=5000), Why.SILENT),
        (b"", Why.SILENT),
    ],
)
def test_what_is_no_answer_is_named_in_time(serve: Serve, says: bytes, why: Why) -> None:
    # What is loaded with the first asking is not counted.
    asked("ipp://127.0.0.1:1/")
    began = time.monotonic()
    told = asked(serve(says))
    assert isinstance(told, NoReply)
    assert told.why is why
    assert time.monotonic() - began < 2 * WITHIN


def test_nobody_there_is_told_at_once() -> None:
    told = asked("ipp://127.0.0.1:1/ipp/print")
    assert isinstance(told, NoReply)
    assert told.why is Why.UNREACHABLE


def test_what_is_well_formed_is_answered(serve: Serve) -> None:
    assert asked(serve(http(GOOD))) == Reply((), ())


def test_a_refusal_keeps_its_code(serve: Serve) -> None:
    told = asked(serve(http(BUSY)))
    assert told == NoReply(Why.REFUSED, 0x0507)
    assert isinstance(told, NoReply)
    assert told.detail("the printer") == "the printer refuses with 0x0507"
