"""An answer as the command line prints it."""

from devices.card_failure import STATUS, CardFailure
from devices.smartcard.staffcard.answer import StaffCardAccepted, StaffCardAnswer


def answer_as_json(answer: StaffCardAnswer) -> dict[str, object]:
    """``{"status": "accepted", "card": "<hexadecimal>"}`` or ``{"status": …, "code": "CARD-…"|"STAFF-…"}``.

    The status is ``refused`` for a staff card that is not taken.
    """
    if isinstance(answer, StaffCardAccepted):
        return {"status": "accepted", "card": answer.card}
    refused = STATUS[answer.failure] if isinstance(answer.failure, CardFailure) else "refused"
    return {"status": refused, "code": answer.failure.value}
