"""The project's pictograms, drawn from SVG at the size and in the colours they are shown in."""

from pathlib import Path
from xml.etree import ElementTree

from cairosvg.parser import Tree
from cairosvg.surface import PNGSurface
from kivy.graphics.texture import Texture
from PIL import Image

ICONS = Path(__file__).parent / "icons"
# The three colours an icon file uses; each stands for a role.
LINE, TINT, PAPER = "#0B4255", "#F5C566", "#FFFFFF"


def picture_size(name: str) -> tuple[float, float]:
    """Width and height of a pictogram in its own units."""
    root = ElementTree.parse(ICONS / f"{name}.svg").getroot()  # noqa: S314  our own files
    return float(root.get("width", "96")), float(root.get("height", "96"))


def rasterise(name: str, width: int, line: str, tint: str, paper: str) -> Image.Image:
    """The pictogram as a straight-alpha RGBA image ``width`` pixels wide."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    # All at once, so that one role's new colour is not taken for another's old one.
    marks = {LINE: "{line}", TINT: "{tint}", PAPER: "{paper}"}
    for old, mark in marks.items():
        svg = svg.replace(old, mark)
    svg = svg.replace("{line}", line).replace("{tint}", tint).replace("{paper}", paper)
    surface = PNGSurface(Tree(bytestring=svg.encode()), None, 96, output_width=width)
    image = surface.cairo
    image.flush()
    picture = Image.frombuffer(
        "RGBa",
        (image.get_width(), image.get_height()),
        bytes(image.get_data()),
        "raw",
        "BGRa",
        image.get_stride(),
        1,
    )
    return picture.convert("RGBA")


class PictogramStore:
    """Textures by name, width and colours, each drawn once."""

    def __init__(self) -> None:
        self._images: dict[tuple[str, int, str, str, str], Image.Image] = {}
        self._proportions: dict[str, float] = {}
        self._textures: dict[tuple[str, int, str, str, str], Texture] = {}

    def proportion(self, name: str) -> float:
        """Height of a pictogram as a share of its width."""
        if name not in self._proportions:
            width, height = picture_size(name)
            self._proportions[name] = height / width
        return self._proportions[name]

    def image(self, name: str, width: int, line: str, tint: str, paper: str) -> Image.Image:
        key = (name, width, line, tint, paper)
        if key not in self._images:
            self._images[key] = rasterise(*key)
        return self._images[key]

    def texture(self, name: str, width: int, line: str, tint: str, paper: str) -> Texture:
        key = (name, width, line, tint, paper)
        if key not in self._textures:
            self._textures[key] = texture_of(self.image(*key))
        return self._textures[key]


def texture_of(image: Image.Image) -> Texture:
    """A Kivy texture of a straight-alpha RGBA picture."""
    texture = Texture.create(size=image.size, colorfmt="rgba")
    texture.blit_buffer(image.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    return texture
