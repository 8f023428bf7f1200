"""A paper is looked at, printed if it is wanted, and taken; where there is none, its code stands large."""

from dataclasses import replace

import pytest
import segno

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.preview import Preview
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Message, Number
from kiosk.visit_events import (
    Kept,
    NotDelivered,
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
)
from kiosk.visit_progress import Paper, PaperProgress
from kiosk.visit_receipt import application_of, receipt_of
from screens.paper_blocks import QrCard
from screens.qr import QUIET, SCALE
from screens.result import NumberCard
from screens.theme import Modes, Panel, TextStep
from screens.waiting import LONG_WAIT_S
from screens.widgets.paper_sheet import PaperSheet
from screens.widgets.picture import Picture
from tests.recording_ports import catalogues
from tests.screens.face import CASE, Face, FaceMaker, visible
from tests.screens.papers import (
    A4,
    ON_A4,
    ON_ROLL,
    ROLL,
    being_printed,
    of_many_pages,
    printers,
    show_preview,
    shown,
)

WITHOUT_PAPER = FailureCode.PRINTER_PAPER_OUT
NUMBER = Message("result.code_spoken", {"code": Code(CASE)})
each_screen = pytest.mark.parametrize("screen", ["receipt", "copy"])


def printed(face: Face, screen: str = "receipt") -> Face:
    being_printed(face, screen)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, A4 if screen == "copy" else ROLL))
    return face


def not_printed(
    face: Face, code: FailureCode = WITHOUT_PAPER, screen: str = "receipt", *, may_be_out: bool = False
) -> Face:
    being_printed(face, screen)
    face.post(PaperNotPrinted(face.visit.id, face.visit.printing.paper, Failure(code), may_be_out))
    return face


def pictures(face: Face) -> set[str]:
    return {widget.name for widget in visible(face.screen) if isinstance(widget, Picture)}


def qr_shown(face: Face) -> list[bytes]:
    """The modules of the code on the screen, row by row, without its quiet zone; b'' where none shows."""
    cards = [widget for widget in visible(face.screen) if isinstance(widget, QrCard)]
    if not cards:
        return []
    texture = cards[0].texture
    side = texture.width // SCALE
    red = bytes(texture.pixels)[::4]
    rows = [bytes(red[y * SCALE * texture.width :][: texture.width : SCALE]) for y in range(side)]
    return [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]


def qr_of(text: str) -> list[bytes]:
    return [bytes(0 if module else 255 for module in row) for row in segno.make(text, error="m").matrix]


def shows_the_code(face: Face, number: str = CASE) -> bool:
    return number in face.texts(face.find(NumberCard)) and qr_shown(face) == qr_of(number)


# Looked at first


def test_the_receipt_is_seen_before_anything_is_printed(face: Face) -> None:
    face.go("receipt")
    assert face.ports.printing.previews == [("visit-1", receipt_of(face.visit, catalogues()))]
    assert face.ports.printing.printed == []
    assert face.sentence() == face.words("receipt.see")
    assert face.find(PaperSheet).preview is None
    preview = show_preview(face)
    assert face.find(PaperSheet).preview == preview
    assert face.ports.printing.printed == []


def test_a_preview_that_comes_late_moves_no_key_and_is_not_spoken_about(face: Face) -> None:
    face.go("receipt")
    before, said = face.elements(), len(face.ports.voice.said)
    show_preview(face)
    assert face.elements() == before
    assert len(face.ports.voice.said) == said


def test_it_is_printed_once_when_the_resident_says_so(face: Face) -> None:
    being_printed(face)
    assert face.sentence() == face.words("receipt.printing")
    assert "forward" not in face.elements()
    face.touch("bar:help", "forward", "bar:language", "language:ug")
    assert face.ports.printing.printed == [("visit-1", receipt_of(face.visit, catalogues()))]


def leads_to(face: Face, page: int) -> bool:
    return face.reads(Message("page.next", {"page": Number(page), "pages": Number(3)}))


def test_a_paper_of_many_pages_is_turned_and_each_page_is_asked_for_when_it_is_wanted(face: Face) -> None:
    of_many_pages(face)
    first: Preview = face.find(PaperSheet).preview
    assert face.ports.printing.pages == [1]
    assert leads_to(face, 2)
    for wanted, following in ((2, 3), (3, 1), (1, 2)):
        said = len(face.ports.voice.said)
        face.touch("more")
        assert face.ports.printing.pages[-1] == wanted
        page = replace(first, page=wanted)
        face.post(PreviewReady(face.visit.id, face.visit.printing.paper, page))
        assert face.find(PaperSheet).preview == page
        assert leads_to(face, following)
        assert len(face.ports.voice.said) == said
    assert face.ports.printing.printed == []
    face.touch("forward")
    assert len(face.ports.printing.printed) == 1


def test_a_paper_of_one_page_has_nothing_to_turn(face: Face) -> None:
    shown(face)
    assert "more" not in face.elements()


def test_looking_elsewhere_does_not_ask_for_the_preview_again(face: Face) -> None:
    shown(face)
    face.touch("bar:help", "forward")
    assert len(face.ports.printing.previews) == 1
    assert face.find(PaperSheet).preview is not None


def test_in_another_language_the_paper_is_another(face: Face) -> None:
    shown(face)
    face.touch("bar:language", "language:kk")
    assert [content.language.tag for _, content in face.ports.printing.previews] == ["ug", "kk"]
    assert face.find(PaperSheet).preview is None


def test_an_acceptance_that_comes_meanwhile_stands_on_the_paper(face: Face) -> None:
    face.confirm()
    late = Failure(FailureCode.PLATFORM_TOO_SLOW)
    face.post(Kept(face.visit.id, face.key), NotDelivered(face.visit.id, face.key, late))
    face.go("receipt")
    show_preview(face)
    face.post(face.accepted())
    assert [content.standing for _, content in face.ports.printing.previews] == ["received", "accepted"]
    face.touch("forward")
    ((_, content),) = face.ports.printing.printed
    assert content.standing == "accepted"


def test_who_wants_no_paper_sees_the_code_and_can_change_their_mind(face: Face) -> None:
    shown(face)
    face.touch("second")
    assert face.ports.printing.printed == []
    assert face.sentence() == face.words("receipt.note")
    assert face.heard_keys() == ["receipt.note", "receipt.later", "result.code_spoken"]
    assert shows_the_code(face)
    face.touch("second")
    assert face.sentence() == face.words("receipt.see")
    face.touch("second", "forward")
    assert face.shown == "rating"
    assert face.ports.printing.printed == []


# Being printed


def test_a_printed_receipt_is_to_be_taken_and_asked_for(face: Face) -> None:
    printed(face)
    assert face.sentence() == face.words("receipt.take")
    assert face.heard_keys() == ["receipt.take"]
    assert "illus-paper" in pictures(face)
    assert qr_shown(face) == []
    face.touch("bar:help", "forward")
    assert face.sentence() == face.words("receipt.take")
    face.touch("forward")
    assert face.shown == "rating"


def test_what_comes_out_of_the_large_printer_is_looked_for_there(face: Face) -> None:
    being_printed(face)
    face.post(PaperMoved(face.visit.id, face.visit.printing.paper, A4))
    assert face.heard_keys() == ["receipt.printing", "receipt.from_large"]
    assert face.reads("receipt.from_large")
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, A4))
    assert face.heard_keys() == ["receipt.take", "receipt.from_large"]
    assert "illus-page" in pictures(face) and "illus-paper" not in pictures(face)


def test_who_has_no_paper_in_hand_is_told_where_to_look_and_whom_to_call(face: Face) -> None:
    printed(face).touch("second")
    assert face.sentence() == face.words("receipt.look")
    assert face.heard_keys() == ["receipt.look", "receipt.call_staff", "result.code_spoken"]
    assert face.reads("receipt.call_staff") and shows_the_code(face)
    face.touch("second")
    assert len(face.ports.printing.printed) == 2
    assert face.sentence() == face.words("receipt.printing")
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, ROLL))
    assert face.sentence() == face.words("receipt.take")
    face.touch("second", "forward")
    assert face.shown == "rating"


@pytest.mark.parametrize("code", ON_A4, ids=str)
def test_what_the_printer_lacks_is_said_at_once_with_what_to_do_and_the_code(
    face: Face, code: FailureCode
) -> None:
    being_printed(face)
    face.post(PaperMoved(face.visit.id, face.visit.printing.paper, A4))
    printers(face, WITHOUT_PAPER, code)
    assert face.sentence() == face.words(f"fail.{code}.what")
    assert face.heard_keys() == [f"fail.{code}.what", f"fail.{code}.do", "result.code_spoken"]
    assert face.reads(f"fail.{code}.do")
    assert face.reads(Message("fail.code", {"code": Code(code.value)}))
    assert shows_the_code(face) and face.offers("forward")


def test_a_printer_that_can_go_on_is_said_to_print_again(face: Face) -> None:
    being_printed(face)
    face.post(PaperMoved(face.visit.id, face.visit.printing.paper, A4))
    printers(face, WITHOUT_PAPER, FailureCode.A4_PAPER_EMPTY)
    printers(face, WITHOUT_PAPER, None)
    assert face.sentence() == face.words("receipt.printing")
    assert qr_shown(face) == []
    assert len(face.ports.printing.printed) == 1


def test_while_another_printer_can_the_first_ones_trouble_is_none(face: Face) -> None:
    being_printed(face)
    printers(face, WITHOUT_PAPER, None)
    assert face.sentence() == face.words("receipt.printing")
    assert face.ports.voice.said[-1].parts == (Message("receipt.printing"),)


def test_a_slow_printer_is_named_after_ten_seconds_and_need_not_be_waited_for(face: Face) -> None:
    shown(face)
    face.pass_time(LONG_WAIT_S)
    face.touch("forward")
    face.pass_time(LONG_WAIT_S - 1)
    assert not face.reads("receipt.slow") and "forward" not in face.elements()
    face.touch("bar:help", "forward")
    face.pass_time(1)
    assert face.reads("receipt.slow")
    assert face.heard_keys() == ["receipt.printing", "receipt.slow", "result.code_spoken"]
    assert shows_the_code(face)
    face.touch("forward")
    assert face.shown == "rating"
    assert len(face.ports.printing.printed) == 1


def left_behind(face: Face) -> Face:
    """The receipt is waited for no longer, and the rating stands there."""
    being_printed(face)
    printers(face, None, None)
    face.pass_time(LONG_WAIT_S)
    face.touch("forward")
    assert face.shown == "rating"
    return face


def test_a_receipt_that_was_left_and_came_out_since_is_taken_before_the_end_and_a_copy_offered(
    face: Face,
) -> None:
    left_behind(face)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, ROLL))
    assert face.shown == "rating"
    face.touch("second")
    assert face.sentence() == face.words("receipt.take")
    face.touch("forward")
    assert face.shown == "copy_offer"
    face.touch("forward")
    assert face.shown == "gone", "the rating is over"


def test_of_a_receipt_that_was_left_and_tore_nothing_is_left_lying(face: Face) -> None:
    left_behind(face)
    torn = Failure(FailureCode.PRINTER_STOPPED_MIDWAY)
    face.post(PaperNotPrinted(face.visit.id, face.visit.printing.paper, torn, may_be_out=True))
    face.touch("second")
    assert face.shown == "receipt" and face.reads("receipt.part_out")


@pytest.mark.parametrize("failed", [False, True], ids=["still printed", "none came out"])
def test_of_a_receipt_that_was_left_and_has_not_come_out_no_more_is_said(face: Face, failed: bool) -> None:
    left_behind(face)
    if failed:
        face.post(PaperNotPrinted(face.visit.id, face.visit.printing.paper, Failure(WITHOUT_PAPER)))
    face.touch("second")
    assert face.shown == "gone"


def test_a_printer_that_is_ready_after_all_says_so(face: Face) -> None:
    being_printed(face)
    face.pass_time(LONG_WAIT_S)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, ROLL))
    assert face.sentence() == face.words("receipt.take")
    assert not face.reads("receipt.slow") and qr_shown(face) == []


def test_each_print_has_its_own_ten_seconds(face: Face) -> None:
    being_printed(face)
    face.pass_time(LONG_WAIT_S)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, ROLL))
    face.touch("second", "second")
    assert face.sentence() == face.words("receipt.printing")
    assert not face.reads("receipt.slow") and "forward" not in face.elements()
    face.pass_time(LONG_WAIT_S)
    assert face.reads("receipt.slow") and face.offers("forward")


# No paper


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_every_printer_failure_has_its_words_and_its_code(open_face: FaceMaker, language: Language) -> None:
    assert (len(ON_ROLL), len(ON_A4)) == (5, 10)
    face = open_face(language=language)
    for code in (*ON_ROLL, *ON_A4):
        not_printed(face, code)
        assert face.sentence() == face.words("receipt.none")
        assert face.reads(f"fail.{code}.what")
        assert face.reads(Message("fail.code", {"code": Code(code.value)}))
        said = ["receipt.none", f"fail.{code}.what", "receipt.later", "result.code_spoken"]
        assert face.heard_keys() == said


def test_without_paper_the_case_number_stands_large_and_as_a_code_to_photograph(face: Face) -> None:
    not_printed(face)
    number = face.find(NumberCard)
    assert CASE in face.texts(number)
    assert max(label.font_size for label in face.labels(number)) >= 76
    assert face.visit.submission is not None
    code = Code(face.visit.submission.receipt_code)
    assert face.reads(Message("receipt.later", {"code": code}))
    assert qr_shown(face) == qr_of(CASE)
    assert face.heard().parts[-1] == NUMBER
    face.touch("forward")
    assert face.shown == "rating"


def test_what_is_not_accepted_yet_has_its_receipt_code_and_no_case(face: Face) -> None:
    face.confirm()
    late = Failure(FailureCode.PLATFORM_TOO_SLOW)
    face.post(Kept(face.visit.id, face.key), NotDelivered(face.visit.id, face.key, late))
    face.go("receipt")
    face.touch("forward")
    face.post(PaperNotPrinted(face.visit.id, face.visit.printing.paper, Failure(WITHOUT_PAPER)))
    assert face.visit.submission is not None
    code = face.visit.submission.receipt_code
    assert shows_the_code(face, code) and face.reads("result.code")
    assert not face.reads("result.case")
    ((_, content),) = face.ports.printing.printed
    assert isinstance(content, ReceiptContent)
    assert (content.standing, content.number, content.promised_day) == ("received", code, None)


def test_a_failed_print_is_tried_again_only_by_touch(face: Face) -> None:
    not_printed(face).touch("bar:language", "language:kk")
    assert len(face.ports.printing.printed) == 1
    assert face.sentence() == face.words("receipt.none")
    face.touch("second")
    assert len(face.ports.printing.printed) == 2
    assert face.sentence() == face.words("receipt.printing")


@each_screen
def test_a_part_that_may_be_out_is_to_be_taken_and_not_used(face: Face, screen: str) -> None:
    not_printed(face, FailureCode.A4_JOB_FAILED, screen, may_be_out=True)
    assert face.reads("receipt.part_out")
    assert "receipt.part_out" in face.heard_keys()


@each_screen
def test_a_letter_that_cannot_be_printed_is_named_and_not_tried_again(face: Face, screen: str) -> None:
    face.go(screen)
    face.post(PaperNotComposed(face.visit.id, face.visit.printing.paper, Failure(FailureCode.GLYPH_MISSING)))
    assert face.reads("fail.TXT-01.what") and shows_the_code(face)
    assert not face.offers("second") and face.offers("forward")


def test_where_nothing_can_print_the_code_is_there_at_once(face: Face) -> None:
    face.go("guide")
    printers(face, FailureCode.PRINTER_ABSENT, FailureCode.A4_PAPER_EMPTY, fitted=(A4,))
    face.go("receipt")
    assert face.ports.printing.previews == []
    assert face.sentence() == face.words("receipt.none")
    assert face.reads("fail.PRN-11.what") and shows_the_code(face)
    assert face.heard().parts[-1] == NUMBER
    face.touch("second")
    assert face.ports.printing.printed == [] == face.ports.printing.previews
    assert face.reads("fail.PRN-11.what")
    face.touch("forward")
    assert face.shown == "rating"


def test_where_no_printer_is_fitted_none_is_offered(face: Face) -> None:
    face.go("guide")
    printers(face, FailureCode.PRINTER_NOT_FITTED, FailureCode.PRINTER_NOT_FITTED, fitted=())
    face.go("receipt")
    assert shows_the_code(face)
    assert not face.offers("second")


def test_printing_that_becomes_possible_is_said_and_the_code_stays(face: Face) -> None:
    face.go("guide")
    printers(face, FailureCode.PRINTER_ABSENT, FailureCode.A4_PAPER_EMPTY, fitted=(A4,))
    face.go("receipt")
    before = face.elements()
    printers(face, FailureCode.PRINTER_ABSENT, None, fitted=(A4,))
    assert face.reads("receipt.possible") and "receipt.possible" in face.heard_keys()
    assert shows_the_code(face)
    assert face.elements() == before
    face.touch("second")
    assert face.sentence() == face.words("receipt.see")
    assert len(face.ports.printing.previews) == 1


def test_a_print_that_failed_can_be_tried_again_once_the_staff_was_there(face: Face) -> None:
    being_printed(face)
    face.post(PaperMoved(face.visit.id, face.visit.printing.paper, A4))
    printers(face, WITHOUT_PAPER, FailureCode.A4_JAM)
    face.post(
        PaperNotPrinted(
            face.visit.id, face.visit.printing.paper, Failure(FailureCode.A4_JAM), may_be_out=True
        )
    )
    assert face.reads("fail.PRN-12.what") and not face.reads("receipt.possible")
    printers(face, WITHOUT_PAPER, None)
    assert face.reads("receipt.possible") and not face.reads("fail.PRN-12.what")
    assert face.reads("receipt.part_out") and shows_the_code(face)
    face.touch("second")
    assert face.sentence() == face.words("receipt.printing")
    assert len(face.ports.printing.printed) == 2


def test_a_printer_that_fails_while_the_paper_is_looked_at_is_named(face: Face) -> None:
    shown(face)
    printers(face, WITHOUT_PAPER, FailureCode.A4_JAM)
    assert face.sentence() == face.words("receipt.none")
    assert shows_the_code(face)
    assert face.ports.printing.printed == []


# The copy of what was handed in


def offered(face: Face, a4: FailureCode | None) -> Face:
    printed(face)
    printers(face, None, a4)
    face.touch("forward")
    return face


def test_a_copy_is_offered_where_a_printer_can_print_it(face: Face) -> None:
    offered(face, None)
    assert face.shown == "copy_offer"
    assert face.heard_keys() == ["copy.offer", "copy.offer_note"]
    face.touch("second")
    assert face.shown == "copy"
    _, content = face.ports.printing.previews[-1]
    assert content == application_of(face.visit, catalogues())
    assert len(face.ports.printing.printed) == 1


@pytest.mark.parametrize("code", [FailureCode.A4_JAM, FailureCode.PRINTER_ABSENT])
def test_no_copy_is_offered_that_cannot_be_printed(face: Face, code: FailureCode) -> None:
    assert offered(face, code).shown == "rating"


def test_no_copy_is_offered_while_the_receipt_may_still_come_out(face: Face) -> None:
    being_printed(face)
    printers(face, None, None)
    face.pass_time(LONG_WAIT_S)
    face.touch("forward")
    assert face.shown == "rating"


def test_a_copy_is_looked_at_printed_and_taken(face: Face) -> None:
    offered(face, None).touch("second")
    show_preview(face)
    assert face.sentence() == face.words("copy.see")
    face.touch("forward")
    assert face.sentence() == face.words("copy.printing")
    face.post(
        PaperMoved(face.visit.id, face.visit.printing.paper, A4),
        PaperPrinted(face.visit.id, face.visit.printing.paper, A4),
    )
    assert face.heard_keys() == ["copy.take"]
    assert "illus-page" in pictures(face)
    _, content = face.ports.printing.printed[-1]
    assert isinstance(content, ApplicationContent)
    face.touch("second")
    assert face.sentence() == face.words("receipt.look")
    face.touch("forward")
    assert face.shown == "rating"


def test_who_has_looked_at_the_copy_can_still_do_without_it(face: Face) -> None:
    offered(face, None).touch("second", "second")
    assert face.shown == "rating"
    assert len(face.ports.printing.printed) == 1


# Everywhere


@pytest.mark.parametrize(
    ("panel", "modes"),
    [
        (Panel(1280, 800, 331.7, 207.3), Modes()),
        (Panel(1280, 800, 331.7, 207.3), Modes(step=TextStep.LARGEST)),
        (Panel(1080, 1920, 268, 476), Modes(step=TextStep.LARGEST, reach=True)),
    ],
)
def test_the_code_to_photograph_is_on_some_page_of_every_panel(
    open_face: FaceMaker, panel: Panel, modes: Modes
) -> None:
    face = open_face(panel=panel, modes=modes)
    not_printed(face)
    pages = face.screen.pages
    assert pages is not None
    seen = []
    for _ in range(int(pages.count)):
        seen += qr_shown(face)
        if not pages.last:
            face.touch("forward")
    # Lying it stands beside all of them.
    assert seen in (qr_of(CASE), qr_of(CASE) * pages.count)


@each_screen
def test_there_is_no_way_back(face: Face, screen: str) -> None:
    face.go(screen)
    assert not face.offers("bar:back")


def test_an_errand_of_before_leaves_nothing_on_the_paper_of_the_next(face: Face) -> None:
    shown(face)
    face.touch("second")
    face.choose()
    assert face.visit.printing == PaperProgress()
    face.go("receipt")
    assert face.sentence() == face.words("receipt.see")
    assert face.find(PaperSheet).preview is None
    assert face.visit.printing.state is Paper.NONE


def test_a_paper_that_is_long_composed_is_said_to_be_until_it_is_there(face: Face) -> None:
    face.go("receipt")
    assert not face.reads("receipt.composing")
    face.pass_time(1.1)
    assert face.reads("receipt.composing")
    assert face.heard_keys() == ["receipt.composing"]
    face.touch("bar:listen")
    assert face.heard_keys() == ["receipt.see", "receipt.composing"]
    show_preview(face)
    assert not face.reads("receipt.composing")
    face.touch("bar:listen")
    assert face.heard_keys() == ["receipt.see"]


def test_that_a_paper_is_composed_cuts_off_nothing_that_is_being_said(face: Face) -> None:
    face.go("receipt")
    face.ports.voice.busy = True
    face.pass_time(1.1)
    assert face.reads("receipt.composing")
    assert face.heard_keys() == ["receipt.see"]
