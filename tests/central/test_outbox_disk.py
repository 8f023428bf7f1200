"""The disk at its worst: power cuts, no room, no right to write, broken files."""

import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as PipeEnd
from pathlib import Path
from typing import Any

import apsw
import pytest

from kiosk.central.outbox import Connection, Cursor, Outbox, OutboxUnavailable, connect
from kiosk.central.port import Kind
from kiosk.failures import FailureCode

POWER_CUTS = 40


@dataclass
class Platter:
    """What of a file has surely reached the disk, and the writes that have not been synced yet."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for write in self.pending:
            _apply(self.synced, write)
        self.pending.clear()

    def after_power_cut(self, chance: random.Random) -> bytes:
        """Any of the unsynced writes may have arrived, in any order."""
        arrived = [write for write in self.pending if chance.random() < 0.5]
        chance.shuffle(arrived)
        left = bytearray(self.synced)
        for write in arrived:
            _apply(left, write)
        return bytes(left)


def _apply(content: bytearray, write: tuple[int, bytes | None]) -> None:
    place, data = write
    if data is None:
        del content[place:]
        return
    content.extend(bytes(max(0, place + len(data) - len(content))))
    content[place : place + len(data)] = data


class WatchedFile(apsw.VFSFile):
    def __init__(self, platter: Platter, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.platter = platter

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self.platter.pending.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self.platter.pending.append((size, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        # The real disk's sync would only take time.
        self.platter.sync()


class WatchedDisk(apsw.VFS):
    """SQLite's file system, with what a power cut would leave of it."""

    def __init__(self) -> None:
        super().__init__("watched", "")
        self.platters: dict[str, Platter] = {}

    def xOpen(self, name: Any, flags: list[int]) -> WatchedFile:  # noqa: N802
        path = name.filename() if hasattr(name, "filename") else name
        return WatchedFile(self.platters.setdefault(str(path), Platter()), name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.platters.pop(filename, None)


@dataclass(frozen=True)
class WatchedConnection:
    """The outbox's own statements on the watched disk; ``synchronous`` can be weakened."""

    connection: apsw.Connection
    synchronous: str

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        cursor: Any = self.connection.execute(sql.replace("=FULL", f"={self.synchronous}"), tuple(values))
        result: Cursor = cursor
        return result

    def close(self) -> None:
        self.connection.close()


@pytest.fixture
def disk() -> Iterator[WatchedDisk]:
    disk = WatchedDisk()
    yield disk
    disk.unregister()


def lost_rows(disk: WatchedDisk, folder: Path, synchronous: str, seed: int) -> int:
    """How many acknowledged rows one power cut takes with it."""
    chance = random.Random(seed)
    disk.platters.clear()
    folder.mkdir()

    def watched(file: Path) -> Connection:
        connection = apsw.Connection(str(file), vfs="watched")
        # Without it WAL needs shared memory, which this file system has not.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA wal_autocheckpoint=20")
        return WatchedConnection(connection, synchronous)

    outbox = Outbox(folder / "outbox.sqlite", connect=watched)
    acknowledged = {}
    for number in range(chance.randint(1, 40)):
        envelope = chance.randbytes(1081)
        outbox.put(f"k{number}", Kind.APPLICATION, envelope)
        acknowledged[f"k{number}"] = envelope
        if chance.random() < 0.1:
            outbox.postpone(f"k{number}")
    left = {Path(path).name: platter.after_power_cut(chance) for path, platter in disk.platters.items()}
    outbox.close()
    shutil.rmtree(folder)
    folder.mkdir()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    try:
        found = Outbox(folder / "outbox.sqlite", clock=lambda: 9e9).due(limit=1000)
    except OutboxUnavailable:
        return len(acknowledged)
    kept = {waiting.key: waiting.envelope for waiting in found}
    return sum(kept.get(key) != envelope for key, envelope in acknowledged.items())


def test_no_power_cut_takes_what_was_acknowledged(disk: WatchedDisk, tmp_path: Path) -> None:
    assert sum(lost_rows(disk, tmp_path / str(cut), "FULL", cut) for cut in range(POWER_CUTS)) == 0


def test_the_power_cut_would_show_a_weaker_outbox(disk: WatchedDisk, tmp_path: Path) -> None:
    assert sum(lost_rows(disk, tmp_path / str(cut), "NORMAL", cut) for cut in range(POWER_CUTS)) > 0


def test_a_full_disk_is_named_and_promises_nothing_and_then_goes_on(outbox_file: Path) -> None:
    outbox = Outbox(outbox_file)
    outbox.put("before", Kind.APPLICATION, b"sealed")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        with pytest.raises(OutboxUnavailable) as unavailable:
            outbox.put("during", Kind.APPLICATION, bytes(50_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert unavailable.value.code is FailureCode.OUTBOX_UNAVAILABLE
    outbox.put("after", Kind.APPLICATION, b"sealed")
    assert [waiting.key for waiting in outbox.due(limit=9)] == ["before", "after"]


def test_a_database_that_may_not_grow_is_named_too(outbox_file: Path) -> None:
    def small(file: Path) -> Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA max_page_count=8")
        return connection

    outbox = Outbox(outbox_file, connect=small)
    with pytest.raises(OutboxUnavailable, match="SQLITE_FULL"):
        outbox.put("k1", Kind.APPLICATION, bytes(100_000))
    assert outbox.status().waiting == 0


def as_nobody(work: Callable[[], object]) -> str:
    """What ``work`` comes to in a process without root's right to write everywhere."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)

    def run(end: "PipeEnd[str, str]") -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            work()
        except OutboxUnavailable as unavailable:
            end.send(str(unavailable))
        else:
            end.send("done")

    child = fork.Process(target=run, args=(there,))
    child.start()
    assert here.poll(20)
    outcome: str = here.recv()
    child.join(10)
    return outcome


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_named(open_folder: Path) -> None:
    def put() -> None:
        Outbox(open_folder / "outbox.sqlite").put("k1", Kind.APPLICATION, b"sealed")

    open_folder.chmod(0o555)
    assert as_nobody(put).startswith("OUT-01")
    open_folder.chmod(0o777)
    assert as_nobody(put) == "done"


def test_a_disk_that_becomes_read_only_is_named(outbox_file: Path) -> None:
    connections = []

    def remembered(file: Path) -> Connection:
        connections.append(connect(file))
        return connections[0]

    outbox = Outbox(outbox_file, connect=remembered)
    connections[0].execute("PRAGMA query_only=ON")
    with pytest.raises(OutboxUnavailable, match="SQLITE_READONLY"):
        outbox.put("k1", Kind.APPLICATION, b"sealed")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutboxUnavailable, match="OUT-01"):
        Outbox(tmp_path / "missing" / "outbox.sqlite")


def test_a_file_that_is_no_outbox_is_named_and_left_alone(outbox_file: Path) -> None:
    outbox_file.write_bytes(b"not a database, but perhaps somebody's" * 100)
    with pytest.raises(OutboxUnavailable, match="SQLITE_NOTADB"):
        Outbox(outbox_file)
    assert outbox_file.read_bytes().startswith(b"not a database")


def test_an_error_of_ours_is_not_called_the_disks(outbox_file: Path) -> None:
    outbox = Outbox(outbox_file)
    outbox.close()
    with pytest.raises(sqlite3.ProgrammingError):
        outbox.put("k1", Kind.APPLICATION, b"sealed")
