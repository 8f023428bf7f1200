"""Dashed outlines, drawn as small rectangles: Kivy's dashed Line works only one pixel wide."""

from kivy.app import App
from kivy.graphics import Color, Rectangle
from kivy.graphics.instructions import CanvasBase

DASH, GAP, THICKNESS = 18, 12, 4


def dashed_frame(canvas: CanvasBase, x: float, y: float, width: float, height: float, *, colour: str) -> None:
    """Adds a dashed frame inside the given box, in a colour token's colour."""
    look = App.get_running_app().look
    dash, gap, thickness = look.px(DASH), look.px(GAP), look.px(THICKNESS)
    with canvas:
        Color(*look.c(colour))
        for start, length in dashes(width, dash, gap):
            Rectangle(pos=(x + start, y), size=(length, thickness))
            Rectangle(pos=(x + start, y + height - thickness), size=(length, thickness))
        for start, length in dashes(height, dash, gap):
            Rectangle(pos=(x, y + start), size=(thickness, length))
            Rectangle(pos=(x + width - thickness, y + start), size=(thickness, length))


def dashes(length: float, dash: float, gap: float) -> list[tuple[float, float]]:
    """(start, length) of each dash on a line, stretched so that a dash stands at both ends."""
    if length <= 0:
        return []
    count = max(1, round((length + gap) / (dash + gap)))
    scale = length / (count * (dash + gap) - gap)
    return [(i * (dash + gap) * scale, dash * scale) for i in range(count)]
