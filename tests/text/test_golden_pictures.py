"""Paragraphs as they were looked at beside pango-view's: a picture a language, compared pixel by pixel.

After a wanted change: `UPDATE_GOLDEN=1 pytest tests/text/test_golden_pictures.py`, then look at them.
"""

import os
from math import ceil
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.text.engine import TextEngine, TextStyle
from kiosk.text.isolation import isolate_codes, isolate_value
from kiosk.text.native import native

GOLDEN = Path(__file__).parent / "golden"
WIDTH, SIZE = 700, 42
# The pictures are of Cairo 1.16, which puts glyphs on whole pixels; from 1.17.4 on they stand on quarters,
# which alone makes 3 to 5 % of the ink differ. A code that is turned round makes 70 %.
MOST_DIFFERENT = 0.02 if native.cairo_version() < 11704 else 0.08
TEXTS = {
    "ug": "ئىش نومۇرىڭىز: 650102-2024-A17، تېلېفون 0998-1234567 (乌鲁木齐). «ئايگۈل·تۇرسۇن» "
    "2024-03-18 كۈنى 12.5 مو يەر ئۈچۈن ئىلتىماس قىلدى.",
    "kk-Arab": "ٴىس ٴنومىرىڭىز: 650102-2024-A17، تەلەفون 0998-1234567 (乌鲁木齐). «ايگۇل سەرىكجان قىزى» "
    "2024-03-18 كۇنى 12.5 مۋ جەر ٴۇشىن ٴوتىنىش جاسادى.",
    "kk": "Іс нөміріңіз: 650102-2024-A17, телефон 0998-1234567 (乌鲁木齐). «Айгүл Серікжан қызы» "
    "2024-03-18 күні 12.5 му жер үшін өтініш жасады.",
    "zh-Hans": "您的办件编号：650102-2024-A17，电话0998-1234567（ئۈرۈمچى）。“{name}”于2024-03-18"
    "申请12.5亩土地的补贴，请保存好凭条。",
}


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_paragraph_looks_as_it_was_seen_to_be_right(engine: TextEngine, language: Language) -> None:
    laid = engine.lay_out(
        isolate_codes(TEXTS[language.tag].replace("{name}", isolate_value("欧阳𬭎·䶮", "text"))),
        language,
        TextStyle(SIZE),
        width=WIDTH,
    )
    height = ceil(laid.height)
    alpha = bytes(laid.draw(width=WIDTH, height=height)[3::4])
    picture = Image.frombytes("L", (WIDTH, height), alpha).point([255 - value for value in range(256)])
    file = GOLDEN / f"{language.folder}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        picture.save(file, optimize=True)
    with Image.open(file) as golden:
        assert golden.size == picture.size
        different = ImageChops.difference(golden.convert("L"), picture).point([0] * 128 + [255] * 128)
    assert different.histogram()[255] < MOST_DIFFERENT * picture.histogram()[0] + 1
