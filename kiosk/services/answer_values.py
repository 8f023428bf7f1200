"""What a normalised answer is, to be shown and spoken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from kiosk.language.display import list_text
from kiosk.language.languages import language_by_tag
from kiosk.language.values import (
    Code,
    Day,
    Digits,
    IdNumber,
    Moment,
    Name,
    Number,
    Phone,
    Terms,
    Text,
    Value,
)
from kiosk.services.conditions import BETWEEN
from kiosk.services.service import Field, FieldKind

# The answers that are no words of the pack: normalised answer to catalogue key.
OWN_WORDS = {
    (FieldKind.YES_NO, "yes"): "answer.yes",
    (FieldKind.YES_NO, "no"): "answer.no",
    (FieldKind.DECLARATION, "agreed"): "answer.agreed",
    (FieldKind.SIGNATURE, "signed"): "answer.signed",
    (FieldKind.SIGNATURE, "not-signed"): "answer.not_signed",
    (FieldKind.ATTACHMENT, "at-counter"): "answer.at_counter",
}
# A catalogue's words for a key, in every language.
CatalogueWords = Callable[[str], Terms]


def _no_catalogue(key: str) -> Terms:
    raise LookupError(f"{key} needs the catalogues")


def answer_value(field: Field, normalised: str, catalogue: CatalogueWords = _no_catalogue) -> Value:
    """What a normalised, not empty answer is. ``catalogue`` gives the words of yes, no and the like."""
    personal = field.personal
    match field.kind:
        case FieldKind.CHOICE:
            return replace(field.option(normalised).label, personal=personal)
        case FieldKind.SEVERAL:
            return _several(field, normalised)
        case FieldKind.NUMBER | FieldKind.AMOUNT:
            return Number(Decimal(normalised), personal=personal, unit=field.unit)
        case FieldKind.DATE:
            return Day(date.fromisoformat(normalised), personal=personal)
        case FieldKind.SLOT:
            return Moment(datetime.fromisoformat(normalised), personal=personal)
        case FieldKind.PHONE:
            return Phone(normalised, personal=personal)
        case FieldKind.DIGITS | FieldKind.BANK_CARD:
            return Digits(normalised, personal=personal)
        case FieldKind.ID_NUMBER:
            return IdNumber(normalised, personal=personal)
        case FieldKind.CREDIT_CODE | FieldKind.CODE | FieldKind.RECEIPT_CODE:
            return Code(normalised, personal=personal)
        case FieldKind.NAME:
            return Name(normalised, personal=personal)
        case FieldKind.PLACE | FieldKind.TEXT:
            return Text(normalised, personal=personal)
        case FieldKind.YES_NO | FieldKind.DECLARATION | FieldKind.SIGNATURE | FieldKind.ATTACHMENT:
            return replace(catalogue(OWN_WORDS[field.kind, normalised]), personal=personal)


def _several(field: Field, normalised: str) -> Terms:
    labels = [field.option(chosen).label.words for chosen in normalised.split(BETWEEN)]
    words = {tag: list_text([label[tag] for label in labels], language_by_tag(tag)) for tag in labels[0]}
    return Terms(words, personal=field.personal)
