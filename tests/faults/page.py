"""docs/faults.md: what a run has shown, as a table; read back to be held against the next run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from tests.recording_ports import ROOT

PAGE = ROOT / "docs" / "faults.md"
FAILURES = ROOT / "docs" / "failures.md"

_HEADINGS = (
    "fault", "the resident sees", "hears", "own way on", "staff see and do", "lost", "over after (s)",
)  # fmt: skip
_INTRODUCTION = """\
# Faults

What happens when a card reader, a card, a printer or a paper fails: the shipped screens, workers and \
protocols as a test run saw them, against simulators on the real lines (A4: behind a real print service). \
`make faults` makes this page, and `make test` fails when it is no longer true.

- **sees**: the sentence of the screen in bold, what it says to do, the code for the staff, and the name of \
the picture in `screens/icons`. Every fault was met in one of the four languages in turn; the words here \
are the English of the same messages. Every one of them has words to be spoken in Uyghur, Kazakh (both \
scripts) and Chinese. Wherever a receipt is missing, its number stands large on the screen, as a QR code \
too, and is spoken: that was checked in each of these rows.
- **own way on**: the keys that stand there besides back, help and end; a card can also simply be laid again.
- **staff**: each device's state and code as the host is told it (`kiosk doctor`, and the journal when it \
changes), and what docs/failures.md says to do about the code.
- **lost**: "nothing" is written where the draft, every answer, the signature and the submission were found \
as they had been, and what was then confirmed went out once, with these answers and with the card that was \
read at the end. For a printer: where the submission, its key and how far it is were found as they had been, \
as many whole papers came out as were asked for, all else that came out was made worthless, and of the visit \
nothing was left for the next.
- **over after**: seconds, as measured in this run; the median of three \
for a reader that is plugged in. For a fault of a reader: from when its cause is gone \
(plugged in, service ready, port free) until the screen asks for a card again, nobody touching anything. \
For a fault of a card, and for one that nobody sees: from when the card is laid until its name is on the \
screen. For a printer: from when its cause is gone until the printer has said that the receipt is out; where \
it has to be asked for again, by somebody who touches the key as soon as a printer can. What nobody sees: \
from *Print* on. Simulated readers answer at the pace of their line, simulated printers need no time for \
their paper. While a cause lasts, the reader is tried at growing intervals, on a serial port up to 30 s \
apart; *Try again* tries at once. Where nobody puts a printer right, the visit was given half a second of \
patience instead of a minute and more.
"""


@dataclass(frozen=True)
class Row:
    """One fault as it was met; all texts, Markdown."""

    fault: str
    sees: str
    hears: str
    ways: str
    staff: str
    lost: str
    seconds: str

    @property
    def without_time(self) -> "Row":
        return replace(self, seconds="")


def write_page(file: Path, groups: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """``groups``: headings with their rows."""
    parts = [_INTRODUCTION]
    for heading, rows in groups:
        lines = [f"## {heading}", "", _line(_HEADINGS), _line(["---"] * len(_HEADINGS))]
        lines += [_line([getattr(row, column.name) for column in fields(Row)]) for row in rows]
        parts.append("\n".join(lines) + "\n")
    file.write_text("\n".join(parts), encoding="utf-8")


def read_page(file: Path = PAGE) -> dict[str, Row]:
    """The rows by fault; empty where there is no page yet."""
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    cells = [_cells(line) for line in lines if line.startswith("| ")]
    rows = [Row(*row) for row in cells if tuple(row) != _HEADINGS and set(row) != {"---"}]
    return {row.fault: row for row in rows}


@cache
def _advice() -> dict[str, str]:
    lines = FAILURES.read_text(encoding="utf-8").splitlines()
    rows = [_cells(line) for line in lines if re.match(r"\| [A-Z]+-\d+ ", line)]
    return {row[0]: row[-1] for row in rows}


def advice(code: str) -> str:
    """What staff do about it. KeyError for a code that docs/failures.md does not have."""
    return _advice()[code]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]
