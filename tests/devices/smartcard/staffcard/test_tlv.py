"""Elements add up to the last byte, or there are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.smartcard.staffcard.tlv import element_in, elements_of, tlv

TAGS = st.sampled_from([0x53, 0x70, 0x71, 0x7C, 0x81, 0x82, 0xFE, 0x5F2F, 0x7F49])


@settings(max_examples=200)
@given(st.dictionaries(TAGS, st.binary(max_size=300), max_size=5))
def test_what_was_written_is_read_again(elements: dict[int, bytes]) -> None:
    assert elements_of(b"".join(tlv(tag, value) for tag, value in elements.items())) == elements


@settings(max_examples=500)
@given(st.binary(max_size=60))
def test_any_bytes_are_whole_elements_or_none(data: bytes) -> None:
    elements = elements_of(data)
    if elements is not None:
        assert sum(len(value) for value in elements.values()) + 2 * len(elements) <= len(data)
        assert all(value in data for value in elements.values())
    element_in(data, 0x53, 0x70)


@settings(max_examples=200)
@given(TAGS, st.binary(max_size=200), st.integers(0, 255))
def test_a_lying_length_never_gives_a_value_of_another_length(tag: int, value: bytes, said: int) -> None:
    raw = bytearray(tlv(tag, value))
    at = 1 if tag < 0x100 else 2
    raw[at] = said
    elements = elements_of(bytes(raw))
    assert elements is None or len(elements[tag]) == said or raw[at] & 0x80


@pytest.mark.parametrize(
    "data",
    [
        b"\x53",
        b"\x53\x02a",
        b"\x53\x80ab\x00\x00",  # a length without end
        b"\x53\x83\x00\x00\x01a",
        b"\x53\x81",
        b"\x53\x82\x00",
        b"\x53\x82\xff\xffabc",
        b"\x5f",
        b"\x5f\x81\x01\x01a",  # a tag of three bytes
        b"\x53\x01a\x53\x01b",
        b"\x53\x01ab",
    ],
)
def test_what_does_not_add_up_is_none(data: bytes) -> None:
    assert elements_of(data) is None


def test_a_path_leads_inside_or_nowhere() -> None:
    data = tlv(0x7C, tlv(0x82, b"signature") + tlv(0x81, b""))
    assert element_in(data, 0x7C, 0x82) == b"signature"
    assert element_in(data, 0x7C, 0x83) is None
    assert element_in(data, 0x53, 0x82) is None
    assert element_in(tlv(0x7C, b"\x82\x09"), 0x7C, 0x82) is None
