"""Is an answer one that the field takes? Pure: text in, normalised text or a fault out.

The normalised text is what is kept and sent: digits 0-9, a point for decimals, an option's id.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from kiosk.language.languages import Language
from kiosk.language.normalise import normalise_typed
from kiosk.language.values import Digits, Message, Number, Phone, Text, Value
from kiosk.services.service import Field, FieldKind


@dataclass(frozen=True)
class FieldFault:
    """Why an answer is not taken, in words for the resident."""

    message: Message


Checked = str | FieldFault

_IN_WORDS = frozenset({FieldKind.PLACE, FieldKind.TEXT})
_MISSING = FieldFault(Message("field.missing"))
# Controls, and signs without an own shape such as joiners, direction marks and tatweel.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_TATWEEL = "\u0640"
_BETWEEN_DIGITS = re.compile(r"[\s-]")
_POINT = re.compile(r"[.\u066b\uff0e]")
# 12,5 is a decimal comma; 1,000 could be a thousand, and is not guessed at.
_DECIMAL_COMMA = re.compile(r"^(\d+)[,،](\d{1,2})$")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")
_MOBILE_PHONE = re.compile(r"1\d{10}")
_DIGITS = re.compile(r"\d+")


def check_answer(field: Field, raw: str, language: Language | None = None) -> Checked:
    """The answer normalised, or the fault to show. An optional field left empty gives ``""``.

    ``language`` is the one words were typed in, and decides their letters' codes; None leaves those alone.
    Raises KeyError for an option that the field does not have: no screen can give one.
    """
    if language is not None and field.kind in _IN_WORDS:
        raw = normalise_typed(raw, language)
    text = _plain(raw)
    if not text:
        return "" if field.optional else _MISSING
    return _CHECKS[field.kind](field, text)


def answer_value(field: Field, normalised: str) -> Value:
    """What a normalised, not empty answer is, to be shown and spoken."""
    match field.kind:
        case FieldKind.CHOICE:
            return replace(field.option(normalised).label, personal=field.personal)
        case FieldKind.NUMBER:
            return Number(Decimal(normalised), personal=field.personal, unit=field.unit)
        case FieldKind.PHONE:
            return Phone(normalised, personal=field.personal)
        case FieldKind.DIGITS:
            return Digits(normalised, personal=field.personal)
        case FieldKind.PLACE | FieldKind.TEXT:
            return Text(normalised, personal=field.personal)


def _plain(raw: str) -> str:
    """Digits of every script as 0-9, no invisible characters, single spaces."""
    return unicodedata.normalize("NFC", " ".join("".join(map(_plain_sign, raw)).split()))


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if sign.isspace():
        return " "
    return "" if category in _INVISIBLE_CATEGORIES or sign == _TATWEEL else sign


def _check_choice(field: Field, text: str) -> Checked:
    return field.option(text).id


def _check_number(field: Field, text: str) -> Checked:
    written = _DECIMAL_COMMA.sub(r"\1.\2", _POINT.sub(".", text))
    if not _NUMBER.fullmatch(written):
        return FieldFault(Message("field.not_a_number"))
    number = Decimal(written).normalize()
    if _decimals(number) > field.decimals:
        return FieldFault(Message("field.not_a_number"))
    if field.low is not None and field.high is not None and not field.low <= number <= field.high:
        limits = {"low": Number(field.low), "high": Number(field.high)}
        return FieldFault(Message("field.out_of_range", limits))
    return format(number, "f")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _check_phone(field: Field, text: str) -> Checked:
    digits = _BETWEEN_DIGITS.sub("", text).removeprefix("+86")
    return digits if _MOBILE_PHONE.fullmatch(digits) else FieldFault(Message("field.phone"))


def _check_digits(field: Field, text: str) -> Checked:
    digits = _BETWEEN_DIGITS.sub("", text)
    if _DIGITS.fullmatch(digits) and len(digits) == field.length:
        return digits
    return FieldFault(Message("field.digits", {"count": Number(field.length or 0)}))


def _check_text(field: Field, text: str) -> Checked:
    if field.max_length is not None and len(text) > field.max_length:
        return FieldFault(Message("field.too_long"))
    return text


_CHECKS: Mapping[FieldKind, Callable[[Field, str], Checked]] = MappingProxyType(
    {
        FieldKind.CHOICE: _check_choice,
        FieldKind.NUMBER: _check_number,
        FieldKind.PLACE: _check_text,
        FieldKind.PHONE: _check_phone,
        FieldKind.DIGITS: _check_digits,
        FieldKind.TEXT: _check_text,
    }
)
