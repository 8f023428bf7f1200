"""The catalogues are read as gettext's own tools read them."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import ALL_LANGUAGES, Language

LOCALES = Path(__file__).parents[2] / "locales"
ODD = r"""# Comment
msgid ""
msgstr "Language: xx\n"

#, python-brace-format
msgid "a.key"
msgstr ""
"One \"line\", a \\ and\n"
"another\tone"

msgid "empty"
msgstr ""

#~ msgid "gone"
#~ msgstr "Gone"
"""


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_every_catalogue_is_what_babel_reads(language: Language) -> None:
    with (LOCALES / language.folder / "messages.po").open("rb") as file:
        babels = {str(each.id): str(each.string) for each in read_po(file) if each.id and each.string}
    assert load_catalogues(LOCALES).patterns[language.tag] == babels


def test_escapes_pieces_comments_and_empty_entries_are_read_as_gettext_means_them(tmp_path: Path) -> None:
    for language in ALL_LANGUAGES:
        folder = tmp_path / language.folder
        folder.mkdir()
        (folder / "messages.po").write_text(ODD, encoding="utf-8")
    for patterns in load_catalogues(tmp_path).patterns.values():
        assert patterns == {"a.key": 'One "line", a \\ and\nanother\tone'}
