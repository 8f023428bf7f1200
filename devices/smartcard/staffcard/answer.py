"""What comes of a staff card: it is accepted, or one named reason why not."""

from dataclasses import dataclass
from enum import StrEnum

from devices.card_failure import CardFailure


class StaffFailure(StrEnum):
    """Why a PIV card that can be read is not taken. What keeps it from being read is a CardFailure."""

    UNKNOWN_ISSUER = "STAFF-01"
    NOT_VALID_NOW = "STAFF-02"
    REVOKED = "STAFF-03"
    NOT_FOR_THIS = "STAFF-04"
    CHALLENGE_FAILED = "STAFF-05"


@dataclass(frozen=True)
class StaffCardAccepted:
    """The card holds the key of a certificate of ours. ``card`` is the certificate's serial number in lower
    hexadecimal: it says which card, not whose."""

    card: str


@dataclass(frozen=True)
class StaffCardRefused:
    """``detail`` is English, for the technician, and never about a person."""

    failure: CardFailure | StaffFailure
    detail: str


StaffCardAnswer = StaffCardAccepted | StaffCardRefused
