"""The voice at a loudspeaker: from a touch to the first sample, from stop to silence, and what faults cost.

The voice that ships, with the real catalogues, playing through PulseAudio to a loudspeaker of 48 kHz that is
none; all times are taken where a microphone at that loudspeaker hands its samples to us. So they hold the
recording's own delay too, which has a row of its own and is taken off from nothing.
"""

import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import cycle, pairwise
from pathlib import Path

from figure import Figure
from measuring import tell
from processes import cpu_seconds, pss_mb

from kiosk.commands.bundled import LOCALES
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Code, Day, IdNumber, Message, Name, Number, Phone, Words
from kiosk.speech.player import DevicePlayer
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered, Providers
from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice
from kiosk.speech.wav import Wav
from tests.speech.pulse import Heard, Microphone, PulseServer, microphone, pulse_server

PROMPTS, WARM, KILLS, WAKES = 1000, 300, 10, 20
IDLE_S = 8.0
LOUDSPEAKER_HZ = 48_000
# Pieces come every 5 ms; after so long without a sound in them none is to come.
QUIET_S = 0.04
# As the screens say them: what the screen is and what to do, without anything of this visit in it.
FIXED: Sequence[Sequence[Words]] = tuple(
    (Message(f"{screen}.sentence"),)
    for screen in ("language", "services", "card", "review", "sign", "sending", "letters", "help", "timeout")
)
# And with this visit's own: a person, a case, days, a sum.
DYNAMIC: Sequence[Sequence[Words]] = (
    (Message("services.sentence"), Message("guide.spoken", {"promised": Number(5), "statutory": Number(20)})),
    (Message("result.code_spoken", {"code": Code("YL-20261123-0417")}),),
    (Message("review.sentence"), *(
        Message("spoken.value", {"value": value})
        for value in (
            Name("ئايگۈل"), IdNumber("659999199003074578"), Phone("13999912345"), Day(date(1990, 3, 7)),
            Number(Decimal("12.50")),
        )
    )),
)  # fmt: skip


class Counting(Providers):
    """Everybody who speaks, how many prompts they spoke, and who spoke last."""

    spoken = 0
    last = ""

    def render(self, prompt: Prompt) -> Wav | NotRendered:
        sound = super().render(prompt)
        if isinstance(sound, Wav):
            self.spoken += 1
            self.last = sound.provider
        return sound


class Bench:
    """One voice, and the microphone that hears it."""

    def __init__(self, ear: Microphone) -> None:
        self.worker = Pyttsx3Voice()
        self.providers = Counting([self.worker, SpareVoice()])
        self.voice = Voice(self.providers, DevicePlayer(), load_catalogues(LOCALES))
        self.ear = ear
        self.blocked: list[float] = []
        self._languages = cycle(RESIDENT_LANGUAGES)

    def touch(self, parts: Sequence[Words]) -> float:
        """A touch as the screens take it, in the next language: silence, then the new screen. When it was."""
        language = next(self._languages)
        touched = time.monotonic()
        self.voice.stop()
        self.voice.say(parts, language, label="bench", reveal_personal=True)
        self.blocked.append((time.monotonic() - touched) * 1000)
        return touched

    def first_sample(self, touched: float) -> float:
        heard = self.ear.wait(lambda heard: any(piece.audible for piece in heard), since=touched)
        return (next(piece.at for piece in heard if piece.audible) - touched) * 1000

    def hush(self) -> float:
        """Milliseconds from stop to the last piece with sound in it."""
        stopped = time.monotonic()
        self.voice.stop()
        self.blocked.append((time.monotonic() - stopped) * 1000)
        heard = self.ear.wait(
            lambda heard: bool(heard) and heard[-1].at - last_sound(heard, stopped) > QUIET_S, since=stopped
        )
        self.ear.forget()
        return (last_sound(heard, stopped) - stopped) * 1000


def last_sound(heard: Sequence[Heard], stopped: float) -> float:
    return max((piece.at for piece in heard if piece.audible), default=stopped)


@contextmanager
def listening() -> Iterator[tuple[Bench, PulseServer]]:
    with (
        pulse_server(rate=LOUDSPEAKER_HZ, channels=2) as server,
        microphone(server, rate=LOUDSPEAKER_HZ) as ear,
    ):
        bench = Bench(ear)
        try:
            while bench.providers.last != "pyttsx3":
                bench.first_sample(bench.touch(FIXED[0]))
                bench.hush()
            bench.blocked.clear()
            yield bench, server
        finally:
            bench.voice.close()


def look() -> tuple[float, int, int]:
    """Our megabytes, descriptors and our threads."""
    own = Path("/proc/self")
    return pss_mb([os.getpid()]), *(len(list((own / what).iterdir())) for what in ("fd", "task"))


def prompts(bench: Bench) -> None:
    """Touches, each heard and each silenced, fixed and dynamic in turn."""
    took: dict[str, list[float]] = {"fixed": [], "dynamic": []}
    silences: list[float] = []
    screens = {"fixed": cycle(FIXED), "dynamic": cycle(DYNAMIC)}
    spoken = bench.providers.spoken
    looks: dict[int, list[tuple[float, int, int]]] = {}
    # Each kind meets every language.
    kinds = cycle(["fixed"] * len(RESIDENT_LANGUAGES) + ["dynamic"] * len(RESIDENT_LANGUAGES))
    for number in range(PROMPTS):
        for end in (WARM, PROMPTS):
            # Of ten looks the smallest: what waits to be put away is no growth.
            if end - 10 <= number < end:
                looks.setdefault(end, []).append(look())
        kind = next(kinds)
        took[kind].append(bench.first_sample(bench.touch(next(screens[kind]))))
        silences.append(bench.hush())
    early, late = (tuple(map(min, zip(*seen, strict=True))) for seen in looks.values())
    for kind, reach in (("fixed", 80), ("dynamic", 150)):
        tell(Figure(f"touch → first sample, {kind}", "ms", tuple(took[kind]), reach=reach, by_p95=True))
    tell(Figure("stop → silence", "ms", tuple(silences), reach=60, by_p95=True))
    tell(Figure("caller blocked by touch or stop", "ms", tuple(bench.blocked), reach=2, by_p95=True))
    tell(Figure("caller blocked, longest", "ms", (max(bench.blocked),), reach=2))
    lost = PROMPTS - (bench.providers.spoken - spoken)
    tell(Figure(f"prompts lost of {PROMPTS}", "", (lost,), reach=0))
    between = f"prompts {WARM} → {PROMPTS}"
    tell(Figure(f"growth of memory, {between}", "MB", (late[0] - early[0],), reach=1))
    tell(Figure(f"growth of descriptors, {between}", "", (late[1] - early[1],), reach=0))
    tell(Figure(f"growth of threads, {between}", "", (late[2] - early[2],), reach=0))


def kills(bench: Bench) -> None:
    heard, back = [], []
    for number in range(KILLS):
        pid = bench.worker.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        killed = time.monotonic()
        heard.append(bench.first_sample(bench.touch(FIXED[number % len(FIXED)])))
        bench.hush()
        while bench.providers.last != "pyttsx3" or bench.worker.worker_pid == pid:
            bench.touch(FIXED[0])
            assert bench.voice.wait_quiet(20)
        back.append(time.monotonic() - killed)
        bench.hush()
    tell(Figure("kill -9 of the worker → the next prompt's first sample", "ms", tuple(heard), reach=150))
    tell(Figure("kill -9 of the worker → a worker speaks again", "s", tuple(back), reach=1.5, by_p95=True))


def recording(bench: Bench, server: PulseServer) -> None:
    """What of these times is the microphone's."""
    held = []
    for _ in range(30):
        text = server.ask("list", "source-outputs")
        held.append(sum(int(us) for us in re.findall(r"Latency: (\d+) usec", text)) / 1000)
    bench.ear.forget()
    pieces = bench.ear.wait(lambda heard: len(heard) > 200)
    gaps = tuple((later.at - sooner.at) * 1000 for sooner, later in pairwise(pieces))
    tell(Figure("recording: held back by the sound server", "ms", tuple(held)))
    tell(Figure("recording: from one piece to the next", "ms", gaps))


def silent_stream() -> None:
    """What silence costs as long as it is asked for, in us and without anybody who listens."""
    ahead = [0.0]
    costs = []
    with pulse_server(rate=LOUDSPEAKER_HZ, channels=2):
        player = DevicePlayer(clock=lambda: time.monotonic() + ahead[0])
        player.open()
        for _ in ("open", "at rest"):
            begun, worked = time.monotonic(), cpu_seconds([os.getpid()])
            time.sleep(IDLE_S)
            costs.append((cpu_seconds([os.getpid()]) - worked) / (time.monotonic() - begun) * 100)
            ahead[0] += 120
            time.sleep(0.1)  # it has been asked since
            player.tend()
        player.close()
    for name, cost in zip(("open stream", "stream at rest"), costs, strict=True):
        tell(Figure(f"silence: {name}", "% of a core", (cost,)))


def wakes(bench: Bench) -> None:
    """The prompt that ends a long silence."""
    ahead = [0.0]
    player = DevicePlayer(clock=lambda: time.monotonic() + ahead[0])
    sound = bench.providers.render(Prompt(("بىر",), "ug"))
    assert isinstance(sound, Wav)
    player.open()
    took = []
    for _ in range(WAKES):
        ahead[0] += 120
        bench.ear.forget()
        bench.ear.wait(lambda heard: len(heard) > 20)
        player.tend()
        touched = time.monotonic()
        player.play(sound, "bench", wanted=lambda: True)
        took.append(bench.first_sample(touched))
        player.stop()
        bench.hush()
    player.close()
    tell(Figure("after a minute's silence: play → first sample", "ms", tuple(took), reach=80, by_p95=True))


def main() -> None:
    with listening() as (bench, server):
        recording(bench, server)
        prompts(bench)
        kills(bench)
        wakes(bench)
    silent_stream()


main()
