"""Somebody at the keypad who only hears: presses keys of the simulator and knows what the voice was given.

The keys go through the simulator's pty, the driver and the visit's port, as they do on a kiosk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from devices.keypad.protocol import KeypadKey
from devices.keypad.simulator import KeypadSimulator
from kiosk.commands.input_listening import InputListening
from kiosk.config import HeadphonesSettings, KeypadSettings
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.speech.words import spoken
from kiosk.visit_events import KeypadPressed, VisitEvent
from tests.recording_ports import Announced, RecordingVoice, Said, catalogues
from tests.screens.face import Face

# A screen has no more than so many things on it, twice over.
PATIENCE = 120
SECONDS = 10.0


class Ear:
    """What was said, as words; nothing else is known of the screen."""

    def __init__(self, voice: RecordingVoice) -> None:
        self._voice = voice

    def hears(self) -> list[str]:
        """The sentences of what is being said, in the languages they are said in."""
        said: Said | Announced | None = self._voice.speaking or self._voice.announcing
        if said is None:
            return []
        languages = (said.language,) if isinstance(said, Said) else said.languages
        return [text for language in languages for part in said.parts if (text := words(part, language))]


def words(part: Words, language: Language) -> str:
    """How something sounds; what is personal does not."""
    return spoken(part, language, catalogues(), reveal_personal=False)


class Listener:
    """One such person. ``world`` is the face only as the world around it: time that passes."""

    def __init__(self, world: Face, keypad: KeypadSimulator, arrived: "Arrivals") -> None:
        # Whoever hears one of these has not heard the whole page.
        self.leads_on: frozenset[str] = frozenset()
        self._world = world
        self._keypad = keypad
        self._arrived = arrived
        self._ear = Ear(world.ports.voice)
        self.presses = 0

    def press(self, key: KeypadKey | str) -> list[str]:
        """Presses a key, waits as long as a blink, and listens."""
        self.presses += 1
        self._keypad.press(key)
        self._arrived.wait_for(self.presses)
        self._world.step(frames=4)
        return self.hears()

    def hears(self) -> list[str]:
        return self._ear.hears()

    def find(self, name: str) -> None:
        """Goes on until the name is heard."""
        heard = []
        for _ in range(PATIENCE):
            sounds = self.press("down")
            if self.leads_on.intersection(sounds):
                sounds = self.press("select")
            if name in sounds:
                return
            heard.append(sounds)
        raise AssertionError(f"never heard {name!r}, but {heard}")

    def choose(self, name: str) -> list[str]:
        self.find(name)
        return self.press("select")


class Arrivals:
    """Counts the presses that have come to the visit."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._changed = Condition()
        self._ready = False
        self._count = 0

    def __call__(self, event: VisitEvent) -> None:
        self._face.visit.post(event)
        with self._changed:
            self._ready = True
            self._count += isinstance(event, KeypadPressed)
            self._changed.notify_all()

    def wait_ready(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._ready, SECONDS)

    def wait_for(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count >= count, SECONDS), "the press did not come"


@contextmanager
def at_the_keypad(face: Face) -> Iterator[Listener]:
    """A keypad that is plugged in, and somebody who has it in hand."""
    face.bring_up()
    arrived = Arrivals(face)
    with KeypadSimulator() as keypad:
        listening = InputListening(
            KeypadSettings(keypad.path),
            HeadphonesSettings(),
            face.visit.id,
            arrived,
            tell_host=lambda _: None,
        )
        listening.begin()
        arrived.wait_ready()
        try:
            yield Listener(face, keypad, arrived)
        finally:
            listening.close()
