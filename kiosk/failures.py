"""Every failure that can be expected, with its code.

A code has a text in every language (`fail.<code>.what` and `fail.<code>.do` in the catalogues) where a
resident can meet it, a spoken form (the same words), and a line in docs/failures.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class FailureCode(StrEnum):
    CARD_SERVICE_DOWN = "CARD-01"
    CARD_NO_READER = "CARD-02"
    CARD_NONE = "CARD-03"
    CARD_UNREADABLE = "CARD-04"
    CARD_WRONG_KIND = "CARD-05"
    CARD_REMOVED = "CARD-06"
    CARD_NEEDS_ISSUER_MODULE = "CARD-07"
    CARD_LEFT_BEHIND = "CARD-08"
    KEYPAD_ABSENT = "KEY-01"
    HEADPHONE_SOCKET_ABSENT = "JACK-01"
    PRINTER_ABSENT = "PRN-01"
    PRINTER_PAPER_OUT = "PRN-02"
    PRINTER_COVER_OPEN = "PRN-03"
    PRINTER_FAULT = "PRN-04"
    PRINTER_STOPPED_MIDWAY = "PRN-05"
    A4_UNREACHABLE = "PRN-10"
    A4_PAPER_EMPTY = "PRN-11"
    A4_JAM = "PRN-12"
    A4_COVER_OPEN = "PRN-13"
    A4_TONER_EMPTY = "PRN-14"
    A4_SPOOL_FULL = "PRN-15"
    A4_FAULT = "PRN-16"
    A4_JOB_FAILED = "PRN-17"
    A4_LOCKED = "PRN-18"
    A4_SERVICE_DOWN = "PRN-19"
    PRINTER_NOT_FITTED = "PRN-20"
    PLATFORM_UNREACHABLE = "NET-01"
    PLATFORM_TOO_SLOW = "NET-02"
    PLATFORM_REFUSED = "NET-03"
    PLATFORM_FAULT = "NET-04"
    NOT_FOUND = "ASK-01"
    SLOT_TAKEN = "ASK-02"
    SERVICE_GONE = "ASK-03"
    SERVICE_CHANGED = "ASK-04"
    TOO_LATE = "ASK-05"
    CARD_NEEDED = "ASK-06"
    NOT_GRANTED = "ASK-07"
    OUTBOX_UNAVAILABLE = "OUT-01"
    SERVICE_PACK_ERROR = "SVC-01"
    GLYPH_MISSING = "TXT-01"
    FONTS_MISSING = "TXT-02"
    RARE_FONT_ABSENT = "TXT-03"
    VOICE_ENGINE_ABSENT = "VOICE-01"
    SOUND_DEVICE_ABSENT = "VOICE-02"
    VOICE_PACK_DAMAGED = "VOICE-03"
    CONFIG_WRONG = "CFG-01"
    SECOND_KIOSK = "RUN-01"
    VISIT_CRASHED = "RUN-02"
    CLOCK_NOT_TRUSTED = "CLK-01"
    SUPPLIES_UNREADABLE = "SUP-01"
    STAFF_CARD_OF_UNKNOWN_ISSUER = "STAFF-01"
    STAFF_CARD_NOT_VALID_NOW = "STAFF-02"
    STAFF_CARD_REVOKED = "STAFF-03"
    STAFF_CARD_NOT_FOR_THIS = "STAFF-04"
    STAFF_CARD_CHALLENGE_FAILED = "STAFF-05"
    PINYIN_ABSENT = "INP-01"
    HANDWRITING_ABSENT = "INP-02"


# What only staff and maintainers meet: it has a line in docs/failures.md but no screen.
STAFF_ONLY = frozenset(
    {
        FailureCode.KEYPAD_ABSENT,
        FailureCode.HEADPHONE_SOCKET_ABSENT,
        FailureCode.FONTS_MISSING,
        FailureCode.RARE_FONT_ABSENT,
        FailureCode.VOICE_PACK_DAMAGED,
        FailureCode.CONFIG_WRONG,
        FailureCode.SECOND_KIOSK,
        FailureCode.CLOCK_NOT_TRUSTED,
        FailureCode.SUPPLIES_UNREADABLE,
        FailureCode.STAFF_CARD_OF_UNKNOWN_ISSUER,
        FailureCode.STAFF_CARD_NOT_VALID_NOW,
        FailureCode.STAFF_CARD_REVOKED,
        FailureCode.STAFF_CARD_NOT_FOR_THIS,
        FailureCode.STAFF_CARD_CHALLENGE_FAILED,
        FailureCode.PINYIN_ABSENT,
        FailureCode.HANDWRITING_ABSENT,
    }
)


@dataclass(frozen=True)
class Failure:
    """One failure that happened. ``detail`` is English, for maintainers, and never personal."""

    code: FailureCode
    detail: str = ""
