"""A voice that lives in a process of its own, and is watched."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.speech.frames import Head, PipeEndedError, PipeSilentError, read_frame, write_frame
from kiosk.speech.provider import Prompt
from kiosk.speech.wav import Wav, is_speech

_ROOT = Path(__file__).parents[2]
_READY_WITHIN = 10.0
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True)
class Patience:
    """How long a worker may take to answer: seconds, and seconds more for every character."""

    answer: float = 1.0
    a_character: float = 0.001

    def for_text(self, text: str) -> float:
        return self.answer + self.a_character * len(text)


class SpeechWorker:
    """A provider (provider.py) that hands each prompt to a worker process; for one thread.

    The worker speaks frames (frames.py) over stdin and stdout. It writes {"ready": true} when it can speak,
    or {"ready": false} when it never will; then for each {"text", "tag", "slow"} one {"status"}: "rendered"
    with a WAV, or another word without one.

    A worker that is gone, that does not answer in time or answers with something else is killed and started
    again: at once the first time, with growing pauses after that.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._command = tuple(command)
        self._patience = patience or Patience()
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._ready: Head = {}
        self._given_up = False
        self._started_at = 0.0
        self._failures_in_a_row = 0
        self._not_before = 0.0

    def render(self, prompt: Prompt) -> Wav | None:
        """The prompt by a worker that is ready; None where it is not, and where it could not."""
        if not self.tend() or self._process is None:
            return None
        answered = self._ask(self._process, prompt)
        if answered is None:
            self._drop(failed=True)
            self.tend()
            return None
        self._failures_in_a_row = 0
        status, data = answered
        return Wav(data, self.name) if status == "rendered" else None

    def tend(self, *, wait: float = 0.0) -> bool:
        """Starts the worker where there is none, and says whether it is ready, within `wait` seconds."""
        if self._given_up:
            return False
        if self._process is not None and self._process.poll() is not None:
            self._drop(failed=True)
        if self._process is None:
            if self._clock() < self._not_before:
                return False
            self._start()
        if not self._ready:
            self._hear_ready(wait)
        return bool(self._ready)

    def health(self) -> FailureCode | None:
        """Nothing: a worker that is down is being started again, and the next voice speaks meanwhile."""
        return None

    @property
    def given_up(self) -> bool:
        """Whether the worker has said that it will never be able to speak here."""
        return self._given_up

    @property
    def failures(self) -> int:
        """How often in a row it had to be started again without having said anything."""
        return self._failures_in_a_row

    @property
    def ready(self) -> Head:
        """What the worker said when it was ready; empty where it is not."""
        return self._ready

    @property
    def worker_pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        self._drop(failed=False)

    def _ask(self, process: subprocess.Popen[bytes], prompt: Prompt) -> tuple[str, bytes] | None:
        """The worker's status and WAV; None where it is no worker any more."""
        to_worker, from_worker = _pipes(process)
        text = prompt.whole
        try:
            write_frame(to_worker, {"text": text, "tag": prompt.tag, "slow": prompt.slow})
            answer, data = read_frame(from_worker, timeout=self._patience.for_text(text))
        except (PipeEndedError, PipeSilentError):
            return None
        status = answer.get("status")
        well = isinstance(status, str) and (status != "rendered" or is_speech(data))
        return (str(status), data) if well else None

    def _start(self) -> None:
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

    def _hear_ready(self, wait: float) -> None:
        if self._process is None:
            return
        _, from_worker = _pipes(self._process)
        try:
            head, _ = read_frame(from_worker, timeout=wait)
        except PipeEndedError:
            self._drop(failed=True)
            return
        except PipeSilentError:
            if self._clock() - self._started_at > _READY_WITHIN:
                self._drop(failed=True)
            return
        if head.get("ready") is True:
            self._ready = head
        else:
            self._given_up = head.get("ready") is False
            self._drop(failed=True)

    def _drop(self, *, failed: bool) -> None:
        process, self._process = self._process, None
        self._ready = {}
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
