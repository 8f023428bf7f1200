"""Words → sound: the speech worker first, the espeak-ng program where the worker fails, else silence."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.language.languages import language_by_tag
from kiosk.speech.frames import PipeEndedError, PipeSilentError, read_frame, write_frame
from kiosk.speech.letters import unreadable
from kiosk.speech.spare_voice import PROGRAM, render_directly
from kiosk.speech.wav import Wav

# About three minutes of speech.
LONGEST_PROMPT = 2400

_WORKER = (sys.executable, "-m", "kiosk.speech.worker")
_ROOT = Path(__file__).parents[2]
_ANSWER_WITHIN = 1.0
_MORE_PER_CHARACTER = 0.001
_READY_WITHIN = 10.0
_LONGEST_PAUSE = 30.0


class Reason(StrEnum):
    NOTHING_TO_SAY = "nothing to say"
    UNREADABLE = "not in words of this voice"
    NO_VOICE = "no voice engine"


@dataclass(frozen=True)
class NotRendered:
    """Why there is no sound; ``code`` only where a machine part failed."""

    reason: Reason
    code: FailureCode | None = None


class Renderer:
    """Renders one text at a time; for one thread. `close` ends its worker process.

    A worker that does not answer in time is killed; the text is then rendered by the espeak-ng program,
    and a new worker is started, at once the first time and with growing pauses after that.
    """

    def __init__(
        self,
        *,
        worker: Sequence[str] = _WORKER,
        program: str = PROGRAM,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = tuple(worker)
        self._program = program
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._started_at = 0.0
        self._failures_in_a_row = 0
        self._not_before = 0.0
        self._code: FailureCode | None = None

    def render(self, text: str, tag: str) -> Wav | NotRendered:
        """The text as sound. ``tag`` is the language that is spoken (`Language.spoken_with`)."""
        text = _cut(text)
        if not any(c.isalpha() for c in text):
            return NotRendered(Reason.NOTHING_TO_SAY)
        if unreadable(text, language_by_tag(tag)):
            return NotRendered(Reason.UNREADABLE)
        wav = (
            self._from_worker(text, tag, wait=0.0)
            or render_directly(text, tag, program=self._program)
            or self._from_worker(text, tag, wait=_READY_WITHIN)
        )
        self._code = None if wav else FailureCode.VOICE_ENGINE_ABSENT
        return wav or NotRendered(Reason.NO_VOICE, self._code)

    def tend(self, *, wait: float = 0.0) -> bool:
        """Starts the worker where there is none, and says whether it is ready, within `wait` seconds."""
        if self._process is not None and self._process.poll() is not None:
            self._drop_worker(failed=True)
        if self._process is None:
            if self._clock() < self._not_before:
                return False
            self._start_worker()
        if not self._ready:
            self._ready = self._hear_ready(wait)
        return self._ready

    def health(self) -> FailureCode | None:
        """VOICE-01 where the last text could not be rendered by anything."""
        return self._code

    @property
    def worker_pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        self._drop_worker(failed=False)

    def _from_worker(self, text: str, tag: str, *, wait: float) -> Wav | None:
        if not self.tend(wait=wait) or self._process is None:
            return None
        to_worker, from_worker = _pipes(self._process)
        timeout = _ANSWER_WITHIN + _MORE_PER_CHARACTER * len(text)
        try:
            write_frame(to_worker, {"text": text, "tag": tag})
            answer, data = read_frame(from_worker, timeout=timeout)
        except (PipeEndedError, PipeSilentError):
            self._drop_worker(failed=True)
            self.tend()
            return None
        self._failures_in_a_row = 0
        return Wav(data, "pyttsx3") if answer["status"] == "rendered" else None

    def _start_worker(self) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            cwd="/",
        )
        self._started_at = self._clock()
        self._ready = False

    def _hear_ready(self, wait: float) -> bool:
        if self._process is None:
            return False
        _, from_worker = _pipes(self._process)
        try:
            head, _ = read_frame(from_worker, timeout=wait)
        except PipeEndedError:
            self._drop_worker(failed=True)
            return False
        except PipeSilentError:
            if self._clock() - self._started_at > _READY_WITHIN:
                self._drop_worker(failed=True)
            return False
        return head.get("ready") is True

    def _drop_worker(self, *, failed: bool) -> None:
        process, self._process = self._process, None
        self._ready = False
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if failed:
            self._not_before = self._clock() + _pause_after(self._failures_in_a_row)
            self._failures_in_a_row += 1


def _pause_after(failures: int) -> float:
    """No pause after the first failure, then 1, 2, 4 ... seconds."""
    return min(2.0 ** (failures - 1), _LONGEST_PAUSE) if failures else 0.0


def _pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    assert process.stdin is not None and process.stdout is not None
    return process.stdin.fileno(), process.stdout.fileno()


def _cut(text: str) -> str:
    if len(text) <= LONGEST_PROMPT:
        return text
    head = text[:LONGEST_PROMPT]
    return head[: head.rfind(" ")] if " " in head else head
