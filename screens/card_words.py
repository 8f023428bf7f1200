"""Which card to use and where it goes, in words and pictures, whichever cards will do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.failures import FailureCode
from kiosk.language.values import Message
from kiosk.services.cards import CardKind


@dataclass(frozen=True)
class CardWords:
    """Catalogue keys and pictures for the cards any one of which will do.

    ``use``: which card to lay where. ``needs``: that it is needed. ``large``: a card on its way to where it
    is read; ``small``: what the card looks like.
    """

    use: str
    needs: str
    large: str
    small: str


_WORDS: Mapping[Sequence[CardKind], CardWords] = MappingProxyType(
    {
        (CardKind.IDENTITY,): CardWords("card.sentence", "counter.sentence", "illus-card", "idcard"),
        (CardKind.SOCIAL_SECURITY,): CardWords(
            "card.insert", "counter.needs_social_card", "illus-card-slot", "social-card"
        ),
        (CardKind.IDENTITY, CardKind.SOCIAL_SECURITY): CardWords(
            "card.either", "counter.needs_either_card", "illus-card-either", "either-card"
        ),
    }
)
# What to do about these is to use the right card; otherwise it is the same for every card.
ABOUT_THE_CARD = frozenset({FailureCode.CARD_NONE, FailureCode.CARD_WRONG_KIND})


def card_words(cards: Sequence[CardKind]) -> CardWords:
    """``cards``: one or more, in the order of CardKind."""
    return _WORDS[tuple(cards)]


def what_to_do(code: FailureCode, cards: Sequence[CardKind]) -> Message:
    """What to do about a card that was not read, where these cards will do."""
    identity = CardKind.IDENTITY in cards
    if code is FailureCode.CARD_NEEDS_ISSUER_MODULE and not identity:
        return Message("counter.note")
    if code in ABOUT_THE_CARD and tuple(cards) != (CardKind.IDENTITY,):
        return Message(card_words(cards).use)
    return Message(f"fail.{code}.do")
