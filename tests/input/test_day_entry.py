"""A day is typed in figures, and each part goes on to the next by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.day_entry import PARTS, DayEntry, Part

FIGURES = "0123456789"
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def typed(figures: str, entry: DayEntry | None = None) -> DayEntry:
    entry = entry or DayEntry()
    for figure in figures:
        entry = entry.typed(figure)
    return entry


@given(days)
def test_every_day_can_be_typed_in_eight_figures(day: date) -> None:
    assert typed(f"{day:%Y%m%d}").on == day


@given(days)
def test_every_day_can_be_typed_without_zeros_going_to_each_part(day: date) -> None:
    entry = typed(str(day.year))
    entry = typed(str(day.month), entry.going_to("month"))
    entry = typed(str(day.day), entry.going_to("day"))
    assert entry.on == day


@pytest.mark.parametrize(
    ("figures", "day"),
    [
        # After a 5 no month goes on; after a 1 only 0, 1 and 2 do.
        ("202659", "2026-5-9"), ("2026115", "2026-11-5"), ("2026159", "2026-1-5"),
        ("20261305", "2026-1-30"), ("2026231", "2026-2-31"),
    ],
)  # fmt: skip
def test_what_cannot_go_on_in_a_part_goes_on_in_the_next(figures: str, day: str) -> None:
    assert typed(figures).text == day


def test_a_day_is_not_complete_before_all_of_it_is_typed() -> None:
    assert typed("").text == ""
    assert typed("2026").text == "2026--"
    assert typed("20261").text == "2026-1-"
    assert typed("20261").at == "month"
    assert typed("202612").at == "day"


def test_what_is_too_much_stands_for_nothing() -> None:
    assert typed("202611239") == typed("20261123")


@given(st.text(FIGURES, max_size=12))
def test_what_was_typed_can_be_deleted_figure_by_figure(figures: str) -> None:
    entry = typed(figures)
    for _ in range(8):
        entry = entry.deleted()
    assert not entry.typed_any
    assert entry.at == "year"
    assert entry.deleted() == entry


@given(st.text(FIGURES, max_size=12))
def test_what_is_kept_comes_back(figures: str) -> None:
    entry = typed(figures)
    again = DayEntry.of(entry.text)
    assert again.text == entry.text
    assert again.on == entry.on
    assert [int(again.figures(part) or 0) for part in PARTS] == [
        int(entry.figures(part) or 0) for part in PARTS
    ]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_gone_to_begins_anew_and_the_others_stay(part: Part) -> None:
    entry = DayEntry.of("1987-04-12").going_to(part)
    assert entry.at == part
    assert entry.figures(part) == ""
    assert [entry.figures(other) for other in PARTS if other != part] == [
        DayEntry.of("1987-04-12").figures(other) for other in PARTS if other != part
    ]


@pytest.mark.parametrize("text", ["", "heute", "2026/05/04", "04.05.2026", "-"])
def test_what_is_no_day_begins_anew(text: str) -> None:
    assert DayEntry.of(text) == DayEntry()
