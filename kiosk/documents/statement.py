"""A statement: what was paid, when and what for, with the sum of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext

from kiosk.documents.page_model import Column, Facts, Paper, Part, Scan, Table
from kiosk.language.languages import Language
from kiosk.language.values import Day, IdNumber, Message, Name, Number, Terms, Value, Words

_DIGITS = 200  # a sum is never rounded


@dataclass(frozen=True, repr=False)
class Payment:
    """One row. ``yuan``: with as many decimals as are to be shown."""

    day: date
    subject: Terms
    yuan: Decimal


@dataclass(frozen=True, repr=False)
class StatementContent:
    """One statement. ``rows``: what holds for all of it, such as the account; each with its label.
    ``verify``: what the QR code says, "" for none."""

    language: Language
    title: Terms
    number: str
    holder: str
    id_number: str | None
    rows: tuple[tuple[Words, Value], ...]
    payments: tuple[Payment, ...]
    issuer: Terms
    verify_code: str
    verify: str
    machine: str
    printed_at: datetime
    sample: bool


def statement_paper(content: StatementContent) -> Paper:
    """Whose it is, the table, the sum."""
    facts: list[tuple[Words, Value]] = [(Message("paper.holder"), Name(content.holder))]
    if content.id_number:
        facts.append((Message("paper.id_number"), IdNumber(content.id_number)))
    facts += [*content.rows, (Message("paper.issuer"), content.issuer)]
    columns = (
        Column(Message("paper.row"), 7),
        Column(Message("paper.day"), 18),
        Column(Message("paper.subject"), 48),
        Column(Message("paper.yuan"), 27, figures=True),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Number(number), Day(payment.day), payment.subject, Number(payment.yuan))
        for number, payment in enumerate(content.payments, 1)
    )
    with localcontext(prec=_DIGITS):
        total = Number(sum((payment.yuan for payment in content.payments), Decimal(0)))
    parts: list[Part] = [Facts(tuple(facts)), Table(columns, rows, (Message("paper.total"), total))]
    if content.verify or content.verify_code:
        parts.append(Scan(content.verify, Message("paper.verify"), content.verify_code))
    return Paper(
        content.language,
        content.title,
        content.number,
        tuple(parts),
        content.machine,
        content.printed_at,
        sample=content.sample,
    )
