"""An answer as the command line prints it."""

from datetime import date

from devices.card_failure import STATUS
from devices.idcard.card import CardAnswer, CardRead


def answer_as_json(answer: CardAnswer, today: date) -> dict[str, object]:
    """``{"status": "read", "card": {…}}`` or ``{"status": …, "code": "CARD-…"}``.

    Days are ISO 8601; ``valid_to`` is null for a card without end (长期); ``expired`` as of ``today``.
    """
    if not isinstance(answer, CardRead):
        return {"status": STATUS[answer.failure], "code": answer.failure.value}
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
