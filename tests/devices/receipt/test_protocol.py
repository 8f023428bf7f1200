from hypothesis import given
from hypothesis import strategies as st

from devices.receipt.mechanism import Mechanism, Page
from devices.receipt.protocol import (
    FENCE,
    PIECE,
    Condition,
    Query,
    Raster,
    decode_status,
    is_status_byte,
    print_job,
    query,
)

WELL = {Query.PRINTER: 0x12, Query.OFFLINE_CAUSE: 0x12, Query.ERROR_CAUSE: 0x12, Query.PAPER: 0x12}


def job_of(raster: Raster, **abilities: bool) -> bytes:
    return b"".join(print_job(raster, **abilities))


def printed(job: bytes, chunk: int = 4096) -> tuple[list[Page], bytes, Mechanism]:
    pages: list[Page] = []
    mechanism = Mechanism(pages.append)
    said = b"".join(mechanism.receive(job[at : at + chunk]) for at in range(0, len(job), chunk))
    return pages, said, mechanism


@st.composite
def rasters(draw: st.DrawFn) -> Raster:
    row_bytes = draw(st.integers(1, 72))
    blank = st.just(bytes(row_bytes))
    inked = st.binary(min_size=row_bytes, max_size=row_bytes)
    # Dots twice as large, beginning and ending anywhere.
    pairs = st.lists(st.sampled_from(b"\x00\x03\x0c\xf0\xff"), min_size=row_bytes, max_size=row_bytes)
    runs = st.tuples(
        st.one_of(blank, inked, pairs.map(bytes)), st.sampled_from([1, 2, 3, 4, 5, 130, 256, 300])
    )
    return Raster(row_bytes * 8, b"".join(row * times for row, times in draw(st.lists(runs, max_size=8))))


@given(rasters(), st.integers(1, 5000), st.booleans())
def test_what_is_encoded_comes_out_dot_by_dot_however_the_line_cuts_it(
    raster: Raster, chunk: int, compact: bool
) -> None:
    pages, said, mechanism = printed(job_of(raster, compact=compact), chunk)
    (page,) = pages
    narrow = [page.rows[at : at + 72] for at in range(0, len(page.rows), 72)]
    assert b"".join(row[: raster.row_bytes] for row in narrow) == raster.rows
    assert not any(any(row[raster.row_bytes :]) for row in narrow)
    assert mechanism.unknown == []
    assert not is_status_byte(said[-1]), "the fence is answered last"


@given(rasters())
def test_a_job_goes_in_pieces_that_each_end_with_a_fence(raster: Raster) -> None:
    pieces = print_job(raster)
    band = 128 * 72 + 12
    assert all(piece.endswith(FENCE) and len(piece) <= max(PIECE, band) + len(FENCE) for piece in pieces)
    assert b"".join(print_job(raster, fence=False)) == b"".join(piece[: -len(FENCE)] for piece in pieces)


def test_blank_rows_go_as_feeds_and_blank_ends_do_not_go_at_all() -> None:
    line = b"\xff" * 10 + bytes(62)
    raster = Raster(576, line * 30 + bytes(72) * 600 + line * 30)
    assert len(job_of(raster)) < 60 * 10 + 50


def test_on_a_slow_line_blank_beginnings_do_not_go_either() -> None:
    line = bytes(50) + b"\xff" * 10 + bytes(12)
    assert len(job_of(Raster(576, line * 30), compact=True)) < 30 * 10 + 50


def test_on_a_slow_line_a_picture_is_parted_where_its_width_changes() -> None:
    short, long = b"\xff" * 10 + bytes(62), b"\xff" * 72
    parted, one = (
        job_of(Raster(576, (short * 30 + long * 5) * 3), compact=compact) for compact in (True, False)
    )
    assert len(parted) < 3 * (30 * 10 + 5 * 72) + 120
    assert len(one) > 3 * 35 * 72
    # A halt of the paper for a few bytes is no gain.
    few = Raster(576, (b"\xfe" * 10 + bytes(62)) * 20 + (b"\xfe" * 11 + bytes(61)) * 20)
    assert job_of(few, compact=True) == job_of(few)


def test_on_a_slow_line_dots_twice_as_large_go_as_a_quarter_of_them() -> None:
    rule = bytes(3) + b"\xff\x0f" * 33 + bytes(3)
    raster = Raster(576, rule * 40)
    assert len(job_of(raster, compact=True)) < 20 * 34 + 60
    (page,), _, _ = printed(job_of(raster, compact=True))
    assert page.rows == raster.rows
    # At the right edge, where the halves would reach beyond it.
    edge = Raster(576, (bytes(69) + b"\xff" * 3) * 4)
    (page,), _, _ = printed(job_of(edge, compact=True))
    assert page.rows == edge.rows


def test_where_nothing_cuts_the_print_is_fed_until_it_can_be_torn_off() -> None:
    pages, _, mechanism = printed(job_of(Raster(576, b"\xff" * 72 * 30), cut=False))
    assert pages == []
    assert mechanism.uncut_rows == 30 + 160


def test_a_feed_counts_dots_even_on_a_printer_that_counts_half_dots() -> None:
    pages, _, _ = printed(job_of(Raster(576, bytes(72) * 101)))
    assert len(pages[0].rows) == 101 * 72


@given(st.binary(min_size=4, max_size=4))
def test_only_bytes_with_the_fixed_bits_are_a_status(answers: bytes) -> None:
    condition = decode_status(dict(zip(Query, answers, strict=True)))
    fixed = all(byte & 0x90 == 0x10 and byte & 0x03 == 0x02 for byte in answers)
    assert (condition is not None) == fixed


@given(
    st.booleans(), st.booleans(), st.sampled_from([0x00, 0x0C]), st.sampled_from([0x00, 0x60]), st.booleans()
)
def test_each_bit_says_its_own_thing(offline: bool, cover: bool, near: int, out: int, cutter: bool) -> None:
    condition = decode_status(
        {
            Query.PRINTER: 0x12 | 0x08 * offline,
            Query.OFFLINE_CAUSE: 0x12 | 0x04 * cover | 0x40 * cutter,
            Query.ERROR_CAUSE: 0x12 | 0x08 * cutter,
            Query.PAPER: 0x12 | near | out,
        }
    )
    assert condition == Condition(offline, cover, bool(out), bool(near), cutter, other_fault=False)


def test_a_hot_head_and_an_unnamed_error_are_faults() -> None:
    for changed in ({Query.ERROR_CAUSE: 0x52}, {Query.ERROR_CAUSE: 0x32}, {Query.OFFLINE_CAUSE: 0x52}):
        condition = decode_status(WELL | changed)
        assert condition is not None
        assert condition.other_fault


def test_a_question_within_a_picture_is_answered_and_still_printed() -> None:
    raster = Raster(576, (query(Query.PAPER) * 24) * 8)
    pages, said, _ = printed(job_of(raster))
    assert said.count(b"\x12") == 8 * 24
    assert pages[0].rows == raster.rows
