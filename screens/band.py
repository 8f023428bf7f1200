"""The woven chain of diamonds: the only ornament."""

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw

from screens.pictograms import texture_of
from screens.theme import Palette

# Drawn larger and reduced, so that the diamonds' edges are smooth.
OVERSAMPLE = 4


def band_texture(width: int, height: int, palette: Palette) -> Texture:
    """The band for a width and height in pixels."""
    return texture_of(band_picture(max(1, width), max(1, height), palette))


def band_picture(width: int, height: int, palette: Palette) -> Image.Image:
    """As many links of the chain beside each other as the width takes; the last may be cut."""
    link = _link(height, palette)
    picture = Image.new("RGBA", (width, height))
    for x in range(0, width, link.width):
        picture.paste(link, (x, 0))
    return picture


def _link(height: int, palette: Palette) -> Image.Image:
    """From the middle of one triangle to the middle of the next, with the diamond between them."""
    tall = height * OVERSAMPLE
    step = 2 * tall
    # The links beside it are drawn too: reducing looks at what is next to an edge.
    image = Image.new("RGBA", (3 * step, tall), palette.band)
    draw = ImageDraw.Draw(image)
    for x in range(0, 4 * step, step):
        centre = x + step // 2
        # A triangle above and below between two diamonds, then the diamond.
        for edge, tip in ((0, tall // 4), (tall, tall - tall // 4)):
            draw.polygon([(x - tall // 2, edge), (x + tall // 2, edge), (x, tip)], fill=palette.band_triangle)
        draw.polygon(
            [
                (centre - tall * 11 // 16, tall // 2),
                (centre, tall // 8),
                (centre + tall * 11 // 16, tall // 2),
                (centre, tall * 7 // 8),
            ],
            fill=palette.band_diamond,
        )
    return image.resize((2 * height, height), Image.Resampling.LANCZOS, box=(step, 0, 2 * step, tall))
