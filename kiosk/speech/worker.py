"""The speech worker: a process of its own around pyttsx3, `python -m kiosk.speech.worker`.

pyttsx3 hangs when it is called twice, deadlocks between threads, speaks the last text again when it is
given nothing, speaks on in the last language when it does not know a voice, cancels a text that follows a
new rate too closely, and comes back from its first text before that is rendered. So it lives where it can
be killed, is given one text a call and only while its library is at rest, is waited for, and is asked
afterwards which voice and rate it had. What it renders goes into a memory file without a name: nothing is
on a disk, also when the process is killed.

It speaks as speech_worker.py has it, and is ready once it has rendered a word in every language. To a text
it answers "rendered", "wrong-voice" or "nothing". An engine that cancels a text is no longer trusted to
give the next one's sound for the next one: the process ends. Its stderr is not to be kept: a traceback could
quote what was to be said.
"""

import os
import time
from collections.abc import Mapping
from threading import Event
from typing import Any

import pyttsx3
from pyttsx3.drivers import _espeak as library

from kiosk.speech.voices import RATE, SLOW_RATE, VOICES, for_the_engine
from kiosk.speech.wav import is_speech
from kiosk.speech.worker_loop import Render, serve

_LOOK_AGAIN = 0.0005
# Said to nobody, to have every voice and dictionary loaded.
_WARMING: Mapping[str, str] = {"ug": "بىر", "kk": "бір", "zh-Hans": "一", "en": "one"}


class TextCancelledError(Exception):
    """The engine dropped a text in the middle."""


class Engine:
    """pyttsx3 with its faults fenced in. One thread only."""

    def __init__(self) -> None:
        self._engine: Any = pyttsx3.init("espeak")
        self._finished = Event()
        self._completed = False
        self._engine.connect("finished-utterance", self._on_finished)
        self._rate = 0

    def render(self, text: str, tag: str, slow: bool) -> tuple[str, bytes]:
        """("rendered", WAV), ("wrong-voice", nothing) or ("nothing", nothing).

        Raises TextCancelledError; the engine is not to be used after that.
        """
        text = for_the_engine(text, tag)
        if not text.strip():  # an empty text would bring the previous one again
            return "nothing", b""
        self._set_rate(SLOW_RATE if slow else RATE)
        self._finished.clear()
        file = os.memfd_create("speech", os.MFD_CLOEXEC)
        try:
            self._engine.setProperty("voice", VOICES[tag])
            self._engine.save_to_file(text, f"/proc/self/fd/{file}")
            self._engine.runAndWait()
            self._finished.wait()
            if not self._completed:
                raise TextCancelledError
            if self._engine.getProperty("voice").rpartition("/")[2] != VOICES[tag]:
                return "wrong-voice", b""
            wav = os.pread(file, os.fstat(file).st_size, 0)
        finally:
            os.close(file)
        return ("rendered", wav) if is_speech(wav) else ("nothing", b"")

    def _set_rate(self, rate: int) -> None:
        """Words a minute. The library takes a rate in a thread of its own; until then a text is not safe."""
        _until_at_rest()
        if rate != self._rate:
            # Not by the engine: that would keep it for later, and before its first text that is too late.
            library.SetParameter(library.RATE, rate, 0)
            while library.GetParameter(library.RATE) != rate:
                time.sleep(_LOOK_AGAIN)
            self._rate = rate
            _until_at_rest()

    def _on_finished(self, name: str | None, completed: bool) -> None:
        self._completed = completed
        self._finished.set()


def _until_at_rest() -> None:
    while library.IsPlaying():
        time.sleep(_LOOK_AGAIN)


def _prepared() -> tuple[Render, Mapping[str, object]]:
    engine = Engine()
    for tag, word in _WARMING.items():
        engine.render(word, tag, False)
    return engine.render, {}


if __name__ == "__main__":
    serve(_prepared)
