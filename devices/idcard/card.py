"""From the card's 256-byte text block to what a service may be given.

The block is UTF-16LE in fields of fixed size; its ethnicity field (bytes 32 to 36 of a resident's card) is
stepped over: it is never decoded, so no object and no exception of ours can hold it. Whatever does not add up
is CardNotRead: better no data than wrong data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from devices.card_failure import CardFailure, CardNotRead
from devices.card_text import day_of, stands_in
from devices.citizen_number import birth_in
from devices.idcard.field_text import FieldText, text_in
from devices.idcard.protocol import APPENDED_BYTES, MOST_APPENDED, TEXT_BYTES

__all__ = [
    "CardAnswer", "CardFailure", "CardNotRead", "CardRead", "IdentityCard", "Kind", "Sex",
    "card_from_text", "has_address", "with_appended_address",
]  # fmt: skip

Kind = Literal["resident", "hmt-permit", "foreigner"]
Sex = Literal["male", "female", "unknown"]


@dataclass(frozen=True)
class IdentityCard:
    """What we take from a card. Only the kind shows in its repr, so that no log can hold a person.

    ``number``: 18 characters, or 15 on a foreigner's card of 2017. ``address`` and ``authority`` are "" where
    the card has none; ``authority`` is a code on a foreigner's card of 2017. ``valid_to`` None: 长期, no end.
    ``sex`` is "unknown" where the card says so, or where field and number contradict each other.
    ``name`` of a foreigner is the Chinese one if the card has one.
    ``name_may_be_cut``: the name fills its field, or holds a stand-in for a character that was lacking: the
    resident has to confirm it.
    ``address`` is the newest one only if the card was asked for an appended one (SamReader.read).
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
_SEXES: Mapping[str, Sex] = {"0": "unknown", "1": "male", "2": "female", "9": "unknown"}  # GB/T 2261.1
_FOREIGNER_NUMBER = 15


class _MismatchError(Exception):
    """Names the field, never what stands in it."""


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


def has_address(card: IdentityCard) -> bool:
    """Whether cards of its kind have an address, and so may have an appended one."""
    return card.kind != "foreigner"


def with_appended_address(card: IdentityCard, data: bytes) -> CardAnswer:
    """The card with the address it was given after it was printed; ``data`` as the module answers 30 03.

    Never raises; UNREADABLE for what is no address: the printed one instead would be an old one that nobody
    knows to be old. Modules answer with the newest one, 70 bytes of UTF-16LE (so the makers' own
    "ReadNewAppMsg, at most 70 bytes"). One maker's library has room for four of them; which of several is the
    newest is published nowhere that we found, so several are UNREADABLE and one among empty ones is taken.
    """
    unreadable = CardNotRead(CardFailure.UNREADABLE, "does not add up: appended address")
    if len(data) % APPENDED_BYTES or len(data) > MOST_APPENDED * APPENDED_BYTES:
        return unreadable
    fields = [data[start : start + APPENDED_BYTES] for start in range(0, len(data), APPENDED_BYTES)]
    texts = [text_in(field_bytes) for field_bytes in fields]
    given = [text for text in texts if text is None or text.value]
    if len(given) != 1 or given[0] is None:
        return unreadable
    return CardRead(replace(card, address=given[0].value))


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
        if birth_in(number) != birth:
            raise _MismatchError("number")
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
        name_may_be_cut=name.full or any(stands_in(character) for character in name.value),
    )


def _name(block: bytes, fields: _Fields) -> FieldText:
    name = _text(block, fields, "name")
    if not name.value:
        name = _text(block, fields, "latin name", "more latin name")
    if not name.value:
        raise _MismatchError("name")
    return name


def _text(block: bytes, fields: _Fields, *names: str) -> FieldText:
    """The fields' text, joined before it is trimmed, since a name goes on in the next field."""
    text = text_in(b"".join(block[slice(*fields[name])] for name in names if name in fields))
    if text is None:
        raise _MismatchError(names[0])
    return text


def _last_day(block: bytes, fields: _Fields) -> date | None:
    if _text(block, fields, "valid_to").value == _WITHOUT_END:
        return None
    return _date(block, fields, "valid_to")


def _date(block: bytes, fields: _Fields, name: str) -> date:
    day = day_of(_text(block, fields, name).value)
    if day is None:
        raise _MismatchError(name)
    return day


def _check_foreigner_number(number: str) -> None:
    """The card of 2017: three letters of a country and twelve digits."""
    well_formed = len(number) == _FOREIGNER_NUMBER and number.isascii()
    if not (well_formed and number[:3].isalpha() and number[3:].isdigit()):
        raise _MismatchError("number")
