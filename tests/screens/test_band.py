"""The band: one link of the chain drawn, and as many as fit beside each other."""

import pytest
from PIL import Image, ImageChops

from screens.band import band_picture
from screens.theme import ColourTheme

SIZES = ((1080, 32), (1920, 24), (1024, 17), (100, 32), (7, 40), (1, 1))


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_links_are_alike_and_none_is_missing(theme: ColourTheme, width: int, height: int) -> None:
    picture = band_picture(width, height, theme.palette)
    assert (picture.size, picture.mode) == ((width, height), "RGBA")
    assert picture.getextrema()[3] == (255, 255)
    link = 2 * height
    shifted = picture.crop((min(link, width), 0, width, height))
    assert ImageChops.difference(shifted, picture.crop((0, 0, *shifted.size))).getbbox() is None


@pytest.mark.parametrize("height", [17, 24, 32, 33])
def test_a_link_is_the_same_from_both_sides(height: int) -> None:
    """Else there would be a seam from one to the next."""
    link = band_picture(2 * height, height, ColourTheme.DAY.palette)
    turned = link.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    # Polygons are drawn to a pixel, a quarter of one here.
    assert max(most for _, most in ImageChops.difference(link, turned).getextrema()) < 64


def test_the_diamond_stands_in_the_middle_of_its_link_between_triangles() -> None:
    palette = ColourTheme.DAY.palette
    link = band_picture(64, 32, palette).convert("RGB")

    def hex_at(x: int, y: int) -> str:
        return "#{:02X}{:02X}{:02X}".format(*link.getpixel((x, y)))

    assert hex_at(32, 16) == palette.band_diamond
    assert hex_at(0, 1) == hex_at(63, 1) == hex_at(0, 30) == palette.band_triangle
    assert hex_at(0, 16) == hex_at(63, 16) == palette.band
