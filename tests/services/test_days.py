"""A limit of a day is fixed, or counts from the day of the visit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.days import day_limit

TODAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("today", TODAY),
        ("+30d", date(2026, 3, 2)),
        ("-2w", date(2026, 1, 17)),
        ("+1m", date(2026, 2, 28)),
        ("-2m", date(2025, 11, 30)),
        ("-18y", date(2008, 1, 31)),
        ("+12m", date(2027, 1, 31)),
    ],
)
def test_a_limit_is_a_day(text: str, day: date) -> None:
    limit = day_limit(text)
    assert limit is not None
    assert limit.on(TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "30d", "+0d", "+d", "+1x", "2026-02-30", "26-1-1", "+99999y", "+200y", "today "]
)
def test_anything_else_is_none(text: str) -> None:
    assert day_limit(text) is None


@given(st.integers(1, 1000), st.sampled_from("dwmy"), st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_limit_ahead_lies_ahead_and_one_behind_behind(count: int, unit: str, today: date) -> None:
    ahead, behind = day_limit(f"+{count}{unit}"), day_limit(f"-{count}{unit}")
    if ahead is not None and behind is not None:
        assert behind.on(today) < today < ahead.on(today)
        if unit == "d":
            assert ahead.on(today) - today == timedelta(count)
