"""Is an answer one that the field takes? Pure: text in, normalised text or a fault out.

The normalised text is what is kept and sent: digits 0-9, a point for decimals, an option's id, days and
moments in ISO form, yes or no, several options with commas between.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from kiosk.language.languages import ENGLISH, Language
from kiosk.language.normalise import normalise_typed
from kiosk.language.values import Number
from kiosk.services.answer_codes import (
    check_bank_card,
    check_code,
    check_credit_code,
    check_digits,
    check_id_number,
    check_phone,
    check_receipt_code,
)
from kiosk.services.answer_numbers import check_amount, check_date, check_number
from kiosk.services.answer_values import answer_value
from kiosk.services.conditions import BETWEEN
from kiosk.services.field_fault import Checked, FieldFault, fault
from kiosk.services.service import Field, FieldKind
from kiosk.services.typed_signs import plain

__all__ = ["NOT_SIGNED", "SIGNED", "Checked", "FieldFault", "answer_value", "check_answer"]

# What is kept of a signature as a step: that there is one, or that the resident cannot sign.
SIGNED, NOT_SIGNED = "signed", "not-signed"

_IN_WORDS = frozenset({FieldKind.PLACE, FieldKind.TEXT, FieldKind.NAME})
_MISSING = fault("field.missing")
# Code points that a character as people count them may have, on average: what is kept stays small.
_CODES_A_CHARACTER = 4
# What stands between the parts of a name besides letters. Every dot is kept as ·.
_IN_NAMES = frozenset(" '\u2019-")
_DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb\ufe52\uff65\uff0e.]")
_SLOT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def check_answer(
    field: Field, raw: str, language: Language | None = None, *, today: date | None = None
) -> Checked:
    """The answer normalised, or the fault to show. An optional field left empty gives ``""``.

    ``language`` is the one words were typed in, and decides their letters' codes; None leaves those alone.
    ``today`` is what relative limits of a date count from. Raises KeyError for an option that the field does
    not have, or another answer than a key of its screen gives: no screen can give one.
    """
    if language is not None and field.kind in _IN_WORDS:
        raw = normalise_typed(raw, language)
    text = plain(raw)
    if not text:
        return "" if field.optional else _MISSING
    match field.kind:
        case FieldKind.DATE:
            return check_date(field, text, today)
        case FieldKind.NAME | FieldKind.PLACE | FieldKind.TEXT:
            return _check_words(field, text, language or ENGLISH)
        case _:
            return _CHECKS[field.kind](field, text)


def _check_choice(field: Field, text: str) -> Checked:
    return field.option(text).id


def _check_several(field: Field, text: str) -> Checked:
    """The options in their own order, each once."""
    chosen = {field.option(part.strip()).id for part in text.split(BETWEEN) if part.strip()}
    if len(chosen) < field.at_least:
        return fault("field.too_few", count=Number(field.at_least))
    if field.at_most is not None and len(chosen) > field.at_most:
        return fault("field.too_many", count=Number(field.at_most))
    return BETWEEN.join(option.id for option in field.options if option.id in chosen)


def _check_yes_no(field: Field, text: str) -> Checked:
    return {"yes": "yes", "no": "no"}[text]


def _check_declaration(field: Field, text: str) -> Checked:
    return text if text == "agreed" else fault("field.must_agree")


def _check_signature(field: Field, text: str) -> Checked:
    return {SIGNED: SIGNED, NOT_SIGNED: NOT_SIGNED}[text]


def _check_attachment(field: Field, text: str) -> Checked:
    return {"at-counter": "at-counter"}[text]


def _check_slot(field: Field, text: str) -> Checked:
    if not _SLOT.fullmatch(text):
        raise KeyError(field.id)
    try:
        return datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        raise KeyError(field.id) from None


def _check_words(field: Field, text: str, language: Language) -> Checked:
    if field.kind is FieldKind.NAME:
        text = " ".join(_DOTS.sub("\u00b7", text).split()).strip("\u00b7 ")
        if not text or not all(_stands_in_names(sign) for sign in text) or not any(map(str.isalpha, text)):
            return fault("field.name_letters")
    longest = field.max_length
    if longest is not None and len(text) > longest and _is_too_long(text, longest, language):
        return fault("field.too_long")
    return text


def _stands_in_names(sign: str) -> bool:
    return (
        sign.isalpha()
        or sign in _IN_NAMES
        or sign == "\u00b7"
        or unicodedata.category(sign) in ("Mn", "Mc", "Lm")
    )


def _is_too_long(text: str, longest: int, language: Language) -> bool:
    """Counted in characters as people see them; but no text may hide without end in a few of them."""
    if len(text) > longest * _CODES_A_CHARACTER:
        return True
    # The text engine's library is there wherever a text is typed, and nowhere needed to read a pack.
    from kiosk.text.characters import characters_of

    return characters_of(text, language).count > longest


_CHECKS: Mapping[FieldKind, Callable[[Field, str], Checked]] = MappingProxyType(
    {
        FieldKind.CHOICE: _check_choice,
        FieldKind.SEVERAL: _check_several,
        FieldKind.YES_NO: _check_yes_no,
        FieldKind.NUMBER: check_number,
        FieldKind.AMOUNT: check_amount,
        FieldKind.SLOT: _check_slot,
        FieldKind.PHONE: check_phone,
        FieldKind.DIGITS: check_digits,
        FieldKind.BANK_CARD: check_bank_card,
        FieldKind.ID_NUMBER: check_id_number,
        FieldKind.CREDIT_CODE: check_credit_code,
        FieldKind.CODE: check_code,
        FieldKind.RECEIPT_CODE: check_receipt_code,
        FieldKind.DECLARATION: _check_declaration,
        FieldKind.SIGNATURE: _check_signature,
        FieldKind.ATTACHMENT: _check_attachment,
    }
)
