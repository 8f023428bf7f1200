"""Reads a YAML file section by section; every fault is kept with its line, none stops the reading.

A reading method that finds a fault notes it and returns an empty value of its type, so that one look
names everything that is wrong. What was read counts only when no fault was noted.
"""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR
from kiosk.language.values import Terms
from kiosk.language.wording import wording_faults
from kiosk.services.pack_error import PackError

NO_WORDS = Terms({})
_REQUIRED_LANGUAGES = (UYGHUR.tag, KAZAKH.tag, CHINESE.tag, ENGLISH.tag)
_LANGUAGES = (*_REQUIRED_LANGUAGES, KAZAKH_ARABIC.tag)
_LARGEST_FILE = 256 * 1024

_TEXT = "tag:yaml.org,2002:str"
_KIND_NAMES = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "a whole number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:seq": "a list",
    "tag:yaml.org,2002:map": "keys and values",
}
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,8}")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,4})?")


class Section:
    """Keys and values of one place in a file. Close it when everything known has been read."""

    def __init__(self, node: MappingNode, file: str, errors: list[PackError]) -> None:
        self._node = node
        self._file = file
        self._errors = errors
        self._entries: dict[str, Node] = {}
        self._known: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name in self._entries:
                self._note(key, f"{name}: stands here twice")
            self._entries[name] = value

    def has(self, key: str) -> bool:
        return key in self._entries

    def fault(self, key: str, what: str) -> None:
        """Notes a fault at the line of ``key``, or of the section where it has no such key."""
        self._note(self._entries.get(key, self._node), f"{key}: {what}" if key else what)

    def identifier(self, key: str) -> str:
        value = self._scalar(key, _TEXT)
        if value is not None and not _IDENTIFIER.fullmatch(value):
            self.fault(key, f"«{value}»: small Latin letters, figures, - and _, beginning with a letter")
        return value or ""

    def one_of(self, key: str, choices: Collection[str], name: str) -> str:
        value = self._scalar(key, _TEXT)
        if value is not None and value not in choices:
            self.fault(key, f"there is no {name} «{value}»")
            return ""
        return value or ""

    def whole_number(self, key: str, *, low: int = 0, high: int = 100_000) -> int:
        value = self._scalar(key, "tag:yaml.org,2002:int")
        if value is None:
            return low
        if not _WHOLE_NUMBER.fullmatch(value) or not low <= int(value) <= high:
            self.fault(key, f"a whole number from {low} to {high}, not {value}")
            return low
        return int(value)

    def number(self, key: str) -> Decimal:
        value = self._scalar(key, "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
        if value is None:
            return Decimal(0)
        if not _NUMBER.fullmatch(value):
            self.fault(key, f"a plain number such as 12.5, not {value}")
            return Decimal(0)
        return Decimal(value)

    def flag(self, key: str) -> bool:
        value = self._scalar(key, "tag:yaml.org,2002:bool")
        if value is not None and value not in ("true", "false"):
            self.fault(key, f"true or false, not {value}")
        return value == "true"

    def terms(self, key: str) -> Terms:
        """Words in every language; Kazakh in Arabic script is derived where it is not given."""
        section = self.section(key)
        return NO_WORDS if section is None else section.all_terms()

    def all_terms(self) -> Terms:
        """This whole section as words: {language tag: text}."""
        words: dict[str, str] = {}
        for tag in _LANGUAGES:
            if tag in self._entries or tag in _REQUIRED_LANGUAGES:
                words[tag] = self._words(tag)
        if words.get(KAZAKH.tag) and not words.get(KAZAKH_ARABIC.tag):
            words[KAZAKH_ARABIC.tag] = cyrillic_to_arabic(words[KAZAKH.tag])
        self.close()
        return Terms(words)

    def section(self, key: str) -> "Section | None":
        node = self._value(key)
        if isinstance(node, MappingNode):
            return Section(node, self._file, self._errors)
        if node is not None:
            self.fault(key, f"keys and values, not {_kind(node)}")
        return None

    def sections(self, key: str, *, at_least: int = 0) -> "list[Section]":
        """The entries of a list, each with keys and values."""
        node = self._value(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.fault(key, f"a list, not {_kind(node)}")
            return []
        if len(node.value) < at_least:
            self.fault(key, f"at least {at_least}")
        for entry in node.value:
            if not isinstance(entry, MappingNode):
                self._note(entry, f"{key}: keys and values, not {_kind(entry)}")
        mappings = [entry for entry in node.value if isinstance(entry, MappingNode)]
        return [Section(entry, self._file, self._errors) for entry in mappings]

    def raw(self, key: str) -> str:
        """The value as written, to compare; empty where it is missing or no single value."""
        node = self._entries.get(key)
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def keys(self) -> Iterator[str]:
        return iter(self._entries)

    def close(self) -> None:
        """Notes every key that nothing has asked for."""
        for name, value in self._entries.items():
            if name not in self._known:
                self._note(value, f"unknown key «{name}»")

    def _words(self, tag: str) -> str:
        if tag not in self._entries:
            self._note(self._node, f"language {tag} is missing")
            return ""
        text = self._scalar(tag, _TEXT) or ""
        if not text:
            self.fault(tag, "empty")
        for what in wording_faults(text, tag):
            self.fault(tag, what)
        if "{" in text or "}" in text:
            self.fault(tag, "the words of a service have no placeholders")
        return text

    def _value(self, key: str) -> Node | None:
        self._known.add(key)
        node = self._entries.get(key)
        if node is None:
            self._note(self._node, f"{key} is missing")
        return node

    def _scalar(self, key: str, *tags: str) -> str | None:
        node = self._value(key)
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or node.tag not in tags:
            self.fault(key, f"{_KIND_NAMES[tags[0]]}, not {_kind(node)}")
            return None
        return str(node.value)

    def _note(self, node: Node, what: str) -> None:
        self._errors.append(PackError(self._file, node.start_mark.line + 1, what))


def read_yaml(path: Path, errors: list[PackError]) -> Section | None:
    """The file's outermost keys and values; None, and an error noted, where it has none."""
    content = path.read_bytes()
    if len(content) > _LARGEST_FILE:
        errors.append(PackError(path.name, 0, f"larger than {_LARGEST_FILE} bytes"))
        return None
    try:
        node = _composed(content.decode("utf-8"))
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        errors.append(_not_yaml(path.name, error))
        return None
    if not isinstance(node, MappingNode):
        errors.append(PackError(path.name, 0, "holds no keys and values"))
        return None
    return Section(node, path.name, errors)


def _composed(text: str) -> Node | None:
    """libyaml takes a tenth of the time, on every visit's way to its first picture; PyYAML's own reader names
    the line of a mistake better."""
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def _not_yaml(file: str, error: UnicodeDecodeError | RecursionError | yaml.YAMLError) -> PackError:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return PackError(file, error.problem_mark.line + 1, f"not YAML: {error.problem}")
    if isinstance(error, UnicodeDecodeError):
        return PackError(file, 0, "not UTF-8")
    return PackError(file, 0, "nested too deep" if isinstance(error, RecursionError) else "not YAML")


def _kind(node: Node) -> str:
    return _KIND_NAMES.get(node.tag, node.tag)
