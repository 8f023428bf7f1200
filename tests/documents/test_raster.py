import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from devices.receipt.printer import Printed, Raster, print_raster
from devices.receipt.protocol import print_job
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.documents.paper import receipt_raster, write_document
from kiosk.documents.raster import Dots, to_image
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.text.engine import TextEngine

ReceiptMaker = Callable[..., ReceiptContent]


UNKNOWN = "\U00012000"  # cuneiform


@pytest.fixture(params=RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def test_a_receipt_comes_out_of_the_printer_dot_by_dot(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    shown: list[bytes] = []
    dots = receipt_raster(receipt(language), catalogues, engine)
    assert isinstance(dots, Dots)
    with ReceiptPrinterSimulator(shown.append) as printer:
        assert isinstance(print_raster(printer.address, Raster(*dots)), Printed)
        assert printer.pages[0].rows == dots.rows
    assert Image.open(io.BytesIO(shown[0])).tobytes() == to_image(dots).tobytes()


def test_the_margins_stay_white_and_the_letters_do_not(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    dots = receipt_raster(receipt(language), catalogues, engine)
    assert isinstance(dots, Dots)
    page = to_image(dots).convert("L")
    for strip in ((0, 0, 22, page.height), (554, 0, 576, page.height)):
        assert page.crop(strip).getextrema() == (255, 255)
    black = page.histogram()[0] / (page.width * page.height)
    assert 0.08 < black < 0.3


def test_an_accepted_receipt_has_a_black_bar_and_a_received_one_an_outline(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    def full_rows(standing: str) -> int:
        dots = receipt_raster(receipt(language, standing), catalogues, engine)
        assert isinstance(dots, Dots)
        bar = b"\xff" * ((576 - 2 * 24) // 8)
        return sum(dots.rows[at + 3 : at + 69] == bar for at in range(0, len(dots.rows), 72))

    accepted, received = full_rows("accepted"), full_rows("received")
    assert accepted - received >= 12


def test_a_receipt_costs_the_line_no_more_than_it_must(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    dots = receipt_raster(receipt(language, sent=()), catalogues, engine)
    assert isinstance(dots, Dots)
    assert sum(map(len, print_job(Raster(*dots)))) < 0.8 * len(dots.rows)


def test_a_missing_glyph_stops_the_paper_and_nothing_is_written(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, tmp_path: Path
) -> None:
    content = receipt(UYGHUR, applicant=f"ئايگۈل {UNKNOWN}")
    for out in (tmp_path / "receipt.pdf", tmp_path / "receipt.png"):
        failure = write_document("receipt", content, catalogues, engine, out)
        assert isinstance(failure, Failure)
        assert failure.code is FailureCode.GLYPH_MISSING
        assert UNKNOWN not in failure.detail
        assert "ئايگۈل" not in failure.detail
        assert not out.exists()
    assert isinstance(receipt_raster(content, catalogues, engine), Failure)


def test_a_png_is_written_in_black_and_white_at_the_printers_size(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, tmp_path: Path
) -> None:
    out = tmp_path / "receipt.png"
    assert write_document("receipt", receipt(UYGHUR), catalogues, engine, out) == out
    image = Image.open(out)
    assert image.mode == "1"
    assert image.width == 576
    assert [round(dpi) for dpi in image.info["dpi"]] == [203, 203]


def test_other_endings_and_kinds_are_refused(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"\.pdf or \.png"):
        write_document("receipt", receipt(UYGHUR), catalogues, engine, tmp_path / "receipt.doc")
    with pytest.raises(ValueError, match="poster"):
        write_document("poster", receipt(UYGHUR), catalogues, engine, tmp_path / "receipt.pdf")
