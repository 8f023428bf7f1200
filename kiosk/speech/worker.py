"""The speech worker: a process of its own around pyttsx3, `python -m kiosk.speech.worker`.

pyttsx3 hangs when it is called twice, deadlocks between threads, speaks the last text again when it is
given nothing, and speaks on in the last language when it does not know a voice. So it lives where it can
be killed, is given one text a call, and is asked afterwards which voice it had. What it renders goes into
a memory file without a name: nothing is on a disk, also when the process is killed.

It speaks frames (frames.py) over stdin and stdout. It writes {"ready": true} once it has rendered a word
in every language; then for each {"text", "tag"} one {"status"} of "rendered" (with a WAV), "wrong-voice"
or "nothing". When stdin closes it ends at once, whatever it is doing: its parent is gone. Its stderr is not
to be kept: a traceback could quote what was to be said.
"""

import os
import select
import threading
from collections.abc import Mapping
from typing import Any

import pyttsx3

from kiosk.speech.frames import PipeEndedError, read_frame, write_frame
from kiosk.speech.voices import RATE, VOICES, for_the_engine
from kiosk.speech.wav import is_speech

_STDIN, _STDOUT = 0, 1
# Said to nobody, to have every voice and dictionary loaded.
_WARMING: Mapping[str, str] = {"ug": "بىر", "kk": "бір", "zh-Hans": "一", "en": "one"}


class _Engine:
    """pyttsx3 with its faults fenced in. One thread only."""

    def __init__(self) -> None:
        self._engine: Any = pyttsx3.init("espeak")
        self._finished = False
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.setProperty("rate", RATE)

    def render(self, text: str, tag: str) -> tuple[str, bytes]:
        """("rendered", WAV), ("wrong-voice", nothing) or ("nothing", nothing)."""
        if not text.strip():  # an empty text would bring the previous one again
            return "nothing", b""
        self._finished = False
        file = os.memfd_create("speech", os.MFD_CLOEXEC)
        try:
            self._engine.setProperty("voice", VOICES[tag])
            self._engine.save_to_file(text, f"/proc/self/fd/{file}")
            self._engine.runAndWait()
            if self._engine.getProperty("voice").rpartition("/")[2] != VOICES[tag]:
                return "wrong-voice", b""
            wav = os.pread(file, os.fstat(file).st_size, 0)
        finally:
            os.close(file)
        return ("rendered", wav) if self._finished and is_speech(wav) else ("nothing", b"")

    def _on_finished(self, name: str | None, completed: bool) -> None:
        self._finished = completed


def main() -> None:
    """Serves one parent until it is gone."""
    answers = os.dup(_STDOUT)
    # pyttsx3 prints to stdout, which is our wire.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    engine = _Engine()
    for tag, word in _WARMING.items():
        engine.render(for_the_engine(word, tag), tag)
    try:
        write_frame(answers, {"ready": True})
        while True:
            request, _ = read_frame(_STDIN)
            text, tag = str(request["text"]), str(request["tag"])
            status, wav = engine.render(for_the_engine(text, tag), tag)
            write_frame(answers, {"status": status}, wav)
    except PipeEndedError:
        os._exit(0)


def _end_with_parent() -> None:
    """Ends the process the moment the other end of stdin is closed, even while the engine hangs."""
    waiting = select.poll()
    waiting.register(_STDIN, 0)  # POLLHUP is always reported
    waiting.poll()
    os._exit(0)


if __name__ == "__main__":
    main()
