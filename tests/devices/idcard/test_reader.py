"""A card read from a module on a pty, and each way in which that does not work."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import serial

from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, CardRead, card_from_text
from devices.idcard.protocol import (
    FIND,
    MODULE_STATUS,
    PREAMBLE,
    READ,
    READ_APPENDED,
    RESET,
    SELECT,
    Request,
    Status,
)
from devices.idcard.reader import Patience, SamReader, open_reader, read_card
from devices.idcard.simulated_cards import MadeUpCard, foreigner_block, hmt_block, resident_block
from devices.idcard.simulator import ALL_REQUESTS, SCRIPTS, ReaderSimulator, Script

CARD = resident_block(MadeUpCard())
EXPECTED = card_from_text(CARD)


def read(reader: ReaderSimulator, patience: Patience, *, wait: float = 0.0) -> CardAnswer:
    return read_card(reader.path, wait=wait, patience=patience)


def failure(answer: CardAnswer) -> CardFailure:
    assert isinstance(answer, CardNotRead), answer
    return answer.failure


def test_a_card_that_lies_there_is_read(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    assert isinstance(EXPECTED, CardRead)
    assert read(reader, patience) == EXPECTED


@pytest.mark.parametrize("block", [hmt_block(MadeUpCard()), foreigner_block(MadeUpCard())])
def test_cards_of_the_other_kinds_are_read(reader: ReaderSimulator, patience: Patience, block: bytes) -> None:
    reader.lay(block)
    assert read(reader, patience) == card_from_text(block)


def test_an_expired_card_is_read(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(resident_block(replace(MadeUpCard(), valid_to=date(2020, 1, 1))))
    answer = read(reader, patience)
    assert isinstance(answer, CardRead)
    assert answer.card.expired(date(2026, 1, 1))


def test_only_text_is_ever_asked_for(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    read(reader, patience)
    assert reader.heard == ((0x11, 0xFF), (0x20, 1), (0x20, 2), (0x30, 1), (0x30, 1))


def test_no_port_is_no_reader(tmp_path: Path) -> None:
    assert failure(read_card(str(tmp_path / "reader"), wait=9)) is CardFailure.NO_READER


def test_a_port_another_program_holds_is_service_down(reader: ReaderSimulator, patience: Patience) -> None:
    with serial.Serial(reader.path, exclusive=True):
        assert failure(read(reader, patience)) is CardFailure.SERVICE_DOWN


def test_a_mute_reader_is_service_down(reader: ReaderSimulator, impatience: Patience) -> None:
    reader.play(SCRIPTS["mute"])
    answer = read_card(reader.path, 115200, wait=0, patience=impatience)
    assert failure(answer) is CardFailure.SERVICE_DOWN
    assert reader.heard == ((0x20, 1), (0x20, 1))


def test_a_reader_that_falls_mute_midway_is_service_down(
    reader: ReaderSimulator, impatience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(Script(mute=frozenset({READ})))
    assert failure(read(reader, impatience)) is CardFailure.SERVICE_DOWN


def test_a_reader_set_to_another_speed_is_service_down(impatience: Patience, patience: Patience) -> None:
    with ReaderSimulator(9600, paced=False) as reader:
        reader.lay(CARD)
        assert (
            failure(read_card(reader.path, 115200, wait=0, patience=impatience)) is CardFailure.SERVICE_DOWN
        )
        assert read_card(reader.path, 9600, wait=0, patience=patience) == EXPECTED


def test_no_card_within_the_time_is_no_card(reader: ReaderSimulator, patience: Patience) -> None:
    now = 0.0

    def pause(seconds: float) -> None:
        nonlocal now
        now += seconds

    by_hand = replace(patience, monotonic=lambda: now, pause=pause, between_looks=0.75)
    assert failure(read_card(reader.path, wait=2.0, patience=by_hand)) is CardFailure.NO_CARD
    assert now == 2.0


def test_a_card_laid_while_waiting_is_read(reader: ReaderSimulator, patience: Patience) -> None:
    by_hand = replace(patience, pause=lambda seconds: reader.lay(CARD))
    assert read_card(reader.path, wait=60, patience=by_hand) == EXPECTED


def test_waiting_ends_when_it_is_cancelled(reader: ReaderSimulator, patience: Patience) -> None:
    cancelled = threading.Event()
    by_hand = replace(patience, pause=lambda seconds: cancelled.set())
    answer = read_card(reader.path, wait=3600, cancelled=cancelled.is_set, patience=by_hand)
    assert failure(answer) is CardFailure.NO_CARD


def test_a_card_that_was_read_and_still_lies_there_is_read_again(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    assert [read(reader, patience) for _ in range(2)] == [EXPECTED, EXPECTED]


@pytest.mark.parametrize(("request_", "times"), [(MODULE_STATUS, 2), (FIND, 2), (SELECT, 2), (READ, 3)])
def test_one_garbled_reply_is_asked_for_again(
    reader: ReaderSimulator, patience: Patience, request_: Request, times: int
) -> None:
    reader.lay(CARD)
    reader.play(Script(garbled=1, garbles=frozenset({request_})))
    assert read(reader, patience) == EXPECTED
    assert reader.heard.count((request_.command, request_.parameter)) == times


@pytest.mark.parametrize("request_", [FIND, SELECT, READ])
def test_a_reply_garbled_twice_is_unreadable(
    reader: ReaderSimulator, patience: Patience, request_: Request
) -> None:
    reader.lay(CARD)
    reader.play(Script(garbled=2, garbles=frozenset({request_})))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("bytes_that_come", [5, 8, 300, 1294])
def test_a_reply_that_breaks_off_is_unreadable(
    reader: ReaderSimulator, patience: Patience, bytes_that_come: int
) -> None:
    reader.lay(CARD)
    reader.play(Script(truncated=bytes_that_come))
    soon = replace(patience, quiet=replace(patience.quiet, broken_off=0.05))
    assert failure(read(reader, soon)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("request_", [FIND, SELECT, READ])
@pytest.mark.parametrize("status", [Status.BAD_CHECKSUM, Status.BAD_LENGTH])
def test_a_question_that_arrives_garbled_twice_is_unreadable(
    reader: ReaderSimulator, patience: Patience, request_: Request, status: Status
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={request_: status}))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE
    assert reader.heard.count((request_.command, request_.parameter)) == 2


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00\xff\x13",
        PREAMBLE[:4],
        b"\xaa" * 9,
        PREAMBLE + b"\x00\x00",
        PREAMBLE + b"\xff\xff",
        PREAMBLE + b"\x00\x04\x00\x00\x80\x00",
        PREAMBLE + b"\x00\x3c",
        PREAMBLE + b"\x05\x08",
    ],
)
def test_noise_before_each_reply_costs_neither_the_card_nor_a_time_out(
    reader: ReaderSimulator, patience: Patience, noise: bytes
) -> None:
    reader.lay(CARD)
    reader.play(Script(noise=noise))
    never_out = replace(patience, answer=3600, reading=3600, quiet=replace(patience.quiet, broken_off=3600))
    assert read_card(reader.path, 115200, wait=0, patience=never_out) == EXPECTED
    assert len(reader.heard) == 4


@pytest.mark.parametrize("request_", [FIND, SELECT, READ])
def test_a_card_of_another_type_is_the_wrong_kind(
    reader: ReaderSimulator, patience: Patience, request_: Request
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={request_: Status.WRONG_CARD_TYPE}))
    assert failure(read(reader, patience)) is CardFailure.WRONG_KIND


@pytest.mark.parametrize("request_", [FIND, SELECT, READ])
@pytest.mark.parametrize("status", [Status.SELF_TEST_FAILED, Status.NOT_AUTHORISED, Status.NOT_ALLOWED])
def test_a_module_that_is_not_well_is_service_down(
    reader: ReaderSimulator, patience: Patience, request_: Request, status: Status
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={request_: status}))
    assert failure(read(reader, patience)) is CardFailure.SERVICE_DOWN


@pytest.mark.parametrize(
    "status",
    [
        Status.CARD_REFUSED_MODULE,
        Status.MODULE_REFUSED_CARD,
        Status.VERIFICATION_FAILED,
        Status.READ_FAILED,
        Status.EMPTY,
    ],
)
def test_a_card_that_stays_and_cannot_be_read_is_unreadable(
    reader: ReaderSimulator, patience: Patience, status: Status
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={READ: status}))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE


@pytest.mark.parametrize("request_", [FIND, SELECT, READ])
@pytest.mark.parametrize("status", [*range(0, 256, 5), 0x81])
def test_whatever_the_module_answers_there_is_a_name_for_it(
    reader: ReaderSimulator, patience: Patience, request_: Request, status: int
) -> None:
    reader.lay(CARD)
    reader.play(Script(statuses={request_: status}))
    assert isinstance(read(reader, patience), CardNotRead | CardRead)


def test_a_card_taken_away_midway_is_named_removed(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS["removed"])
    assert failure(read(reader, patience)) is CardFailure.REMOVED


def test_a_card_taken_away_before_it_is_selected_is_named_removed(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    with opened(reader, patience) as sam:
        assert sam.find() is None
        reader.lift()
        assert failure(sam.read()) is CardFailure.REMOVED


def test_a_card_that_slipped_and_lies_there_again_is_read(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    with opened(reader, patience) as sam:
        assert sam.find() is None
        reader.lay(CARD)
        assert sam.read() == EXPECTED


def test_text_that_does_not_add_up_is_read_twice_before_it_is_unreadable(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(resident_block(replace(MadeUpCard(), number="659999199003072029")))
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE
    assert reader.heard.count((READ.command, READ.parameter)) == 2


def test_a_reader_pulled_out_midway_is_no_reader(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    with opened(reader, patience) as sam:
        assert sam.find() is None
        reader.unplug()
        assert failure(sam.read()) is CardFailure.NO_READER
        assert failure(sam.find() or EXPECTED) is CardFailure.NO_READER


def test_the_heartbeat_tells_a_well_module_from_a_mute_one(
    reader: ReaderSimulator, patience: Patience, impatience: Patience
) -> None:
    with opened(reader, patience) as sam:
        assert sam.status() is None
    reader.play(Script(mute=frozenset({MODULE_STATUS})))
    with opened(reader, impatience, 115200) as sam:
        assert failure(sam.status() or EXPECTED) is CardFailure.SERVICE_DOWN


def test_a_reset_lets_a_card_be_found_again(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    with opened(reader, patience) as sam:
        assert sam.find() is None
        assert sam.read() == EXPECTED
        assert failure(sam.find() or EXPECTED) is CardFailure.NO_CARD
        assert sam.reset() is None
        assert sam.find() is None


def test_a_port_left_by_an_interrupted_reading_gives_the_next_one_its_own_card(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(resident_block(replace(MadeUpCard(), name="别人")))
    with serial.Serial(reader.path, exclusive=True) as interrupted:
        for request in (FIND, SELECT, READ):
            interrupted.write(request.encode())
            reader.await_request(request)
    reader.lay(CARD)
    assert read(reader, patience) == EXPECTED


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_no_reading_leaves_an_open_file_or_a_thread(
    reader: ReaderSimulator, impatience: Patience, open_files: Callable[[], int], name: str
) -> None:
    files, threads = open_files(), threading.active_count()
    reader.lay(CARD)
    reader.play(SCRIPTS[name])
    read(reader, impatience)
    reader.plug()
    assert (open_files(), threading.active_count()) == (files, threads)


def test_a_reading_takes_hardly_longer_than_its_bytes_on_the_wire() -> None:
    wire = (11 + 15 + 19 + 2 * 1295) * 10 / 115200
    with ReaderSimulator(115200) as reader:
        taken = []
        for _ in range(3):
            reader.lay(CARD)
            started = time.monotonic()
            assert read_card(reader.path) == EXPECTED
            taken.append(time.monotonic() - started)
    assert min(taken) - wire < 0.05


def test_each_of_the_modules_speeds_works(patience: Patience) -> None:
    for baud in (57600, 38400, 19200):
        with ReaderSimulator(baud, paced=False) as reader:
            reader.lay(CARD)
            assert read_card(reader.path, baud, wait=0, patience=patience) == EXPECTED


def test_a_slow_line_is_given_its_time() -> None:
    with ReaderSimulator(19200) as reader:
        reader.lay(CARD)
        assert read_card(reader.path, 19200, patience=Patience(reading=0.4)) == EXPECTED
        assert reader.heard.count((READ.command, READ.parameter)) == 2


def test_all_requests_are_known_to_the_simulator() -> None:
    assert {FIND, SELECT, READ, READ_APPENDED, RESET, MODULE_STATUS} == ALL_REQUESTS


def opened(reader: ReaderSimulator, patience: Patience, baud: int | None = None) -> SamReader:
    sam = open_reader(reader.path, baud, patience=patience)
    assert isinstance(sam, SamReader)
    return sam
