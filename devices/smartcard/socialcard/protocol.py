"""What is said to the chip of a social-security card, and how its records are taken apart.

A record is tag (1 byte), length (1 byte), value. Only the tags of Tag are ever asked for. Should a chip
answer with more than was asked, the rest is stepped over: its bytes are counted and never taken.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

APPLICATION = b"sx1.sh.\xc9\xe7\xbb\xe1\xb1\xa3\xd5\xcf"  # sx1.sh.社会保障, in GBK
CARD_FILE, PERSON_FILE = 0xEF05, 0xEF06

_SELECT_BY_NAME = b"\x00\xa4\x04\x00"
_SELECT_BY_FILE = b"\x00\xa4\x02\x00"
_READ_RECORD = b"\x00\xb2"
_LONG_FORM = 0x80


class Tag(IntEnum):
    """The records we ask for."""

    VERSION = 0x03
    ISSUED = 0x05
    EXPIRES = 0x06
    CARD_NUMBER = 0x07
    NUMBER = 0x08
    NAME = 0x09
    MORE_NAME = 0x4E


LENGTHS: Mapping[int, int] = MappingProxyType(
    {
        Tag.VERSION: 4,
        Tag.ISSUED: 4,
        Tag.EXPIRES: 4,
        Tag.CARD_NUMBER: 9,
        Tag.NUMBER: 18,
        Tag.NAME: 30,
        Tag.MORE_NAME: 20,
    }
)
"""The longest value of each, in bytes."""

# Longest values of the records that are not asked for: what may be stepped over if it comes all the same.
_STEPPED_OVER: Mapping[int, int] = MappingProxyType(
    {0x01: 16, 0x02: 1, 0x04: 12, 0x0A: 1, 0x0B: 1, 0x0C: 3, 0x0D: 4}
)


def select_application() -> bytes:
    """The application of the social-security card."""
    return _SELECT_BY_NAME + bytes([len(APPLICATION)]) + APPLICATION


def select_file(file: int) -> bytes:
    """A file of the application selected before."""
    return _SELECT_BY_FILE + b"\x02" + file.to_bytes(2, "big")


def read_record(tag: Tag) -> bytes:
    """One record of the file selected before, at its full length."""
    return _READ_RECORD + bytes([tag, 0x00, LENGTHS[tag] + 2])


def value_of(tag: Tag, data: bytes) -> bytes | None:
    """The value of ``tag`` in a record's answer, None if it does not add up to the last byte.

    Everything is refused whose length lies: beyond the end, longer than such a record can be, in the long
    form, twice the same tag, or a byte too many behind the last record.
    """
    found: bytes | None = None
    seen: set[int] = set()
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            return None
        this, length = data[at], data[at + 1]
        longest = LENGTHS.get(this, _STEPPED_OVER.get(this))
        at += 2
        if (
            this in seen
            or longest is None
            or length >= _LONG_FORM
            or length > longest
            or at + length > len(data)
        ):
            return None
        seen.add(this)
        if this == tag:
            found = data[at : at + length]
        at += length
    return found
