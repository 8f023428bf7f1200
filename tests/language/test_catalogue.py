"""A key finds its text in a language; what does not exist is an error, never an empty text."""

from pathlib import Path

import pytest

from kiosk.language.catalogue import load_catalogues, placeholders
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, ENGLISH, KAZAKH_ARABIC, UYGHUR

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """A folder with one message in every language, one only in English, and one not translated yet."""
    for language in ALL_LANGUAGES:
        (tmp_path / language.folder).mkdir()
        body = f'msgid "bar.back"\nmsgstr "back in {language.tag}"\n\nmsgid "bar.help"\nmsgstr ""\n'
        if language is ENGLISH:
            body += '\nmsgid "bar.leave"\nmsgstr "Leave {name}"\n'
        (tmp_path / language.folder / "messages.po").write_text(HEADER + body, encoding="utf-8")
    return tmp_path


def test_every_language_is_read_from_its_own_folder(locales: Path) -> None:
    loaded = load_catalogues(locales)
    assert {language.tag: loaded.pattern("bar.back", language) for language in ALL_LANGUAGES} == {
        language.tag: f"back in {language.tag}" for language in ALL_LANGUAGES
    }


def test_a_text_of_two_scripts_is_read_as_written(locales: Path) -> None:
    path = locales / KAZAKH_ARABIC.folder / "messages.po"
    path.write_text(HEADER + 'msgid "a"\nmsgstr "ٴتىل (语言): {n}"\n', encoding="utf-8")
    assert load_catalogues(locales).pattern("a", KAZAKH_ARABIC) == "ٴتىل (语言): {n}"


@pytest.mark.parametrize("key", ["bar.nothing", "bar.leave", "bar.help", ""])
def test_what_a_language_does_not_have_is_an_error(locales: Path, key: str) -> None:
    loaded = load_catalogues(locales)
    assert not loaded.has(key, UYGHUR)
    with pytest.raises(KeyError):
        loaded.pattern(key, UYGHUR)


def test_a_language_that_is_not_there_is_an_error(locales: Path) -> None:
    (locales / CHINESE.folder / "messages.po").unlink()
    with pytest.raises(OSError):
        load_catalogues(locales)


@pytest.mark.parametrize(("pattern", "names"), [
    ("no values", set()), ("{n} days", {"n"}), ("{low}…{high}…{low}", {"low", "high"}), ("", set()),
])  # fmt: skip
def test_the_placeholders_of_a_pattern_are_found(pattern: str, names: set[str]) -> None:
    assert placeholders(pattern) == names
