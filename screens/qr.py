"""A QR code as a texture, drawn on the machine itself."""

import segno
from kivy.graphics.texture import Texture
from PIL import Image

from screens.pictograms import texture_of

# Pixels a module, and quiet modules around.
SCALE, QUIET = 8, 2


def qr_texture(text: str) -> Texture:
    """The code of a text, black on white with its quiet zone."""
    rows = [bytes(row) for row in segno.make(text, error="m").matrix_iter(scale=SCALE, border=QUIET)]
    image = Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows))
    return texture_of(image.point(lambda module: 0 if module else 255).convert("RGBA"))
