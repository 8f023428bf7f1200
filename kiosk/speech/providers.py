"""The voices in the order they are asked: the first that can speaks the whole prompt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.failures import FailureCode
from kiosk.language.languages import language_by_tag
from kiosk.speech.letters import unreadable
from kiosk.speech.provider import Prompt, Provider
from kiosk.speech.wav import Wav

# About three minutes of speech.
LONGEST_PROMPT = 2400

# How long a prompt that nobody can say yet waits for a voice that is being started.
_READY_WITHIN = 10.0


class Reason(StrEnum):
    NOTHING_TO_SAY = "nothing to say"
    UNREADABLE = "not in words of this voice"
    NO_VOICE = "no voice engine"


@dataclass(frozen=True)
class NotRendered:
    """Why there is no sound; ``code`` only where a machine part failed."""

    reason: Reason
    code: FailureCode | None = None


class Providers:
    """Renders one prompt at a time, in one voice; for one thread. `Wav.provider` says who it was.

    `close` closes every voice.
    """

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._providers = tuple(providers)
        self._silent = False

    def render(self, prompt: Prompt) -> Wav | NotRendered:
        """The prompt as sound by the first that can. What is longer than LONGEST_PROMPT is cut."""
        text = prompt.whole
        if not any(c.isalpha() for c in text):
            return NotRendered(Reason.NOTHING_TO_SAY)
        if len(text) > LONGEST_PROMPT:
            text = _cut(text)
            prompt = replace(prompt, texts=(text,))
        if unreadable(text, language_by_tag(prompt.tag)):
            return NotRendered(Reason.UNREADABLE)
        wav = self._by_the_first(prompt, wait=0.0) or self._by_the_first(prompt, wait=_READY_WITHIN)
        self._silent = wav is None
        return wav or NotRendered(Reason.NO_VOICE, FailureCode.VOICE_ENGINE_ABSENT)

    def tend(self, *, wait: float = 0.0) -> bool:
        """Sees to every voice; whether one is ready, each within `wait` seconds."""
        ready = [provider.tend(wait=wait) for provider in self._providers]
        return any(ready)

    def health(self) -> FailureCode | None:
        """VOICE-01 where nobody could say the last prompt, else what the first that is not well has."""
        if self._silent:
            return FailureCode.VOICE_ENGINE_ABSENT
        return next((code for provider in self._providers if (code := provider.health()) is not None), None)

    def close(self) -> None:
        for provider in self._providers:
            provider.close()

    def _by_the_first(self, prompt: Prompt, *, wait: float) -> Wav | None:
        for provider in self._providers:
            if provider.tend(wait=wait) and (wav := provider.render(prompt)) is not None:
                return wav
        return None


def _cut(text: str) -> str:
    head = text[:LONGEST_PROMPT]
    return head[: head.rfind(" ")] if " " in head else head
