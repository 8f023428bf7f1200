"""From the card's records to what a service may be given.

Taken are name, citizen number, card number and the two days; nothing else of the person exists here.
Whatever does not add up is CardNotRead: better no data than wrong data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devices.card_failure import CardFailure, CardNotRead
from devices.card_text import day_of, is_no_text, stands_in
from devices.citizen_number import birth_in
from devices.smartcard.socialcard.protocol import LENGTHS, Tag

# None of them can be the later byte of a character in GB18030.
_PADDING = b"\0 \xff"
_NOT_GIVEN = (b"", bytes(4), b"\xff" * 4)


@dataclass(frozen=True)
class SocialCard:
    """What we take from a card. Only the generation shows in its repr, so that no log can hold a person.

    ``number``: the citizen's 18 characters. ``card_number``: the social-security card's own. ``issued`` and
    ``expires`` are None where the card does not give them.
    ``name_may_be_cut``: the name fills its fields, or holds a stand-in for a character that was lacking: the
    resident has to confirm it.
    """

    generation: int
    name: str = field(repr=False)
    number: str = field(repr=False)
    card_number: str = field(repr=False)
    issued: date | None = field(repr=False)
    expires: date | None = field(repr=False)
    name_may_be_cut: bool = field(repr=False)

    def expired(self, today: date) -> bool:
        """Its last day is before today."""
        return self.expires is not None and self.expires < today


@dataclass(frozen=True)
class SocialCardRead:
    """A card, checked."""

    card: SocialCard


SocialCardAnswer = SocialCardRead | CardNotRead

Records = Mapping[Tag, bytes]
"""Values as they stand on the card."""


class _MismatchError(Exception):
    """Names the record, never what stands in it."""


def generation_of(version: bytes) -> int | None:
    """1, 2 or 3 from the version record ("2.00"), None for anything else."""
    digit = version[:1]
    return int(digit) if digit in (b"1", b"2", b"3") and version[1:2] in (b".", b"0") else None


def card_from_records(records: Records) -> SocialCardRead | CardNotRead:
    """The card with these records; MORE_NAME may be missing. Never raises; UNREADABLE instead."""
    try:
        return SocialCardRead(_card(records))
    except _MismatchError as trouble:
        return CardNotRead(CardFailure.UNREADABLE, f"does not add up: {trouble}")


def _card(records: Records) -> SocialCard:
    generation = generation_of(_value(records, Tag.VERSION))
    if generation is None:
        raise _MismatchError("version")
    number = _number(_value(records, Tag.NUMBER))
    name, full = _name(_value(records, Tag.NAME), records.get(Tag.MORE_NAME, b""))
    issued = _day(_value(records, Tag.ISSUED), "issued")
    expires = _day(_value(records, Tag.EXPIRES), "expires")
    if issued is not None and expires is not None and expires < issued:
        raise _MismatchError("order of dates")
    return SocialCard(
        generation=generation,
        name=name,
        number=number,
        card_number=_card_number(_value(records, Tag.CARD_NUMBER)),
        issued=issued,
        expires=expires,
        name_may_be_cut=full or any(stands_in(character) for character in name),
    )


def _value(records: Records, tag: Tag) -> bytes:
    if tag not in records:
        raise _MismatchError(tag.name.lower())
    return records[tag]


def _name(first: bytes, more: bytes) -> tuple[str, bool]:
    """The name, and whether it fills its fields. Joined as bytes: a character may be split between them."""
    rest = more.rstrip(_PADDING)
    start = first.rstrip(_PADDING)
    if rest and start[-1:].isalpha() and rest[:1].isalpha() and first[len(start) : len(start) + 1] == b" ":
        start += b" "  # the space between two words, not one that fills the field
    text = _text(start + rest)
    if not text or any(is_no_text(character) for character in text):
        raise _MismatchError("name")
    return text, len(rest) == LENGTHS[Tag.MORE_NAME] or (not more and len(start) == LENGTHS[Tag.NAME])


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode("gb18030").strip(" \u3000")
    except UnicodeDecodeError:
        # Not passed on: it would carry the name's bytes about.
        return None


def _number(raw: bytes) -> str:
    number = _ascii(raw).upper()
    if birth_in(number) is None:
        raise _MismatchError("number")
    return number


def _card_number(raw: bytes) -> str:
    number = _ascii(raw)
    if not number.isalnum():
        raise _MismatchError("card number")
    return number.upper()


def _ascii(raw: bytes) -> str:
    """The text, or "" if it is none."""
    trimmed = raw.strip(_PADDING)
    return trimmed.decode("ascii") if trimmed.isascii() else ""


def _day(raw: bytes, record: str) -> date | None:
    """Packed decimal, YYYYMMDD."""
    if raw in _NOT_GIVEN:
        return None
    day = day_of(raw.hex()) if len(raw) == LENGTHS[Tag.ISSUED] else None
    if day is None:
        raise _MismatchError(record)
    return day
