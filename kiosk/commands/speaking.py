"""The voice as a setting names it.

What speaks is imported when it is first asked for: nothing of it is needed for the first picture.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import Words

if TYPE_CHECKING:
    from kiosk.speech.player import Sink
    from kiosk.speech.voice import Voice


def open_voice(sink: str, catalogues: Catalogues) -> "Voice":
    """A voice with its own thread; ``sink`` is "device", "none" or "folder:DIR"."""
    from kiosk.speech.renderer import Renderer
    from kiosk.speech.voice import Voice

    return Voice(Renderer(), _sink(sink), catalogues)


class LateVoice:
    """A voice that begins once something is drawn: starting its worker must not hold up the first picture.

    Until then the newest prompt is remembered. For the drawing thread.
    """

    def __init__(self, opened: "Callable[[], Voice]") -> None:
        self._opened = opened
        self._voice: Voice | None = None
        self._first: Callable[[Voice], None] | None = None

    def begin(self) -> None:
        self._voice = self._opened()
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

    def stop(self) -> None:
        self._first = None
        if self._voice is not None:
            self._voice.stop()

    def _prompt(self, prompt: "Callable[[Voice], None]") -> None:
        if self._voice is None:
            self._first = prompt
        else:
            prompt(self._voice)

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
