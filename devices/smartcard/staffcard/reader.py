"""Waiting for a staff card and asking it to prove itself."""

from datetime import datetime

from devices.card_failure import CardNotRead
from devices.smartcard.guarded_reading import Patience, converse_with_a_card, never
from devices.smartcard.service import Stopped
from devices.smartcard.staffcard.answer import StaffCardAnswer, StaffCardRefused
from devices.smartcard.staffcard.authentication import authenticate
from devices.smartcard.staffcard.certificate import Trust
from devices.smartcard.transmit import Transmit


def check_staff_card(
    reader: str,
    trust: Trust,
    now: datetime,
    *,
    wait: float = 10.0,
    cancelled: Stopped = never,
    patience: Patience | None = None,
) -> StaffCardAnswer:
    """Check one card, waiting up to ``wait`` seconds for it. Blocks. ``reader``: part of its name; "" is any.

    ``now`` (with its zone) is when certificates have to be valid.
    """

    def talk(transmit: Transmit) -> StaffCardAnswer:
        return authenticate(transmit, trust, now)

    answer = converse_with_a_card(reader, talk, wait=wait, cancelled=cancelled, patience=patience)
    return StaffCardRefused(answer.failure, answer.detail) if isinstance(answer, CardNotRead) else answer
