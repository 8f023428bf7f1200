"""The paper that a speaker reads from: every sentence, each with the name of its file."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from kiosk.documents.sheet import Block, PlacedText, Sheet
from kiosk.documents.voice_script import voice_script, voice_script_pdf
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.languages import CHINESE, KAZAKH_ARABIC, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Message, Number
from kiosk.services.packs import load_catalogue
from kiosk.speech.pack_manifest import file_name
from kiosk.speech.prompts import Recordable, SpokenMessage, recordables, spoken_messages
from kiosk.text.engine import TextEngine
from kiosk.text.isolation import without_isolates

SERVICES = load_catalogue(Path(__file__).parents[2] / "kiosk" / "sandbox" / "catalogue").services
A4 = (1678, 2374)


@pytest.fixture(params=RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def messages(language: Language, catalogues: Catalogues) -> tuple[SpokenMessage, ...]:
    return spoken_messages(language, catalogues, SERVICES)


@pytest.fixture
def wanted(messages: tuple[SpokenMessage, ...]) -> tuple[Recordable, ...]:
    return recordables(messages)


@pytest.fixture
def script(
    messages: tuple[SpokenMessage, ...], language: Language, catalogues: Catalogues, engine: TextEngine,
    tmp_path: Path,
) -> Path:  # fmt: skip
    pdf = voice_script_pdf(messages, language, catalogues, engine)
    assert isinstance(pdf, bytes)
    path = tmp_path / "script.pdf"
    path.write_bytes(pdf)
    return path


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


def letters(text: str) -> str:
    """Letters and figures alone: poppler sets spaces, signs and direction marks as it sees fit."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalpha() or c.isdigit())


def read_out(script: Path, *options: str) -> str:
    """The text without the direction marks that poppler adds."""
    text = run("pdftotext", *options, script, "-")
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def words_of(text: str) -> list[str]:
    return [letters(word) for word in re.split(r"[^\w\u0674]+", text) if letters(word)]


def test_every_sentence_and_every_file_name_is_read_out_of_it(
    script: Path, wanted: tuple[Recordable, ...], language: Language
) -> None:
    read = read_out(script)
    whole, words = letters(read), set(words_of(read))
    in_order = 0
    for recordable in wanted:
        shown = recordable.messages[0].shown
        # A Chinese name in brackets stands among right-to-left words: each is found, not their order.
        missing = set(words_of(shown)) - words
        assert letters(shown) in whole or all(word in whole for word in missing), shown
        in_order += letters(shown) in whole
        assert file_name(recordable.key) in read
        for message in recordable.messages:
            assert message.key in read
    # Where Latin names are the greater part of a page, poppler turns the parts of a right-to-left sentence
    # around at its signs and line ends; the letters within a part stay in order.
    assert in_order == len(wanted) or (language.rtl and in_order > 0.8 * len(wanted))


def test_what_is_said_otherwise_than_written_is_told_in_the_readers_own_script(
    script: Path, wanted: tuple[Recordable, ...], language: Language
) -> None:
    read = letters(read_out(script))
    digits = next(recordable for recordable in wanted if recordable.key == "key.digits")
    if language is KAZAKH_ARABIC:
        assert letters("جۇز جيىرما ٴۇش") in read
        assert not any("CYRILLIC" in unicodedata.name(character, "") for character in read)
    else:
        assert letters(digits.spoken) in read


def test_nothing_with_values_and_nothing_of_a_paper_is_read_out(
    script: Path, messages: tuple[SpokenMessage, ...], wanted: tuple[Recordable, ...]
) -> None:
    read = read_out(script).split()
    for message in messages:
        if message.dynamic or message.on_paper:
            assert message.key not in read and file_name(message.key) not in read
    assert len([word for word in read if word.endswith(".wav")]) == len(wanted)


def test_pages_are_a4_and_numbered_with_their_count(
    script: Path, messages: tuple[SpokenMessage, ...], language: Language, catalogues: Catalogues,
    engine: TextEngine,
) -> None:  # fmt: skip
    information = run("pdfinfo", script)
    assert "(A4)" in information
    pages = voice_script(messages, language, catalogues, engine)
    assert len(pages) == int(information.split("Pages:")[1].split()[0]) > 5
    for number, page in enumerate(pages, 1):
        foot = page.items[-1]
        assert isinstance(foot, PlacedText)
        count = Message("script.page", {"page": Number(number), "pages": Number(len(pages))})
        assert foot.laid.lines[0].text == without_isolates(display(count, language, catalogues))


def test_title_and_language_are_named(script: Path, language: Language, catalogues: Catalogues) -> None:
    title = next(line for line in run("pdfinfo", script).splitlines() if line.startswith("Title:"))
    assert catalogues.pattern("script.title", language) in title
    assert catalogues.pattern("language.own_name", language) in title
    assert f"/Lang ({language.tag})".encode() in script.read_bytes()


def test_sentences_are_numbered_once_each_from_one(
    messages: tuple[SpokenMessage, ...], wanted: tuple[Recordable, ...], language: Language,
    catalogues: Catalogues, engine: TextEngine,
) -> None:  # fmt: skip
    pages = voice_script(messages, language, catalogues, engine)
    texts = [text for page in pages for item in page.items if isinstance(item, PlacedText)
             for text in [item.laid.lines[0].text] if len(item.laid.lines) == 1]  # fmt: skip
    assert [int(text) for text in texts if text.isascii() and text.isdecimal()][: len(wanted)] != []
    assert {str(number) for number in range(1, len(wanted) + 1)} <= set(texts)


def test_nothing_runs_off_a_page_or_over_its_neighbour(
    messages: tuple[SpokenMessage, ...], language: Language, catalogues: Catalogues, engine: TextEngine
) -> None:
    for page in voice_script(messages, language, catalogues, engine):
        assert (page.width, page.height) == A4
        for item in page.items:
            left, right, top, bottom = box(item, page)
            assert left >= 100 and right <= A4[0] - 100, item
            assert top >= 100 and bottom <= A4[1] - 60, item
        texts = [box(item, page) for item in page.items if isinstance(item, PlacedText)]
        lines = [box(item, page) for item in page.items if isinstance(item, Block) and item.width > 1000]
        for one in texts:
            for other in (*texts, *lines):
                assert other is one or not overlap(one, other), (one, other)


def box(item: object, page: Sheet) -> tuple[float, float, float, float]:
    """Left, right, top, bottom of what is inked, lines by their baselines."""
    if isinstance(item, PlacedText):
        lines, size = item.laid.lines, item.laid.height / len(item.laid.lines)
        return (
            item.x + min(line.x for line in lines),
            item.x + max(line.x + line.width for line in lines),
            item.y + lines[0].baseline - size * 0.55,
            item.y + lines[-1].baseline,
        )
    assert isinstance(item, Block)
    return item.x, item.x + item.width, item.y, item.y + item.height


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def test_the_number_stands_at_the_reading_start_and_the_box_at_the_end(
    script: Path, language: Language, tmp_path: Path
) -> None:
    run("pdftoppm", "-r", "203", "-f", "2", "-l", "2", "-gray", "-singlefile", script, tmp_path / "page")
    page = Image.open(tmp_path / "page.pgm").point(lambda shade: 255 if shade < 100 else 0)
    starts, ends = page.crop((128, 150, 176, 200)), page.crop((1678 - 176, 150, 1678 - 128, 200))
    if language.rtl:
        starts, ends = ends, starts
    # The box is a frame; the number's figures are not.
    assert framed(ends) and not framed(starts)
    assert starts.getbbox() is not None or language is CHINESE


def framed(piece: Image.Image) -> bool:
    """Whether some row is black from edge to edge, and some row almost only at both edges."""
    rows = [piece.crop((0, y, piece.width, y + 1)).histogram()[255] for y in range(piece.height)]
    return max(rows) > 44 and any(4 <= row <= 14 for row in rows)


def test_a_character_that_cannot_be_printed_is_a_failure_and_no_paper(
    catalogues: Catalogues, engine: TextEngine
) -> None:
    strange = SpokenMessage("a.b", "\ue000", "word")
    assert voice_script_pdf((strange,), UYGHUR, catalogues, engine) == Failure(
        FailureCode.GLYPH_MISSING, "1 characters that no bundled font has"
    )


def test_a_script_without_sentences_is_one_page(catalogues: Catalogues, engine: TextEngine) -> None:
    assert len(voice_script((), UYGHUR, catalogues, engine)) == 1
