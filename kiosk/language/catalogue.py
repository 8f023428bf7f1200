"""The message catalogues: every word a resident sees or hears, by key.

Catalogues are gettext PO files read with Babel; the key is the msgid, so that the same key finds the
text, its voice and its translation in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

from kiosk.language.languages import ALL_LANGUAGES, Language


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
    with (folder / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
