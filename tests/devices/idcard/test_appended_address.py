"""The address a card was given after it was printed: asked for only when it is wanted, never guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard.card import (
    CardAnswer,
    CardFailure,
    CardNotRead,
    CardRead,
    card_from_text,
    with_appended_address,
)
from devices.idcard.protocol import READ, READ_APPENDED, Request, Status
from devices.idcard.reader import Patience, read_card
from devices.idcard.scripts import SCRIPTS, Script
from devices.idcard.simulated_cards import MadeUpCard, appended_block_of, block_of, resident_block
from devices.idcard.simulator import ReaderSimulator

MOVED = MadeUpCard(appended_address="样本地区新测试县搬迁路2号")
CARD, APPENDED = block_of(MOVED), appended_block_of(MOVED)
QUESTION = (READ_APPENDED.command, READ_APPENDED.parameter)
EMPTY = " ".encode("utf-16-le") * 35


def printed() -> CardRead:
    answer = card_from_text(CARD)
    assert isinstance(answer, CardRead)
    return answer


def read(reader: ReaderSimulator, patience: Patience) -> CardAnswer:
    return read_card(reader.path, wait=0, patience=patience, appended_address=True)


def address(answer: CardAnswer) -> str:
    assert isinstance(answer, CardRead), answer
    return answer.card.address


def failure(answer: CardAnswer) -> CardFailure:
    assert isinstance(answer, CardNotRead), answer
    return answer.failure


def test_the_newest_address_is_read_when_it_is_asked_for(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD, APPENDED)
    answer = read(reader, patience)
    assert address(answer) == MOVED.appended_address
    assert answer == CardRead(replace(printed().card, address=MOVED.appended_address))


def test_it_is_not_asked_for_unless_it_is_wanted(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD, APPENDED)
    assert read_card(reader.path, wait=0, patience=patience) == printed()
    assert QUESTION not in reader.heard


def test_a_card_without_another_has_its_printed_address(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    assert read(reader, patience) == printed()
    assert reader.heard.count(QUESTION) == 2


@pytest.mark.parametrize("kind", ["foreigner", "foreigner-2017"])
def test_a_card_whose_kind_has_no_address_is_not_asked(
    reader: ReaderSimulator, patience: Patience, kind: str
) -> None:
    number = "XXX659999900307" if kind == "foreigner-2017" else MadeUpCard.number
    block = block_of(MadeUpCard(kind=kind, number=number))
    reader.lay(block)
    assert read(reader, patience) == card_from_text(block)
    assert QUESTION not in reader.heard


def test_an_address_that_is_none_is_unreadable_and_not_the_old_one(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS["appended-unreadable"])
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("status", [Status.UNKNOWN_COMMAND, Status.NOT_ALLOWED])
def test_a_module_that_cannot_be_asked_for_it_is_service_down(
    reader: ReaderSimulator, patience: Patience, status: Status
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={READ_APPENDED: status}))
    assert failure(read(reader, patience)) is CardFailure.SERVICE_DOWN


def test_a_module_may_take_its_time_for_it(patience: Patience) -> None:
    slow = replace(patience, answer=0.1, trying=5, reading=5)
    with ReaderSimulator(paced=False, thinking={READ_APPENDED: 0.3}) as reader:
        reader.lay(CARD, APPENDED)
        assert address(read(reader, slow)) == MOVED.appended_address
        assert reader.heard.count(QUESTION) == 2


def test_an_address_that_stays_refused_is_unreadable(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={READ_APPENDED: Status.READ_FAILED}))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("moment", [(READ, 2), (READ_APPENDED, 1)])
def test_a_card_taken_away_before_its_address_is_removed(
    reader: ReaderSimulator, patience: Patience, moment: tuple[Request, int]
) -> None:
    reader.lay(CARD, APPENDED)
    reader.play(Script(afterwards={moment: None}))
    assert failure(read(reader, patience)) is CardFailure.REMOVED


@pytest.mark.parametrize("moment", [(READ, 2), (READ_APPENDED, 1)])
def test_another_cards_address_is_never_taken(
    reader: ReaderSimulator, patience: Patience, moment: tuple[Request, int]
) -> None:
    reader.lay(CARD, APPENDED)
    other = resident_block(replace(MadeUpCard(), name="别人"))
    reader.play(Script(afterwards={moment: other}, appended=APPENDED))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE


def test_a_card_that_slipped_before_its_address_and_lies_there_again_is_read(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(Script(afterwards={(READ, 2): CARD}, appended=APPENDED))
    assert address(read(reader, patience)) == MOVED.appended_address


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        (APPENDED, True),
        (APPENDED + EMPTY, True),
        (bytes(70) * 3 + APPENDED, True),
        (APPENDED + APPENDED, False),
        (EMPTY, False),
        (bytes(70), False),
        (APPENDED[:-2], False),
        (APPENDED[:-1], False),
        (APPENDED * 5, False),
        (b"", False),
        (b"\x42\xd8" + EMPTY[2:], False),
        (b"\x01\x00" + APPENDED[2:], False),
    ],
)
def test_only_one_whole_address_is_taken(data: bytes, taken: bool) -> None:
    answer = with_appended_address(printed().card, data)
    if taken:
        assert address(answer) == MOVED.appended_address
    else:
        assert failure(answer) is CardFailure.UNREADABLE


@given(st.binary(max_size=300) | st.binary(min_size=70, max_size=70))
def test_whatever_comes_the_answer_is_an_address_or_named(data: bytes) -> None:
    answer = with_appended_address(printed().card, data)
    if isinstance(answer, CardRead):
        assert answer.card.address.encode("utf-8")
        assert replace(answer.card, address="") == replace(printed().card, address="")
    else:
        assert answer.failure is CardFailure.UNREADABLE
        assert answer.detail == "does not add up: appended address"
