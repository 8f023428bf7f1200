"""What can go wrong with a printer or a paper, as data: how it begins, what is then shown, how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from tests.faults.printer_rig import PrinterRig

PRINTED = "receipt.take"
"""The sentence of the screen when the printer has said that the receipt is out."""
NO_PAPER = "receipt.none"
"""The sentence over the number that stands there instead of a receipt."""

Do = Callable[[PrinterRig], None]


def nothing(rig: PrinterRig) -> None:
    """Nothing to be done."""


class Begins(Enum):
    """When it is provoked."""

    BEFORE = "before the visit looks at its printers"
    SHOWN = "while the receipt is looked at"
    PRINTING = "when Print was touched"


class End(Enum):
    """How the paper comes at last."""

    UNSEEN = "it comes as if nothing were wrong"
    BY_ITSELF = "it comes when the cause is gone, nobody touching anything"
    ASKED_AGAIN = "it comes when it is asked for again"
    NEVER = "it does not come"


@dataclass(frozen=True)
class PaperFault:
    """One row of docs/faults.md.

    ``shows``: the key of the sentence on the screen; ``code``: what stands there for the staff. ``arm`` is
    done before the visit, ``provoke`` brings the fault about, ``mend`` ends its cause. ``roll``, ``a4``:
    whether it is fitted, and the code that its state has by then. ``patient``: whether the visit waits for
    somebody to put it right. ``out``: the whole papers of this visit in the end; those that were asked for.
    """

    name: str
    shows: str
    code: str
    end: End
    arm: Do = nothing
    provoke: Do = nothing
    mend: Do = nothing
    begins: Begins = Begins.PRINTING
    roll: str | None = None
    a4: str | None = None
    patient: bool = True
    out: int = 1
