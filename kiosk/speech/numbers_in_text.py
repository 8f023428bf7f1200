"""Figures in running text read by what stands beside them: a case suffix, an ordinal, a year, a measure."""

import re
from decimal import Decimal

from kiosk.language import number_words
from kiosk.language.languages import Language
from kiosk.language.number_words_kazakh import KAZAKH_MONTHS

# A number between these two is a quantity, whatever it looks like: 13800001234 people are not a phone.
OPENS, CLOSES = "\ue000", "\ue001"

_LETTER = r"[^\W\d_]"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"

# Suffixes that are said in one word with the number before them (30دىن, 12-де).
_CASES = {
    "ug": "دىن|تىن|غا|گە|قا|كە|دا|دە|تا|تە|نى|نىڭ|غىچە|گىچە|قىچە|كىچە|دىكى|تىكى|دەك|تەك|چە|مۇ",
    "kk": "де|да|те|та|ден|дан|тен|тан|нен|нан|ге|ға|ке|қа|ні|ны|ді|ды|ті|ты|нің|ның|дің|дың|тің|тың"
    "|дегі|дағы|тегі|тағы",
}
_ORDINALS = {"kk": "ші|шы|нші|ншы|інші|ыншы", "en": "st|nd|rd|th"}
_NONE = "(?!)"  # matches nothing
_KAZAKH_ORDER = re.compile(rf"\s(?:{'|'.join(KAZAKH_MONTHS)})")
_KAZAKH_YEAR = re.compile(r"\sжыл(?:ғы|ы|дың|дан|да|ға)")
# Newspapers set the hyphen of an ordinal between spaces.
_UYGHUR_ORDER = "يىل|ئاي|كۈن|نومۇر"
_CHINESE_MEASURES = frozenset("个元亩分位次天年件份张名人户台条页题小")


def marked_quantity(amount: int | Decimal) -> str:
    """A number for a text that goes through `numbers_in_words`, marked as a quantity."""
    return f"{OPENS}{Decimal(amount):f}{CLOSES}"


def numbers_in_words(text: str, language: Language) -> str:
    """Every number of the text in words, joined to its suffix where it has one."""
    parts: list[str] = []
    end = 0
    for match in _pattern(language).finditer(text):
        words = _words(match, language)
        joined = match["case"] is not None
        parts += [text[end : match.start()], f" {words}" if joined else f" {words} "]
        end = match.end()
    return "".join([*parts, text[end:]])


def _pattern(language: Language) -> re.Pattern[str]:
    """One number with what decides how it is read: group `case` is looked at, `ordinal` is taken along."""
    tag = language.spoken_with
    case = rf"(?P<case>-?(?=(?:{_CASES.get(tag, _NONE)})(?!{_LETTER})))"
    ordinal = rf"(?P<ordinal>-?(?:{_ORDINALS.get(tag, _NONE)})(?!{_LETTER}))"
    number = rf"(?:{OPENS}(?P<sure>-?{_NUMBER}){CLOSES}|(?P<figures>(?:(?<![\w-])-)?{_NUMBER}))"
    return re.compile(rf"{number}(?:{ordinal}|{case}|(?P<hyphen>-(?={_LETTER})| - (?={_UYGHUR_ORDER})))?")


def _words(match: re.Match[str], language: Language) -> str:
    figures = match["sure"] or match["figures"]
    if not match["sure"] and (len(figures) > 9 or re.match(r"-?0[0-9]", figures)):
        return number_words.digits(figures, language)
    amount = Decimal(figures)
    if amount != amount.to_integral_value() or amount < 0:
        return number_words.quantity(amount, language)
    before, after = match.string[: match.start()], match.string[match.end() :]
    return _whole_words(int(amount), match, before, after, language)


def _whole_words(whole: int, match: re.Match[str], before: str, after: str, language: Language) -> str:
    match language.spoken_with:
        case "zh-Hans":
            if match["hyphen"] is None and 1000 <= whole <= 9999 and after.startswith("年"):
                return number_words.chinese_year(whole)
            if whole == 2 and after.lstrip()[:1] in _CHINESE_MEASURES and not before.endswith("第"):
                return "两"
            return number_words.cardinal(whole, language)
        case "kk" if _KAZAKH_ORDER.match(after) or (1900 <= whole <= 2100 and _KAZAKH_YEAR.match(after)):
            return number_words.ordinal(whole, language)
        case _ if match["ordinal"] or match["hyphen"]:
            return number_words.ordinal(whole, language)
        case _:
            return number_words.cardinal(whole, language)
