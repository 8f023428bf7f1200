"""Faults where both readers are fitted."""

from pathlib import Path

import pytest

from devices.smartcard.simulated_service import SimulatedService
from tests.faults.card_screen import CardScreen
from tests.faults.chip_card_faults import SETTINGS, ChipCardRig
from tests.faults.fault import Fault
from tests.faults.id_card_faults import IdCardRig
from tests.faults.real_readers import real_readers
from tests.faults.two_reader_faults import FAULTS, BothRig
from tests.faults.written import Rows


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_is_over_with_its_cause(
    fault: Fault[BothRig], screen: CardScreen, rows: Rows, pcsc: SimulatedService, tmp_path: Path
) -> None:
    screen.begin_visit()
    with (
        IdCardRig.at(tmp_path) as id_card,
        ChipCardRig.started(pcsc) as chip_card,
        real_readers(id_card.settings, SETTINGS) as readers,
    ):
        rows.take(screen.undergo(fault, BothRig(id_card, chip_card), readers))
