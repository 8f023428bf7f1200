"""How large and how heavy a text is set."""

from dataclasses import dataclass

MAX_SIZE = 4096.0
MAX_LINE_HEIGHT = 100.0


@dataclass(frozen=True)
class TextStyle:
    """``size``: of the em, in the unit of the surface (px on a screen, pt on paper). ``line_height``:
    distance between baselines as a factor of size; 0 = the fonts' own 1.489."""

    size: float
    bold: bool = False
    line_height: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.size <= MAX_SIZE or not 0 <= self.line_height <= MAX_LINE_HEIGHT:
            raise ValueError("a text size must lie in 0 … 4096, a line height in 0 … 100")
