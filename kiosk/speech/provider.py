"""What is to be said, and what every voice can be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.failures import FailureCode
from kiosk.speech.wav import Wav

_ENDS_A_SENTENCE = ".!?؟。！？"
_OTHER_SIGNS = ",،，:;：；"


@dataclass(frozen=True)
class Prompt:
    """One thing to be said in one voice.

    ``texts``: the spoken words of each part, in order, none of them empty. ``tag``: the language that is
    spoken (`Language.spoken_with`). ``slow``: more slowly than usual, where the voice can.
    """

    texts: tuple[str, ...]
    tag: str
    slow: bool = False

    @property
    def whole(self) -> str:
        """All parts as sentences of one text."""
        return as_one_prompt(self.texts, self.tag)


class Provider(Protocol):
    """A voice. For one thread; `close` ends whatever it has started."""

    name: str

    def render(self, prompt: Prompt) -> Wav | None:
        """The whole prompt as sound; None: cannot say this, ask the next."""

    def tend(self, *, wait: float = 0.0) -> bool:
        """Makes ready, and again ready after a failure; whether it is, within `wait` seconds."""

    def health(self) -> FailureCode | None:
        """What staff should know; None as long as nothing is wrong."""

    def close(self) -> None: ...


def as_one_prompt(texts: Sequence[str], tag: str) -> str:
    """Texts as sentences of one prompt: a full stop after each that has none."""
    stop = "。" if tag == "zh-Hans" else "."
    return " ".join(
        text if text[-1] in _ENDS_A_SENTENCE else text.rstrip(_OTHER_SIGNS) + stop for text in texts
    )
