"""A PulseAudio server of our own with a loudspeaker that is none, and what can be heard at it.

It runs without a sound card, a terminal, D-Bus or a user's session, as root too, and is reached only
through a socket in its own folder. Where it cannot start that is an error: deploy/setup installs it.
"""

import os
import subprocess
import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread

from kiosk.speech.wav import SAMPLE_RATE

SINK = "kiosk"
# What parec is asked for; without it PulseAudio records in pieces of two seconds.
RECORDED_EVERY_MS = 20
# Louder than the noise of a resampler, quieter than any speech.
_AUDIBLE = 32
_LONGEST_WAIT_S = 10.0


class PulseServer:
    """One server in a folder that nobody else uses; ``rate`` and ``channels`` are its loudspeaker's."""

    def __init__(self, folder: Path, *, rate: int = SAMPLE_RATE, channels: int = 1) -> None:
        self._folder = folder
        self._socket = folder / "socket"
        self._sink = f"module-null-sink sink_name={SINK} rate={rate} channels={channels}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program must be told to find this server and no other."""
        return {"PULSE_SERVER": f"unix:{self._socket}", "PULSE_COOKIE": str(self._folder / "cookie")}

    def start(self) -> None:
        """Comes back when the server takes clients."""
        own = {"HOME": str(self._folder), "PULSE_RUNTIME_PATH": str(self._folder), "LC_ALL": "C"}
        log = self._folder / "log"
        self._socket.unlink(missing_ok=True)
        # The user's own session and its server are left alone: nothing of this environment goes along.
        self._process = subprocess.Popen(
            [
                # However these tests end, the server ends with them.
                "setpriv", "--pdeathsig=KILL", "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no",
                "--exit-idle-time=-1", "--disable-shm", "--high-priority=no", "--realtime=no",
                "--log-level=info", f"--log-target=newfile:{log}", f"--load={self._sink}",
                f"--load=module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            ],
            env={**own, "PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while self._pactl("info").returncode != 0:
            alive = self._process.poll() is None and time.monotonic() < deadline
            assert alive, "PulseAudio did not start:\n" + (log.read_text() if log.exists() else "no log")
            Event().wait(0.01)

    def stop(self) -> None:
        """Ends the server as a fault would: whatever plays is cut off."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def unplug(self) -> None:
        """The loudspeaker is gone, the server stays."""
        self.ask("unload-module", "module-null-sink")

    def plug_in(self) -> None:
        self.ask("load-module", *self._sink.split())

    def ask(self, *words: str) -> str:
        """What ``pactl`` answers."""
        answer = self._pactl(*words)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def send(self, signal: int) -> None:
        assert self._process is not None
        self._process.send_signal(signal)

    def _pactl(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def pulse_server(*, rate: int = SAMPLE_RATE, channels: int = 1) -> Iterator[PulseServer]:
    """A server in a folder of its own, which this process's sound goes to until the ``with`` ends."""
    # A socket's whole path has 108 bytes at most.
    with TemporaryDirectory(prefix="pulse-") as folder:
        server = PulseServer(Path(folder), rate=rate, channels=channels)
        before = {name: os.environ.get(name) for name in server.environment}
        server.start()
        os.environ.update(server.environment)
        try:
            yield server
        finally:
            for name, value in before.items():
                del os.environ[name]
                if value is not None:
                    os.environ[name] = value
            server.stop()


@dataclass(frozen=True)
class Heard:
    """Signed 16-bit mono samples that came from the recorder at once, and when (monotonic seconds)."""

    at: float
    samples: Sequence[int]

    @property
    def audible(self) -> bool:
        return max(self.samples) > _AUDIBLE or min(self.samples) < -_AUDIBLE


class Microphone:
    """Everything that the server's loudspeaker is given, in memory, as it comes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._changed = Condition()
        self._heard: list[Heard] = []
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def heard(self, since: float = 0.0) -> list[Heard]:
        """What came after that moment."""
        with self._changed:
            return [piece for piece in self._heard if piece.at > since]

    def wait(self, condition: Callable[[list[Heard]], bool], *, since: float = 0.0) -> list[Heard]:
        """Waits until what came after ``since`` is as wished, ten seconds at most."""
        deadline = time.monotonic() + _LONGEST_WAIT_S
        with self._changed:
            while True:
                heard = [piece for piece in self._heard if piece.at > since]
                if condition(heard):
                    return heard
                assert self._changed.wait(deadline - time.monotonic()), "it was never heard"

    def forget(self) -> None:
        with self._changed:
            self._heard.clear()

    def join(self) -> None:
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        left = b""
        while data := os.read(self._process.stdout.fileno(), 1 << 16):
            data = left + data
            whole = len(data) // 2 * 2
            left = data[whole:]
            if whole:
                with self._changed:
                    self._heard.append(Heard(time.monotonic(), array("h", data[:whole])))
                    self._changed.notify_all()


@contextmanager
def microphone(server: PulseServer, *, rate: int = SAMPLE_RATE) -> Iterator[Microphone]:
    """Listens at the loudspeaker until the ``with`` ends."""
    process = subprocess.Popen(
        [
            "parec", "--raw", f"--device={SINK}.monitor", "--format=s16le", "--channels=1",
            f"--rate={rate}", f"--latency-msec={RECORDED_EVERY_MS}",
        ],
        env={**os.environ, **server.environment}, stdout=subprocess.PIPE,
    )  # fmt: skip
    listening = Microphone(process)
    try:
        while "parec" not in server.ask("list", "source-outputs"):
            Event().wait(0.005)
        # Nobody heard it, so it has taken silence for two seconds ahead; this has it begin at now.
        server.ask("suspend-sink", SINK, "1")
        server.ask("suspend-sink", SINK, "0")
        listening.wait(bool)
        yield listening
    finally:
        process.kill()
        process.wait()
        listening.join()
        assert process.stdout is not None
        process.stdout.close()


def joined(heard: Sequence[Heard]) -> "array[int]":
    """One row of samples."""
    whole = array("h")
    for piece in heard:
        whole.extend(piece.samples)
    return whole


def sound_in(samples: Sequence[int]) -> Sequence[int]:
    """From the first audible sample to the last; empty for silence."""
    audible = [place for place, sample in enumerate(samples) if abs(sample) > _AUDIBLE]
    return samples[audible[0] : audible[-1] + 1] if audible else []
