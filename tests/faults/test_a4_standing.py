"""Faults that the A4 printer has before anything is printed: a real print service, a simulated device."""

import pytest

from tests.faults.a4_faults import STANDING
from tests.faults.paper_fault import PaperFault
from tests.faults.paper_screen import PrintingVisits
from tests.faults.printer_rig import RigFor
from tests.faults.written import Rows


@pytest.mark.parametrize("fault", STANDING, ids=lambda fault: fault.name)
def test_a_fault_is_told_loses_nothing_and_the_paper_comes_once_it_is_over(
    fault: PaperFault, visits: PrintingVisits, rows: Rows, rig_for: RigFor
) -> None:
    rows.take(visits.undergo(fault, rig_for(fault.roll is not None, fault.a4 is not None)))
