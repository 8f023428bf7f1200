"""Visits in which faults are met: one face, and what it shows stepped until something holds."""

import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import Protocol

from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Message
from kiosk.pipe import DeviceIs
from kiosk.visit import Visit
from tests.faults.real_readers import VISIT
from tests.screens.face import Face

SECONDS = 30.0
LOOKS_EVERY_S = 0.02


class FaultVisits:
    """One face for many faults, each in a visit of its own and in the next language."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._visits = 0
        face.bring_up()

    def begin(self) -> Visit:
        """Nothing of the visit before is left, and no errand is chosen."""
        face, visit = self.face, self.face.visit
        visit.take_events()
        visit.id = VISIT
        face.go("services")
        face.app.open_overlay("language")
        face.app.choose_language(RESIDENT_LANGUAGES[self._visits % len(RESIDENT_LANGUAGES)])
        self._visits += 1
        visit.readers.clear()
        visit.printers.clear()
        visit.failures.clear()
        face.ports.sender.sent.clear()
        return visit


def says(face: Face, key: str) -> bool:
    """Whether this is the screen's sentence."""
    words = face.screen.sentence()
    return isinstance(words, Message) and words.key == key


class Devices(Protocol):
    """Those of a visit. ``posted`` is set at every event of theirs."""

    @property
    def posted(self) -> Event: ...
    @property
    def states(self) -> Sequence[DeviceIs]: ...


def step_until(face: Face, devices: Devices, holds: Callable[[], bool]) -> None:
    """Step the face at every event, and a little later where none comes."""
    deadline = time.monotonic() + SECONDS
    face.step()
    while not holds():
        assert time.monotonic() < deadline, (face.shown, face.texts(), devices.states)
        devices.posted.wait(LOOKS_EVERY_S)
        devices.posted.clear()
        face.step()
