"""The engine without pyttsx3: the espeak-ng program, for when the worker is down, and its phonemes.

The text goes in over stdin, so that it stands in no process list, and the sound comes back over stdout.
"""

import subprocess

from kiosk.speech.voices import RATE, VOICES, for_the_engine
from kiosk.speech.wav import Wav, is_speech, with_true_lengths

PROGRAM = "espeak-ng"
_LONGEST_RUN = 3.0


def render_directly(text: str, tag: str, *, program: str = PROGRAM) -> Wav | None:
    """The text as a WAV; None where the program is missing, hangs or has no such voice."""
    data = _run([program, *_voice(tag), "--stdout"], text, tag)
    wav = with_true_lengths(data) if data else b""
    return Wav(wav, "espeak-ng") if is_speech(wav) else None


def phonemes(text: str, tag: str, *, program: str = PROGRAM) -> str | None:
    """The phoneme mnemonics espeak-ng speaks (`-x`), clauses in one line; None as above."""
    data = _run([program, *_voice(tag), "-q", "-x"], text, tag)
    return None if data is None else " | ".join(data.decode().split("\n")).strip(" |")


def _voice(tag: str) -> list[str]:
    return ["-b", "1", "-v", VOICES[tag], "-s", str(RATE), "--stdin"]


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
