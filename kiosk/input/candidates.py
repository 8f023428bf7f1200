"""What may be meant by letters or strokes: one question for every way of entering Chinese."""

from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from kiosk.failures import FailureCode

Given = TypeVar("Given", contravariant=True)


@dataclass(frozen=True)
class Candidate:
    """``text`` for the first ``taken`` letters typed, or strokes written; what is behind them stays."""

    text: str = field(repr=False)
    taken: int


class CandidateSource(Protocol[Given]):
    """An opened input method. ``Given`` is what was entered: typed letters, or pen strokes."""

    def candidates(self, given: Given, /) -> tuple[Candidate, ...]:
        """The likeliest first, none twice, nothing indecent; () for what means nothing."""
        ...

    def close(self) -> None:
        """Lets go of the library and of all that was entered."""
        ...


@dataclass(frozen=True)
class InputAbsent:
    """An input method this machine does not have; everything else works without it.

    ``detail`` says what is missing, ``do`` what a maintainer does about it, both in English.
    """

    code: FailureCode
    detail: str
    do: str
