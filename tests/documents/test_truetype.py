import io
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from kiosk.documents.truetype import TrueTypeFile
from kiosk.text.fonts import BUNDLED_FONTS, FONT_FILES


@pytest.mark.parametrize("name", FONT_FILES)
def test_cut_glyphs_keep_outline_and_width(name: str) -> None:
    path = Path(BUNDLED_FONTS) / name
    whole = TTFont(path, lazy=True)
    order, glyphs = whole.getGlyphOrder(), whole.getGlyphSet()
    composite = [
        number for number in range(1, min(len(order), 400)) if whole["glyf"][order[number]].isComposite()
    ]
    wanted = [1, 7, 40, len(order) - 1, *composite[:20]]
    cut = TrueTypeFile(path).cut(wanted)
    part = TTFont(io.BytesIO(cut.file))
    part_order, part_glyphs = part.getGlyphOrder(), part.getGlyphSet()
    for number in wanted:
        original, copy = DecomposingRecordingPen(glyphs), DecomposingRecordingPen(part_glyphs)
        glyphs[order[number]].draw(original)
        part_glyphs[part_order[cut.numbers[number]]].draw(copy)
        assert copy.value == original.value
        assert part_glyphs[part_order[cut.numbers[number]]].width == glyphs[order[number]].width
    assert part_glyphs[part_order[cut.blank]].width == 0
    assert len(cut.file) < 20_000
