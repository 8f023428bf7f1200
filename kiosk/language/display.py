"""Words for the eye: a message in a language, its values written and isolated."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.dates import get_month_names

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import (
    Code,
    Day,
    Digits,
    IdNumber,
    Moment,
    Name,
    Number,
    Phone,
    Terms,
    Text,
    Value,
    Words,
)
from kiosk.text.isolation import as_one_code, isolate_code, isolate_value

# Grouping begins at five digits, with a thin space that does not break (locales/GLOSSARY.md).
NARROW_NO_BREAK_SPACE = "\u202f"
GROUPED_FROM = 10_000
_LIST_SIGN = {"ug": "، ", "kk-Arab": "، ", "zh-Hans": "、"}


def display(words: Words, language: Language, catalogues: Catalogues) -> str:
    """The text as it is shown and printed. KeyError for a key or a term's language that is missing."""
    if isinstance(words, Terms):
        return words.words[language.tag]
    pattern = catalogues.pattern(words.key, language)
    if words.values is None:
        return pattern
    values = {name: display_value(value, language) for name, value in words.values.items()}
    return as_one_code(pattern.format_map(values))


def display_value(value: Value, language: Language) -> str:
    """One value, isolated so that it can stand in a sentence of any direction."""
    match value:
        case Number(amount=amount, unit=unit):
            if unit is None:
                return isolate_code(number_text(amount))
            # Chinese sets the unit to the figure: 12.5亩.
            space = "" if language.tag == "zh-Hans" else " "
            return isolate_value(f"{number_text(amount)}{space}{unit.words[language.tag]}", "text")
        case Day(day=day):
            return isolate_value(day_text(day, language), "text")
        case Moment(at=at):
            return isolate_code(f"{at:%Y-%m-%d %H:%M}")
        case Code(text=text) | Phone(text=text) | IdNumber(text=text) | Digits(text=text):
            return isolate_code(text)
        case Name(text=text) | Text(text=text):
            return isolate_value(text, "text")
        case Terms(words=words):
            return isolate_value(words[language.tag], "text")


def list_text(texts: Sequence[str], language: Language) -> str:
    """Several things in a row. CLDR has no list patterns for ug and kk-Arab, and its root says "and"."""
    return _LIST_SIGN.get(language.tag, ", ").join(texts)


def number_text(amount: int | Decimal) -> str:
    """Digits 0–9 in every language, a point before decimals, groups of three from 10 000 up."""
    if amount == 0:
        return "0"
    text = f"{amount:f}" if isinstance(amount, Decimal) else str(amount)
    whole, point, decimals = text.partition(".")
    if not -GROUPED_FROM < amount < GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", NARROW_NO_BREAK_SPACE)
    return f"{whole}{point}{decimals}"


def day_text(day: date, language: Language) -> str:
    """The day in figures and the language's own words for year, month and day."""
    match language.tag:
        case "ug":
            return f"{day.year}-يىلى {day.month}-ئاينىڭ {day.day}-كۈنى"
        case "kk-Arab":
            return f"{day.year}-جىلى {day.month}-ايدىڭ {day.day}-كۇنى"
        case "kk":
            return f"{day.year} жылғы {day.day} {get_month_names('wide', locale='kk')[day.month]}"
        case "zh-Hans":
            return f"{day.year}年{day.month}月{day.day}日"
        case _:
            return f"{day:%Y-%m-%d}"
