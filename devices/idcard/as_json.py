"""An answer as the command line prints it."""

from collections.abc import Mapping
from datetime import date

from devices.idcard.card import CardAnswer, CardFailure, CardRead

_STATUS: Mapping[CardFailure, str] = {
    CardFailure.SERVICE_DOWN: "service-down",
    CardFailure.NO_READER: "no-reader",
    CardFailure.NO_CARD: "no-card",
    CardFailure.UNREADABLE: "unreadable",
    CardFailure.WRONG_KIND: "wrong-card",
    CardFailure.REMOVED: "removed",
}


def answer_as_json(answer: CardAnswer, today: date) -> dict[str, object]:
    """``{"status": "read", "card": {…}}`` or ``{"status": …, "code": "CARD-…"}``.

    Days are ISO 8601; ``valid_to`` is null for a card without end (长期); ``expired`` as of ``today``.
    """
    if not isinstance(answer, CardRead):
        return {"status": _STATUS[answer.failure], "code": answer.failure.value}
    card = answer.card
    return {
        "status": "read",
        "card": {
            "kind": card.kind,
            "name": card.name,
            "number": card.number,
            "sex": card.sex,
            "birth": card.birth.isoformat(),
            "address": card.address,
            "authority": card.authority,
            "valid_from": card.valid_from.isoformat(),
            "valid_to": None if card.valid_to is None else card.valid_to.isoformat(),
            "name_may_be_cut": card.name_may_be_cut,
            "expired": card.expired(today),
        },
    }
