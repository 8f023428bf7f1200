"""The card's holder, as far as this machine ever knows one.

Name, number, sex, birth, address, authority, validity and the number of a social-security card: ethnicity,
photo and fingerprint have no field here or anywhere else, and of these a service gets only what its
definition `needs`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.services.cards import CardField, CardKind


@dataclass(frozen=True, repr=False)
class HolderCard:
    """What was read from a resident's card, exactly as the card has it.

    ``kind``: of an identity card whose it is (a resident's, a foreigner's). ``valid_to`` None: without end.
    What a card does not have is empty; see GIVES.
    """

    kind: str
    name: str
    number: str
    sex: str
    birth: date
    valid_to: date | None
    name_may_be_cut: bool
    address: str = ""
    authority: str = ""
    social_card: str = ""
    card: CardKind = CardKind.IDENTITY

    def expired(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today


def needed_fields(card: HolderCard, needs: Iterable[CardField]) -> dict[str, str]:
    """Of the card only what a service needs, as text; dates in ISO form, no end as an empty text."""
    texts = {
        CardField.NAME: card.name,
        CardField.NUMBER: card.number,
        CardField.SEX: card.sex,
        CardField.BIRTH: card.birth.isoformat(),
        CardField.ADDRESS: card.address,
        CardField.AUTHORITY: card.authority,
        CardField.VALID_TO: card.valid_to.isoformat() if card.valid_to else "",
        CardField.SOCIAL_CARD: card.social_card,
    }
    return {field.value: texts[field] for field in needs}
