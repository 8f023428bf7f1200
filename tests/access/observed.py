"""Every screen in every state, as widgets: what a finger finds, how words stand, and what says what.

Walked once a language in a test process; what tests/screens/survey.py has as data is read from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kivy.uix.widget import Widget

from kiosk.language.languages import language_by_tag
from kiosk.language.values import Message
from screens.stage import BarKey
from screens.widgets.picture import Picture
from screens.widgets.slab import Banner, Slab
from screens.widgets.ticked import TickedPicture
from screens.widgets.words import Words
from tests.screens.face import Face, visible
from tests.screens.survey import AGRI_STATES, END_STATES, OTHER_ENDS


@dataclass(frozen=True)
class Chosen:
    """A thing that is one of several: whether it is on, has a tick, and how thick its frame is."""

    id: str
    on: bool
    ticked: bool
    frame: float


@dataclass(frozen=True)
class Paragraph:
    """Words in several lines: how far baselines are from each other, in em."""

    text: str
    line_height: float


@dataclass(frozen=True)
class State:
    name: str
    heard: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    unsigned_banners: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    wordless_keys: tuple[str, ...]


@cache
def observed(tag: str) -> tuple[State, ...]:
    return tuple(_observed(tag))


def _observed(tag: str) -> Iterator[State]:
    face = Face(language=language_by_tag(tag))
    for name, show in (*AGRI_STATES, *END_STATES):
        show(face)
        yield _state(face, name)
    for name, show in OTHER_ENDS:
        face.choose()
        show(face)
        yield _state(face, name)
    face.close()


def _state(face: Face, name: str) -> State:
    face.step(4)
    face.app.speak()
    said = face.ports.voice.speaking or face.ports.voice.announcing
    shown = list(visible(face.root))
    return State(
        name=name,
        heard=tuple(part.key if isinstance(part, Message) else "" for part in said.parts) if said else (),
        chosen=tuple(_chosen(widget) for widget in shown if _one_of_several(widget)),
        unsigned_banners=tuple(
            type(widget).__name__ for widget in shown if isinstance(widget, Banner) and not _signed(widget)
        ),
        paragraphs=tuple(
            Paragraph(widget.text, widget.line_height)
            for widget in shown
            if isinstance(widget, Words) and widget.text and not widget.bold and _lines(widget) > 1
        ),
        wordless_keys=tuple(
            widget.element_id
            for widget in shown
            if isinstance(widget, BarKey)
            and not any(isinstance(w, Words) and w.text for w in widget.walk(restrict=True))
        ),
    )


def _lines(words: Words) -> int:
    return int(words.texture_size[1] / (words.font_size * words.line_height) + 0.5)


def _one_of_several(widget: Widget) -> bool:
    return isinstance(widget, Slab) and isinstance(getattr(widget, "chosen", None), bool)


def _chosen(slab: Slab) -> Chosen:
    pictures = [widget for widget in slab.walk(restrict=True) if isinstance(widget, Picture)]
    ticked = any(
        picture.name == "check" or (isinstance(picture, TickedPicture) and picture.canvas.after.length() > 0)
        for picture in pictures
    )
    return Chosen(slab.element_id, slab.chosen, ticked, slab.border_width)


def _signed(banner: Banner) -> bool:
    pictures = any(isinstance(widget, Picture) and widget.name for widget in banner.walk(restrict=True))
    return pictures and any(
        isinstance(widget, Words) and widget.text for widget in banner.walk(restrict=True)
    )
