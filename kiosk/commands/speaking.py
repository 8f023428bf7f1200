"""The voice as a setting names it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language
from kiosk.language.values import Words
from kiosk.speech.player import DevicePlayer, FolderSink, SilentSink, Sink
from kiosk.speech.renderer import Renderer
from kiosk.speech.voice import Voice


def open_voice(sink: str, catalogues: Catalogues) -> Voice:
    """A voice with its own thread; ``sink`` is "device", "none" or "folder:DIR"."""
    return Voice(Renderer(), _sink(sink), catalogues)


class LateVoice:
    """A voice that begins once something is drawn: starting its worker must not hold up the first picture.

    Until then the newest prompt is remembered. For the drawing thread.
    """

    def __init__(self, opened: Callable[[], Voice]) -> None:
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
        def prompt(voice: Voice) -> None:
            voice.say(parts, language, label=label, reveal_personal=reveal_personal)

        if self._voice is None:
            self._first = prompt
        else:
            prompt(self._voice)

    def stop(self) -> None:
        self._first = None
        if self._voice is not None:
            self._voice.stop()

    def wait_quiet(self, timeout: float) -> bool:
        """Waits until everything asked for has been said; whether it was in time."""
        return self._voice is None or self._voice.wait_quiet(timeout)


def _sink(sink: str) -> Sink:
    if sink == "device":
        return DevicePlayer()
    if sink == "none":
        return SilentSink()
    return FolderSink(Path(sink.removeprefix("folder:")))
