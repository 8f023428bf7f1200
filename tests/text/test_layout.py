"""What the engine promises about lines, letters and their places."""

import unicodedata
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.text.engine import EllipsisPlace, TextEngine, TextStyle
from kiosk.text.fonts import BUNDLED_FONTS
from kiosk.text.isolation import ValueKind, isolate_code, isolate_value
from kiosk.text.layout import Align, LaidOutText

SIZE = 40.0
STYLE = TextStyle(SIZE)
LONG_UYGHUR = (
    "كىملىكىڭىزنى ئوقۇغۇچنىڭ ئۈستىگە قويۇڭ. ئىلتىماسىڭىز يوللاندى. رەھمەت. كارتىڭىزنى ئۇنتۇپ قالماڭ."
)
LONG_CHINESE = "请将身份证放在读卡器上。正在读卡，请稍候。可以取走卡片了。这是您的姓名吗？请输入电话号码。"
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)

NOMINAL = TTFont(BUNDLED_FONTS / "KioskSansArabic-Regular.ttf").getBestCmap()
GLYPH_IDS = TTFont(BUNDLED_FONTS / "KioskSansArabic-Regular.ttf").getReverseGlyphMap()


def seen(laid: LaidOutText) -> str:
    """The characters in the order they stand on the screen, left to right."""
    glyphs = sorted(
        (glyph for run in laid.glyph_runs() for glyph in run.glyphs if glyph.text), key=lambda g: g.x
    )
    return "".join(glyph.text for glyph in glyphs)


def joined(laid: LaidOutText) -> dict[str, bool]:
    """Letter -> whether it has another form than alone; for texts with each letter once."""
    return {
        glyph.text: glyph.id != GLYPH_IDS[NOMINAL[ord(glyph.text)]]
        for run in laid.glyph_runs()
        for glyph in run.glyphs
        if len(glyph.text) == 1 and ord(glyph.text) in NOMINAL
    }


def ink_rows(pixels: bytes, width: int, height: int, left: int, right: int) -> list[int]:
    return [row for row in range(height) if any(pixels[row * width + left : row * width + right])]


# Joining


def test_letters_of_a_word_join(engine: TextEngine) -> None:
    assert joined(engine.lay_out("بتپسلم", UYGHUR, STYLE)) == dict.fromkeys("بتپسلم", True)


def test_letters_apart_do_not_join(engine: TextEngine) -> None:
    assert not any(joined(engine.lay_out("ب ت پ س ل م", UYGHUR, STYLE)).values())


@pytest.mark.parametrize("letter", "بپتجچخسشغفقكگڭلمنھېىيئ")
def test_each_joining_letter_has_four_forms(engine: TextEngine, letter: str) -> None:
    def ids(text: str) -> tuple[int, ...]:
        (run,) = engine.lay_out(text, UYGHUR, STYLE).glyph_runs()
        return tuple(glyph.id for glyph in run.glyphs)

    forms = {*ids(letter), *ids(letter * 3)}
    assert len(forms) == 4


def test_hamza_seats_join_on_both_sides_in_uyghur(engine: TextEngine) -> None:
    assert joined(engine.lay_out("سئك", UYGHUR, STYLE)) == {"س": True, "ئ": True, "ك": True}


def test_the_kazakh_high_hamza_joins_nothing(engine: TextEngine) -> None:
    laid = engine.lay_out("ٴبىر", KAZAKH_ARABIC, STYLE)
    assert joined(laid) == {"ٴ": False, "ب": True, "ى": True, "ر": True}
    assert seen(laid) == "رىبٴ"


def test_letters_join_across_a_change_of_colour(engine: TextEngine) -> None:
    plain = engine.lay_out("بتپس", UYGHUR, STYLE)
    colored = engine.lay_out("بت[color=#ff0000]پس[/color]", UYGHUR, STYLE, markup=True)
    assert joined(colored) == joined(plain)
    assert {run.color for run in colored.glyph_runs()} == {None, (1.0, 0.0, 0.0, 1.0)}


# Direction


@pytest.mark.parametrize("value", ["650102-2024-A17", "0998-1234567", "2024-03-18", "15:30", "192.168.0.1"])
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH_ARABIC], ids=lambda language: language.tag)
def test_an_isolated_code_keeps_its_order_in_right_to_left_text(
    engine: TextEngine, language: Language, value: str
) -> None:
    laid = engine.lay_out(f"نومۇرى: {isolate_code(value)}، رەھمەت", language, STYLE)
    assert value in seen(laid)
    assert laid.unknown_glyphs == 0


def test_a_code_that_is_not_isolated_turns_round(engine: TextEngine) -> None:
    assert "650102-2024-A17" not in seen(engine.lay_out("نومۇرى: 650102-2024-A17، رەھمەت", UYGHUR, STYLE))


@pytest.mark.parametrize("start", ["ABC", "3-", "身份证", "«A17»"])
def test_the_language_and_not_the_first_letter_decides_the_direction(engine: TextEngine, start: str) -> None:
    laid = engine.lay_out(f"{start} كۆزنەككە بېرىڭ", UYGHUR, STYLE, width=900)
    assert laid.lines[0].direction == "rtl"
    assert laid.lines[0].x + laid.lines[0].width == pytest.approx(900, abs=1)
    first = min(glyph.x for run in laid.glyph_runs() for glyph in run.glyphs if glyph.text in "كۆ")
    assert all(glyph.x > first for run in laid.glyph_runs() for glyph in run.glyphs if glyph.text in start)


def test_a_left_to_right_language_keeps_its_direction_with_uyghur_first(engine: TextEngine) -> None:
    laid = engine.lay_out("ئابلىمىت (тауар) 3", KAZAKH, STYLE, width=900)
    assert (laid.lines[0].direction, laid.lines[0].x) == ("ltr", 0.0)
    assert seen(laid).endswith("3")


def test_a_direction_can_be_given(engine: TextEngine) -> None:
    assert engine.lay_out("中", CHINESE, STYLE, width=500, direction="rtl").lines[0].x > 400


@given(value=ANY_TEXT.filter(lambda text: not set(text) & set("ژچ")), kind=st.sampled_from(("code", "text")))
def test_no_value_can_turn_the_sentence_around_it(engine: TextEngine, value: str, kind: ValueKind) -> None:
    laid = engine.lay_out(f"ژ {isolate_value(value, kind)} چ", UYGHUR, STYLE)
    places = {glyph.text: glyph.x for run in laid.glyph_runs() for glyph in run.glyphs}
    assert len(laid.lines) == 1
    others = [x for text, x in places.items() if text not in ("ژ", "چ", "")]
    assert places["ژ"] > max(others) >= min(others) > places["چ"]


# Baselines and heights


def test_chinese_stands_on_the_same_baseline_alone_and_among_uyghur(engine: TextEngine) -> None:
    alone, mixed = (engine.lay_out(text, UYGHUR, STYLE) for text in ("身份证", "身份证 بار"))
    assert alone.height == mixed.height and alone.baseline == mixed.baseline
    width, height = int(mixed.width) + 1, int(mixed.height) + 1
    hanzi = [glyph.x for run in mixed.glyph_runs() for glyph in run.glyphs if glyph.text in ("身", "证")]
    rows = ink_rows(mixed.coverage(width=width, height=height), width, height, round(hanzi[0]), width)
    assert rows == ink_rows(alone.coverage(width=width, height=height), width, height, 0, width)
    assert {glyph.y for run in mixed.glyph_runs() for glyph in run.glyphs} == {mixed.baseline}


@pytest.mark.parametrize("text", ["A", "身", "ب", "Қ 身 ب", "ۇ\u2066A17\u2069"])
def test_a_line_is_equally_high_in_every_script(engine: TextEngine, text: str) -> None:
    assert engine.lay_out(text, UYGHUR, STYLE).height == pytest.approx(1.489 * SIZE, abs=0.01)


@pytest.mark.parametrize("factor", [1.0, 1.3, 1.42, 2.0])
def test_line_height_is_the_distance_of_baselines_in_sizes(engine: TextEngine, factor: float) -> None:
    laid = engine.lay_out(LONG_UYGHUR + " 身份证 A", UYGHUR, TextStyle(SIZE, line_height=factor), width=400)
    assert len(laid.lines) > 3
    for upper, lower in pairwise(laid.lines):
        assert lower.baseline - upper.baseline == pytest.approx(factor * SIZE, abs=0.01)


def test_descenders_are_inside_however_narrow_the_lines_are(engine: TextEngine) -> None:
    for text in ("ې", "چ", "يې"):
        laid = engine.lay_out(text, UYGHUR, TextStyle(SIZE, line_height=0.5))
        width, height = int(laid.width) + 1, int(laid.height) + 1
        room = laid.coverage(width=width + 40, height=height + 80, x=20, y=40)
        assert sum(laid.coverage(width=width, height=height)) == sum(room)


# Wrapping, aligning, cutting


@pytest.mark.parametrize(("text", "language"), [(LONG_UYGHUR, UYGHUR), (LONG_CHINESE, CHINESE)])
@pytest.mark.parametrize("width", [120, 333, 700])
def test_wrapped_lines_fit_and_hold_the_whole_text(
    engine: TextEngine, text: str, language: Language, width: int
) -> None:
    laid = engine.lay_out(text, language, STYLE, width=width)
    assert "".join(line.text for line in laid.lines) == text
    assert all(line.x >= 0 and line.x + line.width <= width + 0.5 for line in laid.lines)
    assert not any(line.text[0] in "。，？、）" for line in laid.lines)


def test_uyghur_wraps_between_words(engine: TextEngine) -> None:
    laid = engine.lay_out(LONG_UYGHUR, UYGHUR, STYLE, width=400)
    assert [word for line in laid.lines for word in line.text.split()] == LONG_UYGHUR.split()


@pytest.mark.parametrize("word", ["11-ئاينىڭ", isolate_code("650102-2024-A17"), isolate_code("0998-1234567")])
def test_a_number_is_not_divided_at_its_hyphen(engine: TextEngine, word: str) -> None:
    for width in range(340, 700, 20):
        laid = engine.lay_out(f"ئىش نومۇرى بۇ: {word} نى ساقلاڭ", UYGHUR, STYLE, width=width)
        assert any(word.strip("\u2066\u2069") in line.text for line in laid.lines)


def test_a_word_longer_than_the_line_is_divided_rather_than_cut_off(engine: TextEngine) -> None:
    laid = engine.lay_out("650102-2024-A17-650102-2024-A17", UYGHUR, STYLE, width=200)
    assert all(line.width <= 200.5 for line in laid.lines)


def test_alignment_follows_the_direction(engine: TextEngine) -> None:
    places = {
        (language.tag, align): engine.lay_out("OK", language, STYLE, width=500, align=align).lines[0].x
        for language in (UYGHUR, KAZAKH)
        for align in ("start", "center", "end")
    }
    assert places["kk", "start"] == places["ug", "end"] == 0
    assert places["kk", "end"] == places["ug", "start"] > 400
    assert places["kk", "center"] == places["ug", "center"] == pytest.approx(places["kk", "end"] / 2, abs=0.1)


def test_justified_lines_fill_the_width_but_for_the_last(engine: TextEngine) -> None:
    *full, last = engine.lay_out(LONG_UYGHUR, UYGHUR, STYLE, width=500, align="justify").lines
    assert all(line.width == pytest.approx(500, abs=0.1) for line in full)
    assert last.width < 490 and last.x + last.width == pytest.approx(500, abs=0.1)


@pytest.mark.parametrize(("text", "language"), [(LONG_UYGHUR, UYGHUR), (LONG_CHINESE, CHINESE)])
@pytest.mark.parametrize("lines", [1, 2])
def test_what_does_not_fit_ends_in_an_ellipsis(
    engine: TextEngine, text: str, language: Language, lines: int
) -> None:
    laid = engine.lay_out(text, language, STYLE, width=400, max_lines=lines)
    assert laid.truncated and len(laid.lines) == lines
    assert laid.lines[-1].text.endswith("…")
    assert all(line.width <= 400.5 for line in laid.lines)
    shown = "".join(line.text for line in laid.lines)
    assert text.startswith(shown.removesuffix("…"))
    assert language is CHINESE or shown.removesuffix("…").split()[-1] in text.split()


def test_a_cut_inside_an_isolated_value_does_not_turn_the_rest(engine: TextEngine) -> None:
    text = f"نومۇرى {isolate_code('AAAA BBBB CCCC DDDD EEEE')}"
    laid = engine.lay_out(text, UYGHUR, STYLE, width=400, max_lines=1)
    assert "AAAA" in laid.lines[0].text and seen(laid).startswith("…")


def test_lines_given_by_the_text_count_too(engine: TextEngine) -> None:
    laid = engine.lay_out("бір\nекі\nүш", KAZAKH, STYLE, max_lines=2)
    assert [line.text for line in laid.lines] == ["бір", "екі…"]


def test_what_fits_has_no_ellipsis(engine: TextEngine) -> None:
    laid = engine.lay_out("رەھمەت", UYGHUR, STYLE, width=400, max_lines=1)
    assert not laid.truncated and laid.lines[0].text == "رەھمەت"


@pytest.mark.parametrize("ellipsis", ["start", "middle"])
def test_the_beginning_or_the_middle_can_be_left_out(engine: TextEngine, ellipsis: EllipsisPlace) -> None:
    laid = engine.lay_out(LONG_UYGHUR, UYGHUR, STYLE, width=400, max_lines=1, ellipsis=ellipsis)
    (line,) = laid.lines
    assert laid.truncated and line.width <= 400.5 and "…" in line.text
    assert line.text.endswith("قالماڭ.") and line.text.startswith("…") == (ellipsis == "start")


# What cannot be drawn


def test_a_missing_glyph_is_counted_and_drawn_as_nothing(engine: TextEngine) -> None:
    laid = engine.lay_out("😀😀", UYGHUR, STYLE)
    assert laid.unknown_glyphs == 2
    assert not any(laid.coverage(width=100, height=60))
    assert engine.unknown_characters("a😀ب😀") == "😀"


def test_bidi_controls_and_joiners_are_neither_counted_nor_drawn(engine: TextEngine) -> None:
    controls = (
        "\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
        "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\U000e0100\U000e0041"
    )
    for language in RESIDENT_LANGUAGES:
        for character in controls:
            laid = engine.lay_out(character, language, STYLE)
            assert (laid.unknown_glyphs, laid.width) == (0, 0), hex(ord(character))
            assert laid.glyph_runs() == () and not any(laid.coverage(width=60, height=60))


def test_control_characters_and_lone_surrogates_are_reported_and_harmless(engine: TextEngine) -> None:
    laid = engine.lay_out("a\x00b\x1b\ud800\udfffc", KAZAKH, STYLE)
    assert (laid.replaced_characters, laid.unknown_glyphs) == (4, 0)
    assert seen(laid).replace("\u2002", "") == "abc"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_begins_a_line(engine: TextEngine, end: str) -> None:
    assert [line.text.strip("\u2060") for line in engine.lay_out(f"بىر{end}ئىككى", UYGHUR, STYLE).lines] == [
        "بىر",
        "ئىككى",
    ]


@given(
    text=ANY_TEXT,
    language=st.sampled_from(RESIDENT_LANGUAGES),
    width=st.none() | st.floats(0, 500),
    align=st.sampled_from(("start", "center", "end", "justify")),
    max_lines=st.none() | st.integers(0, 3),
    markup=st.booleans(),
    factor=st.sampled_from((0.0, 0.5, 1.4)),
)
def test_any_text_at_all_is_laid_out_and_drawn(
    engine: TextEngine,
    text: str,
    language: Language,
    width: float | None,
    align: Align,
    max_lines: int | None,
    markup: bool,
    factor: float,
) -> None:
    laid = engine.lay_out(
        text, language, TextStyle(20, line_height=factor),
        width=width, align=align, max_lines=max_lines, markup=markup,
    )  # fmt: skip
    assert len(laid.draw(width=50, height=30)) == 50 * 30 * 4
    assert laid.width >= 0 and laid.height > 0
    assert max_lines is None or len(laid.lines) <= max(1, max_lines) or laid.truncated
    for index in {0, 1, len(text) // 2, len(text), len(text) + 1}:
        caret = laid.caret(index)
        laid.index_at(caret.x, caret.top)
        laid.move(index, 1)
        laid.ranges(0, index)
    missing = sum(unicodedata.category(character) == "Co" for character in text)
    assert markup or laid.unknown_glyphs >= missing


@pytest.mark.parametrize(
    "text", ["ا" * 10_000, "中" * 10_000, "1-" * 5_000, "\u2068" * 10_000, "word " * 2_000]
)
def test_ten_thousand_characters_are_no_trouble(engine: TextEngine, text: str) -> None:
    laid = engine.lay_out(text, UYGHUR, STYLE, width=800)
    assert sum(line.end - line.start for line in laid.lines) == len(text)


def test_many_marks_on_one_letter_do_not_make_it_endlessly_high(engine: TextEngine) -> None:
    assert engine.lay_out("a" + "\u0301" * 500, KAZAKH, STYLE).height < 4 * SIZE


# Paper


def test_the_characters_of_a_glyph_hold_no_bidi_control(engine: TextEngine) -> None:
    assert seen(engine.lay_out("\u2066b\u2069\u0301", KAZAKH, STYLE)) == "b\u0301"


@pytest.mark.parametrize("size", [9.5, 40.0])
def test_glyph_runs_are_where_the_picture_has_them(engine: TextEngine, size: float) -> None:
    laid = engine.lay_out("ئىش نومۇرى: 身份证 \u2066A-17\u2069", UYGHUR, TextStyle(size), width=500)
    runs = laid.glyph_runs()
    assert {run.font_file.name for run in runs} == {
        "KioskSans-Regular.ttf", "KioskSansArabic-Regular.ttf", "KioskSansSC-Regular.ttf",
    }  # fmt: skip
    assert {run.size for run in runs} == {size}
    (line,) = laid.lines
    assert min(run.glyphs[0].x for run in runs) == pytest.approx(line.x, abs=0.1)
    last = max((run.glyphs[-1] for run in runs), key=lambda glyph: glyph.x)
    assert last.x + last.advance == pytest.approx(line.x + line.width, abs=0.1)
    assert sorted("".join(glyph.text for run in runs for glyph in run.glyphs)) == sorted(
        "ئىش نومۇرى: 身份证 A-17"
    )
    assert all(
        run.rtl == ("\u0600" <= run.glyphs[0].text[0] <= "\u06ff")
        for run in runs
        if run.glyphs[0].text.isalpha()
    )


def test_a_paper_has_the_proportions_of_the_screen(engine: TextEngine) -> None:
    small, large = (engine.lay_out(LONG_UYGHUR, UYGHUR, TextStyle(size)) for size in (10.0, 40.0))
    assert large.width == pytest.approx(4 * small.width, rel=0.002)


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH, CHINESE], ids=lambda language: language.tag)
def test_a_code_longer_than_the_line_gets_no_hyphen_that_is_not_its_own(
    engine: TextEngine, language: Language
) -> None:
    code = "A1b2C3d4E5" * 6
    for width in range(200, 700, 25):
        for text in (code, isolate_code(code)):
            laid = engine.lay_out(text, language, TextStyle(40), width=width)
            assert len(laid.lines) > 1
            assert sum(len(run.glyphs) for run in laid.glyph_runs()) == len(code)


def test_a_name_is_not_divided_between_two_lines(engine: TextEngine) -> None:
    name = isolate_value("欧阳样例·阿不都", "text")
    for width in range(200, 700, 20):
        lines = engine.lay_out(f"申请人的姓名是{name}，请核对。", CHINESE, TextStyle(40), width=width).lines
        holding = [line for line in lines if any(sign in line.text for sign in "欧阳样例·阿不都")]
        assert len(holding) == 1 or width < 330


def test_a_name_longer_than_the_line_is_divided_rather_than_cut(engine: TextEngine) -> None:
    name = "欧阳样例·阿不都" * 3
    lines = engine.lay_out(isolate_value(name, "text"), CHINESE, TextStyle(40), width=300).lines
    assert "".join(line.text for line in lines) == name
    assert all(line.width <= 300 for line in lines)


def test_a_code_among_chinese_goes_to_the_next_line_whole(engine: TextEngine) -> None:
    code = isolate_code("2024-03-18")
    for width in range(230, 700, 10):
        laid = engine.lay_out(f"于{code}申请{code}亩土地{code}的补贴", CHINESE, TextStyle(42), width=width)
        assert all(line.width <= width for line in laid.lines)
        assert sum("2024-03-18" in line.text for line in laid.lines) >= 1
        assert not any(line.text.endswith(("2024-", "2024-03-")) for line in laid.lines)
