"""The message catalogues: every word a resident sees or hears, by key.

Catalogues are gettext PO files; the key is the msgid, so that the same key finds the text, its voice and its
translation in every language. Of the format only what these files have is read here, in a third of the time
that Babel takes: every start of the kiosk waits for it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from kiosk.language.languages import ALL_LANGUAGES, Language

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STRINGS = rf"((?:{_STRING.pattern}\s*)+)"
_ENTRY = re.compile(rf"^msgid {_STRINGS}^msgstr {_STRINGS}", re.MULTILINE)


@dataclass(frozen=True)
class Catalogues:
    """The texts of all languages: {language tag: {key: pattern}}."""

    patterns: Mapping[str, Mapping[str, str]]

    def pattern(self, key: str, language: Language) -> str:
        """The text of a key with its {placeholders}; KeyError for a key that does not exist."""
        return self.patterns[language.tag][key]

    def has(self, key: str, language: Language) -> bool:
        return key in self.patterns[language.tag]


def load_catalogues(folder: Path) -> Catalogues:
    """Reads <folder>/<language>/messages.po for every language. Raises OSError where one is missing."""
    return Catalogues({language.tag: _read(folder / language.folder) for language in ALL_LANGUAGES})


def placeholders(pattern: str) -> frozenset[str]:
    """The names of the placeholders in a pattern."""
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)


def _read(folder: Path) -> dict[str, str]:
    entries = _ENTRY.findall((folder / "messages.po").read_text(encoding="utf-8"))
    texts = ((_joined(key), _joined(text)) for key, text in entries)
    return {key: text for key, text in texts if key and text}


def _joined(strings: str) -> str:
    """The strings of a PO entry as one; they are written as JSON's are."""
    return "".join(json.loads(f"[{','.join(_STRING.findall(strings))}]"))
