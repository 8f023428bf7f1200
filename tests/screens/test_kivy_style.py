"""Kivy's rules are read from a file of ours, which says what Kivy's says for every widget that is used."""

import re
from pathlib import Path

import kivy
import pytest

OURS = Path(__file__).parents[2] / "screens" / "kivy_style" / "style.kv"
SCREENS = OURS.parents[1]


def rules(text: str) -> dict[str, str]:
    """{a rule's selector: its lines}."""
    parts = re.split(r"^(<[^>]+>):?[^\n]*$", text, flags=re.MULTILINE)
    return {selector: body.strip() for selector, body in zip(parts[1::2], parts[2::2], strict=True)}


KIVYS = rules((Path(kivy.__file__).parent / "data" / "style.kv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("selector", rules(OURS.read_text(encoding="utf-8")))
def test_a_rule_is_kivys(selector: str) -> None:
    assert rules(OURS.read_text(encoding="utf-8"))[selector] == KIVYS[selector]


def test_no_widget_of_kivys_is_used_without_its_rule() -> None:
    ours = {name for each in rules(OURS.read_text(encoding="utf-8")) for name in named(each)}
    with_rules = {name for each in KIVYS for name in named(each)}
    used: set[str] = set()
    for file in SCREENS.rglob("*.kv"):
        if file != OURS:
            used |= set(
                re.findall(r"\b([A-Z]\w*)(?=:|>|,|@|$)", file.read_text(encoding="utf-8"), re.MULTILINE)
            )
    for file in SCREENS.rglob("*.py"):
        for imported in re.findall(
            r"^from kivy\.uix\.\w+ import (.+)$", file.read_text("utf-8"), re.MULTILINE
        ):
            used |= {name.strip() for name in imported.split(",")}
    assert (used & with_rules) - ours == set()


def named(selector: str) -> list[str]:
    return [name.split("@")[0].lstrip("-") for name in selector.strip("<>").replace(" ", "").split(",")]


def test_no_two_rules_are_for_widgets_of_one_name() -> None:
    # Kivy finds a rule's widget by its name alone.
    named_in = [
        (name, path.stem)
        for path in sorted(SCREENS.rglob("*.py"))
        for name in re.findall(r"^class (\w+)\((?!Enum|IntEnum|StrEnum)", path.read_text(), re.MULTILINE)
    ]
    with_rules = {
        name.lstrip("-").partition("@")[0]
        for path in SCREENS.rglob("*.kv")
        for selector in rules(path.read_text(encoding="utf-8"))
        for name in selector.strip("<>").split(",")
    }
    names = [name for name, _ in named_in if name in with_rules]
    assert [entry for entry in named_in if names.count(entry[0]) > 1] == []
