"""Kazakh is written in Cyrillic first: makes the catalogue in Arabic script from it.

``python -m kiosk.language.kazakh_catalogue locales`` writes locales/kk_Arab/messages.po anew from
locales/kk/messages.po and the overrides beside it.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import normalize, read_po

from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.language.languages import KAZAKH, KAZAKH_ARABIC

_HEADER = """\
# Kazakh in Arabic script. Derived from kk/messages.po and overrides.po: edit those, then run
# python -m kiosk.language.kazakh_catalogue locales
msgid ""
msgstr ""
"Project-Id-Version: kiosk\\n"
"Language: kk_Arab\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class OverrideOfNothingError(ValueError):
    """An override whose message does not exist in Cyrillic (any more)."""


def derive(cyrillic: Mapping[str, str], overrides: Mapping[str, str]) -> dict[str, str]:
    """The messages in Arabic script, {key: pattern}, in the order of the Cyrillic ones.

    Raises OverrideOfNothingError.
    """
    stray = sorted(overrides.keys() - cyrillic.keys())
    if stray:
        raise OverrideOfNothingError(", ".join(stray))
    return {key: overrides.get(key) or cyrillic_to_arabic(text) for key, text in cyrillic.items()}


def derived_catalogue(locales: Path) -> str:
    """What <locales>/kk_Arab/messages.po must hold. Raises OSError, OverrideOfNothingError."""
    cyrillic = _read(locales / KAZAKH.folder / "messages.po")
    overrides = _read(locales / KAZAKH_ARABIC.folder / "overrides.po")
    return _HEADER + "".join(
        f"\nmsgid {normalize(key, width=0)}\nmsgstr {normalize(text, width=0)}\n"
        for key, text in derive(cyrillic, overrides).items()
    )


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def main(locales: Path) -> None:
    """Writes the derived catalogue."""
    (locales / KAZAKH_ARABIC.folder / "messages.po").write_text(derived_catalogue(locales), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
