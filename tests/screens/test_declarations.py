"""Every screen declares what it says; nothing on it is literal text, nothing on it is without a name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.language.display import display
from kiosk.language.languages import ENGLISH, RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message
from kiosk.speech.prompts import PAPERS, group_of
from kiosk.speech.words import spoken
from screens.registry import SCREENS
from tests.language.test_catalogues import texts
from tests.recording_ports import ROOT, catalogues
from tests.screens.survey import survey

SCREENS_ROOM = ROOT / "screens"
# A key as code or a rule writes it, whole or with places for values: 'fail.%s.do', "stone.{stone}".
WRITTEN = re.compile(r"""["']([a-z_]+(?:\.(?:\{[^}"']*\}|%[sd]|[\w-])+)+)["']""")
LETTER = re.compile(r"[^\W\d_]")
FOREIGN_LETTER = re.compile("[\u0400-\u04ff\u0600-\u06ff\u3400-\u9fff]")

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


def test_every_screen_is_looked_at() -> None:
    seen = {re.split(r"[ -]", look.state.removeprefix("suggestion "))[0] for look in survey("ug")}
    assert seen == set(SCREENS)


@each_language
def test_every_screen_says_in_every_language_what_to_do_and_more(language: Language) -> None:
    for look in survey(language.tag):
        for words in (look.sentence, *look.spoken):
            assert display(words, language, catalogues()).strip(), (look.state, words)


@each_language
def test_every_sentence_can_be_spoken(language: Language) -> None:
    for look in survey(language.tag):
        for words in (look.sentence, *look.spoken):
            assert spoken(words, language, catalogues(), reveal_personal=False), (look.state, words)


@each_language
def test_every_sentence_stands_on_its_screen(language: Language) -> None:
    for look in survey(language.tag):
        if not look.state.startswith("attract"):
            sentence = display(look.sentence, language, catalogues())
            assert sentence in [text.text for text in look.texts], look.state


def test_nothing_is_said_that_counts_as_printed_only() -> None:
    # It is not recorded.
    said = {
        (look.state, words.key)
        for look in survey("ug")
        for words in (look.sentence, *look.spoken)
        if isinstance(words, Message) and group_of(words.key) in PAPERS
    }
    assert said == set()


@each_language
def test_every_text_is_drawn(language: Language) -> None:
    blank = [
        (look.state, text.kind, text.text)
        for look in survey(language.tag)
        for text in look.texts
        if text.text.strip() and not text.drawn
    ]
    assert blank == []


def test_everything_that_can_be_touched_has_an_id_and_a_name() -> None:
    looks = survey("ug")
    assert [(look.state, look.nameless) for look in looks if look.nameless] == []
    assert [(look.state, reach.id) for look in looks for reach in look.reaches if not reach.named] == []


def test_no_two_elements_of_a_screen_have_the_same_id() -> None:
    for look in survey("ug"):
        ids = [element.id for element in look.elements]
        assert len(ids) == len(set(ids)), look.state


def test_every_message_is_used() -> None:
    written = {
        pattern
        for room in ("kiosk", "screens")
        for ending in ("*.py", "*.kv", "*.json")
        for path in (ROOT / room).rglob(ending)
        for pattern in WRITTEN.findall(path.read_text(encoding="utf-8"))
    }
    used = re.compile("|".join(as_regex(pattern) for pattern in sorted(written)))
    assert [key for key in texts(ENGLISH) if not used.fullmatch(key)] == []


def as_regex(pattern: str) -> str:
    """What a written key can become."""
    parts = re.split(r"(\{[^}]*\}|%[sd])", pattern)
    return "".join(r"[\w-]+" if part.startswith(("{", "%")) else re.escape(part) for part in parts)


def test_no_rule_holds_literal_text() -> None:
    found = [
        f"{path.name}: {value}"
        for path in sorted(SCREENS_ROOM.rglob("*.kv"))
        for value in re.findall(r"^\s+text:\s*(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if any(LETTER.search(text) for text in can_become(ast.parse(value, mode="eval").body))
    ]
    assert found == []


def test_no_screen_holds_literal_text() -> None:
    found = []
    for path in sorted(SCREENS_ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.keyword) and node.arg == "text":
                given = [node.value]
            if isinstance(node, ast.Assign):
                shown = [at for at in node.targets if isinstance(at, ast.Attribute) and at.attr == "text"]
                given = [node.value] if shown else []
            found += [f"{path.name}: {text}" for value in given for text in can_become(value)
                      if LETTER.search(text)]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("path", sorted(SCREENS_ROOM.rglob("*.[pk][yv]")), ids=lambda path: path.name)
def test_no_letter_of_a_residents_language_stands_in_code(path: Path) -> None:
    assert FOREIGN_LETTER.findall(path.read_text(encoding="utf-8")) == []


def can_become(value: ast.expr) -> Iterator[str]:
    """The literal texts among what an expression can be; what is only compared or looked up is none."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from can_become(body)
            yield from can_become(orelse)
        case ast.BinOp(left=left, right=right):
            yield from can_become(left)
            yield from can_become(right)
        case ast.BoolOp(values=values) | ast.JoinedStr(values=values):
            for part in values:
                yield from can_become(part)


def test_literal_text_is_found() -> None:
    for value in ("'Touch here'", "'Back' if root.x == 'done' else ''", "f'Step {root.n}'", "a or 'Home'"):
        assert any(LETTER.search(text) for text in can_become(ast.parse(value, mode="eval").body))
    for value in ("str(n) if s != 'done' else ''", "app.text(Message('bar.back'))", "root.words"):
        assert not any(LETTER.search(text) for text in can_become(ast.parse(value, mode="eval").body))
