"""Letters on their way to becoming Chinese characters."""

from dataclasses import dataclass, field, replace

from kiosk.input.candidates import Candidate, CandidateSource


@dataclass(frozen=True)
class Composition:
    """``letters`` typed so far and what they may mean. Each act makes a new one."""

    source: CandidateSource[str]
    letters: str = field(default="", repr=False)
    candidates: tuple[Candidate, ...] = field(default=(), repr=False)

    def typed(self, letter: str) -> "Composition":
        return self._with(self.letters + letter)

    def deleted(self) -> "Composition":
        """Without the last letter."""
        return self._with(self.letters[:-1])

    def taken(self, candidate: Candidate) -> "Composition":
        """After a candidate was chosen: the letters behind it go on being composed."""
        return self._with(self.letters[candidate.taken :])

    def _with(self, letters: str) -> "Composition":
        found = self.source.candidates(letters) if letters else ()
        return replace(self, letters=letters, candidates=found)
