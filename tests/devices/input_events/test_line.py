"""The line to an input device: what is opened, what is refused, and when it is lost."""

import fcntl
import os
import select
from pathlib import Path

import pytest

from devices.input_events import line as line_module
from devices.input_events.events import EVENT
from devices.input_events.line import EventLine, LineLostError, NotOpened, open_event_line
from devices.keypad.simulator import KeypadSimulator


def opened(path: Path | str) -> EventLine:
    line = open_event_line(str(path), grabbed=True)
    assert isinstance(line, EventLine), line
    return line


def refused(path: Path | str) -> NotOpened:
    line = open_event_line(str(path), grabbed=True)
    assert isinstance(line, NotOpened)
    return line


def test_a_terminal_hands_on_what_was_pressed_byte_for_byte(keypad: KeypadSimulator) -> None:
    with opened(keypad.path) as line:
        # Bytes that a terminal in its own ways would turn into something else.
        keypad.send(b"\x03\x04\r\n\x11\x13\x7f" + bytes(17))
        assert line.receive(5) == b"\x03\x04\r\n\x11\x13\x7f" + bytes(17)
        assert line.receive(0) == b""


def test_what_was_pressed_before_is_not_heard(keypad: KeypadSimulator) -> None:
    earlier = os.open(keypad.path, os.O_RDONLY | os.O_NOCTTY)
    keypad.press("select")
    # A pty hands on what was written when the kernel finds time.
    assert select.select([earlier], [], [], 5)[0]
    with opened(keypad.path) as line:
        assert line.receive(0) == b""
    os.close(earlier)


def test_a_fifo_does_not_end_with_its_writer(tmp_path: Path) -> None:
    fifo = tmp_path / "keypad"
    os.mkfifo(fifo)
    with opened(fifo) as line:
        for _ in range(2):
            fifo.write_bytes(bytes(EVENT.size))
            assert line.receive(5) == bytes(EVENT.size)
        assert line.receive(0) == b""


def test_a_keypad_that_is_pulled_out_is_lost(keypad: KeypadSimulator) -> None:
    with opened(keypad.path) as line:
        keypad.unplug()
        with pytest.raises(LineLostError):
            line.receive(5)


def test_what_is_not_there_is_absent(tmp_path: Path) -> None:
    assert refused(tmp_path / "none").absent
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "below").absent


def test_a_file_and_a_folder_are_no_keypads(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file"):
        assert not refused(path).absent
        assert str(path) in refused(path).detail


def test_an_event_node_is_ours_alone_and_one_that_another_holds_is_refused(
    keypad: KeypadSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Neither /dev/uinput nor an event node is there in a container: the kernel's answers are played.
    asked: list[int] = []

    def ioctl(_descriptor: int, request: int, *_: object) -> int:
        asked.append(request)
        if request == line_module._EVIOCGRAB and asked.count(request) > 1:
            raise OSError(16, "Device or resource busy")
        return 0

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    with opened(keypad.path):
        assert asked == [line_module._EVIOCGVERSION, line_module._EVIOCGRAB, line_module._EVIOCSCLOCKID]
        other = refused(keypad.path)
    assert not other.absent
    assert "busy" in other.detail
