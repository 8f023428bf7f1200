"""What a reader gets out of the PDF, asked of poppler's programs."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.documents.paper import receipt_pdf, receipt_raster
from kiosk.documents.raster import Dots, to_image
from kiosk.documents.receipt import ReceiptContent, masked
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.text.engine import TextEngine

ReceiptMaker = Callable[..., ReceiptContent]


BLACK_FROM = 112  # covered, as in the print
PIECE_WIDTH, PIECE_HEIGHT = 96, 32

# How many times the printer's resolution a PDF is drawn at, across and down. poppler cuts off the fraction of
# a pixel that a letter stands at (of quarters of one, where letters are small). Across, our letters stand
# anywhere, so whoever looks at less than this sees poppler's cutting; down, lines stand on whole dots.
COARSE, FINE = (1, 1), (16, 2)

SENTENCES = ("paper.ask", "paper.keep", "paper.accepted", "paper.statutory", "paper.bar_accepted")


@pytest.fixture(params=RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def written(pdf: object, folder: Path) -> Path:
    assert isinstance(pdf, bytes)
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    return path


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


def plain(text: str) -> str:
    """Without the bidi controls that poppler adds, and on one line."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(visible.split())


def print_and_pdf(
    content: ReceiptContent, catalogues: Catalogues, engine: TextEngine, folder: Path, times: tuple[int, int]
) -> tuple[Image.Image, Image.Image]:
    """The print and the PDF drawn at ``times`` its resolution (across, down), both as the printer's dots:
    255 = black."""
    dots = receipt_raster(content, catalogues, engine)
    assert isinstance(dots, Dots)
    path = written(receipt_pdf(content, catalogues, engine), folder)
    across, down = times
    resolution = ("-rx", str(203 * across), "-ry", str(203 * down))
    run("pdftoppm", *resolution, "-gray", "-singlefile", path, folder / "page")
    page = Image.open(folder / "page.pgm")
    assert page.size == ((32 + 576 + 32) * across, dots.height * down)
    covered = ImageChops.invert(page.reduce(times)).crop((32, 0, 32 + 576, dots.height))
    drawn = covered.point([0] * BLACK_FROM + [255] * (256 - BLACK_FROM))
    return ImageChops.invert(to_image(dots).convert("L")), drawn


def black(page: Image.Image) -> int:
    """How many dots are."""
    return page.histogram()[255]


def test_name_numbers_dates_and_sentences_can_be_read_out_in_logical_order(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, tmp_path: Path
) -> None:
    content = receipt(language)
    text = plain(run("pdftotext", written(receipt_pdf(content, catalogues, engine), tmp_path), "-"))
    for said in ("482-715", "0990-000-0000", "2026-11-26", "2026-12-14", "2026-11-23 10:42", "K-0427"):
        assert said in text
    assert content.applicant and content.applicant in text
    assert content.id_number and masked(content.id_number) in text
    assert content.service.words[language.tag] in text
    assert content.service.words["zh-Hans"] in text
    for key in SENTENCES:
        sentence = catalogues.pattern(key, language)
        if language is CHINESE:
            assert sentence in text.replace(" ", "")
        else:
            assert sentence in text
            # poppler puts a full stop of Chinese within a right-to-left page on the other side
            assert catalogues.pattern(key, CHINESE).rstrip("。") in text.replace(" ", "").replace("。", "")


def test_two_letters_drawn_as_one_are_read_out_in_order(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, tmp_path: Path
) -> None:
    content = receipt(UYGHUR, applicant="ئالال ئىسلام كالا")
    text = plain(run("pdftotext", written(receipt_pdf(content, catalogues, engine), tmp_path), "-"))
    assert "ئالال ئىسلام كالا" in text


def test_a_rare_ideograph_is_read_out_whole(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, tmp_path: Path
) -> None:
    content = receipt(CHINESE, applicant="𡎚某·𢦏")
    text = plain(run("pdftotext", written(receipt_pdf(content, catalogues, engine), tmp_path), "-"))
    assert "𡎚某·𢦏" in text


def test_every_font_is_embedded_as_a_subset_with_its_meaning(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, tmp_path: Path
) -> None:
    table = run("pdffonts", written(receipt_pdf(receipt(language), catalogues, engine), tmp_path))
    fonts = table.splitlines()[2:]
    assert 2 <= len(fonts) <= 6
    for font in fonts:
        assert "CID TrueType" in font
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, ToUnicode


def test_title_and_language_are_named(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, tmp_path: Path
) -> None:
    path = written(receipt_pdf(receipt(language), catalogues, engine), tmp_path)
    information = run("pdfinfo", path)
    title = next(line for line in information.splitlines() if line.startswith("Title:"))
    assert title.removeprefix("Title:").strip() == f"{catalogues.pattern('paper.accepted', language)} 482-715"
    assert f"/Lang ({language.tag})".encode() in path.read_bytes()
    assert "Pages:           1" in information


# Which share of the print's black may differ. At the printer's own resolution poppler makes most of the
# difference; the bound only keeps lines from standing a dot off.
@pytest.mark.parametrize(("times", "share"), [(COARSE, 0.08), (FINE, 0.016)], ids=["coarse", "fine"])
@pytest.mark.parametrize("standing", ["accepted", "received"])
def test_the_pdf_looks_like_the_print(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, tmp_path: Path,
    standing: str, times: tuple[int, int], share: float,
) -> None:  # fmt: skip
    content = receipt(language, standing)
    printed, drawn = print_and_pdf(content, catalogues, engine, tmp_path, times)
    assert black(ImageChops.difference(printed, drawn)) < share * black(printed)


@pytest.mark.parametrize("standing", ["accepted", "received"])
def test_no_word_of_the_pdf_is_missing_or_out_of_place(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, tmp_path: Path,
    standing: str,
) -> None:  # fmt: skip
    content = receipt(language, standing)
    printed, drawn = print_and_pdf(content, catalogues, engine, tmp_path, FINE)
    differing, either = ImageChops.difference(printed, drawn), ImageChops.lighter(printed, drawn)
    for top in range(0, printed.height, PIECE_HEIGHT):
        for left in range(0, printed.width, PIECE_WIDTH):
            piece = (left, top, left + PIECE_WIDTH, top + PIECE_HEIGHT)
            # A few dots at the edge of a letter that only just reaches into the piece are none of its words.
            assert black(differing.crop(piece)) < 0.3 * max(40, black(either.crop(piece))), piece


def test_a_pdf_is_small(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    pdf = receipt_pdf(receipt(language), catalogues, engine)
    assert isinstance(pdf, bytes)
    assert len(pdf) < 80_000


def test_who_prints_no_pdf_does_not_pay_for_reportlab() -> None:
    code = "import sys, kiosk.documents.paper; print({'reportlab', 'fontTools'} & sys.modules.keys())"
    assert run(sys.executable, "-c", code).strip() == "set()"
