"""What is drawn in a text field: letters, selection, composition line and caret."""

from collections.abc import Sequence
from dataclasses import dataclass

from kivy.graphics import Canvas, Color, InstructionGroup, Rectangle
from kivy.graphics.texture import Texture

from kiosk.text.layout import Area
from screens.theme import Colour


@dataclass(frozen=True)
class InkColours:
    letters: Colour
    selection: Colour
    selected_letters: Colour
    caret: Colour


class FieldInk:
    """Holds one texture as large as the field's view, filled anew when the text or its place changes."""

    def __init__(self, canvas: Canvas) -> None:
        self._texture: Texture | None = None
        self._letters_colour = Color()
        self._letters = Rectangle(size=(0, 0))
        self._marks = InstructionGroup()
        self._caret_colour = Color()
        self._caret = Rectangle(size=(0, 0))
        for instruction in (
            self._letters_colour, self._letters, self._marks, self._caret_colour, self._caret,
        ):  # fmt: skip
            canvas.add(instruction)

    def show_letters(self, pixels: bytes | bytearray, size: tuple[int, int], colour: Colour) -> None:
        """``pixels``: RGBA in white, rows from the top, so that a selection can be in another colour."""
        texture = self._texture
        if texture is None or texture.size != size:
            texture = Texture.create(size=size, colorfmt="rgba")
            texture.flip_vertical()
            self._texture = texture
        texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
        self._letters_colour.rgba = colour
        self._letters.texture = texture
        self._letters.size = size

    def place(
        self, x: float, top: float, *, caret: Area, selected: Sequence[Area], composed: Sequence[Area],
        line: float, colours: InkColours,
    ) -> None:  # fmt: skip
        """Everything at its place in a view whose upper left corner is (x, top) of the window; areas are in
        the view, y down. ``line``: how thick what is being composed is underlined."""
        width, height = self._letters.size
        self._letters.pos = (x, top - height)
        self._marks.clear()
        for area in selected:
            self._mark(area, x, top, colours)
        if composed:
            self._marks.add(Color(*colours.letters))
        for area in composed:
            left, right = max(0.0, area.x), min(width, area.x + area.width)
            bottom = min(height, area.top + area.height)
            if right > left:
                self._marks.add(Rectangle(pos=(x + left, top - bottom), size=(right - left, line)))
        self._caret_colour.rgba = colours.caret
        self._caret.size = (caret.width, caret.height)
        self._caret.pos = (x + caret.x, top - caret.top - caret.height)

    def _mark(self, area: Area, x: float, top: float, colours: InkColours) -> None:
        """A selected part: a ground over the letters, and the same letters on it in its own colour."""
        texture = self._texture
        if texture is None:
            return
        width, height = texture.size
        left, right = max(0.0, area.x), min(width, area.x + area.width)
        upper, lower = max(0.0, area.top), min(height, area.top + area.height)
        if right <= left or lower <= upper:
            return
        box = {"pos": (x + left, top - lower), "size": (right - left, lower - upper)}
        u0, v_bottom, u1, _, _, v_top, _, _ = texture.tex_coords
        us = [u0 + (u1 - u0) * at / width for at in (left, right)]
        vs = [v_top + (v_bottom - v_top) * at / height for at in (lower, upper)]
        corners = (us[0], vs[0], us[1], vs[0], us[1], vs[1], us[0], vs[1])
        self._marks.add(Color(*colours.selection))
        self._marks.add(Rectangle(**box))
        self._marks.add(Color(*colours.selected_letters))
        self._marks.add(Rectangle(texture=texture, tex_coords=corners, **box))
