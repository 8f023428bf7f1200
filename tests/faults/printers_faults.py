"""What happens where there are two printers, and one takes the place of the other; or none does."""

from collections.abc import Sequence

from tests.faults import a4_faults, roll_faults
from tests.faults.paper_fault import NO_PAPER, PRINTED, Begins, Do, End, PaperFault
from tests.faults.printer_rig import PrinterRig
from tests.faults.roll_faults import ON_THE_WAY, PART


def _without_paper_and_jammed(rig: PrinterRig) -> None:
    rig.roll_fault(paper_out=True)
    rig.a4_fault("media-jam")


def _without_paper_and_standing_still(rig: PrinterRig) -> None:
    rig.roll_fault(paper_out=True)
    rig.a4_fault("stall")


def _moved(name: str, told: str, arm: Do) -> PaperFault:
    return PaperFault(name, PRINTED, "", End.UNSEEN, arm, roll=told, a4="", patient=False)


FAULTS: Sequence[PaperFault] = (
    _moved("receipt paper used up: on A4", "PRN-02", roll_faults.has(paper_out=True)),
    _moved("receipt printer not connected: on A4", "PRN-01", PrinterRig.roll_off),
    _moved("receipt paper used up in the middle, and nobody there: on A4", "PRN-02",
           roll_faults.has(paper_out_after_rows=PART)),
    _moved("receipt printer falls silent in the middle: on A4", "PRN-01",
           roll_faults.has(silent_after_bytes=ON_THE_WAY)),
    PaperFault("receipt paper used up, and A4 jams in the middle", "fail.PRN-12.what", "PRN-12",
               End.BY_ITSELF, _without_paper_and_standing_still,
               a4_faults.at_the_device(a4_faults.has("stall", "media-jam")), a4_faults.in_order,
               roll="PRN-02", a4="PRN-12"),
    PaperFault("receipt paper used up and A4 jammed: neither", NO_PAPER, "PRN-02", End.ASKED_AGAIN,
               provoke=_without_paper_and_jammed, mend=a4_faults.in_order, begins=Begins.SHOWN,
               roll="PRN-02", a4="PRN-12"),
    PaperFault("no printer fitted", NO_PAPER, "PRN-20", End.NEVER, begins=Begins.BEFORE, out=0),
)  # fmt: skip
