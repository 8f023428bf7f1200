"""Faults of the PC/SC service and its reader: a real service, with a virtual reader."""

import pytest

from devices.smartcard.simulated_service import SimulatedService
from tests.faults.card_screen import CardScreen
from tests.faults.chip_card_faults import READER_FAULTS, SETTINGS, ChipCardRig
from tests.faults.fault import Fault
from tests.faults.real_readers import real_readers
from tests.faults.written import Rows


@pytest.mark.parametrize("fault", READER_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_is_over_with_its_cause(
    fault: Fault[ChipCardRig], screen: CardScreen, rows: Rows, pcsc: SimulatedService
) -> None:
    screen.begin_visit()
    with ChipCardRig.started(pcsc) as rig:
        if fault.from_start:
            fault.provoke(rig)
        with real_readers(chip_card=SETTINGS) as readers:
            rows.take(screen.undergo(fault, rig, readers))
