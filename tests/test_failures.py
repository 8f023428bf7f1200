"""Every failure has one code, words where a resident can meet it, and a line for whoever mends it."""

import re

import pytest

from devices.card_failure import CardFailure
from devices.keypad.worker import KeypadFailure
from devices.receipt.printer import PrinterFailure
from devices.smartcard.staffcard.answer import StaffFailure
from kiosk.failures import STAFF_ONLY, Failure, FailureCode
from kiosk.language.languages import ALL_LANGUAGES
from tests.recording_ports import ROOT, catalogues

DOCUMENT = ROOT / "docs" / "failures.md"


def test_a_code_is_a_short_room_and_a_number() -> None:
    assert [code for code in FailureCode if not re.fullmatch(r"[A-Z]{2,5}-\d{2}", code)] == []


@pytest.mark.parametrize("code", [code for code in FailureCode if code not in STAFF_ONLY])
def test_what_a_resident_can_meet_has_words_in_every_language(code: FailureCode) -> None:
    for language in ALL_LANGUAGES:
        for part in ("what", "do"):
            assert catalogues().pattern(f"fail.{code}.{part}", language).strip()


def test_what_only_staff_meet_has_no_words_for_residents() -> None:
    english = catalogues().patterns["en"]
    assert [key for key in english for code in STAFF_ONLY if key.startswith(f"fail.{code}.")] == []


def test_every_code_has_a_line_in_the_document_and_every_line_a_code() -> None:
    written = re.findall(r"^\| *([A-Z]+-\d+) *\|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(written) == sorted(FailureCode)


@pytest.mark.parametrize("of_a_driver", [*CardFailure, *PrinterFailure, *KeypadFailure, *StaffFailure])
def test_a_drivers_code_is_one_of_ours(of_a_driver: str) -> None:
    assert FailureCode(of_a_driver)


def test_two_failures_of_one_code_are_told_apart_by_their_detail() -> None:
    code = FailureCode.CARD_NO_READER
    assert Failure(code) == Failure(code, "")
    assert Failure(code, "port busy") != Failure(code)
