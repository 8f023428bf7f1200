"""Rounded shapes in the theme's colours, of which nothing is painted twice and nothing left out."""

from collections.abc import Callable

import pytest
from kivy.graphics import InstructionGroup
from kivy.uix.widget import Widget
from PIL import Image

from screens.theme import ColourTheme, colour
from screens.widgets.shapes import Outline, Plates, outline
from tests.screens.face import Face, FaceMaker

BOX = (100, 500, 300, 160)


def drawn(face: Face, add: Callable[[Plates], None]) -> Image.Image:
    """The shapes alone on the ground; the picture's origin is the lower left corner."""
    group, plates, widget = InstructionGroup(), Plates(), Widget()
    add(plates)
    plates.add_to(group)
    widget.canvas.add(group)
    face.root.clear_widgets()
    face.root.add_widget(widget)
    face.step()
    return face.picture().transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def close(hexadecimal: str) -> tuple[int, ...]:
    return tuple(round(part * 255) for part in colour(hexadecimal)[:3])


def colours_in(picture: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    parts = iter(picture.crop(box).tobytes())
    return set(zip(parts, parts, parts, strict=True))


@pytest.mark.parametrize("theme", list(ColourTheme), ids=lambda theme: theme.value)
def test_a_framed_shape_has_its_line_around_its_fill(open_face: FaceMaker, theme: ColourTheme) -> None:
    palette = theme.palette
    picture = drawn(
        open_face(theme=theme), lambda plates: plates.framed(outline(*BOX, 20), 6, "line", "acc_soft")
    )
    x, y, width, height = BOX
    assert colours_in(picture, (x + 6, y + 26, x + width - 6, y + height - 26)) == {close(palette.acc_soft)}
    for side in (
        (x, y + 26, x + 6, y + height - 26), (x + width - 6, y + 26, x + width, y + height - 26),
        (x + 26, y, x + width - 26, y + 6), (x + 26, y + height - 6, x + width - 26, y + height),
    ):  # fmt: skip
        assert colours_in(picture, side) == {close(palette.line)}
    # The corner is round.
    assert colours_in(picture, (x, y, x + 3, y + 3)) == {close(palette.ground)}


def test_an_edge_is_seen_below_its_shape_and_nowhere_else(open_face: FaceMaker) -> None:
    x, y, width, height = BOX
    foot, top = outline(x, y, width, height, 20), outline(x, y + 8, width, height, 20)
    picture = drawn(open_face(), lambda plates: plates.edge(foot, top, "prim_edge"))
    palette = ColourTheme.DAY.palette
    assert colours_in(picture, (x + 20, y, x + width - 20, y + 8)) == {close(palette.prim_edge)}
    assert colours_in(picture, (x, y + 30, x + width, y + height + 8)) == {close(palette.ground)}


def test_a_shape_smaller_than_its_frame_is_all_frame(open_face: FaceMaker) -> None:
    picture = drawn(
        open_face(), lambda plates: plates.framed(outline(100, 500, 20, 4, 20), 6, "bad", "acc_soft")
    )
    palette = ColourTheme.DAY.palette
    assert close(palette.acc_soft) not in colours_in(picture, (80, 480, 140, 520))


@pytest.mark.parametrize("size", [(0, 0), (-5, 10), (1, 1), (300, 10)])
def test_no_outline_leaves_its_box(size: tuple[float, float]) -> None:
    shape = outline(10, 20, *size, 20)
    assert isinstance(shape, Outline) and shape.width >= 0 and shape.height >= 0
    for x, y in shape.points:
        assert 10 - 1e-6 <= x <= 10 + max(0, size[0]) + 1e-6
        assert 20 - 1e-6 <= y <= 20 + max(0, size[1]) + 1e-6
