"""A keyboard file is read whole or named with what is wrong in it, and where."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.failures import FailureCode
from kiosk.input.layout_file import ALPHABETS, LAYOUTS, NAME_DOT, LayoutError, load_layouts
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.wording import wording_faults

FILES = sorted(path.stem for path in LAYOUTS.glob("*.json"))


def latin() -> dict[str, Any]:
    content = json.loads((LAYOUTS / "latin.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def errors_of(folder: Path, content: object, name: str = "latin.json") -> list[LayoutError]:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, "utf-8")
    return list(load_layouts(folder).errors)


def test_every_keyboard_of_the_program_can_be_read() -> None:
    loaded = load_layouts(LAYOUTS)
    assert loaded.errors == ()
    assert sorted(loaded.layouts) == FILES
    assert {"ug", "ug-computer", "kk-Arab", "kk", "latin", "pinyin"} <= set(FILES)
    assert {"digits", "number", "phone", "id-number", "email"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_letter_of_its_alphabet_is_on_a_keyboard_once(name: str) -> None:
    content = json.loads((LAYOUTS / f"{name}.json").read_text("utf-8"))
    layout = load_layouts(LAYOUTS).layouts[name]
    written = [key.writes for key in layout.keys if key.writes]
    assert len(written) == len(set(written))
    if layout.kind == "letters":
        assert set(ALPHABETS[content["alphabet"]]) <= set(written)
        assert NAME_DOT in written


def test_the_alphabets_are_whole() -> None:
    assert {name: len(set(letters)) for name, letters in ALPHABETS.items()} == {
        "ug": 33, "kk-Arab": 30, "kk": 42, "latin": 26,
    }  # fmt: skip


def test_no_key_is_named_after_no_key() -> None:
    """A name for the ear that belongs to nothing is a slip in its file."""
    layouts = load_layouts(LAYOUTS).layouts.values()
    written = {key.writes for layout in layouts for key in layout.keys}
    for path in (LAYOUTS / "spoken").glob("*.json"):
        assert json.loads(path.read_text("utf-8")).keys() <= written


def test_names_for_the_ear_are_in_the_letters_of_their_language() -> None:
    tags = {language.spoken_with for language in ALL_LANGUAGES}
    named = 0
    for path in (LAYOUTS / "spoken").glob("*.json"):
        for name in json.loads(path.read_text("utf-8")).values():
            assert wording_faults(name, path.stem) == ()
            named += 1
    for layout in load_layouts(LAYOUTS).layouts.values():
        for tag, name in layout.called.items():
            assert tag in tags
            assert wording_faults(name, tag) == ()
    assert named > 60


def changed(**changes: object) -> dict[str, Any]:
    content = latin() | changes
    return {name: value for name, value in content.items() if value is not None}


def with_row(row: object) -> dict[str, Any]:
    content = latin()
    content["rows"].append(row)
    return content


@pytest.mark.parametrize(("content", "place", "what"), [
    ("{", "line 1", "not JSON"),
    ("{\n\"id\": \"latin\",\n\"rows\": [}", "line 3", "not JSON"),
    ("[]", "", "holds no keys and values"),
    ("3", "", "holds no keys and values"),
    ("[" * 60_000, "", "nested too deep"),
    ('{"id": ' + "9" * 5000 + "}", "", "too long to read"),
    ('{"id": "latin", "id": "latin"}', "", "«id» stands there twice"),
    (" " * 70_000, "", "larger than"),
    (changed(colour="red"), "", "unknown key «colour»"),
    (changed(id="latn"), "", "id is not the file's name"),
    (changed(id=None), "", "id is not the file's name"),
    (changed(kind="words"), "", "kind: one of letters, signs, figures"),
    (changed(kind=None), "", "kind: one of"),
    (changed(kind=[]), "", "kind: one of"),
    (changed(direction="down"), "", "direction: one of ltr, rtl"),
    (changed(composes="wubi"), "", "composes: one of pinyin"),
    (changed(shown_as=None), "", "shown_as: a text"),
    (changed(called={"xx": "x"}), "", "called: a name"),
    (changed(called={"en": ""}), "", "called: a name"),
    (changed(alphabet="greek"), "", "alphabet: one of"),
    (changed(alphabet=None), "", "alphabet: one of"),
    (changed(alphabet="kk"), "", "«ә», U+04D9, of the alphabet kk is on no key"),
    (changed(rows=None), "", "rows: a list of 1 to 8 rows"),
    (changed(rows=[]), "", "rows: a list"),
    (changed(rows=[{"letters": "a"}] * 9), "", "rows: a list"),
    (with_row([]), "row 6", "holds no key"),
    (with_row("a b"), "row 6", "letters, vowels, signs, work or to"),
    (with_row({"span": 2}), "row 6", "one of letters, vowels, signs, work, to"),
    (with_row({"letters": "1", "to": "digits"}), "row 6", "one of letters"),
    (with_row({"letters": "1", "colour": "red"}), "row 6", "unknown key «colour»"),
    (with_row({"work": "space", "legends": "x"}), "row 6", "unknown key «legends»"),
    (with_row({"letters": "1  2"}), "row 6", "two spaces between keys"),
    (with_row({"letters": ""}), "row 6", "letters: a text"),
    (with_row({"letters": 7}), "row 6", "letters: a text"),
    (with_row({"letters": "1 2", "legends": "1"}), "row 6", "2 keys, but 2 openings and 1 legends"),
    (with_row({"vowels": "1 2", "openings": "1"}), "row 6", "2 keys, but 1 openings"),
    (with_row({"vowels": "1", "openings": "\u200d"}), "row 6", "U+200D cannot be seen"),
    (with_row({"letters": "123456789"}), "row 6", "is longer than 8 characters"),
    (with_row({"letters": "\u200d"}), "row 6", "U+200D cannot be seen"),
    (with_row({"letters": "\ud800"}), "row 6", "U+D800 cannot be seen"),
    (with_row({"letters": "\u202e"}), "row 6", "U+202E cannot be seen"),
    (with_row({"letters": "\ufed7"}), "row 6", "is not the letter's own code"),
    (with_row({"letters": "e\u0301"}), "row 6", "is not the letter's own code"),
    (with_row({"letters": "1", "span": 0}), "row 6", "span: a number"),
    (with_row({"letters": "1", "span": True}), "row 6", "span: a number"),
    (with_row({"letters": "1", "span": "2"}), "row 6", "span: a number"),
    (with_row({"letters": "1 2 3 4 5 6 7 8 9 0 - / ,"}), "row 6", "wider than 12 ordinary keys"),
    (with_row({"work": "shift"}), "row 6", "work: one of space, delete"),
    (with_row({"to": "wubi"}), "row 6", "to: one of digits, letters, others"),
    (with_row({"to": ["digits"]}), "row 6", "to: one of"),
    (with_row({"letters": "a"}), "", "key:a stands there twice"),
    (changed(rows=latin()["rows"][:4]), "", "there is no delete key"),
    (changed(rows=latin()["rows"][:4]), "", "there is no digits key"),
    (changed(rows=[latin()["rows"][4]]), "", "the dot of names, U+00B7, is on no key"),
])  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, content: object, place: str, what: str) -> None:
    errors = errors_of(tmp_path, content)
    assert any(error.file == "latin.json" and error.place == place and what in error.what for error in errors)
    assert all(error.code is FailureCode.CONFIG_WRONG for error in errors)


def test_an_error_reads_as_one_line() -> None:
    assert str(LayoutError("ug.json", "row 2", "holds no key")) == "ug.json: row 2: holds no key"
    assert str(LayoutError("ug.json", "", "not UTF-8")) == "ug.json: not UTF-8"


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "ug.json").write_bytes("{}ئا".encode("utf-16"))
    assert load_layouts(tmp_path).errors == (LayoutError("ug.json", "", "not UTF-8"),)


def test_a_broken_file_takes_only_itself_away(tmp_path: Path) -> None:
    shutil.copytree(LAYOUTS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "ug.json").write_text("{", "utf-8")
    loaded = load_layouts(tmp_path)
    assert {error.file for error in loaded.errors} == {"ug.json"}
    assert sorted(loaded.layouts) == [name for name in FILES if name != "ug"]


def test_everything_wrong_in_a_file_is_named_at_once(tmp_path: Path) -> None:
    content = with_row([{"letters": "1"}, {"work": "shift"}]) | {"direction": "down", "colour": "red"}
    places = [(error.place, error.what.split()[0]) for error in errors_of(tmp_path, content)]
    assert sorted(places) == [("", "direction:"), ("", "unknown"), ("row 6", "work:")]


@pytest.mark.parametrize(("name", "content", "what"), [
    ("tlh.json", "{}", "is named after no spoken language"),
    ("ug.json", '{"ب": 1}', "a name for each letter or sign"),
    ("ug.json", "{", "not JSON"),
])  # fmt: skip
def test_broken_names_for_the_ear_are_named(tmp_path: Path, name: str, content: str, what: str) -> None:
    shutil.copytree(LAYOUTS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "spoken" / name).write_text(content, "utf-8")
    errors = load_layouts(tmp_path).errors
    assert [error.file for error in errors] == [name]
    assert what in errors[0].what


def test_a_folder_without_keyboards_is_a_fault(tmp_path: Path) -> None:
    assert load_layouts(tmp_path).errors == (LayoutError(tmp_path.name, "", "holds no keyboard"),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["letters", "vowels", "signs", "work", "to", "span", "legends", "x"]),
            inner | st.sampled_from(["a b", "space", "delete", "digits", "others"]),
            max_size=3,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*latin(), "alphabet", "composes"]), JSON)
def test_whatever_stands_in_a_file_is_read_or_named(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "latin.json").write_text(json.dumps(latin() | {name: value}), "utf-8")
    loaded = load_layouts(tmp_path)
    assert bool(loaded.errors) != bool(loaded.layouts)
