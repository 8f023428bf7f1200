"""What a reader is addressed by, whether something is there, and whether it is still the same."""

from pathlib import Path

import pytest

from devices.idcard.line import PortNotOpened
from devices.idcard.serial_line import SerialLine
from devices.idcard.simulator import ReaderSimulator
from devices.idcard.transport import open_line, port_identity


def test_a_path_is_a_serial_port(reader: ReaderSimulator) -> None:
    line = open_line(reader.path, 9600)
    assert isinstance(line, SerialLine)
    assert (line.baud, line.checked, list(line.settings())) == (9600, False, [])
    line.close()


def test_a_baud_no_module_has_is_a_wrong_call(reader: ReaderSimulator) -> None:
    with pytest.raises(ValueError, match="1200"):
        open_line(reader.path, 1200)


def test_a_port_is_there_while_its_reader_is_plugged_in(tmp_path: Path) -> None:
    link = tmp_path / "reader"
    assert port_identity(str(link)) is None
    with ReaderSimulator(link=link) as reader:
        assert port_identity(reader.path) is not None
        reader.unplug()
        assert port_identity(reader.path) is None
        assert isinstance(open_line(reader.path), PortNotOpened)


def test_looking_opens_nothing(reader: ReaderSimulator) -> None:
    held = open_line(reader.path, 115200)
    assert isinstance(held, SerialLine)
    assert port_identity(reader.path) is not None
    held.close()
    assert reader.heard == ()


def test_a_reader_plugged_in_again_is_another_one_even_if_it_gets_the_same_name(tmp_path: Path) -> None:
    with ReaderSimulator(link=tmp_path / "reader") as reader:
        seen = set()
        for _ in range(5):
            seen.add(port_identity(reader.path))
            assert port_identity(reader.path) in seen
            reader.unplug()
            reader.plug()
        assert None not in seen
        assert len(seen) == 5
