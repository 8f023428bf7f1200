"""Rounded shapes as one mesh in the theme's colours: nothing is painted twice, and one call draws it all.

Software GL costs by covered pixels, and more for a texture that is filtered than for one that is not; so a
shape's colours are texels of one small unfiltered texture, and the parts of a shape lie beside each other.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, pi, sin

from kivy.app import App
from kivy.graphics import BindTexture, Color, InstructionGroup, Mesh
from kivy.graphics.texture import Texture

from screens.theme import TOKENS, Palette, colour

# Corners are drawn in so many straight pieces.
PIECES = 6

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A rounded rectangle."""

    x: float
    y: float
    width: float
    height: float
    radius: float

    def inset(self, by: float) -> "Outline":
        """The same, ``by`` pixels smaller on every side."""
        return outline(
            self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by, max(1.0, self.radius - by)
        )

    @cached_property
    def points(self) -> list[Point]:
        """From the left end of the lower left corner on, against the clock; every outline has as many."""
        radius = self.radius
        left, right = self.x + radius, self.x + self.width - radius
        low, high = self.y + radius, self.y + self.height - radius
        middles = ((left, low), (right, low), (right, high), (left, high))
        return [
            (middle_x + radius * across, middle_y + radius * up)
            for (middle_x, middle_y), arc in zip(middles, _arcs(), strict=True)
            for across, up in arc
        ]


def outline(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A rounded rectangle of which nothing is negative."""
    width, height = max(0.0, width), max(0.0, height)
    return Outline(x, y, width, height, max(0.0, min(radius, width / 2, height / 2)))


class Plates:
    """Parts of shapes in colour tokens, collected for one mesh."""

    def __init__(self) -> None:
        self._vertices = array("f")
        self._indices = array("H")

    def fill(self, shape: Outline, token: str) -> None:
        """The whole shape."""
        first = self._place(shape.points, token)
        self._indices.extend(first + index for index in _fan())

    def framed(self, shape: Outline, border: float, line: str, fill: str) -> None:
        """A frame ``border`` pixels wide, and what it holds."""
        inside = shape.inset(border)
        outer = self._place(shape.points, line)
        self._place(inside.points, line)
        self._indices.extend(outer + index for index in _ring())
        self.fill(inside, fill)

    def edge(self, foot: Outline, top: Outline, token: str) -> None:
        """What is seen of a shape below another of its size that lies higher."""
        lower = 2 * (PIECES + 1)
        first = self._place(foot.points[:lower], token)
        self._place(top.points[:lower], token)
        self._indices.extend(first + index for index in _strip())

    def add_to(self, group: InstructionGroup) -> None:
        app = App.get_running_app()
        group.add(Color(1, 1, 1, 1))
        group.add(
            Mesh(
                vertices=self._vertices, indices=self._indices, mode="triangles",
                texture=app.pictograms.palettes.texture(app.look.theme.palette),
            )
        )  # fmt: skip

    def _place(self, points: Sequence[Point], token: str) -> int:
        """The number of the first of the points."""
        first = len(self._vertices) // 4
        u = _texel(token)
        self._vertices.extend([number for x, y in points for number in (x, y, u, 0.5)])
        return first


class PaletteTextures:
    """The colours of each palette as a texture, made once."""

    def __init__(self) -> None:
        self._textures: dict[Palette, Texture] = {}

    def texture(self, palette: Palette) -> Texture:
        if palette not in self._textures:
            texture = Texture.create(size=(len(TOKENS), 1), colorfmt="rgba")
            texels = [round(255 * part) for token in TOKENS for part in colour(getattr(palette, token))]
            texture.blit_buffer(bytes(texels), colorfmt="rgba", bufferfmt="ubyte")
            texture.mag_filter = texture.min_filter = "nearest"
            self._textures[palette] = texture
        return self._textures[palette]


def sharpen_flat_colours() -> None:
    """Rectangles without a texture are drawn with Kivy's white one; unfiltered it looks the same and costs
    half. There must be a window."""
    white = BindTexture(source=None).texture
    white.mag_filter = white.min_filter = "nearest"


@cache
def _texel(token: str) -> float:
    return (TOKENS.index(token) + 0.5) / len(TOKENS)


@cache
def _arcs() -> tuple[tuple[Point, ...], ...]:
    """A quarter circle for each corner, from the lower left one on, against the clock."""
    turns = [pi / 2 * piece / PIECES for piece in range(PIECES + 1)]
    starts = (pi, 1.5 * pi, 0.0, 0.5 * pi)
    return tuple(tuple((cos(start + turn), sin(start + turn)) for turn in turns) for start in starts)


# Corners of triangles, as numbers of points.


@cache
def _fan() -> tuple[int, ...]:
    count = 4 * (PIECES + 1)
    return tuple(index for n in range(1, count - 1) for index in (0, n, n + 1))


@cache
def _ring() -> tuple[int, ...]:
    count = 4 * (PIECES + 1)
    return _between(count, [(n, (n + 1) % count) for n in range(count)])


@cache
def _strip() -> tuple[int, ...]:
    count = 2 * (PIECES + 1)
    return _between(count, [(n, n + 1) for n in range(count - 1)])


def _between(count: int, ends: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(i for n, m in ends for i in (n, m, count + m, n, count + m, count + n))
