"""What was confirmed and is not yet delivered: sealed envelopes in one SQLite table.

The visit process puts, the host reads and settles; each opens the file for itself, after any fork.
A put has reached the disk before it returns: WAL with synchronous=FULL (with NORMAL a power cut loses
acknowledged rows).
"""

import fcntl
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Protocol

from kiosk.central.port import Kind
from kiosk.failures import FailureCode

DAY = 86_400.0
KEEP_SETTLED = 30 * DAY
# The longest a row can rightly have to wait. A due time further ahead was written before the clock was
# set back, and must not hold the row for as long as the clock was wrong.
LONGEST_WAIT = 7_200.0
_LONGEST_RETRY_AFTER = 3_600.0
_BACK_OFF_BASE = 2.0
_BACK_OFF_CAP = 600.0
_BUSY_TIMEOUT_MS = 5_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused')),
    envelope BLOB,
    digest BLOB NOT NULL,
    put_at REAL NOT NULL,
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    settled_at REAL
) STRICT"""

Row = Sequence[str | float | int | bytes | None]
SqlValue = str | float | int | bytes | None


class Cursor(Protocol):
    def fetchall(self) -> list[Row]: ...


class Connection(Protocol):
    """What the outbox asks of SQLite; every statement is a transaction of its own."""

    def execute(self, sql: str, values: Sequence[SqlValue] = (), /) -> Cursor: ...
    def close(self) -> None: ...


class OutboxUnavailable(Exception):
    """The disk does not take or give the outbox's rows: full, read-only, broken or locked for too long.

    Nothing was promised. ``detail``: SQLite's name of the error, never personal.
    """

    code = FailureCode.OUTBOX_UNAVAILABLE

    def __init__(self, detail: str) -> None:
        super().__init__(f"{self.code}: {detail}")
        self.detail = detail


class KeyReusedError(Exception):
    """A key was put again with another envelope: an error of ours, never of the disk."""


class State(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True)
class Waiting:
    """One envelope that is due."""

    key: str
    kind: Kind
    envelope: bytes = field(repr=False)
    attempts: int


@dataclass(frozen=True)
class OutboxStatus:
    """Counts; settled ones of the last 30 days. ``oldest_s``: how long the oldest has been waiting."""

    waiting: int
    delivered: int
    refused: int
    oldest_s: float | None


def connect(file: Path) -> Connection:
    """SQLite's own connection, with the file made readable by the kiosk's user alone."""
    # Never opened when it is there: closing it again would drop SQLite's locks in this process.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return sqlite3.connect(file, isolation_level=None, check_same_thread=False)


class Outbox:
    """The outbox of one data folder, opened by this process. Threads may share it.

    ``clock``: seconds since 1970. ``jitter``: a number from 0 to 1. OutboxUnavailable from any call,
    the constructor too.
    """

    def __init__(
        self,
        file: Path,
        *,
        clock: Callable[[], float] = time.time,
        jitter: Callable[[], float] = random.random,
        connect: Callable[[Path], Connection] = connect,
    ) -> None:
        self._clock = clock
        self._jitter = jitter
        self._lock = Lock()
        self._process = os.getpid()
        with _disk(), _alone_in(file.parent):
            self._connection = connect(file)
            self._connection.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}").fetchall()
            self._connection.execute("PRAGMA journal_mode=WAL").fetchall()
            self._connection.execute("PRAGMA synchronous=FULL").fetchall()
            self._connection.execute("PRAGMA secure_delete=ON").fetchall()
            self._connection.execute(_SCHEMA).fetchall()

    def put(self, key: str, kind: Kind, envelope: bytes, *, delay_s: float = 0.0) -> None:
        """Keeps the envelope; it is on the disk when this returns. Putting the same again changes nothing.

        ``delay_s``: not to be delivered before; less than two hours. (A rating that arrives together with an
        application would show who gave it.) KeyReusedError where the key was put with other bytes.
        """
        if not 0 <= delay_s < LONGEST_WAIT:
            raise ValueError("an envelope is held back for less than two hours")
        now = self._clock()
        digest = sha256(kind.value.encode() + b"\0" + envelope).digest()
        added = self._execute(
            "INSERT INTO outbox (key, kind, state, envelope, digest, put_at, due_at)"
            " VALUES (?, ?, 'waiting', ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING key",
            (key, kind.value, envelope, digest, now, now + delay_s),
        )
        if not added and self._execute("SELECT digest FROM outbox WHERE key = ?", (key,)) != [(digest,)]:
            raise KeyReusedError("the key was put before with another envelope")

    def due(self, *, untried_only: bool = False, limit: int = 1) -> list[Waiting]:
        """Envelopes to deliver now: those never tried first, since somebody may stand waiting for them."""
        now = self._clock()
        rows = self._execute(
            "SELECT key, kind, envelope, attempts FROM outbox WHERE state = 'waiting'"
            " AND (due_at <= ? OR due_at > ?) AND (attempts = 0 OR NOT ?) ORDER BY attempts, due_at LIMIT ?",
            (now, now + LONGEST_WAIT, int(untried_only), limit),
        )
        return [
            Waiting(str(key), Kind(str(kind)), _blob(envelope), _number(attempts))
            for key, kind, envelope, attempts in rows
        ]

    def next_due(self) -> float | None:
        """When the next envelope is due, in the clock's seconds; None when none is waiting."""
        now = self._clock()
        rows = self._execute(
            "SELECT min(CASE WHEN due_at > ? THEN ? ELSE due_at END) FROM outbox WHERE state = 'waiting'",
            (now + LONGEST_WAIT, now),
        )
        return None if rows[0][0] is None else _float(rows[0][0])

    def mark_delivered(self, key: str) -> None:
        """The platform has it: the envelope is erased, the key is kept for 30 days against doubling."""
        self._execute(
            "UPDATE outbox SET state = 'delivered', envelope = NULL, settled_at = ?"
            " WHERE key = ? AND state = 'waiting'",
            (self._clock(), key),
        )

    def mark_refused(self, key: str) -> None:
        """The platform will not have it. The envelope is kept until discard(), or for 30 days.

        A platform that is set up wrongly refuses everything, and nobody's application may go with that.
        """
        self._execute(
            "UPDATE outbox SET state = 'refused', settled_at = ? WHERE key = ? AND state = 'waiting'",
            (self._clock(), key),
        )

    def discard(self, key: str) -> None:
        """Erases a refused envelope: the resident was told that nothing was registered."""
        self._execute("UPDATE outbox SET envelope = NULL WHERE key = ? AND state = 'refused'", (key,))

    def retry_refused(self) -> int:
        """Puts the refused that nobody was told of back to waiting; how many. For an operator."""
        return len(
            self._execute(
                "UPDATE outbox SET state = 'waiting', settled_at = NULL, attempts = 0, due_at = ?"
                " WHERE state = 'refused' AND envelope IS NOT NULL RETURNING key",
                (self._clock(),),
            )
        )

    def postpone(self, key: str, retry_after_s: float | None = None) -> float:
        """When it will be due again: exponential back-off with full jitter, or later if asked for."""
        rows = self._execute("SELECT attempts FROM outbox WHERE key = ? AND state = 'waiting'", (key,))
        attempts = _number(rows[0][0]) if rows else 0
        back_off = min(_BACK_OFF_CAP, _BACK_OFF_BASE * 2.0 ** min(attempts, 30))
        asked_for = min(max(retry_after_s or 0.0, 0.0), _LONGEST_RETRY_AFTER)
        due_at = self._clock() + asked_for + self._jitter() * back_off
        self._execute(
            "UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE key = ? AND state = 'waiting'",
            (due_at, key),
        )
        return due_at

    def state(self, key: str) -> State | None:
        rows = self._execute("SELECT state FROM outbox WHERE key = ?", (key,))
        return State(str(rows[0][0])) if rows else None

    def status(self) -> OutboxStatus:
        counts = {
            str(state): (_number(count), put_at)
            for state, count, put_at in self._execute(
                "SELECT state, count(*), min(put_at) FROM outbox GROUP BY state"
            )
        }
        waiting, oldest = counts.get(State.WAITING, (0, None))
        return OutboxStatus(
            waiting=waiting,
            delivered=counts.get(State.DELIVERED, (0, None))[0],
            refused=counts.get(State.REFUSED, (0, None))[0],
            oldest_s=None if oldest is None else max(0.0, self._clock() - _float(oldest)),
        )

    def tidy(self) -> None:
        """Forgets what was settled more than 30 days ago and empties the write-ahead log."""
        self._execute("DELETE FROM outbox WHERE settled_at < ?", (self._clock() - KEEP_SETTLED,))
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _execute(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
        if os.getpid() != self._process:
            raise RuntimeError("the outbox was opened before a fork: open it in the process that uses it")
        with self._lock, _disk():
            # Fetched to the end: only then is the statement done and its transaction committed.
            return self._connection.execute(sql, values).fetchall()


# Primary result codes (https://sqlite.org/rescode.html) that speak of the disk or of another process.
# Any other SQLite error is an error of ours and goes through.
_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        # Errors that Python's module raises by itself have no code.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            raise OutboxUnavailable(error.sqlite_errorname) from error
        raise
    except OSError as error:
        raise OutboxUnavailable(error.strerror or "cannot be opened") from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One opening at a time: SQLite does not wait for another process that is making the file just now."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        # The name of a new file is not on the disk before its folder is.
        os.fsync(handle)
    finally:
        os.close(handle)


def _blob(value: SqlValue) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("not a blob")
    return value


def _number(value: SqlValue) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _float(value: SqlValue) -> float:
    if not isinstance(value, int | float):
        raise TypeError("not a number")
    return float(value)
