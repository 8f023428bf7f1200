"""Values of papers from JSON, each with what is wrong with it, and never with what it holds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, get_args

from kiosk.documents.page_model import PenStroke
from kiosk.documents.receipt import Standing
from kiosk.language.languages import CHINESE, Language, language_by_tag
from kiosk.language.values import (
    Code,
    Day,
    Digits,
    IdNumber,
    Message,
    Moment,
    Name,
    Number,
    Phone,
    Terms,
    Text,
    Value,
    Words,
)

T = TypeVar("T")

LONGEST_CODE = 300  # characters; a QR code of more does not fit beside its words
_TEXT_VALUES: Mapping[str, Callable[[str], Value]] = {
    "code": Code,
    "phone": Phone,
    "id_number": IdNumber,
    "digits": Digits,
    "name": Name,
    "text": Text,
}


class FieldError(Exception):
    """What is wrong with one field, to be put behind its name."""


class Fields:
    """The fields of an object, read one by one; what is wrong with them is kept for the end."""

    def __init__(self, data: Mapping[str, Any], known: Iterable[str]) -> None:
        self._data = data
        self.problems = [f"{name}: is not known" for name in data if name not in known]

    def need(self, name: str, read: Callable[[Any], Any]) -> Any:
        if self._data.get(name) is None:
            self.problems.append(f"{name}: is missing")
            return None
        return self.take(name, read)

    def take(self, name: str, read: Callable[[Any], Any], default: Any = None) -> Any:
        if self._data.get(name) is None:
            return default
        try:
            return read(self._data[name])
        except FieldError as wrong:
            self.problems.append(f"{name}{wrong}")
            return default


def read_text(data: Any) -> str:
    if not isinstance(data, str) or not data.strip():
        raise FieldError(": is no text")
    return data


def read_payload(data: Any) -> str:
    text = read_text(data)
    if len(text) > LONGEST_CODE:
        raise FieldError(f": is longer than {LONGEST_CODE} characters")
    return text


def read_flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise FieldError(": is neither true nor false")
    return data


def _text_in(kind: Callable[[str], Value]) -> Callable[[Any], Value]:
    return lambda data: kind(read_text(data))


def read_language(data: Any) -> Language:
    try:
        return language_by_tag(read_text(data))
    except KeyError:
        raise FieldError(": is no language of the kiosk") from None


def read_standing(data: Any) -> Standing:
    for standing in get_args(Standing):
        if data == standing:
            return standing  # type: ignore[no-any-return]
    raise FieldError(f": is none of {', '.join(get_args(Standing))}")


def read_day(data: Any) -> date:
    try:
        return date.fromisoformat(read_text(data))
    except ValueError:
        raise FieldError(": is no day, such as 2026-11-23") from None


def read_moment(data: Any) -> datetime:
    try:
        return datetime.fromisoformat(read_text(data))
    except ValueError:
        raise FieldError(": is no day and time, such as 2026-11-23T10:42") from None


def read_number(data: Any) -> Number:
    if isinstance(data, bool) or not isinstance(data, int | str):
        raise FieldError(": is neither a whole number nor a decimal in quotes")
    try:
        amount = Decimal(data)
    except InvalidOperation:
        raise FieldError(": is no number") from None
    if not amount.is_finite():
        raise FieldError(": is no number")
    return Number(data if isinstance(data, int) else amount)


def read_terms_in(language: Language) -> Callable[[Any], Terms]:
    def read(data: Any) -> Terms:
        if not isinstance(data, dict):
            raise FieldError(": is no object of languages")
        for tag in dict.fromkeys((language.tag, CHINESE.tag)):
            if not isinstance(data.get(tag), str) or not data[tag].strip():
                raise FieldError(f".{tag}: is missing or no text")
        return Terms({str(tag): words for tag, words in data.items() if isinstance(words, str)})

    return read


def read_each(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise FieldError(": is no list")
        things = []
        for number, thing in enumerate(data):
            try:
                things.append(read(thing))
            except FieldError as wrong:
                raise FieldError(f"[{number}]{wrong}") from None
        return tuple(things)

    return read_all


def read_row_in(terms: Callable[[Any], Terms]) -> Callable[[Any], tuple[Words, Value]]:
    def read(data: Any) -> tuple[Words, Value]:
        if not isinstance(data, dict) or data.keys() != {"label", "value"}:
            raise FieldError(": is no object of label and value")
        return _part(data, "label", read_words_in(terms)), _part(
            data, "value", lambda part: _value(part, terms)
        )

    return read


def _part(data: Mapping[str, Any], name: str, read: Callable[[Any], T]) -> T:
    try:
        return read(data[name])
    except FieldError as wrong:
        raise FieldError(f".{name}{wrong}") from None


def read_words_in(terms: Callable[[Any], Terms]) -> Callable[[Any], Words]:
    """{"key": …} of the catalogue, or {"words": {…}} of its own."""

    def read(data: Any) -> Words:
        if isinstance(data, dict) and data.keys() == {"key"}:
            return Message(_part(data, "key", read_text))
        if isinstance(data, dict) and data.keys() == {"words"}:
            return _part(data, "words", terms)
        raise FieldError(": is neither a key nor words")

    return read


def _value(data: Any, terms: Callable[[Any], Terms]) -> Value:
    readers: dict[str, Callable[[Any], Value]] = {
        **{name: _text_in(kind) for name, kind in _TEXT_VALUES.items()},
        "number": read_number,
        "day": lambda day: Day(read_day(day)),
        "moment": lambda moment: Moment(read_moment(moment)),
        "terms": terms,
    }
    if not isinstance(data, dict) or len(data) != 1 or not data.keys() <= readers.keys():
        raise FieldError(f": is not one of {', '.join(sorted(readers))}")
    (kind,) = data
    return _part(data, kind, readers[kind])


def read_amount(data: Any) -> Decimal:
    amount = read_number(data).amount
    return amount if isinstance(amount, Decimal) else Decimal(amount)


def read_strokes(data: Any) -> tuple[PenStroke, ...]:
    """[[[x, y], …], …]"""
    return tuple(stroke for stroke in read_each(read_each(_read_point))(data) if stroke)


def _read_point(data: Any) -> tuple[int, int]:
    if not isinstance(data, list) or len(data) != 2 or not all(type(figure) is int for figure in data):
        raise FieldError(": is no point of two whole numbers")
    return data[0], data[1]
