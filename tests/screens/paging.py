"""Every page of a screen, on the panels and in the sizes of letters where room is scarce."""

from collections.abc import Iterator

from kivy.uix.label import Label

from kiosk.text.isolation import without_isolates
from screens.theme import Modes, Panel, TextStep
from tests.screens.face import PANEL, Face

FULL_HD, WXGA, XGA = (
    Panel(1920, 1080, 476, 268),
    Panel(1280, 800, 331.7, 207.3),
    Panel(1024, 768, 304, 228),
)
# Panel and modes by name.
TIGHT = {
    "largest": (PANEL, Modes(TextStep.LARGEST)),
    "reach": (PANEL, Modes(reach=True)),
    "reach-largest": (PANEL, Modes(TextStep.LARGEST, reach=True)),
    "full-hd-large": (FULL_HD, Modes(TextStep.LARGE)),
    "wxga": (WXGA, Modes()),
    "xga-largest": (XGA, Modes(TextStep.LARGEST)),
}


def pages_of(face: Face) -> Iterator[None]:
    """Stands on each page in turn, by the keys that a resident has for it; nothing on it leaves its room."""
    pages = face.screen.pages
    assert pages is not None
    # Pages are counted again when their words are laid out.
    face.step()
    while True:
        stays_inside(face)
        yield
        if pages.last:
            return
        face.touch("forward" if pages.paging == "reading" else "more")


def stays_inside(face: Face) -> None:
    """No words of the screen stand outside its work area."""
    left, low = face.screen.to_window(face.screen.x, face.screen.y)
    for label in face.labels(face.screen):
        x, y = label.to_window(label.x, label.y)
        text = without_isolates(label.text)
        assert y >= low - 1 and y + label.height <= low + face.screen.height + 1, f"{text} above or below"
        assert x >= left - 1 and x + label.width <= left + face.screen.width + 1, f"{text} beside"
        assert _fits(label), f"{text} is larger than its box"


def read_on_every_page(face: Face) -> set[str]:
    """Everything that can be read in the work area, page after page."""
    return {text for _ in pages_of(face) for text in face.texts(face.screen)}


def _fits(label: Label) -> bool:
    width, height = label.texture_size
    return bool(width <= label.width + 2 and height <= label.height + 2)
