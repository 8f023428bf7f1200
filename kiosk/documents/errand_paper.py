"""The A4 papers of an errand: what was sent, signed; and the receipt, where there is no roll for it."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.page_model import (
    Bar,
    Facts,
    Heading,
    Note,
    Number,
    Paper,
    Part,
    PenStroke,
    Scan,
    Signature,
)
from kiosk.documents.receipt import ReceiptContent
from kiosk.language.values import Code, Day, IdNumber, Message, Moment, Name, Phone, Value, Words


@dataclass(frozen=True, repr=False)
class ApplicationContent:
    """An application as it was sent. ``receipt``: what its receipt says too; ``signature``: as it was drawn
    on the screen, empty where none is asked for."""

    receipt: ReceiptContent
    signature: tuple[PenStroke, ...]
    printed_at: datetime


def application_paper(content: ApplicationContent) -> Paper:
    """All answers first, then to whom they went and by when it is to be done."""
    receipt = content.receipt
    parts: list[Part] = [
        _number(receipt),
        _bar(receipt),
        Facts(((Message("paper.matter"), receipt.service),)),
    ]
    if receipt.sent:
        parts += [Heading(Message("paper.sent")), Facts(receipt.sent)]
    parts += [Heading(Message("paper.sent_to")), Facts(_standing_facts(receipt))]
    if content.signature:
        parts.append(Signature(Message("paper.signature"), content.signature))
    parts += _notes(receipt)
    return _paper(receipt, Message("paper.application"), content.printed_at, parts)


def receipt_paper(content: ReceiptContent) -> Paper:
    """What the receipt of an 80 mm roll says, on A4."""
    facts: list[tuple[Words, Value]] = [(Message("paper.matter"), content.service)]
    if content.applicant:
        facts.append((Message("paper.applicant"), Name(content.applicant)))
    # What stands among the things sent is not said twice.
    if content.id_number and IdNumber(content.id_number) not in [value for _, value in content.sent]:
        facts.append((Message("paper.id_number"), IdNumber(content.id_number)))
    bar = () if content.now is not None else (_bar(content),)
    parts: list[Part] = [_number(content), *bar, Facts((*facts, *_standing_facts(content)))]
    if content.sent:
        parts += [Heading(Message("paper.sent")), Facts(content.sent)]
    parts += _notes(content)
    printed_at = content.handed_in_at if content.now is None else content.now.at
    return _paper(content, Message(f"paper.{content.standing}"), printed_at, parts)


def _paper(content: ReceiptContent, title: Words, printed_at: datetime, parts: list[Part]) -> Paper:
    return Paper(
        content.language,
        title,
        content.number,
        tuple(parts),
        content.machine,
        printed_at,
        sample=content.sample,
    )


def _number(content: ReceiptContent) -> Number:
    label = "paper.case" if content.standing == "accepted" else "paper.code"
    scan = Scan(content.progress, Message("paper.ask")) if content.progress else None
    return Number(Message(label), content.number, scan)


def _standing_facts(content: ReceiptContent) -> tuple[tuple[Words, Value], ...]:
    """When, to whom, what for, by when."""
    facts: list[tuple[Words, Value]] = []
    if content.now is not None:
        facts.append((Message("paper.state"), content.now.state))
        facts.append((Message("paper.state_at"), Moment(content.now.at)))
    if content.code:
        facts.append((Message("paper.code"), Code(content.code)))
    time = Message("paper.time" if content.now is None else "paper.time_accepted")
    facts.append((time, Moment(content.handed_in_at)))
    facts += [(Message("paper.department"), department) for department in content.departments]
    if content.why:
        facts.append((Message("paper.why"), content.why))
    if content.promised_day:
        facts.append((Message("paper.promised"), Day(content.promised_day)))
    if content.statutory_day:
        facts.append((Message("paper.statutory"), Day(content.statutory_day)))
    return tuple(facts)


def _bar(content: ReceiptContent) -> Bar:
    """Never ahead of the truth."""
    done = content.standing == "accepted"
    return Bar(Message("paper.bar_accepted" if done else "paper.bar_received"), done)


def _notes(content: ReceiptContent) -> list[Part]:
    note = Message("paper.again" if content.again else "paper.keep_paper")
    return [Facts(((Message("paper.help"), Phone(content.help_phone)),)), Note(note)]
