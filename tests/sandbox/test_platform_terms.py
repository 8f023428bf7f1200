"""What the platform promises: working days, departments."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sandbox.platform.terms import ServiceTerms, load_terms, working_days_later

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 5, 4), 5, date(2026, 5, 11)),
        (date(2026, 5, 8), 1, date(2026, 5, 11)),
        (date(2026, 5, 9), 1, date(2026, 5, 11)),
        (date(2026, 5, 10), 2, date(2026, 5, 12)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
        (date(2026, 5, 9), 0, date(2026, 5, 11)),
        (date(2026, 12, 28), 20, date(2027, 1, 25)),
    ],
)
def test_a_term_counts_working_days_from_the_next_day_on(start: date, days: int, end: date) -> None:
    assert working_days_later(start, days) == end


@given(DAYS, st.integers(1, 120))
def test_a_term_has_as_many_working_days_as_it_says(start: date, days: int) -> None:
    end = working_days_later(start, days)
    counted = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in counted) == days
    assert end.weekday() < 5


def test_terms_are_read_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "terms.json"
    given = {
        "a": {"promised": 5, "statutory": 20, "departments": [{"en": "Office", "ug": "ئىدارە"}]},
        "b": {"promised": 0, "statutory": None},
    }
    file.write_text(json.dumps(given), encoding="utf-8")
    assert load_terms(file) == {
        "a": ServiceTerms(5, 20, ({"en": "Office", "ug": "ئىدارە"},)),
        "b": ServiceTerms(0, None, ()),
    }


@pytest.mark.parametrize("wrong", [{"promised": "5"}, {"promised": 5, "departments": ["Office"]}])
def test_wrong_terms_are_refused_at_the_start(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = tmp_path / "terms.json"
    file.write_text(json.dumps({"a": wrong}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"terms|departments"):
        load_terms(file)
