"""A certificate: what an office states about its holder, and how to see that it is genuine."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.documents.page_model import Facts, Issued, Paper, Paragraph, Part, Scan
from kiosk.language.languages import Language
from kiosk.language.values import Code, Day, Digits, Message, Name, Terms, Value, Words


@dataclass(frozen=True, repr=False)
class CertificateContent:
    """One certificate.

    ``states``: the sentence it is all about, in every language; None where the rows say it. ``rows``: its
    data, each with its label. ``verify_code``: what is typed in to check it; ``verify``: what the QR code
    says, empty where it cannot be checked by one. ``place_for_seal``: a circle is kept free for one. What the
    office has not said, number and day of issue too, does not stand there.
    """

    language: Language
    title: Terms
    number: str
    holder: str
    id_number: str | None
    states: Terms | None
    rows: tuple[tuple[Words, Value], ...]
    issuer: Terms
    issued_on: date | None
    valid_to: date | None
    verify_code: str
    verify: str
    place_for_seal: bool
    machine: str
    printed_at: datetime
    sample: bool


def certificate_paper(content: CertificateContent) -> Paper:
    """The statement large, the facts below it, code, issuer and the seal's place at the foot."""
    facts: list[tuple[Words, Value]] = []
    if content.number:
        facts.append((Message("paper.number"), Code(content.number)))
    facts.append((Message("paper.holder"), Name(content.holder)))
    if content.id_number:
        # Whole: an office accepts the certificate by it. On every other paper it is masked.
        facts.append((Message("paper.id_number"), Digits(content.id_number)))
    facts += content.rows
    if content.issued_on:
        facts.append((Message("paper.issued"), Day(content.issued_on)))
    if content.valid_to:
        facts.append((Message("paper.valid_until"), Day(content.valid_to)))
    parts: list[Part] = [Paragraph(content.states, large=True)] if content.states else []
    scan = Scan(content.verify, Message("paper.verify"), content.verify_code) if content.verify else None
    seal = Message("paper.seal") if content.place_for_seal else None
    parts += [Facts(tuple(facts)), Issued(scan, Message("paper.issuer"), content.issuer, seal)]
    return Paper(
        content.language,
        content.title,
        content.number,
        tuple(parts),
        content.machine,
        content.printed_at,
        framed=True,
        sample=content.sample,
    )
