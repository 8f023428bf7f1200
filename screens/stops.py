"""What the keypad can reach on a screen: found on the screen itself, so that no screen has to tell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.widget import Widget

from kiosk.language.languages import RESIDENT_LANGUAGES, Language, language_by_tag
from kiosk.language.values import Message, Number, Terms, Words
from screens.attract import LanguageSlab
from screens.reading_order import Block, Box, in_reading_order
from screens.sign import SignKey
from screens.widgets.candidate_row import CandidateKey
from screens.widgets.handwriting_pad import WritingSquare
from screens.widgets.keyboard import Keyboard
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slab import Touchable
from screens.widgets.text_field import TextField

CHOSEN, NOT_CHOSEN, OFF = Message("step.chosen"), Message("keypad.not_chosen"), Message("keypad.off")


@dataclass(frozen=True)
class Stop:
    """One thing the focus can stand on; ``said`` is its name and state.

    ``chosen`` where it is one of several; ``select`` does what a touch does, None where a key cannot.
    """

    id: str
    box: Box
    said: tuple[Words, ...]
    language: Language
    chosen: bool | None = None
    select: Callable[[], None] | None = None


def stops_of(root: Widget, language: Language) -> tuple[Stop, ...]:
    """Everything that can be reached at and below a widget, in reading order."""
    return in_reading_order(_blocks(root, language), rtl=language.rtl)


def _blocks(widget: Widget, language: Language) -> Iterator[Block[Stop]]:
    if widget.opacity == 0 or widget.width <= 0 or widget.height <= 0:
        return
    if isinstance(widget, Keyboard):
        yield Block("keyboard", box_of(widget), tuple(_keys(widget, language)))
    elif isinstance(widget, Touchable) and widget.element_id:
        yield Block(widget.element_id, box_of(widget), (_stop(widget, language),))
    for child in reversed(widget.children):
        yield from _blocks(child, language)


def box_of(widget: Widget) -> Box:
    x, y = widget.to_window(*widget.pos)
    return Box(x, y, widget.width, widget.height)


def _keys(keyboard: Keyboard, language: Language) -> Iterator[Stop]:
    """Keys stand in the order that their layout gives them."""
    for box in keyboard.boxes:
        yield Stop(
            id=box.key.element_id,
            box=Box(box.x, box.y, box.width, box.height),
            said=(box.key.spoken(language),),
            language=language,
            select=partial(keyboard.use, box.key),
        )


def _stop(widget: Widget, language: Language) -> Stop:
    said, spoken_in = _name(widget, language)
    chosen, select = _is_chosen(widget), None
    if widget.noted is not None:
        said = (*said, widget.noted)
    if chosen is not None:
        said = (*said, CHOSEN if chosen else NOT_CHOSEN)
    if widget.disabled:
        said = (*said, OFF)
    elif isinstance(widget, ButtonBehavior):
        # Without going down: it would only come up again before anything is drawn.
        select = partial(widget.dispatch, "on_release")
    return Stop(widget.element_id, box_of(widget), said, spoken_in, chosen, select)


def _is_chosen(widget: Widget) -> bool | None:
    """Whether it is what was chosen of several, or is one of several at all."""
    chosen = getattr(widget, "chosen", None)
    if not isinstance(chosen, bool) or (isinstance(widget, SignKey) and not chosen):
        return None
    return chosen


def _name(widget: Widget, language: Language) -> tuple[tuple[Words, ...], Language]:
    """How a thing is called, and in which language it is said."""
    match widget:
        case LanguageSlab():
            own = language_by_tag(widget.tag)
            return (Message("language.own_name"), *_script(own), Message("keypad.language")), own
        case TextField():
            return (Message("keypad.field"), typed_so_far(widget, language)), language
        case CandidateKey() if widget.called.personal:
            return (Message("keypad.candidate", {"number": Number(widget.number)}),), language
        case SignaturePad() | WritingSquare():
            return (widget.called, Message("keypad.finger")), language
        case _:
            return (widget.called or widget.words,), language


def _script(own: Language) -> tuple[Words, ...]:
    """Two languages that sound alike are told apart by their letters."""
    alike = [language for language in RESIDENT_LANGUAGES if language.spoken_with == own.spoken_with]
    return (Message(f"language.script.{own.tag}"),) if len(alike) > 1 else ()


def written_in(field: TextField) -> str:
    """What a field holds, and what is still being composed in it; without the gaps between figures."""
    written = f"{field.text}{field.preedit}"
    return written.replace(" ", "") if field.figures else written


def typed_so_far(field: TextField, language: Language) -> Words:
    """What is written in a field; where that is personal, only how much it is."""
    written = written_in(field)
    if not written:
        return Message("keypad.empty")
    if field.personal:
        return Message("keypad.count", {"number": Number(len(written))})
    return Terms({language.spoken_with: written})
