"""What the visit process tells the host of its paper: how much, never whose or what."""

from dataclasses import dataclass, field
from math import ceil
from typing import Literal

# A receipt's rows of dots, and the paper between the print head and the cutter that each one takes along.
_ROWS_PER_MM = 203 / 25.4
_TO_THE_CUTTER_MM = 18


@dataclass(frozen=True)
class PaperUsed:
    """Paper has gone through a printer, whole or torn: millimetres of the roll, or sheets. One a paper."""

    printer: Literal["receipt-printer", "paper-printer"]
    amount: int = field(metadata={"low": 1, "high": 20_000})


@dataclass(frozen=True)
class TonerIs:
    """What the A4 printer says is left of its toner: percent, of the colour that has least."""

    percent: int = field(metadata={"low": 0, "high": 100})


def receipt_millimetres(rows: int) -> int:
    """What a receipt of so many rows of dots takes off the roll."""
    return ceil(rows / _ROWS_PER_MM) + _TO_THE_CUTTER_MM
