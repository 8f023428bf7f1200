"""Faults of identity cards, on a reader that is well."""

from pathlib import Path

import pytest

from tests.faults.card_screen import CardScreen
from tests.faults.fault import Fault
from tests.faults.id_card_faults import CARD_FAULTS, IdCardRig
from tests.faults.real_readers import real_readers
from tests.faults.written import Rows


@pytest.mark.parametrize("fault", CARD_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_is_over_with_its_cause(
    fault: Fault[IdCardRig], screen: CardScreen, rows: Rows, tmp_path: Path
) -> None:
    screen.begin_visit()
    with IdCardRig.at(tmp_path) as rig, real_readers(rig.settings) as readers:
        rows.take(screen.undergo(fault, rig, readers))
