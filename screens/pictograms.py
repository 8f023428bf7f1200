"""The project's pictograms, drawn from SVG at the size and in the colours they are shown in."""

from functools import cache
from pathlib import Path

from kivy.graphics.texture import Texture
from PIL import Image

from screens.svg import Drawing, paint, read_svg
from screens.widgets.shapes import PaletteTextures

ICONS = Path(__file__).parent / "icons"
# The three colours an icon file uses; each stands for a role.
LINE, TINT, PAPER = "#0B4255", "#F5C566", "#FFFFFF"


def picture_size(name: str) -> tuple[float, float]:
    """Width and height of a pictogram in its own units."""
    drawing = _drawing(name)
    return drawing.width, drawing.height


def rasterise(name: str, width: int, line: str, tint: str, paper: str) -> Image.Image:
    """The pictogram as a straight-alpha RGBA image ``width`` pixels wide."""
    wide, high, pixels = paint(_drawing(name), width, {LINE: line, TINT: tint, PAPER: paper})
    return Image.frombuffer("RGBa", (wide, high), pixels, "raw", "BGRa", 0, 1).convert("RGBA")


@cache
def _drawing(name: str) -> Drawing:
    return read_svg((ICONS / f"{name}.svg").read_text(encoding="utf-8"))


class PictogramStore:
    """Textures by name, width and colours, each drawn once, and those of the palettes."""

    def __init__(self) -> None:
        self.palettes = PaletteTextures()
        self._proportions: dict[str, float] = {}
        self._textures: dict[tuple[str, int, str, str, str], Texture] = {}

    def proportion(self, name: str) -> float:
        """Height of a pictogram as a share of its width."""
        if name not in self._proportions:
            width, height = picture_size(name)
            self._proportions[name] = height / width
        return self._proportions[name]

    def texture(self, name: str, width: int, line: str, tint: str, paper: str) -> Texture:
        key = (name, width, line, tint, paper)
        if key not in self._textures:
            self._textures[key] = texture_of(rasterise(*key))
        return self._textures[key]


def texture_of(image: Image.Image) -> Texture:
    """A Kivy texture of a straight-alpha RGBA picture."""
    texture = Texture.create(size=image.size, colorfmt="rgba")
    texture.blit_buffer(image.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    # Shown pixel by pixel; software GL takes half as long again to filter it.
    texture.mag_filter = texture.min_filter = "nearest"
    return texture
