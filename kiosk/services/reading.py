"""Reads packs that were not checked yet: YAML or JSON, one service a file or, as `pack` writes it, many."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.services.checking import IDENTIFIER, Checker
from kiosk.services.consistency import check_together
from kiosk.services.faults import Faults, Route
from kiosk.services.format import CATEGORY, MONEY, MOST_IN_A_GROUP, SERVICE
from kiosk.services.groups import misplaced
from kiosk.services.pack_error import PackError
from kiosk.services.pack_file import is_there
from kiosk.services.service import FieldKind
from kiosk.services.shapes import Words
from kiosk.services.source import read_source
from kiosk.services.wire import FORMAT, MARK

Wire = Mapping[str, Any]
_OWN_UNITS = Path(__file__).parent / "units.yaml"
_MOST_SERVICES = 2000
_NO_UNITS: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True)
class ServiceRead:
    """One service without a fault of its own, in the wire form, and where it stands."""

    service: Wire
    file: str
    line: int


@dataclass(frozen=True)
class Around:
    """What packs may name: the words of units, and categories."""

    units: Mapping[str, Mapping[str, str]]
    categories: Mapping[str, Wire]


def read_units(path: Path, errors: list[PackError]) -> dict[str, Mapping[str, str]]:
    """{name: words} of the program's units and the file's; one with a fault is none."""
    units: dict[str, Mapping[str, str]] = {}
    for file in (_OWN_UNITS, path):
        faults = Faults(file.name)
        content = read_source(file, faults) if is_there(file) else None
        for name, words in content.items() if isinstance(content, dict) else ():
            part = faults.part(())
            read = Checker(part, _NO_UNITS).check(Words(), words, (name,))
            if part:
                units.pop(name, None)
            else:
                units[name] = read
        errors += faults.errors()
    return units


def read_categories(path: Path, errors: list[PackError]) -> dict[str, Wire]:
    """{id: category} in their order; one with a fault is none."""
    faults = Faults(path.name)
    content = read_source(path, faults) if is_there(path) else None
    categories = _checked_categories(content, (), faults) if isinstance(content, dict) else {}
    errors += faults.errors()
    return categories


def read_pack(
    path: Path, around: Around, errors: list[PackError]
) -> tuple[list[ServiceRead], Mapping[str, Wire]]:
    """The services of a file without a fault, and the categories that stand in it."""
    faults = Faults(path.name)
    content = read_source(path, faults)
    # Such as a key that stands in it twice: of a file's only service, a fault of its own.
    unsound = bool(faults)
    services: list[ServiceRead] = []
    categories: Mapping[str, Wire] = {}
    if isinstance(content, dict) and MARK in content:
        services, categories = _read_bundle(content, around, faults)
    elif isinstance(content, dict):
        read = [*_read_service(content, (), around, faults)]
        services = [] if unsound else read
    errors += faults.errors()
    return services, categories


def _read_bundle(
    content: dict[str, object], around: Around, faults: Faults
) -> tuple[list[ServiceRead], Mapping[str, Wire]]:
    known = {MARK, "checked", "categories", "services"}
    for name in content.keys() - known:
        faults.note((name,), f"unknown key «{name}»")
    if content[MARK] != FORMAT:
        faults.note((MARK,), f"{MARK}: this program reads {FORMAT}")
        return [], {}
    categories = _checked_categories(content.get("categories", {}), ("categories",), faults)
    found = content.get("services")
    if not isinstance(found, list) or len(found) > _MOST_SERVICES:
        faults.note(("services",), f"services: a list of at most {_MOST_SERVICES}")
        return [], {}
    services: list[ServiceRead] = []
    wider = Around(around.units, {**around.categories, **categories})
    for number, service in enumerate(found):
        if isinstance(service, dict):
            # Made anew where the digest does not agree.
            service.pop("search", None)
        services += _read_service(service, ("services", number), wider, faults)
    return services, categories


def _read_service(content: object, route: Route, around: Around, faults: Faults) -> Iterator[ServiceRead]:
    part = faults.part(())
    read = Checker(part, around.units).check(SERVICE, content, route)
    for step in read.get("steps", ()):
        if step.get("kind") == FieldKind.AMOUNT:
            step.setdefault("unit", around.units.get(MONEY, {}))
    check_together(read, part.part(route))
    # A category that there is none of takes no service away: it stands outermost.
    for number, name in enumerate(read.get("categories", ())):
        if name and name not in around.categories:
            faults.note((*route, "categories", number), f"categories: there is no category «{name}»")
    if not part:
        yield ServiceRead(read, faults.file, faults.locate((*route, "id")))


def _checked_categories(content: object, route: Route, faults: Faults) -> dict[str, Wire]:
    checker = Checker(faults, _NO_UNITS)
    section = checker.section(content, route)
    categories: dict[str, Wire] = {}
    for name, category in (section or {}).items():
        part = faults.part(())
        if not IDENTIFIER.fullmatch(name):
            part.note((*route, name), f"«{name[:80]}» is no name for a category")
        read = Checker(part, _NO_UNITS).check(CATEGORY, category, (*route, name))
        if not part:
            categories[name] = read
    _check_groups(categories, route, faults)
    return categories


def _check_groups(categories: Mapping[str, Wire], route: Route, faults: Faults) -> None:
    """One within another at most, and no more in one than a screen has room for."""
    for name, what in misplaced(categories).items():
        faults.note((*route, name, "within"), what)
    counts = Counter(category.get("within", "") for category in categories.values())
    for outer, count in counts.items():
        if count > MOST_IN_A_GROUP:
            at = (*route, outer) if outer else route
            faults.note(at, f"{count} categories in one place, at most {MOST_IN_A_GROUP}")
