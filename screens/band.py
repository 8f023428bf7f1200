"""The woven chain of diamonds: the only ornament."""

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw

from screens.pictograms import texture_of
from screens.theme import Palette

# Drawn larger and reduced, so that the diamonds' edges are smooth.
OVERSAMPLE = 4


def band_texture(width: int, height: int, palette: Palette) -> Texture:
    """The band for a width and height in pixels."""
    width, height = max(1, width), max(1, height)
    scale = OVERSAMPLE
    image = Image.new("RGBA", (width * scale, height * scale), palette.band)
    draw = ImageDraw.Draw(image)
    step = height * 2 * scale
    tall, wide = height * scale, height * scale
    for x in range(-step, width * scale + step, step):
        centre = x + step // 2
        # A triangle above and below between two diamonds, then the diamond.
        for edge, tip in ((0, tall // 4), (tall, tall - tall // 4)):
            draw.polygon([(x - wide // 2, edge), (x + wide // 2, edge), (x, tip)], fill=palette.band_triangle)
        draw.polygon(
            [
                (centre - wide * 11 // 16, tall // 2),
                (centre, tall // 8),
                (centre + wide * 11 // 16, tall // 2),
                (centre, tall * 7 // 8),
            ],
            fill=palette.band_diamond,
        )
    return texture_of(image.resize((width, height), Image.Resampling.LANCZOS))
