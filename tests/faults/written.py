"""What a run has seen, held against the page or kept to be written to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.faults.page import PAGE, Row, read_page

Met = Callable[[Row], None]


@dataclass
class Rows:
    """``writing``: the page is made from this run, so that it is not held against the last one."""

    writing: bool
    met: dict[str, Row] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """A fault was met."""
        self.met[row.fault] = row
        if self.writing:
            return
        written = read_page().get(row.fault)
        assert written is not None, f"docs/{PAGE.name} does not have it: make faults"
        assert row.without_time == written.without_time, f"docs/{PAGE.name} says otherwise: make faults"

    def missing(self, faults: Iterable[str]) -> list[str]:
        return [fault for fault in faults if fault not in self.met]
