"""What can stand in a message's placeholder.

A value knows what it is, not how it looks: display.py writes it for the eye, speech/words.py for
the ear. ``personal`` marks what must not be spoken over a loudspeaker unless the resident asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Terms:
    """A term that a service pack gives in every language: {language tag: words}."""

    words: Mapping[str, str]
    personal: bool = False


@dataclass(frozen=True)
class Number:
    """A count or a measure. Its unit stands in the message, or is given where there is no message."""

    amount: int | Decimal
    personal: bool = False
    unit: Terms | None = None


@dataclass(frozen=True)
class Day:
    """A calendar day."""

    day: date
    personal: bool = False


@dataclass(frozen=True)
class Moment:
    """A day and a time of day, to the minute, in local time."""

    at: datetime
    personal: bool = False


@dataclass(frozen=True)
class Code:
    """A case number, receipt code or failure code: never turned, spoken sign by sign."""

    text: str
    personal: bool = False


@dataclass(frozen=True)
class Phone:
    """A telephone number, spoken in groups of digits."""

    text: str
    personal: bool = False


@dataclass(frozen=True)
class IdNumber:
    """An 18-character ID number, spoken 6-4-4-4."""

    text: str
    personal: bool = True


@dataclass(frozen=True)
class Digits:
    """Digits without a value, such as the end of a bank card's number: spoken one by one."""

    text: str
    personal: bool = False


@dataclass(frozen=True)
class Name:
    """A person's name exactly as the card or the resident gave it."""

    text: str
    personal: bool = True


@dataclass(frozen=True)
class Text:
    """Free text of unknown script, such as an address or what the resident typed."""

    text: str
    personal: bool = True


Value = Number | Day | Moment | Code | Phone | IdNumber | Digits | Name | Text | Terms


@dataclass(frozen=True)
class Message:
    """A catalogue key with the values for its placeholders; the one form in which words travel."""

    key: str
    values: Mapping[str, Value] | None = None


# What a screen can show and say: a message of ours, or a term of a service pack.
Words = Message | Terms
