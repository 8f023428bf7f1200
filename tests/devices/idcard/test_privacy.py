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
from devices.idcard.card import (
    CardAnswer,
    CardNotRead,
    CardRead,
    IdentityCard,
    card_from_text,
    with_appended_address,
)
from devices.idcard.field_text import text_in
from devices.idcard.hid_simulator import HidReaderSimulator
from devices.idcard.pcsc_simulator import ModuleChip
from devices.idcard.protocol import Reply
from devices.idcard.reader import Patience, read_card
from devices.idcard.simulated_cards import (
    ETHNICITY_MARK,
    MadeUpCard,
    appended_block_of,
    block_of,
    hmt_block,
    resident_block,
)
from devices.idcard.simulator import SCRIPTS, ReaderSimulator, SimulatedModule
from devices.smartcard.simulated_service import SimulatedService

PERSON = MadeUpCard()
APPENDED = appended_block_of(MadeUpCard(appended_address="样本地区搬迁路2号"))
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


def holds_photo(data: bytes, photo: bytes) -> bool:
    """As it is, or in hexadecimal."""
    parts = [photo[start : start + 6] for start in range(len(photo) - 6)]
    return any(part in data or part.hex().encode() in data.lower() for part in parts)


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_neither_ethnicity_nor_photo_leaves_the_reader(
    reader: ReaderSimulator, impatience: Patience, name: str
) -> None:
    reader.lay(resident_block(PERSON), APPENDED)
    reader.play(SCRIPTS[name])
    answer = read_card(reader.path, wait=0, patience=impatience, appended_address=True)
    assert_nothing_of_it(answer, reader.module)


@pytest.mark.parametrize("name", ["none", "garbled", "truncated", "length-65535", "appended-unreadable"])
def test_neither_of_them_comes_over_usb(impatience: Patience, name: str) -> None:
    with HidReaderSimulator() as hid:
        hid.lay(resident_block(PERSON), APPENDED)
        hid.play(SCRIPTS[name])
        answer = read_card(hid.address, wait=0, patience=impatience, appended_address=True)
        assert_nothing_of_it(answer, hid.module)


def test_neither_of_them_comes_over_pcsc(service: SimulatedService, impatience: Patience) -> None:
    module = SimulatedModule()
    with service.lay(ModuleChip(module)) as chip:
        assert chip.looked_at.wait(5)
        for name in ("none", "garbled", "two-flips", "appended-unreadable"):
            module.lay(resident_block(PERSON), APPENDED)
            module.play(SCRIPTS[name])
            answer = read_card("pcsc:", wait=0, patience=impatience, appended_address=True)
            assert_nothing_of_it(answer, module)


def assert_nothing_of_it(answer: CardAnswer, module: SimulatedModule) -> None:
    data = everything_in(answer)
    assert not holds_mark(data)
    assert not holds_photo(data, module.photo)
    assert (0x30, 0x10) not in module.heard  # the fingerprint


KINDS = {
    "resident": (card_module._RESIDENT, resident_block(PERSON)),
    "hmt-permit": (card_module._RESIDENT, hmt_block(PERSON)),
    "foreigner": (card_module._FOREIGNER_2023, block_of(MadeUpCard(kind="foreigner", name=""))),
    "foreigner-2017": (
        card_module._FOREIGNER_2017,
        block_of(MadeUpCard(kind="foreigner-2017", number="XXX659999900307", name="")),
    ),
}


@given(st.sampled_from(sorted(KINDS)), st.binary(min_size=256, max_size=256))
def test_what_stands_beside_the_fields_that_are_taken_changes_nothing(kind: str, other: bytes) -> None:
    fields, block = KINDS[kind]
    taken = {place for start, end in (*fields.values(), (248, 250)) for place in range(start, end)}
    changed = bytes(block[place] if place in taken else other[place] for place in range(256))
    answer = card_from_text(changed)
    assert answer == card_from_text(block)
    assert isinstance(answer, CardRead)


@given(st.binary(max_size=300))
def test_what_is_appended_is_in_no_detail(data: bytes) -> None:
    read = card_from_text(resident_block(PERSON))
    assert isinstance(read, CardRead)
    answer = with_appended_address(read.card, data)
    if isinstance(answer, CardRead):
        assert repr(answer) == "CardRead(card=IdentityCard(kind='resident'))"
    else:
        assert answer.detail == "does not add up: appended address"


@given(st.binary(min_size=60, max_size=70))
def test_a_fields_text_is_in_no_repr(raw: bytes) -> None:
    assert repr(text_in(raw)) in ("FieldText()", "None")


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
