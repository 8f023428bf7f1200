"""From the first answer to the confirmed application: Draft → confirm() → Submission.

All of it is personal: it lives in the visit process only, and leaves it only sealed.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from kiosk.language.values import Terms

if TYPE_CHECKING:
    from kiosk.central.sealing import KeyPair

# One stroke of the signature: its points in pixels, in the order they were drawn.
Stroke = tuple[tuple[int, int], ...]


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


class NeededField(Protocol):
    """One card field that a service needs."""

    @property
    def field(self) -> str: ...


class AppliedService(Protocol):
    """What a draft has to know of its service."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def needs(self) -> Sequence[NeededField]: ...


@dataclass(frozen=True)
class Draft:
    """An application being filled in. Each step makes a new one; none is ever changed."""

    service: AppliedService
    answers: Mapping[str, str] = field(default_factory=_nothing, repr=False)
    holder: Mapping[str, str] = field(default_factory=_nothing, repr=False)

    def with_answer(self, step_id: str, answer: str) -> "Draft":
        """The draft with this step answered; an earlier answer to the same step is replaced."""
        return replace(self, answers=MappingProxyType({**self.answers, step_id: answer}))

    def without_answer(self, step_id: str) -> "Draft":
        """The draft with this step open again."""
        rest = {step: answer for step, answer in self.answers.items() if step != step_id}
        return replace(self, answers=MappingProxyType(rest))

    def only(self, step_ids: Collection[str]) -> "Draft":
        """The draft without answers to other steps: what is not asked any more is not sent."""
        kept = {step: answer for step, answer in self.answers.items() if step in step_ids}
        return replace(self, answers=MappingProxyType(kept))

    def with_holder(self, card: Mapping[str, str]) -> "Draft":
        """The draft with the card's holder: of the card only what the service needs is kept."""
        return replace(
            self,
            holder=MappingProxyType({name: card[name] for name in self._needed if name in card}),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The card fields that the service needs and the draft does not have yet."""
        return tuple(name for name in self._needed if name not in self.holder)

    @property
    def _needed(self) -> tuple[str, ...]:
        return tuple(str(need.field) for need in self.service.needs)


@dataclass(frozen=True)
class Submission:
    """What the resident confirmed, word for word. Never changed, sent under one ``key`` for ever.

    ``print_language`` is the BCP 47 tag the result is to be printed in; ``reply_key`` was made for
    this submission alone, and only the visit that holds it can read the platform's answer.
    """

    key: str
    receipt_code: str = field(repr=False)
    service_id: str
    service_version: int
    answers: Mapping[str, str] = field(repr=False)
    holder: Mapping[str, str] = field(repr=False)
    signature: tuple[Stroke, ...] | None = field(repr=False)
    print_language: str = field(repr=False)
    confirmed_at: datetime
    kiosk_id: str
    reply_key: "KeyPair" = field(repr=False)


@dataclass(frozen=True)
class Rating:
    """How somebody found a service, 1 (very dissatisfied) to 5 (very satisfied). Not linked to anyone."""

    key: str
    service_id: str
    grade: int
    kiosk_id: str


@dataclass(frozen=True)
class Acceptance:
    """The platform has made a case of the application. Days are the last working day of each term."""

    case_number: str = field(repr=False)
    accepted_at: datetime
    promised_day: date
    statutory_day: date | None
    departments: tuple[Terms, ...]


@dataclass(frozen=True)
class Refusal:
    """The platform has read the application and does not take it on; why, in every language.

    ``service_gone``: it does not offer the service any more.
    """

    reasons: tuple[Terms, ...]
    service_gone: bool = False


def confirm(
    draft: Draft,
    *,
    signature: Sequence[Stroke] | None,
    print_language: str,
    confirmed_at: datetime,
    kiosk_id: str,
) -> Submission:
    """Makes the submission of a confirmed draft, with its key, its receipt code and its reply key.

    ValueError where the draft lacks what its service needs or the time has no zone: the review screen
    must not have been reached then.
    """
    from kiosk.central.sealing import generate_keypair

    if draft.missing:
        raise ValueError("the draft lacks the card fields " + ", ".join(draft.missing))
    if confirmed_at.utcoffset() is None:
        raise ValueError("the time of confirming has no time zone")
    return Submission(
        key=str(uuid4()),
        receipt_code=make_receipt_code(),
        service_id=draft.service.id,
        service_version=draft.service.version,
        answers=MappingProxyType(dict(draft.answers)),
        holder=MappingProxyType(dict(draft.holder)),
        signature=None if signature is None else tuple(tuple(stroke) for stroke in signature),
        print_language=print_language,
        confirmed_at=confirmed_at,
        kiosk_id=kiosk_id,
        reply_key=generate_keypair(),
    )


# The five grades of the rating, worst first.
GRADES = range(1, 6)


def rate(service_id: str, grade: int, *, kiosk_id: str) -> Rating:
    """A rating under a key of its own; ValueError for a grade that is not 1 to 5."""
    if grade not in GRADES:
        raise ValueError(f"a grade is 1 to 5, not {grade}")
    return Rating(str(uuid4()), service_id, grade, kiosk_id)


# Crockford's base 32: no I, L, O and U, so that a code can be read out and written down.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_CODE_LENGTH = 8


def make_receipt_code() -> str:
    """A code such as ``7K4Q-2M9X``: seven random signs (35 bits) and one that checks them."""
    signs = [secrets.randbelow(32) for _ in range(_CODE_LENGTH - 1)]
    signs.append(_check([*signs, 0]))
    text = "".join(_SIGNS[sign] for sign in signs)
    return f"{text[:4]}-{text[4:]}"


def read_receipt_code(typed: str) -> str | None:
    """The code as printed, from what somebody typed; None where a sign is wrong or two are swapped.

    Small letters, spaces and hyphens do not matter, and O, I and L stand for 0 and 1.
    """
    text = typed.upper().translate(_MISREAD)
    if len(text) != _CODE_LENGTH or any(sign not in _SIGNS for sign in text):
        return None
    if _check([_SIGNS.index(sign) for sign in text]):
        return None
    return f"{text[:4]}-{text[4:]}"


def _check(signs: Sequence[int]) -> int:
    # Horner's rule in GF(2^5): each place weighs another power of 2, so that one wrong sign or two
    # swapped ones never give 0. (Crockford's own check modulo 37 needs five signs nobody can say.)
    total = 0
    for sign in signs:
        total <<= 1
        if total & 0b100000:
            total ^= 0b100101
        total ^= sign
    return total
