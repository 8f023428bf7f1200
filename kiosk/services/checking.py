"""Checks plain values against the shapes of the format; gives them back complete, or notes every fault.

Where a fault is noted the value is an empty one of its kind, so that one look names everything that is wrong.
What was read counts only where no fault was noted.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR
from kiosk.language.wording import wording_faults
from kiosk.services import shapes
from kiosk.services.days import day_limit
from kiosk.services.faults import Faults, Route
from kiosk.services.format import SHAPES
from kiosk.services.source import TWICE, Written

REQUIRED_LANGUAGES = (UYGHUR.tag, KAZAKH.tag, CHINESE.tag, ENGLISH.tag)
LANGUAGES = (*REQUIRED_LANGUAGES, KAZAKH_ARABIC.tag)
# Of a whole number and of one with a fraction, before the point.
_MOST_FIGURES = 9
_DEEPEST = 40

IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_TAGS = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "null": "nothing",
    "timestamp": "a date",
}  # fmt: skip


@dataclass(frozen=True)
class Checker:
    """``units``: the words of every unit a pack may name."""

    faults: Faults
    units: Mapping[str, Mapping[str, str]]

    def check(self, shape: shapes.Shape, value: object, route: Route) -> Any:
        """The value in the form of the wire."""
        if len(route) > _DEEPEST:
            self.faults.note(route, "nested too deep")
            return {}
        return _CHECKS[type(shape)](self, shape, value, route)

    def fault(self, route: Route, what: str) -> None:
        """A fault at a value, named by its key."""
        name = next((part for part in reversed(route) if isinstance(part, str)), "")
        self.faults.note(route, f"{name}: {what}" if name else what)

    def section(self, value: object, route: Route) -> dict[str, object] | None:
        if not isinstance(value, dict):
            self.fault(route, f"keys and values, not {_kind(value)}")
            return None
        for name in value.get(TWICE, ()):
            self.faults.note((*route, name), f"{name}: stands here twice")
        return value

    def keys(self, keys: tuple[shapes.Key, ...], section: dict[str, object], route: Route) -> dict[str, Any]:
        """The values of these keys, and a fault for every other key."""
        known = {key.name for key in keys}
        for name in section:
            if name not in known and name != TWICE:
                self.faults.note((*route, name), f"unknown key «{name}»")
        read: dict[str, Any] = {}
        for key in keys:
            if key.name in section:
                read[key.name] = self.check(key.shape, section[key.name], (*route, key.name))
            elif key.required:
                self.faults.note(route, f"{key.name} is missing")
        return read


def _text(checker: Checker, value: object, route: Route) -> str | None:
    if isinstance(value, str):
        return value
    checker.fault(route, f"text, not {_kind(value)}")
    return None


def _identifier(checker: Checker, shape: shapes.Identifier, value: object, route: Route) -> str:
    text = _text(checker, value, route)
    if text is not None and not IDENTIFIER.fullmatch(text):
        checker.fault(route, f"«{text[:80]}»: small Latin letters, figures, - and _, beginning with a letter")
    return text or ""


def _whole(checker: Checker, shape: shapes.Whole, value: object, route: Route) -> int:
    if isinstance(value, Written) and value.tag == "int":
        checker.fault(route, f"a whole number from {shape.low} to {shape.high}, not {value.text[:80]}")
    elif isinstance(value, bool) or not isinstance(value, int):
        checker.fault(route, f"a whole number, not {_kind(value)}")
    elif not shape.low <= value <= shape.high:
        checker.fault(route, f"a whole number from {shape.low} to {shape.high}, not {_cut(value)}")
    else:
        return value
    return shape.low


def _plain(checker: Checker, shape: shapes.Plain, value: object, route: Route) -> Decimal:
    if isinstance(value, Written) and value.tag in ("int", "float"):
        checker.fault(route, f"a plain number such as 12.5, not {value.text[:80]}")
    elif isinstance(value, bool) or not isinstance(value, int | Decimal):
        checker.fault(route, f"a whole number, not {_kind(value)}")
    else:
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if number.adjusted() >= _MOST_FIGURES or not isinstance(exponent, int) or -exponent > shape.decimals:
            checker.fault(route, f"a plain number such as 12.5, not {_cut(value)}")
        elif shape.low is not None and number < shape.low:
            checker.fault(route, f"not below {shape.low}")
        else:
            # In one form, whether it came from YAML or over the wire.
            whole = number.to_integral_value()
            return whole if number == whole else number.normalize()
    return shape.low or Decimal(0)


def _flag(checker: Checker, shape: shapes.Flag, value: object, route: Route) -> bool:
    if isinstance(value, bool):
        return value
    told = value.text if isinstance(value, Written) and value.tag == "bool" else _kind(value)
    checker.fault(route, f"true or false, not {told}")
    return False


def _one_of(checker: Checker, shape: shapes.OneOf, value: object, route: Route) -> str:
    text = _text(checker, value, route)
    if text is not None and text not in shape.values:
        checker.fault(route, f"there is no {shape.name} «{text[:80]}»")
        return ""
    return str(text or "")


def _patterned(checker: Checker, shape: shapes.Text, value: object, route: Route) -> str:
    text = _text(checker, value, route)
    if text is not None and not re.fullmatch(shape.pattern, text):
        checker.fault(route, f"«{text[:80]}»: write it as {shape.like}")
        return ""
    return text or ""


def _day(checker: Checker, shape: shapes.DayLimit, value: object, route: Route) -> str:
    text = value.text if isinstance(value, Written) and value.tag == "timestamp" else value
    if isinstance(text, str) and day_limit(text) is not None:
        return text
    told = f"«{text[:80]}»" if isinstance(text, str) else _kind(value)
    checker.fault(route, f"a day such as 2026-11-23, today, +30d or -18y, not {told}")
    return "today"


def _words(checker: Checker, shape: shapes.Words, value: object, route: Route) -> dict[str, str]:
    def text_of(tag: str, text: object) -> str:
        return _wording(checker, tag, text, (*route, tag), shape.longest)

    return _in_every_language(checker, value, route, text_of, cyrillic_to_arabic)


def _word_lists(
    checker: Checker, shape: shapes.WordLists, value: object, route: Route
) -> dict[str, list[str]]:
    def words_of(tag: str, words: object) -> list[str]:
        at = (*route, tag)
        if not isinstance(words, list):
            checker.fault(at, f"a list, not {_kind(words)}")
            return []
        if not 1 <= len(words) <= shape.most:
            checker.fault(at, f"1 to {shape.most} words")
            return []
        return [
            _wording(checker, tag, word, (*at, number), shape.longest) for number, word in enumerate(words)
        ]

    return _in_every_language(
        checker, value, route, words_of, lambda words: [cyrillic_to_arabic(word) for word in words]
    )


def _in_every_language(
    checker: Checker,
    value: object,
    route: Route,
    read: Callable[[str, object], Any],
    derive: Callable[[Any], Any],
) -> dict[str, Any]:
    section = checker.section(value, route)
    if section is None:
        return {}
    words: dict[str, Any] = {}
    for tag in LANGUAGES:
        if tag in section:
            words[tag] = read(tag, section[tag])
        elif tag in REQUIRED_LANGUAGES:
            checker.faults.note(route, f"language {tag} is missing")
    for tag in section:
        if tag not in LANGUAGES and tag != TWICE:
            checker.faults.note((*route, tag), f"unknown key «{tag}»")
    if words.get(KAZAKH.tag) and KAZAKH_ARABIC.tag not in words:
        words[KAZAKH_ARABIC.tag] = derive(words[KAZAKH.tag])
    return words


def _wording(checker: Checker, tag: str, value: object, route: Route, longest: int) -> str:
    text = _text(checker, value, route)
    if text is None:
        return ""
    if not text:
        checker.fault(route, "empty")
    elif len(text) > longest:
        checker.fault(route, f"{len(text)} characters, at most {longest}")
    else:
        for what in wording_faults(text, tag):
            checker.fault(route, what)
        if "{" in text or "}" in text:
            checker.fault(route, "the words of a service have no placeholders")
    return text


def _value(checker: Checker, shape: shapes.Value, value: object, route: Route) -> object:
    """As text, number or truth value: what it may be depends on the field it is compared with."""
    if isinstance(value, Written):
        if value.tag == "timestamp":
            return value.text
        if value.tag == "bool":
            # yes, no, on, off: YAML's other words for it.
            return value.text.lower() in ("yes", "on", "true", "y")
    elif isinstance(value, str | bool | int | Decimal):
        return value
    checker.fault(route, f"text, a number, or true or false, not {_kind(value)}")
    return ""


def _listed(checker: Checker, shape: shapes.Listed, value: object, route: Route) -> list[Any]:
    if not isinstance(value, list):
        checker.fault(route, f"a list, not {_kind(value)}")
        return []
    if len(value) < shape.at_least:
        checker.fault(route, f"at least {shape.at_least}")
    if len(value) > shape.at_most:
        checker.fault(route, f"at most {shape.at_most}")
        return []
    seen: set[str] = set()
    for number, entry in enumerate(value):
        at: Route = (*route, number)
        told = entry
        if shape.distinct not in ("", "."):
            told = entry.get(shape.distinct) if isinstance(entry, dict) else None
            at = (*at, shape.distinct)
        if shape.distinct and isinstance(told, str):
            if told in seen:
                checker.fault(at, f"«{told[:80]}» stands here twice")
            seen.add(told)
    return [checker.check(shape.of, entry, (*route, number)) for number, entry in enumerate(value)]


def _section(checker: Checker, shape: shapes.Section, value: object, route: Route) -> dict[str, Any]:
    section = checker.section(value, route)
    if section is None:
        return {}
    if shape.one_of and sum(name in section for name in shape.one_of) != 1:
        checker.fault(route, f"exactly one of {', '.join(shape.one_of)}")
    return checker.keys(shape.keys, section, route)


def _kinds(checker: Checker, shape: shapes.Kinds, value: object, route: Route) -> dict[str, Any]:
    section = checker.section(value, route)
    if section is None:
        return {}
    if "kind" in section or not shape.default:
        if "kind" not in section:
            checker.faults.note(route, "kind is missing")
            kind = ""
        else:
            kind = _one_of(
                checker, shapes.OneOf(tuple(shape.each), shape.name), section["kind"], (*route, "kind")
            )
    else:
        kind = shape.default
    rest = {name: inner for name, inner in section.items() if name != "kind"}
    if not kind:
        # Of an unknown kind nobody can say which keys it has.
        common = {key.name for key in shape.common}
        rest = {name: inner for name, inner in rest.items() if name in common}
    return {"kind": kind, **checker.keys((*shape.common, *shape.each.get(kind, ())), rest, route)}


def _named(checker: Checker, shape: shapes.Named, value: object, route: Route) -> Any:
    return checker.check(SHAPES[shape.name], value, route)


def _unit(checker: Checker, shape: shapes.UnitName, value: object, route: Route) -> Mapping[str, str]:
    if isinstance(value, str):
        if value not in checker.units:
            checker.fault(route, f"there is no unit «{value[:80]}»")
        return checker.units.get(value, {})
    return _words(checker, shape.words, value, route)


_CHECKS: Mapping[type, Callable[..., Any]] = {
    shapes.Identifier: _identifier,
    shapes.Whole: _whole,
    shapes.Plain: _plain,
    shapes.Flag: _flag,
    shapes.OneOf: _one_of,
    shapes.Text: _patterned,
    shapes.DayLimit: _day,
    shapes.Words: _words,
    shapes.WordLists: _word_lists,
    shapes.Value: _value,
    shapes.Listed: _listed,
    shapes.Section: _section,
    shapes.Kinds: _kinds,
    shapes.Named: _named,
    shapes.UnitName: _unit,
}


def _kind(value: object) -> str:
    match value:
        case Written(tag=tag):
            return _TAGS.get(tag, tag)
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case Decimal():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "keys and values"


def _cut(value: object) -> str:
    return str(value)[:20]
