"""Any text made fit for a voice: its numbers, dates, times, phone and ID numbers become words.

Used for the fixed text of the catalogues, for what a resident typed and for `kiosk say`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from kiosk.language import number_words
from kiosk.language.languages import KAZAKH, UYGHUR, Language
from kiosk.language.number_suffixes import suffixed, suffixes
from kiosk.speech.letters import in_the_voices_script, only_readable, without_markup
from kiosk.speech.numbers_in_text import CLOSES, OPENS, numbers_in_words
from kiosk.speech.units_in_text import units_in_words

# About three quarters of a minute; more than anybody listens to.
LONGEST = 600
# A longer run of Latin letters is a foreign word, and nobody follows its spelling.
_LONGEST_SPELLED = 8

# A text may have the word before the time, or after the day, already.
_SAID_TWICE = re.compile(r"\b(سائەت|сағат|كۈنى)\s+\1\b")


@dataclass(frozen=True)
class _Reading:
    pattern: re.Pattern[str]
    words: Callable[[re.Match[str], Language], str]


def speakable(text: str, language: Language) -> str:
    """The text in words and in letters the voice can read; empty where there is nothing to say.

    Numbers, ISO dates, times, decimals, percentages, ranges, phone numbers, 18-character ID numbers and
    codes are read as such. Markup and signs are removed; a part in a foreign script is left out, and
    where that is the greater part, the whole text is. Text beyond LONGEST characters is cut at a word.
    """
    return in_words(_cut(without_markup(text)), language)


def in_words(text: str, language: Language) -> str:
    """`speakable` for a text that is already without markup; quantities in it may be marked."""
    text = units_in_words(_figures_joined(in_the_voices_script(text, language), language), language)
    for reading in _READINGS_OF.get(language.spoken_with, ()) + _READINGS:
        text = _read(reading, text, language)
    text = _SAID_TWICE.sub(r"\1", numbers_in_words(text, language))
    return _cut(only_readable(_latin_by_letter(text, language), language))


def _read(reading: _Reading, text: str, language: Language) -> str:
    return reading.pattern.sub(lambda match: f" {reading.words(match, language)} ", text)


def _figures_joined(text: str, language: Language) -> str:
    """1,234,567 as one figure; a comma before decimals (12,5), where the language writes it, as a point."""
    text = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    return _DECIMAL_COMMA.sub(r"\1.\2", text) if language.spoken_with in ("kk", "ug") else text


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return head[: head.rfind(" ")] if " " in head[LONGEST // 2 :] else head


def _latin_by_letter(text: str, language: Language) -> str:
    if language.spoken_with == "en":
        return text

    def spelled(match: re.Match[str]) -> str:
        letters = match.group()
        return f" {number_words.code(letters, language)} " if len(letters) <= _LONGEST_SPELLED else " "

    return re.sub("[A-Za-z]+", spelled, text)


def _day_words(match: re.Match[str], language: Language) -> str:
    try:
        value = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # not in the calendar, so it was no date
        return number_words.code(match.group(), language)
    return number_words.day(value, language)


def _clock_words(match: re.Match[str], language: Language) -> str:
    words = number_words.clock(time(int(match["hour"]), int(match["minute"])), language)
    return suffixed(words, match["case"], language) if match["case"] in suffixes(language) else words


def _hours_words(match: re.Match[str], language: Language) -> str:
    opens = time(int(match["opens"]), int(match["opens_minute"]))
    closes = time(int(match["closes"]), int(match["closes_minute"]))
    return number_words.hours(opens, closes, language)


def _yuan_words(match: re.Match[str], language: Language) -> str:
    return number_words.yuan(Decimal(match["amount"]), language)


def _percent_words(match: re.Match[str], language: Language) -> str:
    return number_words.percent(Decimal(match["before"] or match["after"]), language)


def _range_words(match: re.Match[str], language: Language) -> str:
    low, high = int(match["low"]), int(match["high"])
    if low < high:
        return number_words.span(low, high, language)
    return number_words.code(match.group(), language)


def _whole(reading: Callable[[str, Language], str]) -> Callable[[re.Match[str], Language], str]:
    return lambda match, language: reading(match.group(), language)


_STARTS, _ENDS = rf"(?<![0-9A-Za-z.{OPENS}])", r"(?![0-9A-Za-z])"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_ID_NUMBER = rf"{_STARTS}[0-9]{{17}}[0-9Xx]{_ENDS}"
_DAY = (
    rf"{_STARTS}(?P<year>[12][0-9]{{3}})(?P<part>[-./])(?P<month>[0-9]{{1,2}})(?P=part)(?P<day>[0-9]{{1,2}})"
    r"(?![0-9-])"
)
_DAY_FIRST = rf"{_STARTS}(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[12][0-9]{{3}})(?![0-9-])"
_MOBILE = r"1[3-9][0-9]{9}|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}"
_PHONE = rf"{_STARTS}(?:\+?86[ -]?)?(?:{_MOBILE}|0[0-9]{{2,3}}-[0-9]{{7,8}}){_ENDS}"
_HOUR, _MINUTE = "[01]?[0-9]|2[0-3]", "[0-5][0-9]"
_CASE = "|".join(suffixes(UYGHUR) + suffixes(KAZAKH))
_CLOCK = (
    rf"{_STARTS}T?(?P<hour>{_HOUR}):(?P<minute>{_MINUTE})(?::[0-5][0-9])?{_ENDS}"
    rf"(?:-?(?P<case>{_CASE})(?![^\W\d_]))?"
)
_HOURS = (
    rf"{_STARTS}(?P<opens>{_HOUR}):(?P<opens_minute>{_MINUTE}) ?[-–~—] ?"
    rf"(?P<closes>{_HOUR}):(?P<closes_minute>{_MINUTE}){_ENDS}"
)
_PERCENT = rf"%(?P<before>{_NUMBER})|{_STARTS}(?P<after>{_NUMBER}) ?%"
_RANGE = rf"{_STARTS}(?P<low>[1-9][0-9]{{0,8}}) ?[-–~] ?(?P<high>[1-9][0-9]{{0,8}})(?![-–0-9A-Za-z])"
_ENGLISH_ORDINAL = r"[0-9]+(?:st|nd|rd|th)(?![0-9A-Za-z])"
_LETTERS_AND_FIGURES = (
    rf"{_STARTS}(?!{_ENGLISH_ORDINAL})(?=[A-Za-z-]*[0-9])(?=[0-9-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
)
_FIGURES_IN_GROUPS = rf"{_STARTS}[0-9]+(?:-[0-9]+)+{_ENDS}|{_STARTS}[0-9]+(?:\.[0-9]+){{2,}}{_ENDS}"

_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|[.,]?[0-9])")
_DECIMAL_COMMA = re.compile(r"(?<![0-9.,])([0-9]+),([0-9]{1,2})(?![0-9]|[.,][0-9])")
# Money with its parts: 12.50元 is 十二元五角. What is rung up is said figure by figure.
_YUAN = rf"(?:{OPENS}|{_STARTS})(?P<amount>(?:(?<![0-9A-Za-z])-)?[0-9]+\.[0-9]{{1,2}}){CLOSES}?\s?元(?!\s?/)"
_HOTLINE = rf"{_STARTS}[0-9]{{3,6}}(?=\s?(?:热线|客服))|(?<=拨打)\s?[0-9]{{3,6}}{_ENDS}"

# In this order: what is more particular first.
_READINGS_OF = {
    "zh-Hans": (
        _Reading(re.compile(_YUAN), _yuan_words),
        _Reading(re.compile(_HOTLINE), _whole(number_words.digits)),
    )
}
_READINGS = (
    _Reading(re.compile(_ID_NUMBER), _whole(number_words.id_number)),
    _Reading(re.compile(_DAY), _day_words),
    _Reading(re.compile(_DAY_FIRST), _day_words),
    _Reading(re.compile(_PHONE), _whole(number_words.phone)),
    _Reading(re.compile(_HOURS), _hours_words),
    _Reading(re.compile(_CLOCK), _clock_words),
    _Reading(re.compile(_PERCENT), _percent_words),
    _Reading(re.compile(_RANGE), _range_words),
    _Reading(re.compile(f"{_LETTERS_AND_FIGURES}|{_FIGURES_IN_GROUPS}"), _whole(number_words.code)),
)
