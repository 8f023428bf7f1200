import os
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.frames import PipeEndedError, PipeSilentError, read_frame, write_frame


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            continue  # the test closed it


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans()), st.binary(max_size=2000))
def test_what_is_written_is_read(head: dict[str, object], body: bytes) -> None:
    reading, writing = os.pipe()
    try:
        write_frame(writing, head, body)
        assert read_frame(reading, timeout=5) == (head, body)
    finally:
        os.close(reading)
        os.close(writing)


def test_frames_do_not_run_into_each_other(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    write_frame(writing, {"n": 1}, b"one")
    write_frame(writing, {"n": 2})
    assert read_frame(reading) == ({"n": 1}, b"one")
    assert read_frame(reading) == ({"n": 2}, b"")


def test_silence_is_told_from_the_end(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    with pytest.raises(PipeSilentError):
        read_frame(reading, timeout=0.01)
    os.close(writing)
    with pytest.raises(PipeEndedError):
        read_frame(reading, timeout=1)


@pytest.mark.parametrize(
    "rubbish", [b"\xff" * 8, b"\x00\x00\x00\x02\x00\x00\x00\x00[]", b"\x00\x00\x00\x03\x00\x00\x00\x00{{{"]
)
def test_rubbish_is_an_end_and_no_crash(rubbish: bytes, pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.write(writing, rubbish)
    with pytest.raises(PipeEndedError):
        read_frame(reading, timeout=1)


def test_a_reader_that_is_gone_is_noticed(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.close(reading)
    with pytest.raises(PipeEndedError):
        write_frame(writing, {"text": "one"})
