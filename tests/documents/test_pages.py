"""A4 papers: what can be read out of them, where things stand, and that the screen shows the same."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.documents.errand_paper import application_paper
from kiosk.documents.page_model import Paper
from kiosk.documents.pages import HEIGHT, WIDTH, Pages, compose, pages_pdf, pages_preview
from kiosk.documents.paper import Content, a4_paper
from kiosk.documents.receipt import ReceiptContent, masked
from kiosk.documents.sheet import DOTS_PER_INCH, Block, PenLine, PlacedText, Polygon, Sheet
from kiosk.documents.statement import Payment
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import CHINESE, KAZAKH, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Code, Message, Phone, Terms, Text
from kiosk.text.engine import TextEngine
from tests.documents.a4_samples import (
    ISSUER,
    NUMBER,
    STATES,
    SUBJECT,
    TITLE,
    application,
    certificate,
    statement,
)
from tests.documents.conftest import FOOD, NAMES, OFFICE, SHOP_LICENCE
from tests.documents.reading import read, run

ReceiptMaker = Callable[..., ReceiptContent]
KINDS = ("receipt", "application", "certificate", "statement")
NOT_PRINTED = 40  # dots at each edge: 5 mm
LEAST_POINTS = 11
UNKNOWN = "\U00012000"  # cuneiform

languages = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
kinds = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def content(receipt: ReceiptMaker) -> Callable[[str, Language], Content]:
    def make(kind: str, language: Language) -> Content:
        name = NAMES[language.tag]
        match kind:
            case "receipt":
                return receipt(language, "received")
            case "application":
                return application(receipt(language))
            case "certificate":
                return certificate(language, name)
            case _:
                return statement(language, name)

    return make


@pytest.fixture
def composed(catalogues: Catalogues, engine: TextEngine) -> Callable[[Content], Pages]:
    def make(content: Content) -> Pages:
        pages = compose(a4_paper(content), catalogues, engine)
        assert isinstance(pages, Pages)
        return pages

    return make


ContentMaker = Callable[[str, Language], Content]
Composer = Callable[[Content], Pages]


def in_chinese(text: str, page: str) -> bool:
    return text in page.replace(" ", "")


@languages
def test_an_application_says_every_answer_office_day_and_code(
    content: ContentMaker, composed: Composer, catalogues: Catalogues, language: Language, tmp_path: Path
) -> None:
    text = read(pages_pdf(composed(content("application", language))), tmp_path)
    for said in ("482-715", "0990-000-0000", "1990-03-15", "2026-11-26", "2026-12-14", "2026-11-23 10:42"):
        assert said in text
    for said in (NAMES[language.tag], masked(NUMBER), "某某县某某乡某某村一组12号", "K-0427"):
        assert said in text
    for words in (SHOP_LICENCE, OFFICE, FOOD):
        assert words.words[language.tag] in text
        assert in_chinese(words.words["zh-Hans"], text)
    assert NUMBER not in text
    for key in ("paper.ask", "paper.bar_accepted", "paper.keep_paper", "paper.signature"):
        sentence = catalogues.pattern(key, language)
        assert sentence in text or (language is CHINESE and in_chinese(sentence, text))
        assert in_chinese(catalogues.pattern(key, CHINESE), text)


@languages
def test_a_certificate_says_whose_it_is_who_issued_it_and_how_to_check_it(
    content: ContentMaker, composed: Composer, catalogues: Catalogues, language: Language, tmp_path: Path
) -> None:
    text = read(pages_pdf(composed(content("certificate", language))), tmp_path)
    for said in ("2026-0427-00318", "H7K2-9QXM", "2026-11-23", "2026-12-23", NAMES[language.tag]):
        assert said in text
    for words in (TITLE, STATES, ISSUER):
        assert words.words[language.tag] in text or language is CHINESE
        assert in_chinese(words.words["zh-Hans"], text)
    assert in_chinese(catalogues.pattern("paper.not_valid", CHINESE), text)


@languages
def test_a_statement_says_every_payment_and_their_sum(
    content: ContentMaker, composed: Composer, language: Language, tmp_path: Path
) -> None:
    text = read(pages_pdf(composed(content("statement", language))), tmp_path)
    assert text.count("183.50") == 3
    assert "550.50" in text
    assert text.count(SUBJECT.words[language.tag]) == 3
    assert "1900-01-03" in text


@languages
def test_phones_dates_codes_and_rare_letters_keep_their_order_in_any_text(
    receipt: ReceiptMaker, composed: Composer, language: Language, tmp_path: Path
) -> None:
    endless = "A1b2C3d4E5" * 6
    mixed = {
        "ug": "تېلېفونۇم 0998-1234567 (ئۆي)، ئادرېس: Blok-7/12، كۈنى 2026-03-18",
        "kk-Arab": "تەلەفونىم 0998-1234567 (ٴۇي)، مەكەنجاي: Blok-7/12، كۇنى 2026-03-18",
        "kk": "Телефоным 0998-1234567 (үй), мекенжай: Blok-7/12, күні 2026-03-18",
        "zh-Hans": "电话0998-1234567（家），地址：Blok-7/12，日期2026-03-18",
    }
    label = Message("field.address")
    sent = (
        (label, Text(mixed[language.tag])),
        (label, Text(endless)),
        (label, Text("𡎚某·𢦏")),
        (label, Code("650102-2024-A17")),
        (label, Phone("+86-998-1234567")),
    )
    text = read(pages_pdf(composed(application(receipt(language, sent=sent)))), tmp_path)
    for said in ("0998-1234567", "Blok-7/12", "2026-03-18", "𡎚某·𢦏", "650102-2024-A17", "+86-998-1234567"):
        assert said in text
    assert endless in text.replace(" ", "")
    for part in re.findall(r"\w{4,}", mixed[language.tag]):
        assert part in (text.replace(" ", "") if language is CHINESE else text), part


def test_a_colon_before_a_code_stays_between_the_words_and_the_code(
    content: ContentMaker, composed: Composer, catalogues: Catalogues, tmp_path: Path
) -> None:
    text = read(pages_pdf(composed(content("statement", UYGHUR))), tmp_path)
    assert catalogues.pattern("paper.machine_is", UYGHUR).format(machine="K-0427") in text


def test_a_table_of_forty_pages_repeats_its_head_and_numbers_its_pages(
    composed: Composer, catalogues: Catalogues, tmp_path: Path
) -> None:
    pages = composed(statement(UYGHUR, NAMES["ug"], rows=1100))
    assert len(pages.sheets) >= 40
    pdf = pages_pdf(pages)
    text = read(pdf, tmp_path)
    count = len(pages.sheets)
    assert text.count("183.50") == 1100
    assert "201 850.00" in text.replace("\u202f", " ")
    for number in (1, 2, count):
        assert f"{number}/{count}" in text.replace(" ", "")
    assert text.count(catalogues.pattern("paper.subject", UYGHUR)) == count
    days = re.findall(r"19\d\d-\d\d-\d\d", text)
    assert days == [date.fromordinal(date(1900, 1, 1).toordinal() + row).isoformat() for row in range(1100)]
    assert len(pdf) < 2_000_000


def test_an_answer_longer_than_a_page_goes_on_overleaf_and_loses_no_word(
    receipt: ReceiptMaker, composed: Composer, tmp_path: Path
) -> None:
    words = [f"سۆز{number}" for number in range(2500)]
    sent = ((Message("field.address"), Text(" ".join(words))),)
    pages = composed(application(receipt(UYGHUR, sent=sent)))
    assert len(pages.sheets) > 2
    text = read(pages_pdf(pages), tmp_path)
    at = -1
    for word in words:
        at = text.find(word, at + 1)
        assert at >= 0, word


def boxes(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """(left, top, right, bottom) of each line of letters."""
    for item in sheet.items:
        if isinstance(item, PlacedText):
            for line in item.laid.lines[slice(*item.lines)]:
                base = item.y + line.baseline
                yield item.x + line.x, base - 20, item.x + line.x + line.width, base


@languages
@kinds
def test_no_two_words_lie_on_each_other_and_none_where_a_printer_cuts(
    content: ContentMaker, composed: Composer, language: Language, kind: str
) -> None:
    for sheet in composed(content(kind, language)).sheets:
        placed = list(boxes(sheet))
        for number, (left, top, right, bottom) in enumerate(placed):
            assert left >= NOT_PRINTED and right <= WIDTH - NOT_PRINTED
            assert top >= NOT_PRINTED and bottom <= HEIGHT - NOT_PRINTED
            for other_left, other_top, other_right, other_bottom in placed[:number]:
                beside = right <= other_left + 1 or other_right <= left + 1
                assert beside or bottom <= other_top or other_bottom <= top
        for item in sheet.items:
            if isinstance(item, Block):
                assert item.x >= NOT_PRINTED and item.x + item.width <= WIDTH - NOT_PRINTED


@languages
@kinds
def test_no_letter_is_smaller_than_eleven_points(
    content: ContentMaker, composed: Composer, language: Language, kind: str
) -> None:
    sizes = {
        run.size * 72 / DOTS_PER_INCH
        for sheet in composed(content(kind, language)).sheets
        for item in sheet.items
        if isinstance(item, PlacedText)
        for run in item.laid.glyph_runs()
    }
    assert min(sizes) >= LEAST_POINTS


@languages
@kinds
def test_the_preview_shows_what_is_printed(
    content: ContentMaker, composed: Composer, language: Language, kind: str, tmp_path: Path
) -> None:
    pages = composed(content(kind, language))
    path = tmp_path / "paper.pdf"
    path.write_bytes(pages_pdf(pages))
    for number, sheet in enumerate(pages.sheets, 1):
        only = ("-f", str(number), "-l", str(number))
        run("pdftoppm", "-r", "300", *only, "-gray", "-singlefile", path, tmp_path / "page")
        preview = pages_preview(sheet, 620)
        shown = Image.frombytes("RGB", (preview.width, preview.height), preview.pixels).convert("L")
        box = Image.Resampling.BOX
        printed = Image.open(tmp_path / "page.pgm").resize(shown.size, box)
        small = (shown.width // 4, shown.height // 4)
        difference = ImageChops.difference(shown.resize(small, box), printed.resize(small, box))
        assert difference.getextrema()[1] < 90
        assert (
            sum(value * count for value, count in enumerate(difference.histogram())) < 3 * small[0] * small[1]
        )


def test_a_missing_letter_stops_the_paper_and_is_not_told(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    paper = application_paper(
        application(receipt(UYGHUR, applicant="", sent=((Message("field.name"), Text(UNKNOWN)),)))
    )
    failure = compose(paper, catalogues, engine)
    assert isinstance(failure, Failure)
    assert failure.code is FailureCode.GLYPH_MISSING
    assert UNKNOWN not in failure.detail


def test_the_file_holds_nothing_but_the_paper(
    content: ContentMaker, composed: Composer, tmp_path: Path
) -> None:
    for kind in KINDS:
        pdf = pages_pdf(composed(content(kind, UYGHUR)))
        assert pdf == pages_pdf(composed(content(kind, UYGHUR)))  # no time, no number of its own
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        known = dict(line.split(":", 1) for line in run("pdfinfo", path).splitlines())
        assert {known[name].strip() for name in ("Author", "Subject", "Keywords")} == {""}
        assert {known["Creator"].strip(), known["Producer"].strip()} == {"kiosk"}
        assert known["CreationDate"].strip().startswith("Sat Jan  1 00:00:00 2000")
        assert NAMES["ug"] not in known["Title"]
        assert known["Title"].strip()
        assert "A4" in known["Page size"]
        assert b"/Lang (ug)" in pdf
        fonts = run("pdffonts", path).splitlines()[2:]
        assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts)


def test_the_parts_are_tagged_and_say_their_words_in_order(
    content: ContentMaker, composed: Composer, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pages_pdf(composed(content("certificate", UYGHUR))))
    assert re.search(r"Tagged: +yes", run("pdfinfo", path))
    structure = run("pdfinfo", "-struct-text", path)
    for kind in ("Document", "H1", "Table", "TR", "TH", "TD", "Figure"):
        assert re.search(rf"^ *{kind}\b", structure, re.M), kind
    file = path.read_bytes()
    said = [actual_text(found) for found in re.findall(rb"/ActualText \(((?:[^()\\]|\\.)*)\)", file, re.S)]
    for words in (TITLE, STATES, ISSUER):
        assert words.words["ug"] in said
        assert words.words["zh-Hans"] in said
    assert b"/Lang (zh-Hans)" in file


def actual_text(written: bytes) -> str:
    """A string of a PDF (ISO 32000-1, 7.3.4.2)."""
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def unescaped(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        return bytes((int(sign, 8),)) if sign.isdigit() else escapes.get(sign, sign)

    raw = re.sub(rb"\\([0-7]{3}|.)", unescaped, written, flags=re.S)
    text = raw.decode("utf-16") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf").rstrip()


@languages
def test_amounts_stand_flush_right_in_every_language(composed: Composer, language: Language) -> None:
    payments = tuple(
        Payment(date(2026, 11, day), SUBJECT, Decimal(yuan)) for day, yuan in ((1, "183.50"), (2, "12040.00"))
    )
    (sheet,) = composed(statement(language, NAMES[language.tag], payments=payments)).sheets
    ends = {
        round(item.x + line.x + line.width)
        for item in sheet.items
        if isinstance(item, PlacedText)
        for line in item.laid.lines
        if re.fullmatch(r"[\d\u202f]+\.\d\d", line.text)
    }
    assert max(ends) - min(ends) <= 2


def test_a_certificates_foot_stands_at_the_foot(content: ContentMaker, composed: Composer) -> None:
    for language in RESIDENT_LANGUAGES:
        (sheet,) = composed(content("certificate", language)).sheets
        (code,) = (
            item
            for item in sheet.items
            if isinstance(item, PlacedText) and item.laid.lines[0].text == "H7K2-9QXM"
        )
        assert 0.83 * HEIGHT < code.y < 0.9 * HEIGHT


def test_the_signature_is_drawn_whole(content: ContentMaker, composed: Composer) -> None:
    pages = composed(content("application", KAZAKH))
    pens = [item for sheet in pages.sheets for item in sheet.items if isinstance(item, PenLine)]
    assert [len(pen.points) for pen in pens] == [4, 1]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for pen in pens for x, y in pen.points)


def test_what_has_not_arrived_is_never_shown_as_accepted(
    receipt: ReceiptMaker, composed: Composer, catalogues: Catalogues, tmp_path: Path
) -> None:
    for language in RESIDENT_LANGUAGES:
        text = read(pages_pdf(composed(application(receipt(language, "received")))), tmp_path)
        assert not in_chinese(catalogues.pattern("paper.bar_accepted", CHINESE), text)
        assert catalogues.pattern("paper.bar_accepted", language) not in text


@languages
@kinds
def test_endless_words_and_figures_stay_on_the_paper_and_are_never_rounded(
    receipt: ReceiptMaker, composed: Composer, language: Language, kind: str, tmp_path: Path
) -> None:
    word = "A1b2C3d4E5" * 6
    endless = Terms(dict.fromkeys(("ug", "kk-Arab", "kk", "zh-Hans"), word))
    rows = ((endless, endless),)
    sum_of = (Decimal("123456789012345678901234567890.55"), Decimal("0.45"))
    match kind:
        case "certificate":
            content: Content = certificate(
                language, word, title=endless, number=word, issuer=endless, rows=rows, verify_code=word
            )
        case "statement":
            paid = tuple(Payment(date(2026, 11, 10), endless, yuan) for yuan in sum_of)
            content = statement(language, word, title=endless, number=word, issuer=endless, payments=paid)
        case _:
            made = receipt(
                language, number=word, service=endless, departments=(endless,), sent=rows, machine=word
            )
            content = made if kind == "receipt" else application(made)
    pages = composed(content)
    for sheet in pages.sheets:
        for left, top, right, bottom in boxes(sheet):
            assert left >= NOT_PRINTED and right <= WIDTH - NOT_PRINTED
            assert top >= NOT_PRINTED and bottom <= HEIGHT - NOT_PRINTED
    text = read(pages_pdf(pages), tmp_path).replace(" ", "").replace("\u202f", "")
    assert word in text
    if kind == "statement":
        assert "123456789012345678901234567891.00" in text


@languages
def test_a_certificate_alone_has_the_whole_id_number(
    content: ContentMaker, composed: Composer, language: Language, tmp_path: Path
) -> None:
    found = {kind: read(pages_pdf(composed(content(kind, language))), tmp_path) for kind in KINDS}
    assert {kind for kind, text in found.items() if NUMBER in text} == {"certificate"}
    assert {kind for kind, text in found.items() if masked(NUMBER) in text} == set(KINDS) - {"certificate"}


def test_a_receipt_without_a_roll_fits_one_page(receipt: ReceiptMaker, composed: Composer) -> None:
    for language in RESIDENT_LANGUAGES:
        assert len(composed(receipt(language, "received", again=True)).sheets) == 1


def test_nothing_personal_is_in_the_repr(content: ContentMaker) -> None:
    for kind in KINDS:
        made = content(kind, KAZAKH)
        paper: Paper = a4_paper(made)
        for told in (repr(made), repr(paper), *map(repr, paper.parts)):
            assert "Айгүл" not in told
            assert NUMBER not in told


def test_neither_a_visit_nor_a_preview_pays_for_the_pdf_writer() -> None:
    code = (
        "import sys, kiosk.commands.visit_process; "
        "print(sorted({'reportlab', 'fontTools', 'segno'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
    code = "import sys, kiosk.documents.paper; print(sorted({'reportlab', 'fontTools'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_ornaments_are_never_read_aloud(content: ContentMaker, composed: Composer) -> None:
    for kind in KINDS:
        for sheet in composed(content(kind, UYGHUR)).sheets:
            assert all(item.element is None for item in sheet.items if isinstance(item, Polygon))
