"""Flat frozen dataclasses as mappings and back, strictly: the one reader of kiosk.toml, pipe and journal.

A field is str, int, float, bool, bytes (base64 text), Path, Path | None (None is written ""), a Literal, a
StrEnum or a nested record.
Its metadata may hold ``matches`` (a regular expression for the whole text), ``low`` and ``high``, and
``length`` (of bytes).
"""

import base64
import dataclasses
import math
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a mapping. ``key`` is dotted; the value itself is never repeated."""

    key: str
    wrong: str


def from_mapping(
    kind: type[T], given: Mapping[str, object], *, base: Path | None = None
) -> T | list[Problem]:
    """The record that ``given`` describes, or everything that is wrong with it.

    Relative paths are taken from ``base``.
    """
    reading = _Reading(base or Path(), [])
    record = reading.record(kind, given, "")
    return reading.problems if reading.problems else record


def to_mapping(record: object) -> dict[str, object]:
    """What from_mapping reads back: JSON values only."""
    return {field.name: _plain(getattr(record, field.name)) for field in _fields(type(record))}


@dataclass(frozen=True)
class _Reading:
    base: Path
    problems: list[Problem]

    def record(self, kind: type[T], given: Mapping[str, object], at: str) -> T:
        fields = {field.name: field for field in _fields(kind)}
        self.problems.extend(Problem(at + name, "unknown key") for name in given if name not in fields)
        values: dict[str, object] = {}
        for name, field in fields.items():
            if name in given:
                values[name] = self.value(field, _hint(kind, name), given[name], at + name)
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                self.problems.append(Problem(at + name, "missing"))
                values[name] = None
        # With a problem anywhere in it the record is never handed out.
        return kind(**values)

    def value(self, field: "dataclasses.Field[Any]", hint: Any, value: object, key: str) -> object:
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            if isinstance(value, Mapping):
                return self.record(hint, value, key + ".")
            self.problems.append(Problem(key, "must be a table"))
            return None
        read = self.scalar(hint, value)
        if isinstance(read, _Wrong):
            self.problems.append(Problem(key, read.text))
            return None
        self.problems.extend(Problem(key, wrong) for wrong in _limits(field, read))
        return read

    def scalar(self, hint: Any, value: object) -> object:
        if get_origin(hint) is Literal:
            allowed = get_args(hint)
            return value if value in allowed else _Wrong("must be one of " + ", ".join(map(str, allowed)))
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            names = [member.value for member in hint]
            return hint(value) if value in names else _Wrong("must be one of " + ", ".join(names))
        read = _SCALARS[hint](value)
        return self.base / read if hint in (Path, Path | None) and isinstance(read, str) else read


@dataclass(frozen=True)
class _Wrong:
    text: str


def _text(value: object) -> object:
    return value if isinstance(value, str) else _Wrong("must be a text")


def _text_or_nothing(value: object) -> object:
    return None if value is None or value == "" else _text(value)


def _switch(value: object) -> object:
    return value if isinstance(value, bool) else _Wrong("must be true or false")


def _whole(value: object) -> object:
    # bool is an int in Python, but never a measure.
    return (
        value if isinstance(value, int) and not isinstance(value, bool) else _Wrong("must be a whole number")
    )


def _number(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return _Wrong("must be a number")


def _bytes(value: object) -> object:
    if not isinstance(value, str):
        return _Wrong("must be a text in base64")
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        return _Wrong("must be base64")


_SCALARS: Mapping[Hashable, Callable[[object], object]] = {
    str: _text,
    Path: _text,
    Path | None: _text_or_nothing,
    bool: _switch,
    int: _whole,
    float: _number,
    bytes: _bytes,
}


def _limits(field: "dataclasses.Field[Any]", value: object) -> Iterator[str]:
    pattern = field.metadata.get("matches")
    if pattern is not None and isinstance(value, str) and not re.fullmatch(pattern, value):
        yield f"must look like {pattern}"
    length = field.metadata.get("length")
    if length is not None and isinstance(value, bytes) and len(value) != length:
        yield f"must have {length} bytes"
    if isinstance(value, int | float):
        low, high = field.metadata.get("low"), field.metadata.get("high")
        if low is not None and value < low:
            yield f"must be at least {low}"
        if high is not None and value > high:
            yield f"must be at most {high}"


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    return to_mapping(value) if dataclasses.is_dataclass(value) else value


def _hint(kind: type, name: str) -> Any:
    return _hints(kind)[name]


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _fields(kind: Any) -> tuple["dataclasses.Field[Any]", ...]:
    return dataclasses.fields(kind)
