"""On every screen in every state the keypad comes to everything that can be touched, and each has a name."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.services.packs import Catalogue
from screens.theme import Modes, Panel, TextStep
from tests.screens.face import PANEL, SUGGESTION, Face
from tests.screens.keypad_hands import press
from tests.screens.keypad_listener import words
from tests.screens.survey import AGRI_STATES, END_STATES, OTHER_ENDS, SUGGESTION_STATES

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


class Walked(NamedTuple):
    """One screen in one state, walked once around: what can be touched, and what was heard where."""

    state: str
    touchable: frozenset[str]
    heard: dict[str, tuple[str, ...]]


@cache
def walked(language: Language) -> tuple[Walked, ...]:
    return tuple(_walk_all(language))


def _walk_all(language: Language) -> Iterator[Walked]:
    face = Face(language=language)
    for name, show in (*AGRI_STATES[1:], *END_STATES):
        show(face)
        yield _walk(face, name)
    for name, show in OTHER_ENDS:
        face.choose()
        show(face)
        yield _walk(face, name)
    face.choose(SUGGESTION)
    for name, show in SUGGESTION_STATES:
        show(face)
        yield _walk(face, f"suggestion {name}")
    face.close()
    face = Face(language=language, services=Catalogue((), ()))
    face.go("services")
    yield _walk(face, "services none")
    face.close()


def _walk(face: Face, state: str) -> Walked:
    face.step()
    touchable = frozenset(face.elements())
    heard: dict[str, tuple[str, ...]] = {}
    for _ in range(len(touchable) + 1):
        press(face, "down")
        said = face.heard()
        heard[face.app.focus.element_id] = tuple(words(part, said.language) for part in said.parts)
    return Walked(state, touchable, heard)


@each_language
def test_the_keypad_comes_to_everything_that_can_be_touched(language: Language) -> None:
    for walk in walked(language):
        assert walk.heard.keys() == walk.touchable, walk.state


@each_language
def test_everything_is_called_something(language: Language) -> None:
    for walk in walked(language):
        assert [name for name, said in walk.heard.items() if not said or not all(said)] == [], walk.state


@each_language
def test_no_two_things_on_a_screen_sound_alike(language: Language) -> None:
    for walk in walked(language):
        said = list(walk.heard.values())
        assert [names for names in said if said.count(names) > 1] == [], walk.state


WIDE, SMALL = Panel(1920, 1080, 476, 268), Panel(1024, 768, 304, 228)
SCREENS = (
    ("language", None), ("services", None), ("guide", None), ("card", None), ("step", "crop"),
    ("step", "village"), ("step", "phone"), ("review", None), ("sign", None), ("rating", None),
    ("letters", None), ("help", None), ("timeout", None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("panel", "modes"),
    [(WIDE, Modes()), (SMALL, Modes(step=TextStep.LARGEST)), (PANEL, Modes(reach=True, simple=True))],
    ids=["wide", "small and largest", "reach"],
)
def test_it_is_the_same_on_every_panel_and_in_every_mode(panel: Panel, modes: Modes) -> None:
    face = Face(language=UYGHUR, panel=panel, modes=modes)
    for screen, step in SCREENS:
        face.go(screen, step)
        walk = _walk(face, screen)
        assert walk.heard.keys() == walk.touchable, screen
        assert all(said and all(said) for said in walk.heard.values()), screen
    face.close()
