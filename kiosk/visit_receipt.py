"""From a visit to its receipt: what was sent, to whom, and how far it is. Never ahead of the truth."""

from datetime import date

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Day, IdNumber, Message, Name, Terms, Text, Value, Words
from kiosk.services.cards import CardField
from kiosk.services.validation import answer_value
from kiosk.visit import Visit


def holder_value(field: str, text: str, catalogues: Catalogues) -> Value:
    """A card field's text (see holder.needed_fields) as the kind of value it is."""
    match field:
        case CardField.NAME:
            return Name(text)
        case CardField.NUMBER:
            return IdNumber(text)
        case CardField.SEX:
            return _own_words(f"sex.{text}", catalogues)
        case CardField.VALID_TO if not text:
            return _own_words("date.no_end", catalogues)
        case CardField.BIRTH | CardField.VALID_TO:
            return Day(date.fromisoformat(text), personal=True)
        case _:
            return Text(text)


def _own_words(key: str, catalogues: Catalogues) -> Terms:
    words = {language.tag: catalogues.pattern(key, language) for language in RESIDENT_LANGUAGES}
    return Terms(words, personal=True)


def sent_rows(visit: Visit, catalogues: Catalogues) -> tuple[tuple[Words, Value], ...]:
    """What goes out, in the order of the review screen: (label, value)."""
    if visit.service is None or visit.draft is None:
        raise RuntimeError("nothing was filled in")
    rows: list[tuple[Words, Value]] = [
        (Message(f"field.{field}"), holder_value(field, text, catalogues))
        for field, text in visit.draft.holder.items()
    ]
    rows += [
        (step.label, answer_value(step, visit.draft.answers[step.id]))
        for step in visit.service.steps
        if step.id in visit.draft.answers
    ]
    return tuple(rows)


def receipt_of(visit: Visit, catalogues: Catalogues) -> ReceiptContent:
    """The receipt of a confirmed submission: *accepted* only with the platform's case number."""
    if visit.service is None or visit.submission is None:
        raise RuntimeError("nothing was confirmed")
    accepted = visit.acceptance
    number = accepted.case_number if accepted else visit.submission.receipt_code
    holder = visit.submission.holder
    return ReceiptContent(
        language=visit.language,
        standing="accepted" if accepted else "received",
        number=number,
        service=visit.service.title,
        applicant=holder.get(CardField.NAME),
        id_number=holder.get(CardField.NUMBER),
        handed_in_at=visit.submission.confirmed_at,
        promised_day=accepted.promised_day if accepted else None,
        statutory_day=accepted.statutory_day if accepted else None,
        departments=tuple(department.name for department in visit.service.departments),
        sent=sent_rows(visit, catalogues),
        why=visit.service.why,
        progress=number,
        help_phone=visit.site.help_phone,
        machine=visit.site.kiosk_id,
        sample=visit.site.sample,
    )


def application_of(visit: Visit, catalogues: Catalogues) -> ApplicationContent:
    """What was sent, with its signature, to take home."""
    if visit.submission is None:
        raise RuntimeError("nothing was confirmed")
    return ApplicationContent(
        receipt=receipt_of(visit, catalogues),
        signature=tuple(visit.submission.signature or ()),
        printed_at=visit.now(),
    )
