"""Frames as bytes, and the scanner that finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard.protocol import (
    FIND,
    MODULE_STATUS,
    PREAMBLE,
    READ,
    RESET,
    SELECT,
    Reply,
    ReplyScanner,
    Request,
    Status,
    reply_frame,
    text_of,
)

FOUND = bytes.fromhex("AAAAAA9669 0008 00009F 00000000 97")
NO_CARD = bytes.fromhex("AAAAAA9669 0004 000080 84")
SELECTED = bytes.fromhex("AAAAAA9669 000C 000090 0000000000000000 9C")

LINE_BYTES = st.lists(
    st.one_of(
        st.binary(max_size=12),
        st.just(PREAMBLE),
        st.just(PREAMBLE[:3]),
        st.integers(0, 0xFFFF).map(lambda length: PREAMBLE + length.to_bytes(2, "big")),
    ),
    max_size=12,
).map(b"".join)
REPLIES = st.builds(Reply, st.integers(0, 255), st.binary(max_size=60))


def scan(data: bytes, longest: int = READ.longest_reply) -> list[Reply]:
    scanner = ReplyScanner(longest)
    scanner.feed(data)
    return list(iter(scanner.next_reply, None))


@pytest.mark.parametrize(
    ("request_", "wire"),
    [
        (FIND, "AAAAAA9669 0003 20 01 22"),
        (SELECT, "AAAAAA9669 0003 20 02 21"),
        (READ, "AAAAAA9669 0003 30 01 32"),
        (RESET, "AAAAAA9669 0003 10 FF EC"),
        (MODULE_STATUS, "AAAAAA9669 0003 11 FF ED"),
    ],
)
def test_requests_are_the_bytes_published_for_them(request_: Request, wire: str) -> None:
    assert request_.encode() == bytes.fromhex(wire)


@pytest.mark.parametrize(
    ("wire", "reply"),
    [
        (FOUND, Reply(Status.FOUND, bytes(4))),
        (NO_CARD, Reply(Status.NO_CARD)),
        (SELECTED, Reply(Status.OK, bytes(8))),
    ],
)
def test_published_replies_are_understood(wire: bytes, reply: Reply) -> None:
    assert scan(wire) == [reply]


def test_a_whole_reading_is_1295_bytes_on_the_wire() -> None:
    assert len(reply_frame(Status.OK, bytes(4 + 256 + 1024))) == 1295


@given(REPLIES, st.data())
def test_a_reply_may_come_in_any_pieces(reply: Reply, data: st.DataObject) -> None:
    wire = reply_frame(reply.status, reply.data)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(wire) - 1), max_size=8)))
    scanner = ReplyScanner()
    found: list[Reply] = []
    for start, end in zip([0, *cuts], [*cuts, len(wire)], strict=True):
        assert not found
        scanner.feed(wire[start:end])
        found += list(iter(scanner.next_reply, None))
    assert found == [reply]


@given(LINE_BYTES, REPLIES)
def test_no_noise_before_a_reply_hides_it(noise: bytes, reply: Reply) -> None:
    scanner = ReplyScanner()
    scanner.feed(noise + reply_frame(reply.status, reply.data))
    found = list(iter(scanner.next_reply, None))
    while (behind := scanner.reply_behind_unfinished()) is not None:
        found += [behind, *iter(scanner.next_reply, None)]
    assert reply in found


@given(st.binary(max_size=400) | LINE_BYTES)
def test_whatever_comes_never_raises_and_is_never_kept_for_long(noise: bytes) -> None:
    scanner = ReplyScanner(64)
    for start in range(0, len(noise), 7):
        scanner.feed(noise[start : start + 7])
        list(iter(scanner.next_reply, None))
        scanner.reply_behind_unfinished()
    assert len(scanner._buffer) < 7 + 64


@given(st.binary(min_size=1, max_size=60), st.data())
def test_no_single_wrong_byte_passes_for_a_reply(content: bytes, data: st.DataObject) -> None:
    wire = bytearray(reply_frame(Status.OK, content))
    wire[data.draw(st.integers(0, len(wire) - 1))] ^= data.draw(st.integers(1, 255))
    assert Reply(Status.OK, content) not in scan(bytes(wire))
    assert not [reply for reply in scan(bytes(wire)) if len(reply.data) >= len(content)]


@given(REPLIES, st.data())
def test_a_reply_cut_short_is_no_reply(reply: Reply, data: st.DataObject) -> None:
    wire = reply_frame(reply.status, reply.data)
    cut = wire[: data.draw(st.integers(0, len(wire) - 1))]
    assert reply not in scan(cut)


def test_a_header_that_lies_costs_no_byte_behind_it() -> None:
    lying = PREAMBLE + b"\x00\x06\x00\x00"  # claims six bytes and is followed by a real reply
    assert scan(lying + NO_CARD) == [Reply(Status.NO_CARD)]


@pytest.mark.parametrize("length", [0, 1, 3, 65, 1289, 65535])
def test_a_length_that_cannot_be_is_noise_at_once(length: int) -> None:
    lying = PREAMBLE + length.to_bytes(2, "big")
    assert scan(lying + NO_CARD, longest=64 if length == 65 else 1288) == [Reply(Status.NO_CARD)]


def test_a_header_that_claims_more_than_comes_is_looked_behind_when_the_line_is_quiet() -> None:
    scanner = ReplyScanner()
    scanner.feed(PREAMBLE + b"\x04\x00" + NO_CARD)
    assert scanner.next_reply() is None
    assert scanner.unfinished
    assert scanner.reply_behind_unfinished() == Reply(Status.NO_CARD)
    assert not scanner.unfinished


def test_an_unfinished_reply_survives_a_look_behind_it() -> None:
    whole = reply_frame(Status.OK, bytes(1284))
    scanner = ReplyScanner()
    scanner.feed(whole[:700])
    assert scanner.next_reply() is None
    assert scanner.reply_behind_unfinished() is None
    scanner.feed(whole[700:])
    assert scanner.next_reply() == Reply(Status.OK, bytes(1284))


def test_a_frame_whose_leading_zeros_are_not_is_no_reply() -> None:
    wire = bytearray(NO_CARD)
    wire[7] ^= 0x11
    wire[-1] ^= 0x11  # the check byte agrees
    assert scan(bytes(wire)) == []


@pytest.mark.parametrize(
    ("request_", "late"),
    [
        (SELECT, Reply(Status.FOUND, bytes(4))),
        (FIND, Reply(Status.OK, bytes(8))),
        (READ, Reply(Status.OK, bytes(8))),
    ],
)
def test_a_late_reply_to_an_earlier_question_is_not_taken_for_an_answer(
    request_: Request, late: Reply
) -> None:
    assert not request_.may_be_answered_by(late)


def test_the_text_is_taken_only_if_the_inner_lengths_agree() -> None:
    text, photo = bytes(range(256)), bytes(1024)
    assert text_of(b"\x01\x00\x04\x00" + text + photo) == text
    assert text_of(b"\x01\x00\x00\x00" + text) == text
    for wrong in (b"\x01\x00\x04\x01", b"\x00\xff\x04\x01", b"\x01\x02\x03\xfe", b"\x00\x00\x05\x00"):
        assert text_of(wrong + text + photo) is None
    assert text_of(b"\x01\x00\x04\x00" + text) is None
    assert text_of(b"") is None


def test_a_replys_data_is_in_no_repr() -> None:
    assert "SECRET" not in repr(Reply(Status.OK, b"SECRET"))
