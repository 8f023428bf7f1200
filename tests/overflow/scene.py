"""One screen in one state as plain data: every text, picture and thing to touch, and where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from kivy.uix.floatlayout import FloatLayout
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from kiosk.text.fonts import NATURAL_HEIGHT
from kiosk.text.layout import TextLine
from screens.stage import Stage
from screens.theme import Colour, Look
from screens.widgets import key_face
from screens.widgets.candidate_row import CandidateKey
from screens.widgets.handwriting_pad import WritingSquare
from screens.widgets.keyboard import Keyboard
from screens.widgets.legends import Legend
from screens.widgets.picture import Picture
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slab import Card, Slab, Touchable
from screens.widgets.text_field import TextField
from tests.overflow.finding import Box
from tests.screens.face import Face, visible

# Capitals of the bundled Noto faces, as a part of the size.
CAPITAL = 0.714
# Empty at each side of a picture, as a part of its width (docs/design-language.md, 9).
PICTURE_MARGIN = 5 / 96


@dataclass(frozen=True)
class Text:
    """A text. ``words``: where its letters are; ``room``: what it may fill, ``around`` with every box it
    stands in, the nearest first; ``within``: the ids of all that can be touched and that it belongs to.

    ``place``: sentence, work, key (of a keyboard) or frame (all else). ``broken``: the word, or number, that
    stands in two lines, its parts apart; empty where there is none.
    """

    text: str
    words: Box
    room: Box
    around: tuple[tuple[str, Box], ...]
    cut: bool
    size: float
    lines: int
    colour: Colour
    off: bool
    place: str
    within: tuple[int, ...] = ()
    broken: str = ""


@dataclass(frozen=True)
class Target:
    """Something to touch. ``number`` tells it from others of its id; ``within``: what it lies in itself;
    ``written_on``: a surface that a finger writes on, with words that say so in it."""

    id: str
    number: int
    box: Box
    off: bool
    choice: bool = False
    written_on: bool = False
    within: tuple[int, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A picture of ours on the screen."""

    name: str
    box: Box
    off: bool


@dataclass(frozen=True)
class Plate:
    """A card or key: something with a ground of its own, which hides what lies under it."""

    name: str
    box: Box
    around: tuple[tuple[str, Box], ...]


@dataclass(frozen=True)
class Scene:
    look: Look
    texts: tuple[Text, ...] = ()
    targets: tuple[Target, ...] = ()
    pictures: tuple[Drawn, ...] = ()
    plates: tuple[Plate, ...] = ()
    # In a language that does not exist, in which a sentence may take two lines more.
    pseudo: bool = False

    @property
    def panel(self) -> Box:
        return Box(0, 0, self.look.panel.width_px, self.look.panel.height_px)

    def px(self, millimetres: float) -> float:
        """Pixels of so many millimetres, the fewer where the panel's pixels are not square."""
        panel = self.look.panel
        return millimetres * min(panel.width_px / panel.width_mm, panel.height_px / panel.height_mm)

    def mm(self, pixels: float) -> float:
        return pixels / self.px(1)

    def capital_mm(self, size: float) -> float:
        """Height of capitals of a type size in pixels."""
        return self.mm(size * CAPITAL)


def scene_of(face: Face) -> Scene:
    """What is on the screen now."""
    screen = face.screen
    sentence = None
    if not screen.whole_panel:
        stage = next(widget for widget in face.root.children if isinstance(widget, Stage))
        # The stage holds a proxy of it.
        sentence = stage.ids.sentence.__self__
    texts: list[Text] = []
    targets: list[Target] = []
    pictures: list[Drawn] = []
    plates: list[Plate] = []
    for widget in visible(face.root):
        above = tuple(_above(widget))
        within = tuple(id(over) for over in above if _can_be_touched(over))
        off = any(bool(getattr(over, "off", False)) for over in (widget, *above))
        in_work = not screen.whole_panel and screen in above
        if isinstance(widget, Keyboard):
            keys = tuple(_keys(widget, screen.app.look))
            texts += (text for text, _ in keys)
            targets += (target for _, target in keys)
        elif isinstance(widget, Label):
            if widget.text.strip():
                place = "sentence" if widget is sentence else "work" if in_work else "frame"
                texts.append(_text(widget, above, place=place, off=off, within=within))
        elif isinstance(widget, Picture) and widget.name:
            pictures.append(Drawn(widget.name, _picture_box(widget), off))
        if isinstance(widget, Card | Slab | Picture) and widget is not screen:
            name = str(getattr(widget, "element_id", "")) or type(widget).__name__
            box = _lines_box(_picture_box(widget)) if isinstance(widget, Picture) else _on_panel(widget)
            plates.append(Plate(name, box, _frames(above)))
        if _can_be_touched(widget):
            choice = in_work and _is_choice(widget)
            box = _on_panel(widget)
            written_on = isinstance(widget, SignaturePad | WritingSquare)
            targets.append(Target(widget.element_id, id(widget), box, off, choice, written_on, within))
    return Scene(screen.app.look, tuple(texts), tuple(targets), tuple(pictures), tuple(plates))


def _can_be_touched(widget: Widget) -> bool:
    return isinstance(widget, Touchable) and bool(widget.element_id)


def _is_choice(widget: Widget) -> bool:
    """Whether it is one of the things to choose from, and not a way on or a place to write."""
    writes = isinstance(widget, TextField | SignaturePad | WritingSquare | CandidateKey)
    return not writes and widget.element_id not in ("forward", "second", "search")


def _above(widget: Widget) -> Iterator[Widget]:
    parent = widget.parent
    while isinstance(parent, Widget):
        yield parent
        parent = parent.parent


def _on_panel(widget: Widget) -> Box:
    x, y = widget.to_window(*widget.pos)
    return Box(x, y, x + widget.width, y + widget.height)


def _frames(above: tuple[Widget, ...]) -> tuple[tuple[str, Box], ...]:
    """What something must not leave. A FloatLayout is no frame: what is in it stands where it says itself."""
    return tuple((type(over).__name__, _on_panel(over)) for over in above if type(over) is not FloatLayout)


def _picture_box(picture: Picture) -> Box:
    width, height = picture._rectangle.size
    x, y = picture.to_window(*picture._rectangle.pos)
    return Box(x, y, x + width, y + height)


def _lines_box(box: Box) -> Box:
    """What a picture draws: its margins are empty."""
    margin = PICTURE_MARGIN * box.width
    return Box(box.x + margin, box.y + margin, box.right - margin, box.top - margin)


def _text(label: Label, above: tuple[Widget, ...], *, place: str, off: bool, within: tuple[int, ...]) -> Text:
    core = label._label
    width, height = core._internal_size
    texture_width, texture_height = label.texture_size
    room = _on_panel(label)
    # The texture stands in the middle of the label, the words in the texture as they are aligned.
    left = room.x + (label.width - texture_width) / 2
    foot = room.y + (label.height - texture_height) / 2
    spare = texture_height - height
    below = {"top": spare, "bottom": 0.0}.get(label.valign, spare / 2)
    # A label that was drawn has forgotten how it was laid out.
    laid = core._laid_out or core._lay_out(label.text, core.text_size[0])
    first = min(line.x for line in laid.lines)
    last = max(line.x + line.width for line in laid.lines)
    words = Box(left + first, foot + below, left + last, foot + below + height)
    lost = max(width - texture_width, height - texture_height, last - texture_width, -first)
    around = _frames(above)
    colour = label.disabled_color if label.disabled else label.color
    return Text(
        text=label.text, words=words, room=room, around=around,
        # A letter may stand out of its line by less than is blank beside the last.
        cut=bool(label.is_shortened) or lost > 3,
        size=float(label.font_size), lines=len(laid.lines), colour=tuple(colour), off=off, place=place,
        within=within, broken=_broken(laid.lines),
    )  # fmt: skip


def _broken(lines: Sequence[TextLine]) -> str:
    for line, following in pairwise(lines):
        end, start = line.text[-1:], following.text[:1]
        if line.end == following.start and _of_a_word(end) and _of_a_word(start):
            return f"{line.text.split()[-1]}|{following.text.split()[0]}"
    return ""


def _of_a_word(sign: str) -> bool:
    """Whether no line may end beside it: between Chinese characters one may."""
    return sign.isalnum() and east_asian_width(sign) != "W"


def _keys(keyboard: Keyboard, look: Look) -> Iterator[tuple[Text, Target]]:
    """The keys of a keyboard, which are no widgets of their own."""
    app_legends = keyboard._legends
    at_x, at_y = keyboard.to_window(*keyboard.pos)
    shift_x, shift_y = at_x - keyboard.x, at_y - keyboard.y
    for number, key_box in enumerate(keyboard.boxes):
        x, y = key_box.x + shift_x, key_box.y + shift_y
        box = Box(x, y, x + key_box.width, y + key_box.height)
        parts = key_face._legend(key_box, app_legends, look)
        gap = look.px(key_face.PICTURE_GAP)
        width = sum(part.width for part in parts) + gap * (len(parts) - 1)
        height = max((part.height for part in parts if isinstance(part, Legend)), default=0)
        words = Box(
            (box.x + box.right - width) / 2, (box.y + box.top - height) / 2,
            (box.x + box.right + width) / 2, (box.y + box.top + height) / 2,
        )  # fmt: skip
        name = -id(keyboard) - number
        text = Text(
            text=key_box.key.element_id, words=words, room=box, around=(), cut=width > box.width,
            size=_legend_size(parts), lines=1, colour=look.c("ink"), off=False, place="key", within=(name,),
        )  # fmt: skip
        yield text, Target(key_box.key.element_id, name, box, off=False)


def _legend_size(parts: list[object]) -> float:
    """The type size of a key's words in pixels; 0 where it has a picture only."""
    heights = [part.height for part in parts if isinstance(part, Legend)]
    return max(heights, default=0) / NATURAL_HEIGHT
