"""The JSON Schema of a service pack and the tables of its keys, from the shapes that the reader goes by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kiosk.services import shapes
from kiosk.services.checking import IDENTIFIER, LANGUAGES, REQUIRED_LANGUAGES
from kiosk.services.format import CATEGORY, SERVICE, SHAPES, STEP
from kiosk.services.icons import ICONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_WORDS = "#/$defs/words-"
_DAY = r"^(\d{4}-\d{2}-\d{2}|today|[+-][1-9]\d{0,4}[dwmy])$"


def service_schema() -> Schema:
    """Of one service, as YAML or JSON gives it. YAML is to be taken as JSON Schema's own types are."""
    definitions = {name: _schema(shape) for name, shape in SHAPES.items()}
    definitions["icon"] = {"enum": sorted(ICONS)}
    outermost = _schema(SERVICE)
    for length in sorted(_lengths([outermost, definitions])):
        definitions[f"words-{length}"] = _languages({"type": "string", "minLength": 1, "maxLength": length})
    return {
        "$schema": DIALECT,
        "title": "A service of the kiosk",
        "description": "Generated from kiosk/services/format.py. What one key alone cannot say is checked by "
        "`kiosk services check`.",
        **outermost,
        "$defs": definitions,
    }


def _lengths(schema: object) -> set[int]:
    """Of all words that are named in it."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = {length for part in parts for length in _lengths(part)}
    if isinstance(schema, dict) and str(schema.get("$ref", "")).startswith(_WORDS):
        found.add(int(schema["$ref"].removeprefix(_WORDS)))
    return found


def _schema(shape: shapes.Shape) -> Schema:
    return _SCHEMAS[type(shape)](shape)


def _identifier(shape: shapes.Identifier) -> Schema:
    return {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"}


def _whole(shape: shapes.Whole) -> Schema:
    return {"type": "integer", "minimum": shape.low, "maximum": shape.high}


def _plain(shape: shapes.Plain) -> Schema:
    low = {} if shape.low is None else {"minimum": float(shape.low)}
    return {"type": "number", **low}


def _flag(shape: shapes.Flag) -> Schema:
    return {"type": "boolean"}


def _one_of(shape: shapes.OneOf) -> Schema:
    if shape.name == "icon":
        return {"$ref": "#/$defs/icon"}
    return {"enum": [str(value) for value in shape.values]}


def _text(shape: shapes.Text) -> Schema:
    return {"type": "string", "pattern": f"^{shape.pattern}$", "examples": [shape.like]}


def _day(shape: shapes.DayLimit) -> Schema:
    return {"type": "string", "pattern": _DAY}


def _words(shape: shapes.Words) -> Schema:
    return {"$ref": f"{_WORDS}{shape.longest}"}


def _word_lists(shape: shapes.WordLists) -> Schema:
    word = {"type": "string", "minLength": 1, "maxLength": shape.longest}
    return _languages({"type": "array", "items": word, "minItems": 1, "maxItems": shape.most})


def _languages(each: Schema) -> Schema:
    return {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, each),
        "required": list(REQUIRED_LANGUAGES),
        "additionalProperties": False,
    }


def _value(shape: shapes.Value) -> Schema:
    return {"type": ["string", "number", "boolean"]}


def _listed(shape: shapes.Listed) -> Schema:
    unique = {"uniqueItems": True} if shape.distinct == "." else {}
    bounds = {"minItems": shape.at_least, "maxItems": shape.at_most}
    return {"type": "array", "items": _schema(shape.of), **bounds, **unique}


def _section(shape: shapes.Section) -> Schema:
    one_of = {"oneOf": [{"required": [name]} for name in shape.one_of]} if shape.one_of else {}
    return {**_object(shape.keys), "additionalProperties": False, **one_of}


def _kinds(shape: shapes.Kinds) -> Schema:
    """What a kind has of its own stands under its condition; keys of other kinds are refused by name."""
    kinds = {"enum": list(shape.each)}
    common = _object(shape.common)
    branches = [
        {
            "if": _is_kind(kind, is_default=kind == shape.default),
            "then": {
                **_object(keys),
                "propertyNames": {"enum": ["kind", *(key.name for key in (*shape.common, *keys))]},
            },
        }
        for kind, keys in shape.each.items()
    ]
    required = [*common["required"], *([] if shape.default else ["kind"])]
    return {
        "type": "object",
        "properties": {"kind": kinds, **common["properties"]},
        "required": required,
        "allOf": branches,
    }


def _is_kind(kind: str, *, is_default: bool) -> Schema:
    named: Schema = {"properties": {"kind": {"const": kind}}}
    return named if is_default else {**named, "required": ["kind"]}


def _object(keys: Sequence[shapes.Key]) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: {**_schema(key.shape), "description": key.what} for key in keys},
        "required": [key.name for key in keys if key.required],
    }


def _named(shape: shapes.Named) -> Schema:
    return {"$ref": f"#/$defs/{shape.name}"}


def _unit(shape: shapes.UnitName) -> Schema:
    return {"anyOf": [{"type": "string"}, _words(shape.words)]}


_SCHEMAS: Mapping[type, Callable[[Any], Schema]] = {
    shapes.Identifier: _identifier,
    shapes.Whole: _whole,
    shapes.Plain: _plain,
    shapes.Flag: _flag,
    shapes.OneOf: _one_of,
    shapes.Text: _text,
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


# The tables of docs/services.md


def key_tables() -> str:
    """Every key in Markdown: of a service and of each kind, of a step and of each kind, of their parts."""
    lines = ["### Keys of a service", "", *_table(SERVICE.common)]
    lines += [
        "",
        "### What each `kind` of service has besides",
        "",
        "| kind | must have | may have |",
        "|---|---|---|",
    ]
    for kind, keys in SERVICE.each.items():
        lines.append(f"| `{kind}` | {_names(keys, required=True)} | {_names(keys, required=False)} |")
    besides: dict[tuple[str, str], shapes.Key] = {}
    for key in (key for keys in SERVICE.each.values() for key in keys):
        # Of one name may be another part for another kind; else where it may lack, it may hold the most.
        part = (key.name, key.shape.name if isinstance(key.shape, shapes.Named) else "")
        if part not in besides or not key.required:
            besides[part] = key
    lines += [
        "",
        *_table([shapes.Key(key.name, key.shape, key.what, False) for key in besides.values()], must=False),
    ]
    lines += ["", "### Keys of a step", "", *_table(STEP.common)]
    lines += [
        "",
        "### What each `kind` of step has besides",
        "",
        "| kind | key | must | holds | for |",
        "|---|---|---|---|---|",
    ]
    for kind, keys in STEP.each.items():
        lines += [f"| `{kind}` | {_cells(key)} |" for key in keys] or [f"| `{kind}` | – | | | |"]
    for name, section in _sections():
        lines += ["", f"### Keys of {name}", "", *_table(section.keys)]
    lines += ["", "### Icons", "", ", ".join(f"`{icon}`" for icon in sorted(ICONS))]
    return "\n".join(lines) + "\n"


def _sections() -> Iterator[tuple[str, shapes.Section]]:
    yield "`when`, and of each condition within it", _section_of(SHAPES["condition"])
    besides = {key.name: key.shape for keys in SERVICE.each.values() for key in keys}
    common = {key.name: key.shape for key in SERVICE.common}
    options = {key.name: key.shape for keys in STEP.each.values() for key in keys}["options"]
    yield "an entry of `needs`", _section_of(common["needs"])
    yield "an entry of `materials`", _section_of(common["materials"])
    yield "an entry of `departments`", _section_of(besides["departments"])
    yield "an entry of `options`", _section_of(options)
    for name, of in (("paper", "a `certificate`"), ("public-paper", "a `query`")):
        result = _section_of(SHAPES[name])
        yield f"`result` of {of}", result
        rows = {key.name: key.shape for key in result.keys}["rows"]
        yield f"an entry of `rows` in the `result` of {of}", _section_of(rows)
    yield "`result` of a `ticket` or an `appointment`", _section_of(SHAPES["slip"])
    yield "an entry of `pages`", _section_of(besides["pages"])
    yield "a category in categories.yaml", CATEGORY


def _section_of(shape: shapes.Shape) -> shapes.Section:
    inner = shape.of if isinstance(shape, shapes.Listed) else shape
    inner = SHAPES[inner.name] if isinstance(inner, shapes.Named) else inner
    if not isinstance(inner, shapes.Section):
        raise TypeError(type(inner).__name__)
    return inner


def _table(keys: Sequence[shapes.Key], *, must: bool = True) -> list[str]:
    if not must:
        rows = [f"| `{key.name}` | {holds(key.shape)} | {key.what} |" for key in keys]
        return ["| key | holds | for |", "|---|---|---|", *rows]
    return ["| key | must | holds | for |", "|---|---|---|---|", *(f"| {_cells(key)} |" for key in keys)]


def _cells(key: shapes.Key) -> str:
    return f"`{key.name}` | {'yes' if key.required else ''} | {holds(key.shape)} | {key.what}"


def _names(keys: Sequence[shapes.Key], *, required: bool) -> str:
    return ", ".join(f"`{key.name}`" for key in keys if key.required is required)


def holds(shape: shapes.Shape) -> str:
    """In a few words what a value of the shape is."""
    match shape:
        case shapes.Identifier():
            return "a name in a-z, 0-9, - and _"
        case shapes.Whole(low, high):
            return f"a whole number, {low} to {high}"
        case shapes.Plain(_, decimals):
            return f"a number, up to {decimals} decimals"
        case shapes.Flag():
            return "true or false"
        case shapes.OneOf(_, "icon"):
            return "an icon (below)"
        case shapes.OneOf(values):
            return ", ".join(f"`{value}`" for value in values)
        case shapes.Text(_, like):
            return f"a text like `{like}`"
        case shapes.DayLimit():
            return "a day"
        case shapes.Words(longest):
            return f"words, up to {longest} characters"
        case shapes.UnitName():
            return "a unit"
        case shapes.WordLists(most):
            return f"a list of words in every language, up to {most}"
        case shapes.Value():
            return "an option's id, true, false, a number or a day"
        case shapes.Listed(of, low, high):
            return f"a list, {low} to {high}: {holds(of)}"
        case shapes.Named(name):
            words = name.replace("-", " ")
            return f"an {words}" if name[0] in "aeiou" else f"a {words}"
        case _:
            return "keys (below)"
