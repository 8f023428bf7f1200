"""What can go wrong with an A4 printer, its print service and a receipt on it, where there is no roll."""

from collections.abc import Sequence

from tests.faults.paper_fault import NO_PAPER, PRINTED, Begins, Do, End, PaperFault, nothing
from tests.faults.printer_rig import PrinterRig


def has(*faults: str) -> Do:
    """This is, or will be, wrong with the A4 printer."""
    return lambda rig: rig.a4_fault(*faults)


def in_order(rig: PrinterRig) -> None:
    """Nothing is wrong with the A4 printer any more."""
    rig.a4_fault()


def at_the_device(then: Do) -> Do:
    """Done as soon as the printer has the paper's job."""

    def do(rig: PrinterRig) -> None:
        rig.await_job()
        then(rig)

    return do


def _standing(
    name: str, code: str, provoke: Do, mend: Do = in_order, begins: Begins = Begins.SHOWN
) -> PaperFault:
    return PaperFault(name, NO_PAPER, code, End.ASKED_AGAIN, nothing, provoke, mend, begins, a4=code)


def _put_right(name: str, code: str, then: Do, mend: Do = in_order) -> PaperFault:
    return PaperFault(
        name, f"fail.{code}.what", code, End.BY_ITSELF, has("stall"), at_the_device(then), mend, a4=code
    )


def _given_up(
    name: str, code: str, told: str, arm: Do, provoke: Do = nothing, mend: Do = in_order, *, out: int = 1
) -> PaperFault:
    return PaperFault(
        name, NO_PAPER, code, End.ASKED_AGAIN, arm, provoke, mend, a4=told, patient=False, out=out
    )


STANDING: Sequence[PaperFault] = (
    _standing("A4 printer switched off, or not on the network", "PRN-10", PrinterRig.a4_off,
              PrinterRig.a4_on),
    _standing("A4 printer on the network and silent", "PRN-10", PrinterRig.a4_silent, PrinterRig.a4_answers),
    _standing("A4 printer without paper", "PRN-11", has("media-empty")),
    _standing("paper jammed in the A4 printer", "PRN-12", has("media-jam")),
    _standing("cover of the A4 printer open", "PRN-13", has("cover-open")),
    _standing("toner used up", "PRN-14", has("toner-empty")),
    _standing("A4 printer's own memory full", "PRN-15", has("spool-full")),
    _standing("A4 printer stopped, without saying why", "PRN-16", has("fault")),
    _standing("a page of an earlier visit still in the A4 printer", "PRN-18", PrinterRig.leave_a_page_behind,
              begins=Begins.BEFORE),
    _standing("print service stopped", "PRN-19", PrinterRig.service_off, PrinterRig.service_on),
    PaperFault("toner low", PRINTED, "", End.UNSEEN, has("toner-low"), a4=""),
)  # fmt: skip

MIDWAY: Sequence[PaperFault] = (
    _put_right("A4 paper used up in the middle", "PRN-11", has("stall", "media-empty")),
    _put_right("paper jams in the A4 printer", "PRN-12", has("stall", "media-jam")),
    _put_right("cover of the A4 printer opened in the middle", "PRN-13", has("stall", "cover-open")),
    _put_right("A4 printer gone from the network in the middle, and back", "PRN-10",
               PrinterRig.a4_silent, PrinterRig.a4_answers),
    _given_up("paper jams, and nobody there: the job is cancelled in the jam", "PRN-12", "PRN-18",
              has("stall"), at_the_device(has("stall", "media-jam")), out=2),
    _given_up("A4 printer switched off in the middle", "PRN-10", "PRN-10",
              has("stall"), at_the_device(PrinterRig.a4_off), PrinterRig.a4_on),
    PaperFault("the last sheet taken: no paper when the page is out", PRINTED, "", End.UNSEEN,
               has("last-sheet"), a4="PRN-11"),
    _given_up("A4 printer gives the job up", "PRN-17", "PRN-17", has("job-fails")),
    _given_up("print service's disk full", "PRN-15", "PRN-15",
              PrinterRig.use_a_full_spool, mend=PrinterRig.make_room),
)  # fmt: skip
