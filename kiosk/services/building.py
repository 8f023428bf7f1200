"""From the wire form to the frozen data the kiosk works with. What comes here was checked.

Hundreds of services are built on the way to a visit's first picture, so nothing is looked at twice.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kiosk.language.values import Terms
from kiosk.services.cards import CardField
from kiosk.services.conditions import All, AnyOf, Comparison, Condition, Holds, Not
from kiosk.services.days import DayLimit, day_limit
from kiosk.services.format import DEFAULT_LENGTH, DEFAULT_YUAN
from kiosk.services.service import (
    Ask,
    Category,
    Department,
    Field,
    FieldKind,
    Journey,
    Material,
    Need,
    Option,
    Page,
    PaperKind,
    ResultPaper,
    ResultRow,
    Service,
)

Read = Mapping[str, Any]

_PERSONAL = frozenset(
    {
        FieldKind.PLACE, FieldKind.PHONE, FieldKind.DIGITS, FieldKind.TEXT, FieldKind.NAME,
        FieldKind.BANK_CARD, FieldKind.ID_NUMBER, FieldKind.RECEIPT_CODE, FieldKind.SIGNATURE,
    }
)  # fmt: skip
_HOLDS: tuple[Holds, ...] = ("is", "has", "at_least", "at_most", "answered")
_ONLY_RECEIPT = ResultPaper()


def build_service(read: Read) -> Service:
    """The service that the wire form describes. KeyError, TypeError or ValueError if it was not checked."""
    return Service(
        id=read["id"],
        version=read["version"],
        icon=read["icon"],
        title=Terms(read["title"]),
        second_line=Terms(read["second_line"]),
        guide=Terms(read["guide"]),
        why=Terms(read["why"]),
        needs=tuple(Need(CardField(need["field"]), Terms(need["reason"])) for need in read.get("needs", ())),
        materials=tuple(Material(part["icon"], Terms(part["name"])) for part in read.get("materials", ())),
        fee=Decimal(read.get("fee", 0)),
        promised_days=read.get("promised_days", 0),
        statutory_days=read.get("statutory_days"),
        minutes=read["minutes"],
        departments=tuple(map(_department, read.get("departments", ()))),
        steps=tuple(map(_field, read.get("steps", ()))),
        signature=read.get("signature", False),
        kind=Journey(read["kind"]),
        eligibility=tuple(map(Terms, read.get("eligibility", ()))),
        result=_result(read["result"]) if "result" in read else _ONLY_RECEIPT,
        review=_terms(read, "review"),
        done=_terms(read, "done"),
        categories=tuple(read.get("categories", ())),
        pages=tuple(map(_page, read.get("pages", ()))),
    )


def build_category(name: str, read: Read) -> Category:
    return Category(name, read["icon"], Terms(read["title"]), read.get("within", ""))


def _terms(read: Read, key: str) -> Terms | None:
    return Terms(read[key]) if key in read else None


def _department(read: Read) -> Department:
    return Department(read["icon"], Terms(read["name"]), read.get("id", ""), read.get("promised_days"))


def _page(read: Read) -> Page:
    return Page(read["picture"], Terms(read["text"]), _terms(read, "title"))


def _result(read: Read) -> ResultPaper:
    rows = tuple(
        ResultRow(row["id"], Terms(row["label"]), FieldKind(row.get("kind", "text")))
        for row in read.get("rows", ())
    )
    paper = PaperKind(read["paper"]) if "paper" in read else None
    return ResultPaper(paper, _terms(read, "title"), rows)


def _field(read: Read) -> Field:
    kind = FieldKind(read["kind"])
    options = read.get("options", ())
    low, high = _limits(kind, read)
    return Field(
        id=read["id"],
        kind=kind,
        question=Terms(read["question"]),
        label=Terms(read["label"]),
        icon=read.get("icon"),
        example=_terms(read, "example"),
        # Who need not choose any may choose none.
        optional=read.get("optional", False) or read.get("at_least") == 0,
        personal=read.get("personal", kind in _PERSONAL),
        options=tuple(Option(part["id"], part.get("icon"), Terms(part["label"])) for part in options),
        unit=_terms(read, "unit"),
        low=low,
        high=high,
        decimals=2 if kind is FieldKind.AMOUNT else read.get("decimals", 0),
        length=read.get("length"),
        max_length=read.get("max_length", DEFAULT_LENGTH.get(kind)),
        at_least=read.get("at_least", 1),
        at_most=read.get("at_most", len(options) if kind is FieldKind.SEVERAL else None),
        earliest=_day(read, "low") if kind is FieldKind.DATE else None,
        latest=_day(read, "high") if kind is FieldKind.DATE else None,
        mask=read.get("mask"),
        text=_terms(read, "text"),
        paper=_terms(read, "paper"),
        when=_condition(read["when"]) if "when" in read else None,
        prefill=read.get("prefill"),
        ask=Ask(read.get("ask", Ask.ALWAYS)),
    )


def _limits(kind: FieldKind, read: Read) -> tuple[Decimal | None, Decimal | None]:
    if kind is FieldKind.NUMBER:
        return Decimal(read["low"]), Decimal(read["high"])
    if kind is FieldKind.AMOUNT:
        return Decimal(read.get("low", DEFAULT_YUAN[0])), Decimal(read.get("high", DEFAULT_YUAN[1]))
    return None, None


def _day(read: Read, key: str) -> DayLimit | None:
    return day_limit(read[key]) if key in read else None


def _condition(read: Read) -> Condition:
    if "all" in read:
        return All(tuple(map(_condition, read["all"])))
    if "any" in read:
        return AnyOf(tuple(map(_condition, read["any"])))
    if "not" in read:
        return Not(_condition(read["not"]))
    if "in" in read:
        return Comparison(read["field"], "in", tuple(map(_compared, read["in"])))
    how = next(how for how in _HOLDS if how in read)
    return Comparison(read["field"], how, (_compared(read[how]),))


def _compared(value: object) -> str:
    """As a normalised answer is written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
