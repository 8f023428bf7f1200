"""Commands of ISO 7816-4 and their answers: fetched, put together, never without end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.smartcard.apdu import (
    RefusedError,
    Response,
    ask,
    chained,
    expect_done,
    get_response,
    response_of,
    with_length,
    without_le,
)

READ = bytes.fromhex("00b2090020")
SELECT = bytes.fromhex("00a404000311223300")


def test_a_command_is_asked_again_for_another_length_with_its_data() -> None:
    assert with_length(READ, 12).hex() == "00b209000c"
    assert with_length(SELECT, 12).hex() == "00a40400031122330c"
    assert with_length(SELECT[:-1], 12).hex() == "00a40400031122330c"
    assert get_response(256).hex() == "00c0000000"


def test_an_answer_is_taken_apart_behind_its_data() -> None:
    assert response_of(b"\x01\x02\x90\x00") == Response(0x9000, b"\x01\x02")
    assert response_of(b"\x6c\x00") == Response(0x6C00) and Response(0x6C00).length == 256


@pytest.mark.parametrize("answer", [b"", b"\x90", bytes(259)])
def test_an_answer_without_status_words_or_too_long_is_none(answer: bytes) -> None:
    assert response_of(answer) is None


@pytest.mark.parametrize("length", [0x20, 0x01, 0x00])
def test_6c_is_asked_again_for_exactly_so_much(length: int) -> None:
    asked: list[bytes] = []
    answers = iter([bytes([0x6C, length]), b"ab\x90\x00"])

    def transmit(command: bytes) -> bytes:
        asked.append(command)
        return next(answers)

    assert ask(transmit, READ) == Response(0x9000, b"ab")
    assert asked == [READ, READ[:4] + bytes([length])]


def test_61_is_fetched_to_its_end_and_put_together() -> None:
    asked: list[bytes] = []
    answers = iter([b"\x61\x05", b"\x6c\x03", b"abc\x61\x02", b"de\x90\x00"])

    def transmit(command: bytes) -> bytes:
        asked.append(command)
        return next(answers)

    assert ask(transmit, READ) == Response(0x9000, b"abcde")
    assert [command.hex() for command in asked[1:]] == ["00c0000005", "00c0000003", "00c0000002"]


@pytest.mark.parametrize("endless", [b"\x61\x10", b"\x6c\x10", b"a\x61\x01", bytes(256) + b"\x61\x00", b""])
def test_an_answer_without_end_or_status_is_refused(endless: bytes) -> None:
    if endless == b"\x6c\x10":
        assert ask(lambda _: endless, READ).words == 0x6C10
        return
    with pytest.raises(RefusedError):
        ask(lambda _: endless, READ)


def test_an_answer_that_is_too_long_is_not_fetched_to_its_end() -> None:
    asked: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        asked.append(command)
        return bytes(256) + b"\x61\x00"

    with pytest.raises(RefusedError):
        ask(transmit, READ, longest=1000)
    assert len(asked) == 4


def test_over_t0_what_is_expected_back_is_not_said_with_data() -> None:
    assert without_le(SELECT) == SELECT[:-1] == without_le(SELECT[:-1])
    assert without_le(READ) == READ


@pytest.mark.parametrize("words", [0x6A82, 0x6A83, 0x6982, 0x6700, 0x6F00, 0x6300])
def test_a_refusal_names_its_words_and_what_was_asked_for(words: int) -> None:
    with pytest.raises(RefusedError, match=f"{words:04X}: the file") as caught:
        expect_done(Response(words, b"secret"), "the file")
    assert caught.value.words == words and "secret" not in str(caught.value)


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=1200))
def test_long_data_goes_out_in_a_chain_whose_last_part_alone_asks_for_an_answer(data: bytes) -> None:
    *before, last = chained(b"\x00\x87\x07\x9e", data)
    assert all(command[0] == 0x10 and command[4] == 255 == len(command) - 5 for command in before)
    assert last[0] == 0x00 and last[-1] == 0x00 and last[4] == len(last) - 6
    assert b"".join(command[5:] for command in before) + last[5:-1] == data


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_whatever_a_chip_answers_it_is_one_response_or_refused(answers: list[bytes]) -> None:
    line = iter(answers)
    try:
        response = ask(lambda _: next(line, b"\x90\x00"), READ)
    except RefusedError:
        return
    assert len(response.data) <= 512
