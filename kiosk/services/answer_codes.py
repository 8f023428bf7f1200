"""Answers that are a number or a code without a value: telephone, cards, credit code, receipts.

What has a check digit is compared with it, so that one wrong sign is told where it was typed.
"""

import re

from kiosk.application import read_receipt_code
from kiosk.language.values import Number
from kiosk.services.field_fault import Checked, fault
from kiosk.services.service import Field
from kiosk.services.typed_signs import code_signs

_BETWEEN = re.compile(r"[\s-]")
_MOBILE_PHONE = re.compile(r"1\d{10}")
_DIGITS = re.compile(r"[0-9]+")
# ISO/IEC 7812: up to 19 digits; cards in use have 12 at least.
_BANK_CARD = re.compile(r"[0-9]{12,19}")
# GB 11643: region, birth, number, check digit.
_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
# GB 32100: without I, O, S, V and Z.
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
# Letters that a credit code has none of, for the figures they look like.
_FIGURES = str.maketrans("OI", "01")
_RECEIPT_CODE_SIGNS = 8


def check_phone(field: Field, text: str) -> Checked:
    digits = _BETWEEN.sub("", text).removeprefix("+86")
    return digits if _MOBILE_PHONE.fullmatch(digits) else fault("field.phone")


def check_digits(field: Field, text: str) -> Checked:
    digits = _BETWEEN.sub("", text)
    if _DIGITS.fullmatch(digits) and len(digits) == field.length:
        return digits
    return fault("field.digits", count=Number(field.length or 0))


def check_bank_card(field: Field, text: str) -> Checked:
    from stdnum import luhn

    digits = _BETWEEN.sub("", text)
    if not _BANK_CARD.fullmatch(digits):
        return fault("field.bank_card")
    return digits if luhn.is_valid(digits) else fault("field.compare")


def check_id_number(field: Field, text: str) -> Checked:
    """Length, birth date and check digit. Whether a region ever had the code in it is not asked."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    number = _BETWEEN.sub("", code_signs(text))
    if not _ID_NUMBER.fullmatch(number):
        return fault("field.id_number")
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return fault("field.compare")
    return number if number[-1] == ric.calc_check_digit(number) else fault("field.compare")


def check_credit_code(field: Field, text: str) -> Checked:
    from stdnum.cn import uscc

    code = _BETWEEN.sub("", code_signs(text)).translate(_FIGURES)
    if not _CREDIT_CODE.fullmatch(code):
        return fault("field.credit_code")
    return code if uscc.is_valid(code) else fault("field.compare")


def check_code(field: Field, text: str) -> Checked:
    """As the mask has it; signs that stand in the mask themselves need not be typed."""
    mask = field.mask or ""
    signs = code_signs(text).replace(" ", "")
    for typed in (signs, re.sub(r"[^0-9A-Z]", "", signs)):
        code = _in_mask(typed, mask)
        if code is not None:
            return code
    return fault("field.code")


def check_receipt_code(field: Field, text: str) -> Checked:
    signs = code_signs(text)
    if len(_BETWEEN.sub("", signs)) != _RECEIPT_CODE_SIGNS:
        return fault("field.receipt_code")
    code = read_receipt_code(signs)
    return fault("field.compare") if code is None else code


def _in_mask(signs: str, mask: str) -> str | None:
    """The signs in the places of the mask, with those in it that were not typed; None if they do not fit."""
    code: list[str] = []
    at = 0
    for place in mask:
        sign = signs[at : at + 1]
        if place not in "#@*":
            at += sign == place
            code.append(place)
            continue
        if not sign or not _fits(sign, place):
            return None
        code.append(sign)
        at += 1
    return "".join(code) if at == len(signs) else None


def _fits(sign: str, place: str) -> bool:
    is_digit, is_letter = "0" <= sign <= "9", "A" <= sign <= "Z"
    return (is_digit and place in "#*") or (is_letter and place in "@*")
