"""A service as the kiosk sees it: frozen data that a pack gives, never code.

Every `Terms` here holds words for all of ug, kk, kk-Arab, zh-Hans and en.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.language.values import Terms
from kiosk.services.cards import CardField, CardKind, cards_that_give


class FieldKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    PLACE = "place"
    PHONE = "phone"
    DIGITS = "digits"
    TEXT = "text"


@dataclass(frozen=True)
class Need:
    """One thing taken from the card, and what for."""

    field: CardField
    reason: Terms


@dataclass(frozen=True)
class Material:
    """One thing to have at hand, shown on the guide."""

    icon: str
    name: Terms


@dataclass(frozen=True)
class Department:
    """Who gets the submission."""

    icon: str
    name: Terms


@dataclass(frozen=True)
class Option:
    """One answer of a choice; ``id`` is what is sent."""

    id: str
    icon: str | None
    label: Terms


@dataclass(frozen=True)
class Field:
    """One question, one screen.

    ``question`` is the sentence of the screen, ``label`` the short name on review and receipt.
    choice: ``options`` (two or more). number: ``low`` <= value <= ``high`` with at most ``decimals``
    digits after the point, in ``unit``. digits: exactly ``length``. place and text: at most
    ``max_length`` characters. ``personal`` answers are not spoken aloud unasked.
    """

    id: str
    kind: FieldKind
    question: Terms
    label: Terms
    icon: str | None = None
    example: Terms | None = None
    optional: bool = False
    personal: bool = False
    options: tuple[Option, ...] = ()
    unit: Terms | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    length: int | None = None
    max_length: int | None = None

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when the field has none such."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True)
class Service:
    """One errand, from its tile to its receipt.

    ``guide`` is the guide's sentence, ``why`` says what the data is for. ``fee`` is in yuan, 0 = free.
    Days are working days; a service without a legal limit has ``statutory_days`` None.
    """

    id: str
    version: int
    icon: str
    title: Terms
    second_line: Terms
    guide: Terms
    why: Terms
    needs: tuple[Need, ...]
    materials: tuple[Material, ...]
    fee: Decimal
    promised_days: int
    statutory_days: int | None
    minutes: int
    departments: tuple[Department, ...]
    steps: tuple[Field, ...]
    signature: bool

    @property
    def needs_card(self) -> bool:
        """Whether the visit has a card step at all."""
        return bool(self.needs)

    @property
    def cards(self) -> tuple[CardKind, ...]:
        """Any of these cards gives all that it needs; none where it needs none."""
        return cards_that_give(need.field for need in self.needs) if self.needs else ()

    def field(self, field_id: str) -> Field:
        """The step of that id; KeyError when the service has none such."""
        for field in self.steps:
            if field.id == field_id:
                return field
        raise KeyError(field_id)
