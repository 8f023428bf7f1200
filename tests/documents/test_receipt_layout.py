from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import segno

from devices.receipt.protocol import Raster, print_job
from kiosk.documents.errand_paper import receipt_paper
from kiosk.documents.page_model import Bar, Facts
from kiosk.documents.paper import receipt_raster
from kiosk.documents.raster import Dots
from kiosk.documents.receipt import ReceiptContent, StandingNow, masked
from kiosk.documents.receipt_layout import receipt_sheet
from kiosk.documents.roll import MARGIN, WIDTH
from kiosk.documents.sheet import Block, PlacedText, Polygon, Sheet
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Code, IdNumber, Message, Name, Terms, Text
from kiosk.text.engine import TextEngine

ReceiptMaker = Callable[..., ReceiptContent]


UNBROKEN = {"latin": "W" * 60, "arabic": "ش" * 60, "chinese": "验" * 60, "digits": "8" * 60}


def lines(sheet: Sheet) -> list[str]:
    return [line.text for item in sheet.items if isinstance(item, PlacedText) for line in item.laid.lines]


def edges(item: object) -> tuple[float, float]:
    match item:
        case PlacedText(laid, x):
            return min(x + line.x for line in laid.lines), max(x + line.x + line.width for line in laid.lines)
        case Block(x, _, width):
            return x, x + width
        case Polygon(corners):
            return min(x for x, _ in corners), max(x for x, _ in corners)
    raise AssertionError(item)


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("kind", UNBROKEN)
def test_sixty_letters_without_a_space_stay_on_the_paper(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, kind: str
) -> None:
    long = UNBROKEN[kind]
    content = receipt(
        language,
        number=long,
        applicant=long,
        service=Terms(dict.fromkeys(("ug", "kk-Arab", "kk", "zh-Hans"), long)),
        sent=((Terms(dict.fromkeys(("ug", "kk-Arab", "kk", "zh-Hans"), long)), Text(long)),),
        help_phone=long,
        machine=long,
    )
    sheet = receipt_sheet(content, catalogues, engine)
    for item in sheet.items:
        left, right = edges(item)
        assert left >= MARGIN - 1
        assert right <= WIDTH - MARGIN + 1
    assert "".join(lines(sheet)).count(long[0]) >= 6 * 60, "all of it is there"


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("standing", ["accepted", "received"])
def test_letters_and_lines_are_never_too_fine_for_a_thermal_head(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language, standing: str
) -> None:
    sheet = receipt_sheet(receipt(language, standing), catalogues, engine)
    for item in sheet.items:
        if isinstance(item, PlacedText):
            assert all(run.size >= 26 for run in item.laid.glyph_runs())
        if isinstance(item, Block):
            assert min(item.width, item.height) >= 3


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_no_two_texts_lie_on_each_other(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine, language: Language
) -> None:
    boxes = []
    for item in receipt_sheet(receipt(language), catalogues, engine).items:
        if isinstance(item, PlacedText):
            top = item.y + item.laid.baseline - 20
            boxes.append((*edges(item), top, item.y + item.laid.lines[-1].baseline))
    for number, (left, right, top, bottom) in enumerate(boxes):
        for other_left, other_right, other_top, other_bottom in boxes[:number]:
            beside = right <= other_left or other_right <= left
            assert beside or bottom <= other_top or other_bottom <= top


def test_the_resident_reads_at_their_side_and_the_clerk_right_behind(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    for language in (UYGHUR, KAZAKH):
        sheet = receipt_sheet(receipt(language), catalogues, engine)
        mine = catalogues.pattern("paper.matter", language)
        theirs = catalogues.pattern("paper.matter", CHINESE)
        found = {text: edges(item) for item in sheet.items if isinstance(item, PlacedText)
                 for text in (item.laid.lines[0].text,)}  # fmt: skip
        (left, right), (chinese_left, chinese_right) = found[mine], found[theirs]
        if language is KAZAKH:
            assert abs(left - MARGIN) <= 1
            gap = chinese_left - right
        else:
            assert abs(right - (WIDTH - MARGIN)) <= 1
            gap = left - chinese_right
        assert 23 <= gap <= 26


@pytest.mark.parametrize(("language", "most"), [(UYGHUR, 40_000), (KAZAKH, 40_000), (CHINESE, 26_000)])
@pytest.mark.parametrize("standing", ["accepted", "received"])
def test_what_is_between_two_languages_does_not_go_over_a_slow_line(
    receipt: ReceiptMaker,
    catalogues: Catalogues,
    engine: TextEngine,
    language: Language,
    most: int,
    standing: str,
) -> None:
    content = receipt(language, standing, sent=(), why=None, progress="482-715")
    dots = receipt_raster(content, catalogues, engine)
    assert isinstance(dots, Dots)
    assert sum(map(len, print_job(Raster(*dots), compact=True))) < most


def test_chinese_stands_alone_in_chinese(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    texts = lines(receipt_sheet(receipt(CHINESE), catalogues, engine))
    assert texts.count(catalogues.pattern("paper.department", CHINESE)) == 1


def test_what_has_not_arrived_is_never_shown_as_accepted(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    for language in RESIDENT_LANGUAGES:
        text = " ".join(lines(receipt_sheet(receipt(language, "received"), catalogues, engine)))
        for other in (language, CHINESE):
            assert catalogues.pattern("paper.bar_accepted", other) not in text
            assert catalogues.pattern("paper.accepted", other) not in text
            assert catalogues.pattern("paper.bar_received", other)[:6] in text


def test_a_receipt_printed_again_says_how_it_stands_and_since_when_that_is_known(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    key = "case.state.declined"
    state = Terms({language.tag: catalogues.pattern(key, language) for language in ALL_LANGUAGES})
    now = StandingNow(state, datetime(2026, 12, 1, 9, 30, tzinfo=UTC))
    for language in RESIDENT_LANGUAGES:
        content = receipt(language, code="7K4Q-2M9J", again=True, now=now)
        text = " ".join(lines(receipt_sheet(content, catalogues, engine)))
        for other in (language, CHINESE):
            assert catalogues.pattern(key, other) in text
            # It was accepted once; that is not what is so now.
            assert catalogues.pattern("paper.bar_accepted", other) not in text
        assert "7K4Q-2M9J" in text and "2026-12-01 09:30" in text
        on_a4 = receipt_paper(content)
        assert not [part for part in on_a4.parts if isinstance(part, Bar)]
        (facts, *_) = [part for part in on_a4.parts if isinstance(part, Facts)]
        assert state in [value for _, value in facts.rows]
        assert Code("7K4Q-2M9J") in [value for _, value in facts.rows]
        assert on_a4.printed_at == now.at


def test_the_receipt_says_what_was_sent_to_whom_and_why(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    content = receipt(KAZAKH)
    text = "\n".join(lines(receipt_sheet(content, catalogues, engine)))
    for said in ("Базар қадағалау мекемесі", "市场监督管理局", "Айгүл Тұрсын", "1990-03-15", "Тамақ", "餐饮"):
        assert said in text
    assert "某某县某某乡某某村一组12号" in text
    assert catalogues.pattern("paper.sent", KAZAKH) in text
    assert catalogues.pattern("field.address", KAZAKH) in text


def test_an_id_number_is_masked_wherever_it_stands(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    number = "659999199003150026"
    assert masked(number) == "•" * 14 + "0026"
    assert masked("026") == "026"
    for sent in ((), ((Message("field.number"), IdNumber(number)),)):
        text = "\n".join(lines(receipt_sheet(receipt(KAZAKH, sent=sent), catalogues, engine)))
        assert text.count(masked(number)) == 1
        assert "659999" not in text
        assert "19900315" not in text


def test_nothing_personal_is_in_the_repr(receipt: ReceiptMaker) -> None:
    assert "Айгүл" not in repr(receipt(KAZAKH))


def test_a_longer_number_is_set_smaller_and_stays_whole(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    texts = lines(receipt_sheet(receipt(UYGHUR, number="KS-2026-00482715"), catalogues, engine))
    assert "KS-2026-00482715" in texts


def test_the_code_says_the_progress_address(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    for language in (UYGHUR, KAZAKH):
        content = receipt(language)
        sheet = receipt_sheet(content, catalogues, engine)
        matrix = segno.make(content.progress, error="m", micro=False).matrix
        module = 186 // (len(matrix) + 4)
        wide = module * len(matrix)
        shapes = [item for item in sheet.items if isinstance(item, Block)]
        blocks = [block for block in shapes if block.height == module and block.width <= wide]
        left, top = min(block.x for block in blocks), min(block.y for block in blocks)
        dark = {
            ((block.x - left) // module + cell, (block.y - top) // module)
            for block in blocks
            for cell in range(block.width // module)
        }
        assert dark == {(x, y) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
        assert (left > WIDTH / 2) == language.rtl


def test_without_a_progress_address_the_words_stand_alone(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    sheet = receipt_sheet(receipt(KAZAKH, progress=""), catalogues, engine)
    assert catalogues.pattern("paper.ask", KAZAKH) in " ".join(line.strip() for line in lines(sheet))


def test_a_code_and_a_date_keep_their_order_in_right_to_left_text(
    receipt: ReceiptMaker, catalogues: Catalogues, engine: TextEngine
) -> None:
    content = receipt(
        UYGHUR,
        sent=((Message("field.name"), Name("A-17")), (Message("field.birth"), Code("650102-2024-A17"))),
    )
    assert "650102-2024-A17" in lines(receipt_sheet(content, catalogues, engine))
