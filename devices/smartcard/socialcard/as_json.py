"""An answer as the command line prints it."""

from datetime import date

from devices.card_failure import STATUS, CardFailure, CardNotRead
from devices.citizen_number import birth_in, sex_in
from devices.smartcard.socialcard.card import SocialCardAnswer


def answer_as_json(answer: SocialCardAnswer, today: date) -> dict[str, object]:
    """``{"status": "read", "card": {…}}`` or ``{"status": …, "code": "CARD-…"}``.

    The keys are those of every card; sex and birth are those in the citizen number, address and authority,
    which are not asked for, are "". Days are ISO 8601, null where the card gives none; ``expired`` as of
    ``today``. A card that needs its issuer's module says so in ``detail``.
    """
    if isinstance(answer, CardNotRead):
        refused: dict[str, object] = {"status": STATUS[answer.failure], "code": answer.failure.value}
        if answer.failure is CardFailure.NEEDS_ISSUER_MODULE:
            refused["detail"] = answer.detail
        return refused
    card = answer.card
    birth = birth_in(card.number)
    return {
        "status": "read",
        "card": {
            "kind": "social-security",
            "name": card.name,
            "number": card.number,
            "sex": sex_in(card.number),
            "birth": None if birth is None else birth.isoformat(),
            "address": "",
            "authority": "",
            "valid_from": None if card.issued is None else card.issued.isoformat(),
            "valid_to": None if card.expires is None else card.expires.isoformat(),
            "name_may_be_cut": card.name_may_be_cut,
            "expired": card.expired(today),
            "generation": card.generation,
            "card_number": card.card_number,
        },
    }
