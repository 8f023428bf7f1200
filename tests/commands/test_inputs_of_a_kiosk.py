"""The kiosk that ships, with a keypad or headphones: they begin a visit, and their loss is told of."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from devices.headphones.simulator import HeadphonesSimulator
from devices.idcard.simulator import ReaderSimulator
from devices.keypad.simulator import KeypadSimulator
from kiosk.commands.bundled import LOCALES, ROOT
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Message
from kiosk.speech.wav import Wav
from kiosk.speech.words import spoken
from tests.commands.conftest import Typed
from tests.speech.recordings import tone, wav_file, write_pack

KIOSK = """
import sys
from pathlib import Path
from kiosk.commands.running import run_kiosk
from kiosk.config import load_settings

def seen(event, host):
    print(type(event).__name__, getattr(event, "device", ""), getattr(event, "code", ""), flush=True)

if __name__ == "__main__":
    failure = run_kiosk(load_settings(Path(sys.argv[1])), seen=seen)
    sys.exit(0 if failure is None else 1)
"""
# How often somebody presses who does not know when the kiosk begins to listen, in seconds.
IMPATIENT_S, PATIENT_S = 0.3, 60.0


@contextmanager
def running_kiosk(config: Path) -> Iterator["Queue[list[str]]"]:
    told: Queue[list[str]] = Queue()
    command = [sys.executable, "-c", KIOSK, str(config)]
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        Thread(target=_read, args=(process, told), daemon=True).start()
        try:
            yield told
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0


def _read(process: "subprocess.Popen[str]", told: "Queue[list[str]]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        told.put(line.split())


def until(told: "Queue[list[str]]", *event: str, meanwhile: Callable[[], None] | None = None) -> None:
    """Waits for an event of the journal."""
    for _ in range(round(PATIENT_S / IMPATIENT_S)):
        try:
            while told.get(timeout=IMPATIENT_S) != list(event):
                pass
            return
        except Empty:
            if meanwhile is not None:
                meanwhile()
    raise AssertionError(f"{event} did not happen")


@pytest.mark.timeout(180)
def test_a_key_begins_a_visit_and_a_keypad_that_is_gone_is_in_the_journal(
    config: Callable[..., Path], tmp_path: Path
) -> None:
    with KeypadSimulator(link=tmp_path / "keypad") as keypad:
        file = config(f'[keypad]\npath = "{keypad.path}"\n[speech]\nsink = "none"\n')
        with running_kiosk(file) as told:
            until(told, "AttractDrawn")
            until(told, "VisitBegun", meanwhile=lambda: keypad.press("down"))
            keypad.unplug()
            until(told, "DeviceFailed", "keypad", "KEY-01")


@pytest.mark.timeout(180)
def test_headphones_begin_a_visit_that_speaks_in_the_recorded_voice(
    config: Callable[..., Path], tmp_path: Path
) -> None:
    asked = spoken(Message("language.sentence"), UYGHUR, load_catalogues(LOCALES), reveal_personal=False)
    # Far longer than any engine takes for the sentence in three languages.
    recorded_s = 40.0
    write_pack(tmp_path / "voices" / "ug", {asked: wav_file(tone(recorded_s))}, "ug")
    with HeadphonesSimulator(link=tmp_path / "socket") as socket:
        file = config(
            f'[headphones]\npath = "{socket.path}"\n'
            f'[speech]\nsink = "folder:{tmp_path}/said"\npacks = "{tmp_path}/voices"\n'
        )
        said = tmp_path / "said" / "01-language.wav"
        with running_kiosk(file) as told:
            until(told, "AttractDrawn")

            def plug() -> None:
                # Whoever was not heard at first pulls the plug out and puts it in again.
                socket.pull_out()
                socket.plug_in()

            until(told, "VisitBegun", meanwhile=plug)
            socket.unplug()
            until(told, "DeviceFailed", "headphones", "JACK-01")
            for _ in range(round(PATIENT_S / IMPATIENT_S)):
                if said.is_file() and said.stat().st_size > 44:
                    break
                with suppress(Empty):
                    told.get(timeout=IMPATIENT_S)
        assert Wav(said.read_bytes(), "").seconds > recorded_s


@pytest.mark.timeout(180)
def test_a_reader_that_goes_and_comes_back_is_in_the_journal_and_doctor_asks_the_running_kiosk(
    kiosk: Typed, config: Callable[..., Path], tmp_path: Path
) -> None:
    def card_reader() -> tuple[str, str | None]:
        rows = kiosk("doctor", "--config", file, "--json").object["rows"]
        row = next(row for row in rows if row["name"] == "card reader")
        return row["device"], row["code"]

    link = tmp_path / "reader"
    file = config(f'[id_card]\nport = "{link}"\n[speech]\nsink = "none"\n')
    with ReaderSimulator(link=link), running_kiosk(file) as told:
        until(told, "AttractDrawn")
        # The kiosk holds the port: only it can say how the reader is.
        while card_reader() != ("ready", None):
            pass
    with running_kiosk(file) as told:
        until(told, "DeviceFailed", "id-card-reader", "CARD-02")
        assert card_reader() == ("absent", "CARD-02")
        with ReaderSimulator(link=link):
            until(told, "DeviceBack", "id-card-reader")
