"""How long a service may take, and who handles it: what the platform promises for each case."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kiosk.sandbox.platform.reading import Words

_SATURDAY = 5


@dataclass(frozen=True)
class ServiceTerms:
    """Days are working days; ``statutory`` is None where no law sets a limit. ``rows``: {id: kind} of the
    result."""

    promised: int
    statutory: int | None
    departments: tuple[Words, ...] = ()
    title: Words | None = None
    rows: Mapping[str, str] = field(default_factory=dict)
    department_ids: tuple[str, ...] = ()


# For a service that the platform was not told of: a sandbox takes any.
ANY_SERVICE = ServiceTerms(promised=5, statutory=20)


def load_terms(file: Path) -> dict[str, ServiceTerms]:
    """Reads ``{service id: {"promised", "statutory", "departments": [{language tag: words}], "title",
    "rows": {id: kind}}}``."""
    given: Mapping[str, Mapping[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return {service_id: _terms(terms) for service_id, terms in given.items()}


def working_days_later(start: date, days: int) -> date:
    """The last day of a term: Monday to Friday, counted from the day after ``start``; no holidays."""
    day = start
    while days > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            days -= 1
    return day


def _terms(given: Mapping[str, object]) -> ServiceTerms:
    promised, statutory, departments = (
        given["promised"],
        given.get("statutory"),
        given.get("departments", []),
    )
    if not isinstance(promised, int) or not isinstance(statutory, int | None):
        raise ValueError("terms are whole numbers of working days")
    if not isinstance(departments, list) or not all(isinstance(words, dict) for words in departments):
        raise ValueError("departments are words in every language")
    title, rows, ids = given.get("title"), given.get("rows", {}), given.get("department_ids", [])
    if not isinstance(title, dict | None) or not isinstance(rows, dict) or not isinstance(ids, list):
        raise ValueError("terms have a title in every language and the kinds of their rows")
    return ServiceTerms(promised, statutory, tuple(departments), title, rows, tuple(map(str, ids)))
