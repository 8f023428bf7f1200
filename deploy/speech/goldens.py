"""Writes tests/speech/golden/<tag>.txt: what espeak-ng makes of every prompt, in its own phoneme signs.

python deploy/speech/goldens.py

A line is a prompt's key, a tab and its phonemes; a prompt with values has samples in them. Before it is
committed somebody reads the difference. The first line names the engine's version: another speaks otherwise.
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.services.packs import load_catalogue
from kiosk.speech.prompts import spoken_messages
from kiosk.speech.voices import RATE, VOICES, for_the_engine

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "speech" / "golden"
# Kazakh in Arabic script speaks the words of the Cyrillic catalogue.
SPOKEN: tuple[Language, ...] = (UYGHUR, KAZAKH, CHINESE)
# A word that no prompt has, between two prompts, so that one run of the program speaks them all.
_BETWEEN = {"ug": "ژەژەژ", "kk": "Жәжәж", "zh-Hans": "nv3 nv3 nv3"}


def prompts(language: Language) -> dict[str, str]:
    """{key: spoken words} of every message and every text of the sandbox's service packs."""
    services = load_catalogue(ROOT / "kiosk" / "sandbox" / "catalogue").services
    messages = spoken_messages(language, load_catalogues(ROOT / "locales"), services)
    return {message.key: message.spoken for message in messages if not message.on_paper}


def phonemes_of(texts: Sequence[str], tag: str) -> list[str]:
    """The phonemes of each text, clauses parted by " | ", from one run of the program.

    Raises ValueError where the program's answer cannot be told apart into that many.
    """
    between = f"\n\n{_BETWEEN[tag]}.\n\n"
    mark = _run([_BETWEEN[tag] + "."], tag, between)[0]
    lines = _run([for_the_engine(text, tag) for text in texts], tag, between)
    said: list[list[str]] = [[]]
    for line in lines:
        if line == mark:
            said.append([])
        else:
            said[-1].append(line)
    if len(said) != len(texts):
        raise ValueError(f"{len(texts)} texts, {len(said)} answers")
    return [" | ".join(clauses).strip(" |") for clauses in said]


def engine_version() -> str:
    said = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True, check=True).stdout
    return said.split("text-to-speech:")[1].split()[0]


def as_text(spoken: Mapping[str, str], tag: str) -> str:
    lines = zip(spoken, phonemes_of(list(spoken.values()), tag), strict=True)
    return f"# espeak-ng {engine_version()}\n" + "".join(f"{key}\t{said}\n" for key, said in lines)


def _run(texts: Sequence[str], tag: str, between: str) -> list[str]:
    done = subprocess.run(
        ["espeak-ng", "-b", "1", "-v", VOICES[tag], "-s", str(RATE), "--stdin", "-q", "-x"],
        input=between.join(_closed(text) for text in texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def _closed(text: str) -> str:
    """A text without an end would run on into the word between."""
    return text if re.search(r"[.!?؟]$", text) else text + "."


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in SPOKEN:
        (FOLDER / f"{each.tag}.txt").write_text(as_text(prompts(each), each.spoken_with), encoding="utf-8")
