"""Numbers, dates, times, codes and ID numbers as words, so that a voice is never given a digit.

Speech engines read digits wrongly in one language or another. Every function takes the language of the
screen; what is returned is in the language that is spoken for it (`Language.spoken_with`), so Kazakh in
Arabic script comes back in Cyrillic. Chinese numbers come from cn2an.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from kiosk.language.languages import Language
from kiosk.language.number_suffixes import suffixed
from kiosk.language.number_words_english import ENGLISH_MONTHS, ENGLISH_NUMBERS, ENGLISH_TEENS
from kiosk.language.number_words_kazakh import KAZAKH_MONTHS, KAZAKH_NUMBERS
from kiosk.language.number_words_lexicon import Lexicon
from kiosk.language.number_words_uyghur import UYGHUR_NUMBERS

# Beyond this a number is no quantity anybody says; it is read digit by digit.
LARGEST = 10**12 - 1

_LEXICONS: Mapping[str, Lexicon] = {"ug": UYGHUR_NUMBERS, "kk": KAZAKH_NUMBERS, "en": ENGLISH_NUMBERS}
_CHINESE_DIGITS = "零一二三四五六七八九"
# In numbers read digit by digit 1 is yao, which cannot be mistaken for 7 (yi / qi).
_CHINESE_SIGNS = "零幺二三四五六七八九"
_CHINESE_COMMA = "，"
_ID_GROUPS = (6, 4, 4, 4)
_MOBILE_GROUPS = (3, 4, 4)
_YUAN: Mapping[str, str] = {"ug": "يۈەن", "kk": "юань", "zh-Hans": "元", "en": "yuan"}


def cardinal(number: int, language: Language) -> str:
    """12 -> twelve."""
    if abs(number) > LARGEST:
        return digits(str(number), language)
    if _is_chinese(language):
        return _chinese(number)
    lexicon = _lexicon(language)
    words = _english(abs(number)) if language.spoken_with == "en" else _turkic(abs(number), lexicon)
    return f"{lexicon.minus} {words}" if number < 0 else words


def ordinal(number: int, language: Language) -> str:
    """12 -> twelfth, from 0 up; only the last word takes the ordinal form."""
    words = cardinal(number, language)
    if _is_chinese(language):
        return "第" + words
    if abs(number) > LARGEST:
        return words
    head, _, last = words.rpartition(" ")
    form = _lexicon(language).ordinals.get(last)
    if form is None:  # regular English; the other lexicons list every word
        form = last + "th"
    return f"{head} {form}".strip()


def quantity(amount: int | Decimal, language: Language) -> str:
    """12 or 12.5. Zeros that end a decimal are not read, so 12.50 is read as 12.5."""
    if isinstance(amount, int):
        return cardinal(amount, language)
    text = f"{amount:f}"
    whole, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    sign = -1 if text.startswith("-") else 1
    if not fraction:
        return cardinal(sign * int(whole), language)
    return _decimal(int(whole), fraction, negative=sign < 0, language=language)


def span(low: int, high: int, language: Language) -> str:
    """50-60 -> from fifty to sixty."""
    return _from_to(cardinal(low, language), cardinal(high, language), language)


def hours(opens: time, closes: time, language: Language) -> str:
    """8:30-18:00 -> from half past eight to six."""
    return _from_to(clock(opens, language), clock(closes, language), language)


def _from_to(first: str, last: str, language: Language) -> str:
    match language.spoken_with:
        case "zh-Hans":
            return f"{first}到{last}"
        case "kk":
            return f"{suffixed(first, 'ден', language)} {suffixed(last, 'ге', language)} дейін"
        case "ug":
            return f"{suffixed(first, 'دىن', language)} {suffixed(last, 'گىچە', language)}"
        case _:
            return f"{first} to {last}"


def yuan(amount: int | Decimal, language: Language) -> str:
    """12.50 yuan. Chinese counts the parts in 角 and 分, the others say a decimal."""
    unit = _YUAN[language.spoken_with]
    if not _is_chinese(language):
        return f"{quantity(amount, language)} {unit}"
    fen = abs(Decimal(amount)) * 100
    if fen != fen.to_integral_value():
        return quantity(amount, language) + unit
    whole, part = divmod(int(fen), 100)
    parts = [(whole, unit), (part // 10, "角"), (part % 10, "分")]
    said = "".join(_chinese(count) + name for count, name in parts if count)
    said = re.sub("^二(?=[元角分])", "两", said)
    if whole and part % 10 and part < 10:
        said = said.replace(unit, unit + "零")
    return ("负" if amount < 0 else "") + (said or "零" + unit)


def percent(amount: int | Decimal, language: Language) -> str:
    """70 % -> seventy of a hundred, the form the style guide asks for."""
    words = quantity(amount, language)
    if _is_chinese(language):
        return "百分之" + words
    of_hundred = _lexicon(language).percent_of
    return f"{words} {of_hundred}" if language.spoken_with == "en" else f"{of_hundred} {words}"


def day(value: date, language: Language) -> str:
    """The full spoken form of a calendar day."""
    match language.spoken_with:
        case "zh-Hans":
            return f"{chinese_year(value.year)}年{_chinese(value.month)}月{_chinese(value.day)}日"
        case "ug":
            year, month, number = (ordinal(n, language) for n in (value.year, value.month, value.day))
            return f"{year} يىلى {month} ئاينىڭ {number} كۈنى"
        case "kk":
            month = KAZAKH_MONTHS[value.month - 1]
            return f"{ordinal(value.year, language)} жылғы {ordinal(value.day, language)} {month}"
        case _:
            month = ENGLISH_MONTHS[value.month - 1]
            return f"the {ordinal(value.day, language)} of {month}, {cardinal(value.year, language)}"


def chinese_year(year: int) -> str:
    """2026 -> 二零二六: years are read digit by digit, and 1 in them is yi."""
    return "".join(_CHINESE_DIGITS[int(digit)] for digit in str(year))


def clock(value: time, language: Language) -> str:
    """A time of day on the 24-hour clock, to the minute."""
    hour, minute = cardinal(value.hour, language), cardinal(value.minute, language)
    if _is_chinese(language):
        hour = "两" if value.hour == 2 else hour
        zero = "零" if value.minute < 10 else ""
        return f"{hour}点{zero}{minute}分" if value.minute else f"{hour}点整"
    lexicon = _lexicon(language)
    if language.spoken_with == "en":
        if value.minute == 0:
            return f"{hour} {lexicon.hour}"
        return f"{hour} oh {minute}" if value.minute < 10 else f"{hour} {minute}"
    if value.minute == 0:
        return f"{lexicon.hour} {hour}"
    # Ten past five must not sound like fifteen: «он нөл бес минут».
    zero = f"{lexicon.units[0]} " if value.minute < 10 else ""
    return f"{lexicon.hour} {hour} {zero}{minute} {lexicon.minute}"


def moment(value: datetime, language: Language) -> str:
    """A day and a time of day."""
    return _join((day(value.date(), language), clock(value.time(), language)), language)


def digits(text: str, language: Language) -> str:
    """The digits of a text one by one; everything else is left out."""
    return _spell("".join(c for c in text if c in "0123456789"), language)


def phone(text: str, language: Language) -> str:
    """A telephone number in groups: its own, where it is written in groups, else 3-4-4 for a mobile."""
    parts = [part for part in re.split(r"[^0-9]+", text) if part]
    if len(parts) == 1:
        parts = _phone_groups(parts[0])
    else:
        parts = [group for part in parts for group in _code_groups(part)]
    return _join((_spell(part, language) for part in parts), language)


def id_number(text: str, language: Language) -> str:
    """An 18-character ID number in groups 6-4-4-4 (GB 11643); another length is read as a code."""
    signs = text.strip().upper()
    if not re.fullmatch(r"[0-9]{17}[0-9X]", signs):
        return code(text, language)
    return _join((_spell(part, language) for part in _cut(signs, _ID_GROUPS)), language)


def code(text: str, language: Language) -> str:
    """A code sign by sign: Latin letters by name, digits one by one, a pause at every other sign."""
    parts = re.findall(r"[A-Z]+|[0-9]+", text.upper())
    groups = (group for part in parts for group in _code_groups(part))
    return _join((_spell(group, language) for group in groups), language)


def _is_chinese(language: Language) -> bool:
    return language.spoken_with == "zh-Hans"


def _lexicon(language: Language) -> Lexicon:
    return _LEXICONS[language.spoken_with]


def _chinese(number: int) -> str:
    # Imported where it is used: it takes as long as half of Kivy.
    from cn2an import an2cn

    words: str = an2cn(str(number), "low")
    return words


def _turkic(number: int, lexicon: Lexicon) -> str:
    words = _large(number, lexicon, lambda n: _turkic_hundreds(n, lexicon))
    # "one" before thousand is only said inside a larger number.
    thousand = f"{lexicon.units[1]} {lexicon.scales[-1][1]}"
    return words.removeprefix(lexicon.units[1] + " ") if words.startswith(thousand) else words


def _turkic_hundreds(number: int, lexicon: Lexicon) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words += ([lexicon.units[hundreds]] if hundreds > 1 else []) + [lexicon.hundred]
    tens, units = divmod(rest, 10)
    return words + ([lexicon.tens[tens]] if tens else []) + ([lexicon.units[units]] if units else [])


def _english(number: int) -> str:
    return _large(number, ENGLISH_NUMBERS, _english_hundreds)


def _english_hundreds(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [ENGLISH_NUMBERS.units[hundreds], ENGLISH_NUMBERS.hundred] if hundreds else []
    if 10 <= rest < 20:
        return [*words, ENGLISH_TEENS[rest - 10]]
    tens, units = divmod(rest, 10)
    words += [ENGLISH_NUMBERS.tens[tens]] if tens else []
    return words + ([ENGLISH_NUMBERS.units[units]] if units else [])


def _large(number: int, lexicon: Lexicon, hundreds: Callable[[int], list[str]]) -> str:
    if number == 0:
        return lexicon.units[0]
    words: list[str] = []
    for size, name in lexicon.scales:
        count, number = divmod(number, size)
        if count:
            words += [*hundreds(count), name]
    return " ".join(words + hundreds(number))


def _decimal(whole: int, fraction: str, *, negative: bool, language: Language) -> str:
    if _is_chinese(language):
        spoken = f"{_chinese(whole)}点{''.join(_CHINESE_DIGITS[int(d)] for d in fraction)}"
        return "负" + spoken if negative else spoken
    lexicon = _lexicon(language)
    sign = lexicon.minus + " " if negative else ""
    count = cardinal(whole, language)
    if 0 < len(fraction) <= len(lexicon.fractions):
        part = f"{lexicon.fractions[len(fraction) - 1]} {cardinal(int(fraction), language)}"
        return f"{sign}{count} {lexicon.whole} {part}"
    return f"{sign}{count} {lexicon.point} {_spell(fraction, language)}"


def _spell(signs: str, language: Language) -> str:
    if _is_chinese(language):
        # Letters stand apart, or the voice would read them as pinyin.
        named = "".join(_CHINESE_SIGNS[int(s)] if s.isdecimal() else f" {s} " for s in signs)
        return " ".join(named.split())
    lexicon = _lexicon(language)
    return " ".join(lexicon.units[int(s)] if s.isdecimal() else lexicon.letters[s] for s in signs)


def _join(parts: Iterable[str], language: Language) -> str:
    comma = _CHINESE_COMMA if _is_chinese(language) else _lexicon(language).comma + " "
    return comma.join(part for part in parts if part)


def _cut(signs: str, sizes: Iterable[int]) -> list[str]:
    parts, start = [], 0
    for size in sizes:
        parts.append(signs[start : start + size])
        start += size
    return parts


def _phone_groups(number: str) -> list[str]:
    if len(number) == sum(_MOBILE_GROUPS):
        return _cut(number, _MOBILE_GROUPS)
    return _code_groups(number)


def _code_groups(part: str) -> list[str]:
    """Up to five signs are said in one breath; longer ones in even groups of three or four."""
    if len(part) <= 5:
        return [part]
    count = -(-len(part) // 4)
    short, longer = divmod(len(part), count)
    return _cut(part, (short,) * (count - longer) + (short + 1,) * longer)
