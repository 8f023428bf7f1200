"""Pixels."""

from PIL import Image

from kiosk.language.languages import KAZAKH, UYGHUR
from kiosk.text.engine import TextEngine, TextStyle

STYLE = TextStyle(40)
RED = (1.0, 0.0, 0.0, 1.0)


def test_the_colour_is_whole_under_every_alpha(engine: TextEngine) -> None:
    pixels = engine.lay_out("رەھمەت", UYGHUR, STYLE).draw(RED, width=101, height=60)
    assert set(zip(pixels[0::4], pixels[1::4], pixels[2::4], strict=True)) == {(255, 0, 0)}
    assert {0, 255} < set(pixels[3::4])


def test_screen_and_paper_show_the_same_letters_in_the_same_place(engine: TextEngine) -> None:
    laid = engine.lay_out("رەھمەت", UYGHUR, STYLE)
    screen = Image.frombytes("L", (101, 60), bytes(laid.draw(RED, width=101, height=60)[3::4]))
    paper = Image.frombytes("L", (101, 60), laid.coverage(width=101, height=60))
    # Glyph pictures stand on whole pixels, outlines do not: half a pixel apart at most.
    assert abs(sum(screen.tobytes()) - sum(paper.tobytes())) < 0.04 * sum(paper.tobytes())
    box, other = screen.point(dark).getbbox(), paper.point(dark).getbbox()
    assert box is not None and other is not None
    assert all(abs(one - two) <= 1 for one, two in zip(box, other, strict=True))


def dark(value: int) -> int:
    return 255 if value > 127 else 0


def test_opacity_is_in_the_alpha(engine: TextEngine) -> None:
    assert max(engine.lay_out("—", KAZAKH, STYLE).draw((0, 0, 0, 0.5), width=60, height=60)[3::4]) == 128


def test_two_colours_have_no_dark_fringe(engine: TextEngine) -> None:
    text = "[color=#ff0000]رەھ[/color][color=#ffff00]مەت[/color]"
    pixels = engine.lay_out(text, UYGHUR, STYLE, markup=True).draw(width=101, height=60)
    reds = {red for red, alpha in zip(pixels[0::4], pixels[3::4], strict=True) if alpha > 16}
    greens = {green for green, alpha in zip(pixels[1::4], pixels[3::4], strict=True) if alpha > 16}
    assert min(reds) > 235
    assert {0, 255} <= greens


def test_the_paragraph_is_drawn_at_its_place(engine: TextEngine) -> None:
    laid = engine.lay_out("رەھمەت", UYGHUR, STYLE)
    there, moved = laid.coverage(width=120, height=60), laid.coverage(width=120, height=60, x=10, y=-3)
    shifted = b"".join(bytes(10) + there[row * 120 : row * 120 + 110] for row in range(3, 60)) + bytes(
        3 * 120
    )
    assert moved == shifted


def test_a_picture_may_be_empty_or_smaller_than_the_text(engine: TextEngine) -> None:
    laid = engine.lay_out("رەھمەت", UYGHUR, STYLE)
    assert laid.draw(width=0, height=10) == b""
    assert len(laid.draw(width=3, height=2)) == 24
