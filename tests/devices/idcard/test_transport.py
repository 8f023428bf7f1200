"""Serial ports: which are there, which are taken, and what is left behind."""

import errno
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
import serial

from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble
from devices.idcard.protocol import FIND
from devices.idcard.serial_line import SerialLine, open_serial
from devices.idcard.simulator import ReaderSimulator


def opened(port: str) -> SerialLine:
    line = open_serial(port)
    assert isinstance(line, SerialLine)
    return line


def refused(port: str) -> PortTrouble:
    answer = open_serial(port)
    assert isinstance(answer, PortNotOpened)
    assert answer.detail
    return answer.trouble


def test_a_port_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "ttyUSB0")) is PortTrouble.MISSING


def test_a_file_or_folder_is_no_port(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(str(tmp_path / "file")) is PortTrouble.MISSING
    assert refused(str(tmp_path)) is PortTrouble.MISSING
    assert refused("/dev/null") is PortTrouble.MISSING


def test_a_port_another_program_holds_is_taken(reader: ReaderSimulator) -> None:
    with serial.Serial(reader.path, exclusive=True):
        assert refused(reader.path) is PortTrouble.TAKEN
    opened(reader.path).close()


def test_an_open_port_is_kept_from_others_and_given_back(reader: ReaderSimulator) -> None:
    line = opened(reader.path)
    assert refused(reader.path) is PortTrouble.TAKEN
    line.close()
    line.close()
    opened(reader.path).close()


def test_no_open_file_is_left_behind(
    reader: ReaderSimulator, tmp_path: Path, open_files: Callable[[], int]
) -> None:
    before = open_files()
    line = opened(reader.path)
    refused(reader.path)
    refused(str(tmp_path / "ttyUSB0"))
    refused("/dev/null")
    line.close()
    assert open_files() == before


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("termios.tcsetattr", termios.error(errno.EIO, "Input/output error")),
        ("termios.tcflush", termios.error(errno.EIO, "Input/output error")),
        ("fcntl.ioctl", OSError(errno.EIO, "Input/output error")),
    ],
)
def test_a_port_that_vanishes_while_it_is_set_up_is_missing(
    reader: ReaderSimulator,
    monkeypatch: pytest.MonkeyPatch,
    open_files: Callable[[], int],
    call: str,
    error: Exception,
) -> None:
    def fails(*arguments: object) -> None:
        raise error

    before = open_files()
    monkeypatch.setattr(call, fails)
    assert refused(reader.path) is PortTrouble.MISSING
    assert open_files() == before


def test_a_line_whose_reader_is_pulled_out_is_lost(reader: ReaderSimulator) -> None:
    line = opened(reader.path)
    reader.unplug()
    for use in (lambda: line.receive(0), lambda: line.send(FIND.encode()), line.discard_input):
        with pytest.raises(LineLostError):
            use()
    line.close()


def test_a_quiet_line_gives_nothing(reader: ReaderSimulator) -> None:
    line = opened(reader.path)
    assert line.receive(0) == b""
    line.close()


def test_a_baud_no_module_has_is_a_wrong_call(reader: ReaderSimulator) -> None:
    with pytest.raises(ValueError, match="1200"):
        open_serial(reader.path, 1200)
