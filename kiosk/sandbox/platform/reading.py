"""What the platform reads in an opened envelope, and the reply it seals.

Written from the description of the format in kiosk/central/contents.py and on purpose not with its code:
what this cannot read, another platform could not read either.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kiosk.central.sealing import PUBLIC_KEY_LENGTH, Binding, seal

Words = Mapping[str, str]
ANSWER_STEP = 4096


@dataclass(frozen=True)
class ReceivedApplication:
    """One application as it arrived. ``as_sent`` is all of it but the reply key."""

    service_id: str
    receipt_code: str
    reply_key: bytes = field(repr=False)
    as_sent: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True)
class ReceivedRating:
    service_id: str
    grade: int


@dataclass(frozen=True)
class ReceivedQuestion:
    """One question as it arrived; ``parts`` is all of it but its name and the reply key."""

    asked: str
    reply_key: bytes = field(repr=False)
    parts: Mapping[str, Any] = field(repr=False)


class NotReadableError(ValueError):
    """The contents are not what the format says. The message names the part, never its value."""


def read_application(contents: bytes) -> ReceivedApplication:
    given = _object(contents)
    service = _table(given, "service")
    _expect(_is_text(service.get("id")) and isinstance(service.get("version"), int), "service")
    for part in ("answers", "holder"):
        _expect(all(isinstance(text, str) for text in _table(given, part).values()), part)
    for part in ("receipt_code", "print_language"):
        _expect(_is_text(given.get(part)), part)
    _expect(given.get("signature") is None or _is_signature(given["signature"]), "signature")
    _expect(_is_moment(given.get("confirmed_at")), "confirmed_at")
    return ReceivedApplication(
        service_id=str(service["id"]),
        receipt_code=str(given["receipt_code"]),
        reply_key=_key(given.get("reply_key")),
        as_sent={part: value for part, value in given.items() if part != "reply_key"},
    )


def read_rating(contents: bytes) -> ReceivedRating:
    given = _object(contents)
    service_id, grade = given.get("service_id"), given.get("grade")
    _expect(_is_text(service_id), "service_id")
    _expect(grade in (1, 2, 3, 4, 5), "grade")
    return ReceivedRating(str(service_id), int(str(grade)))


def read_question(contents: bytes) -> ReceivedQuestion:
    given = _object(contents)
    asked = given.get("asked")
    _expect(isinstance(asked, str) and asked in _QUESTIONS, "asked")
    for part in _QUESTIONS[str(asked)]:
        _PARTS[part](given)
    parts = {part: value for part, value in given.items() if part not in ("asked", "reply_key")}
    return ReceivedQuestion(str(asked), _key(given.get("reply_key")), parts)


def acceptance_reply(
    case_number: str,
    accepted_at: datetime,
    promised_day: date,
    statutory_day: date | None,
    departments: Sequence[Words],
) -> dict[str, object]:
    return {
        "outcome": "accepted",
        "case_number": case_number,
        "accepted_at": accepted_at.isoformat(),
        "promised_day": promised_day.isoformat(),
        "statutory_day": None if statutory_day is None else statutory_day.isoformat(),
        "departments": [dict(words) for words in departments],
    }


def refusal_reply(reasons: Sequence[Words], why: str = "other") -> dict[str, object]:
    return {"outcome": "refused", "why": why, "reasons": [dict(words) for words in reasons]}


def seal_reply(
    reply: Mapping[str, object], reply_key: bytes, kiosk_id: str, key: str, purpose: str = "reply"
) -> bytes:
    """The reply that only the visit can open which sent this key. NotReadableError for a key of no use."""
    contents = json.dumps(reply, ensure_ascii=False).encode()
    if purpose == "answer":
        # In steps, so that the size of an answer does not tell what was asked.
        contents = contents.ljust(-(-len(contents) // ANSWER_STEP) * ANSWER_STEP)
    try:
        return seal(contents, reply_key, Binding(purpose, kiosk_id, key))
    except ValueError:
        raise NotReadableError("reply_key") from None


def _object(contents: bytes) -> dict[str, object]:
    try:
        given = json.loads(contents)
    except (ValueError, RecursionError):
        raise NotReadableError("JSON") from None
    if not isinstance(given, dict):
        raise NotReadableError("JSON object")
    return given


def _table(given: Mapping[str, object], part: str) -> dict[str, object]:
    table = given.get(part)
    if not isinstance(table, dict):
        raise NotReadableError(part)
    return table


def _expect(right: bool, part: str) -> None:
    if not right:
        raise NotReadableError(part)


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given)


def _is_signature(given: object) -> bool:
    return isinstance(given, list) and all(
        isinstance(stroke, list)
        and all(
            isinstance(point, list) and [type(measure) for measure in point] == [int, int] for point in stroke
        )
        for stroke in given
    )


def _is_moment(given: object) -> bool:
    try:
        return datetime.fromisoformat(str(given)).utcoffset() is not None
    except ValueError:
        return False


def _key(given: object) -> bytes:
    try:
        key = base64.b64decode(str(given), validate=True)
    except ValueError:
        raise NotReadableError("reply_key") from None
    _expect(len(key) == PUBLIC_KEY_LENGTH, "reply_key")
    return key


def _is_service(given: Mapping[str, object]) -> None:
    service = _table(given, "service")
    _expect(_is_text(service.get("id")) and isinstance(service.get("version"), int), "service")


def _is_form(given: Mapping[str, object]) -> None:
    form = _table(given, "form")
    _is_service(form)
    for part in ("answers", "holder"):
        _has_texts(form, part)
    _expect(form.get("signature") is None or _is_signature(form["signature"]), "signature")


def _is_holder(given: Mapping[str, object]) -> None:
    _expect(_is_text(_table(given, "holder").get("number")), "holder")


def _is_proof(given: Mapping[str, object]) -> None:
    proof = _table(given, "proof")
    _expect(set(proof) in ({"number"}, {"receipt_code"}) and all(map(_is_text, proof.values())), "proof")


def _is_case(given: Mapping[str, object]) -> None:
    case = _table(given, "case")
    _expect(_is_text(case.get("case_number")), "case")
    _is_proof(case)


def _is_slot(given: Mapping[str, object]) -> None:
    try:
        right = datetime.fromisoformat(str(given.get("slot"))).tzinfo is None
    except ValueError:
        right = False
    _expect(right, "slot")


def _are_days(given: Mapping[str, object]) -> None:
    for part in ("first_day", "last_day"):
        try:
            date.fromisoformat(str(given.get(part)))
        except ValueError:
            raise NotReadableError(part) from None


def _has_texts(given: Mapping[str, object], part: str) -> None:
    _expect(all(isinstance(text, str) for text in _table(given, part).values()), part)


def _are_names(given: Mapping[str, object], part: str) -> None:
    names = given.get(part)
    _expect(isinstance(names, list) and all(map(_is_text, names)), part)


# What each question is made of, and how each part is checked.
_QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "held-values": ("service", "holder", "names"),
    "slots": ("service", "department", "days"),
    "booking": ("form", "department", "slot"),
    "ticket": ("form", "department"),
    "progress": ("proof",),
    "papers": ("form", "rows"),
    "public": ("service", "answers", "rows"),
    "announcements": ("service",),
    "application": ("case",),
    "correction": ("case", "form"),
    "withdrawal": ("case",),
    "saved-form": ("form",),
}
_PARTS: Mapping[str, Callable[[Mapping[str, object]], None]] = {
    "service": _is_service,
    "form": _is_form,
    "holder": _is_holder,
    "proof": _is_proof,
    "case": _is_case,
    "slot": _is_slot,
    "days": _are_days,
    "names": lambda given: _are_names(given, "names"),
    "rows": lambda given: _are_names(given, "rows"),
    "answers": lambda given: _has_texts(given, "answers"),
    "department": lambda given: _expect(isinstance(given.get("department"), str), "department"),
}
