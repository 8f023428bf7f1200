"""Of a card only name, numbers and days exist in any object; nothing personal is in a repr or a detail."""

import pickle
import traceback

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.card_failure import CardNotRead
from devices.smartcard.apdu import Response
from devices.smartcard.socialcard import card as card_module
from devices.smartcard.socialcard.card import SocialCard, SocialCardAnswer, SocialCardRead
from devices.smartcard.socialcard.conversation import read_chip
from devices.smartcard.socialcard.protocol import CARD_FILE, PERSON_FILE, Tag, value_of
from devices.smartcard.socialcard.simulated_cards import MARK, MadeUpSocialCard, SocialChip, social_chip

PERSON = MadeUpSocialCard()
FORBIDDEN = {0x0A: 1, 0x0B: 1, 0x0C: 3, 0x0D: 4, 0x01: 16, 0x04: 12}
SHAPES = [MARK, MARK.hex().encode()] + [
    shape.encode(coding)
    for shape in (MARK.decode("gb18030"), MARK.decode("latin-1"))
    for coding in ("utf-8", "utf-16-le", "unicode-escape")
]


def everything_in(answer: SocialCardAnswer) -> bytes:
    return pickle.dumps(answer) + repr(answer).encode()


def holds_mark(data: bytes) -> bool:
    return any(shape in data for shape in SHAPES)


def talkative(chip: SocialChip, behind: bool) -> SocialChip:
    """It answers each record with those nobody asked for as well."""
    more = b"\x0d\x04" + MARK + b"\x04\x0c" + MARK * 3 + b"\x01\x10" + MARK * 4 + b"\x0b\x01" + MARK[:1]
    for file in chip.records.values():
        for tag in Tag:
            if tag in file:
                file[tag] = file[tag] + more if behind else more + file[tag]
    return chip


def test_the_mark_would_be_seen_if_it_were_there() -> None:
    chip = social_chip()
    chip.records[PERSON_FILE][Tag.NAME] = bytes([Tag.NAME, 4]) + MARK
    answer = read_chip(chip.answer)
    assert isinstance(answer, SocialCardRead)
    assert holds_mark(everything_in(answer))


@pytest.mark.parametrize("behind", [False, True])
def test_what_a_card_says_unasked_is_stepped_over(behind: bool) -> None:
    answer = read_chip(talkative(social_chip(), behind).answer)
    assert answer == read_chip(social_chip().answer)
    assert not holds_mark(everything_in(answer))


@settings(max_examples=200)
@given(
    st.sampled_from([CARD_FILE, PERSON_FILE]),
    st.sampled_from(list(Tag)),
    st.integers(0, 80),
    st.integers(1, 255),
)
def test_no_corruption_of_a_talkative_card_brings_it_out(file: int, tag: Tag, at: int, flip: int) -> None:
    chip = talkative(social_chip(), behind=True)
    record = bytearray(chip.records[file].get(tag, b"\0"))
    record[at % len(record)] ^= flip
    chip.records[file][tag] = bytes(record)
    assert not holds_mark(everything_in(read_chip(chip.answer)))


@settings(max_examples=200)
@given(st.sampled_from(sorted(FORBIDDEN)), st.data())
def test_what_the_records_not_asked_for_hold_changes_nothing(tag: int, data: st.DataObject) -> None:
    value = data.draw(st.binary(min_size=FORBIDDEN[tag], max_size=FORBIDDEN[tag]))
    record = bytes([tag, len(value)]) + value
    assert value_of(Tag.CARD_NUMBER, record + b"\x07\x09T00000001" + b"\x08\x00") == b"T00000001"
    chip = social_chip()
    for file in chip.records.values():
        file[tag] = record
    assert read_chip(chip.answer) == read_chip(social_chip().answer)


def test_a_card_has_no_other_fields_than_these() -> None:
    assert set(SocialCard.__dataclass_fields__) == {
        "generation",
        "name",
        "number",
        "card_number",
        "issued",
        "expires",
        "name_may_be_cut",
    }


def test_nothing_personal_is_in_a_repr() -> None:
    answer = read_chip(social_chip().answer)
    assert repr(answer) == "SocialCardRead(card=SocialCard(generation=2))"
    assert repr(Response(0x9000, b"T00000001")) == "Response(words=36864)"


@settings(max_examples=200)
@given(st.sampled_from(list(Tag)), st.integers(0, 31), st.integers(1, 255))
def test_nothing_personal_is_in_a_refusals_detail(tag: Tag, at: int, flip: int) -> None:
    chip = social_chip()
    for file in chip.records.values():
        if tag in file:
            record = bytearray(file[tag])
            record[at % len(record)] ^= flip
            file[tag] = bytes(record)
    answer = read_chip(chip.answer)
    if isinstance(answer, CardNotRead):
        assert answer.detail.isascii()
        assert not any(
            text in answer.detail for text in (PERSON.number[6:14], PERSON.card_number[1:], "2038")
        )


def test_the_error_behind_a_refusal_carries_no_bytes_of_the_name() -> None:
    with pytest.raises(card_module._MismatchError) as caught:
        card_module._name(b"\xd1\xf9\xb1", b"")
    shown = "".join(traceback.TracebackException.from_exception(caught.value).format())
    assert caught.value.args == ("name",)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert "\\xd1" not in shown.split("Error")[-1]
