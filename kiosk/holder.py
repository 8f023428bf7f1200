"""The card's holder, as far as this machine ever knows one.

Name, number, sex, birth, address, authority and validity: ethnicity, photo and fingerprint have no
field here or anywhere else, and of these a service gets only what its definition `needs`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.services.service import CardField


@dataclass(frozen=True, repr=False)
class HolderCard:
    """What was read from a resident's card, exactly as the card has it."""

    kind: str
    name: str
    number: str
    sex: str
    birth: date
    address: str
    authority: str
    valid_from: date
    valid_to: date | None
    name_may_be_cut: bool

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
    }
    return {field.value: texts[field] for field in needs}
