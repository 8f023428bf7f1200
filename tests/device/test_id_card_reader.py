"""A real ID card reader with a card on it. Nothing of the card is shown.

KIOSK_READER names it: a port under /dev/serial/by-id, "hid:VVVV:PPPP:SERIAL" or "pcsc:NAME".
KIOSK_READER_SERIAL has to be in that name, so that nobody reads a card by accident.
"""

import os
import time

import pytest

from devices.idcard.card import CardFailure, CardNotRead, CardRead
from devices.idcard.reader import SamReader, open_reader, read_card
from devices.idcard.transport import port_identity

READER = os.environ.get("KIOSK_READER", "")
SERIAL = os.environ.get("KIOSK_READER_SERIAL", "")

pytestmark = [
    pytest.mark.device,
    pytest.mark.skipif(not READER, reason="KIOSK_READER names no reader"),
    pytest.mark.skipif(not SERIAL or SERIAL not in READER, reason="KIOSK_READER_SERIAL is not its serial"),
]


def test_the_reader_is_there_and_well() -> None:
    assert port_identity(READER) is not None
    assert port_identity(READER) == port_identity(READER) is not None
    begun = time.monotonic()
    sam = open_reader(READER)
    assert time.monotonic() - begun < 2
    assert isinstance(sam, SamReader), sam
    with sam:
        assert sam.status() is None


def test_the_same_card_is_read_twice_and_is_the_same() -> None:
    answers = [read_card(READER, wait=0) for _ in range(2)]
    assert isinstance(answers[0], CardRead), answers[0]
    same = answers[0] == answers[1]
    assert same, "two readings of one card differ"  # not the answers: they would be printed


def test_its_newest_address_can_be_asked_for() -> None:
    answer = read_card(READER, wait=0, appended_address=True)
    assert isinstance(answer, CardRead), answer


def test_a_card_that_was_read_is_not_found_again_until_it_has_been_away() -> None:
    sam = open_reader(READER)
    assert isinstance(sam, SamReader)
    with sam:
        sam.reset()
        assert sam.find() is None
        assert isinstance(sam.read(), CardRead)
        found = sam.find()
        assert isinstance(found, CardNotRead)
        assert found.failure is CardFailure.NO_CARD
