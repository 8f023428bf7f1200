"""What stands on a receipt: what was sent, to whom and why, and whether it has arrived."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kiosk.language.languages import Language
from kiosk.language.values import Terms, Value, Words

Standing = Literal["accepted", "received"]

_SHOWN_OF_A_NUMBER = 4


@dataclass(frozen=True, repr=False)
class StandingNow:
    """How a case stood when its receipt was printed again."""

    state: Terms
    at: datetime


@dataclass(frozen=True, repr=False)
class ReceiptContent:
    """One receipt.

    ``standing``: "accepted" by the central platform, ``number`` then is the case number; or "received"
    here and not yet delivered, ``number`` then is the receipt code. ``sent``: exactly what was sent, in
    the order of the review screen, each with its label. ``progress``: what the QR code says; "" for none.
    ``code``: the receipt code, by which the case is found at any terminal; "" where it is not known, or is
    the number. ``again``: the paper can be printed again with that, at any terminal or counter. ``now``: of
    a paper that was printed again, how the case stood then, and ``handed_in_at`` is when it was accepted.
    """

    language: Language
    standing: Standing
    number: str
    service: Terms
    applicant: str | None
    id_number: str | None
    handed_in_at: datetime
    promised_day: date | None
    statutory_day: date | None
    departments: tuple[Terms, ...]
    sent: tuple[tuple[Words, Value], ...]
    why: Terms | None
    progress: str
    help_phone: str
    machine: str
    sample: bool
    again: bool = False
    code: str = ""
    now: StandingNow | None = None


def masked(id_number: str) -> str:
    """An ID number as paper shows it: dots, and the last four characters.

    A receipt is lost more easily than a card. Its holder knows the number by its end; the beginning
    would tell a finder where they were registered and when they were born.
    """
    hidden = max(0, len(id_number) - _SHOWN_OF_A_NUMBER)
    return "•" * hidden + id_number[hidden:]
