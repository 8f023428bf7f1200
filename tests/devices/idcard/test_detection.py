"""A reader is found at whatever speed it has, and a mute one is given up soon."""

import time
from dataclasses import replace

import pytest

from devices.idcard.card import CardFailure, CardNotRead, card_from_text
from devices.idcard.protocol import MODULE_STATUS, Status
from devices.idcard.reader import Patience, SamReader, open_reader, read_card
from devices.idcard.scripts import NOISE_LIKE_A_HEADER, SCRIPTS, Script
from devices.idcard.serial_line import BAUDS
from devices.idcard.simulated_cards import MadeUpCard, resident_block
from devices.idcard.simulator import ReaderSimulator

CARD = resident_block(MadeUpCard())
EXPECTED = card_from_text(CARD)
QUESTION = (MODULE_STATUS.command, MODULE_STATUS.parameter)


def opened(path: str, patience: Patience, baud: int | None = None) -> SamReader:
    sam = open_reader(path, baud, patience=patience)
    assert isinstance(sam, SamReader), sam
    return sam


@pytest.mark.parametrize("baud", BAUDS)
def test_the_speed_a_reader_has_is_found(patience: Patience, baud: int) -> None:
    with ReaderSimulator(baud, paced=False) as reader:
        reader.lay(CARD)
        # Noise at another speed is not waited behind.
        with opened(reader.path, replace(patience, trying=3600)) as sam:
            assert sam.baud == baud
        assert reader.heard.count(QUESTION) == BAUDS.index(baud) + 1
        assert read_card(reader.path, wait=0, patience=patience) == EXPECTED


@pytest.mark.parametrize("baud", [57600, 9600])
def test_a_reader_that_is_silent_at_other_speeds_is_found_too(patience: Patience, baud: int) -> None:
    with (
        ReaderSimulator(baud, paced=False, babbles=False) as reader,
        opened(reader.path, replace(patience, trying=0.2)) as sam,
    ):
        assert sam.baud == baud


def test_a_speed_that_is_given_is_not_tried(reader: ReaderSimulator, patience: Patience) -> None:
    with opened(reader.path, patience, 9600) as sam:
        assert sam.baud == 9600
    assert reader.heard == ()


def test_a_reader_that_is_mute_at_every_speed_is_service_down_within_two_seconds(
    reader: ReaderSimulator,
) -> None:
    reader.play(SCRIPTS["mute"])
    begun = time.monotonic()
    answer = open_reader(reader.path)
    assert time.monotonic() - begun < 2
    assert isinstance(answer, CardNotRead)
    assert answer.failure is CardFailure.SERVICE_DOWN
    assert reader.heard.count(QUESTION) == len(BAUDS)


def test_a_status_answer_of_any_kind_shows_the_speed(reader: ReaderSimulator, patience: Patience) -> None:
    reader.play(Script(statuses={MODULE_STATUS: Status.SELF_TEST_FAILED}))
    with opened(reader.path, patience) as sam:
        assert sam.baud == 115200
        told = sam.status()
    assert told is not None
    assert told.failure is CardFailure.SERVICE_DOWN


@pytest.mark.parametrize("noise", [b"\x13", NOISE_LIKE_A_HEADER])
def test_noise_does_not_hide_the_speed(reader: ReaderSimulator, patience: Patience, noise: bytes) -> None:
    reader.play(Script(noise=noise))
    with opened(reader.path, patience) as sam:
        assert sam.baud == 115200


def test_a_status_answer_garbled_once_does_not_hide_the_speed(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.play(Script(garbled=1, garbles=frozenset({MODULE_STATUS})))
    with opened(reader.path, patience) as sam:
        assert sam.baud == 115200
    assert reader.heard == (QUESTION, QUESTION)


def test_trying_ends_when_it_is_to_stop(reader: ReaderSimulator, patience: Patience) -> None:
    reader.play(SCRIPTS["mute"])
    answer = open_reader(reader.path, stopped=lambda: True, patience=replace(patience, trying=3600))
    assert isinstance(answer, CardNotRead)
    assert answer.failure is CardFailure.NO_CARD
    with opened(reader.path, patience, 115200):
        pass  # the port was given back


def test_stopping_is_asked_for_five_times_a_second_at_least(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.play(SCRIPTS["mute"])
    asked: list[float] = [time.monotonic()]

    def stopped() -> bool:
        asked.append(time.monotonic())
        return False

    open_reader(reader.path, stopped=stopped, patience=replace(patience, trying=0.1))
    gaps = [after - before for before, after in zip(asked, [*asked[1:], time.monotonic()], strict=True)]
    assert sorted(gaps)[-2] < 0.2  # but for one that a busy machine may have made


def test_a_reader_pulled_out_while_it_is_tried_is_no_reader(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.play(SCRIPTS["mute"])

    def pull() -> bool:
        reader.unplug()
        return False

    answer = open_reader(reader.path, stopped=pull, patience=replace(patience, trying=3600))
    assert isinstance(answer, CardNotRead)
    assert answer.failure is CardFailure.NO_READER
