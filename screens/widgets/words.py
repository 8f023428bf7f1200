"""Words on the screen: a label whose text comes from a catalogue key or a message, never a literal."""

from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.label import Label

from kiosk.language.values import Message
from screens.widgets.text_provider import ShapedLabel

# What the picture of a text depends on.
_SHAPING = (
    "text", "font_size", "bold", "color", "halign", "valign", "padding", "text_size", "line_height",
    "text_language", "base_direction", "shorten", "shorten_from", "max_lines",
)  # fmt: skip


class Words(Label):  # type: ignore[misc]
    """A text in one of the type roles. Give ``key`` (no values), ``message``, or ready ``text``
    that a catalogue or the resident has produced.

    Kivy's label without its rule and without most of its forty bindings: a screen has up to forty of these,
    and they were a third of what it took to make it. There is no markup.
    """

    key = StringProperty("")
    message = ObjectProperty(None, allownone=True)
    role = OptionProperty(
        "body", options=["title", "field", "choice", "key", "body", "label", "place", "bar", "floor", "case"]
    )
    tone = StringProperty("ink")

    def __init__(self, **kwargs: Any) -> None:
        look = App.get_running_app().look
        self._trigger_texture = Clock.create_trigger(self.texture_update, -1)
        self._label = ShapedLabel()
        # Before the rules, which may say otherwise.
        self.font_size = look.type(self.role)
        self.color = look.c(self.tone)
        self.line_height = look.line_height
        self.text_language = look.language.tag
        # Widget's, not Label's.
        super(Label, self).__init__(**kwargs)
        with self.canvas:
            Color(1, 1, 1, 1)
            self._rectangle = Rectangle(size=(0, 0))
        for prop in _SHAPING:
            self.fbind(prop, self._trigger_texture)
        for prop in ("pos", "size"):
            self.fbind(prop, self._place)
        self._trigger_texture()

    def on_key(self, _words: "Words", key: str) -> None:
        self.message = Message(key) if key else None

    def on_message(self, _words: "Words", message: object) -> None:
        self.text = App.get_running_app().text(message) if message is not None else ""

    def on_role(self, _words: "Words", role: str) -> None:
        self.font_size = App.get_running_app().look.type(role)

    def on_tone(self, _words: "Words", tone: str) -> None:
        self.color = App.get_running_app().look.c(tone)

    def texture_update(self, *_: object) -> None:
        """Lays the text out and has it drawn with the next frame."""
        texture, shortened = None, False
        if self.text.strip():
            label = self._shaped()
            label.refresh()
            texture, shortened = label.texture, label.is_shortened
        self.texture = self._rectangle.texture = texture
        self.is_shortened = shortened
        size = [0, 0] if texture is None else list(texture.size)
        self._rectangle.size = size
        self.texture_size = size
        self._place()

    def _shaped(self) -> ShapedLabel:
        """What lays out and draws, with everything it depends on."""
        label = self._label
        label.text, label.usersize = self.text, self.text_size
        label.options.update({prop: getattr(self, prop) for prop in _SHAPING[1:]})
        # A picture that another frame still shows is not drawn over.
        label.texture = None
        return label

    def _place(self, *_: object) -> None:
        width, height = self._rectangle.size
        # Not center_x: Kivy renews that alias only after the observers of pos and size were called.
        self._rectangle.pos = (
            int(self.x + self.width / 2 - width / 2), int(self.y + self.height / 2 - height / 2)
        )  # fmt: skip


class FittedWords(Words):
    """Words as wide as they need, wrapped where that is more than ``most`` pixels."""

    most = NumericProperty(10_000)

    def __init__(self, **kwargs: Any) -> None:
        self.size_hint_x = None
        self.halign = "center"
        self.valign = "middle"
        super().__init__(**kwargs)
        self.fbind("most", self._trigger_texture)

    def texture_update(self, *_: object) -> None:
        """Measures and draws, when everything that it depends on is there."""
        natural = self._shaped().get_extents(self.text)[0] + 2.0 if self.text else 0.0
        self.width = min(natural, max(1, self.most))
        self.text_size = (None, None) if natural <= self.most else (self.width, None)
        super().texture_update()
        # To set these has asked for it once more.
        self._trigger_texture.cancel()


class PlacedWords(Words):
    """Words that wrap to the width they are given.

    Lines are broken when there is a width to break them at, not at the pixels a box has before it is laid
    out: that would cost most of what a new screen may take.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.width = 0
        self.text_size = (0.0, None)
        super().__init__(**kwargs)
        self.fbind("width", self._wrap)

    def _wrap(self, _words: Words, width: float) -> None:
        self.text_size = (width, None)

    def texture_update(self, *_: object) -> None:
        if not self.text or self.width > 2 * self.font_size:
            super().texture_update()


class Paragraph(PlacedWords):
    """Words that wrap to the width they are given and take the height they need."""

    def __init__(self, **kwargs: Any) -> None:
        self.size_hint_y = None
        super().__init__(**kwargs)

    def on_texture_size(self, _words: Words, size: tuple[float, float]) -> None:
        self.height = size[1]


class ShortParagraph(Paragraph):
    """Words that would take more than ``most_lines`` are set in the ``smaller`` role: what stands below them
    needs the room."""

    smaller = StringProperty("body")
    most_lines = NumericProperty(2)

    def texture_update(self, *_: object) -> None:
        """At the size that its lines allow."""
        if self.text and self.width > 2 * self.font_size:
            look = App.get_running_app().look
            self.font_size = look.type(self.role)
            if len(self._shaped().lines(self.text, self.text_size[0])) > self.most_lines:
                self.font_size = look.type(self.smaller)
        super().texture_update()
        # To set the size has asked for it once more.
        self._trigger_texture.cancel()


class CentredWords(PlacedWords):
    """Words in the middle of their box, wrapped to its width."""

    def __init__(self, **kwargs: Any) -> None:
        self.halign = "center"
        self.valign = "middle"
        super().__init__(**kwargs)
