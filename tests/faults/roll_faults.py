"""What can go wrong with a receipt printer where there is no other."""

from collections.abc import Sequence

from tests.faults.paper_fault import NO_PAPER, PRINTED, Begins, Do, End, PaperFault, nothing
from tests.faults.printer_rig import PrinterRig

PART = 300
"""Rows that are out when a receipt stops."""
ON_THE_WAY = 9000
"""Bytes that the printer has by then."""


def has(**faults: bool | int | bytes | None) -> Do:
    """This is, or will be, wrong with the roll."""
    return lambda rig: rig.roll_fault(**faults)


def in_order(rig: PrinterRig) -> None:
    """Nothing is wrong with the roll any more."""
    rig.roll_fault()


def _standing(name: str, code: str, provoke: Do, mend: Do = in_order) -> PaperFault:
    return PaperFault(
        name, NO_PAPER, code, End.ASKED_AGAIN, provoke=provoke, mend=mend, begins=Begins.SHOWN, roll=code
    )


def _put_right(name: str, code: str, arm: Do) -> PaperFault:
    return PaperFault(name, f"fail.{code}.what", code, End.BY_ITSELF, arm, mend=in_order, roll=code)


def _stopped(
    name: str, told: str, arm: Do, provoke: Do = nothing, mend: Do = in_order, *, patient: bool = True
) -> PaperFault:
    return PaperFault(
        name, NO_PAPER, "PRN-05", End.ASKED_AGAIN, arm, provoke, mend, roll=told, patient=patient
    )


FAULTS: Sequence[PaperFault] = (
    _standing("receipt printer not connected, or switched off", "PRN-01",
              PrinterRig.roll_off, PrinterRig.roll_on),
    _standing("receipt printer connected and silent", "PRN-01", has(silent=True)),
    _standing("receipt paper used up", "PRN-02", has(paper_out=True)),
    _standing("cover of the receipt printer open", "PRN-03", has(cover_open=True)),
    _standing("cutter stuck", "PRN-04", has(cutter_jammed=True)),
    _standing("receipt printer tells nonsense of itself", "PRN-04", has(garbage_status=b"\xff")),
    PaperFault("receipt paper near its end", PRINTED, "", End.UNSEEN, has(near_end=True), roll=""),
    _put_right("receipt paper used up in the middle", "PRN-02", has(paper_out_after_rows=PART)),
    _put_right("cover of the receipt printer opened in the middle", "PRN-03",
               has(cover_opens_after_rows=PART)),
    _stopped("receipt paper used up in the middle, and nobody there", "PRN-02",
             has(paper_out_after_rows=PART), patient=False),
    _stopped("receipt printer falls silent in the middle", "PRN-01", has(silent_after_bytes=ON_THE_WAY)),
    _stopped("receipt printer tells nonsense in the middle", "",
             has(garbage_status=b"\xff", garbage_status_after_bytes=ON_THE_WAY, knows_the_fence=False)),
    _stopped("cutter stuck behind a whole receipt", "PRN-04", has(cutter_jams_at_the_cut=True)),
    _stopped("receipt printer switched off in the middle", "PRN-01", has(silent_after_bytes=ON_THE_WAY),
             lambda rig: rig.roll_off_once_it_has(ON_THE_WAY), PrinterRig.roll_on),
)  # fmt: skip
