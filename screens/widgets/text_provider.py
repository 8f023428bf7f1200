"""Kivy's core text provider on our text engine: stock Label and Button with right shaping and bidi.

    install(open_engine())          # before anything of kivy.uix is imported
    set_default_language(UYGHUR)

What Kivy's options mean here:

- ``text_language``: tag of the text's language, deciding its base direction and which face is asked
  first; None = the default language. An unknown tag is a KeyError.
- ``base_direction``: ``ltr`` or ``rtl`` in place of the language's direction (``weak_`` means the same).
- ``halign``: ``auto`` is where reading starts; ``left`` and ``right`` are the sides of the screen.
- ``line_height``: distance between baselines as a factor of ``font_size``; Kivy's default 1.0 stands for
  the fonts' own distance (1.489).
- ``max_lines``, ``shorten``, ``shorten_from``: what does not fit ends in an ellipsis.
- ``markup``: [b], [color], [size]; other brackets show as text.
- ``font_name``, ``italic``, ``underline``, ``outline_*`` and other choices of face have no effect.
"""

import sys
from math import ceil
from typing import Any, ClassVar

import kivy.core.text
import kivy.core.text.markup
from kivy.core.image import ImageData

from kiosk.language.languages import ENGLISH, Direction, Language, language_by_tag
from kiosk.text.engine import EllipsisPlace, TextEngine, TextStyle
from kiosk.text.layout import Align, LaidOutText, TextLine
from kiosk.text.markup import Color

_ELLIPSIS_AT: dict[str, EllipsisPlace] = {"left": "start", "center": "middle", "right": "end"}


class ShapedLabel(kivy.core.text.LabelBase):  # type: ignore[misc]
    """Kivy makes one for every text it shows, so the engine is an attribute of the class."""

    engine: ClassVar[TextEngine]
    default_language: ClassVar[Language] = ENGLISH
    takes_markup: ClassVar[bool] = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Kivy keeps this option from its first picture: it only passes it on when it changes later.
        self.options["max_lines"] = options.get("max_lines", 0)
        self._laid_out: LaidOutText | None = None
        # What was laid out last, and from what: measured and then drawn, a text is laid out once.
        self._last: tuple[tuple[object, ...], LaidOutText] | None = None

    def resolve_font_name(self) -> None:
        """The engine chooses the face; there is no file to look for."""

    @staticmethod
    def find_base_direction(text: str) -> str:
        """The direction of the language on the screen, whatever ``text`` begins with."""
        return ShapedLabel.default_language.direction

    def get_extents(self, text: str) -> tuple[int, int]:
        laid = self._lay_out(text.replace("\n", " "), None)
        return ceil(laid.width), ceil(laid.height)

    def lines(self, text: str, width: float) -> tuple[TextLine, ...]:
        """How a text would be broken at a width in pixels."""
        return self._lay_out(text, width).lines

    def render(self, real: bool = False) -> tuple[int, int] | None:
        """First pass: the size of the texture, padding included. Second pass: its pixels."""
        if real:
            self._upload()
            return None
        options = self.options
        text = self.text.strip() if options["strip"] or options["halign"] == "justify" else self.text
        self._laid_out, self.is_shortened = None, False
        if not text:
            return 0, 0
        left, top, right, bottom = options["padding"]
        box_width, box_height = self._text_size
        laid = self._lay_out(text, None if box_width is None else max(1.0, box_width - left - right))
        self._laid_out, self.is_shortened = laid, laid.truncated
        width, height = ceil(laid.width + left + right), ceil(laid.height + top + bottom)
        self._internal_size = width, height
        return max(int(box_width or width), 2), int(box_height or height)

    def _language(self) -> Language:
        tag = self.options["text_language"]
        return language_by_tag(tag) if tag else type(self).default_language

    def _lay_out(self, text: str, width: float | None) -> LaidOutText:
        options = self.options
        language = self._language()
        direction = _direction(options["base_direction"]) or language.direction
        line_height = float(options["line_height"])
        style = TextStyle(
            float(options["font_size"]), bool(options["bold"]), 0.0 if line_height == 1.0 else line_height
        )
        shorten = bool(options["shorten"]) and width is not None
        if shorten:
            text = text.replace("\n", " ")
        align = _align(options["halign"], direction)
        max_lines = 1 if shorten else int(options.get("max_lines") or 0) or None
        ellipsis = _ELLIPSIS_AT[options["shorten_from"]] if shorten else "end"
        asked = (text, language, style, width, align, max_lines, ellipsis, direction)
        if self._last is None or self._last[0] != asked:
            laid = self.engine.lay_out(
                text, language, style, width=width, align=align, max_lines=max_lines, ellipsis=ellipsis,
                markup=self.takes_markup, direction=direction,
            )  # fmt: skip
            self._last = asked, laid
        return self._last[1]

    def _upload(self) -> None:
        laid = self._laid_out
        if laid is None:
            return
        width, height = self._size
        left, top, *_ = self.options["padding"]
        spare = height - self._internal_size[1]
        above = {"top": 0.0, "bottom": spare}.get(self.options["valign"], spare / 2)
        color = _color(self.options["color"])
        pixels = laid.draw(color, width=width, height=height, x=left, y=int(top + above))
        # Shown pixel by pixel; software GL takes half as long again to filter it.
        self.texture.mag_filter = self.texture.min_filter = "nearest"
        self.texture.blit_data(ImageData(width, height, "rgba", pixels))
        # On the panel its pixels are enough.
        self._laid_out = self._last = None


class ShapedMarkupLabel(ShapedLabel):
    """What Kivy makes for a Label with ``markup=True``. Has no refs and no anchors."""

    takes_markup = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._refs: dict[str, Any] = {}
        self._anchors: dict[str, Any] = {}

    @property
    def refs(self) -> dict[str, Any]:
        return self._refs

    @property
    def anchors(self) -> dict[str, Any]:
        return self._anchors


def install(engine: TextEngine | None = None) -> None:
    """Let every text of Kivy be drawn by ``engine``, or by the one that `use_engine` names later.

    Raises RuntimeError when kivy.uix.label has been imported with another provider: it keeps the
    classes it found.
    """
    label = sys.modules.get("kivy.uix.label")
    if label is not None and label.CoreLabel is not ShapedLabel:
        raise RuntimeError("the text provider must be installed before kivy.uix.label is imported")
    if engine is not None:
        use_engine(engine)
    kivy.core.text.Label = kivy.core.text.Text = ShapedLabel
    kivy.core.text.markup.MarkupLabel = ShapedMarkupLabel


def use_engine(engine: TextEngine) -> None:
    """From here on ``engine`` draws. It must have been opened in this process, not before a fork: Pango
    from 1.52 on has a thread for every font map."""
    ShapedLabel.engine = engine


def set_default_language(language: Language) -> None:
    """The language of every text that names none, from its next layout on."""
    ShapedLabel.default_language = language


def _direction(option: str | None) -> Direction | None:
    if not option:
        return None
    return "rtl" if option.endswith("rtl") else "ltr"


def _align(option: str, direction: Direction) -> Align:
    if option == "center":
        return "center"
    if option == "justify":
        return "justify"
    if option in ("auto", "start"):
        return "start"
    if option == "end":
        return "end"
    return "start" if (option == "right") == (direction == "rtl") else "end"


def _color(option: Any) -> Color:
    red, green, blue, alpha = (*option, 1.0)[:4]
    return red, green, blue, alpha
