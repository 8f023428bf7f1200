"""What stands on keys, drawn once each, side by side on few textures: one mesh shows a whole keyboard."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kivy.graphics import Color, InstructionGroup, Mesh
from kivy.graphics.texture import Texture

from kiosk.language.languages import language_by_tag
from kiosk.text.engine import TextEngine, TextStyle
from screens.theme import Colour

_WHITE = (1.0, 1.0, 1.0, 1.0)
# Pixels: the side of a texture, and what is kept free between legends.
PAGE, APART = 512, 1


@dataclass(frozen=True)
class Legend:
    """White signs on a texture, so that every theme can tint them. ``texels``: left, top, right, bottom as
    fractions of the page."""

    page: Texture
    width: int
    height: int
    texels: tuple[float, float, float, float]


@dataclass
class _Shelf:
    """The row of a page that is being filled."""

    page: Texture
    x: int = 0
    top: int = 0
    height: int = 0


class LegendStore:
    """Legends of one visit, each drawn when it is first asked for."""

    def __init__(self) -> None:
        self._legends: dict[tuple[str, float, bool, str], Legend] = {}
        self._shelf: _Shelf | None = None

    def legend(self, engine: TextEngine, text: str, size: float, bold: bool, tag: str) -> Legend:
        """``size`` in pixels; ``tag`` is the language whose direction the signs take."""
        key = (text, size, bold, tag)
        if key not in self._legends:
            self._legends[key] = self._draw(engine, text, TextStyle(size, bold), tag)
        return self._legends[key]

    def __len__(self) -> int:
        return len(self._legends)

    def _draw(self, engine: TextEngine, text: str, style: TextStyle, tag: str) -> Legend:
        laid = engine.lay_out(text, language_by_tag(tag), style)
        width, height = max(1, ceil(laid.width)), max(1, ceil(laid.height))
        page, x, top = self._room(width, height)
        pixels = laid.draw(_WHITE, width=width, height=height)
        page.blit_buffer(pixels, size=(width, height), pos=(x, top), colorfmt="rgba", bufferfmt="ubyte")
        texels = (x / page.width, top / page.height, (x + width) / page.width, (top + height) / page.height)
        return Legend(page, width, height, texels)

    def _room(self, width: int, height: int) -> tuple[Texture, int, int]:
        """A page, and where on it so many pixels are free."""
        shelf = self._shelf
        if shelf is not None and shelf.x + width > shelf.page.width:
            shelf.x, shelf.top, shelf.height = 0, shelf.top + shelf.height + APART, 0
        if shelf is None or width > shelf.page.width or shelf.top + height > shelf.page.height:
            shelf = self._shelf = _Shelf(_page(max(PAGE, width), max(PAGE, height)))
        x = shelf.x
        shelf.x += width + APART
        shelf.height = max(shelf.height, height)
        return shelf.page, x, shelf.top


class LegendMeshes:
    """Legends at their places, collected for one mesh a page."""

    def __init__(self) -> None:
        self._corners: dict[Texture, array[float]] = {}

    def place(self, legend: Legend, x: float, y: float) -> None:
        """Its lower left corner at (x, y)."""
        left, top, right, bottom = legend.texels
        end, high = x + legend.width, y + legend.height
        self._corners.setdefault(legend.page, array("f")).extend(
            (x, y, left, bottom, end, y, right, bottom, end, high, right, top, x, high, left, top)
        )

    def add_to(self, group: InstructionGroup, colour: Colour) -> None:
        for page, corners in self._corners.items():
            group.add(Color(*colour))
            indices = array("H", _triangles(len(corners) // 16))
            group.add(Mesh(vertices=corners, indices=indices, mode="triangles", texture=page))


def _triangles(quads: int) -> Sequence[int]:
    return [4 * quad + corner for quad in range(quads) for corner in (0, 1, 2, 0, 2, 3)]


def _page(width: int, height: int) -> Texture:
    texture = Texture.create(size=(width, height), colorfmt="rgba")
    # Shown pixel by pixel; to filter it would cost half as much again.
    texture.mag_filter = texture.min_filter = "nearest"
    return texture
