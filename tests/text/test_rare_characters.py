"""Names with ideographs that few fonts have."""

import pytest

from kiosk.language.languages import CHINESE
from kiosk.text.engine import TextEngine, TextStyle, open_engine
from kiosk.text.fonts import RARE_FONTS

STYLE = TextStyle(60)
# Beyond the BMP, in nobody's everyday font: four from planes 2 and 3 that fonts-hanazono has.
RARE = "𪚥𠮷𪜀𠀋"

rare_font = pytest.mark.skipif(
    not all(path.is_file() for path in RARE_FONTS), reason="fonts-hanazono is not installed"
)


def test_names_of_the_standard_list_need_no_other_font() -> None:
    engine = open_engine(rare=())
    assert engine.unknown_characters("𬭎𫖯㛃䶮") == ""


@rare_font
def test_the_rest_of_gb18030_comes_from_the_system_font(engine: TextEngine) -> None:
    laid = engine.lay_out(f"欧阳{RARE}", CHINESE, STYLE)
    assert laid.unknown_glyphs == 0
    rare = {run.font_file for run in laid.glyph_runs() if any(glyph.text in RARE for glyph in run.glyphs)}
    assert rare <= set(RARE_FONTS)
    assert max(laid.coverage(width=500, height=100)) == 255


def test_without_that_font_a_rare_character_is_counted_and_leaves_a_gap() -> None:
    engine = open_engine(rare=())
    assert engine.lay_out(f"欧阳{RARE}", CHINESE, STYLE).unknown_glyphs == len(RARE)
    assert engine.unknown_characters(RARE) == RARE


@rare_font
def test_lines_with_rare_characters_are_as_high_as_all_others(engine: TextEngine) -> None:
    plain, rare = engine.lay_out("欧阳", CHINESE, STYLE), engine.lay_out(f"欧{RARE[0]}", CHINESE, STYLE)
    assert (plain.height, plain.baseline) == pytest.approx((rare.height, rare.baseline), abs=1)
