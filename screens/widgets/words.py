"""Words on the screen: a label whose text comes from a catalogue key or a message, never a literal."""

from typing import Any

from kivy.app import App
from kivy.core.text import Label as CoreLabel
from kivy.properties import NumericProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.label import Label

from kiosk.language.values import Message


class Words(Label):  # type: ignore[misc]
    """A text in one of the type roles. Give ``key`` (no values), ``message``, or ready ``text``
    that a catalogue or the resident has produced."""

    key = StringProperty("")
    message = ObjectProperty(None, allownone=True)
    role = OptionProperty(
        "body", options=["title", "field", "choice", "key", "body", "label", "place", "bar", "floor", "case"]
    )
    tone = StringProperty("ink")

    def on_key(self, _words: "Words", key: str) -> None:
        self.message = Message(key) if key else None

    def on_message(self, _words: "Words", message: object) -> None:
        self.text = App.get_running_app().text(message) if message is not None else ""


class FittedWords(Words):
    """Words as wide as they need, wrapped where that is more than ``most`` pixels."""

    most = NumericProperty(10_000)

    def __init__(self, **kwargs: Any) -> None:
        self._measured: tuple[object, ...] = ()
        self._natural = 0.0
        super().__init__(**kwargs)
        for prop in ("text", "font_size", "bold", "most", "text_language"):
            self.fbind(prop, self._fit)
        self._fit()

    def _fit(self, *_: object) -> None:
        measured = (self.text, self.font_size, self.bold, self.text_language)
        if measured != self._measured:
            self._measured = measured
            self._natural = self._width_needed()
        self.width = min(self._natural, max(1, self.most))
        self.text_size = (None, None) if self._natural <= self.most else (self.width, None)

    def _width_needed(self) -> float:
        if not self.text:
            return 0
        measure = CoreLabel(
            text=self.text, font_size=self.font_size, bold=self.bold, text_language=self.text_language
        )
        return float(measure.get_extents(self.text)[0] + 2)


class Paragraph(Words):
    """Words that wrap to the width they are given and take the height they need."""


class CentredWords(Words):
    """Words in the middle of their box, wrapped to its width."""
