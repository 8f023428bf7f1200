"""Kivy's stock widgets draw their texts with our engine."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, UYGHUR, Language
from kiosk.text.engine import TextEngine, TextStyle, open_engine

ROOT = Path(__file__).resolve().parents[3]
THANKS = "رەھمەت"
MakeLabel = Callable[..., Any]


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return open_engine()


@pytest.fixture
def label(engine: TextEngine) -> Iterator[MakeLabel]:
    """Make a stock Label with its texture drawn; Uyghur is the default language."""
    from screens.widgets.text_provider import install, set_default_language

    install(engine)
    set_default_language(UYGHUR)
    from kivy.base import EventLoop
    from kivy.uix.button import Button
    from kivy.uix.label import Label

    EventLoop.ensure_window()

    def make(text: str, *, button: bool = False, **options: Any) -> Any:
        options = {"font_size": 40, "color": (1, 0, 0, 1)} | options
        made = (Button if button else Label)(text=text, **options)
        made.texture_update()
        return made

    yield make
    set_default_language(ENGLISH)


def pixels(label: Any) -> bytes:
    """RGBA, rows from the top."""
    return bytes(label.texture.pixels)


def inked_columns(label: Any) -> list[int]:
    width, height = label.texture.size
    alpha = pixels(label)[3::4]
    return [column for column in range(width) if any(alpha[column + row * width] for row in range(height))]


def inked_rows(label: Any) -> list[int]:
    width, height = label.texture.size
    alpha = pixels(label)[3::4]
    return [row for row in range(height) if any(alpha[row * width : (row + 1) * width])]


@pytest.mark.parametrize("button", [False, True])
def test_a_stock_widget_has_the_engines_picture(label: MakeLabel, engine: TextEngine, button: bool) -> None:
    made = label(THANKS, button=button)
    laid = engine.lay_out(THANKS, UYGHUR, TextStyle(40))
    width, height = made.texture.size
    assert (width, height) == (int(laid.width) + 1, int(laid.height) + 1)
    assert pixels(made) == laid.draw((1, 0, 0, 1), width=width, height=height)


def test_the_texture_has_no_dark_fringe(label: MakeLabel) -> None:
    made = pixels(label(THANKS))
    assert set(zip(made[0::4], made[1::4], made[2::4], strict=True)) == {(255, 0, 0)}


def test_the_default_language_decides_where_reading_starts(label: MakeLabel) -> None:
    from screens.widgets.text_provider import set_default_language

    assert inked_columns(label("OK", text_size=(300, None)))[-1] > 290
    set_default_language(KAZAKH)
    assert inked_columns(label("OK", text_size=(300, None)))[0] < 10


@pytest.mark.parametrize(
    ("tag", "at_right"), [("ug", True), ("kk-Arab", True), ("kk", False), ("zh-Hans", False)]
)
def test_a_text_can_name_its_own_language(label: MakeLabel, tag: str, at_right: bool) -> None:
    columns = inked_columns(label("2026 OK", text_language=tag, text_size=(400, None)))
    assert (columns[-1] > 390, columns[0] < 10) == (at_right, not at_right)


@pytest.mark.usefixtures("label")
def test_a_language_that_is_not_offered_is_an_error() -> None:
    from screens.widgets.text_provider import ShapedLabel

    with pytest.raises(KeyError):
        # Not a widget: one would try again in a later frame of another test.
        ShapedLabel(text="x", text_language="xx").refresh()


@pytest.mark.parametrize(
    ("halign", "first"), [("left", (0, 10)), ("right", (200, 300)), ("center", (80, 160))]
)
def test_left_and_right_are_sides_of_the_screen_in_every_language(
    label: MakeLabel, halign: str, first: tuple[int, int]
) -> None:
    for tag in ("ug", "kk"):
        columns = inked_columns(label("OK", text_language=tag, halign=halign, text_size=(300, None)))
        assert first[0] <= columns[0] <= first[1]


@pytest.mark.parametrize(
    ("valign", "first"), [("top", (0, 30)), ("middle", (75, 105)), ("bottom", (150, 180))]
)
def test_valign_places_the_paragraph(label: MakeLabel, valign: str, first: tuple[int, int]) -> None:
    rows = inked_rows(label("OK", valign=valign, text_size=(300, 200)))
    assert first[0] <= rows[0] <= first[1]


def test_padding_keeps_the_letters_away_from_the_sides(label: MakeLabel) -> None:
    bare, padded = label("OK"), label("OK", padding=(10, 20, 30, 40))
    assert padded.texture.size == (bare.texture.width + 40, bare.texture.height + 60)
    assert inked_columns(padded) == [column + 10 for column in inked_columns(bare)]
    assert inked_rows(padded) == [row + 20 for row in inked_rows(bare)]


def test_line_height_is_a_factor_of_the_size(label: MakeLabel) -> None:
    text = "بىر\nئىككى\nئۈچ"
    natural = label(text, line_height=1.0).texture.height
    assert natural == pytest.approx(3 * 1.489 * 40, abs=2)
    assert label(text, line_height=2.0).texture.height == 3 * 80


def test_texts_wrap_and_max_lines_cut(label: MakeLabel) -> None:
    text = "كىملىكىڭىزنى ئوقۇغۇچنىڭ ئۈستىگە قويۇڭ. رەھمەت."
    wrapped, cut = label(text, text_size=(300, None)), label(text, text_size=(300, None), max_lines=1)
    assert wrapped.texture.height > 2 * cut.texture.height
    assert cut.is_shortened and not wrapped.is_shortened


@pytest.mark.parametrize("shorten_from", ["left", "center", "right"])
def test_a_long_text_is_shortened_to_one_line(label: MakeLabel, shorten_from: str) -> None:
    text = "كىملىكىڭىزنى ئوقۇغۇچنىڭ\nئۈستىگە قويۇڭ"
    made = label(text, shorten=True, shorten_from=shorten_from, text_size=(300, None))
    assert made.is_shortened and made.texture.size == (300, 60)


def test_markup_colours_and_weights_work_and_other_brackets_show(label: MakeLabel) -> None:
    colored = label("[color=#00ff00]中[/color]中", markup=True, text_language="zh-Hans")
    made = pixels(colored)
    solid = [i for i in range(0, len(made), 4) if made[i + 3] == 255]
    assert {(made[i], made[i + 1]) for i in solid} >= {(0, 255), (255, 0)}
    assert label("[b]中[/b]", markup=True).texture.width == pytest.approx(
        label("中", bold=True).texture.width, abs=1
    )
    assert label("[u]x[/u]", markup=True).texture.width > label("x").texture.width * 3


def test_a_changed_text_is_a_changed_picture(label: MakeLabel) -> None:
    made = label("بىر")
    before = pixels(made)
    made.text = "ئىككى"
    made.texture_update()
    assert pixels(made) != before
    made.text = ""
    made.texture_update()
    assert tuple(made.texture_size) == (0, 0)


def test_spaces_alone_make_no_trouble(label: MakeLabel) -> None:
    for text in (" ", "\u2066\u2069", "\n", "😀"):
        label(text)
        label(text, text_size=(100, 50), strip=True)


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_extents_are_those_of_the_engine(engine: TextEngine, label: MakeLabel, language: Language) -> None:
    import kivy.core.text

    made = kivy.core.text.Label(font_size=40, text_language=language.tag)
    laid = engine.lay_out("中ئا", language, TextStyle(40))
    assert made.get_extents("中ئا") == (int(laid.width) + 1, int(laid.height) + 1)


def test_installing_too_late_is_refused() -> None:
    code = (
        "import kivy.uix.label\n"
        "from kiosk.text.engine import open_engine\n"
        "from screens.widgets.text_provider import install\n"
        "try:\n    install(open_engine())\nexcept RuntimeError as error:\n    print(error)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "before kivy.uix.label" in result.stdout
