"""`kiosk render` draws what the text engine lays out."""

from pathlib import Path

import pytest
from PIL import Image

from tests.commands.conftest import Typed


def test_a_text_is_drawn_and_described(kiosk: Typed, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    answered = kiosk("render", "ياخشىمۇسىز 12.5", "--language", "ug", "--width", 300, "--out", out, "--json")
    assert answered.code == 0
    assert set(answered.object) == {"lines", "unknown_glyphs", "width", "height"}
    assert set(answered.object["lines"][0]) == {"text", "x", "width", "direction"}
    assert answered.object["lines"][0]["direction"] == "rtl"
    assert answered.object["unknown_glyphs"] == 0
    picture = Image.open(out)
    assert picture.width == 300
    low, _ = picture.convert("L").getextrema()
    assert low == 0


def test_a_letter_without_a_glyph_is_named(kiosk: Typed, tmp_path: Path) -> None:
    answered = kiosk("render", "A\U00013000", "--language", "en", "--out", tmp_path / "a.png", "--json")
    assert answered.code == 1
    assert answered.object["code"] == "TXT-01"
    assert answered.object["unknown_glyphs"] == 1
    assert "U+13000" in answered.err


@pytest.mark.parametrize("text", ["", "\n", "\u2067", "a" * 3000, "\x00\x1b[31m", "\ud800"])
def test_any_text_is_taken(kiosk: Typed, tmp_path: Path, text: str) -> None:
    words = ("render", text, "--language", "kk", "--width", 400, "--size", 8, "--out", tmp_path / "a.png")
    assert kiosk(*words).code in (0, 1)
    assert (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--language", "xx"),
        ("--language", "ug", "--size", "0"),
        ("--language", "ug", "--width", "-3"),
        ("--language", "ug", "--size", "9999999"),
        ("--language", "ug", "--out", "/nowhere/a.png"),
    ],
)
def test_wrong_words_are_wrong_usage(kiosk: Typed, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    assert kiosk("render", "a", "--out", tmp_path / "a.png", *wrong).code == 2
