"""As much of JSON Schema 2020-12 as docs/service.schema.json uses, and an error for any other keyword."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_TOLD = {"$schema", "$defs", "title", "description", "examples", "then", "additionalProperties"}
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,),
    "number": (int, float, Decimal),
}  # fmt: skip


def faults(schema: Mapping[str, Any], value: Any, root: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where and why a value does not fit."""
    for keyword, given in schema.items():
        if keyword not in _TOLD:
            yield from _KEYWORDS[keyword](given, value, schema, root, at)


def _fits(schema: Mapping[str, Any], value: Any, root: Mapping[str, Any]) -> bool:
    return next(faults(schema, value, root), None) is None


def _type(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    names = given if isinstance(given, list) else [given]
    is_flag = isinstance(value, bool)
    if not any(isinstance(value, _TYPES[name]) and is_flag <= (name == "boolean") for name in names):
        yield f"{at}: not {given}"


def _properties(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    for name, inner in given.items():
        if name in value:
            yield from faults(inner, value[name], root, f"{at}/{name}")
    if schema.get("additionalProperties") is False:
        yield from (f"{at}: {name}" for name in value.keys() - given.keys())


def _required(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}: lacks {name}" for name in given if name not in value)


def _items(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    for number, entry in enumerate(value if isinstance(value, list) else ()):
        yield from faults(given, entry, root, f"{at}/{number}")


def _property_names(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    for name in value if isinstance(value, dict) else ():
        yield from faults(given, name, root, f"{at}/{name}")


def _ref(given: str, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    yield from faults(root["$defs"][given.removeprefix("#/$defs/")], value, root, at)


def _if(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    if _fits(given, value, root):
        yield from faults(schema["then"], value, root, at)


def _all_of(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    for inner in given:
        yield from faults(inner, value, root, at)


def _one_of(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    if sum(_fits(inner, value, root) for inner in given) != 1:
        yield f"{at}: not one of several"


def _any_of(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
    if not any(_fits(inner, value, root) for inner in given):
        yield f"{at}: none of several"


def _holds(test: Any) -> Any:
    def check(given: Any, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
        if not test(given, value):
            yield f"{at}: not as {given}"

    return check


def _number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


_KEYWORDS: Mapping[str, Any] = {
    "type": _type, "properties": _properties, "required": _required, "items": _items, "$ref": _ref,
    "propertyNames": _property_names, "if": _if, "allOf": _all_of, "oneOf": _one_of, "anyOf": _any_of,
    "enum": _holds(lambda given, value: value in given),
    "const": _holds(lambda given, value: value == given),
    "pattern": _holds(lambda given, value: not isinstance(value, str) or bool(re.search(given, value))),
    "minLength": _holds(lambda given, value: not isinstance(value, str) or len(value) >= given),
    "maxLength": _holds(lambda given, value: not isinstance(value, str) or len(value) <= given),
    "minItems": _holds(lambda given, value: not isinstance(value, list) or len(value) >= given),
    "maxItems": _holds(lambda given, value: not isinstance(value, list) or len(value) <= given),
    "minimum": _holds(lambda given, value: not _number(value) or value >= given),
    "maximum": _holds(lambda given, value: not _number(value) or value <= given),
    "uniqueItems": _holds(
        lambda given, value: not isinstance(value, list) or len(set(map(str, value))) == len(value)
    ),
}  # fmt: skip
