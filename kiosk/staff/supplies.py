"""Receipt paper, A4 sheets and toner: what is left, and for how long it lasts. Pure functions.

Counted are papers a day: a day's millimetres would tell how long its only receipt was, and with that what
was applied for and in which language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

# How many days are kept, and how many of them tell what a day uses.
DAYS_KEPT = 60
_DAYS_ASKED = 28
# Before so many days nobody knows what a day uses.
_FEWEST_DAYS = 3
_LONGEST_DAYS = 999
# A receipt in Uyghur or Kazakh; the one in Chinese is a quarter shorter.
_RECEIPT_MM = 340
# How much a receipt counts in what a receipt usually takes.
_NEWEST_SHARE = 16
# A roll of which there is more than this share by the count has not run out: it was only lifted off.
_SAME_ROLL_SHARE = 4
_PERCENT = 100


class Supply(StrEnum):
    RECEIPT = "receipt"
    PAPER = "paper"
    TONER = "toner"


class Level(StrEnum):
    """EMPTY is the printer's own word; a count says LOW at most. UNKNOWN: nobody said when it was filled."""

    UNKNOWN = "unknown"
    GOOD = "good"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True)
class SupplySettings:
    """What the printers hold, and when staff are warned: so many papers, percent or days before the end.

    ``near_end_m``: what is left on the roll when the printer's near-end sensor notices.
    """

    roll_m: int = field(default=80, metadata={"low": 5, "high": 500})
    near_end_m: int = field(default=5, metadata={"low": 0, "high": 50})
    tray_sheets: int = field(default=250, metadata={"low": 10, "high": 10_000})
    receipts_low: int = field(default=30, metadata={"low": 0, "high": 10_000})
    sheets_low: int = field(default=40, metadata={"low": 0, "high": 10_000})
    toner_low: int = field(default=15, metadata={"low": 0, "high": 99})
    days_low: int = field(default=3, metadata={"low": 0, "high": 60})

    def full(self, supply: Supply) -> int:
        """Millimetres, sheets or percent."""
        return {
            Supply.RECEIPT: self.roll_m * 1000,
            Supply.PAPER: self.tray_sheets,
            Supply.TONER: _PERCENT,
        }[supply]

    def low(self, supply: Supply) -> int:
        """Receipts, sheets or percent."""
        return {
            Supply.RECEIPT: self.receipts_low,
            Supply.PAPER: self.sheets_low,
            Supply.TONER: self.toner_low,
        }[supply]


@dataclass(frozen=True)
class Stock:
    """``left``: millimetres, sheets or percent, and worth nothing unless ``known``; ``out`` and ``near_end``:
    what the printer has said last."""

    supply: Supply
    left: int = field(default=0, metadata={"low": 0})
    known: bool = False
    out: bool = False
    near_end: bool = False


@dataclass(frozen=True)
class DayUse:
    """Receipts, sheets or percent that were used on one day."""

    day: date
    supply: Supply
    count: int


@dataclass(frozen=True)
class Supplies:
    """All that is kept. ``receipt_mm``: what a receipt usually takes off the roll."""

    stocks: tuple[Stock, ...] = tuple(Stock(supply) for supply in Supply)
    days: tuple[DayUse, ...] = ()
    receipt_mm: int = _RECEIPT_MM

    def of(self, supply: Supply) -> Stock:
        return next(stock for stock in self.stocks if stock.supply is supply)

    def put(self, changed: Stock) -> "Supplies":
        """With this stock in place of the one of its supply."""
        stocks = tuple(changed if stock.supply is changed.supply else stock for stock in self.stocks)
        return replace(self, stocks=stocks)


@dataclass(frozen=True)
class Used:
    """By one paper: millimetres of the roll, or sheets."""

    supply: Supply
    amount: int


@dataclass(frozen=True)
class Estimate:
    """``left`` in millimetres, sheets or percent; ``papers``: receipts or sheets; None where it is not known.

    ``days``: None also while nothing is used.
    """

    supply: Supply
    level: Level
    left: int | None
    papers: int | None
    days: int | None


def used(supplies: Supplies, use: Used, today: date) -> Supplies:
    """What is left never falls below nothing: a roll may be longer than it was thought to be."""
    if use.amount <= 0:
        return supplies
    stock = supplies.of(use.supply)
    after = _counted(supplies, use.supply, 1 if use.supply is Supply.RECEIPT else use.amount, today)
    if use.supply is Supply.RECEIPT:
        usual = (supplies.receipt_mm * (_NEWEST_SHARE - 1) + use.amount) / _NEWEST_SHARE
        after = replace(after, receipt_mm=max(1, round(usual)))
    return after.put(replace(stock, left=max(0, stock.left - use.amount)))


def toner_is(supplies: Supplies, percent: int, today: date) -> Supplies:
    """As the printer says; more than before is a new cartridge."""
    stock = supplies.of(Supply.TONER)
    fallen = stock.left - percent if stock.known else 0
    after = _counted(supplies, Supply.TONER, fallen, today) if fallen > 0 else supplies
    return after.put(replace(stock, left=percent, known=True))


def refilled(supplies: Supplies, supply: Supply, settings: SupplySettings) -> Supplies:
    """Full again; of toner it is the printer that says how much it has."""
    return supplies.put(Stock(supply, settings.full(supply), known=supply is not Supply.TONER))


def near_its_end(supplies: Supplies, settings: SupplySettings) -> Supplies:
    """The roll's sensor has noticed, which it does once a roll."""
    if supplies.of(Supply.RECEIPT).near_end:
        return supplies
    left = settings.near_end_m * 1000
    return supplies.put(Stock(Supply.RECEIPT, left, known=True, near_end=True))


def ran_out(supplies: Supplies, supply: Supply) -> Supplies:
    return supplies.put(replace(supplies.of(supply), out=True))


def put_right(supplies: Supplies, supply: Supply, settings: SupplySettings) -> Supplies:
    """The printer can go on after it had none: somebody has filled it, or laid the same roll in again."""
    stock = supplies.of(supply)
    if not stock.out:
        return supplies
    same = supply is Supply.RECEIPT and stock.known and not stock.near_end
    if supply is Supply.TONER or (same and stock.left * _SAME_ROLL_SHARE > settings.full(supply)):
        return supplies.put(replace(stock, out=False))
    return refilled(supplies, supply, settings)


def estimate(supplies: Supplies, supply: Supply, settings: SupplySettings, today: date) -> Estimate:
    stock = supplies.of(supply)
    if stock.out:
        return Estimate(supply, Level.EMPTY, 0, None if supply is Supply.TONER else 0, 0)
    if not stock.known:
        return Estimate(supply, Level.UNKNOWN, None, None, None)
    lasts = stock.left // supplies.receipt_mm if supply is Supply.RECEIPT else stock.left
    days = _days(supplies.days, supply, lasts, today)
    low = stock.near_end or lasts <= settings.low(supply) or (days is not None and days <= settings.days_low)
    papers = None if supply is Supply.TONER else lasts
    return Estimate(supply, Level.LOW if low else Level.GOOD, stock.left, papers, days)


def _days(days: Iterable[DayUse], supply: Supply, left: int, today: date) -> int | None:
    """By the mean of the last weeks' whole days; days without any paper are among them."""
    first = today - timedelta(_DAYS_ASKED)
    asked = [use for use in days if first <= use.day < today]
    total = sum(use.count for use in asked if use.supply is supply)
    if not total:
        return None
    span = (today - min(use.day for use in asked)).days
    return None if span < _FEWEST_DAYS else min(_LONGEST_DAYS, left * span // total)


def _counted(supplies: Supplies, supply: Supply, count: int, today: date) -> Supplies:
    """The days nearest to today are kept: a clock that is wrong for once must not cost all the others."""
    before = sum(use.count for use in supplies.days if (use.day, use.supply) == (today, supply))
    others = [use for use in supplies.days if (use.day, use.supply) != (today, supply)]
    uses = [*others, DayUse(today, supply, before + count)]
    kept = sorted({use.day for use in uses}, key=lambda day: abs(today - day))[:DAYS_KEPT]
    return replace(
        supplies, days=tuple(sorted((use for use in uses if use.day in kept), key=lambda use: use.day))
    )
