"""A receipt printer without the printer: speaks ESC/POS on 127.0.0.1, and gives out its pages as PNG."""

import contextlib
import os
import select
import socket
import threading
import tty
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from devices.receipt.mechanism import Faults, Mechanism, Page

_CHUNK = 65536


class _Line(Protocol):
    def fileno(self) -> int: ...
    def read(self) -> bytes: ...
    def write(self, data: bytes) -> None: ...


class _PrinterOnALine:
    """What both lines share: the mechanism, its lock, its pages, and the thread that feeds it."""

    def __init__(self, on_page: Callable[[bytes], None] | None, width: int) -> None:
        self._changed = threading.Condition()
        self._mechanism = Mechanism(self._deliver, width)
        self._pages: list[Page] = []
        self._on_page = on_page
        self._wake_read, self._wake_write = os.pipe()
        self._thread: threading.Thread | None = None
        self._line: _Line | None = None

    @property
    def pages(self) -> list[Page]:
        with self._changed:
            return list(self._pages)

    @property
    def uncut_rows(self) -> int:
        """Rows printed since the last cut: what hangs out of the printer."""
        with self._changed:
            return self._mechanism.uncut_rows

    @property
    def unknown(self) -> list[bytes]:
        """Commands it was sent and does not know."""
        with self._changed:
            return list(self._mechanism.unknown)

    @property
    def received(self) -> int:
        """Bytes since the line was last opened."""
        with self._changed:
            return self._mechanism.received

    def fault(self, **faults: bool | int | bytes | None) -> None:
        """Put the printer into a state, fields of Faults by name; without any, repair it and let it go on."""
        with self._changed:
            self._mechanism.faults = Faults(**faults)  # type: ignore[arg-type]
            said = self._mechanism.work()
            if said and self._line is not None:
                self._line.write(said)
            self._changed.notify_all()

    def wait_for(self, condition: Callable[[], bool], timeout: float = 10.0) -> bool:
        """Whether something about this printer came true in time; asked again whenever bytes came in."""
        with self._changed:
            return self._changed.wait_for(condition, timeout)

    def _deliver(self, page: Page) -> None:
        self._pages.append(page)
        if self._on_page is not None:
            self._on_page(page.png())

    def _serve(self, line: _Line) -> None:
        """Until the other end hangs up, or the printer is switched off."""
        with self._changed:
            self._mechanism.job_begins()
            self._line = line
        try:
            while self._readable(line) and (data := line.read()):
                if not self._take(data, line):
                    return
        finally:
            with self._changed:
                self._line = None

    def _take(self, data: bytes, line: _Line) -> bool:
        """False if the printer hangs up over it."""
        with self._changed:
            limit = self._mechanism.faults.hangs_up_after_bytes
            left = len(data) if limit is None else max(0, limit - self._mechanism.received)
            said = self._mechanism.receive(data[:left])
            if said:
                line.write(said)
            self._changed.notify_all()
            return left >= len(data)

    def _readable(self, line: _Line | socket.socket) -> bool:
        """Wait until something has come; False if the printer is being switched off."""
        ready, _, _ = select.select([line, self._wake_read], [], [])
        return self._wake_read not in ready

    def _start(self, run: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=run, name="receipt-printer-simulator", daemon=True)
        self._thread.start()

    def _stop(self) -> None:
        if self._thread is not None:
            os.write(self._wake_write, b"x")
            self._thread.join()
            self._thread = None
            os.read(self._wake_read, 1)

    def close(self) -> None:
        self._stop()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ReceiptPrinterSimulator(_PrinterOnALine):
    """On TCP. ``on_page`` is called with each page as PNG, from the printer's thread."""

    def __init__(self, on_page: Callable[[bytes], None] | None = None, width: int = 576) -> None:
        super().__init__(on_page, width)
        self._port = 0
        self._listener: socket.socket
        self.accept_connections()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._port}"

    def accept_connections(self) -> None:
        """Switch on, at the same port as before."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self._start(self._run)

    def refuse_connections(self) -> None:
        """Switch off."""
        self._stop()
        self._listener.close()

    def close(self) -> None:
        self.refuse_connections()
        super().close()

    def _run(self) -> None:
        while self._readable(self._listener):
            connection, _ = self._listener.accept()
            # A caller that gives up in the middle is no fault of the printer's.
            with connection, contextlib.suppress(ConnectionError):
                self._serve(_SocketLine(connection))


class SerialReceiptPrinterSimulator(_PrinterOnALine):
    """On a pseudo terminal; ``?baud=`` and flow control are accepted and mean nothing there."""

    def __init__(self, on_page: Callable[[bytes], None] | None = None, width: int = 576) -> None:
        super().__init__(on_page, width)
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._path = os.ttyname(self._slave)
        self._start(lambda: self._serve(_TerminalLine(self._master)))

    @property
    def address(self) -> str:
        return f"serial://{self._path}"

    def close(self) -> None:
        super().close()
        os.close(self._slave)
        os.close(self._master)


class _SocketLine:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def fileno(self) -> int:
        return self._connection.fileno()

    def read(self) -> bytes:
        return self._connection.recv(_CHUNK)

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)


class _TerminalLine:
    def __init__(self, master: int) -> None:
        self._master = master

    def fileno(self) -> int:
        return self._master

    def read(self) -> bytes:
        return os.read(self._master, _CHUNK)

    def write(self, data: bytes) -> None:
        os.write(self._master, data)
