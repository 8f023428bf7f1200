"""What lies in a sealed answer, and how the visit reads it: all of it right, or nothing of it taken.

{"asked": name of the question, "outcome": "answered", …} with, by that name,

held-values    values {name: text}
slots          slots [{"at": "2026-11-23T10:30", "places"}]
booking        number, at, place
ticket         number, ahead, counter, taken_at, minutes or null
progress       cases [case]
papers         papers [{row: text, or words for a row of kind text}]; public: the same
announcements  entries [{"id", "day", "title", "text"}]
application    service {"id", "version"}, answers {…}, may_change [id]
correction     case; withdrawal: the same
saved-form     code, until

or {"asked": name, "outcome": "refused", "why": see answers.Why, "reasons": [words]}.

case    {"case_number", "service_id", "title", "accepted_at", "promised_day", "statutory_day", "state",
        "branches": [{"id", "department", "state", "promised_day", "done_day"}], "note", "may_correct",
        "may_withdraw"}; days and note may be null
words   {language tag: text} for ug, kk, zh-Hans; kk-Arab and en may be left out
Days are ISO dates; ``taken_at``, ``accepted_at`` and ``until`` have a time zone, slots are local.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kiosk.central.answers import (
    Announcement,
    Announcements,
    Answer,
    ApplicationHeld,
    Booked,
    Branch,
    CaseChanged,
    CaseProgress,
    CaseState,
    HeldValues,
    NotGranted,
    Papers,
    Progress,
    Saved,
    Slot,
    Slots,
    Ticket,
    Why,
)
from kiosk.central.contents import ReplyUnreadable
from kiosk.central.questions import AskHeld, AskPapers, AskPublic, Question, Request
from kiosk.central.resident_words import NotWords, read_text, read_words
from kiosk.central.sealing import Binding, NotOpened, open_sealed
from kiosk.language.values import Code, Day, IdNumber, Name, Number, Phone, Terms, Text, Value
from kiosk.services.service import FieldKind, ResultRow

ANSWER = "answer"
_MOST = 500
_HIGHEST = 1_000_000
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?")
_Given = Mapping[str, Any]


def open_answer(reply: bytes, question: Question) -> Answer | ReplyUnreadable:
    """What the platform answers to this question; only the visit that asked it can read that."""
    opened = open_sealed(reply, [question.reply_key], Binding(ANSWER, question.kiosk_id, question.id))
    if isinstance(opened, NotOpened):
        return ReplyUnreadable(opened.fault)
    try:
        given = json.loads(opened)
        if given["asked"] != question.request.asked:
            return ReplyUnreadable("the answer to another question")
        match given["outcome"]:
            case "answered":
                return _READERS[question.request.asked](given, question.request)
            case "refused":
                return _not_granted(given)
        return ReplyUnreadable("unknown outcome")
    except (KeyError, TypeError, ValueError, RecursionError):
        # What the answer says is personal: neither it nor what the parser says of it is repeated.
        return ReplyUnreadable("not an answer")


def _not_granted(given: _Given) -> NotGranted:
    """Never unreadable for its words: that it was refused is true also where they cannot be shown."""
    why = given["why"]
    reasons: list[Terms] = []
    for reason in _list(given["reasons"]):
        try:
            reasons.append(read_words(reason))
        except NotWords:
            continue
    return NotGranted(Why(why) if why in list(Why) else Why.OTHER, tuple(reasons))


def _held(given: _Given, request: Request) -> HeldValues:
    values = _texts(given["values"])
    names = request.names if isinstance(request, AskHeld) else ()
    return HeldValues(MappingProxyType({name: values[name] for name in names if name in values}))


def _slots(given: _Given, _: Request) -> Slots:
    slots = [Slot(_local(slot["at"]), _count(slot["places"])) for slot in _list(given["slots"])]
    return Slots(tuple(sorted(slots, key=lambda slot: slot.at)))


def _booked(given: _Given, _: Request) -> Booked:
    return Booked(read_text(given["number"]), _local(given["at"]), read_words(given["place"]))


def _ticket(given: _Given, _: Request) -> Ticket:
    minutes = given["minutes"]
    return Ticket(
        number=read_text(given["number"]),
        ahead=_count(given["ahead"]),
        counter=read_words(given["counter"]),
        taken_at=_moment(given["taken_at"]),
        minutes=None if minutes is None else _count(minutes),
    )


def _progress(given: _Given, _: Request) -> Progress:
    cases = [_case(case) for case in _list(given["cases"])]
    return Progress(tuple(sorted(cases, key=lambda case: case.accepted_at, reverse=True)))


def _case(given: _Given) -> CaseProgress:
    note = given["note"]
    return CaseProgress(
        case_number=read_text(given["case_number"]),
        service_id=read_text(given["service_id"]),
        title=read_words(given["title"]),
        accepted_at=_moment(given["accepted_at"]),
        promised_day=_day_or_none(given["promised_day"]),
        statutory_day=_day_or_none(given["statutory_day"]),
        state=CaseState(given["state"]),
        branches=tuple(
            Branch(
                id=read_text(branch["id"]),
                department=read_words(branch["department"]),
                state=CaseState(branch["state"]),
                promised_day=_day_or_none(branch["promised_day"]),
                done_day=_day_or_none(branch["done_day"]),
            )
            for branch in _list(given["branches"])
        ),
        note=None if note is None else read_words(note),
        may_correct=_flag(given["may_correct"]),
        may_withdraw=_flag(given["may_withdraw"]),
    )


def _papers(given: _Given, request: Request) -> Papers:
    rows = request.rows if isinstance(request, AskPapers | AskPublic) else ()
    return Papers(tuple(_paper(paper, rows) for paper in _list(given["papers"])))


def _paper(given: _Given, rows: Sequence[ResultRow]) -> Mapping[str, Value]:
    """Only what the service's pack names: anything else is not even held."""
    if not isinstance(given, dict):
        raise TypeError("not a mapping")
    return MappingProxyType({row.id: _ROW_VALUES[row.kind](given[row.id]) for row in rows if row.id in given})


def _announcements(given: _Given, _: Request) -> Announcements:
    return Announcements(
        tuple(
            Announcement(
                read_text(entry["id"]),
                _day(entry["day"]),
                read_words(entry["title"]),
                read_words(entry["text"]),
            )
            for entry in _list(given["entries"])
        )
    )


def _application(given: _Given, _: Request) -> ApplicationHeld:
    return ApplicationHeld(
        service_id=read_text(given["service"]["id"]),
        service_version=_count(given["service"]["version"]),
        answers=MappingProxyType(_texts(given["answers"])),
        may_change=frozenset(read_text(step) for step in _list(given["may_change"])),
    )


def _changed(given: _Given, _: Request) -> CaseChanged:
    return CaseChanged(_case(given["case"]))


def _saved(given: _Given, _: Request) -> Saved:
    return Saved(read_text(given["code"]), _moment(given["until"]))


_READERS: Mapping[str, Callable[[_Given, Request], Answer]] = MappingProxyType(
    {
        "held-values": _held,
        "slots": _slots,
        "booking": _booked,
        "ticket": _ticket,
        "progress": _progress,
        "papers": _papers,
        "public": _papers,
        "announcements": _announcements,
        "application": _application,
        "correction": _changed,
        "withdrawal": _changed,
        "saved-form": _saved,
    }
)


def _words_or_text(given: object) -> Value:
    return read_words(given) if isinstance(given, dict) else Text(read_text(given))


def _decimal(given: object) -> Number:
    text = read_text(given)
    # As packs have numbers; 1E9999 is one to Decimal too, and would never end on a screen.
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number")
    return Number(Decimal(text), personal=True)


# By the kinds that a row of a result may have (services/format.py).
_ROW_VALUES: Mapping[FieldKind, Callable[[object], Value]] = MappingProxyType(
    {
        FieldKind.TEXT: _words_or_text,
        FieldKind.NUMBER: _decimal,
        FieldKind.AMOUNT: _decimal,
        FieldKind.DATE: lambda given: Day(_day(given), personal=True),
        FieldKind.CODE: lambda given: Code(read_text(given), personal=True),
        FieldKind.NAME: lambda given: Name(read_text(given)),
        FieldKind.ID_NUMBER: lambda given: IdNumber(read_text(given)),
        FieldKind.PHONE: lambda given: Phone(read_text(given), personal=True),
    }
)


def _list(given: object) -> list[Any]:
    if not isinstance(given, list) or len(given) > _MOST:
        raise TypeError("not a list")
    return given


def _texts(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        raise TypeError("not a mapping")
    return {name: read_text(text) for name, text in given.items()}


def _count(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _HIGHEST:
        raise TypeError("not a count")
    return given


def _flag(given: object) -> bool:
    if not isinstance(given, bool):
        raise TypeError("not true or false")
    return given


def _day(given: object) -> date:
    return date.fromisoformat(read_text(given))


def _day_or_none(given: object) -> date | None:
    return None if given is None else _day(given)


def _moment(given: object) -> datetime:
    moment = datetime.fromisoformat(read_text(given))
    if moment.utcoffset() is None:
        raise ValueError("a time without a time zone")
    return moment


def _local(given: object) -> datetime:
    moment = datetime.fromisoformat(read_text(given))
    if moment.tzinfo is not None or moment.second or moment.microsecond:
        raise ValueError("a slot is a local time, to the minute")
    return moment
