"""What the sandbox platform holds is whole, made up, and in every language."""

import json
from datetime import datetime
from typing import Any

import pytest
from stdnum import luhn
from stdnum.cn import uscc

from kiosk.application import read_receipt_code
from kiosk.central.answers import Why
from kiosk.central.resident_words import read_words
from kiosk.sandbox.platform.holdings import announcements, earlier_cases, held_values, holdings
from kiosk.sandbox.platform.reading import NotReadableError, read_question
from kiosk.sandbox.platform.server import BEIJING
from tests.recording_ports import every_service

NOW = datetime(2026, 11, 23, 12, tzinfo=BEIJING)


def words_in(held: Any) -> list[dict[str, str]]:
    if isinstance(held, dict):
        if "zh-Hans" in held:
            return [held]
        return [words for value in held.values() for words in words_in(value)]
    return [words for value in held for words in words_in(value)] if isinstance(held, list) else []


def test_all_words_are_there_in_every_language() -> None:
    here = holdings()
    held = [here.reasons, here.words, here.certificates, here.public]
    everything = [*held, announcements(NOW), earlier_cases(NOW)]
    found = [words for part in everything for words in words_in(part)]
    assert len(found) > 25
    for words in found:
        read_words(words)


def test_every_certificate_that_can_be_chosen_has_a_name() -> None:
    which = every_service().service("electronic-certificates").field("which")
    assert {option.id: dict(option.label.words) for option in which.options} == {
        choice: dict(read_words(words).words) for choice, words in holdings().certificates.items()
    }


def test_each_reason_is_one_that_the_kiosk_knows() -> None:
    assert set(holdings().reasons) <= {why.value for why in Why} - {"other"}


def test_codes_have_right_check_digits_and_a_division_that_does_not_exist() -> None:
    here = holdings()
    companies = [code for code in here.public if len(code) == 18]
    assert len(companies) == 2
    for code in companies:
        assert uscc.is_valid(code)
        assert code[2:8] == "659999"
    assert all(read_receipt_code(code) == code for code in here.by_receipt)
    assert set(here.by_receipt.values()) <= {case["number"] for case in here.earlier}


def test_what_is_held_of_a_card_holder_would_be_taken_by_a_field() -> None:
    held = held_values("659999198704120026")
    assert luhn.is_valid(held["bank-card"])
    assert len(held["phone"]) == 11
    assert held == held_values("659999198704120026")


@pytest.mark.parametrize(
    "contents",
    [
        {},
        {"asked": "everything"},
        {"asked": "progress", "proof": {"name": "x"}},
        {"asked": "progress", "proof": {"number": "x", "receipt_code": "y"}},
        {"asked": "held-values", "service": {"id": "s", "version": 1}, "holder": {}, "names": []},
        {"asked": "slots", "service": {"id": "s", "version": 1}, "department": "d", "first_day": "soon"},
        {"asked": "booking", "form": {"service": {"id": "s"}}, "department": "d", "slot": "x"},
        {"asked": "withdrawal", "case": {"case_number": "1"}},
        {"asked": "announcements", "service": {"id": "s", "version": 1}},
    ],
)
def test_what_is_no_question_is_not_read(contents: dict[str, object]) -> None:
    with pytest.raises(NotReadableError):
        read_question(json.dumps(contents).encode())
