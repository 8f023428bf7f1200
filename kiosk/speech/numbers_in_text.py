"""Figures in running text read by what stands beside them: a case suffix, an ordinal, a year, a measure."""

import re
from decimal import Decimal

from kiosk.language import number_words
from kiosk.language.languages import Language
from kiosk.language.number_suffixes import suffixed, suffixes
from kiosk.language.number_words_kazakh import KAZAKH_MONTHS

# A number between these two is a quantity, whatever it looks like: 13800001234 people are not a phone.
OPENS, CLOSES = "\ue000", "\ue001"

_LETTER = r"[^\W\d_]"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"

_ORDINALS = {"ug": "چى|نچى|ىنچى|ئىنچى", "kk": "ші|шы|нші|ншы|інші|ыншы", "en": "st|nd|rd|th"}
_NONE = "(?!)"  # matches nothing
_KAZAKH_ORDER = re.compile(rf"\s(?:{'|'.join(KAZAKH_MONTHS)})")
_KAZAKH_YEAR = re.compile(r"\sжыл(?:ғы|ы|дың|дан|да|ға)")
# Newspapers set the hyphen of an ordinal between spaces.
_UYGHUR_ORDER = "يىل|ئاي|كۈن|نومۇر"
# Not 楼, 层, 号, 路, 月, 日, 级, 期: they are numbered, not counted.
_CHINESE_MEASURE = re.compile(
    r"\s?(?:年(?!级)|小时|平方|千米|千克|公[里斤顷分]|分(?!之)|[个元角亩位次天件份张名人户台条页题米斤吨岁周项种家只"
    "头匹棵株间所部倍口本封套辆块把瓶袋箱度克点组排遍趟处笔对双场]|厘米|毫米|类|句|片|根|颗|枚|幅|座|栋|样)"
)
_TWO_AND_MORE = re.compile("^二(?=[千万亿])")


def marked_quantity(amount: int | Decimal) -> str:
    """A number for a text that goes through `numbers_in_words`, marked as a quantity."""
    return f"{OPENS}{Decimal(amount):f}{CLOSES}"


def numbers_in_words(text: str, language: Language) -> str:
    """Every number of the text in words, joined to its suffix where it has one."""
    parts: list[str] = []
    end = 0
    for match in _pattern(language).finditer(text):
        words = _words(match, language)
        suffix = match["case"]
        parts += [text[end : match.start()], f" {suffixed(words, suffix, language) if suffix else words} "]
        end = match.end()
    return "".join([*parts, text[end:]])


def _pattern(language: Language) -> re.Pattern[str]:
    """One number with its suffix of case (30دىن, 12-де) or order, or with what it is joined to."""
    tag = language.spoken_with
    case = rf"-?(?P<case>{'|'.join(suffixes(language)) or _NONE})(?!{_LETTER})"
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
            words = number_words.cardinal(whole, language)
            if before.endswith("第") or not _CHINESE_MEASURE.match(after):
                return words
            return "两" if whole == 2 else _TWO_AND_MORE.sub("两", words)
        case "kk" if _KAZAKH_ORDER.match(after) or (1900 <= whole <= 2100 and _KAZAKH_YEAR.match(after)):
            return number_words.ordinal(whole, language)
        case _ if match["ordinal"] or match["hyphen"]:
            return number_words.ordinal(whole, language)
        case _:
            return number_words.cardinal(whole, language)
