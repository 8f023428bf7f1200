"""The simulated reader behaves as a module does, and is driven from another process."""

import json
import socket
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
import serial

from devices.idcard.card import CardFailure, CardNotRead, CardRead, card_from_text
from devices.idcard.protocol import FIND, READ, SELECT, Reply, ReplyScanner, Request, Status
from devices.idcard.reader import Patience, read_card
from devices.idcard.simulated_cards import MadeUpCard, block_of, card_from_description, resident_block
from devices.idcard.simulator import SCRIPTS, ReaderSimulator, Script
from devices.idcard.simulator_control import SimulatorControl, serve, tell

CARD = resident_block(MadeUpCard())


def ask(port: serial.Serial, request: Request) -> int:
    port.write(request.encode())
    scanner = ReplyScanner()
    while (reply := scanner.next_reply()) is None:
        data = port.read(max(1, port.in_waiting))
        assert data, "no reply"
        scanner.feed(data)
    assert isinstance(reply, Reply)
    return reply.status


def test_a_selected_card_is_not_found_again_until_it_has_been_away(reader: ReaderSimulator) -> None:
    with serial.Serial(reader.path, 115200, timeout=5) as port:
        assert ask(port, FIND) == Status.NO_CARD
        reader.lay(CARD)
        assert [ask(port, FIND), ask(port, SELECT), ask(port, FIND)] == [
            Status.FOUND,
            Status.OK,
            Status.NO_CARD,
        ]
        reader.lift()
        reader.lay(CARD)
        assert ask(port, FIND) == Status.FOUND


def test_nothing_is_read_that_was_not_selected(reader: ReaderSimulator) -> None:
    reader.lay(CARD)
    with serial.Serial(reader.path, 115200, timeout=5) as port:
        assert ask(port, READ) == Status.READ_FAILED
        assert ask(port, SELECT) == Status.SELECT_FAILED
        assert ask(port, Request(0x77, 0x01)) == Status.UNKNOWN_COMMAND


def test_it_finds_requests_in_noise(reader: ReaderSimulator) -> None:
    with serial.Serial(reader.path, 115200, timeout=5) as port:
        port.write(b"\xaa\xaa\xaa\x96\x69\x00\x03\x20\x01\x99\xaa\xaa")
        assert ask(port, FIND) == Status.NO_CARD
        assert reader.heard == ((0x20, 1),)


def test_its_path_is_there_while_it_is_plugged_in(tmp_path: Path) -> None:
    link = tmp_path / "by-id"
    with ReaderSimulator(link=link) as reader:
        assert reader.path == str(link)
        assert link.exists()
    assert not link.is_symlink()
    reader.unplug()


def test_a_block_of_another_size_is_refused(reader: ReaderSimulator) -> None:
    with pytest.raises(ValueError, match="256"):
        reader.lay(bytes(255))


@pytest.mark.parametrize("kind", ["resident", "hmt-permit", "foreigner", "foreigner-2017"])
def test_a_described_card_of_each_kind_can_be_read(kind: str) -> None:
    description = {"kind": kind, "name": "样本", "birth": "1971-02-03", "sex": "male", "valid_to": None}
    answer = card_from_text(block_of(card_from_description(description)))
    assert isinstance(answer, CardRead), answer
    assert (answer.card.name, answer.card.birth, answer.card.sex) == ("样本", date(1971, 2, 3), "male")
    assert answer.card.valid_to is None


@pytest.mark.parametrize(
    "description",
    [{"kind": "passport"}, {"sex": "x"}, {"shoe size": 43}, {"name": 7}, {"birth": "3 Feb"}, {"birth": 1971}],
)
def test_what_describes_no_card_is_refused(description: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        card_from_description(description)


def test_a_served_card_can_be_read_and_its_reader_goes_with_the_block() -> None:
    with serve({"name": "样本"}, baud=115200) as path:
        answer = read_card(path)
        assert isinstance(answer, CardRead)
        assert answer.card.name == "样本"
    assert read_card(path, wait=0) != answer


def test_another_process_lays_and_lifts_cards_and_sets_faults(
    reader: ReaderSimulator, patience: Patience, tmp_path: Path
) -> None:
    control = tmp_path / "control"
    told = (
        "import sys; from pathlib import Path; from devices.idcard.simulator_control import tell;"
        "print(tell(Path(sys.argv[1]), sys.argv[2]))"
    )

    def from_outside(line: str) -> str:
        command = [sys.executable, "-c", told, str(control), line]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def read() -> CardRead | CardNotRead:
        return read_card(reader.path, wait=0, patience=patience)

    with SimulatorControl(reader, control):
        assert control.stat().st_mode & 0o777 == 0o600
        assert from_outside("lay " + json.dumps({"name": "样本", "birth": "1971-02-03"})) == "ok"
        answer = read()
        assert isinstance(answer, CardRead)
        assert answer.card.name == "样本"
        assert from_outside("lift") == "ok"
        answer = read()
        assert isinstance(answer, CardNotRead)
        assert answer.failure is CardFailure.NO_CARD
    assert not control.exists()


def test_the_control_answers_each_line_and_refuses_what_it_does_not_know(
    reader: ReaderSimulator, tmp_path: Path
) -> None:
    control = tmp_path / "control"
    with SimulatorControl(reader, control):
        assert tell(control, "path") == f"ok {reader.path}"
        assert all(tell(control, f"fault {name}") == "ok" for name in SCRIPTS)
        for line in ("dance", "fault dance", "lay", "lay []", "lay {", 'lay {"kind": "passport"}', ""):
            assert tell(control, line).startswith("error ")


def test_closing_the_control_does_not_wait_for_those_who_hold_it_open(
    reader: ReaderSimulator, tmp_path: Path
) -> None:
    before = threading.active_count()
    with socket.socket(socket.AF_UNIX) as client:
        with SimulatorControl(reader, tmp_path / "control"):
            client.connect(str(tmp_path / "control"))
            client.sendall(b"pa")
            assert tell(tmp_path / "control", "path").startswith("ok")
        assert threading.active_count() == before


def test_a_script_says_how_many_replies_are_garbled(reader: ReaderSimulator, patience: Patience) -> None:
    reader.lay(CARD)
    reader.play(Script(garbled=1))
    assert isinstance(read_card(reader.path, wait=0, patience=patience), CardRead)
    assert reader.heard.count((0x30, 1)) == 3


def test_a_script_counts_requests_from_when_it_is_played(reader: ReaderSimulator) -> None:
    with serial.Serial(reader.path, 115200, timeout=5) as port:
        reader.lay(CARD)
        assert ask(port, FIND) == Status.FOUND
        reader.play(Script(afterwards={(FIND, 1): None}))
        assert [ask(port, FIND), ask(port, FIND)] == [Status.FOUND, Status.NO_CARD]


def test_a_reader_is_plugged_in_again_at_the_same_link_without_its_memory(tmp_path: Path) -> None:
    with ReaderSimulator(paced=False, link=tmp_path / "reader") as reader:
        reader.lay(CARD)
        for _ in range(3):
            with serial.Serial(reader.path, 115200, timeout=5) as port:
                assert [ask(port, FIND), ask(port, SELECT)] == [Status.FOUND, Status.OK]
                reader.unplug()
                assert not (tmp_path / "reader").is_symlink()
            reader.plug()
            reader.plug()


def test_a_reader_unplugged_in_the_middle_of_a_frame_is_gone_until_it_is_plugged_in(
    tmp_path: Path, impatience: Patience
) -> None:
    with ReaderSimulator(paced=False, link=tmp_path / "reader") as reader:
        for _ in range(3):
            reader.lay(CARD)
            reader.play(SCRIPTS["unplugged-midway"])
            answer = read_card(reader.path, wait=0, patience=impatience)
            assert isinstance(answer, CardNotRead)
            assert answer.failure is CardFailure.NO_READER
            assert not (tmp_path / "reader").is_symlink()
            reader.play(Script())
            reader.plug()
            assert isinstance(read_card(reader.path, wait=0, patience=impatience), CardRead)


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("length-0", CardFailure.UNREADABLE),
        ("length-65535", CardFailure.UNREADABLE),
        ("two-flips", CardFailure.UNREADABLE),
        ("mute-reading", CardFailure.SERVICE_DOWN),
        ("removed-between", CardFailure.REMOVED),
        ("read-80", CardFailure.UNREADABLE),
        ("read-66", CardFailure.SERVICE_DOWN),
        ("read-40", CardFailure.WRONG_KIND),
        ("two-flips-once", None),
        ("reads-once", None),
        ("noise", None),
    ],
)
def test_each_named_fault_does_what_its_name_says(
    reader: ReaderSimulator, impatience: Patience, fault: str, failure: CardFailure | None
) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS[fault])
    answer = read_card(reader.path, wait=0, patience=impatience)
    assert (answer.failure if isinstance(answer, CardNotRead) else None) is failure


def test_there_is_a_fault_for_every_status_a_module_can_refuse_with() -> None:
    assert {f"read-{status:02x}" for status in Status if status not in (0x90, 0x9F)} <= SCRIPTS.keys()
