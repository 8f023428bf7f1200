"""What the bundled font files promise."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PaperFont

from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES, UYGHUR
from kiosk.text.engine import FontsMissing, TextEngine, TextStyle, open_engine
from kiosk.text.fonts import BUNDLED_FONTS, FONT_FILES

ROOT = Path(__file__).resolve().parents[2]
ALPHABETS = {
    "ug": "ئا ئە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ ئو ئۇ ئۆ ئۈ ۋ ئې ئى ي ، ؛ ؟ « »",
    "kk-Arab": "ا ب ۆ گ ع د ە ج ز ي ك ق ل م ن ڭ و پ ر س ت ۋ ۇ ف ح ھ چ ش ى ٴ ء ٵ ٶ ٷ ٸ ، ؛ ؟ « »",
    "kk": "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя«»—№",
    "zh-Hans": "，。；：？！、“”‘’（）《》…—·￥①②③０１２",
    "signs": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
    " .,:;!?()[]{}<>+-*/=%@#&_'\"\u202f\u00a0\u2009←→↑↓✓×÷°•–",
}


def characters_of_catalogue(path: Path) -> str:
    with path.open("rb") as file:
        catalogue = read_po(file)
    return "".join(str(message.string) for message in catalogue if message.id)


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_letter_of_every_language_has_a_glyph(engine: TextEngine, alphabet: str) -> None:
    text = ALPHABETS[alphabet]
    assert engine.unknown_characters(text) == ""
    for language in RESIDENT_LANGUAGES:
        for bold in (False, True):
            assert engine.lay_out(text, language, TextStyle(40, bold)).unknown_glyphs == 0


@pytest.mark.parametrize("catalogue", sorted(ROOT.glob("locales/*/*.po")), ids=lambda path: path.parent.name)
def test_every_character_of_every_catalogue_has_a_glyph(engine: TextEngine, catalogue: Path) -> None:
    assert engine.unknown_characters(characters_of_catalogue(catalogue)) == ""


def test_every_standard_character_and_all_of_gbk_can_be_shown_in_both_weights(engine: TextEngine) -> None:
    lines = (ROOT / "deploy" / "fonts" / "standard_hanzi.txt").read_text(encoding="utf-8").splitlines()
    standard = "".join(line for line in lines if not line.startswith("#"))
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    gbk = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    assert len(standard) == len(set(standard)) == 8105
    for bold in (False, True):
        for text in (standard, gbk):
            laid = engine.lay_out(text, CHINESE, TextStyle(20, bold), width=2000)
            assert laid.unknown_glyphs == 0
            assert not any(run.thickened for run in laid.glyph_runs())


@pytest.mark.parametrize("name", "𬭎𫖯㛃䶮")
def test_a_rare_character_of_a_name_is_drawn(engine: TextEngine, name: str) -> None:
    laid = engine.lay_out(name, CHINESE, TextStyle(40))
    assert laid.unknown_glyphs == 0
    assert max(laid.coverage(width=40, height=60)) > 200


def test_a_very_rare_character_in_bold_is_a_thickened_regular(engine: TextEngine) -> None:
    (run,) = engine.lay_out("㐁", CHINESE, TextStyle(60, bold=True)).glyph_runs()
    assert run.thickened and run.font_file.name == "KioskSansSC-Regular.ttf"
    bold, regular = (
        sum(engine.lay_out("㐁", CHINESE, TextStyle(60, bold=weight)).coverage(width=60, height=90))
        for weight in (True, False)
    )
    assert bold > regular * 1.05


def test_the_faces_share_their_line_and_can_be_embedded_in_a_pdf() -> None:
    for name in FONT_FILES:
        font = TTFont(BUNDLED_FONTS / name)
        assert (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) == (1069, -420, 0)
        assert "glyf" in font and "BASE" not in font and "fpgm" not in font
        assert PaperFont(name, str(BUNDLED_FONTS / name)).face.charWidths


def test_the_fonts_carry_their_licence_and_another_name() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (BUNDLED_FONTS / "OFL.txt").read_text(encoding="utf-8")
    for name in FONT_FILES:
        names = TTFont(BUNDLED_FONTS / name)["name"]
        assert names.getDebugName(1).startswith("Kiosk Sans")
        assert "SIL Open Font License" in names.getDebugName(13)


def test_the_fonts_stay_below_20_megabytes() -> None:
    assert sum((BUNDLED_FONTS / name).stat().st_size for name in FONT_FILES) <= 20_000_000


def test_missing_fonts_are_named(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match=r"KioskSans-Regular\.ttf"):
        open_engine(tmp_path)
    assert FontsMissing.code == "TXT-02"


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    for name in FONT_FILES:
        (tmp_path / name).write_bytes(b"no font")
    with pytest.raises(FontsMissing, match="KioskSans-Regular"):
        open_engine(tmp_path)


def test_each_engine_draws_with_its_own_fonts(engine: TextEngine, tmp_path: Path) -> None:
    for name in FONT_FILES[1:]:
        (tmp_path / name).symlink_to(BUNDLED_FONTS / name)
    font = TTFont(BUNDLED_FONTS / FONT_FILES[0])
    font["hmtx"].metrics[font.getBestCmap()[ord("A")]] = (5000, 0)
    font.save(tmp_path / FONT_FILES[0])
    first, other = open_engine(), open_engine(tmp_path)
    style = TextStyle(40)
    assert other.lay_out("A", CHINESE, style).width == pytest.approx(200, abs=1)
    assert first.lay_out("A", CHINESE, style).width == pytest.approx(26, abs=1)


PICTURE = """
import hashlib
from pathlib import Path
from kiosk.language.languages import UYGHUR
from kiosk.text.engine import TextStyle, open_engine
laid = open_engine().lay_out(%r, UYGHUR, TextStyle(40), width=500)
print(hashlib.sha256(laid.draw(width=500, height=200)).hexdigest())
mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
fonts = [path for path in mapped if path.endswith((".ttf", ".otf", ".ttc", ".pfb"))]
print([path for path in fonts if "KioskSans" not in path])
"""


def test_the_machines_own_fonts_and_settings_change_nothing(engine: TextEngine, tmp_path: Path) -> None:
    text = "كىملىك 身份证 A17 😀 ก"
    picture = engine.lay_out(text, UYGHUR, TextStyle(40), width=500).draw(width=500, height=200)
    # A configuration that would turn every letter into another face, slanted and hinted.
    fonts = tmp_path / "machine"
    fonts.mkdir()
    (fonts / "a.ttf").symlink_to(BUNDLED_FONTS / FONT_FILES[0])
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path / 'cache'}</cachedir>"
        '<match target="font"><edit name="matrix" mode="assign">'
        "<matrix><double>2</double><double>1</double><double>0</double><double>1</double></matrix></edit></match>"
        "</fontconfig>"
    )
    elsewhere = {"FONTCONFIG_FILE": str(settings), "LANG": "ja_JP.UTF-8", "HOME": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", PICTURE % text],
        env=os.environ | elsewhere, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    digest, foreign = result.stdout.splitlines()
    assert digest == hashlib.sha256(picture).hexdigest()
    assert foreign == "[]"
    assert not (tmp_path / "cache").exists()  # Fontconfig has not even looked
