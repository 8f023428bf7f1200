"""Answers that are a number, an amount of money or a day."""

import re
from datetime import date
from decimal import Decimal

from kiosk.language.values import Day, Number
from kiosk.services.field_fault import Checked, FieldFault, fault
from kiosk.services.service import Field

# ٫ of Arabic, and the full stops of Chinese keyboards.
_POINT = re.compile("[.\u066b\uff0e\u3002]")
# ٬ of Arabic stands between thousands and nowhere else.
_ARABIC_THOUSANDS = re.compile("^\\d{1,3}(\u066c\\d{3})+(?=\\D|$)")
# 12,5 is a decimal comma; 1,000 could be a thousand, and is not guessed at.
_DECIMAL_COMMA = re.compile("^(\\d+)[,\u060c\uff0c](\\d{1,2})$")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")
# Of an amount, what stands for yuan before or behind it.
_YUAN = re.compile("^[\u00a5\uffe5] ?| ?(\u5143|يۈەن|يۋان|юань|yuan)$", re.IGNORECASE)
_CENTS = 2

# Year, month and day with anything but digits between them, or the day first where the year is plain to see.
_YEAR_FIRST = re.compile(r"(\d{4})\D{1,12}(\d{1,2})\D{1,12}(\d{1,2})\D{0,12}")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WITHOUT_SIGNS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def check_number(field: Field, text: str) -> Checked:
    return _number(field, text, field.decimals, "field.not_a_number")


def check_amount(field: Field, text: str) -> Checked:
    """In yuan, kept with two decimals."""
    return _number(field, _YUAN.sub("", text), _CENTS, "field.amount", places=_CENTS)


def check_date(field: Field, text: str, today: date | None) -> Checked:
    """A day of the calendar, kept in ISO form. ValueError where a limit needs ``today`` and there is none."""
    found = _YEAR_FIRST.fullmatch(text) or _WITHOUT_SIGNS.fullmatch(text)
    parts = found.groups() if found else None
    if parts is None and (last := _YEAR_LAST.fullmatch(text)):
        parts = last.groups()[::-1]
    if parts is None:
        return fault("field.not_a_date")
    year, month, day = map(int, parts)
    try:
        given = date(year, month, day)
    except ValueError:
        return fault("field.no_such_day")
    return _within(field, given, today) or given.isoformat()


def limits(field: Field, today: date | None) -> tuple[date | None, date | None]:
    """The first and the last day that a date field takes. ValueError as for `check_date`."""
    found: list[date | None] = []
    for limit in (field.earliest, field.latest):
        if limit is not None and limit.fixed is None and today is None:
            raise ValueError(f"{field.id}: a limit counts from the day of the visit, which was not given")
        found.append(limit.on(today or date.min) if limit is not None else None)
    return found[0], found[1]


def _within(field: Field, given: date, today: date | None) -> FieldFault | None:
    first, last = limits(field, today)
    if (first is None or first <= given) and (last is None or given <= last):
        return None
    if first is not None and last is not None:
        return fault("field.day_range", first=Day(first), last=Day(last))
    if first is not None:
        return fault("field.day_from", first=Day(first))
    return fault("field.day_until", last=Day(last or given))


def _number(field: Field, text: str, decimals: int, key: str, places: int | None = None) -> Checked:
    text = _ARABIC_THOUSANDS.sub(lambda found: found[0].replace("\u066c", ""), text)
    written = _DECIMAL_COMMA.sub(r"\1.\2", _POINT.sub(".", text))
    if not _NUMBER.fullmatch(written):
        return fault(key)
    number = Decimal(written).normalize()
    if _decimals(number) > decimals:
        return fault(key)
    if field.low is not None and field.high is not None and not field.low <= number <= field.high:
        return fault("field.out_of_range", low=Number(field.low), high=Number(field.high))
    return format(number, "f" if places is None else f".{places}f")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
