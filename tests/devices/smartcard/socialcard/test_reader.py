"""A real PC/SC service, a virtual reader, chips over T=0 and T=1: one answer or one of six."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.card_failure import CardFailure
from devices.smartcard.guarded_reading import Patience
from devices.smartcard.service import Service
from devices.smartcard.simulated_cards import bank_chip, transit_chip
from devices.smartcard.simulated_service import READER, SimulatedService
from devices.smartcard.socialcard.card import SocialCardAnswer, SocialCardRead
from devices.smartcard.socialcard.reader import read_card
from devices.smartcard.socialcard.simulated_cards import MadeUpSocialCard, social_chip
from devices.smartcard.virtual_card import SCRIPTS, Chip, Fate, SwappedFor

SECONDS = 10.0


class DumbChip:
    """What it says to a reset is no ATR."""

    def reset(self) -> None:
        pass

    def atr(self) -> bytes:
        return b"\xff\xff\xff"

    def answer(self, command: bytes) -> bytes:
        return b"\x90\x00"


def failure_of(answer: SocialCardAnswer) -> CardFailure:
    assert not isinstance(answer, SocialCardRead)
    return answer.failure


def name_of(answer: SocialCardAnswer) -> str:
    assert isinstance(answer, SocialCardRead), answer
    return answer.card.name


@pytest.mark.parametrize("t1", [False, True])
def test_a_card_is_read_over_both_protocols(service: SimulatedService, patience: Patience, t1: bool) -> None:
    name = "a" + "样" * 20  # byte 30, where the name goes on in another record, is in the middle of one
    with service.lay(social_chip(MadeUpSocialCard(name=name), t1=t1)):
        assert name_of(read_card(READER, patience=patience)) == name


def test_the_service_is_down_where_it_was_never_started(pcsc: SimulatedService) -> None:
    pcsc.stop()
    assert failure_of(read_card()) is CardFailure.SERVICE_DOWN


def test_a_service_without_a_reader_has_none(pcsc: SimulatedService) -> None:
    pcsc.stop()
    pcsc.set_reader(False)
    try:
        pcsc.start()
        assert failure_of(read_card()) is CardFailure.NO_READER
    finally:
        pcsc.stop()
        pcsc.set_reader(True)


def test_an_empty_reader_has_no_card_and_another_name_no_reader(service: SimulatedService) -> None:
    assert failure_of(read_card(wait=0)) is CardFailure.NO_CARD
    assert failure_of(read_card("Another", wait=0)) is CardFailure.NO_READER


def test_waiting_ends_when_it_is_cancelled(service: SimulatedService) -> None:
    looks = iter([False, False])
    assert failure_of(read_card(wait=60, cancelled=lambda: next(looks, True))) is CardFailure.NO_CARD


@pytest.mark.parametrize("chip", [bank_chip(), transit_chip()])
def test_a_bank_card_and_a_transit_card_are_of_another_kind(
    service: SimulatedService, patience: Patience, chip: Chip
) -> None:
    with service.lay(chip):
        assert failure_of(read_card(patience=patience)) is CardFailure.WRONG_KIND


def test_a_card_taken_away_midway_is_named_removed(service: SimulatedService, patience: Patience) -> None:
    with service.lay(social_chip(), {6: Fate.PULLED}):
        assert failure_of(read_card(patience=patience)) is CardFailure.REMOVED


def test_a_card_swapped_within_the_poll_is_read_whole(service: SimulatedService, patience: Patience) -> None:
    other = social_chip(MadeUpSocialCard("另一人", "65999919900307228X", "T00000002"))
    with service.lay(social_chip(), {8: SwappedFor(other)}):
        answer = read_card(patience=patience)
    assert isinstance(answer, SocialCardRead)
    assert (answer.card.name, answer.card.number) == ("另一人", "65999919900307228X")


def test_a_card_put_in_for_another_before_the_service_looks_is_read(
    service: SimulatedService, patience: Patience
) -> None:
    with service.lay(bank_chip()):
        assert failure_of(read_card(patience=patience)) is CardFailure.WRONG_KIND
    with service.lay(social_chip()):
        assert name_of(read_card(patience=patience)) == "样本·测试"


def test_a_mute_card_is_unreadable_and_holds_nobody(service: SimulatedService, impatience: Patience) -> None:
    with service.lay(social_chip(), SCRIPTS["mute"]):
        assert failure_of(read_card(patience=impatience)) is CardFailure.UNREADABLE
    wait_until(lambda: "reading a chip card" not in {thread.name for thread in threading.enumerate()})


def test_a_card_without_an_atr_is_unreadable(service: SimulatedService, patience: Patience) -> None:
    with service.lay(DumbChip()):
        assert failure_of(read_card(patience=patience)) is CardFailure.UNREADABLE


def test_a_service_that_stops_while_a_card_is_read_is_down_and_works_once_it_is_back(
    service: SimulatedService, patience: Patience
) -> None:
    card = service.lay(social_chip(), SCRIPTS["mute"])
    answers: list[SocialCardAnswer] = []
    reading = threading.Thread(target=lambda: answers.append(read_card(patience=patience)))
    reading.start()
    assert card.commanded.wait(SECONDS)
    service.stop()
    reading.join(SECONDS)
    assert [failure_of(answer) for answer in answers] == [CardFailure.SERVICE_DOWN]
    card.remove()
    assert failure_of(read_card()) is CardFailure.SERVICE_DOWN
    service.start()
    with service.lay(social_chip()):
        assert name_of(read_card(patience=patience)) == "样本·测试"


def test_a_reader_another_program_holds_is_not_ours(service: SimulatedService, patience: Patience) -> None:
    with service.lay(social_chip()), Service() as other:
        while not (cards := other.look(READER)):
            other.wait_for_change()
        held = other.connect(next(iter(cards.values())))
        assert failure_of(read_card(patience=patience)) is CardFailure.SERVICE_DOWN
        held.close()
        assert name_of(read_card(patience=patience)) == "样本·测试"


def test_readings_leave_no_descriptor_and_no_thread(service: SimulatedService, patience: Patience) -> None:
    with service.lay(social_chip()):
        read_card(patience=patience)
        before = len(list(Path("/proc/self/fd").iterdir())), threading.active_count()
        for _ in range(20):
            assert name_of(read_card(patience=patience)) == "样本·测试"
        wait_until(lambda: (len(list(Path("/proc/self/fd").iterdir())), threading.active_count()) <= before)


def wait_until(holds: Callable[[], bool]) -> None:
    changed = threading.Condition()
    with changed:
        assert changed.wait_for(holds, 0) or any(changed.wait(0.01) or holds() for _ in range(1000))
