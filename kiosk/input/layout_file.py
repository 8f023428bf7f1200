"""Reads keyboards from JSON files, one a layout; every fault is named with its file and row.

    {"id": "xx",                      the file's name without .json
     "about": "where the order is from",
     "kind": "letters",               or signs, figures
     "direction": "rtl",              or ltr
     "shown_as": "ابپ",               on keys that lead here; keyboards of letters only
     "called": {"ug": "…"},           keys that lead here, for the ear, by spoken language
     "alphabet": "xx",                whose every letter has to be there
     "composes": "pinyin",            the input method the letters are meant for
     "rows": [row, …]}                from the top

A row is one of these, or a list of them:

    {"letters": "ا ب پ"}              keys that write themselves; also "vowels", "signs"
    {"vowels": "ا ە", "openings": "ئا ئە"}      what they write where they open a syllable, and show
    {"letters": "ٴ", "legends": "ء"}   what they show in place of what they write
    {"work": "space", "span": 1.5}    or delete; span: width in ordinary keys
    {"to": "digits"}                  or letters (back to them), others (a key for each other keyboard)

spoken/<language>.json holds names of letters and signs for the ear: {"ب": "بې"}.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from kiosk.failures import FailureCode
from kiosk.input.keys import (
    DELETES,
    SHOWS_LETTERS,
    SHOWS_OTHERS,
    SHOWS_SIGNS,
    Key,
    KeyboardLayout,
    KeyKind,
    LayoutKind,
)
from kiosk.language.languages import ALL_LANGUAGES

LAYOUTS = Path(__file__).parent / "layouts"
SPOKEN = "spoken"

_SPOKEN_LANGUAGES = frozenset(language.spoken_with for language in ALL_LANGUAGES)

# The letters that have to be on a keyboard of an alphabet, in their order.
ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "ug": "اەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيئ",
        "kk-Arab": "ابپتجچحدرزسشعفقكگڭلمنھوۇۆۋەىيٴ",
        "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "latin": "abcdefghijklmnopqrstuvwxyz",
    }
)
# People are turned away over the dot in their names: it is on every keyboard of letters.
NAME_DOT = "\u00b7"

_LARGEST_FILE = 64 * 1024
_MOST_ROWS = 8
# Narrower keys than a twelfth of the panel are missed.
_WIDEST_ROW = 12.0
_LONGEST_TEXT = 8
_PRESENTATION_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
_KEYS = frozenset({"id", "about", "kind", "direction", "shown_as", "called", "alphabet", "composes", "rows"})
_GROUPS: Mapping[str, KeyKind] = MappingProxyType({"letters": "letter", "vowels": "vowel", "signs": "sign"})
_WORK = MappingProxyType(
    {
        "space": Key("", writes=" ", kind="space", legend_key="key.space"),
        DELETES: Key("", kind="work", action=DELETES, legend_key="key.delete"),
    }
)
_LEADING = MappingProxyType(
    {
        SHOWS_SIGNS: Key("", kind="work", action=SHOWS_SIGNS, legend_key="key.digits"),
        SHOWS_LETTERS: Key("", kind="work", action=SHOWS_LETTERS, legend_key="key.letters"),
        SHOWS_OTHERS: Key("", kind="work", action=SHOWS_OTHERS),
    }
)


@dataclass(frozen=True, order=True)
class LayoutError:
    """One fault of a keyboard file, in English. ``place`` is ``line 3``, ``row 2`` or "" for the file."""

    file: str
    place: str
    what: str

    @property
    def code(self) -> FailureCode:
        return FailureCode.CONFIG_WRONG

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.what) if part)


@dataclass(frozen=True)
class Layouts:
    """The keyboards that could be read, by id, and what was wrong with the others."""

    layouts: Mapping[str, KeyboardLayout]
    errors: tuple[LayoutError, ...] = ()


def load_layouts(folder: Path) -> Layouts:
    """Every keyboard of a folder. One with a fault is left out and named; the others load.

    Raises OSError where the folder cannot be read.
    """
    errors: list[LayoutError] = []
    names = _spoken_names(folder / SPOKEN, errors)
    layouts = {}
    for path in sorted(folder.glob("*.json")):
        found: list[LayoutError] = []
        content = _read(path, found)
        layout = _Reading(path, names, found).layout(content) if content is not None else None
        if layout is not None and not found:
            layouts[layout.id] = layout
        errors += found
    if not layouts and not errors:
        errors.append(LayoutError(folder.name, "", "holds no keyboard"))
    return Layouts(MappingProxyType(layouts), tuple(errors))


class _Reading:
    """One file; what is wrong with it is noted and reading goes on, so that one look names everything."""

    def __init__(self, path: Path, names: Mapping[str, Mapping[str, str]], errors: list[LayoutError]) -> None:
        self._path = path
        self._names = names
        self._errors = errors
        self._place = ""

    def layout(self, content: Mapping[str, Any]) -> KeyboardLayout | None:
        for name in content.keys() - _KEYS:
            self._note(f"unknown key «{name}»")
        if content.get("id") != self._path.stem:
            self._note(f"id is not the file's name, {self._path.stem}")
        kind: LayoutKind | None = self._one_of(content, "kind", get_args(LayoutKind))
        direction: Literal["ltr", "rtl"] | None = self._one_of(content, "direction", ("ltr", "rtl"))
        composes: Literal["", "pinyin"] | None = self._one_of(content, "composes", ("pinyin",), or_else="")
        shown_as = self._text(content, "shown_as") if kind == "letters" else ""
        called = self._called(content)
        rows = tuple(self._rows(content))
        self._place = ""
        if kind is None or direction is None or composes is None:
            return None
        layout = KeyboardLayout(
            self._path.stem,
            rows,
            rtl=direction == "rtl",
            kind=kind,
            shown_as=shown_as,
            called=called,
            composes=composes,
        )
        self._check(layout, content.get("alphabet"))
        return layout

    def _rows(self, content: Mapping[str, Any]) -> Iterator[tuple[Key, ...]]:
        rows = content.get("rows")
        if not isinstance(rows, list) or not 1 <= len(rows) <= _MOST_ROWS:
            self._note(f"rows: a list of 1 to {_MOST_ROWS} rows")
            return
        for number, row in enumerate(rows, 1):
            self._place = f"row {number}"
            groups = row if isinstance(row, list) else [row]
            keys = tuple(key for group in groups for key in self._group(group))
            if not keys:
                self._note("holds no key")
            if sum(key.span for key in keys) > _WIDEST_ROW:
                self._note(f"wider than {_WIDEST_ROW:g} ordinary keys")
            yield keys

    def _group(self, group: Any) -> Iterator[Key]:
        if not isinstance(group, dict):
            self._note("letters, vowels, signs, work or to, with what they are")
            return
        heads = [name for name in group if name in (*_GROUPS, "work", "to")]
        if len(heads) != 1:
            self._note("one of letters, vowels, signs, work, to")
            return
        head = heads[0]
        allowed = {head, "span", *(("legends", "openings") if head in _GROUPS else ())}
        for name in group.keys() - allowed:
            self._note(f"unknown key «{name}»")
        span = group.get("span", 1)
        if isinstance(span, bool) or not isinstance(span, int | float) or not 0.5 <= span <= _WIDEST_ROW:
            self._note(f"span: a number from 0.5 to {_WIDEST_ROW:g}")
            span = 1
        if head in _GROUPS:
            yield from self._writing(group, head, float(span))
            return
        known = _WORK if head == "work" else _LEADING
        key = known.get(group[head]) if isinstance(group[head], str) else None
        if key is None:
            self._note(f"{head}: one of {', '.join(known)}")
        else:
            yield replace(key, span=float(span))

    def _writing(self, group: Mapping[str, Any], head: str, span: float) -> Iterator[Key]:
        texts = self._text(group, head).split(" ")
        openings = self._text(group, "openings").split(" ") if "openings" in group else [""] * len(texts)
        legends = [opening or text for opening, text in zip(openings, texts, strict=False)]
        if "legends" in group:
            legends = self._text(group, "legends").split(" ")
        if not len(texts) == len(openings) == len(legends):
            self._note(f"{len(texts)} keys, but {len(openings)} openings and {len(legends)} legends")
            return
        for text, opening, legend in zip(texts, openings, legends, strict=True):
            fault = _text_fault(text) or _text_fault(legend) or (opening and _text_fault(opening))
            if fault:
                self._note(fault)
                continue
            called = {tag: names[text] for tag, names in self._names.items() if text in names}
            yield Key(
                legend, text, _GROUPS[head], span=span, opening=opening, called=MappingProxyType(called)
            )

    def _check(self, layout: KeyboardLayout, alphabet: Any) -> None:
        ids = [key.element_id for key in layout.keys]
        for twice in sorted({element_id for element_id in ids if ids.count(element_id) > 1}):
            self._note(f"{twice} stands there twice")
        for action in (DELETES, *{"letters": (SHOWS_SIGNS,), "signs": (SHOWS_LETTERS,)}.get(layout.kind, ())):
            if f"key:{action}" not in ids:
                self._note(f"there is no {action} key")
        if layout.kind == "letters" and f"key:{NAME_DOT}" not in ids:
            self._note("the dot of names, U+00B7, is on no key")
        if alphabet is None and layout.kind != "letters":
            return
        if not isinstance(alphabet, str) or alphabet not in ALPHABETS:
            self._note(f"alphabet: one of {', '.join(ALPHABETS)}")
            return
        written = {key.writes for key in layout.keys}
        for letter in ALPHABETS[alphabet]:
            if letter not in written:
                self._note(f"«{letter}», U+{ord(letter):04X}, of the alphabet {alphabet} is on no key")

    def _text(self, content: Mapping[str, Any], name: str) -> str:
        text = content.get(name)
        if isinstance(text, str) and text:
            return text
        self._note(f"{name}: a text")
        return "?"

    def _one_of(
        self, content: Mapping[str, Any], name: str, choices: tuple[str, ...], *, or_else: str | None = None
    ) -> Any:
        value = content.get(name, or_else)
        if value in choices or (value is not None and value == or_else):
            return value
        self._note(f"{name}: one of {', '.join(choices)}")
        return None

    def _called(self, content: Mapping[str, Any]) -> Mapping[str, str]:
        called = content.get("called", {})
        if not _is_names(called) or not called.keys() <= _SPOKEN_LANGUAGES:
            self._note("called: a name for each of some spoken languages")
            return MappingProxyType({})
        return MappingProxyType(called)

    def _note(self, what: str) -> None:
        self._errors.append(LayoutError(self._path.name, self._place, what))


def _spoken_names(folder: Path, errors: list[LayoutError]) -> Mapping[str, Mapping[str, str]]:
    """{spoken language: {what a key writes: its name}}."""
    names: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("*.json")):
        content = _read(path, errors)
        if content is None:
            continue
        if path.stem not in _SPOKEN_LANGUAGES:
            errors.append(LayoutError(path.name, "", "is named after no spoken language"))
        elif not _is_names(content):
            errors.append(LayoutError(path.name, "", "a name for each letter or sign"))
        else:
            names[path.stem] = content
    return names


def _is_names(content: Any) -> bool:
    return isinstance(content, dict) and all(isinstance(name, str) and name for name in content.values())


def _text_fault(text: str) -> str:
    """Why a text cannot stand on a key or be written by one; empty when it can."""
    if not text:
        return "two spaces between keys, or one at an end"
    if len(text) > _LONGEST_TEXT:
        return f"«{text[:_LONGEST_TEXT]}…» is longer than {_LONGEST_TEXT} characters"
    bad = next((sign for sign in text if unicodedata.category(sign)[0] in "CZ"), "")
    if bad:
        return f"U+{ord(bad):04X} cannot be seen"
    if not unicodedata.is_normalized("NFC", text) or _PRESENTATION_FORM.search(text):
        return f"«{text}» is not the letter's own code"
    return ""


def _read(path: Path, errors: list[LayoutError]) -> dict[str, Any] | None:
    """The outermost keys and values of a JSON file; None, and an error noted, where it has none."""
    raw = path.read_bytes()
    if len(raw) > _LARGEST_FILE:
        errors.append(LayoutError(path.name, "", f"larger than {_LARGEST_FILE} bytes"))
        return None
    try:
        content = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        errors.append(LayoutError(path.name, "", "not UTF-8"))
    except RecursionError:
        errors.append(LayoutError(path.name, "", "nested too deep"))
    except json.JSONDecodeError as error:
        errors.append(LayoutError(path.name, f"line {error.lineno}", f"not JSON: {error.msg}"))
    except ValueError:
        errors.append(LayoutError(path.name, "", "holds a number too long to read"))
    except _TwiceError as error:
        errors.append(LayoutError(path.name, "", f"«{error}» stands there twice"))
    else:
        if isinstance(content, dict):
            return content
        errors.append(LayoutError(path.name, "", "holds no keys and values"))
    return None


class _TwiceError(Exception):
    """A key of a JSON object that occurs again."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return content
