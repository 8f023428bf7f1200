"""A module behind USB HID: its reports, how it is addressed, and that it is read like any other."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, card_from_text
from devices.idcard.hid_line import REPORT, Framing, HidLine, find_hid, in_reports, open_hid
from devices.idcard.hid_simulator import HidReaderSimulator, sysfs_of
from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble
from devices.idcard.protocol import FIND, READ
from devices.idcard.reader import Patience, SamReader, open_reader, read_card
from devices.idcard.scripts import SCRIPTS, Script
from devices.idcard.simulated_cards import MadeUpCard, appended_block_of, block_of
from devices.idcard.transport import open_line, port_identity

CARD = block_of(MadeUpCard())
EXPECTED = card_from_text(CARD)


@pytest.fixture(params=list(Framing))
def hid(request: pytest.FixtureRequest) -> Iterator[HidReaderSimulator]:
    with HidReaderSimulator(request.param) as reader:
        yield reader


@pytest.fixture
def patience(patience: Patience) -> Patience:
    """A reader with the other way of reports says nothing to the first: that has to be waited for."""
    return replace(patience, trying=0.25)


@pytest.fixture
def impatience(impatience: Patience) -> Patience:
    return replace(impatience, trying=0.25)


def failure(answer: CardAnswer) -> CardFailure:
    assert isinstance(answer, CardNotRead), answer
    return answer.failure


def test_a_card_is_read_once_for_reports_are_checked_on_their_way(
    hid: HidReaderSimulator, patience: Patience
) -> None:
    hid.lay(CARD)
    assert read_card(hid.address, wait=0, patience=patience) == EXPECTED
    assert hid.heard.count((READ.command, READ.parameter)) == 1


def test_its_newest_address_is_read(hid: HidReaderSimulator, patience: Patience) -> None:
    moved = MadeUpCard(appended_address="样本地区搬迁路2号")
    hid.lay(block_of(moved), appended_block_of(moved))
    answer = read_card(hid.address, wait=0, patience=patience, appended_address=True)
    assert answer == card_from_text(block_of(MadeUpCard(address=moved.appended_address)))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("mute", CardFailure.SERVICE_DOWN),
        ("self-test", CardFailure.SERVICE_DOWN),
        ("truncated", CardFailure.UNREADABLE),
        ("garbled", CardFailure.UNREADABLE),
        ("unreadable", CardFailure.UNREADABLE),
        ("wrong-card", CardFailure.WRONG_KIND),
        ("removed", CardFailure.REMOVED),
        ("unplugged-midway", CardFailure.NO_READER),
    ],
)
def test_what_goes_wrong_has_the_same_names(impatience: Patience, fault: str, expected: CardFailure) -> None:
    with HidReaderSimulator() as hid:
        hid.lay(CARD)
        hid.play(SCRIPTS[fault])
        assert failure(read_card(hid.address, wait=0, patience=impatience)) is expected


def test_no_card_is_no_card(hid: HidReaderSimulator, patience: Patience) -> None:
    assert failure(read_card(hid.address, wait=0, patience=patience)) is CardFailure.NO_CARD


def test_a_reader_pulled_out_and_plugged_in_again_is_read(tmp_path: Path, patience: Patience) -> None:
    with HidReaderSimulator(link=tmp_path / "hidraw0") as hid:
        sam = open_reader(hid.address, patience=patience)
        assert isinstance(sam, SamReader)
        with sam:
            assert sam.baud is None
            hid.unplug()
            assert failure(sam.find() or EXPECTED) is CardFailure.NO_READER
        assert failure(read_card(hid.address, wait=0)) is CardFailure.NO_READER
        hid.plug()
        hid.lay(CARD)
        assert read_card(hid.address, wait=0, patience=patience) == EXPECTED


def test_a_reader_that_another_process_of_ours_holds_is_taken(hid: HidReaderSimulator) -> None:
    line = open_hid(hid.address)
    assert isinstance(line, HidLine)
    other = open_hid(hid.address)
    assert isinstance(other, PortNotOpened)
    assert other.trouble is PortTrouble.TAKEN
    line.close()
    line.close()
    again = open_hid(hid.address)
    assert isinstance(again, HidLine)
    again.close()


def test_nothing_is_left_open(impatience: Patience, open_files: Callable[[], int]) -> None:
    with HidReaderSimulator() as hid:
        files, threads = open_files(), threading.active_count()
        for fault in ("none", "mute", "truncated", "removed"):
            hid.lay(CARD)
            hid.play(SCRIPTS[fault])
            read_card(hid.address, wait=0, patience=impatience)
        assert (open_files(), threading.active_count()) == (files, threads)


@given(st.binary(min_size=1, max_size=400), st.sampled_from(Framing))
def test_reports_have_one_size_and_carry_the_bytes_in_their_order(data: bytes, framing: Framing) -> None:
    reports = list(in_reports(data, framing))
    assert all(len(report) == REPORT for report in reports)
    if framing is Framing.PLAIN:
        assert b"".join(reports).startswith(data)
        assert not b"".join(reports)[len(data) :].strip(b"\0")
    else:
        assert b"".join(report[1 : 1 + report[0]] for report in reports) == data


def test_a_request_goes_out_as_a_published_report() -> None:
    wire = bytes.fromhex("AAAAAA9669 0003 20 01 22")
    assert next(in_reports(FIND.encode(), Framing.PLAIN)) == wire.ljust(64, b"\0")
    assert next(in_reports(FIND.encode(), Framing.COUNTED)) == b"\x0a" + wire.ljust(63, b"\0")


@pytest.mark.parametrize(
    ("address", "node"),
    [
        ("hid:0400:C35A", "hidraw1"),
        ("hid:0400:c35a:B2", "hidraw10"),
        ("hid:0400:C35A:with:colons", "hidraw2"),
        ("hid:1234:5678", None),
        ("hid:0400:C35A:none", None),
    ],
)
def test_a_reader_is_found_by_its_numbers(tmp_path: Path, address: str, node: str | None) -> None:
    with HidReaderSimulator() as hid:
        for name, serial in (("hidraw10", "B2"), ("hidraw1", "A1"), ("hidraw2", "with:colons")):
            places = sysfs_of(tmp_path, hid, serial=serial, node=name)
        sysfs_of(tmp_path, hid, "0001:0002", node="hidraw0")
        found = find_hid(address, places)
    assert (found and found.path) == (node and tmp_path / "dev" / node)


@pytest.mark.parametrize("address", ["hid:", "hid:400:C35A", "hid:0400", "hid:0400:C35A:", "hid:hidraw0"])
def test_an_address_that_is_none_is_a_wrong_call(address: str) -> None:
    with pytest.raises(ValueError, match="hid:"):
        find_hid(address)


def test_what_another_one_in_its_place_is_addressed_by_is_not_the_same(tmp_path: Path) -> None:
    address = "hid:0400:C35A"
    with HidReaderSimulator() as hid:
        places = sysfs_of(tmp_path, hid)
        assert port_identity(address, places) is not None
        first = port_identity(address, places)
        assert first is not None
        assert port_identity(address, places) == first
        sysfs_of(tmp_path, hid)  # plugged in again
        assert port_identity(address, places) not in (None, first)
        line = open_line(address, places=places)
        assert isinstance(line, HidLine)
        line.close()
    (tmp_path / "class" / "hidraw0" / "device").unlink()
    assert port_identity(address, places) is None
    assert port_identity(address, places) is None


def test_a_node_that_is_gone_is_missing(tmp_path: Path) -> None:
    answer = open_line(f"hid:{tmp_path / 'hidraw0'}")
    assert isinstance(answer, PortNotOpened)
    assert answer.trouble is PortTrouble.MISSING
    assert port_identity(f"hid:{tmp_path / 'hidraw0'}") is None


def test_what_is_no_module_at_all_loses_the_line(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    line = open_hid(f"hid:{path}")
    assert isinstance(line, HidLine)
    with pytest.raises(LineLostError):
        line.receive(0)
    line.close()


def test_a_counted_report_in_halves_is_put_together(patience: Patience) -> None:
    with HidReaderSimulator(Framing.COUNTED) as hid:
        line = open_hid(hid.address)
        assert isinstance(line, HidLine)
        ways = line.settings()
        next(ways)
        next(ways)
        report = next(in_reports(b"whole", Framing.COUNTED))
        assert line._out_of(report[:3]) + line._out_of(report[3:]) == b"whole"
        assert line._out_of(bytes((200,)) + bytes(63)) == b""
        line.close()


def test_a_script_is_played_over_reports_too(hid: HidReaderSimulator, patience: Patience) -> None:
    hid.lay(CARD)
    hid.play(Script(garbled=1))
    assert read_card(hid.address, wait=0, patience=patience) == EXPECTED
