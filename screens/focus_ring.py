"""The ring around what the keypad's focus is on: two colours, on top of everything, never cut off."""

from typing import NamedTuple

from kivy.graphics import Color, InstructionGroup, Line

from screens.reading_order import Box
from screens.theme import ColourTheme, Look

# Design pixels: from the inside outwards, width and colour.
DAY_RINGS, DARK_RINGS = ((4, "acc"), (8, "ink")), ((4, "ground"), (8, "acc"))
RADIUS = 20


class Ring(NamedTuple):
    """One line of the ring: its middle's box, width, corner and colour token."""

    box: Box
    width: float
    radius: float
    colour: str


def rings(around: Box, look: Look) -> tuple[Ring, ...]:
    """Outside the box, except where the panel ends: there the ring moves in."""
    bands = DAY_RINGS if look.theme is ColourTheme.DAY else DARK_RINGS
    out = sum(look.px(width) for width, _ in bands)
    left, bottom = max(0.0, around.x - out), max(0.0, around.y - out)
    right = min(float(look.panel.width_px), around.right + out)
    top = min(float(look.panel.height_px), around.top + out)
    drawn = []
    inset = 0.0
    for design_width, colour in reversed(bands):
        width = look.px(design_width)
        middle = inset + width / 2
        box = Box(left + middle, bottom + middle, right - left - 2 * middle, top - bottom - 2 * middle)
        drawn.append(Ring(box, width, look.px(RADIUS) + out - middle, colour))
        inset += width
    return tuple(drawn)


class FocusRing:
    """Draws the ring into a group of the root's canvas, only when it has changed."""

    def __init__(self) -> None:
        self.group = InstructionGroup()
        self._shown: tuple[Ring, ...] = ()

    def show(self, around: Box | None, look: Look) -> None:
        """The ring around a box, or none."""
        shown = () if around is None else rings(around, look)
        if shown == self._shown:
            return
        self._shown = shown
        self.group.clear()
        for box, width, radius, colour in shown:
            self.group.add(Color(*look.c(colour)))
            corner = min(radius, box.width / 2, box.height / 2)
            # Kivy's width of a line is what it has on each side of its middle.
            self.group.add(
                Line(rounded_rectangle=(box.x, box.y, box.width, box.height, corner), width=width / 2)
            )
