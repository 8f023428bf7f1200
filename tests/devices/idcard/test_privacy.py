"""Ethnicity, photo and fingerprint exist in no object of ours; nothing personal is in any repr or error."""

import logging
import pickle
import secrets
import traceback
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard import card as card_module
from devices.idcard.card import CardAnswer, CardNotRead, CardRead, IdentityCard, card_from_text
from devices.idcard.protocol import Reply
from devices.idcard.reader import Patience, read_card
from devices.idcard.simulated_cards import ETHNICITY_MARK, MadeUpCard, hmt_block, resident_block
from devices.idcard.simulator import SCRIPTS, ReaderSimulator

PERSON = MadeUpCard()
PERSONAL = (PERSON.name, PERSON.number, PERSON.address, PERSON.authority, "1990", "2016", "female")


def everything_in(answer: CardAnswer) -> bytes:
    return pickle.dumps(answer) + repr(answer).encode("utf-16-le", "surrogatepass")


def holds_mark(data: bytes) -> bool:
    codings = ("utf-16-le", "utf-16-be", "utf-8")
    shapes = [ETHNICITY_MARK.encode(coding) for coding in codings]
    shapes += [ETHNICITY_MARK.encode("unicode-escape"), ETHNICITY_MARK[0].encode("utf-8")]
    return any(shape in data for shape in shapes)


def test_the_mark_would_be_seen_if_it_were_there() -> None:
    card = card_from_text(resident_block(replace(PERSON, name=ETHNICITY_MARK)))
    assert holds_mark(everything_in(card))


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_neither_ethnicity_nor_photo_leaves_the_reader(
    reader: ReaderSimulator, impatience: Patience, name: str
) -> None:
    reader.lay(resident_block(PERSON))
    reader.play(SCRIPTS[name])
    data = everything_in(read_card(reader.path, wait=0, patience=impatience))
    assert not holds_mark(data)
    assert not any(reader.photo[start : start + 6] in data for start in range(1018))


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 255)), max_size=4))
def test_no_corruption_of_a_card_brings_its_ethnicity_out(flips: list[tuple[int, int]]) -> None:
    block = bytearray(resident_block(PERSON))
    for position, change in flips:
        block[position] ^= change
    if block[248:250] != b"I\0":  # there the bytes are a part of the name
        assert not holds_mark(everything_in(card_from_text(bytes(block))))


@given(st.binary(min_size=4, max_size=4))
def test_what_the_ethnicity_field_holds_changes_nothing(code: bytes) -> None:
    for block in (resident_block(PERSON), hmt_block(PERSON)):
        assert card_from_text(block[:32] + code + block[36:]) == card_from_text(block)


def test_no_field_of_any_layout_covers_the_ethnicity_field() -> None:
    layouts = [card_module._RESIDENT, card_module._FOREIGNER_2023]
    assert all(end <= 32 or start >= 36 for layout in layouts for start, end in layout.values())


def test_a_card_has_no_other_fields_than_these() -> None:
    assert set(IdentityCard.__dataclass_fields__) == {
        "kind",
        "name",
        "number",
        "sex",
        "birth",
        "address",
        "authority",
        "valid_from",
        "valid_to",
        "name_may_be_cut",
    }


def test_nothing_personal_is_in_a_cards_repr() -> None:
    answer = card_from_text(resident_block(PERSON))
    assert isinstance(answer, CardRead)
    assert repr(answer) == "CardRead(card=IdentityCard(kind='resident'))"
    assert repr(Reply(144, resident_block(PERSON))) == "Reply(status=144)"


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 255)), max_size=4))
def test_nothing_personal_is_in_a_refusals_detail(flips: list[tuple[int, int]]) -> None:
    block = bytearray(resident_block(PERSON))
    for position, change in flips:
        block[position] ^= change
    answer = card_from_text(bytes(block))
    if isinstance(answer, CardNotRead):
        assert answer.detail.isascii()
        assert not any(text in answer.detail for text in PERSONAL)


def test_the_error_behind_a_refusal_names_the_field_and_not_what_stands_in_it() -> None:
    block = resident_block(replace(PERSON, number="65999919900307202Z"))
    try:
        card_module._card(block, "resident", card_module._RESIDENT)
    except card_module._MismatchError as error:
        shown = "".join(traceback.TracebackException.from_exception(error).format())
        assert error.args == ("number",)
        assert error.__cause__ is None and error.__context__ is None
        assert "65999919900307202Z" not in shown
    else:
        pytest.fail("a wrong number was taken")


def test_a_reading_logs_nothing(
    reader: ReaderSimulator, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        reader.lay(resident_block(PERSON))
        read_card(reader.path, wait=0, patience=Patience())
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_the_photo_a_simulator_sends_is_never_the_same() -> None:
    with ReaderSimulator() as one, ReaderSimulator() as other:
        assert one.photo != other.photo != secrets.token_bytes(1024)
