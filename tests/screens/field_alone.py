"""A text field alone in the window, for its tests, and Pango's word on where its letters stand."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Terms
from kiosk.text.engine import TextStyle
from kiosk.text.layout import LaidOutText
from screens.theme import DAY, ColourTheme, colour
from screens.widgets.text_field import TextField
from tests.screens.face import Face, FaceMaker

MIXED = (
    "ئاتا (Ali) 身份证 [A-17] ٴىس ٴنومىرى «650102-2024-A17» 3.5 мың سائەت",
    "请将 ياخشىمۇسىز (2024-03-18) ٴبىر Kiosk",
    "A-17 ئۇ 1 身 ب",
    "0998-1234567",
)
FAMILY = "👨\u200d👩\u200d👧"
UNIT = Terms({language.tag: "م" if language.rtl else "му" for language in RESIDENT_LANGUAGES})
INK, ACCENT = DAY.ink, DAY.acc
# Left and bottom of a field in the window, and its width.
LEFT, BOTTOM, WIDTH = 40, 900, 1000

Make = Callable[..., tuple[Face, Any]]
both_ways = pytest.mark.parametrize("figures", [False, True], ids=["words", "figures"])
in_every_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
in_both_directions = pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)


def maker(open_face: FaceMaker) -> Make:
    """Makes a face that shows nothing but a text field, and the field."""

    def made(
        language: Language = UYGHUR,
        *,
        width: int = WIDTH,
        theme: ColourTheme = ColourTheme.DAY,
        **options: Any,
    ) -> tuple[Face, Any]:
        face = open_face(language=language, theme=theme)
        field = TextField(size_hint=(None, None), width=width, pos=(LEFT, BOTTOM), **options)
        face.root.clear_widgets()
        face.root.add_widget(field)
        face.step()
        return face, field

    return made


def laid_out(face: Face, text: str, *, figures: bool = False) -> LaidOutText:
    """The text as Pango lays it out."""
    look = face.app.look
    direction = "ltr" if figures else look.language.direction
    return face.app.engine.lay_out(
        text, look.language, TextStyle(look.type("field"), bold=True), direction=direction
    )


def caret_x(field: Any) -> float:
    x, _, width, _ = field.caret_box()
    return float(x + width / 2)


def picture_of(face: Face, field: Any) -> Image.Image:
    """The field as it is drawn, without its frame."""
    face.step()
    window = face.picture()
    frame = 8
    return window.crop(
        (
            int(field.x + frame), int(window.height - field.top + frame),
            int(field.right - frame), int(window.height - field.y - frame),
        )
    )  # fmt: skip


def rgb(hexadecimal: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in colour(hexadecimal)[:3])


def columns_of(picture: Image.Image, hexadecimal: str) -> list[int]:
    """In which columns a colour is."""
    wanted = rgb(hexadecimal)
    pixels = picture.load()
    assert pixels is not None
    return [x for x in range(picture.width) if any(pixels[x, y] == wanted for y in range(picture.height))]
