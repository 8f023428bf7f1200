"""What was typed so far, with a steady caret at its end."""

import unicodedata
from typing import Any

from kivy.app import App
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.text.engine import TextStyle

# Design pixels: inside the frame, and the caret.
MARGIN, CARET_WIDTH, CARET_HEIGHT = 30, 7, 84


class Entry(BoxLayout):  # type: ignore[misc]
    """The field of a question. ``figures``: digits that read left to right in every language."""

    text = StringProperty("")
    unit = ObjectProperty(None, allownone=True)
    figures = ObjectProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        look = App.get_running_app().look
        with self.canvas.after:
            self._ink = Color(1, 1, 1, 1)
            self._shown = Rectangle(size=(0, 0))
            Color(*look.c("prim"))
            self._caret = Rectangle(size=(look.px(CARET_WIDTH), look.px(CARET_HEIGHT)))
        for prop in ("pos", "size", "text", "figures"):
            self.fbind(prop, self._draw)
        self._draw()

    def without_last(self) -> str:
        """The text without its last user-perceived character (marks go with their letter)."""
        text: str = self.text
        while text and unicodedata.combining(text[-1]):
            text = text[:-1]
        return text[:-1]

    def _draw(self, *_: object) -> None:
        app = App.get_running_app()
        look = app.look
        laid_out = app.engine.lay_out(
            self.text,
            look.language,
            TextStyle(look.type("field"), bold=True),
            direction="ltr" if self.figures else look.language.direction,
        )
        margin = look.px(MARGIN)
        room = self.width - 2 * margin
        width, height = max(1, int(laid_out.width + 1)), max(1, int(laid_out.height + 1))
        caret = laid_out.caret(len(self.text)).x
        # At the reading start; text longer than the field shows its end, where one types.
        left = self.x + margin
        if look.rtl:
            left = self.right - margin - width if width <= room else self.x + margin
        elif width > room:
            left = self.right - margin - width
        middle = self.y + self.height / 2
        texture = Texture.create(size=(width, height), colorfmt="rgba")
        pixels = laid_out.draw(look.c("ink"), width=width, height=height)
        texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
        texture.flip_vertical()
        self._shown.texture = texture
        self._shown.size = (width, height)
        self._shown.pos = (round(left), round(middle - height / 2))
        self._caret.size = (look.px(CARET_WIDTH), look.px(CARET_HEIGHT))
        self._caret.pos = (round(left + caret), round(middle - look.px(CARET_HEIGHT) / 2))
