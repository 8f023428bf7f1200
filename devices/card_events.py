"""What a card reader's worker tells of cards, whatever kind they are."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Reading:
    """A card has been found and is being read: "leave it there"."""

    visit: str


@dataclass(frozen=True)
class CardAnswered(Generic[Answer]):
    """A card was read, or was not; after a CardNotRead it can be laid again."""

    visit: str
    answer: Answer


@dataclass(frozen=True)
class ReadOne:
    """The task: wait for a card that can be read, for this visit."""

    visit: str
