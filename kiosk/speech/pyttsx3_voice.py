"""pyttsx3, watched in a process of its own."""

import sys
import time
from collections.abc import Callable, Sequence

from kiosk.speech.speech_worker import SpeechWorker

_WORKER = (sys.executable, "-m", "kiosk.speech.worker")


class Pyttsx3Voice(SpeechWorker):
    """espeak-ng's library through pyttsx3: the quickest voice, and every language has it."""

    def __init__(
        self, *, worker: Sequence[str] = _WORKER, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__("pyttsx3", worker, clock=clock)
