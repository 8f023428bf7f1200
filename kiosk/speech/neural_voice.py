"""Piper's neural voices, where a folder with some is configured, watched in a process of their own.

A folder holds for each language a model and its settings, X.onnx and X.onnx.json, as Piper publishes its
voices, at its top or one folder down. Whose language it is says the name of that folder (ug, kk, zh-Hans,
en), else the settings: the family of its "language", else the "espeak" voice. Nothing is loaded where no
folder is configured or no model is in it, and never in this process: neural_worker.py does.

A neural voice takes some 300 MB of memory, and more for each further language, and on two cores of a server's
processor 0.1 to 0.3 s for a short prompt, 0.1 s more for each second of sound. A worker that is slower than
`PATIENCE` is stopped, and the next voice speaks.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.speech.provider import Prompt
from kiosk.speech.speech_worker import Patience, SpeechWorker
from kiosk.speech.wav import Wav

PATIENCE = Patience(answer=2.0, a_character=0.01)
_WORKER = (sys.executable, "-m", "kiosk.speech.neural_worker")
_TAGS = frozenset(language.spoken_with for language in ALL_LANGUAGES)
# As Piper's settings and espeak-ng name our languages, without region.
_NAMED_THERE = {"ug": "ug", "kk": "kk", "zh": "zh-Hans", "cmn": "zh-Hans", "en": "en"}
# A Chinese voice of this kind needs Google's g2pW model, which Piper would fetch over the network.
_READS_BY_G2PW = "pinyin"
_G2PW = Path("g2pW") / "g2pw.onnx"
_TOO_OFTEN = 3


@dataclass(frozen=True)
class NeuralModel:
    """One language's voice on the disk."""

    tag: str
    model: Path
    settings: Path


@dataclass(frozen=True)
class NeuralModels:
    """What a folder holds; ``damaged`` says, for staff, what is wrong with the rest of it."""

    by_tag: Mapping[str, NeuralModel]
    damaged: tuple[str, ...] = ()


def find_models(folder: Path) -> NeuralModels:
    """The voices in a folder. Of two for one language the first by name counts."""
    by_tag: dict[str, NeuralModel] = {}
    damaged = []
    for model in sorted([*folder.glob("*.onnx"), *folder.glob("*/*.onnx")]):
        found = _model(model)
        if isinstance(found, str):
            damaged.append(f"{model.relative_to(folder)}: {found}")
        else:
            by_tag.setdefault(found.tag, found)
    return NeuralModels(by_tag, tuple(damaged))


def _model(model: Path) -> NeuralModel | str:
    settings = model.with_name(f"{model.name}.json")
    try:
        read = json.loads(settings.read_text(encoding="utf-8"))
    except OSError:
        return f"its settings {settings.name} cannot be read"
    except ValueError:
        return f"its settings {settings.name} are not JSON"
    if not isinstance(read, dict):
        return f"its settings {settings.name} are none of Piper's"
    tag = model.parent.name if model.parent.name in _TAGS else _language_of(read)
    if tag is None:
        return "its language is none of the kiosk's"
    if read.get("phoneme_type") == _READS_BY_G2PW and not (model.parent / _G2PW).is_file():
        return f"{_G2PW} is missing beside it"
    return NeuralModel(tag, model, settings)


def _language_of(settings: Mapping[str, object]) -> str | None:
    for part, key in (("language", "family"), ("espeak", "voice")):
        table = settings.get(part)
        name = table.get(key) if isinstance(table, dict) else None
        if isinstance(name, str) and (tag := _NAMED_THERE.get(name.replace("_", "-").partition("-")[0])):
            return tag
    return None


class NeuralVoice:
    """A provider (provider.py) for the languages of a folder's voices."""

    name = "piper"

    def __init__(
        self,
        folder: Path,
        *,
        worker: Sequence[str] = _WORKER,
        patience: Patience = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._models = find_models(folder)
        command = (*worker, str(folder.resolve()))
        self._worker = SpeechWorker(self.name, command, patience=patience, clock=clock)

    def render(self, prompt: Prompt) -> Wav | None:
        return self._worker.render(prompt) if prompt.tag in self._models.by_tag else None

    def tend(self, *, wait: float = 0.0) -> bool:
        return bool(self._models.by_tag) and self._worker.tend(wait=wait)

    def health(self) -> FailureCode | None:
        """VOICE-03 where a voice is damaged or cannot be loaded, or Piper is not installed."""
        damaged = self._models.damaged or self._worker.given_up or self._worker.failures >= _TOO_OFTEN
        loaded = self._worker.ready.get("tags", list(self._models.by_tag))
        complete = isinstance(loaded, list) and set(loaded) == set(self._models.by_tag)
        return FailureCode.VOICE_PACK_DAMAGED if damaged or not complete else None

    @property
    def worker_pid(self) -> int | None:
        return self._worker.worker_pid

    def close(self) -> None:
        self._worker.close()
