"""From a visit to its receipt: what was sent, to whom, and how far it is. Never ahead of the truth."""

from datetime import date
from functools import partial

from kiosk.central.answers import CaseProgress
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent, StandingNow
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Day, IdNumber, Message, Name, Terms, Text, Value, Words
from kiosk.services.cards import CardField
from kiosk.services.service import FieldKind
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
    own_words = partial(_own_words, catalogues=catalogues)
    rows += [
        (step.label, answer_value(step, visit.draft.answers[step.id], own_words))
        for step in visit.service.asked(visit.draft.answers)
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
        again=True,
        code=visit.submission.receipt_code if accepted else "",
    )


def receipt_again(visit: Visit, case: CaseProgress, catalogues: Catalogues) -> ReceiptContent:
    """The receipt of a case, at any terminal: how it stands now, and nothing of what was applied for.

    Whoever asks has the card, or a paper that anybody may have found: it names nobody.
    """
    steps = visit.service.steps if visit.service and visit.card.holder is None else ()
    code = next((step.id for step in steps if step.kind is FieldKind.RECEIPT_CODE), "")
    return ReceiptContent(
        language=visit.language,
        standing="accepted",
        number=case.case_number,
        service=case.title,
        applicant=None,
        id_number=None,
        handed_in_at=case.accepted_at,
        promised_day=case.promised_day,
        statutory_day=case.statutory_day,
        departments=(),
        sent=(),
        why=None,
        progress=case.case_number,
        help_phone=visit.site.help_phone,
        machine=visit.site.kiosk_id,
        sample=visit.site.sample,
        again=bool(visit.answers.get(code)),
        code=visit.answers.get(code, ""),
        now=StandingNow(_own_words(f"case.state.{case.state}", catalogues), visit.now()),
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
