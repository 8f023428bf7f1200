"""A service as the kiosk sees it: frozen data that a pack gives, never code.

Every `Terms` here holds words for all of ug, kk, kk-Arab, zh-Hans and en.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.language.values import Terms
from kiosk.services.cards import CardField, CardKind, cards_that_give
from kiosk.services.conditions import Condition, asked
from kiosk.services.days import DayLimit


class Journey(StrEnum):
    """What the resident comes for, and so which screens follow each other."""

    APPLY = "apply"
    APPOINTMENT = "appointment"
    TICKET = "ticket"
    PROGRESS = "progress"
    CERTIFICATE = "certificate"
    QUERY = "query"
    COMPLAINT = "complaint"
    RATING = "rating"
    ANNOUNCEMENT = "announcement"
    GUIDE = "guide"


class FieldKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes-no"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    SLOT = "slot"
    PLACE = "place"
    PHONE = "phone"
    DIGITS = "digits"
    TEXT = "text"
    NAME = "name"
    BANK_CARD = "bank-card"
    CREDIT_CODE = "credit-code"
    ID_NUMBER = "id-number"
    CODE = "code"
    RECEIPT_CODE = "receipt-code"
    DECLARATION = "declaration"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"


# The kinds whose answer is typed; the others are touched, or drawn.
TYPED = frozenset(
    {
        FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.PLACE, FieldKind.PHONE,
        FieldKind.DIGITS, FieldKind.TEXT, FieldKind.NAME, FieldKind.BANK_CARD, FieldKind.CREDIT_CODE,
        FieldKind.ID_NUMBER, FieldKind.CODE, FieldKind.RECEIPT_CODE,
    }
)  # fmt: skip


class Ask(StrEnum):
    """Whether a question is asked whose answer is known already."""

    ALWAYS = "always"
    IF_UNKNOWN = "if-unknown"


class PaperKind(StrEnum):
    """What is printed of a paper that the platform holds: rows, or a certificate on A4."""

    STATEMENT = "statement"
    CERTIFICATE = "certificate"


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
    """Who gets the submission. All of them work on it at once; ``promised_days`` is this one's share."""

    icon: str
    name: Terms
    id: str = ""
    promised_days: int | None = None


@dataclass(frozen=True)
class Option:
    """One answer of a choice; ``id`` is what is sent."""

    id: str
    icon: str | None
    label: Terms


@dataclass(frozen=True)
class Field:
    """One question, one screen.

    ``question`` is the sentence of the screen, ``label`` the short name on review and receipt. choice:
    ``options`` (two or more); several: of them ``at_least`` to ``at_most``. number and amount: ``low`` <=
    value <= ``high`` with at most ``decimals`` digits after the point, in ``unit``. date: ``earliest`` to
    ``latest``. digits: exactly ``length``. code: as ``mask``. place, name and text: at most ``max_length``
    characters. declaration: its ``text`` has to be agreed to. attachment: the ``paper`` to be shown at the
    counter. ``personal`` answers are not spoken aloud unasked.

    It is asked where ``when`` holds; ``prefill`` says where its answer may be known from.
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
    at_least: int = 1
    at_most: int | None = None
    earliest: DayLimit | None = None
    latest: DayLimit | None = None
    mask: str | None = None
    text: Terms | None = None
    paper: Terms | None = None
    when: Condition | None = None
    prefill: str | None = None
    ask: Ask = Ask.ALWAYS

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when the field has none such."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True)
class ResultRow:
    """One line of a result paper; ``id`` is what the platform's answer calls its value."""

    id: str
    label: Terms
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True)
class ResultPaper:
    """The paper that a service ends with. ``title`` None: the heading it has without one.

    Only a certificate says by ``paper`` what it is.
    """

    paper: PaperKind | None = None
    title: Terms | None = None
    rows: tuple[ResultRow, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page of a guide: a picture, and words beside it."""

    picture: str
    text: Terms
    title: Terms | None = None


@dataclass(frozen=True)
class Service:
    """One errand, from its tile to its receipt.

    ``guide`` is the guide's sentence, ``why`` says what the data is for. ``fee`` is in yuan, 0 = free.
    Days are working days; a service without a legal limit has ``statutory_days`` None. ``review`` is said
    before the resident sends, ``done`` after it was accepted.
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
    kind: Journey = Journey.APPLY
    eligibility: tuple[Terms, ...] = ()
    result: ResultPaper = ResultPaper()
    review: Terms | None = None
    done: Terms | None = None
    categories: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()

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

    def asked(self, answers: Mapping[str, str]) -> tuple[Field, ...]:
        """The steps that are asked with these answers, in their order.

        An answer to a step that is not asked (any more) counts for nothing, and is not to be sent.
        """
        return asked(self.steps, answers)


@dataclass(frozen=True)
class Category:
    """A group of services to look for one in. ``within``: the id of the group it stands in, "" for none."""

    id: str
    icon: str
    title: Terms
    within: str = ""
