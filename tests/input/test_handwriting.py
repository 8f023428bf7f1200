"""Handwriting with the real zinnia and Debian's model."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.failures import FailureCode
from kiosk.input.candidates import CandidateSource, InputAbsent
from kiosk.input.handwriting import (
    MAX_STROKES,
    MODEL,
    MODELS,
    MOST,
    STRAIGHT,
    HandwritingInput,
    Point,
    Stroke,
    Strokes,
    open_handwriting,
    simplified,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[HandwritingInput]:
    opened = open_handwriting()
    if isinstance(opened, InputAbsent):
        pytest.skip(f"{opened.detail}. {opened.do}")
    yield opened
    opened.close()


@pytest.fixture
def handwriting(shared: HandwritingInput) -> CandidateSource[Strokes]:
    return shared


def drawn(*corners: Point, shake: float = 0.006) -> Stroke:
    """A stroke as a finger draws it: thirty points from corner to corner, not quite straight."""
    finger = random.Random(str(corners))
    return tuple(
        (
            x + (to_x - x) * step / 30 + finger.uniform(-shake, shake),
            y + (to_y - y) * step / 30 + finger.uniform(-shake, shake),
        )
        for (x, y), (to_x, to_y) in pairwise(corners)
        for step in range(31)
    )


WRITTEN = {
    "中": (
        drawn((0.23, 0.3), (0.25, 0.6)),
        drawn((0.23, 0.3), (0.77, 0.3), (0.75, 0.6)),
        drawn((0.25, 0.57), (0.75, 0.57)),
        drawn((0.5, 0.1), (0.5, 0.93)),
    ),
    "王": (
        drawn((0.2, 0.23), (0.8, 0.23)),
        drawn((0.23, 0.5), (0.77, 0.5)),
        drawn((0.5, 0.23), (0.5, 0.8)),
        drawn((0.17, 0.8), (0.83, 0.8)),
    ),
    "买": (
        drawn((0.25, 0.2), (0.75, 0.2), (0.68, 0.32)),
        drawn((0.33, 0.36), (0.42, 0.44)),
        drawn((0.27, 0.48), (0.37, 0.56)),
        drawn((0.15, 0.63), (0.85, 0.63)),
        drawn((0.52, 0.3), (0.5, 0.6), (0.2, 0.9)),
        drawn((0.55, 0.7), (0.8, 0.88)),
    ),
    "十": (drawn((0.2, 0.5), (0.8, 0.5)), drawn((0.5, 0.1), (0.5, 0.9))),
}


@pytest.mark.parametrize("character", WRITTEN)
def test_what_was_written_comes_first(handwriting: CandidateSource[Strokes], character: str) -> None:
    strokes = WRITTEN[character]
    found = handwriting.candidates(strokes)
    assert found[0].text == character
    assert {candidate.taken for candidate in found} == {len(strokes)}
    assert len(found) == len({candidate.text for candidate in found}) == MOST


def test_each_stroke_makes_it_clearer(handwriting: CandidateSource[Strokes]) -> None:
    first = [handwriting.candidates(WRITTEN["中"][:count])[0].text for count in range(1, 5)]
    assert first[-1] == "中"
    assert len(set(first)) > 1


@pytest.mark.parametrize("character", WRITTEN)
@pytest.mark.parametrize(("by", "moved"), [(0.4, 0.0), (0.5, 0.5), (1.2, -0.1)])
def test_it_may_be_written_small_in_a_corner_or_over_the_edge(
    handwriting: CandidateSource[Strokes], character: str, by: float, moved: float
) -> None:
    strokes = tuple(
        tuple((moved + x * by, moved + y * by) for x, y in stroke) for stroke in WRITTEN[character]
    )
    assert character in [candidate.text for candidate in handwriting.candidates(strokes)[:2]]


def test_nothing_written_offers_nothing(handwriting: CandidateSource[Strokes]) -> None:
    assert handwriting.candidates(()) == handwriting.candidates(((), ())) == ()


def test_a_dot_is_a_stroke(handwriting: CandidateSource[Strokes]) -> None:
    assert handwriting.candidates((((0.5, 0.5),),)) != ()


@pytest.mark.parametrize(("strokes", "points"), [(1, 10_000), (40, 250), (8, 1250)])
def test_a_storm_of_points_is_answered(
    handwriting: CandidateSource[Strokes], strokes: int, points: int
) -> None:
    scribble = random.Random(1)
    storm = tuple(
        tuple((scribble.random(), scribble.random()) for _ in range(points)) for _ in range(strokes)
    )
    assert len(handwriting.candidates(storm)) == MOST
    assert handwriting.candidates(WRITTEN["中"])[0].text == "中"


def test_more_strokes_than_any_character_has_mean_nothing(handwriting: CandidateSource[Strokes]) -> None:
    assert handwriting.candidates((((0.1, 0.1), (0.2, 0.9)),) * MAX_STROKES) != ()
    assert handwriting.candidates((((0.1, 0.1), (0.2, 0.9)),) * 200) == ()


coordinates = st.floats(-2, 3, allow_nan=False)
strokes_of_any_kind = st.lists(
    st.lists(st.tuples(coordinates, coordinates), max_size=30).map(tuple), max_size=12
).map(tuple)


@given(strokes=strokes_of_any_kind)
@settings(max_examples=60, deadline=None)
def test_anything_can_be_scribbled(shared: HandwritingInput, strokes: Strokes) -> None:
    assert len(shared.candidates(strokes)) == (MOST if any(strokes) else 0)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=40), st.integers(2, 12))
def test_a_simplified_stroke_keeps_its_ends_and_order_within_its_bound(
    stroke: list[Point], most: int
) -> None:
    kept = simplified(stroke, most)
    assert kept[0] == stroke[0]
    assert kept[-1] == stroke[-1]
    assert len(kept) <= most
    rest = iter(stroke)
    assert all(point in rest for point in kept)


def test_a_straight_stroke_is_its_ends_and_a_corner_stays() -> None:
    straight = drawn((0.1, 0.5), (0.9, 0.5), shake=STRAIGHT / 3)
    assert simplified(straight, 12) == (straight[0], straight[-1])
    bent = drawn((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), shake=0)
    assert (0.8, 0.2) in simplified(bent, 3)


def test_an_indecent_character_is_not_offered(shared: HandwritingInput) -> None:
    """尸 over 穴: the radical is written and offered, what insults are made with is not."""
    body = (
        drawn((0.25, 0.15), (0.75, 0.15), (0.75, 0.35)),
        drawn((0.25, 0.35), (0.75, 0.35)),
        drawn((0.25, 0.15), (0.22, 0.6), (0.1, 0.9)),
    )
    found = {candidate.text for count in (1, 2, 3) for candidate in shared.candidates(body[:count])}
    assert "\u5c4c" not in found
    assert "\u5c38" in found


# Absence


def test_without_the_library_it_is_named_absent() -> None:
    if not (MODELS / MODEL).is_file():
        pytest.skip("the model is not installed: apt-get install tegaki-zinnia-simplified-chinese")
    absent = open_handwriting(library="libzinnia-that-is-not-there.so.0")
    assert isinstance(absent, InputAbsent)
    assert absent.code is FailureCode.HANDWRITING_ABSENT
    assert "libzinnia0" in absent.do


def test_without_the_model_it_is_named_absent(tmp_path: Path) -> None:
    absent = open_handwriting(models=tmp_path)
    assert isinstance(absent, InputAbsent)
    assert MODEL in absent.detail


@pytest.mark.parametrize("kept", [0, 7, 4096, 1_000_000])
def test_a_damaged_model_is_named_absent(shared: HandwritingInput, tmp_path: Path, kept: int) -> None:
    with (MODELS / MODEL).open("rb") as whole:
        (tmp_path / MODEL).write_bytes(whole.read(kept))
    absent = open_handwriting(models=tmp_path)
    assert isinstance(absent, InputAbsent)
    assert absent.code is FailureCode.HANDWRITING_ABSENT
