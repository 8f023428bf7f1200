"""Which slabs stand on which page."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.page_flow import Slab, pages

HEIGHTS = st.lists(st.integers(1, 60), min_size=1, max_size=30)


def heights(slabs: list[Slab], room: int, first_room: int) -> list[list[int]]:
    return [[slab.height for slab in page] for page in pages(slabs, room, first_room)]


@given(HEIGHTS, st.integers(60, 200), st.integers(60, 200))
def test_everything_stands_once_in_order_and_no_page_is_too_full(
    of_each: list[int], room: int, first_room: int
) -> None:
    laid = heights([Slab(height) for height in of_each], room, first_room)
    assert [height for page in laid for height in page] == of_each
    for number, page in enumerate(laid):
        assert sum(page) <= (room if number else first_room)


@given(HEIGHTS, st.integers(120, 200))
def test_what_ends_a_paper_does_not_stand_overleaf_by_itself(of_each: list[int], room: int) -> None:
    *_, last = heights([Slab(height) for height in of_each], room, room)
    assert len(last) > 1 or len(of_each) == 1


def test_what_is_kept_together_goes_overleaf_together() -> None:
    slabs = [Slab(50), Slab(40, keep=True), Slab(30), Slab(10), Slab(10)]
    assert heights(slabs, 100, 100) == [[50], [40, 30, 10, 10]]


def test_what_is_taller_than_a_page_stands_alone() -> None:
    assert heights([Slab(20), Slab(500), Slab(20), Slab(20)], 100, 100) == [[20], [500], [20, 20]]
