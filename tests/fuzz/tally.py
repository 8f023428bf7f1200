"""What fuzzing one surface has shown."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    """``wrong``: data that are not the card's, or that contradict themselves. ``wrong_once``: how often the
    first reading alone would have given them (told, not judged). ``faults``: where exceptions came from.
    """

    frames: int = 0
    exceptions: int = 0
    read: int = 0
    refused: int = 0
    wrong: int = 0
    wrong_once: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.frames += other.frames
        self.exceptions += other.exceptions
        self.read += other.read
        self.refused += other.refused
        self.wrong += other.wrong
        self.wrong_once += other.wrong_once
        self.faults += other.faults[: 5 - len(self.faults)]

    @property
    def clean(self) -> bool:
        return not self.exceptions and not self.wrong
