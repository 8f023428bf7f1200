"""What each key of a service pack and of the units' file holds, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from kiosk.language.values import Terms
from kiosk.services.cards import CardField, cards_that_give
from kiosk.services.icons import ICONS
from kiosk.services.pack_error import PackError
from kiosk.services.pack_file import NO_WORDS, Section, read_yaml
from kiosk.services.service import (
    Department,
    Field,
    FieldKind,
    Material,
    Need,
    Option,
    Service,
)

_PLACE_LENGTH = 60
_LONGEST_TEXT = 500
_MOST_DIGITS = 30
_MOST_DECIMALS = 4
_MOST_DAYS = 1000
_MOST_MINUTES = 240
_Part = TypeVar("_Part")
_PERSONAL_KINDS = frozenset({FieldKind.PLACE, FieldKind.PHONE, FieldKind.DIGITS, FieldKind.TEXT})


def read_units(path: Path, errors: list[PackError]) -> Mapping[str, Terms]:
    """{name: words} of the units without a fault; a pack that names another is left out."""
    section = read_yaml(path, errors) if path.exists() else None
    units: dict[str, Terms] = {}
    for name in section.keys() if section else ():
        before = len(errors)
        words = section.terms(name) if section else NO_WORDS
        if len(errors) == before:
            units[name] = words
    return units


def read_service(section: Section, units: Mapping[str, Terms]) -> Service:
    """What the pack says; where a fault was noted in the section, it does not count."""
    promised_days = section.whole_number("promised_days", high=_MOST_DAYS)
    service = Service(
        id=section.identifier("id"),
        version=section.whole_number("version", low=1),
        icon=section.one_of("icon", ICONS, "icon"),
        title=section.terms("title"),
        second_line=section.terms("second_line"),
        guide=section.terms("guide"),
        why=section.terms("why"),
        needs=_read_needs(section),
        materials=tuple(_read_material(entry) for entry in section.sections("materials")),
        fee=_read_fee(section),
        promised_days=promised_days,
        statutory_days=_read_statutory_days(section, promised_days),
        minutes=section.whole_number("minutes", low=1, high=_MOST_MINUTES),
        departments=tuple(_read_department(entry) for entry in section.sections("departments", at_least=1)),
        steps=_read_unique(
            section.sections("steps", at_least=1), "id", lambda entry: _read_field(entry, units)
        ),
        signature=section.flag("signature"),
    )
    section.close()
    return service


def _read_unique(
    sections: list[Section], identity: str, read: Callable[[Section], _Part]
) -> tuple[_Part, ...]:
    """The parts of a list, a fault noted at each whose ``identity`` an earlier one has."""
    seen: set[str] = set()
    for section in sections:
        name = section.raw(identity)
        if name and name in seen:
            section.fault(identity, f"«{name}» stands here twice")
        seen.add(name)
    return tuple(read(section) for section in sections)


def _read_need(section: Section) -> Need:
    name = section.one_of("field", list(CardField), "card field")
    need = Need(CardField(name) if name else CardField.NAME, section.terms("reason"))
    section.close()
    return need


def _read_material(section: Section) -> Material:
    material = Material(section.one_of("icon", ICONS, "icon"), section.terms("name"))
    section.close()
    return material


def _read_department(section: Section) -> Department:
    department = Department(section.one_of("icon", ICONS, "icon"), section.terms("name"))
    section.close()
    return department


def _read_option(section: Section) -> Option:
    icon = section.one_of("icon", ICONS, "icon") if section.has("icon") else None
    option = Option(section.identifier("id"), icon, section.terms("label"))
    section.close()
    return option


def _read_fee(section: Section) -> Decimal:
    fee = section.number("fee")
    if fee < 0:
        section.fault("fee", "not below 0")
    return fee


def _read_statutory_days(section: Section, promised_days: int) -> int | None:
    if not section.has("statutory_days"):
        return None
    days = section.whole_number("statutory_days", high=_MOST_DAYS)
    if days < promised_days:
        section.fault("statutory_days", "sooner than promised_days")
    return days


@dataclass(frozen=True)
class _Answer:
    """What only some kinds of field have."""

    options: tuple[Option, ...] = ()
    unit: Terms | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    length: int | None = None
    max_length: int | None = None


def _read_field(section: Section, units: Mapping[str, Terms]) -> Field:
    name = section.one_of("kind", list(FieldKind), "field kind")
    kind = FieldKind(name) if name else None
    answer = _ANSWERS[kind](section, units) if kind else _Answer()
    field = Field(
        id=section.identifier("id"),
        kind=kind or FieldKind.TEXT,
        question=section.terms("question"),
        label=section.terms("label"),
        icon=section.one_of("icon", ICONS, "icon") if section.has("icon") else None,
        example=section.terms("example") if section.has("example") else None,
        optional=section.flag("optional") if section.has("optional") else False,
        personal=section.flag("personal") if section.has("personal") else kind in _PERSONAL_KINDS,
        options=answer.options,
        unit=answer.unit,
        low=answer.low,
        high=answer.high,
        decimals=answer.decimals,
        length=answer.length,
        max_length=answer.max_length,
    )
    if kind:
        # Of an unknown kind nobody can say which keys it has.
        section.close()
    return field


def _read_needs(section: Section) -> tuple[Need, ...]:
    needs = _read_unique(section.sections("needs"), "field", _read_need)
    if needs and not cards_that_give(need.field for need in needs):
        section.fault("needs", "no card has all of these fields")
    return needs


def _read_choice(section: Section, units: Mapping[str, Terms]) -> _Answer:
    return _Answer(options=_read_unique(section.sections("options", at_least=2), "id", _read_option))


def _read_number(section: Section, units: Mapping[str, Terms]) -> _Answer:
    low, high = section.number("low"), section.number("high")
    if section.has("low") and section.has("high") and low > high:
        section.fault("high", "below low")
    return _Answer(
        unit=_read_unit(section, units),
        low=low,
        high=high,
        decimals=section.whole_number("decimals", high=_MOST_DECIMALS) if section.has("decimals") else 0,
    )


def _read_unit(section: Section, units: Mapping[str, Terms]) -> Terms | None:
    if not section.has("unit"):
        return None
    name = section.one_of("unit", units, "unit")
    return units[name] if name else NO_WORDS


def _read_digits(section: Section, units: Mapping[str, Terms]) -> _Answer:
    return _Answer(length=section.whole_number("length", low=1, high=_MOST_DIGITS))


def _read_place(section: Section, units: Mapping[str, Terms]) -> _Answer:
    if not section.has("max_length"):
        return _Answer(max_length=_PLACE_LENGTH)
    return _read_text(section, units)


def _read_text(section: Section, units: Mapping[str, Terms]) -> _Answer:
    return _Answer(max_length=section.whole_number("max_length", low=1, high=_LONGEST_TEXT))


def _read_phone(section: Section, units: Mapping[str, Terms]) -> _Answer:
    return _Answer()


_ANSWERS: Mapping[FieldKind, Callable[[Section, Mapping[str, Terms]], _Answer]] = MappingProxyType(
    {
        FieldKind.CHOICE: _read_choice,
        FieldKind.NUMBER: _read_number,
        FieldKind.PLACE: _read_place,
        FieldKind.PHONE: _read_phone,
        FieldKind.DIGITS: _read_digits,
        FieldKind.TEXT: _read_text,
    }
)
