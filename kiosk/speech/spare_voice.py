"""The engine without pyttsx3: the espeak-ng program, for when the worker is down, and its phonemes.

The text goes in over stdin, so that it stands in no process list, and the sound comes back over stdout.
"""

import shutil
import subprocess

from kiosk.failures import FailureCode
from kiosk.speech.provider import Prompt
from kiosk.speech.voices import RATE, SLOW_RATE, VOICES, for_the_engine
from kiosk.speech.wav import Wav, is_speech, with_true_lengths

PROGRAM = "espeak-ng"
_LONGEST_RUN = 3.0


class SpareVoice:
    """A provider (provider.py) that runs the program anew for each prompt."""

    name = "espeak-ng"

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    def render(self, prompt: Prompt) -> Wav | None:
        """The prompt as sound; None where the program is missing, hangs or has no such voice."""
        rate = SLOW_RATE if prompt.slow else RATE
        data = _run([self._program, *_voice(prompt.tag, rate), "--stdout"], prompt.whole, prompt.tag)
        wav = with_true_lengths(data) if data else b""
        return Wav(wav, self.name) if is_speech(wav) else None

    def tend(self, *, wait: float = 0.0) -> bool:
        return shutil.which(self._program) is not None

    def health(self) -> FailureCode | None:
        return None

    def close(self) -> None:
        pass


def phonemes(text: str, tag: str, *, program: str = PROGRAM) -> str | None:
    """The phoneme mnemonics espeak-ng speaks (`-x`), clauses in one line; None where it cannot be run."""
    data = _run([program, *_voice(tag, RATE), "-q", "-x"], text, tag)
    return None if data is None else " | ".join(data.decode().split("\n")).strip(" |")


def _voice(tag: str, rate: int) -> list[str]:
    return ["-b", "1", "-v", VOICES[tag], "-s", str(rate), "--stdin"]


def _run(command: list[str], text: str, tag: str) -> bytes | None:
    try:
        done = subprocess.run(
            command,
            input=for_the_engine(text, tag).encode(),
            capture_output=True,
            timeout=_LONGEST_RUN,
            check=False,
        )
    except (FileNotFoundError, PermissionError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
