"""What the command line prints."""

import json
from dataclasses import replace
from datetime import date

import pytest

from devices.idcard.as_json import answer_as_json
from devices.idcard.card import CardFailure, CardNotRead, card_from_text
from devices.idcard.simulated_cards import MadeUpCard, resident_block

TODAY = date(2026, 1, 2)


def test_a_card_has_the_documented_keys_in_their_order() -> None:
    answer = card_from_text(resident_block(MadeUpCard()))
    assert json.loads(json.dumps(answer_as_json(answer, TODAY))) == {
        "status": "read",
        "card": {
            "kind": "resident",
            "name": "样本·测试",
            "number": "659999199003072028",
            "sex": "female",
            "birth": "1990-03-07",
            "address": "样本地区测试县模拟路1号",
            "authority": "测试县公安局",
            "valid_from": "2016-05-04",
            "valid_to": "2036-05-04",
            "name_may_be_cut": False,
            "expired": False,
        },
    }


@pytest.mark.parametrize(
    ("valid_to", "shown", "expired"), [(None, None, False), (date(2026, 1, 1), "2026-01-01", True)]
)
def test_a_card_without_end_has_null_and_an_expired_one_says_so(
    valid_to: date | None, shown: str | None, expired: bool
) -> None:
    shape = answer_as_json(card_from_text(resident_block(replace(MadeUpCard(), valid_to=valid_to))), TODAY)
    card = shape["card"]
    assert isinstance(card, dict)
    assert (card["valid_to"], card["expired"]) == (shown, expired)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        ("CARD-01", "service-down"),
        ("CARD-02", "no-reader"),
        ("CARD-03", "no-card"),
        ("CARD-04", "unreadable"),
        ("CARD-05", "wrong-card"),
        ("CARD-06", "removed"),
    ],
)
def test_each_failure_has_its_word_and_its_code(failure: str, status: str) -> None:
    answer = CardNotRead(CardFailure(failure), "for the technician")
    assert answer_as_json(answer, TODAY) == {"status": status, "code": failure}
