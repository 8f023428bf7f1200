"""The kiosk's voice: says messages without ever keeping anybody waiting."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Protocol

from kiosk.failures import FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.speech.player import Sink
from kiosk.speech.renderer import NotRendered
from kiosk.speech.wav import Wav, in_turn, quieter
from kiosk.speech.words import spoken

_LOOK_AFTER_THE_WORKER_EVERY = 1.0
# Between two languages.
_PAUSE_S = 0.7


class TextRenderer(Protocol):
    """What the voice needs of a renderer."""

    def render(self, text: str, tag: str) -> Wav | NotRendered: ...
    def tend(self, *, wait: float = 0.0) -> bool: ...
    def health(self) -> FailureCode | None: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class VoiceHealth:
    """VOICE-01, VOICE-02 or nothing wrong."""

    code: FailureCode | None


@dataclass(frozen=True)
class _Request:
    parts: tuple[Words, ...]
    languages: tuple[Language, ...]
    label: str
    reveal_personal: bool = False
    volume: float = 1.0


class Voice:
    """Says what it is asked to in a thread of its own; the newest request wins.

    Where the sink keeps all (the demo's folder), every request is rendered, in order.
    """

    def __init__(self, renderer: TextRenderer, sink: Sink, catalogues: Catalogues) -> None:
        self._renderer = renderer
        self._sink = sink
        self._catalogues = catalogues
        self._changed = Condition()
        self._waiting: deque[_Request] = deque()
        self._rendering = False
        self._turn = 0  # rises with every say and stop; a sound of an older turn is not played
        self._closed = False
        self._thread = Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None:
        """Says the parts one after the other, as one prompt; what was being said is over. Returns at once.

        A part that is empty for the ear, or holds something personal while `reveal_personal` is false,
        is left out (see words.spoken).
        """
        self._ask(_Request(tuple(parts), (language,), label, reveal_personal))

    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None:
        """Says the parts in one language after the other, each by its own voice. Returns at once.

        ``volume``: share of the full loudness. Two languages that sound alike are said once. Nothing
        personal is ever announced.
        """
        by_voice = {language.spoken_with: language for language in reversed(languages)}
        wanted = tuple(language for language in languages if by_voice[language.spoken_with] is language)
        self._ask(_Request(tuple(parts), wanted, label, volume=volume))

    def stop(self) -> None:
        """Silence, at once; nothing that was asked for is said any more, unless the sink keeps all."""
        with self._changed:
            if not self._sink.keeps_all:
                self._waiting.clear()
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

    def _perform(self, request: _Request, turn: int) -> None:
        # Each is rendered only while the one before is still wanted.
        sounds = [
            sound
            for language in request.languages
            if turn == self._turn and (sound := self._rendered(request, language)) is not None
        ]
        if not sounds:
            return
        sound = in_turn(sounds, pause_s=_PAUSE_S) if len(sounds) > 1 else sounds[0]
        if request.volume != 1:
            sound = quieter(sound, request.volume)
        self._sink.play(sound, request.label, wanted=lambda: turn == self._turn)

    def _rendered(self, request: _Request, language: Language) -> Wav | None:
        texts = (
            spoken(part, language, self._catalogues, reveal_personal=request.reveal_personal)
            for part in request.parts
        )
        text = as_one_prompt([text for text in texts if text], language)
        sound = self._renderer.render(text, language.spoken_with) if text else None
        return sound if isinstance(sound, Wav) else None


def as_one_prompt(texts: Sequence[str], language: Language) -> str:
    """Texts as sentences of one prompt: a full stop after each that has none."""
    stop = "。" if language.spoken_with == "zh-Hans" else "."
    return " ".join(text if text[-1] in ".!?؟。！？" else text.rstrip(",،，:;：；") + stop for text in texts)
