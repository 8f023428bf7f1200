"""Faults of chip cards, one after the other in one reader that is well, as on a day of many visits."""

from collections.abc import Iterator

import pytest

from devices.smartcard.simulated_service import SimulatedService
from tests.faults.card_screen import CardScreen
from tests.faults.chip_card_faults import CARD_FAULTS, SETTINGS, ChipCardRig
from tests.faults.fault import Fault
from tests.faults.real_readers import RealReaders, real_readers
from tests.faults.written import Rows


@pytest.fixture(scope="module")
def rig(pcsc: SimulatedService) -> Iterator[ChipCardRig]:
    with ChipCardRig.started(pcsc) as rig:
        yield rig


@pytest.fixture(scope="module")
def readers(rig: ChipCardRig) -> Iterator[RealReaders]:
    with real_readers(chip_card=SETTINGS) as readers:
        yield readers


@pytest.mark.parametrize("fault", CARD_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_is_over_with_its_cause(
    fault: Fault[ChipCardRig], screen: CardScreen, rows: Rows, rig: ChipCardRig, readers: RealReaders
) -> None:
    rig.pull()
    screen.begin_visit()
    rows.take(screen.undergo(fault, rig, readers))
