"""Receipt prints it once; where there is no paper, the code stands large on the screen."""

import pytest
import segno

from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Message
from kiosk.visit import Paper
from kiosk.visit_events import Kept, NotDelivered, ReceiptNotPrinted, ReceiptPrinted
from kiosk.visit_receipt import receipt_of
from screens.qr import QUIET, SCALE
from screens.receipt import QrCard
from screens.result import NumberCard
from screens.theme import Modes, Panel, TextStep
from screens.waiting import LONG_WAIT_S
from tests.recording_ports import catalogues
from tests.screens.face import CASE, Face, FaceMaker, visible

PRINTER_CODES = [code for code in FailureCode if code.value.startswith("PRN")]


def no_paper(face: Face, code: FailureCode = FailureCode.PRINTER_PAPER_OUT) -> Face:
    face.go("receipt")
    face.post(ReceiptNotPrinted(face.visit.id, Failure(code)))
    return face


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


def test_it_is_printed_once_whatever_is_looked_at_meanwhile(face: Face) -> None:
    face.go("receipt")
    assert face.sentence() == face.words("receipt.printing")
    assert "forward" not in face.elements()
    face.touch("bar:help", "forward", "bar:language", "language:ug")
    assert face.ports.printer.printed == [("visit-1", receipt_of(face.visit, catalogues()))]


def test_a_printed_receipt_is_to_be_taken(face: Face) -> None:
    face.go("receipt")
    face.post(ReceiptPrinted(face.visit.id))
    assert face.sentence() == face.words("receipt.take")
    assert face.heard_keys() == ["receipt.take"]
    assert qr_shown(face) == []
    face.touch("bar:help", "forward")
    assert face.sentence() == face.words("receipt.take")
    face.touch("forward")
    assert face.shown == "rating"


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
def test_every_printer_failure_has_its_words_and_its_code(open_face: FaceMaker, language: Language) -> None:
    assert len(PRINTER_CODES) == 5
    face = open_face(language=language)
    for code in PRINTER_CODES:
        face.visit.paper = Paper.NONE
        no_paper(face, code)
        assert face.sentence() == face.words("receipt.none")
        assert face.reads(f"fail.{code}.what")
        assert face.reads(Message("fail.code", {"code": Code(code.value)}))
        assert face.heard_keys() == ["receipt.none", f"fail.{code}.what", "result.code_spoken"]


def test_without_paper_the_case_number_stands_large_and_as_a_code_to_photograph(face: Face) -> None:
    no_paper(face)
    number = face.find(NumberCard)
    assert CASE in face.texts(number)
    assert max(label.font_size for label in face.labels(number)) >= 76
    assert qr_shown(face) == qr_of(CASE)
    assert face.heard().parts[-1] == Message("result.code_spoken", {"code": Code(CASE)})
    face.touch("forward")
    assert face.shown == "rating"


def test_what_is_not_accepted_yet_has_its_receipt_code_and_no_case(face: Face) -> None:
    face.confirm()
    late = Failure(FailureCode.PLATFORM_TOO_SLOW)
    face.post(Kept(face.visit.id, face.key), NotDelivered(face.visit.id, face.key, late))
    no_paper(face)
    assert face.visit.submission is not None
    code = face.visit.submission.receipt_code
    assert code in face.texts() and face.reads("result.code")
    assert not face.reads("result.case")
    assert qr_shown(face) == qr_of(code)
    ((_, content),) = face.ports.printer.printed
    assert (content.standing, content.number, content.promised_day) == ("received", code, None)


def test_a_failed_print_is_not_tried_again_by_itself(face: Face) -> None:
    no_paper(face)
    face.touch("bar:language", "language:kk")
    assert len(face.ports.printer.printed) == 1
    assert face.sentence() == face.words("receipt.none")


def test_a_slow_printer_is_named_after_ten_seconds_and_need_not_be_waited_for(face: Face) -> None:
    face.go("receipt")
    face.pass_time(LONG_WAIT_S - 1)
    assert not face.reads("receipt.slow") and "forward" not in face.elements()
    face.touch("bar:help", "forward")
    face.pass_time(1)
    assert face.reads("receipt.slow")
    assert face.heard_keys() == ["receipt.printing", "receipt.slow", "result.code_spoken"]
    assert CASE in face.texts() and qr_shown(face) == qr_of(CASE)
    face.touch("forward")
    assert face.shown == "rating"
    assert len(face.ports.printer.printed) == 1


def test_a_printer_that_is_ready_after_all_says_so(face: Face) -> None:
    face.go("receipt")
    face.pass_time(LONG_WAIT_S)
    face.post(ReceiptPrinted(face.visit.id))
    assert face.sentence() == face.words("receipt.take")
    assert not face.reads("receipt.slow") and qr_shown(face) == []


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
    no_paper(face)
    pages = face.screen.pages
    assert pages is not None
    seen = []
    for _ in range(int(pages.count)):
        seen += qr_shown(face)
        if not pages.last:
            face.touch("forward")
    assert seen == qr_of(CASE)


def test_there_is_no_way_back(face: Face) -> None:
    face.go("receipt")
    assert not face.offers("bar:back")
