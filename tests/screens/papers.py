"""The screens of a paper in every state: what printers tell, and what the resident answers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from kiosk.documents.pages import compose, page_preview
from kiosk.documents.paper import a4_paper, dots_preview, receipt_raster
from kiosk.documents.preview import Preview
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import language_by_tag
from kiosk.papers import PaperContent, PrinterRole
from kiosk.visit_events import (
    PaperMoved,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
)
from kiosk.visit_receipt import application_of, receipt_of
from screens.waiting import LONG_WAIT_S
from tests.recording_ports import HOLDER, Recording, catalogues, make_visit, sample_services
from tests.screens.face import AGRI, ANSWERS, Face, text_engine

ROLL, A4 = PrinterRole
ON_ROLL = [code for code in FailureCode if code.value.startswith("PRN-0")]
ON_A4 = [code for code in FailureCode if code.value.startswith("PRN-1")]
Show = Callable[[Face], None]


def printers(
    face: Face,
    roll: FailureCode | None,
    a4: FailureCode | None,
    *,
    fitted: Sequence[PrinterRole] = (ROLL, A4),
) -> None:
    """What the printers tell of themselves: nothing wrong, or what."""
    codes = zip((ROLL, A4), (roll, a4), strict=True)
    face.post(
        *(
            PrinterState(face.visit.id, role, Failure(code) if code else None, fitted=role in fitted)
            for role, code in codes
        )
    )


def show_preview(face: Face) -> Preview:
    """The preview that was asked for last is there."""
    _, content = face.ports.printing.previews[-1]
    preview = sample_preview(face.visit.language.tag, isinstance(content, ReceiptContent))
    face.post(PreviewReady(face.visit.id, face.visit.printing.paper, preview))
    return preview


@cache
def sample_preview(tag: str, receipt: bool) -> Preview:
    """A receipt on the roll, or an application on A4, in one language."""
    visit = make_visit(Recording(), language_by_tag(tag))
    visit.choose_service(sample_services().service(AGRI))
    visit.card.holder = HOLDER
    visit.take_over_holder()
    for step in visit.service.steps if visit.service else ():
        visit.answer(step, ANSWERS[step.id])
    visit.signature = (((10, 10), (90, 40)),)
    visit.confirm()
    content: PaperContent = receipt_of(visit, catalogues())
    if receipt and isinstance(content, ReceiptContent):
        dots = receipt_raster(content, catalogues(), text_engine())
        assert not isinstance(dots, Failure), dots
        return dots_preview(dots)
    composed = compose(a4_paper(application_of(visit, catalogues())), catalogues(), text_engine())
    assert not isinstance(composed, Failure), composed
    return page_preview(composed, 1, 900)


def shown(face: Face, screen: str = "receipt") -> None:
    """A paper of its own, whatever was shown before, with its preview."""
    face.bring_up()
    face.visit.printers.clear()
    face.choose(face.visit.service.id if face.visit.service else AGRI)
    face.go(screen)
    show_preview(face)


def of_many_pages(face: Face) -> None:
    """An application of three pages, at its first."""
    shown(face, "copy")
    preview = sample_preview(face.visit.language.tag, False)
    face.post(PreviewReady(face.visit.id, face.visit.printing.paper, replace(preview, page=1, pages=3)))


def being_printed(face: Face, screen: str = "receipt") -> None:
    shown(face, screen)
    face.touch("forward")


def printed(face: Face, on: PrinterRole = ROLL, screen: str = "receipt") -> None:
    being_printed(face, screen)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, on))


def missing(face: Face, screen: str = "receipt") -> None:
    printed(face, A4 if screen == "copy" else ROLL, screen)
    face.touch("second")


def failed(face: Face, code: FailureCode, *, screen: str = "receipt", may_be_out: bool = False) -> None:
    being_printed(face, screen)
    face.post(PaperNotPrinted(face.visit.id, face.visit.printing.paper, Failure(code), may_be_out))


def moved(face: Face, screen: str = "receipt") -> None:
    being_printed(face, screen)
    face.post(PaperMoved(face.visit.id, face.visit.printing.paper, A4))


def lacks(face: Face, code: FailureCode, screen: str = "receipt") -> None:
    """The printer that is at it cannot go on."""
    if code in ON_A4:
        moved(face, screen)
        printers(face, FailureCode.PRINTER_PAPER_OUT, code)
    else:
        being_printed(face, screen)
        printers(face, code, FailureCode.PRINTER_ABSENT, fitted=(ROLL,))


def barred(face: Face, code: FailureCode = FailureCode.A4_PAPER_EMPTY, screen: str = "receipt") -> None:
    """No printer could be used when the screen came."""
    shown(face, screen)
    printers(face, FailureCode.PRINTER_ABSENT, code, fitted=(A4,))


def no_printer(face: Face) -> None:
    """Nor has there ever been one."""
    shown(face)
    printers(face, FailureCode.PRINTER_NOT_FITTED, FailureCode.PRINTER_NOT_FITTED, fitted=())


def possible_again(face: Face) -> None:
    barred(face)
    printers(face, FailureCode.PRINTER_ABSENT, None, fitted=(A4,))


def declined(face: Face) -> None:
    shown(face)
    face.touch("second")


def slow(face: Face) -> None:
    being_printed(face)
    face.pass_time(LONG_WAIT_S)


def _ended(face: Face) -> None:
    """Further on in the same visit."""
    face.go("copy_offer")


PAPER_STATES: Sequence[tuple[str, Show]] = (
    ("receipt", shown),
    ("receipt printing", being_printed),
    ("receipt printing moved", moved),
    ("receipt printing slow", slow),
    ("receipt printed", printed),
    ("receipt printed moved", partial(printed, on=A4)),
    ("receipt missing", missing),
    ("copy_offer", _ended),
    ("copy", partial(shown, screen="copy")),
    ("copy of many pages", of_many_pages),
    ("copy printing", partial(moved, screen="copy")),
    ("copy printed", partial(printed, on=A4, screen="copy")),
    ("copy missing", partial(missing, screen="copy")),
)
NO_PAPER_STATES: Sequence[tuple[str, Show]] = (
    *((f"receipt printing {code}", partial(lacks, code=code)) for code in (*ON_ROLL, *ON_A4)),
    *((f"receipt {code}", partial(failed, code=code)) for code in (*ON_ROLL, *ON_A4)),
    ("receipt part out", partial(failed, code=FailureCode.A4_JOB_FAILED, may_be_out=True)),
    ("receipt no printer", no_printer),
    ("receipt declined", declined),
    ("receipt barred", barred),
    ("receipt possible again", possible_again),
    ("copy part out", partial(failed, code=FailureCode.A4_JOB_FAILED, screen="copy", may_be_out=True)),
)
