"""The whole reading against chips that speak the protocol, T=0 and T=1, good ones and bad ones."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.simulated_cards import bank_chip, transit_chip
from devices.smartcard.socialcard.card import SocialCardAnswer, SocialCardRead
from devices.smartcard.socialcard.conversation import read_chip
from devices.smartcard.socialcard.protocol import CARD_FILE, PERSON_FILE, Tag
from devices.smartcard.socialcard.simulated_cards import (
    MadeUpSocialCard,
    SocialChip,
    social_chip,
)
from devices.smartcard.transmit import CardLostError, Transmit

LONG_NAME = "阿卜杜" * 8


class FakeIssuerModule:
    """Knows the key of the made-up cards of generation 3."""

    def __init__(self, key: bytes = b"issuer") -> None:
        self._key = key

    def generations(self) -> frozenset[int]:
        return frozenset({3})

    def open(self, transmit: Transmit) -> bool:
        return transmit(b"\x00\x82\x00\x00" + bytes([len(self._key)]) + self._key) == b"\x90\x00"


def name_of(answer: SocialCardAnswer) -> str:
    assert isinstance(answer, SocialCardRead), answer
    return answer.card.name


def needs_module(generation: int) -> CardNotRead:
    detail = f"this card's generation ({generation}) needs the issuer's module"
    return CardNotRead(CardFailure.NEEDS_ISSUER_MODULE, detail)


def swapping(first: SocialChip, other: SocialChip, after: int) -> Callable[[bytes], bytes]:
    """The line to a card that is swapped for another after so many commands."""
    chips: Iterator[SocialChip] = iter([first] * after)
    return lambda command: next(chips, other).answer(command)


@pytest.mark.parametrize("version", ["1.00", "2.00"])
@pytest.mark.parametrize("t1", [False, True])
def test_cards_of_two_generations_are_read_over_both_protocols(version: str, t1: bool) -> None:
    chip = social_chip(MadeUpSocialCard(name=LONG_NAME, version=version), t1=t1)
    assert name_of(read_chip(chip.answer)) == LONG_NAME


def test_only_what_is_needed_is_ever_asked_for() -> None:
    asked: set[int] = set()
    chip = social_chip()

    def noting(command: bytes) -> bytes:
        if command[1] == 0xB2:
            asked.add(command[2])
        return chip.answer(command)

    name_of(read_chip(noting))
    assert asked == set(Tag)
    assert not asked & {0x0A, 0x0B, 0x0C, 0x0D}


def test_a_card_that_has_no_second_part_of_the_name_is_read() -> None:
    chip = social_chip()
    del chip.records[PERSON_FILE][Tag.MORE_NAME]
    assert name_of(read_chip(chip.answer)) == "样本·测试"


@pytest.mark.parametrize("t1", [False, True])
def test_a_character_split_between_two_records_is_read(t1: bool) -> None:
    name = "a" + "样" * 20  # byte 30 is in the middle of one
    assert name_of(read_chip(social_chip(MadeUpSocialCard(name=name), t1=t1).answer)) == name


def test_a_second_part_that_is_empty_is_none() -> None:
    chip = social_chip()
    chip.records[PERSON_FILE][Tag.MORE_NAME] = b"\x4e\x00"
    assert name_of(read_chip(chip.answer)) == "样本·测试"


def test_shorter_records_are_asked_for_at_their_own_length() -> None:
    chip = social_chip()
    name = "样本".encode("gb18030")
    chip.records[PERSON_FILE][Tag.NAME] = bytes([Tag.NAME, len(name)]) + name
    assert name_of(read_chip(chip.answer)) == "样本"


def test_an_answer_that_comes_in_pieces_is_put_together() -> None:
    chip, waiting = social_chip(t1=True), bytearray()

    def in_pieces(command: bytes) -> bytes:
        if command[1] != 0xC0:
            answer = chip.answer(command)
            if len(answer) == 2:
                return answer
            waiting[:] = answer[:-2]
            return bytes([0x61, len(waiting)])
        piece = bytes(waiting[:5])
        del waiting[:5]
        return piece + (bytes([0x61, len(waiting)]) if waiting else b"\x90\x00")

    assert name_of(read_chip(in_pieces)) == "样本·测试"


def test_a_card_of_another_kind_is_named_so() -> None:
    for chip in (bank_chip(), transit_chip()):
        answer = read_chip(chip.answer)
        assert isinstance(answer, CardNotRead) and answer.failure is CardFailure.WRONG_KIND


def test_generation_3_says_what_it_needs() -> None:
    chip = social_chip(MadeUpSocialCard(version="3.00"))
    assert read_chip(chip.answer) == needs_module(3)


def test_generation_3_is_read_where_its_issuers_module_is_fitted() -> None:
    chip = social_chip(MadeUpSocialCard(version="3.00"))
    assert name_of(read_chip(chip.answer, FakeIssuerModule())) == "样本·测试"


def test_a_module_the_card_does_not_accept_opens_nothing() -> None:
    chip = social_chip(MadeUpSocialCard(version="3.00"))
    answer = read_chip(chip.answer, FakeIssuerModule(b"wrong"))
    assert isinstance(answer, CardNotRead) and answer.failure is CardFailure.UNREADABLE


def test_a_card_that_is_locked_whatever_its_version_says_needs_the_module() -> None:
    chip = social_chip()
    chip.locked = True
    assert read_chip(chip.answer) == needs_module(2)


@pytest.mark.parametrize("file", [CARD_FILE, PERSON_FILE])
def test_a_card_without_its_files_is_unreadable(file: int) -> None:
    chip = social_chip()
    del chip.records[file]
    answer = read_chip(chip.answer)
    assert isinstance(answer, CardNotRead) and answer.failure is CardFailure.UNREADABLE
    assert "6A82" in answer.detail


def test_a_card_without_a_number_is_unreadable() -> None:
    chip = social_chip()
    del chip.records[PERSON_FILE][Tag.NUMBER]
    assert read_chip(chip.answer) == CardNotRead(CardFailure.UNREADABLE, "the card answers 6A83: number")


@pytest.mark.parametrize("lie", [0, 1, 17, 19, 30, 127, 128, 255])
def test_a_number_with_a_lying_length_is_unreadable(lie: int) -> None:
    chip = social_chip()
    record = chip.records[PERSON_FILE][Tag.NUMBER]
    chip.records[PERSON_FILE][Tag.NUMBER] = record[:1] + bytes([lie]) + record[2:]
    answer = read_chip(chip.answer)
    assert isinstance(answer, CardNotRead) and answer.failure is CardFailure.UNREADABLE


@pytest.mark.parametrize("endless", [b"\x61\x10", b"\x6c\x10", b"a\x61\x01"])
def test_a_card_that_answers_without_end_is_unreadable(endless: bytes) -> None:
    answer = read_chip(lambda _: endless)
    assert isinstance(answer, CardNotRead) and answer.failure is CardFailure.UNREADABLE


@pytest.mark.parametrize("t1", [False, True])
def test_a_card_swapped_anywhere_is_read_whole_and_never_mixed(t1: bool) -> None:
    others = MadeUpSocialCard("另一人", "65999919900307228X", "T00000002", version="1.00")
    for after in range(14):
        answer = read_chip(swapping(social_chip(t1=t1), social_chip(others, t1=t1), after))
        card = answer.card if isinstance(answer, SocialCardRead) else None
        assert card is not None
        assert (card.name, card.number, card.card_number, card.generation) in (
            ("样本·测试", "659999199003072028", "T00000001", 2),
            ("另一人", "65999919900307228X", "T00000002", 1),
        )


def test_a_swap_that_keeps_everything_selected_is_noticed_at_the_end() -> None:
    mine = social_chip(t1=True)
    others = social_chip(MadeUpSocialCard(card_number="T00000002"), t1=True)
    for command in range(1, 12):
        both = iter(range(1, 100))

        def selected_in_both(asked: bytes, both: Iterator[int] = both, command: int = command) -> bytes:
            answers = mine.answer(asked), others.answer(asked)
            return answers[next(both) >= command]

        answer = read_chip(selected_in_both)
        assert isinstance(answer, SocialCardRead)
        assert answer.card.card_number == "T00000002"


def test_a_line_that_ends_ends_the_conversation() -> None:
    def ends(_: bytes) -> bytes:
        raise CardLostError(CardNotRead(CardFailure.REMOVED, "pulled"))

    with pytest.raises(CardLostError, match="pulled"):
        read_chip(ends)


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=40), max_size=30))
def test_no_answers_of_a_chip_raise_anything(answers: list[bytes]) -> None:
    line = iter(answers)
    answer = read_chip(lambda _: next(line, b"\x90\x00"))
    assert isinstance(answer, CardNotRead)


@settings(max_examples=200)
@given(st.integers(1, 13), st.integers(0, 39), st.integers(1, 255))
def test_a_flipped_byte_brings_no_wrong_number_and_no_wrong_day_order(nth: int, at: int, flip: int) -> None:
    chip, count = social_chip(t1=True), iter(range(1, 100))

    def flipping(command: bytes) -> bytes:
        answer = bytearray(chip.answer(command))
        if next(count) == nth and at < len(answer):
            answer[at] ^= flip
        return bytes(answer)

    answer = read_chip(flipping)
    if isinstance(answer, SocialCardRead):
        assert answer.card.number == "659999199003072028"
        assert answer.card.card_number == "T00000001"
