"""A document's content from JSON, for trying a paper without a visit.

Of all kinds: {"language": "ug", "machine": "K-0001", "sample": true, …}. A text in several languages is
{"ug": "…", "zh-Hans": "…"}; a row {"label": {"key": "field.birth"}, "value": {"day": "1990-03-15"}} or, with
words of its own, {"label": {"words": {"ug": "…", "zh-Hans": "…"}}, …}. A value is one of number, day, moment,
code, phone, id_number, digits, name, text, terms. What may be left out stands in brackets.

receipt, receipt-a4: standing ("accepted" or "received"), number, service, [applicant], [id_number],
    handed_in_at, [promised_day], [statutory_day], [departments], [sent] (rows), [why], [progress] (what the
    QR code says), help_phone, [again]
application: the same, and [signature] ([[[x, y], …], …]), [printed_at]
certificate: title, number, holder, [id_number], [states], [rows], issuer, issued_on, [valid_to],
    verify_code, [verify] (what the QR code says), [place_for_seal], printed_at
statement: title, number, holder, [id_number], [rows], issuer, [verify_code], [verify], printed_at,
    payments ([{"day": "2026-11-23", "subject": {"ug": "…", "zh-Hans": "…"}, "yuan": "120.00"}])
slip, slip-a4: title (as a row's label), [service], [number] with its label (as a row's), [sections] (lists of
    rows), [following] (each as a row's label), [scan] (what the QR code says) with its scan_words,
    help_phone, printed_at
"""

from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from typing import Any

from kiosk.documents.certificate import CertificateContent
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.json_values import (
    FieldError,
    Fields,
    read_amount,
    read_day,
    read_each,
    read_flag,
    read_language,
    read_moment,
    read_payload,
    read_row_in,
    read_standing,
    read_strokes,
    read_terms_in,
    read_text,
    read_words_in,
)
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.slip import SlipContent
from kiosk.documents.statement import Payment, StatementContent
from kiosk.language.languages import CHINESE, Language

Content = ReceiptContent | ApplicationContent | CertificateContent | StatementContent | SlipContent


class DocumentDataError(ValueError):
    """What is wrong with a document's data. ``problems``: each names a field, none repeats what it holds."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def document_from_json(kind: str, data: object, language: Language | None = None) -> Content:
    """The content in ``data``, as json.load gives it. ``language`` goes before the one in it.

    Raises DocumentDataError with every problem found.
    """
    if kind not in _KINDS:
        raise DocumentDataError((f"kind: there is no document of the kind {kind}",))
    if not isinstance(data, dict):
        raise DocumentDataError(("the data is no object",))
    known, read = _KINDS[kind]
    fields = Fields(data, known)
    content = read(fields, language or fields.need("language", read_language) or CHINESE)
    if fields.problems:
        raise DocumentDataError(tuple(fields.problems))
    return content


def _receipt(fields: Fields, language: Language) -> ReceiptContent:
    terms = read_terms_in(language)
    return ReceiptContent(
        language=language,
        standing=fields.need("standing", read_standing),
        number=fields.need("number", read_text),
        service=fields.need("service", terms),
        applicant=fields.take("applicant", read_text),
        id_number=fields.take("id_number", read_text),
        handed_in_at=fields.need("handed_in_at", read_moment),
        promised_day=fields.take("promised_day", read_day),
        statutory_day=fields.take("statutory_day", read_day),
        departments=fields.take("departments", read_each(terms), ()),
        sent=fields.take("sent", read_each(read_row_in(terms)), ()),
        why=fields.take("why", terms),
        progress=fields.take("progress", read_payload, ""),
        help_phone=fields.need("help_phone", read_text),
        machine=fields.need("machine", read_text),
        sample=fields.take("sample", read_flag, False),
        again=fields.take("again", read_flag, False),
    )


def _application(fields: Fields, language: Language) -> ApplicationContent:
    receipt = _receipt(fields, language)
    return ApplicationContent(
        receipt,
        signature=fields.take("signature", read_strokes, ()),
        printed_at=fields.take("printed_at", read_moment, receipt.handed_in_at),
    )


def _certificate(fields: Fields, language: Language) -> CertificateContent:
    terms = read_terms_in(language)
    return CertificateContent(
        language=language,
        title=fields.need("title", terms),
        number=fields.need("number", read_text),
        holder=fields.need("holder", read_text),
        id_number=fields.take("id_number", read_text),
        states=fields.take("states", terms),
        rows=fields.take("rows", read_each(read_row_in(terms)), ()),
        issuer=fields.need("issuer", terms),
        issued_on=fields.need("issued_on", read_day),
        valid_to=fields.take("valid_to", read_day),
        verify_code=fields.need("verify_code", read_text),
        verify=fields.take("verify", read_payload, ""),
        place_for_seal=fields.take("place_for_seal", read_flag, False),
        machine=fields.need("machine", read_text),
        printed_at=fields.need("printed_at", read_moment),
        sample=fields.take("sample", read_flag, False),
    )


def _statement(fields: Fields, language: Language) -> StatementContent:
    terms = read_terms_in(language)
    return StatementContent(
        language=language,
        title=fields.need("title", terms),
        number=fields.need("number", read_text),
        holder=fields.need("holder", read_text),
        id_number=fields.take("id_number", read_text),
        rows=fields.take("rows", read_each(read_row_in(terms)), ()),
        payments=fields.need("payments", read_each(_payment_in(terms))) or (),
        issuer=fields.need("issuer", terms),
        verify_code=fields.take("verify_code", read_text, ""),
        verify=fields.take("verify", read_payload, ""),
        machine=fields.need("machine", read_text),
        printed_at=fields.need("printed_at", read_moment),
        sample=fields.take("sample", read_flag, False),
    )


def _slip(fields: Fields, language: Language) -> SlipContent:
    terms = read_terms_in(language)
    words = read_words_in(terms)
    number = fields.take("number", read_text, "")
    scan = fields.take("scan", read_payload, "")
    return SlipContent(
        language=language,
        title=fields.need("title", words),
        service=fields.take("service", terms),
        number=number,
        # What stands there large or can be scanned says what it is.
        label=fields.need("label", words) if number else fields.take("label", words),
        sections=fields.take("sections", read_each(read_each(read_row_in(terms))), ()),
        following=fields.take("following", read_each(words), ()),
        scan=scan,
        scan_words=fields.need("scan_words", words) if scan else fields.take("scan_words", words),
        help_phone=fields.need("help_phone", read_text),
        machine=fields.need("machine", read_text),
        printed_at=fields.need("printed_at", read_moment),
        sample=fields.take("sample", read_flag, False),
    )


def _payment_in(terms: Callable[[Any], Any]) -> Callable[[Any], Payment]:
    def read(data: Any) -> Payment:
        if not isinstance(data, dict) or data.keys() != {"day", "subject", "yuan"}:
            raise FieldError(": is no object of day, subject and yuan")
        fields = Fields(data, data)
        payment = Payment(
            fields.need("day", read_day), fields.need("subject", terms), fields.need("yuan", read_amount)
        )
        if fields.problems:
            raise FieldError(f".{fields.problems[0]}")
        return payment

    return read


def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(kind))


_RECEIPT, _SLIP = _names(ReceiptContent), _names(SlipContent)
_KINDS: Mapping[str, tuple[frozenset[str], Callable[[Fields, Language], Content]]] = {
    "receipt": (_RECEIPT, _receipt),
    "receipt-a4": (_RECEIPT, _receipt),
    "application": (_RECEIPT | {"signature", "printed_at"}, _application),
    "certificate": (_names(CertificateContent), _certificate),
    "statement": (_names(StatementContent), _statement),
    "slip": (_SLIP, _slip),
    "slip-a4": (_SLIP, _slip),
}
KINDS = tuple(_KINDS)
