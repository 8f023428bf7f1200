"""What the platform enters when a question changes something: bookings, tickets, saved forms, cases."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, Text, func, insert, select

from kiosk.sandbox.platform.store import CASES, METADATA

_BOOKINGS = Table(
    "bookings",
    METADATA,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("department", String(200), nullable=False),
    Column("slot", String(20), nullable=False),
    Column("form", Text, nullable=False),
)
_TICKETS = Table(
    "tickets",
    METADATA,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("department", String(200), nullable=False),
    Column("day", String(10), nullable=False),
)
_SAVED = Table(
    "saved_forms",
    METADATA,
    Column("code", String(20), primary_key=True),
    Column("until", String(40), nullable=False),
    Column("form", Text, nullable=False),
)
_CHANGES = Table(
    "case_changes",
    METADATA,
    Column("serial", Integer, primary_key=True, autoincrement=True),
    Column("case_number", String(32), nullable=False, index=True),
    Column("what", String(20), nullable=False),
    Column("form", Text, nullable=False),
)


@dataclass(frozen=True)
class Case:
    """A case as it stands, after all corrections."""

    number: str
    accepted_at: datetime
    service_id: str
    service_version: int
    receipt_code: str
    holder: str
    answers: Mapping[str, str]
    withdrawn: bool


@dataclass(frozen=True)
class Desk:
    """The tables behind the questions, in one open transaction."""

    connection: Connection

    def booked(self, department: str, slot: str) -> int:
        here = (_BOOKINGS.c.department == department) & (_BOOKINGS.c.slot == slot)
        return self.connection.execute(select(func.count()).where(here)).scalar_one()

    def book(self, department: str, slot: str, form: Mapping[str, object]) -> int:
        """The serial of the booking."""
        entry = insert(_BOOKINGS).values(department=department, slot=slot, form=_json(form))
        return int(self.connection.execute(entry.returning(_BOOKINGS.c.serial)).scalar_one())

    def take_ticket(self, department: str, day: str) -> int:
        """The number of the ticket on that day."""
        self.connection.execute(insert(_TICKETS).values(department=department, day=day))
        here = (_TICKETS.c.department == department) & (_TICKETS.c.day == day)
        return self.connection.execute(select(func.count()).where(here)).scalar_one()

    def save(self, code: str, until: datetime, form: Mapping[str, object]) -> None:
        self.connection.execute(insert(_SAVED).values(code=code, until=until.isoformat(), form=_json(form)))

    def saved(self, code: str) -> Mapping[str, Any] | None:
        """What the counter gets for the code."""
        form = self.connection.execute(select(_SAVED.c.form).where(_SAVED.c.code == code)).scalar()
        return None if form is None else json.loads(form)

    def change(self, case_number: str, what: str, form: Mapping[str, object]) -> None:
        self.connection.execute(insert(_CHANGES).values(case_number=case_number, what=what, form=_json(form)))

    def cases(self) -> Sequence[Case]:
        rows = self.connection.execute(select(CASES).order_by(CASES.c.serial)).mappings()
        return [self._case(row) for row in rows]

    def _case(self, row: Mapping[Any, Any]) -> Case:
        sent = json.loads(row["application"])
        version, answers, withdrawn = sent["service"]["version"], sent["answers"], False
        changes = select(_CHANGES).where(_CHANGES.c.case_number == row["number"]).order_by(_CHANGES.c.serial)
        for change in self.connection.execute(changes).mappings():
            if change["what"] == "withdrawal":
                withdrawn = True
            else:
                form = json.loads(change["form"])
                version, answers = form["service"]["version"], form["answers"]
        return Case(
            number=row["number"],
            accepted_at=datetime.fromisoformat(row["accepted_at"]),
            service_id=sent["service"]["id"],
            service_version=version,
            receipt_code=sent["receipt_code"],
            holder=sent["holder"].get("number", ""),
            answers=answers,
            withdrawn=withdrawn,
        )


def _json(form: Mapping[str, object]) -> str:
    return json.dumps(form, ensure_ascii=False)
