"""A document's content from JSON, for trying a paper without a visit.

    {"language": "ug", "standing": "accepted", "number": "482-715",
     "service": {"ug": "…", "zh-Hans": "…"}, "applicant": "…", "id_number": "…",
     "handed_in_at": "2026-11-23T10:42", "promised_day": "2026-11-26", "statutory_day": "2026-12-14",
     "departments": [{"ug": "…", "zh-Hans": "…"}], "why": {"ug": "…", "zh-Hans": "…"},
     "sent": [{"label": {"key": "field.birth"}, "value": {"day": "1990-03-15"}},
              {"label": {"words": {"ug": "…", "zh-Hans": "…"}}, "value": {"text": "…"}}],
     "progress": "https://…", "help_phone": "…", "machine": "K-0001", "sample": true}

applicant, id_number, promised_day, statutory_day, departments, sent, why, progress and sample may be
left out. A value is one of number, day, moment, code, phone, id_number, digits, name, text, terms.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, get_args

from kiosk.documents.receipt import ReceiptContent, Standing
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

_LONGEST_CODE = 300  # characters; a QR code of more does not fit beside its words
_KNOWN = frozenset(ReceiptContent.__dataclass_fields__)
_TEXT_VALUES: Mapping[str, Callable[[str], Value]] = {
    "code": Code,
    "phone": Phone,
    "id_number": IdNumber,
    "digits": Digits,
    "name": Name,
    "text": Text,
}


class DocumentDataError(ValueError):
    """What is wrong with a document's data. ``problems``: each names a field, none repeats what it holds."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def document_from_json(kind: str, data: object, language: Language | None = None) -> ReceiptContent:
    """The content in ``data``, as json.load gives it. ``language`` goes before the one in it.

    Raises DocumentDataError with every problem found.
    """
    if kind != "receipt":
        raise DocumentDataError((f"kind: there is no document of the kind {kind}",))
    if not isinstance(data, dict):
        raise DocumentDataError(("the data is no object",))
    return _receipt(data, language)


class _FieldError(Exception):
    """What is wrong with one field, to be put behind its name."""


class _Fields:
    """The fields of an object, read one by one; what is wrong with them is kept for the end."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.problems = [f"{name}: is not known" for name in data if name not in _KNOWN]

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
        except _FieldError as wrong:
            self.problems.append(f"{name}{wrong}")
            return default


def _receipt(data: Mapping[str, Any], language: Language | None) -> ReceiptContent:
    fields = _Fields(data)
    language = language or fields.need("language", _language) or CHINESE
    terms = _terms_in(language)
    content = ReceiptContent(
        language=language,
        standing=fields.need("standing", _standing),
        number=fields.need("number", _text),
        service=fields.need("service", terms),
        applicant=fields.take("applicant", _text),
        id_number=fields.take("id_number", _text),
        handed_in_at=fields.need("handed_in_at", _moment),
        promised_day=fields.take("promised_day", _day),
        statutory_day=fields.take("statutory_day", _day),
        departments=fields.take("departments", _each(terms), ()),
        sent=fields.take("sent", _each(_sent_in(terms)), ()),
        why=fields.take("why", terms),
        progress=fields.take("progress", _payload, ""),
        help_phone=fields.need("help_phone", _text),
        machine=fields.need("machine", _text),
        sample=fields.take("sample", _flag, False),
    )
    if fields.problems:
        raise DocumentDataError(tuple(fields.problems))
    return content


def _text(data: Any) -> str:
    if not isinstance(data, str) or not data.strip():
        raise _FieldError(": is no text")
    return data


def _payload(data: Any) -> str:
    text = _text(data)
    if len(text) > _LONGEST_CODE:
        raise _FieldError(f": is longer than {_LONGEST_CODE} characters")
    return text


def _flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise _FieldError(": is neither true nor false")
    return data


def _text_in(kind: Callable[[str], Value]) -> Callable[[Any], Value]:
    return lambda data: kind(_text(data))


def _language(data: Any) -> Language:
    try:
        return language_by_tag(_text(data))
    except KeyError:
        raise _FieldError(": is no language of the kiosk") from None


def _standing(data: Any) -> Standing:
    for standing in get_args(Standing):
        if data == standing:
            return standing  # type: ignore[no-any-return]
    raise _FieldError(f": is none of {', '.join(get_args(Standing))}")


def _day(data: Any) -> date:
    try:
        return date.fromisoformat(_text(data))
    except ValueError:
        raise _FieldError(": is no day, such as 2026-11-23") from None


def _moment(data: Any) -> datetime:
    try:
        return datetime.fromisoformat(_text(data))
    except ValueError:
        raise _FieldError(": is no day and time, such as 2026-11-23T10:42") from None


def _number(data: Any) -> Number:
    if isinstance(data, bool) or not isinstance(data, int | str):
        raise _FieldError(": is neither a whole number nor a decimal in quotes")
    try:
        amount = Decimal(data)
    except InvalidOperation:
        raise _FieldError(": is no number") from None
    if not amount.is_finite():
        raise _FieldError(": is no number")
    return Number(data if isinstance(data, int) else amount)


def _terms_in(language: Language) -> Callable[[Any], Terms]:
    def read(data: Any) -> Terms:
        if not isinstance(data, dict):
            raise _FieldError(": is no object of languages")
        for tag in dict.fromkeys((language.tag, CHINESE.tag)):
            if not isinstance(data.get(tag), str) or not data[tag].strip():
                raise _FieldError(f".{tag}: is missing or no text")
        return Terms({str(tag): words for tag, words in data.items() if isinstance(words, str)})

    return read


def _each(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise _FieldError(": is no list")
        things = []
        for number, thing in enumerate(data):
            try:
                things.append(read(thing))
            except _FieldError as wrong:
                raise _FieldError(f"[{number}]{wrong}") from None
        return tuple(things)

    return read_all


def _sent_in(terms: Callable[[Any], Terms]) -> Callable[[Any], tuple[Words, Value]]:
    def read(data: Any) -> tuple[Words, Value]:
        if not isinstance(data, dict) or data.keys() != {"label", "value"}:
            raise _FieldError(": is no object of label and value")
        return _part(data, "label", lambda part: _label(part, terms)), _part(
            data, "value", lambda part: _value(part, terms)
        )

    return read


def _part(data: Mapping[str, Any], name: str, read: Callable[[Any], T]) -> T:
    try:
        return read(data[name])
    except _FieldError as wrong:
        raise _FieldError(f".{name}{wrong}") from None


def _label(data: Any, terms: Callable[[Any], Terms]) -> Words:
    if isinstance(data, dict) and data.keys() == {"key"}:
        return Message(_part(data, "key", _text))
    if isinstance(data, dict) and data.keys() == {"words"}:
        return _part(data, "words", terms)
    raise _FieldError(": is neither a key nor words")


def _value(data: Any, terms: Callable[[Any], Terms]) -> Value:
    readers: dict[str, Callable[[Any], Value]] = {
        **{name: _text_in(kind) for name, kind in _TEXT_VALUES.items()},
        "number": _number,
        "day": lambda day: Day(_day(day)),
        "moment": lambda moment: Moment(_moment(moment)),
        "terms": terms,
    }
    if not isinstance(data, dict) or len(data) != 1 or not data.keys() <= readers.keys():
        raise _FieldError(f": is not one of {', '.join(sorted(readers))}")
    (kind,) = data
    return _part(data, kind, readers[kind])
