"""Reads a YAML or JSON file into plain values, and knows the line of each by its path.

What YAML takes for a number, a day or a truth value without being written as one plainly (1e3, yes,
2026-11-23) comes as `Written`, so that the reader can say what stands there.
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.services.faults import Faults, Route
from kiosk.services.pack_file import NotRead, read_file

# Bytes. A pack written by hand has some ten thousand; the wire form holds hundreds of packs.
LARGEST = {".yaml": 256 * 1024, ".json": 12 * 1024 * 1024}
# Values in a file of JSON: each takes many times the room that its text does.
_MOST_VALUES = 1_000_000
# Keys of one section; a service has some twenty.
_MOST_KEYS = 1000
_TOO_MANY = f"more than {_MOST_KEYS} keys in one place"
# PyYAML's own reader takes ten times as long as libyaml's.
_SHORT = 32 * 1024
_DEEPEST = 40

_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"0|-?[1-9]\d{0,17}")
_FRACTION = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,18}")


@dataclass(frozen=True)
class Written:
    """A scalar as it is written, and what YAML takes it for."""

    text: str
    tag: str


# The key under which an object of JSON has the names that stand in it twice.
TWICE = "\0twice"


def read_source(path: Path, faults: Faults) -> object | None:
    """The file's outermost keys and values; None, and a fault noted, where it has none.

    Refused before anything is made of it: what cannot be read, more than LARGEST bytes, aliases, and depth.
    """
    read = read_file(path, LARGEST[path.suffix])
    if isinstance(read, NotRead):
        faults.note_file(read.what)
        return None
    try:
        text = read.decode("utf-8")
    except UnicodeDecodeError:
        faults.note_file("not UTF-8")
        return None
    content = (_json if path.suffix == ".json" else _yaml)(text, faults)
    if "\\u" in text.lower() and not _is_unicode(content):
        faults.note_file("not Unicode: half a character is written as \\ud800 to \\udfff")
        return None
    if content is not None and not isinstance(content, dict):
        faults.note_file("holds no keys and values")
        return None
    return content


def _is_unicode(content: object) -> bool:
    """Whether nothing in it is half a character, which can be escaped and never shown or sent."""
    try:
        json.dumps(content, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


# YAML


def _yaml(text: str, faults: Faults) -> object | None:
    if _is_deep(text):
        faults.note_file("nested too deep")
        return None
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.note_line(line, f"not YAML: {error.problem}")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.note_file("nested too deep" if isinstance(error, RecursionError) else "not YAML")
        return None
    if not isinstance(node, MappingNode):
        faults.note_file("holds no keys and values")
        return None
    faults.locate = lambda route: _yaml_line(node, route)
    return _Plain(faults).of(node, ())


def _is_deep(text: str) -> bool:
    """Whether sections and lists stand in each other further than any pack needs.

    Asked of the parser, which needs no more stack for them; composing them does, and libyaml's has no guard.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    return True
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        # Composing stops at the same place, and names it.
        return False
    return False


def _composed(text: str) -> Node | None:
    """libyaml takes a tenth of the time; PyYAML's own reader names the line of a mistake better."""
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        if len(text) > _SHORT:
            raise
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


class _Plain:
    """Turns nodes into plain values. A node that is met again came by an alias, and is not followed."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._met: set[int] = set()

    def of(self, node: Node, route: Route) -> object:
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if id(node) in self._met:
            self._faults.note(route, "anchors and aliases are not taken: write it out")
            return None
        self._met.add(id(node))
        if isinstance(node, SequenceNode):
            return [self.of(entry, (*route, number)) for number, entry in enumerate(node.value)]
        return self._section(node, route)

    def _section(self, node: Node, route: Route) -> dict[str, object]:
        section: dict[str, object] = {}
        if len(node.value) > _MOST_KEYS:
            self._faults.note(route, _TOO_MANY)
            return section
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            if name in section:
                self._faults.note_line(key.start_mark.line + 1, f"{name}: stands here twice")
            section[name] = self.of(value, (*route, name))
        return section


def _scalar(node: ScalarNode) -> object:
    text, tag = str(node.value), str(node.tag).removeprefix(_TAG)
    match tag:
        case "str":
            return text
        case "null":
            return None
        case "bool" if text in ("true", "false"):
            return text == "true"
        case "int" if _WHOLE.fullmatch(text):
            return int(text)
        case "float" if _FRACTION.fullmatch(text):
            return Decimal(text)
        case _:
            return Written(text, tag)


def _yaml_line(node: Node, route: Route) -> int:
    """The line of a value; of one that is not there, of the section that lacks it."""
    for part in route:
        found = _yaml_part(node, part)
        if found is None:
            break
        node = found
    return int(node.start_mark.line) + 1


def _yaml_part(node: Node, part: Hashable) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(part, int):
        return node.value[part] if part < len(node.value) else None
    if isinstance(node, MappingNode):
        values = [value for key, value in node.value if getattr(key, "value", "") == part]
        return values[-1] if values else None
    return None


# JSON


def _json(text: str, faults: Faults) -> object | None:
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        faults.note_file(f"more than {_MOST_VALUES} values")
        return None
    try:
        content: object = json.loads(text, parse_float=_decimal, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        faults.note_line(error.lineno, f"not JSON: {error.msg}")
        return None
    except _TooManyKeys:
        faults.note_file(_TOO_MANY)
        return None
    except RecursionError:
        faults.note_file("nested too deep")
        return None
    except ValueError:
        faults.note_file("not JSON: a number that is none")
        return None
    if _nests_deep(content):
        faults.note_file("nested too deep")
        return None
    faults.locate = _JsonLines(text).line
    return content


class _TooManyKeys(Exception):
    """One object of a text has more keys than any pack."""


def _nests_deep(content: object) -> bool:
    """Level by level: whoever went down into it would use the stack, as its reader did."""
    level = [content]
    for _ in range(_DEEPEST):
        inner = (value for section in level for value in _values(section))
        level = [value for value in inner if isinstance(value, dict | list)]
    return bool(level)


def _values(content: object) -> Collection[object]:
    if isinstance(content, dict):
        return content.values()
    return content if isinstance(content, list) else ()


def _decimal(text: str) -> object:
    return Decimal(text) if _FRACTION.fullmatch(text) else Written(text, "float")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(pairs) > _MOST_KEYS:
        raise _TooManyKeys
    section = dict(pairs)
    if len(section) < len(pairs) or TWICE in section:
        counts = Counter(name for name, _ in pairs)
        section[TWICE] = sorted(name for name, count in counts.items() if count > 1 or name == TWICE)
    return section


_SPACE = re.compile(r"[ \t\r\n]*")


class _JsonLines:
    """The lines of a text's values. What stands in a section or a list is looked for once, and all of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._outermost = _after_space(text, 0)
        self._within: dict[Route, Mapping[str | int, int]] = {}
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def line(self, route: Route) -> int:
        """Of a value; of one that is not there, of the section that lacks it."""
        at = self._outermost
        for depth, part in enumerate(route):
            outer = route[:depth]
            if outer not in self._within:
                self._within[outer] = _places(self._text, at)
            found = self._within[outer].get(part)
            if found is None:
                break
            at = found
        return bisect_left(self._ends, at) + 1


def _places(text: str, at: int) -> Mapping[str | int, int]:
    """Where each value of the section or list that begins at a place begins; of a key that stands in it twice
    the last."""
    is_list = text[at] == "["
    places: dict[str | int, int] = {}
    if not is_list and text[at] != "{":
        return places
    at = _after_space(text, at + 1)
    while text[at] not in "]}":
        name: object = len(places)
        if not is_list:
            name, at = _READ(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
        if isinstance(name, str | int):
            places[name] = at
        _, at = _READ(text, at)
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return places


_READ: Callable[[str, int], tuple[object, int]] = json.JSONDecoder().raw_decode


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
