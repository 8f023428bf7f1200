"""Commands as they go out, answers that add up to the last byte or are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.smartcard.socialcard import protocol
from devices.smartcard.socialcard.protocol import LENGTHS, Tag, value_of


def test_the_commands_are_those_the_card_knows() -> None:
    assert protocol.select_application().hex() == "00a404000f7378312e73682ec9e7bbe1b1a3d5cf"
    assert "sx1.sh.社会保障".encode("gbk") == protocol.APPLICATION
    assert protocol.select_file(protocol.PERSON_FILE).hex() == "00a4020002ef06"
    assert protocol.read_record(Tag.NAME).hex() == "00b2090020"


@pytest.mark.parametrize(
    "data",
    [
        b"\x07",
        b"\x07\x0aT00000001",  # one byte more than there is
        b"\x07\x08T00000001",  # one less
        b"\x07\x81\x09T00000001",  # the long form
        b"\x07\xffT00000001",
        b"\x07\x09T00000001\x00",
        b"\x07\x09T00000001\x07\x09T00000002",
        b"\x07\x09T00000001\x55\x00",
        b"\x07\x0aT000000011",  # longer than a card number is
    ],
)
def test_a_lying_length_is_refused(data: bytes) -> None:
    assert value_of(Tag.CARD_NUMBER, data) is None


def test_a_record_nobody_asked_for_is_stepped_over() -> None:
    assert value_of(Tag.CARD_NUMBER, b"\x0b\x01\x05\x07\x09T00000001\x0d\x04abcd") == b"T00000001"
    assert value_of(Tag.CARD_NUMBER, b"\x0b\x01\x05") is None


@settings(max_examples=200)
@given(st.sampled_from(list(Tag)), st.binary(max_size=80))
def test_a_value_is_never_longer_than_it_can_be_and_stands_in_the_answer(tag: Tag, data: bytes) -> None:
    value = value_of(tag, data)
    if value is not None:
        assert len(value) <= LENGTHS[tag]
        assert bytes([tag, len(value)]) + value in data


@settings(max_examples=200)
@given(st.sampled_from(list(Tag)), st.data())
def test_whatever_the_length_byte_says_the_value_is_whole_or_none(tag: Tag, data: st.DataObject) -> None:
    value = data.draw(st.binary(max_size=LENGTHS[tag]).filter(lambda raw: all(byte > 0x7F for byte in raw)))
    said = data.draw(st.integers(0, 255))
    assert value_of(tag, bytes([tag, said]) + value) == (value if said == len(value) else None)
