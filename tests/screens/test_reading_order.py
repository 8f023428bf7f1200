"""The focus goes as one reads: listen, work, forward row, bar; rows from the top, from the reading start."""

from hypothesis import given
from hypothesis import strategies as some

from screens.reading_order import Block, Box, in_reading_order

SIDE = 100


def key(name: str, column: float, row: float, height: float = SIDE) -> Block[str]:
    """A key in a grid; row 0 is at the top."""
    return Block(name, Box(column * 120, 1000 - row * 120 - height, SIDE, height), (name,))


GRID = [key("d", 1, 1), key("a", 0, 0), key("c", 0, 1), key("b", 1, 0)]


def test_rows_go_from_the_reading_start() -> None:
    assert in_reading_order(GRID, rtl=False) == ("a", "b", "c", "d")
    assert in_reading_order(GRID, rtl=True) == ("b", "a", "d", "c")


def test_a_low_key_beside_a_high_one_is_in_its_row() -> None:
    blocks = [key("tall", 1, 0, height=220), key("first", 0, 0), key("under", 0, 1)]
    assert in_reading_order(blocks, rtl=False) == ("first", "under", "tall")
    assert in_reading_order(blocks, rtl=True) == ("tall", "first", "under")


def test_listen_is_first_and_then_the_work_the_forward_row_and_the_bar_wherever_they_stand() -> None:
    blocks = [
        key("bar:help", 0, 0), key("forward", 1, 0), key("second", 0, 1), key("bar:listen", 1, 10),
        key("choice:a", 0, 9), key("bar:back", 0, 8),
    ]  # fmt: skip
    expected = ("bar:listen", "choice:a", "forward", "second", "bar:help", "bar:back")
    assert in_reading_order(blocks, rtl=False) == expected


def test_what_stands_together_keeps_its_own_order() -> None:
    keyboard = Block("keyboard", Box(0, 0, 500, 300), ("q", "w", "a"))
    assert in_reading_order([keyboard, key("field", 0, 1)], rtl=True) == ("field", "q", "w", "a")


boxes = some.builds(Box, some.floats(0, 1000), some.floats(0, 1800), some.floats(1, 500), some.floats(1, 500))


@given(some.lists(boxes, max_size=12), some.booleans())
def test_everything_is_there_once_whatever_the_layout(around: list[Box], rtl: bool) -> None:
    blocks = [Block(f"choice:{number}", box, (number,)) for number, box in enumerate(around)]
    assert sorted(in_reading_order(blocks, rtl=rtl)) == list(range(len(around)))
