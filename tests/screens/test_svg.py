"""Icons are drawn as SVG says, and what is not drawn here is refused."""

from math import hypot

import pytest
from PIL import Image

from screens.pictograms import ICONS
from screens.svg import Drawing, SvgError, paint, read_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'


def drawn(inside: str, colors: dict[str, str] | None = None, width: int = 96) -> Image.Image:
    wide, high, pixels = paint(read_svg(f"{HEAD}{inside}</svg>"), width, colors or {})
    return Image.frombuffer("RGBa", (wide, high), pixels, "raw", "BGRa", 0, 1).convert("RGBA")


@pytest.mark.parametrize("icon", sorted(ICONS.glob("*.svg")), ids=lambda icon: icon.stem)
def test_every_icon_is_drawn(icon: object) -> None:
    drawing = read_svg(icon.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert isinstance(drawing, Drawing)
    _, _, pixels = paint(drawing, 96, {})
    assert any(pixels)


def test_a_fill_covers_its_path_and_nothing_else() -> None:
    picture = drawn('<path d="M10 20H50V60H10Z" fill="#123456"/>')
    assert picture.getbbox() == (10, 20, 50, 60)
    assert picture.getpixel((30, 40)) == (0x12, 0x34, 0x56, 255)


def test_a_role_takes_the_colour_it_is_given() -> None:
    picture = drawn('<path d="M0 0H96V96H0Z" fill="#0B4255"/>', {"#0B4255": "#FFFFFF"})
    assert picture.getpixel((5, 5)) == (255, 255, 255, 255)


def test_a_stroke_is_as_wide_as_it_says_and_its_ends_are_round() -> None:
    picture = drawn(
        '<path d="M20 48H60" fill="none" stroke="#000000" stroke-width="10" stroke-linecap="round"/>'
    )
    assert picture.getbbox() == (15, 43, 65, 53)


def test_two_half_circles_are_a_circle() -> None:
    picture = drawn('<path d="M18 48A30 30 0 0 1 78 48A30 30 0 0 1 18 48Z" fill="#000000"/>', width=480)
    assert picture.getbbox() == (90, 90, 390, 390)
    for x in range(90, 390, 7):
        for y in range(90, 390, 7):
            far = hypot(x + 0.5 - 240, y + 0.5 - 240)
            if abs(far - 150) > 1.5:
                assert (picture.getpixel((x, y))[3] == 255) == (far < 150)  # type: ignore[index]


@pytest.mark.parametrize(
    ("flags", "box"),
    [
        ("0 1", (48, 18, 78, 48)),
        ("0 0", (48, 18, 78, 48)),
        ("1 1", (48, -12, 108, 48)),
        ("1 0", (18, 18, 78, 78)),
    ],
)
def test_an_arc_takes_the_way_its_flags_say(flags: str, box: tuple[int, int, int, int]) -> None:
    picture = drawn(f'<path d="M48 18A30 30 0 {flags} 78 48" fill="#000000"/>')
    left, top, right, bottom = box
    assert picture.getbbox() == (left, max(top, 0), min(right, 96), bottom)


def test_numbers_after_a_command_repeat_it() -> None:
    assert drawn('<path d="M10 10 50 10 50 50 10 50Z" fill="#000000"/>').getbbox() == (10, 10, 50, 50)


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="4" cy="4" r="2"/>',
        '<path d="m1 1l2 2"/>',
        '<path d="M0 0H9" opacity="0.5"/>',
        '<path d="M0 0H9V9Z" fill="red"/>',
        '<path d="M0 0Q1 1 2 2"/>',
    ],
)
def test_what_is_not_drawn_here_is_refused(inside: str) -> None:
    with pytest.raises(SvgError):
        drawn(inside)
