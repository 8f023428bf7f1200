"""Which cards there are, and what each can give a service."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class CardField(StrEnum):
    """What a service may ask of the holder's card; the catalogue names it ``field.<value>``."""

    NAME = "name"
    NUMBER = "number"
    SEX = "sex"
    BIRTH = "birth"
    ADDRESS = "address"
    AUTHORITY = "authority"
    VALID_TO = "valid_to"
    SOCIAL_CARD = "social_card"


class CardKind(StrEnum):
    """The cards this machine reads."""

    IDENTITY = "identity"
    SOCIAL_SECURITY = "social-security"


GIVES: Mapping[CardKind, frozenset[CardField]] = MappingProxyType(
    {
        CardKind.IDENTITY: frozenset(CardField) - {CardField.SOCIAL_CARD},
        # Sex and birth stand in the citizen's number (GB 11643).
        CardKind.SOCIAL_SECURITY: frozenset(
            {CardField.NAME, CardField.NUMBER, CardField.SEX, CardField.BIRTH, CardField.SOCIAL_CARD}
        ),
    }
)


def cards_that_give(fields: Iterable[CardField]) -> tuple[CardKind, ...]:
    """The cards any one of which is enough; none for fields that no single card has."""
    wanted = set(fields)
    return tuple(kind for kind in CardKind if wanted <= GIVES[kind])
