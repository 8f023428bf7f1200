"""Walks through every state in a setting and says what is wrong with each."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kivy.logger import Logger
from PIL import Image

from tests.overflow.contrast import contrast_faults_of
from tests.overflow.finding import Box, Finding, Kind, Setting
from tests.overflow.pseudo import PSEUDO
from tests.overflow.rules import faults_of
from tests.overflow.scene import scene_of
from tests.overflow.states import shown_states


@dataclass(frozen=True)
class Scanned:
    """One state in one setting. ``picture``: what was drawn, None where it was laid out only."""

    setting: Setting
    state: str
    findings: tuple[Finding, ...]
    picture: Image.Image | None = None


# What is added to the name of a state whose keys are down.
DOWN = " pressed"
# States with every kind of key, which are also looked at while they are pressed.
PRESSED = frozenset({"attract", "services", "step-crop", "step-phone", "rating", "letters", "sign"})


class Restless(logging.Handler):
    """Hears the clock say that a layout does not come to rest: two sizes follow from each other."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = self.heard or "too much iteration" in record.getMessage()

    def found(self) -> tuple[Finding, ...]:
        """What was heard since it was asked last."""
        heard, self.heard = self.heard, False
        return (Finding(Kind.RESTLESS, "", Box(0, 0, 0, 0), "the clock gave up"),) if heard else ()


def scan(
    setting: Setting, *, wanted: Callable[[str], bool] = lambda state: True, draw: bool = False
) -> Iterator[Scanned]:
    """Every ``wanted`` state. With ``draw``, contrast is measured too."""
    restless = Restless()
    Logger.addHandler(restless)
    try:
        yield from _scanned(setting, wanted, restless, draw=draw)
    finally:
        Logger.removeHandler(restless)


def _scanned(
    setting: Setting, wanted: Callable[[str], bool], restless: Restless, *, draw: bool
) -> Iterator[Scanned]:
    for face, state, fault in shown_states(setting, wanted):
        if fault is not None:
            by = f"{type(fault).__name__}: {fault}"
            yield Scanned(setting, state, (Finding(Kind.UNREACHED, "", Box(0, 0, 0, 0), by),))
            continue
        scene = replace(scene_of(face), pseudo=setting.locale in PSEUDO)
        findings = (*restless.found(), *faults_of(scene))
        if not draw:
            yield Scanned(setting, state, findings)
            continue
        picture = face.picture()
        yield Scanned(setting, state, (*findings, *contrast_faults_of(scene, picture)), picture)
        if state in PRESSED:
            face.press_all()
            pressed = face.picture()
            yield Scanned(
                setting, f"{state}{DOWN}", tuple(contrast_faults_of(scene_of(face), pressed)), pressed
            )
            face.let_all_go()


def picture_of(setting: Setting, state: str) -> Image.Image | None:
    """The state drawn once more; None where it is not reached any more."""
    name = state.removesuffix(DOWN)
    picture = None
    for face, shown, fault in shown_states(setting, lambda other: other == name.split(" page ")[0]):
        if shown == name and fault is None:
            if state.endswith(DOWN):
                face.press_all()
            picture = face.picture()
    return picture
