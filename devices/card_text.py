"""What a card's texts may hold, whatever card they stand on: characters of a name, days as digits."""

import unicodedata
from datetime import date

_DAY = len("YYYYMMDD")


def is_no_text(character: str) -> bool:
    """Controls, halves of a character and noncharacters, which no card's text has.

    Unassigned characters pass: this Python's tables are older than the newest rare ideographs.
    """
    point = ord(character)
    noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return noncharacter or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def stands_in(character: str) -> bool:
    """U+2580 and private-use characters stand for characters an issuing system lacked."""
    return character in "\u2580\ufffd" or unicodedata.category(character) == "Co"


def day_of(digits: str) -> date | None:
    """The day written YYYYMMDD, None if there is no such day."""
    if len(digits) != _DAY or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
