"""From the text block to a card, or to a named refusal."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from devices.idcard.card import CardFailure, CardNotRead, CardRead, IdentityCard, card_from_text
from devices.idcard.simulated_cards import (
    MadeUpCard,
    block_of,
    foreigner_block,
    hmt_block,
    made_up_number,
    old_foreigner_block,
    resident_block,
)

RESIDENT = MadeUpCard()
OLD_FOREIGNER = MadeUpCard(number="XXX659999900307", authority="0000", kind="foreigner-2017", name="")


def read(block: bytes) -> IdentityCard:
    answer = card_from_text(block)
    assert isinstance(answer, CardRead), answer
    return answer.card


def refusal(block: bytes) -> CardFailure:
    answer = card_from_text(block)
    assert isinstance(answer, CardNotRead)
    return answer.failure


def with_text(block: bytes, offset: int, text: str) -> bytes:
    raw = text.encode("utf-16-le", "surrogatepass")
    return block[:offset] + raw + block[offset + len(raw) :]


def test_a_residents_card_is_read() -> None:
    assert read(resident_block(RESIDENT)) == IdentityCard(
        kind="resident",
        name="样本·测试",
        number="659999199003072028",
        sex="female",
        birth=date(1990, 3, 7),
        address="样本地区测试县模拟路1号",
        authority="测试县公安局",
        valid_from=date(2016, 5, 4),
        valid_to=date(2036, 5, 4),
        name_may_be_cut=False,
    )


def test_a_hong_kong_macao_or_taiwan_residents_permit_is_read() -> None:
    card = read(hmt_block(RESIDENT))
    assert (card.kind, card.number, card.address) == ("hmt-permit", RESIDENT.number, RESIDENT.address)


def test_a_foreigners_card_of_2023_is_read() -> None:
    card = read(foreigner_block(replace(RESIDENT, name="")))
    assert (card.kind, card.name, card.number) == ("foreigner", "SAMPLE, TEST", RESIDENT.number)
    assert (card.address, card.authority, card.valid_to) == ("", "", RESIDENT.valid_to)


def test_a_foreigners_card_of_2017_is_read() -> None:
    card = read(old_foreigner_block(OLD_FOREIGNER))
    assert (card.kind, card.name, card.number) == ("foreigner", "SAMPLE, TEST", "XXX659999900307")
    assert (card.birth, card.address, card.authority) == (RESIDENT.birth, "", "0000")


def test_a_foreigners_chinese_name_goes_before_the_latin_one() -> None:
    assert read(foreigner_block(RESIDENT)).name == RESIDENT.name
    assert read(old_foreigner_block(replace(OLD_FOREIGNER, name="测试"))).name == "测试"


@pytest.mark.parametrize("length", [34, 35, 36, 45])
def test_a_latin_name_goes_on_in_its_second_field(length: int) -> None:
    name = ("MADE UP " * 9)[: length - 1] + "X"
    card = read(foreigner_block(replace(RESIDENT, name=""), name))
    assert (card.name, card.name_may_be_cut) == (name, False)


def test_a_latin_name_that_fills_both_fields_may_be_cut() -> None:
    assert read(foreigner_block(replace(RESIDENT, name=""), "X" * 47)).name_may_be_cut


def test_a_card_without_end_has_no_last_day() -> None:
    card = read(resident_block(replace(RESIDENT, valid_to=None)))
    assert card.valid_to is None
    assert not card.expired(date(2999, 1, 1))


def test_an_expired_card_is_read_and_says_so_from_the_day_after_its_last() -> None:
    card = read(resident_block(replace(RESIDENT, valid_to=date(2020, 2, 29))))
    assert not card.expired(date(2020, 2, 29))
    assert card.expired(date(2020, 3, 1))


@pytest.mark.parametrize(("length", "cut"), [(14, False), (15, True), (17, True)])
def test_a_name_of_15_units_may_be_cut(length: int, cut: bool) -> None:
    name = "样本古丽·测试买买提模拟阿不都热"[:length].ljust(length, "某")
    card = read(resident_block(replace(RESIDENT, name=name)))
    assert (card.name, card.name_may_be_cut) == (name[:15], cut)


def test_rare_characters_beyond_the_first_plane_are_read_and_count_two_units() -> None:
    assert read(resident_block(replace(RESIDENT, name="𠮷𡈽试"))).name == "𠮷𡈽试"
    seven = read(resident_block(replace(RESIDENT, name="𠮷" * 7)))
    assert (seven.name, seven.name_may_be_cut) == ("𠮷" * 7, False)


def test_a_rare_character_cut_in_half_by_the_fields_end_is_left_out_and_flagged() -> None:
    card = read(resident_block(replace(RESIDENT, name="𠮷" * 8)))
    assert (card.name, card.name_may_be_cut) == ("𠮷" * 7, True)


@pytest.mark.parametrize("half", ["\ud842", "\udfb7"])
@pytest.mark.parametrize("offset", [0, 4, 52])
def test_half_a_character_within_a_field_is_unreadable(half: str, offset: int) -> None:
    assert refusal(with_text(resident_block(RESIDENT), offset, half)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("stand_in", ["\u2580", "\ue000", "\ufffd", "\U000f0000"])
def test_a_stand_in_for_a_lacking_character_is_kept_and_left_to_the_resident(stand_in: str) -> None:
    card = read(resident_block(replace(RESIDENT, name=f"样{stand_in}")))
    assert (card.name, card.name_may_be_cut) == (f"样{stand_in}", True)


@pytest.mark.parametrize("dot", ["\u00b7", "\u2022", "\u30fb", "\u2027", "\uff0e", "."])
def test_the_dot_in_a_name_is_left_as_it_is_on_the_card(dot: str) -> None:
    assert read(resident_block(replace(RESIDENT, name=f"样本{dot}测试"))).name == f"样本{dot}测试"


@pytest.mark.parametrize("padding", ["\0", " ", "\u3000"])
def test_fields_may_be_padded_with_nul_or_space(padding: str) -> None:
    block = with_text(resident_block(replace(RESIDENT, name="样本")), 4, padding * 13)
    assert read(block).name == "样本"


@pytest.mark.parametrize("character", ["\0", "\n", "\x1b", "\x7f", "\uffff", "\ufdd0", "\u2028"])
def test_what_is_no_text_within_a_name_is_unreadable(character: str) -> None:
    assert refusal(resident_block(replace(RESIDENT, name=f"样{character}本"))) is CardFailure.UNREADABLE


@pytest.mark.parametrize(
    "card",
    [
        replace(RESIDENT, name=""),
        replace(RESIDENT, number="659999199003072029"),
        replace(RESIDENT, number="65999919900307202"),
        replace(RESIDENT, number="６59999199003072028"),
        replace(RESIDENT, number=made_up_number(date(1990, 3, 8))),
        replace(RESIDENT, birth=date(1990, 3, 8)),
        replace(RESIDENT, valid_from=date(1989, 1, 1)),
        replace(RESIDENT, valid_to=date(2016, 5, 3)),
        replace(OLD_FOREIGNER, number="XX1659999900307"),
        replace(OLD_FOREIGNER, number="XXX65999990030"),
        replace(RESIDENT, kind="hmt-permit", number="659999199003072029"),
        replace(RESIDENT, kind="foreigner", number="659999199003072029"),
    ],
)
def test_a_card_that_does_not_add_up_is_unreadable(card: MadeUpCard) -> None:
    assert refusal(block_of(card)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("day", ["19900230", "1990 307", "١٩٩٠٠٣٠٧", "00000000", "长期", ""])
@pytest.mark.parametrize("offset", [36, 188])
def test_a_day_that_is_none_is_unreadable(day: str, offset: int) -> None:
    assert refusal(with_text(resident_block(RESIDENT), offset, day.ljust(8))) is CardFailure.UNREADABLE


@pytest.mark.parametrize("code", ["0", "9"])
def test_a_sex_the_card_does_not_tell_is_unknown(code: str) -> None:
    assert read(with_text(resident_block(RESIDENT), 30, code)).sex == "unknown"


def test_a_sex_that_contradicts_the_number_is_not_claimed() -> None:
    assert read(resident_block(replace(RESIDENT, sex="male"))).sex == "unknown"


def test_a_sex_code_there_is_not_is_unreadable() -> None:
    assert refusal(with_text(resident_block(RESIDENT), 30, "3")) is CardFailure.UNREADABLE


@pytest.mark.parametrize("letter", ["K", "Z", "j"])
def test_a_card_type_we_do_not_know_is_of_the_wrong_kind(letter: str) -> None:
    assert refusal(with_text(resident_block(RESIDENT), 248, letter)) is CardFailure.WRONG_KIND


@pytest.mark.parametrize("block", [bytes(256), b"\xff" * 256, b" \0" * 128, b"", bytes(255)])
def test_an_empty_block_is_unreadable(block: bytes) -> None:
    assert refusal(block) is CardFailure.UNREADABLE


KINDS = {
    "resident": RESIDENT,
    "hmt-permit": replace(RESIDENT, kind="hmt-permit"),
    "foreigner": replace(RESIDENT, kind="foreigner"),
    "foreigner-2017": replace(OLD_FOREIGNER, name=RESIDENT.name),
}
# Where each layout has them; a date's eight characters are 16 bytes.
DAYS = {
    "resident": (36, 188, 204),
    "hmt-permit": (36, 188, 204),
    "foreigner": (36, 188, 204),
    "foreigner-2017": (220, 188, 204),
}
NAMES = {"resident": 0, "hmt-permit": 0, "foreigner": 0, "foreigner-2017": 158}
SEXES = {"resident": 30, "hmt-permit": 30, "foreigner": 30, "foreigner-2017": 120}


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("day", ["20230229", "20231301", "20230100", "2023-1-1", "２０２３０１０１", "0"])
def test_an_impossible_day_is_unreadable_wherever_it_stands_on_a_card_of_any_kind(
    kind: str, day: str
) -> None:
    for offset in DAYS[kind]:
        block = with_text(block_of(KINDS[kind]), offset, day.ljust(8))
        assert refusal(block) is CardFailure.UNREADABLE


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_card_of_any_kind_without_end_has_no_last_day(kind: str) -> None:
    assert read(block_of(replace(KINDS[kind], valid_to=None))).valid_to is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_expired_card_of_any_kind_is_read_and_told(kind: str) -> None:
    card = read(block_of(replace(KINDS[kind], valid_to=date(2020, 1, 1))))
    assert card.expired(date(2020, 1, 2))


@pytest.mark.parametrize("kind", ["resident", "hmt-permit", "foreigner"])
def test_a_lowercase_x_is_the_check_digit_it_means(kind: str) -> None:
    number = next(
        number
        for order in range(0, 200, 2)
        if (number := made_up_number(RESIDENT.birth, order)).endswith("X")
    )
    assert read(block_of(replace(KINDS[kind], number=number.lower()))).number == number


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("name", ["𠮷𡈽试", "样▀", "样·本", "样.本"])
def test_a_rare_name_is_kept_as_it_stands_on_a_card_of_any_kind(kind: str, name: str) -> None:
    card = read(block_of(replace(KINDS[kind], name=name)))
    assert (card.name, card.name_may_be_cut) == (name, "▀" in name)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_chinese_name_that_fills_its_field_may_be_cut_on_a_card_of_any_kind(kind: str) -> None:
    assert read(block_of(replace(KINDS[kind], name="样" * 15))).name_may_be_cut


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_half_a_character_in_a_name_of_any_kind_of_card_is_unreadable(kind: str) -> None:
    for half in ("\ud842", "\udfb7"):
        block = with_text(block_of(KINDS[kind]), NAMES[kind], half)
        assert refusal(block) is CardFailure.UNREADABLE


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("padding", ["\0", " "])
def test_fields_of_any_kind_of_card_may_be_padded_with_nul_or_space(kind: str, padding: str) -> None:
    block = block_of(KINDS[kind])
    assert block.replace(b" \0", b"\0\0").count(b" \0") == 0
    padded = block if padding == " " else block.replace(b" \0", b"\0\0")
    wanted = read(block)
    got = read(padded)
    assert (got.number, got.birth, got.valid_to) == (wanted.number, wanted.birth, wanted.valid_to)
    assert got.name == wanted.name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_sex_code_there_is_not_is_unreadable_on_a_card_of_any_kind(kind: str) -> None:
    assert refusal(with_text(block_of(KINDS[kind]), SEXES[kind], "3")) is CardFailure.UNREADABLE


@pytest.mark.parametrize("kind", ["resident", "hmt-permit", "foreigner"])
def test_every_wrong_check_digit_is_unreadable(kind: str) -> None:
    right = KINDS[kind].number
    for digit in "0123456789X":
        if digit != right[-1]:
            block = block_of(replace(KINDS[kind], number=right[:-1] + digit))
            assert refusal(block) is CardFailure.UNREADABLE


BLOCKS = st.sampled_from(
    [
        resident_block(RESIDENT),
        hmt_block(RESIDENT),
        foreigner_block(RESIDENT),
        old_foreigner_block(replace(OLD_FOREIGNER, name="测试")),
    ]
)


def assert_sound(block: bytes) -> None:
    answer = card_from_text(block)
    if isinstance(answer, CardNotRead):
        assert answer.failure in (CardFailure.UNREADABLE, CardFailure.WRONG_KIND)
        return
    card = answer.card
    assert card.name
    for text in (card.name, card.number, card.address, card.authority):
        text.encode("utf-8")
        assert text == text.strip(" \0")
    assert card.birth <= card.valid_from <= (card.valid_to or date.max)
    if len(card.number) == 18:
        assert card.number[-1] == ric.calc_check_digit(card.number)
        assert card.number[6:14] == f"{card.birth:%Y%m%d}"


@given(st.binary(min_size=256, max_size=256) | st.binary(max_size=600))
def test_whatever_the_block_holds_the_answer_is_sound_or_named(block: bytes) -> None:
    assert_sound(block)


@given(BLOCKS, st.lists(st.tuples(st.integers(0, 255), st.integers(1, 255)), min_size=1, max_size=6))
def test_a_corrupted_card_gives_a_sound_answer_or_a_named_one(
    block: bytes, flips: list[tuple[int, int]]
) -> None:
    corrupted = bytearray(block)
    for position, change in flips:
        corrupted[position] ^= change
    assert_sound(bytes(corrupted))


@given(st.sampled_from([*range(36, 52), *range(122, 158)]), st.integers(1, 255))
def test_no_wrong_byte_in_number_or_birth_passes(position: int, change: int) -> None:
    block = bytearray(resident_block(RESIDENT))
    block[position] ^= change
    answer = card_from_text(bytes(block))
    assert isinstance(answer, CardNotRead) or answer == card_from_text(resident_block(RESIDENT))


def test_made_up_numbers_are_of_a_division_that_does_not_exist() -> None:
    number = made_up_number(date(2000, 2, 29), 17)
    assert number.startswith("65999920000229017")
    assert number[-1] == ric.calc_check_digit(number)
