"""One text through the voice alone, to hear or to inspect it: what `kiosk say` does."""

import time
from dataclasses import dataclass

from kiosk.failures import FailureCode
from kiosk.language.languages import Language
from kiosk.speech.plain_text import speakable
from kiosk.speech.player import DevicePlayer
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered, Providers, Reason
from kiosk.speech.wav import Wav

_VOICES_START_WITHIN = 10.0
_LOOK_AGAIN = 0.02
# What the device still has in its buffer when the stream runs dry.
_TAIL = 0.1


@dataclass(frozen=True)
class Said:
    """``text``: the words that were given to the voice."""

    text: str
    sound: Wav


def say_text(text: str, language: Language, voices: Providers, *, slow: bool = False) -> Said | NotRendered:
    """Renders any text by the best of the voices, which it waits for. The caller closes them."""
    words = speakable(text, language)
    if not words:
        return NotRendered(Reason.NOTHING_TO_SAY)
    voices.tend(wait=_VOICES_START_WITHIN)
    sound = voices.render(Prompt((words,), language.spoken_with, slow))
    return sound if isinstance(sound, NotRendered) else Said(words, sound)


def play_to_the_end(sound: Wav) -> FailureCode | None:
    """Lets the loudspeaker say it and waits; VOICE-02 where there is none."""
    player = DevicePlayer()
    try:
        player.play(sound, "say", wanted=lambda: True)
        while player.health() is None and player.playing:
            time.sleep(_LOOK_AGAIN)
        if (code := player.health()) is None:
            time.sleep(_TAIL)
        return code
    finally:
        player.close()
