"""What is seen of a text field: the part around the caret, selections, secrets, lines."""

from itertools import groupby, pairwise

import pytest
from PIL import ImageChops

from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Message
from screens.theme import ColourTheme, colour
from tests.screens.face import FaceMaker
from tests.screens.field_alone import (
    ACCENT,
    FAMILY,
    INK,
    MIXED,
    UNIT,
    Make,
    both_ways,
    caret_x,
    columns_of,
    in_both_directions,
    laid_out,
    maker,
    picture_of,
    rgb,
)


@pytest.fixture
def make(open_face: FaceMaker) -> Make:
    return maker(open_face)


# Scrolling


@in_both_directions
@both_ways
def test_the_caret_is_always_seen(make: Make, language: Language, figures: bool) -> None:
    face, field = make(language, figures=figures, width=500, unit=UNIT)
    unit = field.ids.unit
    for text in (MIXED[0] * 2, "13900000000" * 4):
        field.text = ""
        for sign in text:
            field.insert(sign)
        for index in [*range(len(text), -1, -3), *range(0, len(text), 7)]:
            field.move_to(index)
            x, y, width, height = field.caret_box()
            assert field.x + 20 <= x and x + width <= field.right - 20
            assert field.y < y and y + height < field.top
            assert x >= unit.right if language.rtl else x + width <= unit.x
    face.step()


@in_both_directions
def test_the_letters_beside_the_caret_are_seen_and_none_beside_the_field(
    make: Make, language: Language
) -> None:
    text = "身" * 60
    face, field = make(language, text=text, width=500)
    for index in (60, 30, 0):
        field.move_to(index)
        picture = picture_of(face, field)
        columns = columns_of(picture, INK)
        caret = caret_x(field) - field.x - 8
        assert min(abs(caret - column) for column in columns) < 30
        assert columns[0] >= 21 and columns[-1] <= picture.width - 21
        assert columns[-1] - columns[0] > 350


def test_a_view_moves_no_further_than_the_caret_wants(make: Make) -> None:
    _, field = make(KAZAKH, text="ж" * 60, width=500)
    at_end = caret_x(field)
    field.move(-1)
    field.move(-1)
    assert caret_x(field) < at_end - 30
    field.move_to(60)
    assert caret_x(field) == at_end


def test_letters_taken_away_bring_the_hidden_ones_back(make: Make) -> None:
    _, field = make(KAZAKH, text="ж" * 12, width=500)
    field.move_to(0)
    begin = caret_x(field)
    field.move_to(12)
    while len(field.text) > 3:
        field.delete_back()
    field.move_to(0)
    assert caret_x(field) == begin


# Selecting


def test_a_selection_is_seen_under_its_letters_alone(make: Make) -> None:
    face, field = make(KAZAKH, text="бар ABC бар")
    assert columns_of(picture_of(face, field), ACCENT) == []
    field.select(4, 7)
    laid = laid_out(face, field.text)
    columns = columns_of(picture_of(face, field), ACCENT)
    assert columns[0] + 8 - 30 == pytest.approx(laid.caret(4).x, abs=2)
    assert columns[-1] + 8 - 30 == pytest.approx(laid.caret(7).x, abs=8)  # the caret stands over its end


def test_a_selection_over_both_directions_has_two_parts(make: Make) -> None:
    face, field = make(UYGHUR, text="بار ABC بار")
    field.select(2, 6)
    columns = columns_of(picture_of(face, field), ACCENT)
    assert sum(right - left > 20 for left, right in pairwise(columns)) == 1


def test_selected_letters_can_be_told_from_their_ground(make: Make) -> None:
    face, field = make(KAZAKH, text="ББББББ", theme=ColourTheme.CONTRAST)
    field.select_all()
    picture = picture_of(face, field)
    colours = {pixel for _, pixel in picture.getcolors(100_000) or []}
    accent = tuple(round(part * 255) for part in colour(ColourTheme.CONTRAST.palette.acc)[:3])
    assert {(0, 0, 0), accent} <= colours and (255, 255, 255) not in colours


@pytest.mark.parametrize(("language", "text"), [(UYGHUR, "بار ئىش"), (KAZAKH, "бар іс")])
def test_an_arrow_leaves_a_selection_at_its_side(make: Make, language: Language, text: str) -> None:
    _, field = make(language, text=text)
    for step, index in ((-1, 3 if language.rtl else 1), (1, 1 if language.rtl else 3)):
        field.select(1, 3)
        field.move(step)
        assert (field.caret, field.selection) == (index, (index, index))


def test_words_are_stepped_over_towards_the_arrow(make: Make) -> None:
    _, field = make(UYGHUR, text="بار ئىش كۆپ")
    field.move_word(1)
    assert field.caret == 8
    field.move_word(-1, selecting=True)
    assert field.selection == (8, 11)


# Composing


@in_both_directions
def test_what_is_composed_is_underlined_and_not_in_the_text(make: Make, language: Language) -> None:
    face, field = make(language, text="我的证")
    field.move_to(1)
    field.replace_preedit("shen")
    assert (field.text, field.preedit, field.caret) == ("我的证", "shen", 1)
    composing = picture_of(face, field)
    width = laid_out(face, "shen").width
    pixels = composing.load()
    assert pixels is not None
    longest = max(
        sum(1 for _ in run)
        for y in range(composing.height)
        for inked, run in groupby((pixels[x, y] for x in range(composing.width)), rgb(INK).__eq__)
        if inked
    )
    assert longest == pytest.approx(width, abs=12)
    laid = laid_out(face, "我shen的证")
    begin = field.right - 30 - laid.width if language.rtl else field.x + 30
    assert caret_x(field) == pytest.approx(begin + laid.caret(5).x, abs=1.5)
    field.commit_preedit("身")
    assert (field.text, field.preedit, field.caret) == ("我身的证", "", 2)


def test_an_arrow_leads_out_of_what_is_composed_at_once(make: Make) -> None:
    _, field = make(CHINESE, text="我的证")
    field.move_to(1)
    field.replace_preedit("shen")
    field.move(-1)
    assert field.caret == 0
    field.move(1)
    assert (field.caret, field.preedit) == (1, "shen")


# Secrets, placeholder, unit


@in_both_directions
def test_a_secret_shows_nothing_of_its_characters(make: Make, language: Language) -> None:
    face, field = make(language, masked=True, text="ئاتا")
    first = picture_of(face, field)
    field.text = "A身1("
    assert ImageChops.difference(first, picture_of(face, field)).getbbox() is None
    field.text = "A身1(7"
    assert ImageChops.difference(first, picture_of(face, field)).getbbox() is not None


@in_both_directions
def test_in_a_secret_the_caret_stands_between_bullets(make: Make, language: Language) -> None:
    face, field = make(language, masked=True, text=f"ئاa{FAMILY}1")
    bullets = laid_out(face, "•" * 5)
    begin = field.right - 30 - bullets.width if language.rtl else field.x + 30
    for place, index in enumerate((0, 1, 2, 3, 8)):
        field.move_to(index)
        x = bullets.caret(place).x
        assert caret_x(field) == pytest.approx(begin + x, abs=1.5)
        face.hands.touch(begin + x, field.center_y)
        assert field.caret == index
    field.delete_back()
    field.insert("2")
    assert field.text == "ئاa21"


def test_placeholder_words_stand_there_until_something_is_typed(make: Make) -> None:
    face, field = make(placeholder=Message("key.space"))
    face.step()
    assert face.reads("key.space")
    field.replace_preedit("s")
    face.step()
    assert not face.reads("key.space")
    field.replace_preedit("")
    field.insert("ئا")
    face.step()
    assert not face.reads("key.space")
    field.delete_back()
    face.step()
    assert face.reads("key.space")


@in_both_directions
def test_the_unit_stands_at_the_reading_end(make: Make, language: Language) -> None:
    face, field = make(language, unit=UNIT, figures=True, text="12.5")
    face.step()
    assert face.reads(UNIT)
    unit = field.ids.unit.center_x
    assert unit < caret_x(field) if language.rtl else unit > caret_x(field)


# Several lines


@in_both_directions
def test_several_lines_wrap_grow_and_then_scroll(make: Make, language: Language) -> None:
    face, field = make(language, multiline=True, most_lines=3, width=600)
    heights = []
    for _ in range(8):
        field.insert("身份证 سائەت ")
        face.step(3)
        heights.append(field.height)
        x, y, width, height = field.caret_box()
        assert field.x < x and x + width < field.right
        assert field.y < y and y + height < field.top
    assert heights[0] == 148 < heights[2] and len(set(heights[-3:])) == 1
    field.move_to(0)
    _, y, _, height = field.caret_box()
    assert y + height > field.top - 60
    assert field.text == "身份证 سائەت " * 8


@in_both_directions
def test_spaces_at_a_line_end_do_not_carry_the_caret_out(make: Make, language: Language) -> None:
    _, field = make(language, multiline=True, width=500, text="身份证 سائەت" + " " * 60)
    for index in range(11, 72, 4):
        field.move_to(index)
        x, _, width, _ = field.caret_box()
        assert field.x + 20 <= x and x + width <= field.right - 20


def test_lines_of_figures_stand_where_the_language_reads_from(make: Make) -> None:
    face, field = make(UYGHUR, multiline=True, figures=True, text="12\n3456")
    face.step(3)
    columns = columns_of(picture_of(face, field), INK)
    assert columns[0] > 700 and columns[-1] > 900


def test_the_caret_goes_up_and_down_and_to_the_ends_of_lines(make: Make) -> None:
    _, field = make(KAZAKH, multiline=True, text="бірінші\nек\nүшінші жол")
    field.move_to(6)
    field.move_line(1)
    assert field.caret == 10
    field.move_line(1)
    assert field.caret in (16, 17)
    field.move_line(-1)
    field.move_line(-1)
    assert field.caret == 6
    field.move_to_line_end()
    assert field.caret == 7
    field.move(1)
    field.move_to_line_end()
    assert field.caret == 10
    field.move_to_line_start()
    assert field.caret == 8


def test_the_end_of_a_wrapped_line_is_on_that_line(make: Make) -> None:
    face, field = make(KAZAKH, multiline=True, width=500, text="бірінші екінші үшінші төртінші")
    field.move_to(0)
    top = field.caret_box()[1]
    field.move_to_line_end()
    assert field.caret > 5 and field.caret_box()[1] == top
    face.hands.touch(field.x + 30, top - 40)
    assert field.caret_box()[1] < top


def test_a_touch_finds_its_line(make: Make) -> None:
    face, field = make(UYGHUR, multiline=True, text="بىرىنچى\nئىككىنچى\nئۈچىنچى")
    face.step(3)
    for index in (3, 11, 20):
        field.move_to(index)
        x, y, width, height = field.caret_box()
        field.move_to(0)
        face.hands.touch(x + width / 2, y + height / 2)
        assert field.caret == index
