"""From the card's 256-byte text block to what a service may be given.

The block is UTF-16LE in fields of fixed size; its ethnicity field (bytes 32 to 36 of a resident's card) is
stepped over: it is never decoded, so no object and no exception of ours can hold it. Whatever does not add up
is CardNotRead: better no data than wrong data.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from stdnum.cn import ric

from devices.idcard.protocol import TEXT_BYTES

Kind = Literal["resident", "hmt-permit", "foreigner"]
Sex = Literal["male", "female", "unknown"]


class CardFailure(StrEnum):
    """Why there is no card data: six different things, so that the right one can be put right."""

    SERVICE_DOWN = "CARD-01"
    NO_READER = "CARD-02"
    NO_CARD = "CARD-03"
    UNREADABLE = "CARD-04"
    WRONG_KIND = "CARD-05"
    REMOVED = "CARD-06"


@dataclass(frozen=True)
class IdentityCard:
    """What we take from a card. Only the kind shows in its repr, so that no log can hold a person.

    ``number``: 18 characters, or 15 on a foreigner's card of 2017. ``address`` and ``authority`` are "" where
    the card has none; ``authority`` is a code on a foreigner's card of 2017. ``valid_to`` None: 长期, no end.
    ``sex`` is "unknown" where the card says so, or where field and number contradict each other.
    ``name`` of a foreigner is the Chinese one if the card has one.
    ``name_may_be_cut``: the name fills its field, or holds a stand-in for a character that was lacking: the
    resident has to confirm it.
    """

    kind: Kind
    name: str = field(repr=False)
    number: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    address: str = field(repr=False)
    authority: str = field(repr=False)
    valid_from: date = field(repr=False)
    valid_to: date | None = field(repr=False)
    name_may_be_cut: bool = field(repr=False)

    def expired(self, today: date) -> bool:
        """Its last day is before today."""
        return self.valid_to is not None and self.valid_to < today


@dataclass(frozen=True)
class CardRead:
    """A card, checked."""

    card: IdentityCard


@dataclass(frozen=True)
class CardNotRead:
    """No card; ``detail`` is English, for the technician, and never about the person."""

    failure: CardFailure
    detail: str


CardAnswer = CardRead | CardNotRead

_Span = tuple[int, int]
_Fields = Mapping[str, _Span]

# Offsets in bytes. Nothing here covers bytes 32 to 36 but the Latin name of the foreigner's card of 2017.
_RESIDENT: _Fields = {
    "name": (0, 30),
    "sex": (30, 32),
    "birth": (36, 52),
    "address": (52, 122),
    "number": (122, 158),
    "authority": (158, 188),
    "valid_from": (188, 204),
    "valid_to": (204, 220),
}
_FOREIGNER_2017: _Fields = {
    "latin name": (0, 120),
    "sex": (120, 122),
    "number": (122, 152),
    "name": (158, 188),
    "valid_from": (188, 204),
    "valid_to": (204, 220),
    "birth": (220, 236),
    "authority": (240, 248),
}
_FOREIGNER_2023: _Fields = {
    "name": (0, 30),
    "sex": (30, 32),
    "birth": (36, 52),
    "latin name": (52, 122),
    "number": (122, 158),
    "valid_from": (188, 204),
    "valid_to": (204, 220),
    "more latin name": (220, 242),
}
_TYPE: _Span = (248, 250)
_TYPES: Mapping[str, tuple[Kind, _Fields]] = {
    "J": ("hmt-permit", _RESIDENT),
    "I": ("foreigner", _FOREIGNER_2017),
    "Y": ("foreigner", _FOREIGNER_2023),
}

_WITHOUT_END = "长期"
_PADDING = " \0\u3000"
_SEXES: Mapping[str, Sex] = {"0": "unknown", "1": "male", "2": "female", "9": "unknown"}  # GB/T 2261.1
_DIVISION_NUMBER = 18
_FOREIGNER_NUMBER = 15


class _MismatchError(Exception):
    """Names the field, never what stands in it."""


@dataclass(frozen=True)
class _Text:
    value: str
    full: bool


def card_from_text(block: bytes) -> CardAnswer:
    """The card whose text block (256 bytes) this is. Never raises; UNREADABLE or WRONG_KIND instead."""
    if len(block) != TEXT_BYTES:
        return CardNotRead(CardFailure.UNREADABLE, "the text block has not 256 bytes")
    mark = block[slice(*_TYPE)].decode("utf-16-le", "surrogatepass")
    if mark not in _TYPES and mark.isascii() and mark.isalpha():
        return CardNotRead(CardFailure.WRONG_KIND, "a card type we do not know")
    kind, fields = _TYPES.get(mark, ("resident", _RESIDENT))
    try:
        return CardRead(_card(block, kind, fields))
    except _MismatchError as trouble:
        return CardNotRead(CardFailure.UNREADABLE, f"does not add up: {trouble}")


def _card(block: bytes, kind: Kind, fields: _Fields) -> IdentityCard:
    number = _text(block, fields, "number").value.upper()
    birth = _date(block, fields, "birth")
    sex_mark = _text(block, fields, "sex").value
    if sex_mark not in _SEXES:
        raise _MismatchError("sex")
    sex = _SEXES[sex_mark]
    if fields is _FOREIGNER_2017:
        _check_foreigner_number(number)
    else:
        _check_division_number(number, birth)
        if kind != "foreigner" and sex != "unknown" and (int(number[16]) % 2 == 1) != (sex == "male"):
            # Both stand on real cards issued wrongly; saying neither turns nobody away and claims nothing.
            sex = "unknown"
    name = _name(block, fields)
    valid_from = _date(block, fields, "valid_from")
    valid_to = _last_day(block, fields)
    if valid_from < birth or (valid_to is not None and valid_to < valid_from):
        raise _MismatchError("order of dates")
    return IdentityCard(
        kind=kind,
        name=name.value,
        number=number,
        sex=sex,
        birth=birth,
        address=_text(block, fields, "address").value,
        authority=_text(block, fields, "authority").value,
        valid_from=valid_from,
        valid_to=valid_to,
        name_may_be_cut=name.full or any(_stands_in(character) for character in name.value),
    )


def _name(block: bytes, fields: _Fields) -> _Text:
    name = _text(block, fields, "name")
    if not name.value:
        name = _text(block, fields, "latin name", "more latin name")
    if not name.value:
        raise _MismatchError("name")
    return name


def _text(block: bytes, fields: _Fields, *names: str) -> _Text:
    """The fields' text, joined before it is trimmed, since a name goes on in the next field."""
    raw = b"".join(block[slice(*fields[name])] for name in names if name in fields)
    # surrogatepass: a UnicodeDecodeError would carry the field's bytes about.
    text = raw.decode("utf-16-le", "surrogatepass")
    full = bool(text) and text[-1] not in _PADDING
    if full and "\ud800" <= text[-1] <= "\udbff":
        # The field's end has cut a two-unit character in half; what is before it stands.
        text = text[:-1]
    text = text.strip(_PADDING)
    if any(_is_no_text(character) for character in text):
        raise _MismatchError(names[0])
    return _Text(text, full)


def _is_no_text(character: str) -> bool:
    # Unassigned characters pass: this Python's tables are older than the newest rare ideographs.
    point = ord(character)
    noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return noncharacter or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _stands_in(character: str) -> bool:
    """U+2580 and private-use characters stand for characters an issuing system lacked."""
    return character in "\u2580\ufffd" or unicodedata.category(character) == "Co"


def _last_day(block: bytes, fields: _Fields) -> date | None:
    if _text(block, fields, "valid_to").value == _WITHOUT_END:
        return None
    return _date(block, fields, "valid_to")


def _date(block: bytes, fields: _Fields, name: str) -> date:
    day = _day(_text(block, fields, name).value)
    if day is None:
        raise _MismatchError(name)
    return day


def _day(digits: str) -> date | None:
    if len(digits) != len("YYYYMMDD") or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _check_division_number(number: str, birth: date) -> None:
    """GB 11643: division 6 (not looked up), birth 8, order 3, check digit (ISO 7064 MOD 11-2)."""
    well_formed = len(number) == _DIVISION_NUMBER and number.isascii() and number[:-1].isdigit()
    if not well_formed or number[-1] != ric.calc_check_digit(number) or _day(number[6:14]) != birth:
        raise _MismatchError("number")


def _check_foreigner_number(number: str) -> None:
    """The card of 2017: three letters of a country and twelve digits."""
    well_formed = len(number) == _FOREIGNER_NUMBER and number.isascii()
    if not (well_formed and number[:3].isalpha() and number[3:].isdigit()):
        raise _MismatchError("number")
