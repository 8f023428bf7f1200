"""One question and its answer on a line with a past."""

import os
import select
import threading
import tty
from collections.abc import Iterator
from dataclasses import replace

import pytest

from devices.idcard.exchange import Conversation, Quiet, Silence
from devices.idcard.protocol import FIND, MODULE_STATUS, READ, Reply, Status, reply_frame
from devices.idcard.reader import never
from devices.idcard.serial_line import SerialLine, open_serial
from devices.idcard.simulated_cards import MadeUpCard, resident_block
from devices.idcard.simulator import NOISE_LIKE_A_HEADER, ReaderSimulator, Script

QUIET = Quiet(slice=0.01, garbled=0.03, broken_off=0.25)


@pytest.fixture
def line(reader: ReaderSimulator) -> Iterator[SerialLine]:
    opened = open_serial(reader.path)
    assert isinstance(opened, SerialLine)
    yield opened
    opened.close()


def test_what_came_before_the_question_is_not_its_answer(reader: ReaderSimulator, line: SerialLine) -> None:
    line.send(FIND.encode())
    assert select.select([line._port.fileno()], [], [], 5)[0]  # "no card" lies in the port, unread
    reader.lay(resident_block(MadeUpCard()))
    assert Conversation(line, never, QUIET).ask(FIND, 5) == Reply(Status.FOUND, bytes(4))


def test_a_question_to_a_mute_module_ends_at_its_time_by_the_given_clock(
    reader: ReaderSimulator, line: SerialLine
) -> None:
    reader.play(Script(mute=frozenset({FIND})))
    ticks = iter(range(1000))
    conversation = Conversation(line, never, QUIET, monotonic=lambda: float(next(ticks)))
    assert conversation.ask(FIND, 4) is Silence.MUTE
    assert next(ticks) == 5


def test_a_question_is_left_when_it_is_to_stop(reader: ReaderSimulator, line: SerialLine) -> None:
    reader.play(Script(mute=frozenset({FIND})))
    assert Conversation(line, lambda: True, QUIET).ask(FIND, 3600) is Silence.STOPPED


def test_a_reply_that_breaks_off_does_not_take_the_whole_time(
    reader: ReaderSimulator, line: SerialLine
) -> None:
    reader.play(Script(truncated=6))
    assert Conversation(line, never, QUIET).ask(READ, 3600) is Silence.GARBLED


def test_a_garbled_reply_does_not_take_the_whole_time(reader: ReaderSimulator, line: SerialLine) -> None:
    reader.play(Script(garbled=1, garbles=frozenset({MODULE_STATUS})))
    never_broken = replace(QUIET, broken_off=3600)
    assert Conversation(line, never, never_broken).ask(MODULE_STATUS, 3600) is Silence.GARBLED


def test_a_garbled_reply_after_noise_is_garbled_and_not_mute(
    reader: ReaderSimulator, line: SerialLine
) -> None:
    reader.play(Script(noise=NOISE_LIKE_A_HEADER, garbled=1, garbles=frozenset({MODULE_STATUS})))
    assert Conversation(line, never, QUIET).ask(MODULE_STATUS, 3600) is Silence.GARBLED


def test_a_reply_with_a_pause_in_it_is_waited_for_also_while_the_way_is_tried() -> None:
    reply = reply_frame(Status.OK)
    master, slave = os.openpty()
    tty.setraw(slave)
    line = open_serial(os.ttyname(slave))
    assert isinstance(line, SerialLine)

    def answers() -> None:
        os.read(master, 64)
        os.write(master, reply[:9])
        threading.Event().wait(4 * QUIET.garbled)
        os.write(master, reply[9:])

    thread = threading.Thread(target=answers)
    thread.start()
    answer = Conversation(line, never, QUIET).ask(MODULE_STATUS, 5, trying=True)
    thread.join()
    line.close()
    os.close(master)
    os.close(slave)
    assert answer == Reply(Status.OK)
