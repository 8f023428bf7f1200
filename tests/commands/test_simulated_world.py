"""The world around the demo's kiosk, as a process of its own."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from devices.idcard.card import CardFailure, CardNotRead, CardRead
from devices.idcard.reader import read_card
from devices.receipt.printer import Printed, Raster, print_raster
from kiosk.commands.print import test_strip as strip
from kiosk.commands.simulated_world import (
    WorldOfResident,
    WorldPeople,
    WorldProcess,
    next_visitor,
    tell_world,
)
from kiosk.sandbox.residents import Visitor, cards


def visitor(number: int, out: Path) -> Visitor:
    return Visitor(number, "ug", "agri-subsidy", out)


def test_residents_come_one_after_the_other_with_their_cards(tmp_path: Path) -> None:
    coming = (visitor(0, tmp_path / "0"), visitor(3, tmp_path / "3"))
    with WorldProcess(WorldPeople(coming), tmp_path) as world:
        control = world.address.control
        assert next_visitor(control) == coming[0]
        resident = WorldOfResident(control, 3)
        resident.lay_card()
        answer = read_card(world.address.reader, wait=5)
        assert isinstance(answer, CardRead)
        assert answer.card.name == cards()[3]["name"]
        assert next_visitor(control) == coming[1]
        # Whoever left has taken the card along.
        nobodys = read_card(world.address.reader, wait=0)
        assert isinstance(nobodys, CardNotRead)
        assert nobodys.failure is CardFailure.NO_CARD
        assert next_visitor(control) is None


def test_what_is_printed_goes_to_whoever_stands_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with WorldProcess(WorldPeople((visitor(0, tmp_path / "out"),)), tmp_path) as world:
        next_visitor(world.address.control)
        assert isinstance(print_raster(world.address.printer, Raster(576, strip())), Printed)
        # A line that is answered comes after the page that came before it.
        tell_world(world.address.control, "lift")
    assert (tmp_path / "out" / "receipt.png").read_bytes().startswith(b"\x89PNG")


def test_a_person_finds_a_card_on_the_reader(tmp_path: Path) -> None:
    with WorldProcess(WorldPeople(person=visitor(1, tmp_path)), tmp_path) as world:
        for _ in range(2):
            assert next_visitor(world.address.control) is None
            answer = read_card(world.address.reader, wait=5)
            assert isinstance(answer, CardRead)


def test_somebody_can_watch_for_a_resident_to_stand_still(tmp_path: Path) -> None:
    with WorldProcess(WorldPeople(), tmp_path) as world:
        WorldOfResident(world.address.control, 0).stand_still()
        tell_world(world.address.control, "watch")


def test_what_it_does_not_know_is_refused(tmp_path: Path) -> None:
    with WorldProcess(WorldPeople(), tmp_path) as world:
        for line in ("lay 99", "lay x", "dance", "fault nothing", ""):
            with pytest.raises(RuntimeError):
                tell_world(world.address.control, line)


def test_the_world_ends_with_whoever_made_it(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; "
        "from kiosk.commands.simulated_world import WorldPeople, WorldProcess; "
        "print(WorldProcess(WorldPeople(), Path(sys.argv[1])).pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as maker:
        assert maker.stdout is not None
        world = os.pidfd_open(int(maker.stdout.readline()))
        maker.send_signal(signal.SIGKILL)
        assert select.select([world], [], [], 10)[0]
        os.close(world)


def test_a_reader_can_be_simulated_by_hand(tmp_path: Path) -> None:
    link = tmp_path / "reader"
    command = [sys.executable, "-m", "kiosk", "simulate", "reader", "--json", "--link", str(link)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as simulator:
        assert simulator.stdout is not None
        assert str(link).encode() in simulator.stdout.readline()
        assert isinstance(read_card(str(link), wait=5), CardRead)
        simulator.send_signal(signal.SIGTERM)
        assert simulator.wait(10) == 0
    assert not link.is_symlink()
