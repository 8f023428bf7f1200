"""What the platform keeps: every envelope it took once, and the case or the rating made of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

METADATA = MetaData()
_ENVELOPES = Table(
    "envelopes",
    METADATA,
    Column("kiosk_id", String(64), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("reply", LargeBinary, nullable=False),
    Column("repeats", Integer, nullable=False, default=0),
)
CASES = Table(
    "cases",
    METADATA,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("number", String(32), index=True),
    Column("kiosk_id", String(64), nullable=False),
    Column("key", String(64), nullable=False),
    Column("accepted_at", String(40), nullable=False),
    Column("application", Text, nullable=False),
)
_RATINGS = Table(
    "ratings",
    METADATA,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("service_id", String(200), nullable=False),
    Column("grade", Integer, nullable=False),
)


@dataclass(frozen=True)
class Taken:
    """``repeated``: the same envelope had been taken before and gets the same reply, byte for byte."""

    reply: bytes = field(repr=False)
    repeated: bool


@dataclass(frozen=True)
class KeyConflict:
    """The kiosk has used this key for another envelope."""


class Store:
    """One database, by its SQLAlchemy URL: SQLite on one machine, PostgreSQL for more."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            _make_sqlite_transactional(self._engine)
        METADATA.create_all(self._engine)

    def take(
        self, kiosk_id: str, key: str, envelope: bytes, process: Callable[["Books"], bytes]
    ) -> Taken | KeyConflict:
        """Takes an envelope once: ``process`` enters it in the books and gives the reply, or raises.

        All in one transaction, and the primary key (kiosk, key) decides between racing deliveries.
        """
        digest = sha256(envelope).digest()
        try:
            with self._engine.begin() as connection:
                known = _known(connection, kiosk_id, key, digest)
                if known is not None:
                    return known
                reply = process(Books(connection, kiosk_id, key))
                connection.execute(
                    insert(_ENVELOPES).values(kiosk_id=kiosk_id, key=key, digest=digest, reply=reply)
                )
                return Taken(reply, repeated=False)
        except IntegrityError:
            with self._engine.begin() as connection:
                known = _known(connection, kiosk_id, key, digest)
            if known is None:
                raise
            return known

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction for a question that is not to be kept."""
        return self._engine.begin()

    def case(self, number: str) -> Mapping[str, object] | None:
        with self._engine.begin() as connection:
            row = connection.execute(select(CASES).where(CASES.c.number == number)).mappings().first()
        return None if row is None else _shown(row)

    def cases(self) -> Sequence[Mapping[str, object]]:
        with self._engine.begin() as connection:
            rows = connection.execute(select(CASES).order_by(CASES.c.serial)).mappings().all()
        return [_shown(row) for row in rows]

    def ratings(self) -> Sequence[Mapping[str, object]]:
        columns = (_RATINGS.c.service_id, _RATINGS.c.grade)
        with self._engine.begin() as connection:
            return [dict(row) for row in connection.execute(select(*columns)).mappings()]

    def repeats(self) -> int:
        """How many deliveries were of an envelope taken before."""
        with self._engine.begin() as connection:
            return sum(connection.execute(select(_ENVELOPES.c.repeats)).scalars())


@dataclass(frozen=True)
class Books:
    """The open transaction of one envelope."""

    connection: Connection
    kiosk_id: str
    key: str

    def open_case(
        self, application: Mapping[str, object], accepted_at: datetime, number: Callable[[int], str]
    ) -> str:
        """Makes a case; its number is made of its serial."""
        made = insert(CASES).values(
            kiosk_id=self.kiosk_id,
            key=self.key,
            accepted_at=accepted_at.isoformat(),
            application=json.dumps(application, ensure_ascii=False),
        )
        serial = self.connection.execute(made.returning(CASES.c.serial)).scalar_one()
        case_number = number(serial)
        self.connection.execute(update(CASES).where(CASES.c.serial == serial).values(number=case_number))
        return case_number

    def enter_rating(self, service_id: str, grade: int) -> None:
        """Without the kiosk and the key: nothing here leads to who was there."""
        self.connection.execute(insert(_RATINGS).values(service_id=service_id, grade=grade))


def _known(connection: Connection, kiosk_id: str, key: str, digest: bytes) -> Taken | KeyConflict | None:
    here = (_ENVELOPES.c.kiosk_id == kiosk_id) & (_ENVELOPES.c.key == key)
    row = connection.execute(select(_ENVELOPES.c.digest, _ENVELOPES.c.reply).where(here)).first()
    if row is None:
        return None
    if bytes(row.digest) != digest:
        return KeyConflict()
    connection.execute(update(_ENVELOPES).where(here).values(repeats=_ENVELOPES.c.repeats + 1))
    return Taken(bytes(row.reply), repeated=True)


def _shown(row: Mapping[Any, Any]) -> Mapping[str, object]:
    return {
        "case_number": row["number"],
        "kiosk_id": row["kiosk_id"],
        "key": row["key"],
        "accepted_at": row["accepted_at"],
        "application": json.loads(row["application"]),
    }


def _make_sqlite_transactional(engine: Engine) -> None:
    # Python's sqlite3 would begin late and read first: two writers then fail instead of waiting.
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
