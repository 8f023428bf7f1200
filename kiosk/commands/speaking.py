"""The voice as a setting names it.

What speaks is imported when it is first asked for: nothing of it is needed for the first picture.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.speech.loudness import STARTING_LEVEL

if TYPE_CHECKING:
    from kiosk.speech.player import Sink
    from kiosk.speech.provider import Provider
    from kiosk.speech.providers import Providers
    from kiosk.speech.voice import Voice


def open_voice(sink: str, catalogues: Catalogues, packs: Path | None = None) -> "Voice":
    """A voice with its own thread; ``sink`` is "device", "none" or "folder:DIR", ``packs`` as below."""
    from kiosk.speech.voice import Voice

    return Voice(open_providers(packs), _sink(sink), catalogues)


def open_providers(packs: Path | None = None) -> "Providers":
    """Everybody who can speak here, in the order they are asked: recorded, neural, pyttsx3, espeak-ng.

    ``packs``: a folder of folders, each with a recorded pack, a neural voice, or both.
    """
    from kiosk.speech.providers import Providers
    from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
    from kiosk.speech.spare_voice import SpareVoice

    given = () if packs is None else _given(packs)
    return Providers((*given, Pyttsx3Voice(), SpareVoice()))


def _given(packs: Path) -> "tuple[Provider, ...]":
    from kiosk.speech.neural_voice import NeuralVoice
    from kiosk.speech.recorded_pack import RecordedPacks

    return RecordedPacks(packs), NeuralVoice(packs)


class LateVoice:
    """A voice that begins once something is drawn: starting its worker must not hold up the first picture.

    Until then the newest prompt is remembered. For the drawing thread.
    """

    def __init__(self, opened: "Callable[[], Voice]") -> None:
        self._opened = opened
        self._voice: Voice | None = None
        self._first: Callable[[Voice], None] | None = None
        self._adjustments: list[Callable[[Voice], None]] = []

    def begin(self) -> None:
        self._voice = self._opened()
        for adjustment in self._adjustments:
            adjustment(self._voice)
        if self._first is not None:
            self._first(self._voice)

    def say(
        self, parts: Sequence[Words], language: Language, *, label: str, reveal_personal: bool = False
    ) -> None:
        self._prompt(lambda voice: voice.say(parts, language, label=label, reveal_personal=reveal_personal))

    def announce(
        self, parts: Sequence[Words], languages: Sequence[Language], *, label: str, volume: float = 1.0
    ) -> None:
        self._prompt(lambda voice: voice.announce(parts, languages, label=label, volume=volume))

    @property
    def busy(self) -> bool:
        return self._first is not None if self._voice is None else self._voice.busy

    @property
    def volume(self) -> int:
        return STARTING_LEVEL if self._voice is None else self._voice.volume

    def turn_up(self) -> None:
        self._adjust(lambda voice: voice.turn_up())

    def turn_down(self) -> None:
        self._adjust(lambda voice: voice.turn_down())

    def set_slow(self, slow: bool) -> None:
        self._adjust(lambda voice: voice.set_slow(slow))

    def set_headphones(self, plugged_in: bool) -> None:
        self._adjust(lambda voice: voice.set_headphones(plugged_in))

    def stop(self) -> None:
        self._first = None
        if self._voice is not None:
            self._voice.stop()

    def _prompt(self, prompt: "Callable[[Voice], None]") -> None:
        if self._voice is None:
            self._first = prompt
        else:
            prompt(self._voice)

    def _adjust(self, adjustment: "Callable[[Voice], None]") -> None:
        if self._voice is None:
            self._adjustments.append(adjustment)
        else:
            adjustment(self._voice)

    def wait_quiet(self, timeout: float) -> bool:
        """Waits until everything asked for has been said; whether it was in time."""
        return self._voice is None or self._voice.wait_quiet(timeout)


def _sink(sink: str) -> "Sink":
    from kiosk.speech.player import DevicePlayer, FolderSink, SilentSink

    if sink == "device":
        return DevicePlayer()
    if sink == "none":
        return SilentSink()
    return FolderSink(Path(sink.removeprefix("folder:")))
