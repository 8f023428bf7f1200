"""The citizen number (GB 11643): division 6, birth 8, order 3, check digit (ISO 7064 MOD 11-2)."""

from datetime import date
from typing import Literal

from stdnum.cn import ric

from devices.card_text import day_of

_LENGTH = 18


def birth_in(number: str) -> date | None:
    """The day of birth in a citizen number, None if it is no such number. The division is not looked up.

    A last x has to be a capital one.
    """
    well_formed = len(number) == _LENGTH and number.isascii() and number[:-1].isdigit()
    if not well_formed or number[-1] != ric.calc_check_digit(number):
        return None
    return day_of(number[6:14])


def sex_in(number: str) -> Literal["male", "female"]:
    """The sex in a citizen number (see birth_in): the order is odd for men."""
    return "male" if int(number[16]) % 2 else "female"
