"""A text as a picture file."""

import json
from pathlib import Path

import pytest
from PIL import Image

from kiosk.language.languages import CHINESE, UYGHUR
from kiosk.text.engine import TextEngine
from kiosk.text.render import render_png


def test_the_picture_and_its_description_agree(engine: TextEngine, tmp_path: Path) -> None:
    rendered = render_png(engine, "ABC كۆزنەككە بېرىڭ", UYGHUR, 300, 40, tmp_path / "f.png")
    with Image.open(tmp_path / "f.png") as picture:
        assert picture.size == (rendered["width"], rendered["height"])
        assert picture.getextrema() == (0, 255)
    assert rendered["width"] == 300 and rendered["unknown_glyphs"] == 0
    first = rendered["lines"][0]
    assert first["direction"] == "rtl" and first["x"] + first["width"] == pytest.approx(300, abs=1)
    assert json.loads(json.dumps(rendered)) == rendered


def test_without_a_width_the_picture_is_as_wide_as_the_text(engine: TextEngine, tmp_path: Path) -> None:
    rendered = render_png(engine, "中文\n😀", CHINESE, None, 40, tmp_path / "f.png")
    assert rendered["width"] == 80 and rendered["unknown_glyphs"] == 1
    assert [line["text"] for line in rendered["lines"]] == ["中文", "😀"]


@pytest.mark.parametrize("text", ["", "\ud800\x00"])
def test_a_text_without_letters_is_an_empty_picture(engine: TextEngine, tmp_path: Path, text: str) -> None:
    render_png(engine, text, UYGHUR, None, 40, tmp_path / "f.png")
    with Image.open(tmp_path / "f.png") as picture:
        assert picture.getextrema() == (255, 255)
