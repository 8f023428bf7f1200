"""The kiosk's voice: says messages without ever keeping anybody waiting."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from threading import Condition, Thread
from typing import Protocol, runtime_checkable

from kiosk.failures import FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import Terms, Words
from kiosk.speech.loudness import LOUDNESS, STARTING_LEVEL
from kiosk.speech.player import Sink
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered
from kiosk.speech.wav import Wav, in_turn, quieter
from kiosk.speech.words import spoken

# A worker that was killed is to be back within 1.5 s.
_LOOK_AFTER_THE_WORKER_EVERY = 0.5
# Between two languages.
_PAUSE_S = 0.7


class PromptRenderer(Protocol):
    """What the voice needs of its providers."""

    def render(self, prompt: Prompt) -> Wav | NotRendered: ...
    def tend(self, *, wait: float = 0.0) -> bool: ...
    def health(self) -> FailureCode | None: ...
    def close(self) -> None: ...


@runtime_checkable
class AdjustableSink(Protocol):
    """A sink that can be louder and softer, also in the middle of what it plays."""

    def set_volume(self, share: float) -> None: ...


@runtime_checkable
class HeardSink(Protocol):
    """A sink that knows whether what it was given is still to be heard."""

    @property
    def playing(self) -> bool: ...


@dataclass(frozen=True)
class VoiceHealth:
    """VOICE-01, VOICE-02, VOICE-03 or nothing wrong."""

    code: FailureCode | None


class _Personal(Enum):
    """When the personal parts of a request are spoken."""

    NEVER = auto()
    TO_HEADPHONES = auto()
    ALOUD = auto()


@dataclass(frozen=True)
class _Request:
    parts: tuple[Words, ...]
    languages: tuple[Language, ...]
    label: str
    personal: _Personal
    slow: bool
    volume: float = 1.0


class Voice:
    """Says what it is asked to in a thread of its own; the newest request wins.

    Where the sink keeps all (the demo's folder), every request is rendered, in order. How loud and how slow
    it speaks is this voice's own: the next visit's voice begins as every other.
    """

    def __init__(
        self, renderer: PromptRenderer, sink: Sink, catalogues: Catalogues, *, volume: int = STARTING_LEVEL
    ) -> None:
        """``volume``: the level to begin with, 1 to 5."""
        self._renderer = renderer
        self._sink = sink
        self._catalogues = catalogues
        self._changed = Condition()
        self._waiting: deque[_Request] = deque()
        self._rendering = False
        self._turn = 0  # rises with every say and stop; a sound of an older turn is not played
        self._closed = False
        self._slow = False
        self._headphones = False
        self._personal_turn = -1  # of the newest speech that something personal is in
        self._level = volume
        self._set_volume()
        self._thread = Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None:
        """Says the parts one after the other, as one prompt; what was being said is over. Returns at once.

        A part that is empty for the ear is left out (see words.spoken), and so is one that holds something
        personal, unless `reveal_personal` says that the resident has asked for it, or headphones are in.
        """
        personal = _Personal.ALOUD if reveal_personal else _Personal.TO_HEADPHONES
        self._ask(_Request(tuple(parts), (language,), label, personal, self._slow))

    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None:
        """Says the parts in one language after the other, each by its own voice. Returns at once.

        ``volume``: share of the full loudness. Two languages that sound alike are said once. Nothing
        personal is ever announced.
        """
        by_voice = {language.spoken_with: language for language in reversed(languages)}
        wanted = tuple(language for language in languages if by_voice[language.spoken_with] is language)
        self._ask(_Request(tuple(parts), wanted, label, _Personal.NEVER, self._slow, volume))

    def stop(self) -> None:
        """Silence, at once; nothing that was asked for is said any more, unless the sink keeps all."""
        with self._changed:
            if not self._sink.keeps_all:
                self._waiting.clear()
                self._turn += 1
            self._sink.stop()

    @property
    def busy(self) -> bool:
        """Whether anything is being said, or about to be."""
        with self._changed:
            under_way = bool(self._waiting) or self._rendering
        return under_way or (isinstance(self._sink, HeardSink) and self._sink.playing)

    @property
    def volume(self) -> int:
        """The level, 1 to 5."""
        return self._level

    def turn_up(self) -> None:
        """One level louder, if there is one; heard at once. Returns at once."""
        self._level = min(self._level + 1, len(LOUDNESS))
        self._set_volume()

    def turn_down(self) -> None:
        """One level softer, if there is one: it can always be heard."""
        self._level = max(self._level - 1, 1)
        self._set_volume()

    def set_slow(self, slow: bool) -> None:
        """More slowly, or as usual, from the next prompt on."""
        self._slow = slow

    def set_headphones(self, plugged_in: bool) -> None:
        """Whether only one person hears what is said: then personal parts are spoken too.

        When they are pulled out, whatever is personal is not said any more, at once, also what the resident
        had asked for: it was for the headphones.
        """
        with self._changed:
            pulled_out = self._headphones and not plugged_in
            self._headphones = plugged_in
            if not pulled_out:
                return
            for request in [r for r in self._waiting if r.personal is _Personal.ALOUD]:
                self._waiting.remove(request)
            if self._personal_turn == self._turn:
                self._turn += 1
                self._sink.stop()

    def health(self) -> VoiceHealth:
        """What is wrong with the voice, for the screen's small sign and the journal."""
        if not self._thread.is_alive() and not self._closed:
            return VoiceHealth(FailureCode.VOICE_ENGINE_ABSENT)
        return VoiceHealth(self._renderer.health() or self._sink.health())

    def wait_quiet(self, timeout: float) -> bool:
        """Waits until everything asked for has been handed to the sink; whether it was in time."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while self._waiting or self._rendering:
                if not self._changed.wait(deadline - time.monotonic()):
                    return False
        return True

    def close(self) -> None:
        """Ends the voice, its worker process and its thread."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._turn += 1
            self._changed.notify_all()
        self._thread.join()

    def _set_volume(self) -> None:
        if isinstance(self._sink, AdjustableSink):
            self._sink.set_volume(LOUDNESS[self._level - 1])

    def _ask(self, request: _Request) -> None:
        with self._changed:
            if not self._sink.keeps_all:
                self._waiting.clear()
                self._turn += 1
                self._sink.stop()
            self._waiting.append(request)
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._renderer.tend()
            self._sink.open()
            while (next_up := self._next()) is not None:
                request, turn = next_up
                self._perform(request, turn)
        finally:
            self._sink.close()
            self._renderer.close()

    def _next(self) -> tuple[_Request, int] | None:
        while True:
            with self._changed:
                self._rendering = False
                self._changed.notify_all()
                if not self._waiting and not self._closed:
                    self._changed.wait(_LOOK_AFTER_THE_WORKER_EVERY)
                if self._closed:
                    return None
                if self._waiting:
                    self._rendering = True
                    return self._waiting.popleft(), self._turn
            self._renderer.tend()
            self._sink.tend()

    def _perform(self, request: _Request, turn: int) -> None:
        # Each is rendered only while the one before is still wanted.
        sounds = [
            sound
            for language in request.languages
            if turn == self._turn and (sound := self._rendered(request, language, turn)) is not None
        ]
        if not sounds:
            return
        sound = in_turn(sounds, pause_s=_PAUSE_S) if len(sounds) > 1 else sounds[0]
        if request.volume != 1:
            sound = quieter(sound, request.volume)
        self._sink.play(sound, request.label, wanted=lambda: turn == self._turn)

    def _rendered(self, request: _Request, language: Language, turn: int) -> Wav | None:
        reveal = self._reveals(request, turn)
        texts = (spoken(part, language, self._catalogues, reveal_personal=reveal) for part in request.parts)
        prompt = Prompt(tuple(text for text in texts if text), language.spoken_with, request.slow)
        sound = self._renderer.render(prompt) if prompt.texts else None
        return sound if isinstance(sound, Wav) else None

    def _reveals(self, request: _Request, turn: int) -> bool:
        """Whether personal parts are spoken; from here on, pulling the headphones out ends this turn."""
        with self._changed:
            to_one = request.personal is _Personal.TO_HEADPHONES and self._headphones
            reveals = to_one or request.personal is _Personal.ALOUD
            if reveals and any(map(_is_personal, request.parts)):
                self._personal_turn = turn
        return reveals


def _is_personal(words: Words) -> bool:
    if isinstance(words, Terms):
        return words.personal
    return any(value.personal for value in (words.values or {}).values())
