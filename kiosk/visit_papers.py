"""From what the platform answered to the paper that is taken along."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kiosk.central.answers import Booked, Papers, Saved, Ticket
from kiosk.documents.certificate import CertificateContent
from kiosk.documents.slip import Rows, SlipContent
from kiosk.documents.statement import Payment, StatementContent
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import (
    Code,
    Day,
    IdNumber,
    Message,
    Moment,
    Name,
    Number,
    Terms,
    Text,
    Value,
    Words,
)
from kiosk.papers import PaperContent
from kiosk.services.cards import CardField
from kiosk.services.service import FieldKind, Journey, PaperKind, ResultRow, Service
from kiosk.services.validation import answer_value
from kiosk.visit import Visit
from kiosk.visit_receipt import receipt_again

# The rows of a certificate that have a place of their own on it, by their ids.
_NUMBER, _HOLDER, _AUTHORITY, _ISSUED, _UNTIL = "number", "holder", "authority", "issued", "until"


def paper_of(visit: Visit, catalogues: Catalogues) -> PaperContent:
    """The paper of the case that is looked at, else of what was answered last. RuntimeError where that makes
    none.

    ``catalogues`` gives the words of yes and no in what was typed for it.
    """
    service = _service(visit)
    if visit.case is not None:
        return receipt_again(visit, visit.case, catalogues)
    match visit.question.answer if visit.question else None:
        case Booked() as booked:
            return _booking(visit, service, booked)
        case Ticket() as ticket:
            return _ticket(visit, service, ticket)
        case Saved() as saved:
            return _saved(visit, service, saved)
        case Papers(papers=papers) if papers:
            if service.kind is Journey.QUERY:
                return _public(visit, service, papers, catalogues)
            if service.result.paper is PaperKind.CERTIFICATE:
                return _certificate(visit, service, papers[visit.which_paper])
            return _statement(visit, service, papers)
        case answer:
            raise RuntimeError(f"there is no paper of {type(answer).__name__}")


def result_rows(service: Service, paper: Mapping[str, Value]) -> Rows:
    """What a paper says, in the order of the service's rows; what the platform has nothing for is left out.

    What is public may be said to everybody.
    """
    public = service.kind is Journey.QUERY
    return tuple(
        (row.label, replace(paper[row.id], personal=False) if public else paper[row.id])
        for row in service.result.rows
        if row.id in paper
    )


def asked_rows(visit: Visit, catalogues: Catalogues) -> Rows:
    """What was typed to look it up."""

    def words(key: str) -> Terms:
        return Terms({language.tag: catalogues.pattern(key, language) for language in ALL_LANGUAGES})

    return tuple(
        (step.label, answer_value(step, visit.answers[step.id], words))
        for step in visit.steps
        if step.id in visit.answers
    )


def _slip(visit: Visit, errand: Service, title: Words, **parts: object) -> SlipContent:
    given: dict[str, object] = {
        "number": "",
        "label": None,
        "sections": (),
        "following": (),
        "scan": "",
        "scan_words": None,
        "service": errand.title,
        **parts,
    }
    return SlipContent(
        language=visit.language,
        title=title,
        help_phone=visit.site.help_phone,
        machine=visit.site.kiosk_id,
        printed_at=visit.now(),
        sample=visit.site.sample,
        **given,  # type: ignore[arg-type]
    )


def _booking(visit: Visit, service: Service, booked: Booked) -> SlipContent:
    when: tuple[Words, Value] = (Message("booked.when"), Moment(booked.at))
    holder = visit.draft.holder if visit.draft else {}
    name = ((Message("paper.applicant"), Name(holder[CardField.NAME])),) if CardField.NAME in holder else ()
    materials = tuple((Message("booked.bring"), material.name) for material in service.materials)
    return _slip(
        visit,
        service,
        service.result.title or Message("booked.title"),
        number=booked.number,
        label=Message("booked.number"),
        sections=((when, (Message("booked.place"), booked.place), *name, *materials),),
        following=(Message("booked.come"), *((service.done,) if service.done else ())),
        scan=booked.number,
        scan_words=Message("booked.scan"),
    )


def _ticket(visit: Visit, service: Service, ticket: Ticket) -> SlipContent:
    rows: list[tuple[Words, Value]] = [
        (Message("ticket.counter"), ticket.counter),
        (Message("ticket.ahead"), Number(ticket.ahead)),
    ]
    if ticket.minutes:
        rows.append((Message("ticket.minutes"), Number(ticket.minutes)))
    return _slip(
        visit,
        service,
        service.result.title or service.title,
        service=None,
        number=ticket.number,
        label=Message("ticket.number"),
        sections=(tuple(rows),),
        following=(service.done or Message("ticket.wait"),),
    )


def _saved(visit: Visit, service: Service, saved: Saved) -> SlipContent:
    return _slip(
        visit,
        service,
        Message("saved.title"),
        number=saved.code,
        label=Message("saved.code"),
        sections=(((Message("saved.until"), Moment(saved.until)),),),
        following=(Message("saved.where"), Message("saved.keep")),
        scan=saved.code,
        scan_words=Message("saved.scan"),
    )


def _public(
    visit: Visit, service: Service, papers: Sequence[Mapping[str, Value]], catalogues: Catalogues
) -> SlipContent:
    return _slip(
        visit,
        service,
        service.result.title or service.title,
        sections=(asked_rows(visit, catalogues), *(result_rows(service, paper) for paper in papers)),
        following=(Message("found.as_of"),),
    )


def _holder(visit: Visit) -> tuple[str, str | None]:
    """Name and number, as far as the service needs them."""
    holder = visit.draft.holder if visit.draft else {}
    return holder.get(CardField.NAME, ""), holder.get(CardField.NUMBER)


def _issuer(service: Service) -> Terms:
    return service.departments[0].name if service.departments else service.title


def _certificate(visit: Visit, service: Service, paper: Mapping[str, Value]) -> CertificateContent:
    kinds = {row.id: row for row in service.result.rows}
    name, id_number = _holder(visit)
    number, holder = _text(paper.get(_NUMBER)), _text(paper.get(_HOLDER)) or name
    authority, issued, until = paper.get(_AUTHORITY), paper.get(_ISSUED), paper.get(_UNTIL)
    own = {key for key, held in ((_NUMBER, number), (_HOLDER, holder)) if held and key in kinds}
    if isinstance(authority, Terms | Text):
        own.add(_AUTHORITY)
    own |= {key for key, held in ((_ISSUED, issued), (_UNTIL, until)) if isinstance(held, Day)}
    rest = {key: value for key, value in paper.items() if key not in own}
    return CertificateContent(
        language=visit.language,
        title=service.result.title or service.title,
        number=number,
        holder=holder,
        id_number=id_number,
        states=None,
        rows=result_rows(service, rest),
        issuer=_in_every_language(authority) or _issuer(service),
        issued_on=issued.day if isinstance(issued, Day) else None,
        valid_to=until.day if isinstance(until, Day) else None,
        verify_code=number,
        verify=number,
        place_for_seal=True,
        machine=visit.site.kiosk_id,
        printed_at=visit.now(),
        sample=visit.site.sample,
    )


def _statement(
    visit: Visit, service: Service, papers: Sequence[Mapping[str, Value]]
) -> StatementContent | SlipContent:
    """Payments as a table with their sum; other rows one below the other."""
    name, id_number = _holder(visit)
    title = service.result.title or service.title
    payments = _payments(service.result.rows, papers)
    if payments is None:
        holder: list[tuple[Words, Value]] = [(Message("paper.holder"), Name(name))] if name else []
        if id_number:
            holder.append((Message("paper.id_number"), IdNumber(id_number)))
        holder.append((Message("paper.issuer"), _issuer(service)))
        sections = (tuple(holder), *(result_rows(service, paper) for paper in papers))
        return _slip(visit, service, title, sections=sections, following=(Message("paper.keep_paper"),))
    return StatementContent(
        language=visit.language,
        title=title,
        number="",
        holder=name,
        id_number=id_number,
        rows=(),
        payments=payments,
        issuer=_issuer(service),
        verify_code="",
        verify="",
        machine=visit.site.kiosk_id,
        printed_at=visit.now(),
        sample=visit.site.sample,
    )


def _payments(rows: Sequence[ResultRow], papers: Sequence[Mapping[str, Value]]) -> tuple[Payment, ...] | None:
    """Each paper as one payment, where the rows are a day, what for, and an amount, and nothing else."""
    by_kind = {row.kind: row.id for row in rows}
    wanted = {FieldKind.DATE, FieldKind.TEXT, FieldKind.AMOUNT}
    if set(by_kind) != wanted or len(rows) != len(wanted):
        return None
    payments = []
    for paper in papers:
        day, amount = paper.get(by_kind[FieldKind.DATE]), paper.get(by_kind[FieldKind.AMOUNT])
        subject = _in_every_language(paper.get(by_kind[FieldKind.TEXT]))
        if not isinstance(day, Day) or not isinstance(amount, Number) or subject is None:
            return None
        payments.append(Payment(day.day, subject, Decimal(amount.amount)))
    return tuple(payments)


def _text(value: Value | None) -> str:
    return value.text if isinstance(value, Code | Name | Text) else ""


def _in_every_language(value: Value | None) -> Terms | None:
    """A text of the platform's as a term, which it has in one wording only."""
    if isinstance(value, Text):
        return Terms({language.tag: value.text for language in ALL_LANGUAGES})
    return value if isinstance(value, Terms) else None


def _service(visit: Visit) -> Service:
    if visit.service is None:
        raise RuntimeError("no service was chosen")
    return visit.service
