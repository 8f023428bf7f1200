"""Names that go over two records, days, numbers: right or refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.socialcard.as_json import answer_as_json
from devices.smartcard.socialcard.card import (
    Records,
    SocialCard,
    SocialCardRead,
    card_from_records,
    generation_of,
)
from devices.smartcard.socialcard.protocol import Tag
from devices.smartcard.socialcard.simulated_cards import MadeUpSocialCard, records_of


def records(card: MadeUpSocialCard | None = None, **changed: bytes) -> Records:
    whole = {
        tag: raw[2:] for file in records_of(card or MadeUpSocialCard()).values() for tag, raw in file.items()
    }
    values = {tag: whole[tag] for tag in Tag}
    return values | {Tag[name]: value for name, value in changed.items()}


def card_of(given_records: Records) -> SocialCard:
    answer = card_from_records(given_records)
    assert isinstance(answer, SocialCardRead)
    return answer.card


def test_a_card_says_what_is_needed_and_no_more() -> None:
    assert card_of(records()) == SocialCard(
        2, "样本·测试", "659999199003072028", "T00000001", date(2018, 5, 4), date(2038, 5, 4), False
    )


@pytest.mark.parametrize("length", range(1, 26))
def test_a_name_is_joined_before_it_is_decoded(length: int) -> None:
    for name in ("样" * length, ("a" + "样" * length)[:25], "𠮷" * (length // 2) or "样"):
        raw = name.encode("gb18030")
        if len(raw) <= 50:
            card = card_of(records(MadeUpSocialCard(name=name)))
            assert (card.name, card.name_may_be_cut) == (name, len(raw) == 50)


@pytest.mark.parametrize("empty", [b"", bytes(20), b" " * 20, b"\xff" * 20])
def test_an_empty_second_part_adds_nothing(empty: bytes) -> None:
    assert card_of(records(MORE_NAME=empty)).name == "样本·测试"


def test_a_name_that_fills_the_first_part_where_there_is_no_second_may_be_cut() -> None:
    assert card_of(records(NAME="样".encode("gb18030") * 15, MORE_NAME=b"")).name_may_be_cut


def test_a_space_between_the_parts_stays_in_latin_names_only() -> None:
    assert card_of(records(NAME=b"a" * 29 + b" ", MORE_NAME=b"b".ljust(20))).name == "a" * 29 + " b"
    han = "样".encode("gb18030")
    assert card_of(records(NAME=han * 14 + b"  ", MORE_NAME=han.ljust(20))).name == "样" * 15


@pytest.mark.parametrize("dot", ["·", "•", "・", "‧", "．", "."])
def test_every_kind_of_dot_stays_as_it_is(dot: str) -> None:
    assert card_of(records(MadeUpSocialCard(name=f"样本{dot}测试"))).name == f"样本{dot}测试"


def test_a_stand_in_for_a_lacking_character_is_told() -> None:
    assert card_of(records(MadeUpSocialCard(name="样▀"))).name_may_be_cut


def test_a_small_x_is_a_capital_one_and_spaces_are_none() -> None:
    assert card_of(records(NUMBER=b"65999919900307228x")).number == "65999919900307228X"


def test_days_that_are_not_given_are_none() -> None:
    card = card_of(records(ISSUED=bytes(4), EXPIRES=b"\xff" * 4))
    assert (card.issued, card.expires, card.expired(date(2099, 1, 1))) == (None, None, False)


def test_a_card_is_expired_the_day_after_its_last() -> None:
    card = card_of(records())
    assert (card.expired(date(2038, 5, 4)), card.expired(date(2038, 5, 5))) == (False, True)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"NUMBER": b"659999199003072029"}, "number"),  # check digit
        ({"NUMBER": b"659999199013072024"}, "number"),
        ({"NUMBER": b"6599991990030720"}, "number"),
        ({"NUMBER": "６".encode("gb18030") * 9}, "number"),
        ({"NAME": b"", "MORE_NAME": b""}, "name"),
        ({"NAME": b"\xd1"}, "name"),  # half a character
        ({"NAME": b"a\nb"}, "name"),
        ({"ISSUED": b"\x20\x18\x13\x04"}, "issued"),
        ({"EXPIRES": b"\x20\x18\x0a\x04"}, "expires"),
        ({"EXPIRES": b"\x20\x18"}, "expires"),
        ({"ISSUED": b"\x20\x40\x01\x01"}, "order of dates"),
        ({"CARD_NUMBER": b"\xff" * 9}, "card number"),
        ({"CARD_NUMBER": b"T-0000001"}, "card number"),
        ({"VERSION": b"9.00"}, "version"),
        ({"VERSION": b""}, "version"),
    ],
)
def test_what_does_not_add_up_is_refused_by_name(changed: dict[str, bytes], named: str) -> None:
    refused = CardNotRead(CardFailure.UNREADABLE, f"does not add up: {named}")
    assert card_from_records(records(None, **changed)) == refused


def test_generations_are_told_by_the_version() -> None:
    assert [generation_of(raw) for raw in (b"1.00", b"2.00", b"3.00", b"20\0\0", b"4.00", b"", b"2")] == [
        1, 2, 3, 2, None, None, None,
    ]  # fmt: skip


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(list(Tag)), st.binary(max_size=40)))
def test_no_records_at_all_raise_anything(given_records: Records) -> None:
    card_from_records({**records(), **given_records})
    card_from_records(given_records)


def test_answers_are_printed_with_their_names() -> None:
    today = date(2026, 1, 2)
    assert answer_as_json(SocialCardRead(card_of(records())), today) == {
        "status": "read",
        "card": {
            "kind": "social-security",
            "name": "样本·测试",
            "number": "659999199003072028",
            "sex": "female",
            "birth": "1990-03-07",
            "address": "",
            "authority": "",
            "valid_from": "2018-05-04",
            "valid_to": "2038-05-04",
            "name_may_be_cut": False,
            "expired": False,
            "generation": 2,
            "card_number": "T00000001",
        },
    }
    not_read = answer_as_json(CardNotRead(CardFailure.NO_CARD, "x"), today)
    assert not_read == {"status": "no-card", "code": "CARD-03"}
    needs_module = CardNotRead(CardFailure.NEEDS_ISSUER_MODULE, "this card's generation (3) needs a module")
    assert answer_as_json(needs_module, today) == {
        "status": "wrong-card",
        "code": "CARD-07",
        "detail": "this card's generation (3) needs a module",
    }
