"""A paper on the screen: whole, no larger than it is, folded between its lines where room is low."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.documents.preview import Preview
from kiosk.language.languages import language_by_tag
from screens.theme import ColourTheme, Modes, Panel
from screens.widgets.paper_sheet import MOST_PARTS, PaperSheet, parts_of
from tests.screens.face import PANEL, FaceMaker
from tests.screens.papers import shown

EDGE, GAP = 3, 26
LINE, BLANK = 30, 14
WIDE = Panel(1280, 800, 331.7, 207.3)


def lined(width: int, height: int) -> Preview:
    """A page of black lines of writing with white between them."""
    page = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(page)
    for y in range(BLANK, height - LINE, LINE + BLANK):
        for x in range(0, width - 4, 8):
            pen.rectangle((x, y, x + 3, y + LINE - 1), fill="black")
    return Preview(width, height, page.tobytes())


sizes = st.tuples(st.integers(200, 900), st.integers(200, 3000))
rooms = st.tuples(st.integers(150, 1700), st.integers(150, 1300))


@given(sizes, rooms)
def test_all_of_it_is_seen_in_the_room_there_is(size: tuple[int, int], room: tuple[int, int]) -> None:
    parts = parts_of(Preview(*size, b"\xff" * (3 * size[0] * size[1])), room, gap=GAP, edge=EDGE)
    assert 1 <= len(parts) <= MOST_PARTS
    assert sum(part.width + 2 * EDGE for part in parts) <= room[0]
    assert max(part.height + 2 * EDGE for part in parts) <= room[1]
    assert len({part.width for part in parts}) == 1
    scale = parts[0].width / size[0]
    assert scale <= 1
    # Rounding down takes less than a pixel of each part.
    assert sum(part.height for part in parts) >= size[1] * scale - 2 * len(parts) - size[1] / size[0]


def test_upright_a_receipt_is_in_one_piece() -> None:
    (part,) = parts_of(lined(576, 1500), (984, 1000), gap=GAP, edge=EDGE)
    assert part.height > 980


def test_in_a_low_room_it_is_folded_and_more_than_twice_as_large() -> None:
    preview, room = lined(576, 1800), (1100, 300)
    parts = parts_of(preview, room, gap=GAP, edge=EDGE)
    assert len(parts) == 3
    assert parts[0].width > 2 * 300 / 1800 * 576


def test_no_line_of_writing_is_cut_in_two() -> None:
    preview = lined(576, 1800)
    parts = parts_of(preview, (1800, 640), gap=GAP, edge=EDGE)
    assert len(parts) == 3
    for part in parts:
        for edge in (0, part.height - 1):
            row = part.convert("L").crop((0, edge, part.width, edge + 1)).tobytes()
            assert min(row) > 200


def test_a_small_paper_is_not_blown_up() -> None:
    (part,) = parts_of(lined(300, 200), (984, 1000), gap=GAP, edge=EDGE)
    assert part.size == (300, 200)


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize("panel", [PANEL, WIDE])
def test_it_is_white_paper_in_every_theme(open_face: FaceMaker, theme: ColourTheme, panel: Panel) -> None:
    face = open_face(panel=panel, modes=Modes(theme=theme))
    shown(face)
    sheet = face.screen
    x, y = sheet.to_window(sheet.x, sheet.y)
    box = (int(x), int(panel.height_px - y - sheet.height), int(x + sheet.width), int(panel.height_px - y))
    page = face.picture().convert("RGB").crop(box)
    colours = page.getcolors(page.width * page.height) or []
    counts = {colour: count for count, colour in colours}
    assert counts.get((255, 255, 255), 0) > 0.2 * page.width * page.height


def test_the_first_part_stands_where_reading_begins(open_face: FaceMaker) -> None:
    heads = {}
    for tag in ("ug", "zh-Hans"):
        face = open_face(panel=WIDE, language=language_by_tag(tag))
        preview = lined(576, 1800)
        head = Image.frombytes("RGB", (576, 1800), preview.pixels)
        head.paste((255, 0, 0), (0, 0, 576, 200))
        shown(face)
        face.find(PaperSheet).preview = Preview(576, 1800, head.tobytes())
        face.step(2)
        drawn = face.picture().convert("RGB")
        red = [x for x in range(drawn.width) for y in range(0, drawn.height, 10)
               if drawn.getpixel((x, y)) == (255, 0, 0)]  # fmt: skip
        heads[tag] = sum(red) / len(red)
    assert heads["ug"] > 640 > heads["zh-Hans"]
