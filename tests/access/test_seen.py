"""What is seen: size of letters, contrast, nothing by colour alone, nothing that flashes.

That nothing is cut, covered, or nearer than it may be on any panel: `make screens` (tests/overflow).
"""

import re
from itertools import pairwise

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES
from screens.app import TICK_S
from screens.theme import LINE_HEIGHT, TYPE, ColourTheme, Look, Modes, Palette, Panel, TextStep
from tests.access.observed import observed
from tests.recording_ports import ROOT

PANELS = (
    Panel(1080, 1920, 268, 476),
    Panel(1920, 1080, 476, 268),
    Panel(1280, 800, 331.7, 207.3),
    Panel(1024, 768, 304, 228),
)
# Height of a capital in em, of all the typefaces; 600 mm away 0.7 degrees are so many millimetres.
CAPITAL, SEVEN_TENTHS_DEGREE = 0.714, 7.3
# What has to be read to go on: the sentence, answers, keys, explanations.
READ = ("title", "field", "choice", "key", "body")
# What words stand on. A pressed slab, which a finger covers, is not among them.
WORDS_ON = (
    *(("ink", ground) for ground in ("ground", "surface", "sand", "acc_soft", "ok_soft", "bad_soft")),
    *(("ink2", ground) for ground in ("ground", "surface")),
    ("on_prim", "prim"), ("on_acc", "acc"),
)  # fmt: skip
# Lines and pictures that mean something, and words of keys that are off.
SIGNS_ON = (
    *(("line", ground) for ground in ("ground", "surface")),
    ("ok", "ok_soft"), ("bad", "bad_soft"), ("prim", "surface"), ("prim", "acc_soft"),
    *(("picture_line", ground) for ground in ("ground", "surface", "sand", "acc_soft", "ok_soft")),
    ("picture_line", "bad_soft"),
)  # fmt: skip
LEAST = {ColourTheme.DAY: 10.0, ColourTheme.NIGHT: 10.0, ColourTheme.CONTRAST: 20.0}

each_panel = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel.width_px}x{panel.height_px}")
each_theme = pytest.mark.parametrize("theme", ColourTheme, ids=lambda theme: theme.value)


def capital_mm(panel: Panel, step: TextStep, role: str) -> float:
    look = Look(panel, RESIDENT_LANGUAGES[0], Modes(step=step))
    return CAPITAL * look.type(role) * panel.width_mm / panel.width_px


@each_panel
@pytest.mark.parametrize("step", TextStep, ids=lambda step: step.name)
def test_no_character_is_lower_than_508_asks(panel: Panel, step: TextStep) -> None:
    assert {role: mm for role in TYPE if (mm := capital_mm(panel, step, role)) < 4.8} == {}


@each_panel
@pytest.mark.parametrize(
    ("step", "least"), [(TextStep.NORMAL, 4.8), (TextStep.LARGE, 6.4), (TextStep.LARGEST, 8.5)]
)
def test_every_size_reaches_one_of_vvsgs_and_the_largest_its_largest(
    panel: Panel, step: TextStep, least: float
) -> None:
    assert {role: mm for role in READ if (mm := capital_mm(panel, step, role)) < least} == {}


@each_panel
@pytest.mark.parametrize("role", READ)
def test_a_larger_size_is_larger(panel: Panel, role: str) -> None:
    for smaller, larger in pairwise(capital_mm(panel, step, role) for step in TextStep):
        assert larger > smaller * 1.1


@each_panel
def test_who_sees_badly_can_have_an_h_of_seven_tenths_of_a_degree(panel: Panel) -> None:
    for role in READ:
        assert capital_mm(panel, TextStep.LARGE, role) >= SEVEN_TENTHS_DEGREE, role


def test_words_to_be_read_have_their_lines_far_enough_apart() -> None:
    assert min(LINE_HEIGHT.values()) >= 1.3
    tight = {
        (state.name, words.text)
        for state in observed("kk")
        for words in state.paragraphs
        if words.line_height < 1.3
    }
    assert tight == set()


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(palette: Palette, one: str, other: str) -> float:
    light, dark = sorted((luminance(getattr(palette, token)) for token in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(ColourTheme.CONTRAST.palette, "ink", "ground") == pytest.approx(21)
    assert contrast(ColourTheme.DAY.palette, "ink", "surface") == pytest.approx(16.0, abs=0.1)


@each_theme
def test_words_stand_out_ten_to_one_and_in_high_contrast_twenty_to_one(theme: ColourTheme) -> None:
    low = {
        (tone, ground): round(ratio, 1)
        for tone, ground in WORDS_ON
        if round(ratio := contrast(theme.palette, tone, ground), 1) < LEAST[theme]
    }
    assert low == {}


@each_theme
def test_lines_and_pictures_stand_out_as_wcag_asks_of_words(theme: ColourTheme) -> None:
    low = {pair: ratio for pair in SIGNS_ON if (ratio := contrast(theme.palette, *pair)) < 4.5}
    assert low == {}
    # The stones' wire has a sign and a word at each end.
    assert contrast(theme.palette, "line", "sand") >= 3


def test_every_notice_has_a_sign_and_words_besides_its_colour() -> None:
    assert [(state.name, state.unsigned_banners) for state in observed("ug") if state.unsigned_banners] == []


def test_what_is_chosen_has_a_tick_and_a_thicker_frame_besides_its_colour() -> None:
    chosen = [(state.name, one) for state in observed("ug") for one in state.chosen]
    assert any(one.on for _, one in chosen) and any(not one.on for _, one in chosen)
    unsaid = [(name, one.id) for name, one in chosen if one.ticked is not one.on]
    # That one cannot sign says the field itself, in words (tests/screens/test_sign.py).
    assert [one for one in unsaid if one[1] != "sign:cannot"] == []
    assert min(one.frame for _, one in chosen if one.on) > max(one.frame for _, one in chosen if not one.on)


def test_every_key_of_the_bar_has_words_besides_its_picture() -> None:
    assert [(state.name, state.wordless_keys) for state in observed("ug") if state.wordless_keys] == []


def test_nothing_flashes_or_moves_by_itself() -> None:
    moving = re.compile(r"\bAnimation\b|cursor_blink|\bAnimationTransition\b|\banim_delay\b")
    timed = re.compile(r"Clock\.schedule_interval\(self\.(\w+)")
    found, ticking = [], set()
    for path in sorted((ROOT / "screens").rglob("*.[pk][yv]")):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {what}" for what in moving.findall(text)]
        ticking |= set(timed.findall(text))
    assert found == []
    # The one clock looks whether time is up; three changes a second would flash.
    assert ticking <= {"_tick"}
    assert TICK_S == 0.0 or TICK_S >= 0.25
