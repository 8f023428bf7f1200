"""Every screen in every state that looks different, as plain data: what it declares, shows and offers.

Looked at once a language in a test process; the tests of declarations and of layout read it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from kivy.uix.label import Label
from kivy.uix.widget import Widget

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import RESIDENT_LANGUAGES, Language, language_by_tag
from kiosk.language.values import Terms, Words
from kiosk.sandbox.resident import Element
from kiosk.services.cards import CardKind
from kiosk.services.packs import Catalogue
from kiosk.visit_events import (
    CardFound,
    CardNotRead,
    CardReaderState,
    Kept,
    NotAccepted,
    NotDelivered,
    NotKept,
)
from screens.widgets.slab import Slab, Touchable
from screens.widgets.words import Words as WordsLabel
from tests.recording_ports import HOLDER, every_service
from tests.screens.answers import ANSWER_STATES, ASKING_STATES
from tests.screens.cases import CASE_STATES
from tests.screens.face import SUGGESTION, Face, fields_of, visible
from tests.screens.finding import FINDING_STATES
from tests.screens.papers import NO_PAPER_STATES, PAPER_STATES

# A long name as a card can have it: 15 characters are all that fit its field.
LONG_NAMED = replace(
    HOLDER, name="阿卜杜热扎克江·萨姆普勒买买", name_may_be_cut=True, valid_to=date(2026, 1, 1)
)
REASON = Terms(
    {
        "ug": "بۇ يەرگە بۇ يىل تولۇقلىما پۇلى بېرىلگەن.",
        "kk-Arab": "بۇل جەرگە بيىل جاردەم قارجى بەرىلگەن.",
        "kk": "Бұл жерге биыл жәрдем қаржы берілген.",
        "zh-Hans": "该地块今年已领取补贴。",
    }
)


EITHER = tuple(CardKind)


@dataclass(frozen=True)
class Box:
    """A box in window pixels."""

    x: float
    y: float
    right: float
    top: float

    def inside(self, other: "Box", slack: float) -> bool:
        return (
            self.x >= other.x - slack
            and self.y >= other.y - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )

    def overlaps(self, other: "Box", slack: float) -> bool:
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.top, other.top) - max(self.y, other.y) > slack
        )


@dataclass(frozen=True)
class ShownText:
    """A text on the screen. ``words``: where its letters are; ``box``: the room it was given;
    ``around``: every box it stands in, the nearest first. ``cut``: an ellipsis stands for its end;
    ``drawn``: there is a picture of it."""

    text: str
    kind: str
    words: Box
    box: Box
    around: tuple[tuple[str, Box], ...]
    cut: bool
    drawn: bool


@dataclass(frozen=True)
class Reach:
    """Something that can be touched. ``named``: it has words on it or is called something."""

    id: str
    kind: str
    box: Box
    named: bool


@dataclass(frozen=True)
class Look:
    """One screen in one state and language."""

    state: str
    language: Language
    sentence: Words
    spoken: tuple[Words, ...]
    texts: tuple[ShownText, ...]
    elements: tuple[Element, ...]
    reaches: tuple[Reach, ...]
    nameless: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.language.tag} {self.state}"

    def element(self, element_id: str) -> Box:
        return next(box_of(element) for element in self.elements if element.id == element_id)


def box_of(element: Element) -> Box:
    return Box(element.x, element.y, element.x + element.width, element.y + element.height)


State = tuple[str, Callable[[Face], None]]


def _at(screen: str, step: str | None = None) -> State:
    return screen if step is None else f"{screen}-{step}", lambda face: face.go(screen, step)


def _with_readers(show: Callable[[Face], None], kinds: Sequence[CardKind], face: Face) -> None:
    """Of the readers, only those of these cards can be used."""
    face.bring_up()
    missing = Failure(FailureCode.CARD_NO_READER)
    face.post(
        *(CardReaderState(face.visit.id, kind, None if kind in kinds else missing) for kind in CardKind)
    )
    show(face)


def _card_fails(code: FailureCode, face: Face) -> None:
    _with_readers(_at("card")[1], EITHER, face)
    failure = Failure(code)
    if code in (FailureCode.CARD_SERVICE_DOWN, FailureCode.CARD_NO_READER):
        face.post(*(CardReaderState(face.visit.id, kind, failure) for kind in CardKind))
    else:
        face.post(CardNotRead(face.visit.id, failure))


def _card_is_read(face: Face) -> None:
    _with_readers(_at("card")[1], EITHER, face)
    face.post(CardFound(face.visit.id))


def _reader_tried(face: Face) -> None:
    _with_readers(_at("card")[1], (), face)
    face.touch("forward")


def _wrong_card(kinds: Sequence[CardKind], face: Face) -> None:
    _with_readers(_at("card")[1], kinds, face)
    face.post(CardNotRead(face.visit.id, Failure(FailureCode.CARD_WRONG_KIND)))


def _possible_again(face: Face) -> None:
    _with_readers(_at("not_possible")[1], (), face)
    _with_readers(lambda face: None, EITHER, face)


def _all_notices(face: Face) -> None:
    face.go("card")
    face.lay_card(LONG_NAMED)


def _not_taken(step: str, keys: tuple[str, ...], face: Face) -> None:
    face.go("step", step)
    face.touch(*keys, "forward")


def _typed(step: str, text: str, face: Face) -> None:
    face.go("step", step)
    face.type(text)


def _chosen(face: Face) -> None:
    face.go("step", "crop")
    face.touch("choice:cotton")


def _unsigned(face: Face) -> None:
    face.go("sign")
    face.touch("forward")


def _cannot_sign(face: Face) -> None:
    face.go("sign")
    face.touch("sign:cannot")


def _kept(face: Face) -> None:
    face.go("sending")
    face.post(Kept(face.visit.id, face.key))


def _received(code: FailureCode, face: Face) -> None:
    face.go("sending")
    face.post(Kept(face.visit.id, face.key), NotDelivered(face.visit.id, face.key, Failure(code)))


def _accepted(face: Face) -> None:
    face.choose()
    face.go("result")


def _refused(face: Face) -> None:
    face.go("sending")
    refused = Failure(FailureCode.PLATFORM_REFUSED)
    face.post(Kept(face.visit.id, face.key), NotAccepted(face.visit.id, face.key, refused, (REASON, REASON)))


def _rated(face: Face) -> None:
    face.go("rating")
    face.touch("grade:4")


def _not_kept(face: Face) -> None:
    face.go("sending")
    face.post(NotKept(face.visit.id, face.key, Failure(FailureCode.OUTBOX_UNAVAILABLE)))


def _codes(prefix: str) -> list[FailureCode]:
    return [code for code in FailureCode if code.value.startswith(prefix)]


# Each is shown after the ones before it in the same visit, so that a language costs one face and not fifty;
# `choose` begins an errand anew.
AGRI_STATES: tuple[State, ...] = (
    _at("attract"), _at("language"), _at("services"),
    ("services barred", partial(_with_readers, _at("services")[1], ())),
    ("not_possible", partial(_with_readers, _at("not_possible")[1], ())),
    ("not_possible again", _possible_again),
    _at("guide"), _at("card"),
    ("card identity", partial(_with_readers, _at("card")[1], (CardKind.IDENTITY,))),
    ("card social-security", partial(_with_readers, _at("card")[1], (CardKind.SOCIAL_SECURITY,))),
    *((f"card {code}", partial(_card_fails, code)) for code in _codes("CARD")),
    ("card CARD-05 identity", partial(_wrong_card, (CardKind.IDENTITY,))),
    ("card CARD-05 social-security", partial(_wrong_card, (CardKind.SOCIAL_SECURITY,))),
    ("card tried again", _reader_tried),
    ("card reading", _card_is_read),
    ("card_confirm long", _all_notices),
    _at("counter"),
    *(_at("step", field.id) for field in fields_of()),
    ("step-crop missing", partial(_not_taken, "crop", ())),
    ("step-crop chosen", _chosen),
    ("step-area out of range", partial(_not_taken, "area", ("key:9",) * 8)),
    ("step-village typed", partial(_typed, "village", "1234567890" * 4)),
    ("step-village missing", partial(_not_taken, "village", ("key:delete",) * 40)),
    ("step-phone wrong", partial(_not_taken, "phone", ("key:1",))),
    ("step-bank-card wrong", partial(_not_taken, "bank-card", ("key:1",))),
    _at("review"), _at("sign"), ("sign missing", _unsigned), ("sign cannot", _cannot_sign),
    ("failure", _not_kept), ("sending kept", _kept),
)  # fmt: skip
END_STATES: tuple[State, ...] = (
    ("result", _accepted), *PAPER_STATES,
    _at("rating"), ("rating chosen", _rated), _at("gone"),
    _at("timeout"), _at("help"), _at("leave"), _at("letters"),
)  # fmt: skip
OTHER_ENDS: tuple[State, ...] = (
    *((f"result received {code}", partial(_received, code)) for code in (
        FailureCode.PLATFORM_UNREACHABLE, FailureCode.PLATFORM_TOO_SLOW, FailureCode.PLATFORM_FAULT,
    )),
    ("result refused", _refused),
    *NO_PAPER_STATES,
    *CASE_STATES,
)  # fmt: skip
SUGGESTION_STATES: tuple[State, ...] = (
    _at("guide"), *(_at("step", field.id) for field in fields_of(SUGGESTION)), _at("review"),
)  # fmt: skip


@cache
def survey(tag: str) -> tuple[Look, ...]:
    """Every state in one language."""
    return tuple(_survey(language_by_tag(tag)))


def whole_survey() -> tuple[Look, ...]:
    return tuple(look for language in RESIDENT_LANGUAGES for look in survey(language.tag))


def _survey(language: Language) -> Iterator[Look]:
    face = Face(language=language)
    for name, show in (*AGRI_STATES, *END_STATES):
        show(face)
        yield _look(face, name)
    for name, show in OTHER_ENDS:
        face.choose()
        show(face)
        yield _look(face, name)
    face.choose(SUGGESTION)
    for name, show in SUGGESTION_STATES:
        show(face)
        yield _look(face, f"suggestion {name}")
    face.close()
    face = Face(language=language, services=every_service())
    for name, show in (*FINDING_STATES, *ASKING_STATES, *ANSWER_STATES):
        show(face)
        yield _look(face, f"{face.app.overlay or face.app.place.screen} {name}")
    face.close()
    face = Face(language=language, services=Catalogue((), ()), crashed=True)
    yield _look(face, "attract after a crash")
    face.go("services")
    yield _look(face, "services none")
    face.close()


def _look(face: Face, state: str) -> Look:
    face.step(4)
    screen = face.screen
    shown = list(visible(face.root))
    return Look(
        state=state,
        language=face.visit.language,
        sentence=screen.sentence(),
        spoken=tuple(screen.also_spoken()),
        texts=tuple(_text(widget) for widget in shown if isinstance(widget, Label) and widget.text),
        elements=face.hands.screen().elements,
        reaches=tuple(
            Reach(widget.element_id, type(widget).__name__, _box(widget), _named(widget))
            for widget in shown
            if isinstance(widget, Touchable)
        ),
        nameless=tuple(type(widget).__name__ for widget in shown if _takes_touches_without_an_id(widget)),
    )


def _takes_touches_without_an_id(widget: Widget) -> bool:
    return isinstance(widget, Touchable) and not widget.element_id


def _named(widget: Widget) -> bool:
    if not isinstance(widget, Slab):
        return True
    words = any(isinstance(below, WordsLabel) and below.text for below in widget.walk())
    return bool(words or widget.called)


def _box(widget: Widget) -> Box:
    x, y = widget.to_window(*widget.pos)
    return Box(x, y, x + widget.width, y + widget.height)


def _text(label: Label) -> ShownText:
    # The letters' own size: a texture is as large as text_size even where the letters are not.
    width, height = label._label._internal_size
    room_x, room_y = label.to_window(*label.pos)
    middle_x, middle_y = room_x + label.width / 2, room_y + label.height / 2
    words = Box(middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
    around = []
    parent = label.parent
    while isinstance(parent, Widget):
        around.append((type(parent).__name__, _box(parent)))
        parent = parent.parent
    kind = type(label.parent).__name__ if label.parent else ""
    cut, drawn = bool(label.is_shortened), label.texture is not None
    return ShownText(label.text, kind, words, _box(label), tuple(around), cut, drawn)
