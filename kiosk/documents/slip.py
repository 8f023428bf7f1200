"""A slip: what the platform has answered, to be taken along; a large number or rows, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.page_model import Facts, Note, Number, Paper, Part, Scan
from kiosk.language.languages import Language
from kiosk.language.values import Message, Moment, Phone, Terms, Value, Words

Rows = tuple[tuple[Words, Value], ...]


@dataclass(frozen=True, repr=False)
class SlipContent:
    """One slip.

    ``service``: the errand, where the title does not say it. ``number``: what stands there large, under
    ``label``; "" for none. ``sections``: rows that belong together, each with its label. ``following``: what
    to do now. ``scan``: what the QR code says, "" for none, and ``scan_words`` what it is good for.
    """

    language: Language
    title: Words
    service: Terms | None
    number: str
    label: Words | None
    sections: tuple[Rows, ...]
    following: tuple[Words, ...]
    scan: str
    scan_words: Words | None
    help_phone: str
    machine: str
    printed_at: datetime
    sample: bool


def slip_paper(content: SlipContent) -> Paper:
    """The same on A4, where there is no roll for it."""
    scan = Scan(content.scan, content.scan_words) if content.scan and content.scan_words is not None else None
    parts: list[Part] = []
    if content.number and content.label is not None:
        parts.append(Number(content.label, content.number, scan))
    parts += [Facts(rows) for rows in all_sections(content) if rows]
    if scan is not None and not content.number:
        parts.append(scan)
    parts.append(Facts(((Message("paper.help"), Phone(content.help_phone)),)))
    parts += [Note(words) for words in content.following]
    return Paper(
        content.language,
        content.title,
        content.number,
        tuple(parts),
        content.machine,
        content.printed_at,
        sample=content.sample,
    )


def all_sections(content: SlipContent) -> tuple[Rows, ...]:
    """What it is about and when it was printed, then what was answered."""
    about: list[tuple[Words, Value]] = [(Message("paper.printed_at"), Moment(content.printed_at))]
    if content.service is not None and content.service != content.title:
        about.insert(0, (Message("paper.matter"), content.service))
    return (tuple(about), *content.sections)
