"""The on-screen keyboard: rows of keys from a layout, drawn as one widget.

One widget for all keys: forty widgets would cost more than a screen may take to appear.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kivy.app import App
from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle, RoundedRectangle
from kivy.graphics.texture import Texture
from kivy.input.motionevent import MotionEvent
from kivy.properties import ObjectProperty
from kivy.uix.widget import Widget

from kiosk.input.keyboards import Key, KeyboardLayout
from kiosk.language.values import Message

# Design pixels: between keys, and the visible lower edge.
GAP, EDGE = 12, 6


@dataclass(frozen=True)
class KeyBox:
    """Where a key stands, in window pixels."""

    key: Key
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Keyboard(Widget):  # type: ignore[misc]
    """Calls ``typed(key)`` when a key was touched and let go inside."""

    layout = ObjectProperty(None, allownone=True)

    def __init__(self, layout: KeyboardLayout, typed: Callable[[Key], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._typed = typed
        self.boxes: tuple[KeyBox, ...] = ()
        self._pressed: KeyBox | None = None
        self.layout = layout
        for prop in ("pos", "size", "layout"):
            self.fbind(prop, self._lay_out)
        self._lay_out()

    @property
    def elements(self) -> tuple[tuple[str, KeyBox], ...]:
        """(element id, box) of every key, for the keypad and the virtual resident."""
        return tuple((box.key.element_id, box) for box in self.boxes)

    def _lay_out(self, *_: object) -> None:
        look = App.get_running_app().look
        gap = look.px(GAP)
        rows = self.layout.rows
        height = (self.height - gap * (len(rows) - 1)) / len(rows)
        boxes = []
        for index, row in enumerate(rows):
            y = self.top - (index + 1) * height - index * gap
            unit = (self.width - gap * (len(row) - 1)) / sum(key.span for key in row)
            x = self.right if self.layout.rtl else self.x
            for key in row:
                width = unit * key.span
                if self.layout.rtl:
                    x -= width
                boxes.append(KeyBox(key, x, y, width, height))
                x += -gap if self.layout.rtl else width + gap
        self.boxes = tuple(boxes)
        self._draw()

    def _draw(self) -> None:
        self.canvas.clear()
        with self.canvas:
            for box in self.boxes:
                self._draw_key(box, pressed=box == self._pressed)

    def _draw_key(self, box: KeyBox, *, pressed: bool) -> None:
        look = App.get_running_app().look
        edge, radius, border = look.px(EDGE), look.px(14), look.px(3)
        y = box.y if pressed else box.y + edge
        if not pressed:
            Color(*look.c("edge"))
            RoundedRectangle(pos=(box.x, box.y), size=(box.width, box.height - edge), radius=[radius])
        Color(*look.c("line"))
        RoundedRectangle(pos=(box.x, y), size=(box.width, box.height - edge), radius=[radius])
        Color(
            *look.c("acc" if pressed else {"vowel": "acc_soft", "work": "sand"}.get(box.key.kind, "surface"))
        )
        inner = (box.width - 2 * border, box.height - edge - 2 * border)
        RoundedRectangle(pos=(box.x + border, y + border), size=inner, radius=[radius - border])
        texture = self._legend(box.key)
        Color(1, 1, 1, 1)
        Rectangle(
            texture=texture,
            pos=(
                round(box.x + (box.width - texture.width) / 2),
                round(y + (box.height - edge - texture.height) / 2),
            ),
            size=texture.size,
        )

    def _legend(self, key: Key) -> Texture:
        app = App.get_running_app()
        words = app.text(Message(key.legend_key)) if key.legend_key else key.legend
        label = CoreLabel(
            text=words,
            font_size=app.look.px(38 if key.kind == "work" else 54),
            bold=True,
            color=app.look.c("ink"),
            text_language=app.look.language.tag,
        )
        label.refresh()
        return label.texture

    def _box_at(self, touch: MotionEvent) -> KeyBox | None:
        return next((box for box in self.boxes if box.holds(*touch.pos)), None)

    def on_touch_down(self, touch: MotionEvent) -> bool:
        box = self._box_at(touch)
        if box is None:
            return bool(super().on_touch_down(touch))
        touch.grab(self)
        self._pressed = box
        self._draw()
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return bool(super().on_touch_up(touch))
        touch.ungrab(self)
        pressed, self._pressed = self._pressed, None
        self._draw()
        if pressed is not None and pressed.holds(*touch.pos):
            self._typed(pressed.key)
        return True
