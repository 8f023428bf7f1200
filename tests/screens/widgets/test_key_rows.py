"""Keys stand in longer rows where their own would be too low; none is lost and none changes its order."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.keyboards import bundled_layouts
from kiosk.input.keys import Key
from screens.widgets.key_rows import Rows, fewest_rows, rows_that_fit

GAP, LEAST = 12.0, 52.0
layouts = st.sampled_from(sorted(bundled_layouts())).map(lambda name: bundled_layouts()[name].rows)
widths = st.floats(300, 2000)
heights = st.floats(60, 900)


def keys_of(rows: Rows) -> list[Key]:
    return [key for row in rows for key in row]


def row_height(rows: Rows, height: float) -> float:
    return (height - GAP * (len(rows) - 1)) / len(rows)


@given(layouts, widths, heights)
def test_every_key_is_there_once_and_in_its_order(rows: Rows, width: float, height: float) -> None:
    stood = rows_that_fit(rows, width=width, height=height, gap=GAP, least=LEAST)
    assert keys_of(stood) == keys_of(rows)
    assert stood[-1] == rows[-1]


@given(layouts, widths, heights)
def test_rows_that_are_high_enough_stay_as_they_are(rows: Rows, width: float, height: float) -> None:
    if row_height(rows, height) >= LEAST:
        assert rows_that_fit(rows, width=width, height=height, gap=GAP, least=LEAST) == rows


@given(layouts, widths, heights)
def test_where_any_arrangement_fits_every_key_is_large_enough(
    rows: Rows, width: float, height: float
) -> None:
    fewest = fewest_rows(rows, width=width, gap=GAP, least=LEAST)
    if fewest == len(rows) or (height - GAP * (fewest - 1)) / fewest < LEAST:
        return
    stood = rows_that_fit(rows, width=width, height=height, gap=GAP, least=LEAST)
    assert row_height(stood, height) >= LEAST
    for row in stood[:-1]:
        assert stood == rows or (width - GAP * (len(row) - 1)) / len(row) >= LEAST


def test_the_letters_are_shared_out_evenly() -> None:
    rows = bundled_layouts()["kk"].rows
    stood = rows_that_fit(rows, width=1100, height=4 * LEAST + 3 * GAP, gap=GAP, least=LEAST)
    assert [len(row) for row in stood] == [15, 15, 15, 4]
