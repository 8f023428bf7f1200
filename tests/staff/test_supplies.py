"""What is left of paper and toner, by counting."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.supplies import (
    DAYS_KEPT,
    DayUse,
    Level,
    Stock,
    Supplies,
    Supply,
    SupplySettings,
    Used,
    estimate,
    near_its_end,
    put_right,
    ran_out,
    refilled,
    toner_is,
    used,
)
from kiosk.staff.used import receipt_millimetres

TODAY = date(2026, 11, 23)
SETTINGS = SupplySettings()

amounts = st.integers(-1000, 100_000)
days = st.dates(date(1970, 1, 1), date(2099, 12, 31))
counted = st.sampled_from([Supply.RECEIPT, Supply.PAPER])
uses = st.builds(Used, counted, amounts)


def days_before(count: int, each: int, supply: Supply = Supply.PAPER) -> tuple[DayUse, ...]:
    return tuple(DayUse(TODAY - timedelta(back), supply, each) for back in range(count, 0, -1))


def sheets(left: int, *use: DayUse) -> Supplies:
    return Supplies(days=use).put(Stock(Supply.PAPER, left, known=True))


@given(
    st.lists(st.tuples(uses, days), max_size=30), st.lists(st.tuples(st.integers(0, 100), days), max_size=5)
)
def test_whatever_is_used_nothing_is_ever_negative(
    papers: list[tuple[Used, date]], toner: list[tuple[int, date]]
) -> None:
    supplies = Supplies()
    for supply in Supply:
        supplies = refilled(supplies, supply, SETTINGS)
    for use, day in papers:
        supplies = used(supplies, use, day)
    for percent, day in toner:
        supplies = toner_is(supplies, percent, day)
    assert all(stock.left >= 0 for stock in supplies.stocks)
    assert all(use.count >= 0 for use in supplies.days)
    assert supplies.receipt_mm > 0
    for supply in Supply:
        told = estimate(supplies, supply, SETTINGS, TODAY)
        assert all(number is None or number >= 0 for number in (told.left, told.papers, told.days))


@given(st.lists(st.tuples(uses, days)), counted)
def test_what_is_refilled_is_full_whatever_was_before(
    papers: list[tuple[Used, date]], supply: Supply
) -> None:
    supplies = ran_out(near_its_end(Supplies(), SETTINGS), supply)
    for use, _ in papers:
        supplies = used(supplies, use, TODAY)
    full = refilled(supplies, supply, SETTINGS)
    assert estimate(full, supply, SETTINGS, TODAY).left == SETTINGS.full(supply)
    assert full.days == supplies.days
    other = Supply.PAPER if supply is Supply.RECEIPT else Supply.RECEIPT
    assert full.of(other) == supplies.of(other)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 500), st.integers(0, 500))
def test_more_left_lasts_no_shorter_and_more_use_no_longer(
    left: int, more: int, each: int, added: int
) -> None:
    def lasts(sheets_left: int, a_day: int) -> int | None:
        return estimate(sheets(sheets_left, *days_before(10, a_day)), Supply.PAPER, SETTINGS, TODAY).days

    here = lasts(left, each)
    if here is None:
        assert each == 0
        return
    longer, shorter = lasts(left + more, each), lasts(left, each + added)
    assert longer is not None
    assert shorter is not None
    assert shorter <= here <= longer


@given(uses, st.integers(1, 100_000))
def test_a_paper_makes_no_supply_last_longer(use: Used, more: int) -> None:
    before = Supplies(days=days_before(10, 5, Supply.RECEIPT) + days_before(10, 5))
    for supply in (Supply.RECEIPT, Supply.PAPER):
        before = refilled(before, supply, SETTINGS)
    small, large = (used(before, replace(use, amount=amount), TODAY) for amount in (more, more * 2))
    for supply in (Supply.RECEIPT, Supply.PAPER):
        told = [estimate(one, supply, SETTINGS, TODAY) for one in (before, small, large)]
        lefts = [one.left for one in told if one.left is not None]
        assert lefts == sorted(lefts, reverse=True)
    sheets_days = [estimate(one, Supply.PAPER, SETTINGS, TODAY).days for one in (before, small, large)]
    known = [number for number in sheets_days if number is not None]
    assert known == sorted(known, reverse=True)


@given(st.lists(st.tuples(uses, days), max_size=100))
def test_at_most_sixty_days_are_kept_and_no_time_of_day(papers: list[tuple[Used, date]]) -> None:
    supplies = Supplies()
    for use, day in papers:
        supplies = used(supplies, use, day)
    kept = [use.day for use in supplies.days]
    assert len(set(kept)) <= DAYS_KEPT
    assert {type(day) for day in kept} <= {date}
    assert len({(use.day, use.supply) for use in supplies.days}) == len(supplies.days)


def test_days_that_are_long_gone_make_room_for_new_ones() -> None:
    supplies = Supplies()
    for number in range(100):
        supplies = used(supplies, Used(Supply.PAPER, 1), TODAY + timedelta(number))
    assert [use.day for use in supplies.days] == [TODAY + timedelta(number) for number in range(40, 100)]


def test_a_day_with_a_wrong_clock_costs_no_other_day() -> None:
    before = Supplies(days=days_before(30, 2))
    after = used(before, Used(Supply.PAPER, 1), date(1970, 1, 1))
    assert set(before.days) < set(after.days)


def test_days_of_a_clock_that_ran_ahead_make_room_for_real_ones() -> None:
    ahead = tuple(DayUse(date(2099, 1, 1) + timedelta(day), Supply.PAPER, 1) for day in range(DAYS_KEPT))
    supplies = Supplies(days=ahead)
    for number in range(5):
        supplies = used(supplies, Used(Supply.PAPER, 1), TODAY + timedelta(number))
    assert sum(use.day < date(2099, 1, 1) for use in supplies.days) == 5


def test_receipts_are_counted_by_the_piece_so_that_a_day_tells_no_length() -> None:
    supplies = refilled(Supplies(), Supply.RECEIPT, SETTINGS)
    for length in (200, 400, 300):
        supplies = used(supplies, Used(Supply.RECEIPT, length), TODAY)
    assert supplies.days == (DayUse(TODAY, Supply.RECEIPT, 3),)
    assert supplies.of(Supply.RECEIPT).left == 80_000 - 900


def test_what_a_receipt_usually_takes_follows_the_receipts() -> None:
    supplies = Supplies()
    for _ in range(100):
        supplies = used(supplies, Used(Supply.RECEIPT, 200), TODAY)
    assert supplies.receipt_mm == pytest.approx(200, abs=9)


def test_it_is_told_in_papers_and_days() -> None:
    # 250 sheets, and 140 in the 14 days since counting began, of which only 4 had any.
    supplies = sheets(250, *(DayUse(TODAY - timedelta(back), Supply.PAPER, 35) for back in (14, 9, 3, 1)))
    told = estimate(supplies, Supply.PAPER, SETTINGS, TODAY)
    assert (told.level, told.papers, told.days) == (Level.GOOD, 250, 25)


def test_today_is_not_yet_a_day_and_two_days_tell_nothing() -> None:
    assert estimate(sheets(250, *days_before(2, 50)), Supply.PAPER, SETTINGS, TODAY).days is None
    three = days_before(3, 50)
    assert estimate(sheets(250, *three), Supply.PAPER, SETTINGS, TODAY).days == 5
    with_today = (*three, DayUse(TODAY, Supply.PAPER, 1000))
    assert estimate(sheets(250, *with_today), Supply.PAPER, SETTINGS, TODAY).days == 5


def test_a_day_of_years_ago_says_nothing_about_these_weeks() -> None:
    old = DayUse(date(2020, 1, 1), Supply.PAPER, 1)
    assert estimate(sheets(250, old, *days_before(5, 50)), Supply.PAPER, SETTINGS, TODAY).days == 5


@pytest.mark.parametrize(("left", "use", "level"), [
    (250, (), Level.GOOD),
    (SETTINGS.sheets_low + 1, (), Level.GOOD),
    (SETTINGS.sheets_low, (), Level.LOW),
    (0, (), Level.LOW),
    (250, days_before(7, 62), Level.GOOD),
    (250, days_before(7, 63), Level.LOW),
])  # fmt: skip
def test_it_is_low_when_few_papers_or_few_days_are_left(
    left: int, use: tuple[DayUse, ...], level: Level
) -> None:
    assert estimate(sheets(left, *use), Supply.PAPER, SETTINGS, TODAY).level is level


def test_nothing_is_claimed_of_what_nobody_has_said() -> None:
    supplies = used(Supplies(), Used(Supply.PAPER, 3), TODAY)
    told = estimate(supplies, Supply.PAPER, SETTINGS, TODAY)
    assert (told.level, told.left, told.papers, told.days) == (Level.UNKNOWN, None, None, None)
    full = estimate(refilled(supplies, Supply.PAPER, SETTINGS), Supply.PAPER, SETTINGS, TODAY)
    assert full.papers == SETTINGS.tray_sheets


def test_only_the_printer_says_that_there_is_none() -> None:
    supplies = sheets(200)
    assert estimate(ran_out(supplies, Supply.PAPER), Supply.PAPER, SETTINGS, TODAY).level is Level.EMPTY
    counted_out = used(supplies, Used(Supply.PAPER, 300), TODAY)
    assert estimate(counted_out, Supply.PAPER, SETTINGS, TODAY).level is Level.LOW


def test_the_near_end_sensor_knows_better_than_the_count_and_once_a_roll() -> None:
    supplies = near_its_end(refilled(Supplies(), Supply.RECEIPT, SETTINGS), SETTINGS)
    told = estimate(supplies, Supply.RECEIPT, SETTINGS, TODAY)
    assert (told.level, told.left) == (Level.LOW, 5000)
    much = replace(SETTINGS, near_end_m=50)
    long_before = near_its_end(Supplies(), much)
    assert estimate(long_before, Supply.RECEIPT, much, TODAY).level is Level.LOW
    later = near_its_end(used(supplies, Used(Supply.RECEIPT, 300), TODAY), SETTINGS)
    assert later.of(Supply.RECEIPT).left == 4700


def test_a_roll_that_was_only_lifted_off_is_no_new_one() -> None:
    half = used(refilled(Supplies(), Supply.RECEIPT, SETTINGS), Used(Supply.RECEIPT, 40_000), TODAY)
    again = put_right(ran_out(half, Supply.RECEIPT), Supply.RECEIPT, SETTINGS)
    assert again.of(Supply.RECEIPT).left == 40_000
    rest = used(half, Used(Supply.RECEIPT, 30_000), TODAY)
    new = put_right(ran_out(rest, Supply.RECEIPT), Supply.RECEIPT, SETTINGS)
    assert new.of(Supply.RECEIPT).left == 80_000


def test_toner_is_what_the_printer_says_and_what_has_fallen_is_what_a_day_uses() -> None:
    supplies = toner_is(Supplies(), 60, TODAY - timedelta(5))
    assert supplies.days == ()
    supplies = toner_is(supplies, 50, TODAY - timedelta(5))
    told = estimate(supplies, Supply.TONER, SETTINGS, TODAY)
    assert (told.level, told.left, told.papers, told.days) == (Level.GOOD, 50, None, 25)
    new = toner_is(supplies, 100, TODAY)
    assert new.days == supplies.days
    assert estimate(new, Supply.TONER, SETTINGS, TODAY).left == 100


def test_a_new_cartridge_is_not_full_before_the_printer_says_so() -> None:
    supplies = refilled(toner_is(Supplies(), 3, TODAY), Supply.TONER, SETTINGS)
    assert estimate(supplies, Supply.TONER, SETTINGS, TODAY).level is Level.UNKNOWN


@given(st.integers(1, 6000), st.integers(0, 6000))
def test_a_longer_receipt_takes_no_less_of_the_roll(rows: int, more: int) -> None:
    assert 0 < receipt_millimetres(rows) <= receipt_millimetres(rows + more)
    # 203 dots an inch.
    assert receipt_millimetres(203) == 26 + 18
