"""Faults of the reader of identity cards, on a serial line."""

from pathlib import Path

import pytest

from tests.faults.card_screen import CardScreen
from tests.faults.fault import Fault
from tests.faults.id_card_faults import READER_FAULTS, IdCardRig
from tests.faults.real_readers import real_readers
from tests.faults.written import Rows


@pytest.mark.parametrize("fault", READER_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_is_over_with_its_cause(
    fault: Fault[IdCardRig], screen: CardScreen, rows: Rows, tmp_path: Path
) -> None:
    screen.begin_visit()
    with IdCardRig.at(tmp_path) as rig:
        if fault.from_start:
            fault.provoke(rig)
        with real_readers(rig.settings) as readers:
            rows.take(screen.undergo(fault, rig, readers))


def test_a_card_that_is_asked_for_while_the_reader_is_being_opened_makes_no_fault(
    screen: CardScreen, tmp_path: Path
) -> None:
    with IdCardRig.at(tmp_path) as rig:
        rig.make_anew(9600, babbles=False)
        with real_readers(rig.settings) as readers:
            assert screen.failures_until_it_asks(readers) == []
